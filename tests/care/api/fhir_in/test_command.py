"""`manage.py import_fhir`: who may, what it says, with which status it ends, and that it names nobody."""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from care.actor import Role
from patients.models import Condition, Patient
from tests.care.api.fhir_in.people import Files, bundle, condition, observation, patient, somebody
from tests.factories.accounts import UserFactory, staff_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic(alice):
    return {"--organisation": alice.organisation.name, "--as": alice.user.email}


def run(capsys, clinic, *arguments: object) -> tuple[int, str]:
    """The exit status and what was said."""
    status = 0
    try:
        call_command("import_fhir", *map(str, arguments), *(part for pair in clinic.items() for part in pair))
    except SystemExit as stop:
        status = int(stop.code or 0)
    return status, capsys.readouterr().out


def test_all_taken_is_status_zero_with_counts_and_speed(capsys, clinic, files):
    files.put("a.json.gz", bundle(patient(), condition(), observation()))
    status, said = run(capsys, clinic, files.folder)
    assert status == 0
    assert re.search(r"1 files, 3 resources in [0-9.]+ s: [0-9,]+ a second\.", said)
    assert re.search(r"^Condition +1 *$", said, re.MULTILINE)
    assert re.search(r"^Observation +1 *$", said, re.MULTILINE)
    assert "New people: 1." in said
    assert "no place yet: Patient." not in said
    assert "refused" not in said


def test_anything_refused_is_status_one_with_place_and_reason(capsys, clinic, files):
    files.put("Canary_Quillfeather.json", bundle(patient(), condition("c2", "Patient/nobody"), condition(participant=[])))
    cut = files.put("cut.json.gz", bundle(somebody(1)))
    cut.write_bytes(cut.read_bytes()[:-20])
    status, said = run(capsys, clinic, files.folder)
    assert status == 1
    assert "refused: file 1, entry 2: Condition c2: its patient is neither in these files nor taken before" in said
    assert "refused: file 1, entry 3: Condition c1: participant: is no element of R4" in said
    assert re.search(r"refused: file 2, entry \d: the compressed file is cut off", said)
    assert "Files are counted in the order of their paths." in said
    assert "Quill" not in said  # nor the name that a file may bear


def test_the_report_file_holds_all_and_is_for_its_owner_alone(capsys, clinic, files, tmp_path):
    files.put("a.json", bundle(*(observation(f"o{number}", status="x") for number in range(60)), patient(active=False)))
    path = tmp_path / "report.jsonl"
    status, said = run(capsys, clinic, files.folder, "--report", path)
    assert status == 1
    assert "and 20 more, all in the report file" in said
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 61
    assert lines[0] == {
        "fate": "refused",
        "file": 1,
        "entry": 1,
        "type": "Observation",
        "id": "o0",
        "reason": "status: is no code that R4 allows there",
    }
    assert lines[-1]["fate"] == "refused" or lines[-1]["fate"] == "set aside"
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.json"], "There is no nowhere.json."),
        (["--zone", "Mars/Olympus"], "There is no time zone"),
        (["--source", "a b"], "--source takes"),
        (["--max-size", "0"], "A limit is at least 1."),
        (["--report", "/nowhere/report"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_status_two(clinic, files, arguments, words):
    files.put("a.json", patient())
    paths = [] if not arguments[0].startswith("--") else [files.folder]
    with pytest.raises(CommandError, match=re.escape(words)) as caught:
        call_command("import_fhir", *map(str, paths), *arguments, *(part for pair in clinic.items() for part in pair))
    assert caught.value.returncode == 2
    assert not Patient.objects.exists()


def test_an_empty_folder_is_status_two(clinic, files):
    files.folder.mkdir(exist_ok=True)
    with pytest.raises(CommandError, match="No file there ends in"):
        call_command("import_fhir", str(files.folder), *(part for pair in clinic.items() for part in pair))


@pytest.mark.parametrize(
    ("roles", "words"),
    [
        ((Role.PEER,), "No role of this colleague registers people."),
        ((Role.ADMINISTRATOR,), "No role of this colleague registers people."),
        ((Role.COUNSELOR,), "with --lead"),
        ((Role.FRONT_DESK,), "with --lead"),
    ],
)
def test_who_may_not_is_refused_before_anything_is_read(files, roles, words):
    staff = staff_with(*roles)
    files.put("a.json", patient())
    with pytest.raises(CommandError, match=words):
        call_command("import_fhir", str(files.folder), "--organisation", staff.organisation.name, "--as", staff.user.email)
    assert not Patient.objects.exists()


def test_a_counselor_imports_whom_they_lead(capsys, files):
    staff = staff_with(Role.COUNSELOR)
    files.put("a.json", bundle(patient(), condition()))
    clinic = {"--organisation": staff.organisation.name.upper(), "--as": staff.user.email.upper()}
    assert run(capsys, clinic, files.folder, "--lead", "--zone", "America/Denver")[0] == 0
    assert Condition.objects.count() == 1
    assert Patient.objects.get().zone == "America/Denver"


def test_a_colleague_of_another_programme_and_nobody_get_one_answer(alice, files):
    files.put("a.json", patient())
    other = staff_with(Role.COORDINATOR)
    answers = set()
    for email in (other.user.email, "nobody@harbor.example", UserFactory(disabled=True).email):
        with pytest.raises(CommandError) as caught:
            call_command("import_fhir", str(files.folder), "--organisation", alice.organisation.name, "--as", email)
        answers.add(str(caught.value))
    assert answers == {"No colleague with this e-mail works at a program of this name."}


# --- as a process of its own ------------------------------------------------------------------------------------------------


def start(clinic: dict[str, str], *arguments: object, **streams: object) -> subprocess.Popen[str]:
    """The command against the test's database."""
    values = connection.settings_dict
    place = values["HOST"] or values["OPTIONS"]["host"]
    address = f"postgres://{values['USER']}:{values['PASSWORD']}@/{values['NAME']}?host={quote(place, safe='')}"
    who = [part for pair in clinic.items() for part in pair]
    command = [sys.executable, "manage.py", "import_fhir", *map(str, arguments), *who]
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": address, "CARE_TESTING": "1"},
        text=True,
        **streams,  # type: ignore[call-overload]
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupted_it_stops_cleanly_with_the_report_so_far(clinic, files, number, status):
    people = 50
    files.put("a.ndjson", [somebody(number) for number in range(people)])
    process = start(clinic, files.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not Patient.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == status
    taken = Patient.objects.count()
    assert 0 < taken < people
    assert re.search(rf"^Stopped after \d+ of {people} people\. What was taken stays; run it again\.$", out, re.MULTILINE)
    assert "Traceback" not in err
    assert f"New people: {taken}." in out
    again = start(clinic, files.folder, "--anyway", stdout=subprocess.PIPE)
    out, _ = again.communicate(timeout=120)
    assert again.returncode == 0
    assert Patient.objects.count() == people
    assert f"New people: {people - taken}." in out


@pytest.mark.django_db(transaction=True)
def test_on_a_terminal_it_shows_how_far_it_is(clinic, files):
    files.put("a.ndjson", [somebody(number) for number in range(20)] + [observation(f"o{n}", "Patient/s1") for n in range(1500)])
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 120, 0, 0))
    process = start(clinic, files.folder, "--anyway", stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    text = shown.decode()
    assert "resources a second" in text
    assert re.search(r"taking people: \d+ of 20", text) or re.search(r"reading: [0-9.]+ of [0-9.]+ MB", text)
    assert "resources a second" not in out


@pytest.mark.django_db(transaction=True)
def test_memory_does_not_grow_with_what_is_sent(clinic, files, tmp_path: Path):
    """Megabytes of entries; a larger run by CARE_IMPORT_MEGABYTES. The peak is that of the process, from its own accounting."""
    megabytes = int(os.environ.get("CARE_IMPORT_MEGABYTES", "12"))
    small, large = Files(tmp_path / "small"), Files(tmp_path / "large")
    small.put("a.json", bundle(somebody(1), observation("o", "Patient/s1")))
    path = large.put("a.json", "")
    with path.open("w") as file:
        file.write('{"resourceType":"Bundle","type":"collection","entry":[')
        file.write(json.dumps({"resource": somebody(1)}))
        number = 0
        note = [{"text": "x" * 2000}]
        while file.tell() < megabytes * 1_000_000:
            number += 1
            file.write("," + json.dumps({"resource": observation(f"o{number}", "Patient/s1", note=note)}))
        file.write("]}")
    peaks = []
    for sent in (small, large):
        process = start(clinic, sent.folder, "--anyway", stdout=subprocess.PIPE)
        assert process.stdout is not None
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, out
        peaks.append(usage.ru_maxrss / 1000)
    print(f"peak memory: {peaks[0]:.0f} MB for nothing, {peaks[1]:.0f} MB for {megabytes} MB")
    assert peaks[1] - peaks[0] < 40
