"""An archive becomes communities, people, conversations; twice changes nothing."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db.models import Count

from passerelle.communities.models import Community, Membership, Role
from passerelle.contributions.models import Contribution, Mention, Placement, Post
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.zulip.bringing import Imported, import_archive
from passerelle.exchange.importers.zulip.report import write_report
from passerelle.exchange.importers.zulip.tests.authored import DAY, message, write_folder, write_tar
from passerelle.exchange.importers.zulip.texts import MessageTexts
from passerelle.journal.models import Entry
from passerelle.people.models import Person
from passerelle.search.models import Document
from passerelle.work.models import Job

pytestmark = pytest.mark.django_db

MENTION = '<span class="user-mention" data-user-id="7">@Sam Okafor</span>'
FIRST = f'<p>{MENTION} see <a href="#narrow/stream/34-ops/topic/b/near/5">this</a></p>'
TOPICS: dict[str, Any] = {
    "12-dev/API.20key.json": [message(1, FIRST), message(2, "<p>old</p>"), message(4, sender="Sam Okafor")],
    "34-ops/API.20key.json": [message(1, FIRST), message(2, "<p><strong>new</strong></p>", sender="Ada L.")],
    "34-ops/b.json": [
        message(5, sender="Noor - Atelier Ouest"),
        message(5, sender="Noor - Atelier Ouest"),
        message(3),
        {"id": 6},
    ],
}
COUNTS = {
    "read": 9,
    "created": 5,
    "merged": 3,
    "skipped": 1,
    "people": 4,
    "communities": 2,
    "contributions": 2,
    "replies": 3,
}


def posts() -> list[Post]:
    found = Post.objects.unscoped("a test").select_related("contribution__home", "author", "contribution__body")
    return list(found.order_by("contribution__title", "created_at", "pk"))


def counts(imported: Imported) -> dict[str, Any]:
    return {name: value for name, value in imported.summary.as_json().items() if name in COUNTS}


def picture() -> list[Any]:
    """Everything an import writes, as values."""
    people = list(Person.objects.order_by("pk").values_list("pid", "name", "joined_at"))
    communities = list(
        Community.objects.unscoped("a test").order_by("pk").values_list("pid", "name", "last_activity_at")
    )
    heads = (
        Contribution.objects.unscoped("a test")
        .order_by("pk")
        .values_list("pid", "title", "replies_count", "version", "last_activity_at")
    )
    texts = [(post.pid, post.source, post.html, post.author_id, post.created_at, post.is_body) for post in posts()]
    return [
        people,
        communities,
        list(heads),
        texts,
        Entry.objects.count(),
        Membership.objects.count(),
        Mention.objects.count(),
    ]


def test_every_row_is_counted_once_and_every_message_lives_once(tmp_path: Path) -> None:
    imported = import_archive(write_folder(tmp_path, TOPICS), "Ours")

    assert counts(imported) == COUNTS
    assert imported.summary.reasons == {"no sender": 1}
    assert [
        (post.contribution.home.name, post.contribution.title, post.is_body, post.author and post.author.name)
        for post in posts()
    ] == [
        ("dev", "API key", True, "Ada Lindqvist"),
        ("dev", "API key", False, "Ada Lindqvist"),
        ("dev", "API key", False, "Sam Okafor"),
        ("ops", "b", False, "Ada Lindqvist"),
        ("ops", "b", True, "Noor - Atelier Ouest"),
    ]


def test_texts_times_links_and_counters_are_right(tmp_path: Path) -> None:
    import_archive(write_folder(tmp_path, TOPICS), "Ours")

    first, second, third, _, b = posts()
    sam = Person.objects.get(name="Sam Okafor")
    assert first.source == f"@{{person:{sam.pid}}} see this #{{contribution:{b.contribution.pid}}}"
    assert second.source == "**new**"
    assert third.created_at == datetime.fromtimestamp(DAY + 4, UTC)
    assert list(Mention.objects.values_list("post_id", "person_id")) == [(first.pk, sam.pk)]
    head = first.contribution
    assert (head.body, head.kind_slug, head.replies_count, head.version) == (first, "update", 2, 3)
    assert (head.created_at, head.last_activity_at) == (first.created_at, third.created_at)
    assert head.home.last_activity_at == third.created_at
    placement = Placement.objects.get(contribution=head)
    assert (placement.community, placement.placed_at, placement.is_home, placement.listed) == (
        head.home,
        first.created_at,
        True,
        True,
    )


def test_communities_stand_below_the_named_one_and_have_members_and_managers(tmp_path: Path) -> None:
    boss = Person.objects.create(name="Boss", email="boss@example.org", is_administrator=True)
    import_archive(write_folder(tmp_path, TOPICS), "Ours")

    ours, dev, ops = (Community.objects.unscoped("a test").get(name=name) for name in ("Ours", "dev", "ops"))
    assert [ours.parent, dev.parent, ops.parent] == [None, ours, ours]
    assert {
        community.name: sorted(community.memberships.values_list("person__name", "role"))
        for community in (ours, dev, ops)
    } == {
        "Ours": [(boss.name, Role.STEWARD)],
        "dev": [("Ada Lindqvist", Role.MEMBER), ("Boss", Role.STEWARD), ("Sam Okafor", Role.MEMBER)],
        "ops": [("Ada Lindqvist", Role.MEMBER), ("Boss", Role.STEWARD), ("Noor - Atelier Ouest", Role.MEMBER)],
    }


def test_the_importer_acts_leaves_entries_and_tells_nobody(tmp_path: Path) -> None:
    import_archive(write_folder(tmp_path, TOPICS), "Ours")

    of_texts = Entry.objects.filter(verb__in=["contribution.published", "reply.published"]).order_by("pk")
    assert [(entry.verb, entry.via, entry.actor_id) for entry in of_texts] == [
        ("contribution.published", "import", None),
        ("reply.published", "import", None),
        ("reply.published", "import", None),
        ("contribution.published", "import", None),
        ("reply.published", "import", None),
    ]
    assert mail.outbox == []
    assert not Person.objects.get(name="Ada Lindqvist").has_usable_password()


@pytest.mark.parametrize("portion", [1, 2, 500])
def test_twice_changes_nothing_whatever_the_form_and_the_portions(
    tmp_path: Path, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.exchange.importers.zulip.bringing.PORTION", portion)
    assert counts(import_archive(write_folder(tmp_path / "one", TOPICS), "Ours")) == COUNTS
    before = picture()

    again = import_archive(write_tar(tmp_path / "two.tar.gz", TOPICS), "ours")

    nothing = dict.fromkeys(COUNTS, 0) | {"read": 9, "skipped": 9}
    assert counts(again) == nothing
    assert again.summary.reasons == {"already here": 8, "no sender": 1}
    assert picture() == before


def test_a_later_archive_adds_only_what_is_new(tmp_path: Path) -> None:
    import_archive(write_folder(tmp_path / "one", TOPICS), "Ours")
    longer = TOPICS | {
        "12-dev/API.20key.json": [*TOPICS["12-dev/API.20key.json"], message(7, sender="Noor - Atelier Ouest")]
    }

    later = import_archive(write_folder(tmp_path / "two", longer), "Ours")

    assert counts(later) == dict.fromkeys(COUNTS, 0) | {"read": 10, "created": 1, "skipped": 9, "replies": 1}
    assert posts()[0].contribution.replies_count == 3


def test_a_name_given_to_another_import_starts_a_world_of_its_own(tmp_path: Path) -> None:
    path = write_folder(tmp_path, TOPICS)
    assert counts(import_archive(path, "Ours")) == counts(import_archive(path, "Theirs")) == COUNTS


def test_a_renamed_parent_and_an_edited_text_are_left_alone(tmp_path: Path) -> None:
    path = write_folder(tmp_path, TOPICS)
    import_archive(path, "Ours")
    Community.objects.unscoped("a test").filter(name="Ours").update(name="Renamed")
    Post.objects.unscoped("a test").filter(is_body=True).update(source="mended by a person")

    assert counts(import_archive(path, "Ours"))["created"] == 0
    assert not Community.objects.unscoped("a test").filter(name="Ours").exists()
    assert posts()[0].source == "mended by a person"


def test_the_report_reconciles_and_asks(tmp_path: Path) -> None:
    Person.objects.create(name="Sam Okafor", email="sam@example.org")
    path = write_folder(tmp_path, TOPICS)
    report = write_report(import_archive(path, "Ours"), path, "Ours")
    for line in (
        "9 messages read = 5 created + 3 merged",
        "- skipped, no sender: 1",
        "| ops | 6 | 2 | 3 | 1 |",
        "- Ada Lindqvist → Ada L.: 1 message",
        "- Ada L. = Ada Lindqvist",
        "- Sam Okafor",
        "The archive has no stream_index.json: streams are called as their folders, where spaces are hyphens.",
    ):
        assert line in report.splitlines()


def test_what_came_in_is_found_at_once_and_no_job_is_left(tmp_path: Path) -> None:
    import_archive(write_folder(tmp_path, TOPICS), "Ours")
    found = Document.objects.order_by("subject").values_list("subject").annotate(count=Count("pk"))
    assert dict(found) == {"community": 2, "contribution": 2, "person": 4, "reply": 3}
    assert not Job.objects.filter(task="exchange.make_findable").exists()


NAUGHTY = [
    "\ud800",
    "\u202eevil\u202c",
    "'; DROP TABLE post; --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "𝒜" * 300,
    "a\x00b",
]


def test_naughty_names_and_texts_come_in_as_they_are_or_not_at_all(tmp_path: Path) -> None:
    rows = [message(number, text, sender=text) for number, text in enumerate(NAUGHTY, start=1)]
    path = write_folder(tmp_path, {"12-\u202e'--/%s {{ 7*7 }}.json": rows, "12-<b>/.ED.A0.80.json": [message(50)]})
    (path / "zulip_json" / os.fsdecode(b"12-\xff")).mkdir()
    (path / "zulip_json" / os.fsdecode(b"12-\xff") / os.fsdecode(b"\xfe.json")).write_text("[]")

    summary = import_archive(path, "'Ours' <b>").summary

    assert (summary.read, summary.created, summary.reasons) == (8, 7, {"no sender": 1})
    assert [post.html for post in posts() if "7*7" in post.html] == ["<p>{{ 7*7 }}</p>"]
    assert not [post for post in posts() if "script" in post.html]


def test_a_text_that_cannot_be_converted_is_skipped_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(texts: MessageTexts, html: str) -> str:
        raise RecursionError

    monkeypatch.setattr(MessageTexts, "markdown", fails)
    summary = import_archive(write_folder(tmp_path, {"12-dev/a.json": [message(1)]}), "Ours").summary
    assert (summary.read, summary.created, summary.reasons) == (1, 0, {"text cannot be read": 1})


def test_a_second_import_at_the_same_time_and_a_missing_name_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_folder(tmp_path, TOPICS)
    with pytest.raises(ImportRefused, match="needs a name"):
        import_archive(path, " \u200b ")
    import_archive(path, "Ours")
    # What the other import wrote after this one looked.
    monkeypatch.setattr(
        "passerelle.exchange.importers.zulip.bringing._Importer._already_here", lambda importer, rows: set()
    )
    before = picture()
    with pytest.raises(ImportRefused, match="Another import of this history is running"):
        import_archive(path, "Ours")
    assert picture() == before


def test_a_text_longer_than_any_we_keep_is_named(tmp_path: Path) -> None:
    long = message(2, f"<p>{'word ' * 13_000}</p>")
    imported = import_archive(write_folder(tmp_path, {"12-dev/Ovens.json": [message(1), long]}), "Here")
    assert imported.summary.shortened == ["dev > Ovens, 2"]
    assert [len(post.source) for post in posts()] == [len("Words of 1"), 59_999]
    report = write_report(imported, tmp_path, "Here")
    assert "### Messages of which the first 60,000 characters were kept\n\n- dev > Ovens, 2\n" in report
