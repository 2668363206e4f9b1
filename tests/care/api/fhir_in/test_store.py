"""What a run remembers: without a name on the disk, and gone with the run."""

import os
import tempfile
from pathlib import Path

import pytest

from care.api.fhir_in.store import AMBIGUOUS, Place, Store
from tests.care.api.fhir_in.people import condition, patient


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def add(store: Store, file: int, entry: int, resource: dict, *, full_url: str = "", digest: bytes = b"1") -> None:
    place = Place(file, entry, resource["resourceType"], resource["id"])
    about = resource.get("subject", {}).get("reference")
    store.add(place, full_url=full_url, digest=digest, about=about, body=resource)


def test_nobody_finds_the_file_of_a_run(folder):
    with Store() as store:
        for number in range(2000):
            add(store, 1, number, patient(f"p{number}"))
        store.index()
        assert list(folder.rglob("*")) == []
        held = [os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd") if _is_there(number)]
        assert any("run.sqlite" in name and name.endswith("(deleted)") for name in held)
        assert store.people() == 2000
    assert list(folder.rglob("*")) == []


def _is_there(number: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{number}")


def test_what_a_file_gave_can_be_taken_back():
    with Store() as store:
        add(store, 1, 1, patient("p1"))
        add(store, 2, 1, patient("p2"), full_url="urn:uuid:p2")
        store.forget_file(2)
        store.index()
        assert [stored.place.id for stored in store.each_person()] == ["p1"]


def test_a_reference_finds_whom_its_own_file_means():
    with Store() as store:
        add(store, 1, 1, patient("p1"), full_url="https://a.example/Patient/p1")
        add(store, 2, 1, patient("p2"), full_url="https://b.example/Patient/p2")
        add(store, 2, 2, condition("c1", "https://b.example/Patient/p2"))
        add(store, 2, 3, condition("c2", "Patient/p1"))
        add(store, 2, 4, condition("c3", "Patient/p3"))
        store.index()
        assert list(store.repeated()) == []
        store.link()
        assert [[stored.place.id for stored in store.of_person(person.seq)] for person in store.each_person()] == [["c2"], ["c1"]]
        assert list(store.astray()) == ["Patient/p3"]
        assert [place.id for place, _ in store.asking_for("Patient/p3")] == ["c3"]


@pytest.mark.parametrize(("digest", "astray"), [(b"1", []), (b"2", [AMBIGUOUS])])
def test_one_number_for_two_contents_is_nobody(digest, astray):
    with Store() as store:
        add(store, 1, 1, patient("p1"))
        add(store, 1, 2, patient("p1"), digest=digest)
        add(store, 1, 3, condition("c1", "Patient/p1"))
        store.index()
        ((place, first, same),) = store.repeated()
        assert (place.entry, first.entry, same) == (2, 1, digest == b"1")
        store.link()
        assert list(store.astray()) == astray
