"""Every address, room by room."""

from django.conf import settings
from django.urls import include, path

from patients.queries import find_patient_id

handler400 = "care.pages.views.errors.bad_request"
handler403 = "care.pages.views.errors.forbidden"
handler404 = "care.pages.views.errors.not_found"
handler500 = "care.pages.views.errors.server_error"

urlpatterns = [
    path("", include("care.health.urls")),
    path("account/", include("care.accounts.allauth_urls")),
    path("", include("care.accounts.urls")),
    path("drafts/", include("care.drafts.urls"), {"find_patient_id": find_patient_id}),
    path("people/", include("patients.merging.urls")),
    path("people/", include("patients.urls")),
    path("people/<uuid:uuid>/elsewhere/", include("patients.elsewhere.urls")),
    path("people/<uuid:uuid>/brought-along/", include("patients.histories.urls")),
    path("people/<uuid:uuid>/story/", include("patients.story.urls")),
    path("people/<uuid:uuid>/measures/", include("patients.assessments.urls")),
    path("measures/", include("patients.assessments.due_urls")),
    path("instruments/", include("patients.assessments.instrument_urls")),
    path("people/<uuid:uuid>/results/", include("patients.results.urls")),
    path("people/<uuid:uuid>/coverage/", include("patients.coverage.urls")),
    path("coverage/", include("patients.coverage.desk_urls")),
    path("people/<uuid:uuid>/plan/library/", include("treatment_plans.library.urls")),
    path("people/<uuid:uuid>/plan/reviews/", include("treatment_plans.reviews.urls")),
    path("reviews/", include("treatment_plans.reviews.due_urls")),
    path("people/<uuid:uuid>/plan/", include("treatment_plans.urls")),
    path("library/", include("treatment_plans.library.desk_urls")),
    path("formulary/", include("treatment_plans.regimens.formulary_urls")),
    path("plans/", include("treatment_plans.desk_urls")),
    path("people/<uuid:uuid>/medication/", include("treatment_plans.regimens.urls")),
    path("safety/", include("treatment_plans.regimens.desk_urls")),
    path("injections/", include("treatment_plans.regimens.injection_urls")),
    path("people/<uuid:uuid>/monitoring/", include("treatment_plans.regimens.monitoring.urls")),
    path("monitoring/", include("treatment_plans.regimens.monitoring.desk_urls")),
    path("people/<uuid:uuid>/notes/", include("treatment_plans.notes.urls")),
    path("notes/", include("treatment_plans.notes.desk_urls")),
    path("people/<uuid:uuid>/progress/", include("treatment_plans.progress.urls")),
    path("progress/", include("treatment_plans.progress.desk_urls")),
    path("people/<uuid:uuid>/conferences/", include("treatment_plans.conferences.urls")),
    path("conferences/", include("treatment_plans.conferences.desk_urls")),
    path("people/<uuid:uuid>/staying-safe/", include("treatment_plans.staying_safe.urls")),
    path("people/<uuid:uuid>/recovery/", include("treatment_plans.recovery.urls")),
    path("people/<uuid:uuid>/teaching/", include("treatment_plans.regimens.teaching.urls")),
    path("people/<uuid:uuid>/messages/", include("care.reminders.urls")),
    path("messages/", include("care.reminders.inbound_urls")),
    path("c/", include("care.followups.phone.urls")),
    path("q/", include("care.questionnaires.phone.urls")),
    path("people/<uuid:uuid>/questionnaires/", include("care.questionnaires.urls")),
    path("s/", include("care.pages.signing.urls")),
    path("k/", include("treatment_plans.staying_safe.phone.urls")),
    path("api/", include("care.api.urls")),
    path("", include("care.pages.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("care.demo.urls")))
