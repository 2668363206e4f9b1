"""Addresses of the forms about recovery, below people/<uuid>/recovery/."""

from django.urls import path

from treatment_plans.recovery import views

app_name = "recovery"
urlpatterns = [
    path("dates/new/", views.new_date, name="new_date"),
    path("dates/<uuid:chosen>/", views.change_date, name="change_date"),
    path("dates/<uuid:chosen>/end/", views.end_date, name="end_date"),
    path("steps/new/", views.new_step, name="new_step"),
    path("steps/<uuid:life_step>/", views.step, name="step"),
    path("groups/new/", views.new_visit, name="new_visit"),
    path("groups/<uuid:attended>/entered-in-error/", views.visit_in_error, name="visit_in_error"),
]
