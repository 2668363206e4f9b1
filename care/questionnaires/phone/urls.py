"""The address that a message carries, as short as it can be."""

from django.urls import path

from care.questionnaires.phone import views

app_name = "questions"
urlpatterns = [path("<str:token>/", views.answer, name="answer")]
