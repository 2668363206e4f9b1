"""Invented people as FHIR R4, and files of them."""

import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from care.accounts.models import Staff
from care.actor import Actor
from care.api.fhir_in.reading import Limits, find_files
from care.api.fhir_in.report import Fate, Report
from care.api.fhir_in.taking import Order, Progress, import_files
from tests.factories.accounts import actor_for

Resource = dict[str, Any]
SNOMED = "http://snomed.info/sct"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
ALLERGY_VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"


def patient(number: str = "p1", **changes: Any) -> Resource:
    """Rosalind Quill, born 1984, who has a phone that may exist."""
    resource = {
        "resourceType": "Patient",
        "id": number,
        "name": [{"use": "official", "family": "Quill", "given": ["Rosalind", "Fern"]}],
        "birthDate": "1984-05-06",
        "telecom": [{"system": "phone", "value": "401-555-0122", "use": "mobile"}],
        "identifier": [{"system": "https://hospital.example/numbers", "value": f"H-{number}"}],
    }
    return without_none(resource | changes)


def somebody(number: int, **changes: Any) -> Resource:
    """One of many people, each with a name of their own."""
    first = ("Ada", "Bea", "Cyd", "Dov", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jo")[number % 10]
    family = f"{('Zorn', 'Yates', 'Xu', 'Wick', 'Voss', 'Ulm', 'Tarn', 'Skye', 'Rook', 'Pell')[number // 10 % 10]}"
    day = f"{1940 + number // 336 % 60}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"
    name = [{"use": "official", "family": family, "given": [first]}]
    return patient(f"s{number}", **({"name": name, "birthDate": day, "telecom": None} | changes))


def condition(number: str = "c1", about: str = "Patient/p1", **changes: Any) -> Resource:
    """Hypertension since March 2015, active and confirmed."""
    resource = {
        "resourceType": "Condition",
        "id": number,
        "clinicalStatus": concept(CLINICAL, "active"),
        "verificationStatus": concept(VERIFICATION, "confirmed"),
        "code": concept(ICD, "I10", "Essential (primary) hypertension"),
        "subject": {"reference": about},
        "onsetDateTime": "2015-03-14",
        "recordedDate": "2015-04-01T09:30:00-04:00",
    }
    return without_none(resource | changes)


def allergy(number: str = "a1", about: str = "Patient/p1", **changes: Any) -> Resource:
    """Peanuts, which gave hives."""
    resource = {
        "resourceType": "AllergyIntolerance",
        "id": number,
        "clinicalStatus": concept(ALLERGY_CLINICAL, "active"),
        "verificationStatus": concept(ALLERGY_VERIFICATION, "confirmed"),
        "code": concept(SNOMED, "91935009", "Allergy to peanuts"),
        "patient": {"reference": about},
        "reaction": [{"manifestation": [{"text": "Hives"}]}],
    }
    return without_none(resource | changes)


def no_known_allergy(number: str = "a0", about: str = "Patient/p1", **changes: Any) -> Resource:
    """Nothing is known that harms the person."""
    return allergy(number, about, code=concept(SNOMED, "716186003", "No known allergy"), reaction=None, **changes)


def observation(number: str = "o1", about: str = "Patient/p1", **changes: Any) -> Resource:
    """A weight in words alone."""
    resource = {
        "resourceType": "Observation",
        "id": number,
        "status": "final",
        "code": {"text": "Weight"},
        "subject": {"reference": about},
        "valueQuantity": {"value": 71.5, "unit": "kg"},
    }
    return without_none(resource | changes)


def message(number: str = "m1", about: str = "Patient/p1", **changes: Any) -> Resource:
    """Something that has no home yet."""
    resource = {"resourceType": "Communication", "id": number, "status": "completed", "subject": {"reference": about}}
    return without_none(resource | changes)


def concept(system: str, code: str, display: str = "") -> Resource:
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def without_none(resource: Resource) -> Resource:
    return {name: value for name, value in resource.items() if value is not None}


def bundle(*resources: Resource, kind: str = "collection", urn: bool = False) -> Resource:
    """A Bundle; with `urn` each entry is named by a URN, as in a transaction."""
    entries = []
    for resource in resources:
        entry: Resource = {"resource": resource}
        if urn:
            entry["fullUrl"] = f"urn:uuid:{resource['id']}"
        if kind == "transaction":
            entry["request"] = {"method": "POST", "url": resource["resourceType"]}
        entries.append(entry)
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


class Files:
    """A folder in which a test puts what somebody sends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: Resource | str | bytes | list[Resource]) -> Path:
        """A file: a resource as JSON, resources as lines, or exactly these bytes. A name in .gz is compressed."""
        if isinstance(content, list):
            content = "".join(json.dumps(resource) + "\n" for resource in content)
        if isinstance(content, dict):
            content = json.dumps(content)
        data = content.encode() if isinstance(content, str) else content
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
        return path


class Importing:
    """An import by a colleague, as the command makes it."""

    def __init__(self, staff: Staff, files: Files, clock: Callable[[], Any]) -> None:
        self.staff, self.files, self.clock = staff, files, clock

    @property
    def actor(self) -> Actor:
        return actor_for(self.staff)

    def __call__(self, *contents: Any, limits: Limits | None = None, tell: Any = None, **order: Any) -> Report:
        """Import these contents, each as one Bundle of its own, or the paths given; nothing else that was put before."""
        paths = []
        for number, content in enumerate(contents):
            if isinstance(content, Path):
                paths.append(content)
            elif isinstance(content, list):
                paths.append(self.files.put(f"{number:03d}.json", bundle(*content)))
            else:
                paths.append(self.files.put(f"{number:03d}.json", content))
        values = {"actor": self.actor, "source": "hospital", "zone": "America/New_York"} | order
        report = Report(StringIO())
        progress = Progress(tell=tell) if tell else Progress()
        import_files(
            order=Order(**values),
            files=find_files(paths),
            report=report,
            clock=self.clock,
            limits=limits or Limits(),
            progress=progress,
        )
        return report


def fates(report: Report) -> dict[tuple[str, str], int]:
    """The counts that are not zero."""
    return {(kind, fate.value): number for (kind, fate), number in report.counts.items() if number}


def reasons(report: Report) -> list[str]:
    """Why something was refused."""
    return [line.reason for line in report.lines if line.fate is Fate.REFUSED]
