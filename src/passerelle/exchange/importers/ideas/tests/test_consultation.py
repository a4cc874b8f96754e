"""Files of a consultation: what is dirty is named, never believed."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelle.exchange.importers.ideas.consultation import Proposal, Unread, read
from passerelle.exchange.importers.ideas.plan import make_plan
from passerelle.exchange.importers.ideas.tests.authored import argument, proposal, write_folder
from passerelle.exchange.importers.ideas.texts import argument_text, proposal_text
from passerelle.exchange.importers.refusal import ImportRefused


def one(tmp_path: Path, content: object) -> Proposal | Unread:
    (found,) = read(write_folder(tmp_path / "opinions", content))
    return found


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ('{"opinion": {"id": 4', "not JSON, or broken off"),
        ("[1]", "something of a proposal is missing in it"),
        ('{"opinion": null}', "something of a proposal is missing in it"),
        (proposal(0), "no number"),
        (proposal(4, title="  "), "a name or a title is empty"),
        (proposal(4, created_at="2015-09-26T16:25:41"), "a time that cannot be"),
        (proposal(4, created_at="yesterday"), "not JSON, or broken off"),
        (proposal(4, votes_ok=-1), "a count that is none"),
        (proposal(4, votes_ok=0, votes_mitige=0, votes_nok=1), "more voters than votes"),
        (proposal(4, arguments=[argument(1, body=" ")]), "an argument without words"),
    ],
)
def test_what_is_no_proposal_says_why(tmp_path: Path, content: object, reason: str) -> None:
    assert one(tmp_path, content) == Unread("1.json", reason)


def test_a_proposal_that_comes_again_is_one(tmp_path: Path) -> None:
    first, again = read(write_folder(tmp_path, proposal(4), proposal(4)))
    assert isinstance(first, Proposal)
    assert again == Unread("2.json", "a proposal that came before")


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, proposal(4))
    (folder / "votes.csv").write_text("id,ok\n")
    assert [found for found in read(folder) if isinstance(found, Unread)] == [
        Unread("votes.csv", "not the file of a proposal")
    ]


def test_nothing_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match=r"holds no proposals of a consultation: files like 104\.json"):
        make_plan(write_folder(tmp_path / "empty", ""))


def test_the_text_says_what_was_only_counted(tmp_path: Path) -> None:
    source = {
        "author": {"uniqueId": "dia", "displayName": "Dia"},
        "title": "A <study>",
        "link": "https://a.example/x",
        "body": "Read\nit.",
    }
    found = one(tmp_path, proposal(4, sources=[source]))
    assert isinstance(found, Proposal)
    assert proposal_text(found) == (
        "Let us écrire.\n\n## Explanation\n\nWhy.\n\n## Sources\n\n[**A <study>**](https://a.example/x)\n\nRead\nit.\n\n---\n\n"
        "*Counted at the source: 7 votes (4 for, 1 mixed, 2 against); 3 amendments.*"
    )


def test_an_argument_says_which_way_it_speaks(tmp_path: Path) -> None:
    words = "1. Not *now*\n\n<b>no</b>"
    found = one(tmp_path, proposal(4, arguments=[argument(1, speaks_for=False, body=words, votes=3)]))
    assert isinstance(found, Proposal)
    assert argument_text(found.arguments[0]) == (
        "**Against** · 3 votes at the source\n\n1\\. Not \\*now\\*\n\n<b>no</b>"
    )
