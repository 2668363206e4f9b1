"""Addresses that exist in the demo only."""

from django.urls import path

from care.demo import views
from care.demo.phone import views as phone

app_name = "demo"
urlpatterns = [
    path("clock/", views.clock, name="clock"),
    path("phone/", phone.phone, name="phone"),
    path("phone/reply/", phone.reply, name="phone_reply"),
    path("phone/api/messages", phone.messages, name="phone_messages"),
]
