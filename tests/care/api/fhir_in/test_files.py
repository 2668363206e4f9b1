"""Files as they come: of every form, cut off, damaged, hostile. What is whole is read, what is not is named by its place."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from care.api.fhir_in import reading
from care.api.fhir_in.reading import Broken, Entry, Limits, find_files, read_file
from tests.care.api.fhir_in.people import Files, bundle, observation, patient, somebody

MALFORMED = "the JSON is malformed"


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def ids(path: Path, **limits: int) -> list[object]:
    """What a file gives: the id of each resource, or the place and reason of what cannot be read."""
    found: list[object] = []
    for item in read_file(path, limits=Limits(**limits)):
        found.append(item.resource["id"] if isinstance(item, Entry) else (item.number, item.reason))
    return found


def test_a_bundle_a_resource_and_lines_of_resources_are_read_plain_and_compressed(files):
    people = [patient("p1"), patient("p2")]
    for name in ("a.json", "a.json.gz"):
        assert ids(files.put(name, bundle(*people))) == ["p1", "p2"]
        assert ids(files.put(name, patient("p9"))) == ["p9"]
    for name in ("a.ndjson", "a.jsonl", "a.ndjson.gz"):
        assert ids(files.put(name, people)) == ["p1", "p2"]


def test_the_content_says_whether_a_file_is_compressed(files):
    assert ids(files.put("a.json", gzip.compress(json.dumps(patient("p1")).encode()))) == ["p1"]


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "searchset", "document", "history"])
def test_any_type_of_bundle_is_read(files, kind):
    assert ids(files.put("a.json", bundle(patient("p1"), kind=kind))) == ["p1"]


def test_entries_may_stand_before_the_type_and_between_other_members(files):
    text = json.dumps(bundle(patient("p1")))
    entry = json.dumps({"resource": patient("p1")})
    rest = '"link":[{"relation":"self","url":"x"}],"type":"batch","resourceType":"Bundle"'
    reordered = f'{{"total": 1, "entry" : [ {entry} ] , {rest}}}'
    assert ids(files.put("a.json", text)) == ids(files.put("b.json", reordered)) == ["p1"]


def test_a_byte_order_mark_and_space_around_it_do_no_harm(files):
    assert ids(files.put("a.json", b"\xef\xbb\xbf\r\n\t " + json.dumps(bundle(patient("p1"))).encode() + b" \n\n")) == ["p1"]
    assert ids(files.put("a.ndjson", "\n\n" + json.dumps(patient("p1")) + "\r\n\n" + json.dumps(patient("p2")))) == ["p1", "p2"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_a_resource_is_whole_wherever_a_piece_of_the_file_ends(files, monkeypatch, size):
    monkeypatch.setattr(reading, "CHUNK", size)
    odd = patient("p2", name=[{"family": 'O\'Hara "Zoë" \\ 𝄞', "given": ["é{[", "]}"]}], multipleBirthInteger=12)
    text = json.dumps(bundle(patient("p1"), odd, patient("p3")), ensure_ascii=False)
    items = list(read_file(files.put("a.json", text), limits=Limits()))
    assert [item.resource for item in items if isinstance(item, Entry)] == [patient("p1"), odd, patient("p3")]
    lines = [patient("p1"), odd]
    assert [item.resource for item in read_file(files.put("b.ndjson.gz", lines), limits=Limits())] == lines


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", [(0, "the file is empty")]),
        (b"  \n", [(0, "the file is empty")]),
        (b"{}", [(0, "this JSON is no FHIR: it names no resource type")]),
        (b'{"name": "x"}', [(0, "this JSON is no FHIR: it names no resource type")]),
        (b"[1, 2]", [(0, "this is no FHIR JSON: it does not begin with a resource")]),
        (b"hello", [(0, "this is no FHIR JSON: it does not begin with a resource")]),
        (b'{"resourceType": "Bundle", "type": "batch"}', [(0, "the Bundle is empty")]),
        (b'{"resourceType": "Patient", "id": }', [(0, MALFORMED)]),
        (b'{"resourceType": "Patient", "id": "a",}', [(0, MALFORMED)]),
        (b'{"resourceType": "Patient", "value": NaN}', [(0, MALFORMED)]),
        (b'{"resourceType": "Patient", "value": ' + b"9" * 5000 + b"}", [(0, MALFORMED)]),
        (b'{"resourceType": "Pat', [(1, "the file is cut off")]),
        (b"\xff\xfe{\x00}\x00", [(0, "this is UTF-16, not JSON in UTF-8")]),
        (b"PK\x03\x04", [(0, "this is a zip archive, not JSON in UTF-8")]),
        (b"<Bundle/>", [(0, "this is no FHIR JSON: it does not begin with a resource")]),
        (b'<?xml version="1.0"?>', [(0, "this is XML, not JSON in UTF-8")]),
        ('{"resourceType": "Patient", "id": "a", "x": "é"}'.encode("latin-1"), [(0, "the text is not UTF-8 here")]),
    ],
)
def test_what_is_no_fhir_is_one_clear_line(files, content, expected):
    assert ids(files.put("a.json", content)) == expected


def test_what_is_whole_before_a_fault_is_given_and_the_fault_has_its_place(files):
    text = json.dumps(bundle(patient("p1"), patient("p2"), patient("p3")))
    where = text.index('{"resource": {"resourceType": "Patient", "id": "p3"')
    assert ids(files.put("a.json", text[: where + 30] + "}}}")) == ["p1", "p2", (3, MALFORMED)]
    assert ids(files.put("b.json", text[: where + 60])) == ["p1", "p2", (3, "the file is cut off")]
    assert ids(files.put("c.json", text[:where])) == ["p1", "p2", (3, "the file is cut off")]
    assert ids(files.put("d.json", text[:-1])) == ["p1", "p2", "p3", (4, "the file is cut off")]


def test_a_compressed_file_that_is_cut_off_gives_what_is_whole(files):
    people = [somebody(number) for number in range(2000)]
    data = gzip.compress(json.dumps(bundle(*people)).encode(), mtime=0)
    found = ids(files.put("a.json", data[: len(data) // 2]))
    assert found[:-1] == [person["id"] for person in people[: len(found) - 1]]
    assert len(found) > 500
    assert found[-1] == (len(found), "the compressed file is cut off")
    damaged = bytearray(data)
    damaged[len(data) // 2 : len(data) // 2 + 40] = b"\0" * 40
    assert ids(files.put("b.json", bytes(damaged)))[-1][1] in ("the compressed file is damaged", MALFORMED)  # type: ignore[index]


def test_text_behind_the_end_is_named(files):
    broken, item = ids(files.put("a.json", json.dumps(patient("p1")) + json.dumps(patient("p2"))))
    assert item == "p1"
    assert broken == (1, "more text follows the end of the JSON (one resource a line needs a name that ends in .ndjson)")


def test_a_line_that_cannot_be_read_costs_no_other_line(files):
    good = [json.dumps(patient(f"p{number}")) for number in range(3)]
    text = "\n".join([good[0], '{"resourceType": "Patient", ', '"text"', good[1], "", "not json", good[2][:40]])
    assert ids(files.put("a.ndjson", text)) == [
        *("p0", (2, MALFORMED), (3, "the line holds no resource"), "p1", (6, MALFORMED), (7, "the file is cut off")),
    ]


def test_a_resource_that_is_too_large_is_stepped_over_and_the_next_is_read(files):
    large = observation("big", note=[{"text": "x" * 20_000}])
    wide = observation("wide", note=[{"text": f'\\" }} ]] {number}'} for number in range(2000)])
    expected = ["p1", (2, "it is larger than 10,000 bytes"), (3, "it is larger than 10,000 bytes"), "p2"]
    people = [patient("p1"), large, wide, patient("p2")]
    assert ids(files.put("a.json", bundle(*people)), size=10_000) == expected
    assert ids(files.put("a.ndjson.gz", people), size=10_000) == expected


def test_a_size_is_that_of_the_bytes(files):
    text = {"resourceType": "Basic", "id": "b", "language": "é" * 4000}
    path = files.put("a.ndjson", json.dumps(text, ensure_ascii=False).encode())
    assert ids(path, size=6000) == [(1, "it is larger than 6,000 bytes")]
    assert ids(path, size=9000) == ["b"]


@pytest.mark.parametrize("levels", [61, 900, 10_000, 200_000])
def test_a_resource_that_is_nested_too_deeply_is_stepped_over(files, levels):
    deep = '{"resource":{"resourceType":"Basic","id":"deep","x":' + "[" * levels + "]" * levels + "}}"
    whole = json.dumps({"resource": patient("p1")})
    text = f'{{"resourceType":"Bundle","type":"batch","entry":[{deep},{whole}]}}'
    first, second = ids(files.put("a.json", text))
    assert "nested" in str(first) or "larger" in str(first)
    assert second == "p1"


def test_fifty_megabytes_in_one_resource_cost_no_fifty_megabytes(files):
    path = files.folder / "a.json"
    with path.open("w") as file:
        file.write('{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Binary","id":"b","data":"')
        for _ in range(50):
            file.write("QUJD" * 262_144)
        file.write('"}},' + json.dumps({"resource": patient("p1")}) + "]}")
    tracemalloc.start()
    try:
        found = ids(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == [(1, "it is larger than 5,000,000 bytes"), "p1"]
    assert peak < 25_000_000


def test_an_entry_without_a_resource_is_named(files):
    entries = '{"request":{"method":"DELETE","url":"Patient/1"}},7,{"resource":[]}'
    text = f'{{"resourceType":"Bundle","type":"batch","entry":[{entries}]}}'
    assert ids(files.put("a.json", text)) == [(number, "the entry holds no resource") for number in (1, 2, 3)]


def test_what_has_entries_and_is_no_bundle_is_taken_back(files):
    text = json.dumps({"entry": [{"resource": patient("p1")}], "resourceType": "Patient"})
    items = list(read_file(files.put("a.json", text), limits=Limits()))
    assert isinstance(items[-1], Broken)
    assert items[-1].undoes


def test_folders_give_their_files_in_order_and_a_file_stands_for_itself(files):
    for name in ("b/2.json", "b/1.ndjson.gz", "a.JSON", "b/c/3.jsonl", "b/notes.txt", "b/list.csv"):
        files.put(name, patient())
    found = find_files([files.folder, files.folder / "b/notes.txt", files.folder / "a.JSON"])
    assert [path.name for path in found] == ["a.JSON", "1.ndjson.gz", "2.json", "3.jsonl", "notes.txt"]


def test_a_file_that_cannot_be_opened_is_one_line(files):
    path = files.put("a.json", patient())
    path.unlink()
    (only,) = ids(path)
    assert only == (0, "the file cannot be read: No such file or directory")


def test_how_far_it_is_is_told_in_bytes_of_the_file(files):
    path = files.put("a.json.gz", bundle(*(somebody(number) for number in range(300))))
    told: list[int] = []
    list(read_file(path, limits=Limits(), read=told.append))
    assert sum(told) == path.stat().st_size


@pytest.mark.parametrize("size", [50, 256 * 1024])
def test_a_line_that_is_too_long_or_too_deep_or_holds_two_costs_no_other(files, monkeypatch, size):
    monkeypatch.setattr(reading, "CHUNK", size)
    good = [json.dumps(patient(f"p{number}")) for number in range(2)]
    deep = '{"x":' + "[" * 5000 + "]" * 5000 + "}"
    lines = [good[0], "x" * 4_000, '{"x":' + "[" * 70 + "]" * 70 + "}", good[0] + good[1], deep, good[1], "y" * 50_000]
    assert ids(files.put("a.ndjson", "\n".join(lines)), size=3000) == [
        *("p0", (2, "it is larger than 3,000 bytes"), (3, "it is nested more than 60 levels deep")),
        *((4, "more text follows the resource on its line"), (5, "it is larger than 3,000 bytes"), "p1"),
        (7, "it is larger than 3,000 bytes"),
    ]
    assert ids(files.put("b.ndjson", deep)) == [(1, "it is nested too deeply")]
    assert ids(files.put("c.ndjson", "\n \n")) == [(0, "the file is empty")]


@pytest.mark.parametrize("size", [1, 10, 1000])
def test_what_is_stepped_over_may_end_anywhere(files, monkeypatch, size):
    monkeypatch.setattr(reading, "CHUNK", size)
    odd = observation("odd", note=[{"text": '\\" }} \\\\'} for _ in range(60)])
    text = json.dumps(bundle(odd, patient("p1")))
    large = (1, "it is larger than 600 bytes")
    assert ids(files.put("a.json", text), size=600) == [large, "p1"]
    for cut in (700, 701, 702, 703, 1200):
        assert ids(files.put("a.json", text[:cut]), size=600) == [(1, "the file is cut off")]


def test_a_compressed_file_that_is_damaged_is_named(files):
    data = bytearray(gzip.compress(json.dumps([str(number) for number in range(200_000)]).encode(), mtime=0))
    data[:0] = b""
    for place in range(len(data) // 2, len(data) // 2 + 2000):
        data[place] ^= 0xFF
    (only,) = ids(files.put("a.ndjson", bytes(data)))
    assert only[1] in ("the compressed file is damaged", "the text is not UTF-8 here", MALFORMED)  # type: ignore[index]
    assert ids(files.put("b.json", b"\x1f\x8b\x09" + bytes(20))) == [(0, "the compressed file is damaged")]


@pytest.mark.parametrize("text", ['{1: "x"}', '{"a" "b"}', '{"entry": [{"resource": 1} {"resource": 2}]}', '{"entry": [,]}'])
def test_malformed_json_is_named(files, text):
    assert ids(files.put("a.json", text))[-1][1] == MALFORMED  # type: ignore[index]


def test_an_empty_list_of_entries_is_an_empty_bundle(files):
    assert ids(files.put("a.json", bundle())) == []
    assert ids(files.put("b.json", '{"resourceType": "Patient", "id": "p1", "multipleBirthInteger": 12')) == [
        (1, "the file is cut off")
    ]
