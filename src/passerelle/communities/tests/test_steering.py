"""Founding, changing, archiving; membership by rule kept current."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cast.people import as_actor
from passerelle.communities import actions, tasks
from passerelle.communities.models import Community, Membership, MembershipRule, Role
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.people.models import Unit


def by_rule(community):
    rows = Membership.objects.filter(community=community, by_rule=True)
    return set(rows.values_list("person__sort_name", flat=True))


def test_who_founds_a_community_manages_it(cast, places, verbs):
    made = actions.found(name="  New\n lights ", purpose="See better.", by=as_actor(cast.otto), visibility="closed")
    assert (made.name, made.slug, made.visibility) == ("New lights", "new-lights", "closed")
    assert list(made.memberships.values_list("person", "role")) == [(cast.otto.pk, Role.STEWARD)]
    assert verbs() == ["community.founded"]


def test_guests_found_nothing(cast, places, no_trace):
    before = Community.objects.unscoped("a test").count()
    for who in (cast.gwen, cast.eve, cast.iris, None):
        with no_trace(), pytest.raises(Refused):
            actions.found(name="New", purpose="See.", by=as_actor(who))
    assert Community.objects.unscoped("a test").count() == before


def test_a_name_in_another_script_has_an_address_all_the_same(cast, places, visit):
    made = actions.found(name="店長の部屋", purpose="話す。", by=as_actor(cast.otto))
    assert visit(cast.otto).get(made.get_absolute_url()).status_code == 200


def test_a_change_names_its_fields_never_their_content(cast, places, verbs):
    actions.revise(places.open, by=as_actor(cast.sam), name="Open oven", guidelines="Be kind.")
    assert Community.objects.unscoped("a test").get(pk=places.open.pk).slug == "open-oven"
    assert verbs() == ["community.revised"]
    assert "Be kind." not in str(Entry.objects.get().particulars)


def test_an_unknown_field_is_a_mistake_of_the_caller(cast, places):
    with pytest.raises(TypeError):
        actions.revise(places.open, by=as_actor(cast.sam), created_at=None)


@pytest.mark.parametrize("who", ["ada", "otto", "gwen", "root"])
def test_only_community_managers_change_it(cast, places, no_trace, who):
    actor = as_actor(getattr(cast, who))
    for verb in (
        lambda: actions.revise(places.shared, by=actor, name="Mine"),
        lambda: actions.set_objectives(places.shared, [], by=actor),
        lambda: actions.set_rules(places.shared, [], by=actor),
        lambda: actions.add_rule(places.shared, MembershipRule(country="FR"), by=actor),
    ):
        with no_trace(), pytest.raises(Refused):
            verb()


def test_archiving_is_taken_back(cast, places, verbs):
    for by in (cast.sam, cast.root):
        actions.archive(places.open, by=as_actor(by))
        actions.reopen(places.open, by=as_actor(by))
    with pytest.raises(Refused):
        actions.archive(places.open, by=as_actor(cast.mia))
    assert verbs() == ["community.archived", "community.reopened"] * 2


def test_objectives_are_replaced_and_stay_within_percent(cast, places):
    sam = as_actor(cast.sam)
    for percent in (40, 100):
        actions.set_objectives(
            places.open, [{"text": "Bread", "key_results": [{"text": "Ovens", "progress": percent}]}], by=sam
        )
    found = places.open.objectives.get().key_results.get()
    assert (found.text, found.progress) == ("Ovens", 100)
    found.progress = 101
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()


def test_who_fits_comes_in_and_who_no_longer_fits_goes(cast, places, verbs):
    kitchens, garden = (Unit.objects.get(slug=slug) for slug in ("kitchens", "garden"))
    actions.set_rules(places.elsewhere, [MembershipRule(unit=kitchens)], by=as_actor(cast.sam))
    assert by_rule(places.elsewhere) == {"ada", "mia"}
    tasks.apply_all_rules()
    assert verbs() == ["community.rules_set", "membership.joined", "membership.joined"]
    cast.mia.unit = garden
    cast.mia.save()
    tasks.apply_all_rules()
    assert by_rule(places.elsewhere) == {"ada"}
    assert verbs() == ["membership.left"]


def test_a_unit_brings_what_is_beneath_it(cast, places):
    kitchens, garden = (Unit.objects.get(slug=slug) for slug in ("kitchens", "garden"))
    garden.parent = kitchens
    garden.save()
    actions.set_rules(places.elsewhere, [MembershipRule(unit=kitchens)], by=as_actor(cast.sam))
    assert by_rule(places.elsewhere) == {"ada", "mia", "otto", "fred", "root"}


def test_every_stated_condition_must_fit(cast, places):
    cast.ada.job_title = "Head baker"
    cast.ada.save()
    rules = [MembershipRule(country="fr", job_title="BAKER")]
    actions.set_rules(places.elsewhere, rules, by=as_actor(cast.sam))
    assert by_rule(places.elsewhere) == {"ada"}


def test_one_more_rule_leaves_the_others(cast, places, verbs):
    kitchens = Unit.objects.get(slug="kitchens")
    actions.set_rules(places.elsewhere, [MembershipRule(unit=kitchens)], by=as_actor(cast.sam))
    before = by_rule(places.elsewhere)
    verbs()
    actions.add_rule(places.elsewhere, MembershipRule(organisation=cast.gwen.organisation), by=as_actor(cast.sam))
    assert by_rule(places.elsewhere) == before | {"gwen"}
    assert (verbs(), Entry.objects.get(verb="community.rules_set", particulars__count=2).subject_id) == (
        ["community.rules_set", "membership.joined"],
        places.elsewhere.pk,
    )


def test_partners_come_by_rule_only_where_they_may(cast, places):
    rule = {"organisation": cast.gwen.organisation}
    for place in (places.open, places.elsewhere):
        actions.set_rules(place, [MembershipRule(**rule)], by=as_actor(cast.sam))
    assert (by_rule(places.open), by_rule(places.elsewhere)) == (set(), {"gwen"})  # Gil is there by hand, Eve has ended


def test_who_joined_by_hand_or_manages_stays(cast, places):
    everybody = [MembershipRule(country="FR")]
    actions.set_rules(places.elsewhere, everybody, by=as_actor(cast.sam))
    actions.set_role(places.elsewhere, cast.ada, Role.STEWARD, by=as_actor(cast.sam))
    actions.set_rules(places.elsewhere, [], by=as_actor(cast.sam))
    left = set(places.elsewhere.memberships.values_list("person__sort_name", flat=True))
    assert left == {"sam", "gil", "ada"}


def test_a_rule_is_not_left(cast, places, no_trace):
    actions.set_rules(places.elsewhere, [MembershipRule(country="FR")], by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused):
        actions.leave(places.elsewhere, by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused):
        actions.remove_member(places.elsewhere, cast.ada, by=as_actor(cast.sam))


def test_a_rule_says_something(places):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipRule.objects.create(community=places.open)
