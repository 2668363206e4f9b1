"""Where the provider of text messages posts what people text, and the name under which a program writes."""

from django.urls import path

from care.reminders.views import inbound, sender

app_name = "texts"
urlpatterns = [
    path("inbound/", inbound.inbound, name="inbound"),
    path("sender/", sender.sender, name="sender"),
]
