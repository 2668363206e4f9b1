"""Codes: found by what a clinician types, loaded from a file of their owner."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from care.audit.models import AuditEvent
from patients.story.codes_file import BadCodeFile, read_codes
from patients.story.models import Code
from patients.story.queries import code_named, find_codes, get_code
from patients.story.rules import ICD10CM, RXNORM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("opioid use disorder", "F11.10"),
        ("OUD moderate", "F11.20"),
        ("f11.20", "F11.20"),
        ("F1120", "F11.20"),
        ("hypertension", "I10"),
        ("htn", "I10"),
        ("ptsd", "F43.10"),
        ("hepatitis c chronic", "B18.2"),
        ("hcv", "B18.2"),
        ("asthma", "J45.909"),
        ("homeless", "Z59.00"),
        ("alcohol withdrawal", "F10.230"),
        ("abscess arm", "L02.413"),
        ("type 2 diabetes", "E11.9"),
        ("generalised", ""),
    ],
)
def test_a_code_is_among_the_first_ten(typed, code):
    found = [one.code for one in find_codes(system=ICD10CM, text=typed)[:10]]
    assert code in found if code else found == []


@pytest.mark.parametrize("typed", ["", " ", "a", "!!", "'; drop", "opioid & | ! ( :*", "\\", "\x00"])
def test_odd_input_finds_nothing_and_breaks_nothing(typed):
    assert isinstance(find_codes(system=ICD10CM, text=typed), list)


def test_a_search_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(find_codes(system=ICD10CM, text="disorder")) == 25


def test_what_is_found_says_where_it_is_from():
    found = get_code(system=ICD10CM, code="F11.20")
    assert found is not None
    assert (found.version, found.is_billable) == ("2026-04", True)
    assert "CDC/NCHS" in found.source
    assert found.name == "Opioid use disorder, moderate or severe"
    assert get_code(system=ICD10CM, code="F99.99") is None


def test_a_medicine_is_found_by_its_name():
    assert code_named(system=RXNORM, display="BUPRENORPHINE 74.2 MG DRUG IMPLANT").code == "1797650"
    assert code_named(system=RXNORM, display="no such") is None
    assert find_codes(system=RXNORM, text="naltrexone")


def write(path: Path, *rows: str) -> Path:
    path.write_text("code,system,display,source,billable,group\n" + "\n".join(rows) + "\n")
    return path


def test_a_new_list_is_loaded_over_the_old_one(tmp_path):
    row = f'F11.20,{ICD10CM},"Opioid dependence, as it is called next year",test,Y,F10-F19'
    file = write(tmp_path / "next.csv", row, f"F10-F19,{ICD10CM},A range,test,N,F10-F19", row)
    call_command("load_codes", str(file), "--as-of", "2026-10")
    code = Code.objects.get(code="F11.20")
    assert (code.version, code.display) == ("2026-10", "Opioid dependence, as it is called next year")
    assert not Code.objects.filter(code="F10-F19").exists()
    assert AuditEvent.objects.get(verb="codes.loaded").detail["codes"] == 1


def test_a_file_that_is_no_list_loads_nothing(tmp_path):
    bad = write(tmp_path / "bad.csv", f"F11.20,{ICD10CM},,test,Y,")
    with pytest.raises(BadCodeFile, match="line 2"):
        list(read_codes(bad, version="x"))
    for file in (bad, tmp_path / "missing.csv"):
        with pytest.raises(CommandError, match="Nothing was loaded"):
            call_command("load_codes", str(file), "--as-of", "2026-10")
