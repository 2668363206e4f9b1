"""Reads of results: all of a person, one of them, drug tests with what they found."""

from patients.results.queries.drug_tests import Analyte, DrugTestRow, drug_tests_of, get_drug_test, wrong_analytes
from patients.results.queries.results import HERE, TOLD, ResultRow, get_result, latest_of, results_of, wrong_results

__all__ = [
    "HERE",
    "TOLD",
    "Analyte",
    "DrugTestRow",
    "ResultRow",
    "drug_tests_of",
    "get_drug_test",
    "get_result",
    "latest_of",
    "results_of",
    "wrong_analytes",
    "wrong_results",
]
