"""The address to which the provider of text messages posts what people text."""

from django.urls import path

from care.reminders.views import inbound

app_name = "texts"
urlpatterns = [path("inbound/", inbound.inbound, name="inbound")]
