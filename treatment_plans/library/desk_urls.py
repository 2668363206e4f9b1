"""The library itself, below library/."""

from django.urls import path

from treatment_plans.library.views import desk, own_templates

app_name = "library"
urlpatterns = [
    path("", desk.library, name="library"),
    path("own/", desk.own, name="own_list"),
    path("own/new/", desk.new, name="new"),
    path("own/<int:number>/", desk.change, name="own"),
    path("own/<int:number>/retire/", desk.retire, name="retire"),
    path("own/<int:number>/take-up/", desk.take_up, name="take_up"),
    path("templates/", own_templates.own_templates, name="templates"),
    path("templates/new/", own_templates.new, name="template_new"),
    path("templates/<int:number>/", own_templates.change, name="template"),
    path("templates/<int:number>/retire/", own_templates.retire, name="template_retire"),
    path("templates/<int:number>/take-up/", own_templates.take_up, name="template_take_up"),
    path("<slug:intervention_code>/", desk.entry, name="entry"),
]
