"""The address that a message carries, as short as it can be."""

from django.urls import path

from care.followups.phone import views

app_name = "phone"
urlpatterns = [path("<str:token>/", views.check_in, name="check_in")]
