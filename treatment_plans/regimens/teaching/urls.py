"""Addresses of what is taught about medicines, below people/<uuid>/teaching/."""

from django.urls import path

from treatment_plans.regimens.teaching import views

app_name = "teaching"
urlpatterns = [
    path("", views.sheets, name="sheets"),
    path("teach-backs/<uuid:teach_back>/entered-in-error/", views.in_error, name="in_error"),
    path("<slug:sheet>/", views.sheet, name="sheet"),
    path("<slug:sheet>/paper/", views.paper, name="paper"),
    path("<slug:sheet>/teach-back/", views.teach_back, name="teach_back"),
]
