"""The instruments themselves and their official wordings, for administrators: below instruments/."""

from django.urls import path

from patients.assessments.views import instruments, paper

app_name = "instruments"
urlpatterns = [
    path("", instruments.instruments, name="instruments"),
    path("<slug:instrument>/", instruments.instrument, name="instrument"),
    path("<slug:instrument>/paper/", paper.of_instrument, name="paper"),
    path("<slug:instrument>/load/", instruments.load, name="load"),
    path("<slug:instrument>/retire/<uuid:wording>/", instruments.retire, name="retire"),
]
