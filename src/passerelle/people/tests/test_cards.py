"""Printed cards: who gets one, what opens, what pauses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cast.people import NAMES, as_actor
from passerelle.journal.decision import Refused
from passerelle.lib.clock import now
from passerelle.people.actions import print_cards
from passerelle.people.models import Person, StaffCard
from passerelle.people.tests.doors import CODE, give_card, is_in


def enter(number: str, code: str, client: Client | None = None) -> tuple[Client, int]:
    """A browser after typing a card."""
    client = client or Client()
    return client, client.post("/account/card/", {"staff_number": number, "code": code}).status_code


@pytest.mark.parametrize("typed", [CODE, CODE.lower(), CODE.replace("-", ""), " abcd efgh jkmn "])
def test_the_code_opens_however_it_is_typed(cast, typed):
    give_card(cast.ada)
    client, status = enter(" 10482 ", typed)
    assert (status, is_in(client)) == (302, True)


@pytest.mark.parametrize("name", ["eve", "iris"])
def test_a_card_of_somebody_gone_opens_nothing(cast, name):
    give_card(getattr(cast, name))
    client, status = enter("10482", CODE)
    assert (status, is_in(client)) == (422, False)


def test_five_wrong_codes_pause_the_card(cast):
    card = give_card(cast.ada)
    for _try in range(5):
        enter("10482", "WRONG")
    assert enter("10482", CODE)[1] == 422
    StaffCard.objects.filter(pk=card.pk).update(blocked_until=now() - timedelta(seconds=1))
    assert enter("10482", CODE)[1] == 302
    card.refresh_from_db()
    assert (card.failures, card.blocked_until) == (0, None)


def test_a_number_nobody_has_gets_the_words_of_a_wrong_code(cast):
    give_card(cast.ada)
    told = [
        Client()
        .post("/account/card/", {"staff_number": number, "code": "WRONG"})
        .content.decode()
        .split("notice__text")[1]
        for number in ("10482", "99999")
    ]
    assert told[0][:400] == told[1][:400]


def test_one_address_may_not_try_forever(cast):
    cache.clear()
    statuses = {enter(str(number), "WRONG")[1] for number in range(25)}
    assert statuses == {422, 429}


@pytest.mark.parametrize("name", NAMES)
def test_only_administrators_print(cast, name):
    Person.objects.filter(pk=cast.mia.pk).update(staff_number="7")
    cast.mia.refresh_from_db()
    by = as_actor(getattr(cast, name))
    if name == "root":
        assert [card.person for card in print_cards([cast.mia], by=by)] == [cast.mia]
    else:
        with pytest.raises(Refused):
            print_cards([cast.mia], by=by)


def test_a_new_card_ends_the_old_one_and_its_sessions(cast, verbs):
    give_card(cast.ada)
    cast.ada.refresh_from_db()
    client, _status = enter("10482", CODE)
    card = print_cards([cast.ada], by=as_actor(cast.root))[0]
    assert not is_in(client)
    assert enter("10482", CODE)[1] == 422
    assert enter("10482", card.code)[1] == 302
    assert "card.printed" in verbs()
    assert card.code.replace("-", "") not in StaffCard.objects.get(person=cast.ada).code_hash


def test_without_a_number_there_is_no_card(cast):
    with pytest.raises(Refused):
        print_cards([cast.mia], by=as_actor(cast.root))


def test_the_codes_stand_on_one_page_that_nobody_keeps(cast, visit):
    Person.objects.filter(pk=cast.mia.pk).update(staff_number="7")
    page = visit(cast.root).post("/administration/people/cards/", {"person": [cast.mia.pid]})
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    code = page.content.decode().split('staff-card__code">')[1].split("<")[0]
    assert enter("7", code)[1] == 302
