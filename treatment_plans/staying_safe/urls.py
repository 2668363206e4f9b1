"""Addresses of what somebody has to stay well and safe, below people/<uuid>/staying-safe/."""

from django.urls import path

from treatment_plans.staying_safe.views import copies, reading, returns, writing

app_name = "staying_safe"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("begin/<slug:which>/", writing.begin, name="begin"),
    path("compare/<slug:which>/", reading.compare, name="compare"),
    path("copy/", copies.copy, name="copy"),
    path("copy/link/", copies.show_link, name="show_link"),
    path("copy/take-back/", copies.take_back, name="take_back"),
    path("return-to-use/", returns.record, name="record_return"),
    path("return-to-use/<uuid:returned>/entered-in-error/", returns.in_error, name="return_in_error"),
    path("<uuid:safe>/", reading.plan, name="plan"),
    path("<uuid:safe>/paper/", reading.paper, name="paper"),
    path("<uuid:safe>/write/", writing.write, name="write"),
    path("<uuid:safe>/sign/", writing.sign, name="sign"),
    path("<uuid:safe>/write-on/", writing.go_back, name="go_back"),
    path("<uuid:safe>/word/", writing.word, name="word"),
    path("<uuid:safe>/keep/", writing.keep, name="keep"),
    path("<uuid:safe>/again/", writing.again, name="again"),
    path("<uuid:safe>/end/", writing.end, name="end"),
]
