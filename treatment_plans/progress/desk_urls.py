"""Addresses of a colleague's own desk of progress notes, groups, and the clinic's templates."""

from django.urls import path

from treatment_plans.progress.views import groups, reading, templates

app_name = "progress_desk"
urlpatterns = [
    path("", reading.desk, name="desk"),
    path("groups/new/", groups.new, name="new_group"),
    path("groups/new/keep/", groups.keep, name="keep_group"),
    path("groups/<uuid:group>/", groups.group, name="group"),
    path("templates/", templates.templates, name="templates"),
    path("templates/new/<str:structure>/", templates.new_template, name="new_template"),
    path("templates/<uuid:template>/", templates.template, name="template"),
    path("templates/<uuid:template>/retire/", templates.retire, name="retire_template"),
]
