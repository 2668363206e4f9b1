"""Addresses of the forms about a person's medication, below people/<uuid>/medication/."""

from django.urls import path

from treatment_plans.regimens.views import alerts, changes, doses, orders, purposes, starting, tapers, verbal

app_name = "regimens"
urlpatterns = [
    path("new/", orders.new, name="new"),
    path("rules/", alerts.live, name="live"),
    path("naloxone-kit/", alerts.kit, name="kit"),
    path("<uuid:order>/second/", alerts.ask_second, name="ask_second"),
    path("<uuid:order>/second/answer/", alerts.answer_second, name="answer_second"),
    path("verbal/", verbal.take_down, name="verbal"),
    path("<uuid:order>/cosign/", verbal.cosign, name="cosign"),
    path("<uuid:order>/not-so/", verbal.not_so, name="not_so"),
    path("<uuid:order>/conditions/", starting.conditions, name="conditions"),
    path("<uuid:order>/taper/", tapers.taper, name="taper"),
    path("<uuid:order>/", orders.order, name="order"),
    path("<uuid:order>/sign/", orders.sign, name="sign"),
    path("<uuid:order>/set-aside/", orders.set_aside, name="set_aside"),
    path("<uuid:order>/dose/", changes.dose, name="dose"),
    path("<uuid:order>/hold/", changes.hold, name="hold"),
    path("<uuid:order>/resume/", changes.resume, name="resume"),
    path("<uuid:order>/complete/", changes.complete, name="complete"),
    path("<uuid:order>/purposes/", purposes.purposes, name="purposes"),
    path("<uuid:order>/stop/", changes.stop, name="stop"),
    # doses
    path("doses/", doses.calendar, name="calendar"),
    path("doses/window/", doses.window, name="window"),
    path("doses/follow/", doses.follow, name="follow"),
    path("doses/unfollow/", doses.unfollow, name="unfollow"),
    path("doses/<uuid:dose>/wrong/", doses.void, name="dose_void"),
    path("doses/<uuid:dose>/vomited/", doses.vomited, name="dose_vomited"),
    path("doses/<uuid:dose>/again/", doses.again, name="dose_again"),
    path("<uuid:dosed>/doses/home/", doses.take_home, name="take_home"),
    path("<uuid:dosed>/doses/<str:day>/<int:dose_part>/", doses.record, name="dose_record"),
]
