"""Addresses of the forms about reviews of a plan, below people/<uuid>/plan/reviews/."""

from django.urls import path

from treatment_plans.reviews.views import asking

app_name = "reviews"
urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("of/<uuid:plan>/begin/", asking.begin, name="begin"),
    path("<uuid:plan_review>/set-aside/", asking.set_aside, name="set_aside"),
]
