"""Days people choose are refused beside the field, and days that are kept follow the calendar of the house."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from cast.people import as_actor
from passerelle.contributions.actions import make_move
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice.actions import answer, offer
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.reading import spread
from passerelle.kinds.innovation.practice.tests.asking import fresh, page, today
from passerelle.lib.clock import as_of

NEVER = date(9999, 12, 31)


def test_a_day_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_stays(
    cast, places, practice, asked, visit
):
    mia, ada, sam = (visit(who) for who in (cast.mia, cast.ada, cast.sam))
    plan = reverse("practice_offers", args=[places.open.pid])
    late, before, to_come = NEVER.isoformat(), today() - timedelta(days=1), "Choose a day to come."
    far, between = (
        "Choose a day within the next two years.",
        "Choose a day between the one it was offered on and today.",
    )
    hold = {"seen": 0, "why": "no_time", "words": "The tills are full."}
    chosen = {"practices": [practice.pid], "sites": [], "countries": ["US"]}
    for browser, address, sent, said in (
        (mia, page(practice, "answer", asked, "hold"), {**hold, "hold_until": before}, to_come),
        (mia, page(practice, "answer", asked, "hold"), {**hold, "hold_until": late}, far),
        (mia, page(practice, "use", asked), {"since": before}, between),
        (mia, page(practice, "use", asked), {"since": today() + timedelta(days=1)}, between),
        (ada, page(practice, "offer"), {"countries": ["US"], "due_on": late}, far),
        (ada, page(practice, "offer"), {"countries": ["US"], "due_on": today()}, to_come),
        (sam, plan, {**chosen, "due_on": late}, far),
    ):
        shown = browser.post(address, sent)
        assert (shown.status_code, said in shown.text, 'aria-invalid="true"' in shown.text) == (422, True, True), (
            address
        )
        assert sent.get("words", "") in shown.text
    asked.refresh_from_db()
    assert (Adoption.objects.count(), asked.stage, asked.answers) == (1, "considering", 0)


def test_the_verbs_take_no_day_beyond_two_years(cast, practice, asked, sites, no_trace):
    with no_trace(), pytest.raises(Refused, match="two years"):
        offer(practice, sites[1:], NEVER, by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused, match="two years"):
        answer(asked, "hold", by=as_actor(cast.mia), seen=0, why="no_time", hold_until=NEVER)


def test_there_is_no_sheet_of_a_quarter_to_come(cast, places, practice, visit):
    address = reverse("practice_review_sheet", args=[places.open.pid])
    found = [visit(cast.sam).get(f"{address}?quarter={one}").status_code for one in ("2099-4", "2025-1")]
    assert found == [404, 200]


def test_after_midnight_it_is_the_next_day_already(cast, practice, asked, settings):
    settings.TIME_ZONE = "Europe/Paris"
    with as_of(datetime(2027, 7, 1, 22, 30, tzinfo=UTC)):  # half past midnight in Paris
        Contribution.objects.filter(pk=practice.pk).update(state="proposed")
        make_move(fresh(practice), "prove", by=as_actor(cast.sam))
        make_move(fresh(practice), "open", by=as_actor(cast.ada))
        answer(asked, "adopt", by=as_actor(cast.mia), seen=0)
        told = Practice.objects.get(pk=practice.pk)
        since = [row.since for row in spread(as_actor(cast.mia), fresh(practice)).rows]
    assert (told.proven_on, told.review_on, since) == (date(2027, 7, 2), date(2028, 7, 1), [date(2027, 7, 2)])
