"""Writing results down, marking what was wrong, and the steps of a drug test. Nothing here is ever deleted."""

from patients.results.operations.drug_tests import (
    NewTest,
    SaidOfAnalyte,
    end_drug_test,
    mark_analyte_wrong,
    mark_drug_test_wrong,
    order_drug_test,
    record_collection,
    record_findings,
)
from patients.results.operations.recording import Measured, mark_result_wrong, record_results
from patients.results.operations.refusals import AlreadyWrong, AskedOnceMore, BadEntry, NoSuchResult

__all__ = [
    "AlreadyWrong",
    "AskedOnceMore",
    "BadEntry",
    "Measured",
    "NewTest",
    "NoSuchResult",
    "SaidOfAnalyte",
    "end_drug_test",
    "mark_analyte_wrong",
    "mark_drug_test_wrong",
    "mark_result_wrong",
    "order_drug_test",
    "record_collection",
    "record_findings",
    "record_results",
]
