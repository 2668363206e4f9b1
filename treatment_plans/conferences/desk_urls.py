"""Addresses of a clinic's case conferences."""

from django.urls import path

from treatment_plans.conferences.views import desk, meeting

app_name = "conference_desk"
urlpatterns = [
    path("", desk.conferences, name="conferences"),
    path("new/", desk.new, name="new"),
    path("<uuid:conference>/", meeting.conference, name="conference"),
    path("<uuid:conference>/find/", meeting.find, name="find"),
    path("<uuid:conference>/agenda/", meeting.add, name="add"),
    path("<uuid:conference>/colleague/", meeting.invite, name="invite"),
    path("<uuid:conference>/outsider/", meeting.expect, name="expect"),
    path("<uuid:conference>/people/<uuid:attendee>/", meeting.attendee, name="attendee"),
    path("<uuid:conference>/begin/", meeting.begin, name="begin"),
    path("<uuid:conference>/close/", meeting.close, name="close"),
    path("<uuid:conference>/cancel/", meeting.cancel, name="cancel"),
]
