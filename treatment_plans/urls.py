"""Addresses of the forms about a person's plan, below people/<uuid>/plan/."""

from django.urls import path

from treatment_plans.views import comments, copies, goals, interventions, lines, plans, signing, versions

app_name = "treatment_plans"
urlpatterns = [
    path("start/", plans.start, name="start"),
    path("copy/", copies.copy, name="copy"),
    path("copy/paper/", copies.copy_paper, name="copy_paper"),
    path("versions/", versions.versions, name="versions"),
    path("versions/compare/", versions.compare_two, name="compare"),
    path("versions/<uuid:plan>/", versions.version, name="version"),
    path("versions/<uuid:plan>/frame/", lines.frame, name="frame"),
    path("versions/<uuid:plan>/propose/", signing.propose, name="propose"),
    path("versions/<uuid:plan>/rewrite/", signing.rewrite, name="rewrite"),
    path("versions/<uuid:plan>/sign/", signing.sign, name="sign"),
    path("versions/<uuid:plan>/problems/new/", lines.new_problem, name="new_problem"),
    path("versions/<uuid:plan>/comments/new/", comments.new_comment, name="new_comment"),
    path("problems/<uuid:problem>/", lines.problem, name="problem"),
    path("problems/<uuid:problem>/<str:problem_step>/", lines.move_problem, name="move_problem"),
    path("goals/<uuid:goal>/objectives/new/", lines.new_objective, name="new_objective"),
    path("objectives/<uuid:objective>/", lines.objective, name="objective"),
    path("objectives/<uuid:objective>/<str:objective_step>/", lines.move_objective, name="move_objective"),
    path("comments/<uuid:comment>/answer/", comments.answer, name="answer"),
    path("comments/<uuid:comment>/settle/", comments.settle, name="settle"),
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
