"""What is due, of everybody: below reviews/."""

from django.urls import path

from treatment_plans.reviews.views import due

app_name = "reviews_due"
urlpatterns = [path("due/", due.due, name="due")]
