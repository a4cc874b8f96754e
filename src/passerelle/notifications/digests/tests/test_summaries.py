"""The summary: its order, what stands together, what is left out, under whose rights, how large and at what cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from cast.people import Cast, Places, as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.communities.models import Community, Membership
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Follow
from passerelle.journal.actor import Actor
from passerelle.lib.clock import as_of, now
from passerelle.notifications.digests.offers import elsewhere, questions
from passerelle.notifications.mailing.sending import send_digest
from passerelle.notifications.models import Digest, Notice
from passerelle.notifications.tests.told import follow_all
from passerelle.people.models import Person
from passerelle.topics.finding import find_or_create
from passerelle.work.worker import run_all

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # tests/visibility mails them on both
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STATEMENTS = 35


@pytest.fixture(autouse=True)
def _long_ago(places: Places) -> None:
    """Nobody has looked at a feed lately, and everybody wants the summary alone."""
    Membership.objects.update(seen_at=now() - 30 * DAY)
    Person.objects.update(mail_rhythm="daily")


def summary_of(person: Person, days: int = 0) -> str:
    """The plain text of the summary somebody gets; empty when none goes out."""
    with as_of(now() + days * DAY + HOUR):
        run_all()
        mail.outbox.clear()
        sent = send_digest(Person.objects.get(pk=person.pk), now().date())
    assert sent == bool(mail.outbox)
    return str(mail.outbox[0].body) if sent else ""


def bands(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and line.upper() == line and line[0].isalpha()]


def answer(head: Contribution, who: Person, text: str = "Yes.") -> None:
    actions.reply(head, text=text, by=as_actor(who))


def test_bands_stand_in_their_order(cast: Cast, places: Places) -> None:
    mine = bring("My oven", places.open, cast.ada, "question")
    follow_all("watch", [cast.ada], community=places.closed)
    communities.invite(places.elsewhere, cast.ada, by=as_actor(cast.sam))
    answer(mine, cast.mia)
    actions.make_move(mine, "settle", by=as_actor(cast.sam))
    bring("Followed", places.closed, cast.mia)
    bring("Who knows?", places.open, cast.mia, "question")
    bring("From the garden", places.shared, cast.sam)
    assert bands(summary_of(cast.ada)) == [
        "WAITS FOR YOU",
        "ANSWERS TO YOU",
        "WHAT BECAME OF YOURS",
        "WHAT YOU FOLLOW",
        "QUESTIONS YOU COULD ANSWER",
        "FROM ELSEWHERE",
    ]


def test_one_conversation_is_one_thing_with_its_texts(cast: Cast, places: Places) -> None:
    mine = bring("My oven", places.open, cast.ada)
    for who, text in ((cast.mia, "First.\n\nSecond & <last>."), (cast.sam, "Another."), (cast.mia, "A third.")):
        answer(mine, who, text)
    text = summary_of(cast.ada)
    assert "* 3 replies from Mia Orsel and Sam Orsel in “My oven”" in text
    assert text.count("* ") == 1
    assert [said in text for said in ("A third.", "Another.", "First.")] == [True, True, False]
    [notice] = Notice.objects.filter(person=cast.ada).order_by("pk")[:1]
    assert f"/inbox/{notice.pk}/" in text
    assert Notice.objects.filter(person=cast.ada, mailed_at=None).count() == 0


def test_nothing_is_told_twice_and_nothing_that_was_seen(cast: Cast, places: Places) -> None:
    mine, other = bring("My oven", places.open, cast.ada), bring("My pan", places.open, cast.ada)
    answer(mine, cast.mia, "Told.")
    answer(other, cast.mia, "Read.")
    bring("Who knows?", places.open, cast.mia, "question")
    run_all()
    Notice.objects.filter(contribution=other).update(read_at=now())
    first = summary_of(cast.ada)
    assert [each in first for each in ("Told.", "Read.", "Who knows?")] == [True, False, True]
    assert summary_of(cast.ada, days=1) == ""
    with as_of(now() + DAY + 2 * HOUR):
        answer(mine, cast.mia, "New.")
    second = summary_of(cast.ada, days=2)
    assert [each in second for each in ("New.", "Told.", "Who knows?")] == [True, False, False]


def test_what_nobody_told_them_makes_no_mail(cast: Cast, places: Places) -> None:
    bring("Who knows?", places.open, cast.mia, "question")
    assert summary_of(cast.ada) == ""


def test_who_left_before_it_goes_out_is_told_nothing(cast: Cast, places: Places) -> None:
    answer(bring("Secret oven", places.closed, cast.ada), cast.mia)
    bring("Secret question", places.closed, cast.mia, "question")
    run_all()
    communities.leave(places.closed, by=as_actor(cast.ada))
    assert summary_of(cast.ada) == ""


def test_what_waits_for_a_manager_is_counted_once(cast: Cast, places: Places) -> None:
    Community.objects.filter(pk=places.closed.pk).update(joining="request")
    places.closed.refresh_from_db()
    mine = bring("My oven", places.open, cast.sam)
    communities.request_to_join(places.closed, note="I weld.", by=as_actor(cast.otto))
    answer(mine, cast.mia)
    assert "* 1 person asks to join\n" in summary_of(cast.sam)
    with as_of(now() + DAY):
        answer(mine, cast.ada)
    assert "asks to join" not in summary_of(cast.sam, days=2)


def asked(person: Person) -> list[str]:
    return [each.title for each in questions(as_actor(person), now() - 7 * DAY, now())]


def test_questions_they_could_answer(cast: Cast, places: Places) -> None:
    """Open, unanswered, in a community they hear of, new to them; first what they know about."""
    ovens, pans = find_or_create(["Ovens", "Pans"], "en")
    bring("Plain?", places.open, cast.mia, "question")
    known = bring("Of ovens?", places.open, cast.mia, "question", topics=[ovens])
    bring("Muted topic?", places.open, cast.mia, "question", topics=[pans])
    bring("Mine?", places.open, cast.ada, "question")
    bring("No question", places.open, cast.mia)
    bring("Where she is not?", places.secret, cast.mia, "question")
    answer(bring("Answered?", places.open, cast.mia, "question"), cast.sam)
    actions.lock(bring("Closed?", places.open, cast.mia, "question"), by=as_actor(cast.sam))
    cast.ada.topics.add(ovens)
    Follow.objects.create(person=cast.ada, topic=pans, level="mute")
    Membership.objects.filter(person=cast.ada, community=places.secret).delete()
    assert asked(cast.ada) == ["Of ovens?", "Plain?"]
    assert asked(cast.otto) == []
    Membership.objects.filter(person=cast.ada, community=places.open).update(seen_at=now() + HOUR)
    assert asked(cast.ada) == []
    Membership.objects.filter(person=cast.ada, community=places.open).update(seen_at=now() - DAY, muted=True)
    assert asked(cast.ada) == []
    Membership.objects.update(muted=False)
    Notice.objects.create(entry_id=1, verb="x", reason="mention", person=cast.ada, contribution=known)
    assert asked(cast.ada) == ["Plain?"]


def found(actor: Actor) -> str:
    other = elsewhere(actor, now() - 7 * DAY, now(), [])
    return other.title if other else ""


def test_one_thing_from_another_unit(cast: Cast, places: Places) -> None:
    """Ada and Mia belong to one unit, Sam to another; what is talked about most comes first."""
    bring("Of her own unit", places.open, cast.mia)
    assert found(as_actor(cast.ada)) == ""
    bring("Quiet", places.open, cast.sam)
    answer(bring("Lively", places.shared, cast.sam), cast.mia)
    assert found(as_actor(cast.ada)) == "Lively"
    assert found(as_actor(cast.gwen)) == "", "units are the affair of the house"


def test_words_leave_their_community_with_consent_alone(cast: Cast, places: Places) -> None:
    Person.objects.filter(pk=cast.otto.pk).update(unit=cast.ada.unit)
    bring("In the open", places.open, cast.sam)
    assert found(as_actor(cast.otto)) == ""
    Person.objects.filter(pk=cast.sam.pk).update(consents_quotes=True)
    assert found(as_actor(cast.otto)) == "In the open"
    bring("Behind doors", places.closed, cast.sam)
    assert found(as_actor(cast.otto)) == "In the open"


def test_a_summary_of_long_things_stays_small(cast: Cast, places: Places) -> None:
    odd = '“&"<é' * 40
    long = "".join(f"{odd} {number}.\n\n" for number in range(60))
    for number in range(20):
        mine = bring('"&' * 95 + str(number), places.open, cast.ada)
        actions.reply(mine, text=long, by=as_actor(cast.mia))
        actions.reply(mine, text=f"{number}", by=as_actor(cast.sam))
    for number in range(3):
        actions.contribute("question", places.open, title=f"{number}{'&' * 190}", text=long, by=as_actor(cast.mia))
    text = summary_of(cast.ada)
    html = str(mail.outbox[0].alternatives[0][0])
    assert 40_000 < len(html.encode()) < 100_000
    assert len(text.encode()) < 100_000
    assert len(mail.outbox[0].message().as_bytes()) < 200_000
    assert "8 more in your inbox." in text


def test_statements_do_not_grow(cast: Cast, places: Places) -> None:
    counts = []
    for amount in (2, 9):
        for number in range(amount):
            answer(bring(f"Oven {amount} {number}", places.open, cast.ada), cast.mia)
            bring(f"Question {amount} {number}", places.open, cast.sam, "question")
        run_all()
        Digest.objects.all().delete()
        with as_of(now() + HOUR), CaptureQueriesContext(connection) as statements:
            assert send_digest(Person.objects.get(pk=cast.ada.pk), now().date())
        counts.append(len(statements))
    assert counts[0] == counts[1] <= STATEMENTS, counts


@pytest.fixture
def pictured(cast: Cast, places: Places) -> str:
    """The address of the picture in a summary for Ada."""
    stored = BytesIO()
    Image.new("RGB", (300, 200), "red").save(stored, "PNG")
    file = actions.upload(SimpleUploadedFile("till.png", stored.getvalue(), "image/png"), by=as_actor(cast.mia))
    answer(bring("My oven", places.closed, cast.ada), cast.mia, f"Look: ![The till](attachment:{file.pid})")
    [address] = set(re.findall(r"http://localhost:8000(/mail/picture/\S+)", summary_of(cast.ada)))
    assert 'alt="The till"' in str(mail.outbox[0].alternatives[0][0])
    return address


def test_a_picture_opens_without_signing_in_while_its_reader_may_see_it(
    cast: Cast, places: Places, pictured: str, writes: Callable[[], object]
) -> None:
    with writes() as made:
        answer_ = Client().get(pictured)
    assert made == []
    assert (answer_.status_code, answer_["Content-Type"], answer_["Content-Disposition"]) == (
        200,
        "image/webp",
        "inline",
    )
    assert b"".join(answer_.streaming_content)[:4] == b"RIFF"
    assert Client().get(pictured[:-3] + "x/").status_code == 404
    communities.leave(places.closed, by=as_actor(cast.ada))
    assert Client().get(pictured).status_code == 404


def test_a_picture_is_gone_with_the_account(cast: Cast, pictured: str) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert Client().get(pictured).status_code == 404


def test_in_the_language_of_the_reader(cast: Cast, places: Places) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(language="fr", time_zone="America/New_York")
    answer(bring("Mon four", places.open, cast.ada), cast.mia)
    text = summary_of(cast.ada)
    assert bands(text) == ["DES RÉPONSES POUR VOUS"]
    assert mail.outbox[0].subject == "1 chose qui vous concerne"
