"""The journal can be narrowed, read on and taken away; a name in it stays harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from passerelle.communities import actions as communities
from passerelle.journal.models import Entry
from passerelle.lib.pagination import encode
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.web.administration.forms import JournalForm
from passerelle.web.administration.reading import journal


@pytest.fixture
def entries(cast, places):
    """Sixty entries of Sam's and one of Otto's, two days apart."""
    for _time in range(30):
        communities.archive(places.open, by=as_actor(cast.sam))
        communities.reopen(places.open, by=as_actor(cast.sam))
    Entry.objects.update(at="2026-03-01T12:00Z")
    communities.join(places.open, by=as_actor(cast.otto))
    Entry.objects.filter(verb="membership.joined").update(at="2026-03-03T12:00Z")
    return Entry.objects.all()


def sheet(answer):
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_verbs_that_occur_are_offered(entries):
    assert journal.known_verbs() == ["community.archived", "community.reopened", "membership.joined"]


def test_no_verbs_while_nothing_happened(db):
    assert journal.known_verbs() == []


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 61),
        ({"verb": "community.archived"}, 30),
        ({"person": "otto@orsel.example"}, 1),
        ({"since": "2026-03-02"}, 1),
        ({"until": "2026-03-02"}, 60),
        ({"since": "2026-03-04"}, 0),
        ({"verb": "membership.joined", "person": "Sam Orsel"}, 0),
    ],
)
def test_the_sheet_holds_what_was_asked_for(cast, entries, visit, query, count):
    assert len(sheet(visit(cast.root).get(reverse("admin_audit_sheet"), query))) == count


def test_the_sheet_names_by_place(cast, places, entries, visit):
    rows = sheet(
        visit(cast.root).get(reverse("admin_audit_sheet"), {"community": places.open.pid, "person": "Otto Orsel"})
    )
    assert [(row["verb"], row["actor"], row["community"], row["at"]) for row in rows] == [
        ("membership.joined", "Otto Orsel", "Open kitchen", "2026-03-03T12:00:00+00:00")
    ]


def test_a_name_is_no_formula(cast, entries, visit):
    Person.objects.filter(pk=cast.otto.pk).update(name="=HYPERLINK(1)")
    rows = sheet(visit(cast.root).get(reverse("admin_audit_sheet"), {"since": "2026-03-02"}))
    assert [row["actor"] for row in rows] == ["'=HYPERLINK(1)"]


def test_reading_on_by_id_shows_each_entry_once(cast, entries):
    actor, asked, seen = as_actor(cast.root), "cursor=", []
    while asked:
        query = dict(parse_qsl(asked))
        shown = journal.context(JournalForm(query, actor=actor, verbs=[]), actor, query)
        seen += [line.entry.pk for line in shown["lines"]]
        asked = shown["next_query"]
    assert seen == sorted(entries.values_list("pk", flat=True), reverse=True)


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 40, "１２", encode(["x"]), encode([2**80])])
def test_a_damaged_position_starts_at_the_top(cast, entries, visit, cursor):
    answer = visit(cast.root).get(reverse("admin_audit"), {"cursor": cursor})
    assert (answer.status_code, answer.text.count('class="entry"')) == (200, 50)


@pytest.mark.parametrize("query", [{"person": "Nobody"}, {"since": "yesterday"}, {"verb": "x"}, {"community": "x"}])
def test_what_cannot_be_asked_is_said(cast, entries, visit, query):
    client = visit(cast.root)
    assert [client.get(reverse(name), query).status_code for name in ("admin_audit", "admin_audit_sheet")] == [422, 422]


def test_htmx_gets_the_next_lines_only(cast, entries, visit):
    answer = visit(cast.root).get(
        reverse("admin_audit"), {"cursor": encode([entries.order_by("-pk")[0].pk])}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, "<html" in answer.text, answer.text.count('class="entry"')) == (200, False, 50)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Otto Orsel joined Open kitchen"), ("fr", "Otto Orsel a rejoint Open kitchen")]
)
def test_a_line_reads_as_a_sentence(cast, entries, visit, language, told):
    Person.objects.filter(pk=cast.root.pk).update(language=language)
    answer = visit(cast.root).get(reverse("admin_audit"), {"since": "2026-03-02"})
    line = document_fromstring(answer.content).xpath("//*[@class='entry']")[0]
    words = " ".join(
        line.xpath("string(*[1])").split()
        + " ".join(line.xpath("*[2]/text() | *[2]/span//text() | *[2]/a//text()")).split()
    )
    assert words == told


def test_whoever_changes_themselves_is_not_named_twice(cast, visit):
    people.revise_profile(cast.otto, name="Otto", by=as_actor(cast.otto))
    line = journal.lines(list(Entry.objects.all()), as_actor(cast.root))[0]
    assert (str(line.verb), line.about) == ("changed their profile", None)
