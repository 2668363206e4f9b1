"""The address that a message carries, as short as it can be."""

from django.urls import path

from care.pages.signing import views

app_name = "signing"
urlpatterns = [path("<str:token>/", views.consent, name="consent")]
