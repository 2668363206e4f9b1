"""Addresses of what somebody has to stay well and safe, below people/<uuid>/staying-safe/."""

from django.urls import path

from treatment_plans.staying_safe.views import copies, reading, returns, writing

app_name = "staying_safe"
urlpatterns = [
    path("", reading.overview, name="overview"),
    path("begin/<slug:kind>/", writing.begin, name="begin"),
    path("compare/<slug:kind>/", reading.compare, name="compare"),
    path("copy/", copies.copy, name="copy"),
    path("copy/link/", copies.show_link, name="show_link"),
    path("copy/take-back/", copies.take_back, name="take_back"),
    path("return-to-use/", returns.record, name="record_return"),
    path("return-to-use/<uuid:event>/entered-in-error/", returns.in_error, name="return_in_error"),
    path("<uuid:plan>/", reading.plan, name="plan"),
    path("<uuid:plan>/paper/", reading.paper, name="paper"),
    path("<uuid:plan>/write/", writing.write, name="write"),
    path("<uuid:plan>/sign/", writing.sign, name="sign"),
    path("<uuid:plan>/write-on/", writing.go_back, name="go_back"),
    path("<uuid:plan>/word/", writing.word, name="word"),
    path("<uuid:plan>/keep/", writing.keep, name="keep"),
    path("<uuid:plan>/again/", writing.again, name="again"),
    path("<uuid:plan>/end/", writing.end, name="end"),
]
