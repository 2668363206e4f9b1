"""The address of a colleague's own counseling notes, whoever they are about."""

from django.urls import path

from treatment_plans.notes.views import reading

app_name = "notes_desk"
urlpatterns = [path("", reading.desk, name="desk")]
