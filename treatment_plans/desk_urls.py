"""What concerns the plans of a whole program, below plans/."""

from django.urls import path

from treatment_plans.views import supervision

app_name = "plan_desk"
urlpatterns = [path("supervision/", supervision.supervision, name="supervision")]
