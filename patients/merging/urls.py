"""Addresses of the screens on which records are compared, merged and taken apart."""

from django.urls import path

from patients.merging import views

app_name = "merging"
urlpatterns = [
    path("alike/", views.alike, name="alike"),
    path("<uuid:uuid>/merge/", views.record, name="record"),
    path("<uuid:uuid>/merge/<uuid:other>/", views.compare, name="compare"),
    path("<uuid:uuid>/merge/<uuid:other>/apart/", views.apart, name="apart"),
    path("<uuid:uuid>/merge/<uuid:other>/again/", views.again, name="again"),
    path("<uuid:uuid>/merged/<uuid:merge>/", views.merged, name="merged"),
]
