"""The library beside a person's plan, below people/<uuid>/plan/library/."""

from django.urls import path

from treatment_plans.library.views import planning

app_name = "plan_library"
urlpatterns = [
    path("goals/<uuid:goal>/", planning.ideas, name="ideas"),
    path("goals/<uuid:goal>/<slug:intervention_code>/", planning.add, name="add"),
    path("goals/<uuid:goal>/<slug:intervention_code>/no/", planning.say_no, name="say_no"),
    path("templates/", planning.templates, name="templates"),
    path("templates/<slug:template_code>/", planning.template, name="template"),
]
