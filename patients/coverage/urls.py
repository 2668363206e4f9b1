"""Addresses of a person's coverage, below people/<uuid>/coverage/."""

from django.urls import path

from patients.coverage.views import aids, authorizations, coverages, denials

app_name = "coverage"
urlpatterns = [
    path("", coverages.coverage, name="coverage"),
    path("new/", coverages.new, name="new"),
    path("do-not-bill/", coverages.withhold, name="withhold"),
    path("<uuid:coverage>/", coverages.change, name="change"),
    path("<uuid:coverage>/first/", coverages.first, name="first"),
    path("<uuid:coverage>/take-off/", coverages.remove, name="remove"),
    path("<uuid:coverage>/said/", coverages.check, name="check"),
    path("authorizations/new/", authorizations.new, name="authorization_new"),
    path("authorizations/<uuid:authorization>/", authorizations.authorization, name="authorization"),
    path("authorizations/<uuid:authorization>/change/", authorizations.change, name="authorization_change"),
    path("denials/new/", denials.new, name="denial_new"),
    path("denials/<uuid:denial>/", denials.denial, name="denial"),
    path("denials/<uuid:denial>/change/", denials.change, name="denial_change"),
    path("help/new/", aids.new, name="aid_new"),
    path("help/<uuid:aid>/", aids.aid, name="aid"),
]
