"""A consultation brought in: whole, once, nobody invented, nobody told."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast.people import Cast, as_actor
from passerelle.communities.models import Community, Membership
from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.importers.ideas.bringing import import_consultation
from passerelle.exchange.importers.ideas.report import write_report
from passerelle.exchange.importers.ideas.tests.authored import argument, proposal, somebody, write_folder
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.idea.models import Vote
from passerelle.notifications.models import Notice
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.trail.models import Decision
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    homonym = proposal(5, author=somebody("ada2", "Ada"), votes=[], votes_ok=0, votes_mitige=0, votes_nok=0)
    arguments = [argument(2, speaks_for=False, votes=3), argument(1)]
    return write_folder(tmp_path / "opinions", proposal(4, arguments=arguments), homonym, "")


def made(path: Path) -> dict[str, object]:
    found = import_consultation(path, "République").as_json()
    found.pop("seconds")
    return found


def test_everything_comes_in_and_is_accounted_for(folder: Path) -> None:
    assert made(folder) == {
        "proposals": 2,
        "ideas": 2,
        "arguments": 2,
        "votes": 2,
        "opening_votes": 5,
        "people": 4,
        "already_here": 0,
        "unread": 1,
        "set_aside": 0,
        "unreadable": [],
        "shortened": [],
    }
    idea = Contribution.objects.unscoped("a test").get(title="Proposal 4")
    assert (idea.kind_slug, idea.state, idea.facts["votes"], idea.facts["opening_votes"]) == ("idea", "submitted", 2, 5)
    assert list(idea.topics.values_list("name", flat=True)) == ["Open data"]
    said = Post.objects.unscoped("a test").filter(contribution=idea, is_body=False).order_by("created_at")
    assert [post.source.splitlines()[0] for post in said] == ["**For**", "**Against** · 3 votes at the source"]
    assert set(Vote.objects.values_list("person__name", "community")) == {("Ben", None), ("Cam", None)}
    assert sorted(Person.objects.filter(is_imported=True).values_list("name", flat=True)) == [
        "Ada",
        "Ada",
        "Ben",
        "Cam",
    ]
    community = Community.objects.unscoped("a test").get(name="République")
    assert Membership.objects.filter(community=community, person__is_imported=True).count() == 4


def test_what_the_source_set_aside_is_closed_with_that_reason(tmp_path: Path) -> None:
    assert made(write_folder(tmp_path / "opinions", proposal(4, is_trashed=True)))["set_aside"] == 1
    idea = Contribution.objects.unscoped("a test").get()
    assert (idea.state, idea.facts["votes"]) == ("closed", 2)
    assert list(Decision.objects.unscoped("a test").values_list("reason", flat=True)) == [
        "The moderators of the source set it aside."
    ]


def test_nobody_is_told(folder: Path, cast: object) -> None:
    made(folder)
    run_all()
    assert Notice.objects.count() == 0
    assert set(Entry.objects.filter(verb="reply.published").values_list("via", flat=True)) == {"import"}


def test_the_second_time_only_what_is_new_comes_in(folder: Path) -> None:
    made(folder)
    nothing = dict.fromkeys(("ideas", "arguments", "votes", "opening_votes", "people", "set_aside"), 0)
    same = {"proposals": 2, "already_here": 2, "unread": 1, "unreadable": [], "shortened": []}
    assert made(folder) == nothing | same
    later = proposal(
        4, arguments=[argument(1), argument(2), argument(3, author="eva")], votes=[{"user": somebody("eva")}]
    )
    write_folder(folder, later)
    assert made(folder) == nothing | same | {"arguments": 1, "votes": 1, "people": 1}
    idea = Contribution.objects.unscoped("a test").get(title="Proposal 4")
    assert (idea.replies_count, idea.facts["votes"]) == (3, 3)


def test_who_has_a_name_later_is_no_longer_in_the_opening_count(folder: Path) -> None:
    made(folder)
    more = [{"user": somebody(key)} for key in ("ben", "cam", "eva")]
    write_folder(folder, proposal(4, votes=more))
    assert made(folder)["votes"] == 1
    idea = Contribution.objects.unscoped("a test").get(title="Proposal 4")
    assert (idea.facts["votes"], idea.facts["opening_votes"]) == (3, 4), "seven, as the source counts"


def test_an_idea_that_is_gone_stays_gone(folder: Path, cast: Cast) -> None:
    made(folder)
    idea = Contribution.objects.unscoped("a test").get(title="Proposal 4")
    assert idea.author is not None
    people.erase(idea.author, by=as_actor(cast.root))
    run_all()
    assert made(folder)["votes"] == 0
    assert Vote.objects.count() == 0


def test_the_report_adds_up(folder: Path) -> None:
    imported = import_consultation(folder, "République")
    report = write_report(imported, folder, "République")
    assert (
        "3 files read = 2 proposals + 1 without one\n2 proposals = 2 created + 0 already here + 0 unreadable\n"
        in report
    )
    assert "- votes with a voter: 2; opening votes of the source, without a voter: 5\n" in report
    assert "- Ada: 2" in report


def test_what_is_longer_than_we_keep_is_named(tmp_path: Path) -> None:
    words = "word " * 12_001
    arguments = [argument(1, body=words), argument(2)]
    folder = write_folder(
        tmp_path / "opinions",
        proposal(4, title="So long " * 26, arguments=arguments),
        proposal(5, body=f"<p>{words}</p>"),
        proposal(6),
    )
    imported = import_consultation(folder, "République")
    assert imported.as_json()["shortened"] == ["4, its title", "4, argument 1", "5"]
    assert (
        "### Texts of which the first 60,000 characters were kept, titles of which 200\n\n"
        "- 4, its title\n- 4, argument 1\n- 5\n"
    ) in write_report(imported, folder, "République")
    texts = Post.objects.unscoped("a test").order_by("-pk")
    assert max(len(post.source) for post in texts) == 60_000
    assert max(len(head.title) for head in Contribution.objects.unscoped("a test")) == 199  # it ends with a word


SHARED = Path(__file__).parents[7] / "shared" / "data" / "ideas-republique-numerique-fr" / "opinions.tar.gz"


@pytest.mark.slow
@pytest.mark.second  # SQLite takes the real archive of importers/zulip instead
def test_the_consultation_on_a_digital_republic_comes_in_whole() -> None:
    if not SHARED.exists():
        pytest.skip("shared data set ideas-republique-numerique-fr is absent")
    imported = import_consultation(SHARED, "République numérique")
    found = imported.as_json()
    found.pop("seconds")
    assert found == {
        "proposals": 696,
        "ideas": 696,
        "arguments": 3_994,
        "votes": 3_171,
        "opening_votes": 85_451,
        "people": 2_056,  # and 16 who only pointed at a document
        "already_here": 0,
        "unread": 26,
        "set_aside": 4,
        "unreadable": [],
        "shortened": ["717, its title"],
    }
    assert imported.plan.only_pointing == 16
    assert Vote.objects.count() == 3_171
    report = write_report(imported, SHARED, "République numérique")
    assert report.startswith(
        "# opinions.tar.gz into République numérique\n\n"
        "722 files read = 696 proposals + 26 without one\n"
        "696 proposals = 696 created + 0 already here + 0 unreadable\n"
    )
    assert "\n- created: 696 ideas and 3,994 arguments\n" in report
    assert "\n- votes with a voter: 3,171; opening votes of the source, without a voter: 85,451\n" in report
    assert "### Files without a proposal\n\n- empty: 26\n" in report
