"""Addresses of somebody's measures, below people/<uuid>/measures/."""

from django.urls import path

from patients.assessments.views import ended, filling, measures, paper, results, serial

app_name = "assessments"
urlpatterns = [
    path("", measures.measures, name="measures"),
    path("begin/<slug:instrument>/", measures.begin, name="begin"),
    path("put-off/<slug:instrument>/", measures.put_off, name="put_off"),
    path("in-a-row/<slug:instrument>/", serial.serial, name="serial"),
    path("paper/<slug:instrument>/", paper.of_person, name="paper"),
    path("<uuid:response>/", filling.fill, name="fill"),
    path("<uuid:result>/result/", results.result, name="result"),
    path("<uuid:response>/set-aside/", ended.set_aside, name="set_aside"),
    path("<uuid:result>/diagnosis/", results.add_diagnosis, name="add_diagnosis"),
    path("<uuid:result>/in-error/", ended.in_error, name="in_error"),
]
