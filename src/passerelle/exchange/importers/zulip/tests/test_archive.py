"""Reading an archive: layout, names, broken rows."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from passerelle.exchange.importers.zulip.archive import PassedOver, Row, StreamNames, read, shown_name
from passerelle.exchange.importers.zulip.names import Place, decode, encode_stream, find_place
from passerelle.exchange.importers.zulip.tests.authored import message, write_folder, write_tar

TOPICS = {
    "12-dev/.E2.9C.94.20API.20key.3F.json": [message(1), message(2, sender="Sam  Okafor")],
    "34-FoMM-/-Together-2020/hello.json": [message(3)],
    "stream_index.json": json.dumps({"time": 1.0, "streams": {"dev": {"id": 12}, "FoMM / Together 2020": {"id": 34}}}),
}


@pytest.mark.parametrize("form", ["folder", "tar.gz", "tar.zst"])
def test_rows_are_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    path = write_folder(tmp_path, TOPICS) if form == "folder" else write_tar(tmp_path / f"archive.{form}", TOPICS)

    found = list(read(path))

    rows = [row for row in found if isinstance(row, Row)]
    assert [(row.topic.stream, row.topic.title, row.message.id, row.message.sender) for row in rows if row.message] == [
        ("12-dev", "✔ API key?", 1, "Ada Lindqvist"),
        ("12-dev", "✔ API key?", 2, "Sam Okafor"),
        ("34-FoMM-/-Together-2020", "hello", 3, "Ada Lindqvist"),
    ]
    names = {"12-dev": "dev", "34-FoMM-.2F-Together-2020": "FoMM / Together 2020"}
    assert [one for one in found if not isinstance(one, Row)] == [StreamNames(names)]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (".22Tips.22.20v1.2E5", '"Tips" v1.5'),
        ("plain", "plain"),
        (".F0.9F.93.A1", "📡"),
        (".FF.20x", "� x"),
        ("a.zip", "a.zip"),
    ],
)
def test_dots_stand_for_percent_signs(name: str, shown: str) -> None:
    assert decode(name) == shown


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("zulip_json/12-dev/.json.json", Place("12-dev", ".json")),
        ("12-dev/a.json", Place("12-dev", "a")),
        ("x/34-FoMM-/-Together-2020/a.json", Place("34-FoMM-/-Together-2020", "a")),
        ("2020-export/12-dev/a.json", Place("12-dev", "a")),
        ("zulip_json/dev/a.json", None),
        ("12-dev/a.txt", None),
        ("a.json", None),
    ],
)
def test_a_place_is_a_stream_and_a_topic(path: str, place: Place | None) -> None:
    assert find_place(PurePosixPath(path)) == place


def test_a_stream_is_called_as_the_index_says_else_as_its_folder() -> None:
    folder = encode_stream(7, "Is there code for X?")
    assert folder == "7-Is-there-code-for-X.3F"
    assert shown_name(folder, {folder: "Is there code for X?"}) == "Is there code for X?"
    assert shown_name(folder, {}) == "Is-there-code-for-X?"


BROKEN = {
    "no id": [
        {**message(1), "id": None},
        {**message(1), "id": True},
        {**message(1), "id": 1.5},
        {**message(1), "id": -3},
    ],
    "no sender": [{**message(1), "sender_full_name": "\u200b "}, {"id": 1, "content": "x", "timestamp": 1_700_000_000}],
    "no time": [
        {**message(1), "timestamp": "yesterday"},
        {**message(1), "timestamp": 1e300},
        {**message(1), "timestamp": -1},
    ],
    "no text": [{**message(1), "content": "  "}, {**message(1), "content": ["x"]}],
    "not a message": ["hello", None, [], 12],
}


def test_broken_rows_are_named_and_the_others_read(tmp_path: Path) -> None:
    rows = [row for broken in BROKEN.values() for row in broken]
    path = write_folder(tmp_path, {"12-dev/a.json": [message(1), *rows, message(2)]})

    found = [row for row in read(path) if isinstance(row, Row)]

    assert [row.message.id for row in found if row.message] == [1, 2]
    assert [row.reason for row in found if not row.message] == [
        reason for reason, broken in BROKEN.items() for _ in broken
    ]


@pytest.mark.parametrize(
    ("text", "ids", "reason"),
    [
        (json.dumps([message(1), message(2)])[:-40], [1], "file broken: not JSON, or ends too early"),
        (json.dumps([message(1)])[:-1], [1], "file broken: ends too early"),
        ("{}", [], "file broken: not a list"),
        ("", [], "file broken: not a list"),
        ("[" * 200_000, [], "file broken: nested too deeply"),
        ("\ufeff[]", [], ""),
    ],
)
def test_a_torn_file_gives_what_stands_before_the_tear(tmp_path: Path, text: str, ids: list[int], reason: str) -> None:
    path = write_folder(tmp_path, {"12-dev/a.json": text, "12-dev/b.json": [message(9)]})

    found = [row for row in read(path) if isinstance(row, Row)]

    assert [row.message.id for row in found if row.message] == [*ids, 9]
    assert [row.reason for row in found if not row.message] == ([reason] if reason else [])


def test_long_files_are_read_through_a_window(tmp_path: Path) -> None:
    rows = [message(number, "<p>" + "é" * 5_000 + "</p>") for number in range(1, 301)]
    path = write_folder(tmp_path, {"12-dev/a.json": rows})
    assert [row.message.id for row in read(path) if isinstance(row, Row) and row.message] == list(range(1, 301))


def test_what_is_no_topic_is_passed_over_with_its_reason(tmp_path: Path) -> None:
    write_folder(tmp_path, {"README.md": "Hello", "12-dev/a.json": []})
    (tmp_path / "zulip_json" / "12-dev" / "b.json").symlink_to("/etc/hostname")
    assert list(read(tmp_path)) == [
        PassedOver("zulip_json/README.md", "not the file of a topic"),
        PassedOver("zulip_json/12-dev/b.json", "a link or a device"),
    ]
