"""Addresses of the forms about a person's plan, below people/<uuid>/plan/."""

from django.urls import path

from treatment_plans.views import goals, interventions, plans

app_name = "treatment_plans"
urlpatterns = [
    path("start/", plans.start, name="start"),
    path("versions/<uuid:plan>/sections/<str:part>/", plans.section, name="section"),
    path("versions/<uuid:plan>/agree/", plans.agree, name="agree"),
    path("versions/<uuid:plan>/complete/", plans.complete, name="complete"),
    path("versions/<uuid:plan>/end/", plans.end, name="end"),
    path("versions/<uuid:plan>/goals/new/", goals.new_goal, name="new_goal"),
    path("goals/<uuid:goal>/", goals.goal, name="goal"),
    path("goals/<uuid:goal>/progress/", goals.progress, name="progress"),
    path("goals/<uuid:goal>/hold/", goals.hold, name="hold"),
    path("goals/<uuid:goal>/resume/", goals.resume, name="resume"),
    path("goals/<uuid:goal>/end/", goals.end_goal, name="end_goal"),
    path("goals/<uuid:goal>/interventions/new/", interventions.new_intervention, name="new_intervention"),
    path("interventions/<uuid:intervention>/", interventions.intervention, name="intervention"),
    path("interventions/<uuid:intervention>/move/", interventions.move, name="move"),
]
