"""Addresses of a person's progress notes, below people/<uuid>/progress/."""

from django.urls import path

from treatment_plans.progress.views import reading, signing, writing

app_name = "progress_notes"
urlpatterns = [
    path("", reading.notes, name="notes"),
    path("begin/", writing.begin, name="begin"),
    path("<uuid:note>/", reading.note, name="note"),
    path("<uuid:note>/write/", writing.write, name="write"),
    path("<uuid:note>/keep/", writing.keep, name="keep"),
    path("<uuid:note>/throw-away/", writing.throw_away, name="throw_away"),
    path("<uuid:note>/take-over/", writing.take_over, name="take_over"),
    path("<uuid:note>/sign/", signing.sign, name="sign"),
    path("<uuid:note>/ask/", signing.ask, name="ask"),
    path("<uuid:note>/ask-no-longer/", signing.withdraw, name="withdraw"),
    path("<uuid:note>/co-sign/", signing.cosign, name="cosign"),
    path("<uuid:note>/add/", signing.add, name="add"),
    path("<uuid:note>/add/keep/", signing.keep_addendum, name="keep_addendum"),
    path("<uuid:note>/add/throw-away/", signing.throw_away_addendum, name="throw_away_addendum"),
    path("<uuid:note>/entered-in-error/", signing.retract, name="retract"),
]
