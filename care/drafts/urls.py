"""Addresses of drafts. Included with {"find_patient_id": ...}, which every line below passes on to its view."""

from django.urls import path

from care.drafts import views

app_name = "drafts"
urlpatterns = [
    path("<str:key>/", views.draft, name="draft"),
    path("<str:key>/discard/", views.discard, name="discard"),
]
