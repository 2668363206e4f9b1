"""What was measured and tested, in the person's own copy."""

from care.lib.pdf import Block
from care.pages.copies.parts import Frame, Part, Sheet
from patients.results.presenters import result_words
from patients.results.queries import DrugTestRow, drug_tests_of, results_of


def results_sheet(frame: Frame) -> Sheet:
    """What was measured, by whomever, and every drug test."""
    found = results_of(permit=frame.permit)
    tests = drug_tests_of(permit=frame.permit)
    blocks = [Block(Part.RESULTS.label, [] if found or tests else ["None."])]
    if found:
        rows = [["When", "What", "Result", "Where"]]
        rows += [[frame.day(row.at), row.kind.label, result_words(row), row.source or row.place] for row in found]
        blocks.append(Block("Measured", rows=rows, widths=(18, 28, 32, 22)))
    if tests:
        rows = [["When", "In what", "How far", "What it found"]]
        rows += [[frame.day(row.at), row.specimen.label, row.status.label, _found(row)] for row in tests]
        blocks.append(Block("Drug tests", rows=rows, widths=(18, 14, 18, 50)))
    data = {
        "results": [
            {
                "id": row.uuid, "kind": row.kind.value, "at": row.at, "value": row.value, "second": row.second,
                "unit": row.unit or None, "given": row.given, "given_unit": row.given_unit or None, "upper": row.upper,
                "words": row.words or None, "formula": row.formula.value if row.formula else None, "place": row.place or None,
                "note": row.note or None, "source": row.source or None,
            }
            for row in found
        ],
        "drug_tests": [
            {
                "id": row.uuid, "specimen": row.specimen.value, "status": row.status.value, "collected_at": row.collected_at,
                "is_random": row.is_random, "looked_for": [word.value for word in row.looked_for],
                "found": [
                    {
                        "substance": one.analyte.value, "method": one.method.value, "outcome": one.outcome.value,
                        "level": one.level, "cutoff": one.cutoff, "unit": one.unit or None,
                    }
                    for one in row.analytes
                ],
            }
            for row in tests
        ],
    }  # fmt: skip
    told = [*(row.uuid for row in found), *(row.uuid for row in tests)]
    return Sheet(Part.RESULTS, blocks, data, told, frame.days(*(row.at for row in found), *(row.at for row in tests)))


def _found(row: DrugTestRow) -> str:
    return "; ".join(f"{one.analyte.label} ({one.method.label.lower()}): {one.outcome.label.lower()}" for one in row.analytes)
