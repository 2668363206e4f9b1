"""What is due, of everybody: below measures/."""

from django.urls import path

from patients.assessments.views import due

app_name = "measures"
urlpatterns = [path("due/", due.due, name="due")]
