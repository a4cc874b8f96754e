"""Two readings: repeats, last texts, first places, names."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.zulip.likeness import Names
from passerelle.exchange.importers.zulip.plan import make_plan
from passerelle.exchange.importers.zulip.tests.authored import message, write_folder


def test_repeats_are_known_with_their_last_text_and_first_place(tmp_path: Path) -> None:
    path = write_folder(
        tmp_path,
        {
            "12-dev/a.json": [message(1), message(2, "<p>old</p>"), message(2, "<p>new</p>")],
            "34-ops/a.json": [message(2, "<p>newest</p>", sender="Ada L."), message(1)],
            "34-ops/b.json": [message(3), message(1), {"id": None}],
        },
    )

    plan = make_plan(path)

    assert plan.rows == 8
    assert plan.repeats == {1: 3, 2: 3}
    assert plan.latest == {2: "<p>newest</p>"}
    assert {number: topic.key for number, topic in plan.bodies.items()} == {1: "12-dev/a", 3: "34-ops/b"}
    assert sorted(plan.topics) == [(12, "a"), (34, "b")]
    assert sorted(plan.members) == [("12-dev", "Ada Lindqvist"), ("34-ops", "Ada Lindqvist")]
    assert sorted(plan.senders) == ["Ada L.", "Ada Lindqvist"]
    assert [number for number in range(5) if plan.holds(number)] == [1, 2, 3]
    assert plan.names.renamed == {("Ada Lindqvist", "Ada L."): 1}


def test_a_text_that_comes_back_to_its_first_form_has_not_changed(tmp_path: Path) -> None:
    rows = [message(1, "<p>a</p>"), message(1, "<p>b</p>"), message(1, "<p>a</p>")]
    assert make_plan(write_folder(tmp_path, {"12-dev/a.json": rows})).latest == {}


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    with pytest.raises(ImportRefused, match="holds no topics of a Zulip archive"):
        make_plan(tmp_path)


def mention(number: int, name: str) -> str:
    return f'<p><span class="user-mention silent" data-user-id="{number}">@{name}</span></p>'


def test_numbers_in_mentions_tell_homonyms_and_renamings() -> None:
    names = Names()
    for number, name in [(1, "Ada"), (2, "Ada"), (3, "Sam &amp; Co"), (3, "Sam Okafor"), (4, "Noor")]:
        names.see(mention(number, name))
    senders = {"Ada", "Sam & Co", "Noor"}

    assert names.homonyms(senders) == {"Ada": 2}
    assert names.only_sender("3", senders) == "Sam & Co"
    assert names.only_sender("3", {"Sam & Co", "Sam Okafor"}) is None
    assert names.perhaps_the_same(senders) == []
    assert names.perhaps_the_same({*senders, "Sam Okafor"}) == [("Sam & Co", "Sam Okafor")]


def test_names_that_look_alike_are_asked_about() -> None:
    senders = [
        "Ada Lindqvist",
        "ada lindqvist",
        "Ada Lindqvist - Atelier Ouest",
        "Sam (Atelier Ouest)",
        "Sam (Labo Delta)",
    ]
    assert Names().perhaps_the_same(senders) == [("Ada Lindqvist", "Ada Lindqvist - Atelier Ouest", "ada lindqvist")]
