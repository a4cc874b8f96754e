"""Administrators: what only they do, and what even they cannot."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.listeners import withdraw_texts_of_erased
from passerelle.contributions.models import Contribution, Post
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.people import actions
from passerelle.people.models import Organisation, Person, Unit
from passerelle.people.tests.doors import give_card, give_password, is_in, sign_in


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "verb",
    [
        lambda cast, by: actions.add_person(name="New", organisation=Organisation.home(), by=by),
        lambda cast, by: actions.place_person(cast.mia, job_title="Cook", by=by),
        lambda cast, by: actions.deactivate(cast.mia, by=by),
        lambda cast, by: actions.reactivate(cast.iris, by=by),
        lambda cast, by: actions.set_administrator(cast.mia, True, by=by),
        lambda cast, by: actions.erase(cast.mia, by=by),
        lambda cast, by: actions.keep_place(Unit(slug="new", name="New"), by=by),
        lambda cast, by: actions.open_house(name="Orsel", accent="", by=by),
    ],
)
def test_only_administrators_do_it(cast, verb, name):
    by = as_actor(getattr(cast, name))
    if name == "root":
        verb(cast, by)
    else:
        with pytest.raises(Refused):
            verb(cast, by)


def test_a_house_is_opened_whole_or_not_at_all(cast, no_trace, verbs):
    Organisation.objects.filter(kind="home").update(kind="partner")
    with no_trace(), pytest.raises(Refused):
        actions.open_house(name="Orsel", accent="no colour of ours", by=as_actor(cast.root))
    assert Organisation.home() is None
    actions.open_house(name=" Orsel ", accent="plum", languages=["fr"], charter="Be kind.", by=as_actor(cast.root))
    home = Organisation.home()
    assert (home.name, home.accent, home.languages, home.charter_version) == ("Orsel", "plum", ["fr"], 1)
    assert home.ready_at is not None
    assert verbs() == [
        "organisation.added",
        "organisation.revised",
        "organisation.charter_set",
        "organisation.opened",
    ]


@pytest.mark.parametrize(
    "verb",
    [
        lambda person, by: actions.set_administrator(person, False, by=by),
        lambda person, by: actions.deactivate(person, by=by),
        lambda person, by: actions.erase(person, by=by),
    ],
)
def test_one_administrator_is_always_left(cast, verb):
    with pytest.raises(Refused):
        verb(cast.root, as_actor(cast.root))
    actions.set_administrator(cast.ada, True, by=as_actor(cast.root))
    verb(cast.root, as_actor(cast.ada))
    assert Person.objects.present().filter(is_administrator=True).get() == cast.ada


@pytest.mark.parametrize("name", ["gwen", "eve", "iris"])
def test_guests_and_former_people_do_not_administer(cast, name):
    with pytest.raises(Refused):
        actions.set_administrator(getattr(cast, name), True, by=as_actor(cast.root))


def test_deactivating_signs_out_at_once_and_can_be_undone(cast, verbs):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email)
    verbs()
    actions.deactivate(cast.ada, by=as_actor(cast.root))
    assert not is_in(client)
    assert sign_in(cast.ada.email)[0].session.get("_auth_user_id") is None
    actions.reactivate(cast.ada, by=as_actor(cast.root))
    assert is_in(sign_in(cast.ada.email)[0])
    assert verbs() == ["person.deactivated", "person.reactivated"]


def test_another_address_confirms_nothing(cast):
    give_password(cast.ada)
    client, _status = sign_in(cast.ada.email)
    actions.place_person(cast.ada, email="ada@new.example", by=as_actor(cast.root))
    assert not is_in(client)
    assert not EmailAddress.objects.filter(user=cast.ada).exists()
    assert not is_in(sign_in("ada@orsel.example")[0])


def test_entries_hold_no_words(cast):
    actions.place_person(cast.ada, job_title="Head of secrets", by=as_actor(cast.root))
    assert Entry.objects.get(verb="person.placed").particulars == {"fields": ["job_title"]}


def test_erasing_leaves_an_empty_row_and_readable_conversations(cast, places):
    give_card(cast.ada)
    give_password(cast.ada)
    mine = bring("News of Ada", places.open, cast.ada)
    theirs = bring("News of Mia", places.open, cast.mia)
    contributions.reply(mine, text="Thank you, Ada", by=as_actor(cast.mia))
    contributions.reply(theirs, text="From Ada herself", by=as_actor(cast.ada))
    cast.ada.refresh_from_db()
    cast.ada.bio = "My life"
    cast.ada.save()
    actions.erase(cast.ada, by=as_actor(cast.root))
    withdraw_texts_of_erased(entry_id=Entry.objects.get(verb="person.erased").pk)
    row = Person.objects.filter(pk=cast.ada.pk).values().get()
    assert (row["name"], row["email"], row["staff_number"], row["bio"]) == ("Former colleague", None, None, "")
    texts = Post.objects.unscoped("test")
    assert set(texts.filter(author=cast.ada).values_list("source", flat=True)) == {""}
    assert texts.get(author=cast.mia, is_body=False).source == "Thank you, Ada"
    assert Contribution.objects.unscoped("test").get(pk=mine.pk).title == ""
    assert not is_in(sign_in("ada@orsel.example")[0])
    with pytest.raises(Refused):
        actions.reactivate(cast.ada, by=as_actor(cast.root))


def test_places_in_use_stay(cast):
    root = as_actor(cast.root)
    kitchens = Unit.objects.get(slug="kitchens")
    below = actions.keep_place(Unit(slug="below", name="Below", parent=kitchens), by=root)
    empty = actions.keep_place(Unit(slug="empty", name="Empty"), by=root)
    actions.keep_place(Unit(slug="under-empty", name="Under", parent=empty), by=root)
    for place in (kitchens, empty, Organisation.home()):
        with pytest.raises(Refused):
            actions.remove_place(place, by=root)
    actions.remove_place(below, by=root)
    assert not Unit.objects.filter(slug="below").exists()


def test_a_unit_does_not_stand_below_itself(cast):
    root = as_actor(cast.root)
    kitchens, garden = Unit.objects.get(slug="kitchens"), Unit.objects.get(slug="garden")
    garden.parent = kitchens
    actions.keep_place(garden, by=root)
    kitchens.parent = garden
    with pytest.raises(Refused):
        actions.keep_place(kitchens, by=root)
