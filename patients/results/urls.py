"""Addresses of a person's results, below people/<uuid>/results/."""

from django.urls import path

from patients.results.views import drug_tests, results

app_name = "results"
urlpatterns = [
    path("", results.overview, name="results"),
    path("new/<str:panel>/", results.new_panel, name="new_panel"),
    path("of/<str:measure>/", results.kind, name="kind"),
    path("<uuid:measured>/wrong/", results.wrong, name="wrong"),
    path("drug-tests/new/", drug_tests.new, name="drug_test_new"),
    path("drug-tests/<uuid:drug_test>/", drug_tests.one, name="drug_test"),
    path("drug-tests/<uuid:drug_test>/collected/", drug_tests.collect, name="collect"),
    path("drug-tests/<uuid:drug_test>/found/", drug_tests.findings, name="findings"),
    path("drug-tests/<uuid:drug_test>/not-done/", drug_tests.end, name="end"),
    path("drug-tests/<uuid:drug_test>/wrong/", drug_tests.wrong, name="drug_test_wrong"),
    path("drug-tests/<uuid:drug_test>/answers/<int:answer>/wrong/", drug_tests.answer_wrong, name="answer_wrong"),
]
