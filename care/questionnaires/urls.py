"""Addresses below people/<uuid>/questionnaires/."""

from django.urls import path

from care.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("", views.sent, name="sent"),
    path("send/", views.send, name="send"),
    path("<uuid:questionnaire>/take-back/", views.take_back, name="take_back"),
]
