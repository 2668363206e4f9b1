"""Address of what somebody brought along, below people/<uuid>/brought-along/."""

from django.urls import path

from patients.histories import views

app_name = "histories"
urlpatterns = [path("", views.brought, name="brought")]
