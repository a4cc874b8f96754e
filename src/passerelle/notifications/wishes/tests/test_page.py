"""The page *What reaches me*: it says what holds, keeps what is chosen, and what it keeps is what then happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict

from cast.people import Cast, as_actor
from passerelle.lib.clock import as_of
from passerelle.notifications.families import Family
from passerelle.notifications.models import PushSubscription, Wishes
from passerelle.notifications.tests.told import has_device
from passerelle.notifications.wishes.actions import choose, set_mail_rhythm
from passerelle.notifications.wishes.choices import choices_of
from passerelle.notifications.wishes.forms import AttentionForm
from passerelle.notifications.wishes.page import context, form_of
from passerelle.notifications.wishes.peace import DAY
from passerelle.notifications.wishes.presets import PRESETS
from passerelle.notifications.wishes.tests.test_saying import said
from passerelle.notifications.wishes.ways import Way
from passerelle.people.models import Person

pytestmark = pytest.mark.django_db
Visit = Callable[[Person | None], Client]
AT = "/settings/attention/"
WEDNESDAY = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)  # two in the afternoon in Paris
USUAL = {
    **{f"way_{family}": "now" for family in Family},
    "way_followed": "digest",
    "rhythm": "daily",
    "weekday": "1",
    "hour": "8",
    "working_days": list("1234567"),
}


@pytest.fixture
def ada(cast: Cast, visit: Visit) -> Client:
    """Ada's browser."""
    return visit(cast.ada)


def send(client: Client, **changed: object) -> int:
    with as_of(WEDNESDAY):
        return client.post(AT, {**USUAL, **changed}).status_code


def kept(person: Person) -> dict[str, object]:
    row = Wishes.objects.filter(person=person).values().get()
    return {name: value for name, value in row.items() if name not in ("id", "person_id")}


def plain(form: AttentionForm, names: Iterable[str]) -> dict[str, object]:
    """What stands in some of its fields, as a browser would send it."""
    values = {name: form[name].value() for name in names}
    return {name: list(map(str, value)) if isinstance(value, list) else str(value) for name, value in values.items()}


def held(person: Person) -> list[str]:
    """The presets that hold."""
    presets = context(as_actor(person), form_of(as_actor(person)))["presets"]
    return [preset.slug for preset, holds in presets if holds]


def test_what_is_chosen_is_kept_and_only_what_differs(cast: Cast, ada: Client, verbs: Callable[[], list[str]]) -> None:
    chosen = {
        "way_message": "nothing",
        "way_yours": "digest",
        "rhythm": "weekly",
        "weekday": "5",
        "hour": "17",
        "quiet_from": "19",
        "quiet_until": "7",
        "working_days": ["2", "4"],
        "leave_from": "2026-07-10",
        "leave_until": "2026-07-20",
        "paused_until": "2026-07-02",
    }
    assert send(ada, **chosen) == 302
    assert kept(cast.ada) == {
        "ways": {"message": "nothing", "yours": "digest"},
        "pushes": {},
        "rhythm": "weekly",
        "weekday": 5,
        "hour": 17,
        "quiet_from": 19,
        "quiet_until": 7,
        "working_days": "24",
        "leave_from": date(2026, 7, 10),
        "leave_until": date(2026, 7, 20),
        "paused_until": date(2026, 7, 2),
    }
    assert verbs() == []
    with as_of(WEDNESDAY):
        assert plain(form_of(as_actor(cast.ada)), chosen) == chosen
    with as_of(WEDNESDAY + 30 * DAY):  # what is over is not shown any more, and goes when somebody saves
        form = form_of(as_actor(cast.ada))
    assert [form[name].value() for name in ("leave_from", "leave_until", "paused_until")] == [None, None, None]


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"quiet_from": "19"}, "choose both, or none"),
        ({"quiet_until": "7"}, "choose both, or none"),
        ({"quiet_from": "7", "quiet_until": "7"}, "end at another hour"),
        ({"working_days": []}, "Choose at least one day"),
        ({"leave_from": "2026-07-10"}, "Say until when"),
        ({"leave_until": "2026-07-10"}, "Say from when"),
        ({"leave_from": "2026-07-10", "leave_until": "2026-07-09"}, "This is before you leave"),
        ({"leave_from": "2026-06-10", "leave_until": "2026-06-30"}, "This day is past"),
        ({"leave_from": "soon", "leave_until": "later"}, "This is no day"),
        ({"paused_until": "2026-07-01"}, "within a year"),
        ({"paused_until": "2028-01-01"}, "within a year"),
        ({"hour": "25"}, "25"),
        ({"weekday": "<b>"}, "&lt;b&gt;"),
        ({"way_invitation": "nothing"}, "nothing"),
        ({"way_mention": ""}, "required"),
        ({"rhythm": "hourly"}, "hourly"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    cast: Cast, ada: Client, wrong: dict[str, object], complaint: str
) -> None:
    with as_of(WEDNESDAY):
        page = ada.post(AT, {**USUAL, **wrong})
    assert (page.status_code, complaint in page.text) == (422, True)
    sent = {name: value if isinstance(value, list) else [value] for name, value in {**USUAL, **wrong}.items()}
    with as_of(WEDNESDAY):
        form = form_of(as_actor(cast.ada), MultiValueDict(sent))
    assert plain(form, wrong) == wrong
    assert not Wishes.objects.exists()


@pytest.mark.parametrize("slug", PRESETS)
def test_a_preset_is_one_press_and_then_it_holds(cast: Cast, ada: Client, slug: str) -> None:
    has_device(cast.ada)
    odd = {"ways": {"mention": "nothing"}, "rhythm": "never", "quiet_from": 19, "quiet_until": 7}
    choose(odd, Person.MailRhythm.NEVER, by=as_actor(cast.ada))
    assert held(cast.ada) == []
    ada.post(f"{AT}preset/", {"preset": slug})
    assert (held(cast.ada), ada.get(AT).text.count('aria-pressed="true"')) == ([slug], 1)
    choices = choices_of([cast.ada.pk])[cast.ada.pk]
    assert {family: choices.mailed(family) for family in Family} == PRESETS[slug].ways
    assert {family for family in Family if choices.pushed(family)} == PRESETS[slug].pushed
    assert choices.peace.quiet == (19, 7)


def test_a_preset_nobody_offers(cast: Cast, ada: Client) -> None:
    assert "Choose one of those" in ada.post(f"{AT}preset/", {"preset": "\x00"}, follow=True).text
    assert not Wishes.objects.exists()


def test_devices_are_chosen_about_where_there_are_some(cast: Cast, ada: Client) -> None:
    Wishes.objects.create(person=cast.ada, pushes={"mention": False})
    assert "On my devices" not in ada.get(AT).text
    send(ada)
    assert kept(cast.ada)["pushes"] == {"mention": False}
    has_device(cast.ada)
    assert "On my devices" in ada.get(AT).text
    send(ada, push_followed="on", push_mention="on")
    told = {family for family in Family if choices_of([cast.ada.pk])[cast.ada.pk].pushed(family)}
    assert told == {Family.FOLLOWED, Family.MENTION}


def test_one_mail_a_day_at_most_is_in_the_table_from_then_on(cast: Cast, ada: Client) -> None:
    set_mail_rhythm(cast.ada, Person.MailRhythm.DAILY)
    names = [f"way_{family}" for family in Family]
    shown = plain(form_of(as_actor(cast.ada)), names)
    assert shown == dict.fromkeys(names, "digest")
    send(ada, **shown)
    cast.ada.refresh_from_db()
    assert (cast.ada.mail_rhythm, choices_of([cast.ada.pk])[cast.ada.pk].reasons(Way.NOW)) == ("now", [])


def test_who_ended_mail_still_has_when_they_save(cast: Cast, ada: Client) -> None:
    set_mail_rhythm(cast.ada, Person.MailRhythm.NEVER)
    assert form_of(as_actor(cast.ada))["no_mail"].value() is True
    send(ada, no_mail="on", way_yours="inbox")
    cast.ada.refresh_from_db()
    assert (cast.ada.mail_rhythm, said(cast.ada)) == ("never", ["You find everything in your inbox only."])
    send(ada)
    cast.ada.refresh_from_db()
    assert cast.ada.mail_rhythm == "now"


def test_the_page_asks_the_same_whatever_one_chose(cast: Cast, ada: Client, writes: Callable) -> None:  # type: ignore[type-arg]  # a fixture
    asked = []
    for _before in range(2):
        with CaptureQueriesContext(connection) as queries, writes() as made:
            ada.get(AT)
        asked.append(len(queries))
        assert made == []
        if not PushSubscription.objects.exists():
            has_device(cast.ada)
        send(ada, quiet_from="19", quiet_until="7", leave_from="2026-07-10", leave_until="2026-07-20")
    assert asked[0] == asked[1]
