"""Addresses below people/<uuid>/messages/."""

from django.urls import path

from care.reminders.views import messages

app_name = "reminders"
urlpatterns = [
    path("", messages.thread, name="messages"),
    path("allow/", messages.allow, name="allow"),
    path("<uuid:channel>/withdraw/", messages.withdraw, name="withdraw"),
]
