"""Sharing: by the author or the home's community managers, to where they may publish; never a second time."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.forms import MoveHomeForm, ShareForm
from passerelle.contributions.models import Contribution, Placement
from passerelle.contributions.reading.audience import preview, readers
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry


def names(form):
    return [place.name for place in form.fields["community"].queryset]


def test_sharing_adds_one_place_and_one_entry_however_often(cast, places, verbs):
    update = bring("News", places.open, cast.ada)
    verbs()
    first = actions.share(update, places.closed, by=as_actor(cast.ada))
    assert actions.share(update, places.closed, by=as_actor(cast.sam)) == first
    assert (first.is_home, first.placed_by_id) == (False, cast.ada.pk)
    assert verbs() == ["contribution.shared"]
    assert Entry.objects.last().particulars == {"home": places.open.pk}
    assert Contribution.objects.unscoped("a test").get().version == 2


@pytest.mark.parametrize("who", ["mia", "otto", "gwen", "root"])
def test_others_do_not_widen_the_audience(cast, places, no_trace, who):
    update = bring("News", places.open, cast.ada)
    with no_trace(), pytest.raises(Refused):
        actions.share(update, places.closed, by=as_actor(getattr(cast, who)))
    assert Placement.objects.count() == 1


def test_where_the_author_may_not_publish_nothing_is_shared(cast, places, no_trace):
    update = bring("News", places.open, cast.ada)
    places.closed.contributing = "stewards"
    places.shared.contributing = "moderated"
    for place in (places.closed, places.shared, places.elsewhere):
        with no_trace(), pytest.raises(Refused):
            actions.share(update, place, by=as_actor(cast.ada))
    assert actions.share(update, places.shared, by=as_actor(cast.sam)).pk


def test_the_form_offers_where_it_may_go(cast, places):
    update = bring("News", places.open, cast.ada)
    places.closed.contributing = "moderated"
    places.closed.save()
    actions.share(update, places.secret, by=as_actor(cast.ada))
    ada, sam = as_actor(cast.ada), as_actor(cast.sam)
    assert names(ShareForm(actor=ada, contribution=update)) == ["Shared bridge"]
    assert names(ShareForm(actor=sam, contribution=update)) == ["Closed workshop", "Elsewhere", "Shared bridge"]
    everywhere = ["Closed workshop", "Elsewhere", "Secret vault", "Shared bridge"]
    assert names(MoveHomeForm(actor=sam, contribution=update)) == everywhere


def test_a_place_is_left_but_not_the_home(cast, places, verbs, no_trace):
    update = bring("News", places.open, cast.ada)
    actions.share(update, places.closed, by=as_actor(cast.ada))
    verbs()
    with no_trace(), pytest.raises(Refused):
        actions.unshare(update, places.open, by=as_actor(cast.ada))
    with no_trace(), pytest.raises(Refused):
        actions.unshare(update, places.closed, by=as_actor(cast.mia))
    actions.unshare(update, places.closed, by=as_actor(cast.ada))
    actions.unshare(update, places.closed, by=as_actor(cast.ada))
    assert verbs() == ["contribution.unshared"]


def test_the_audience_is_told_before(cast, places, django_assert_num_queries):
    update = bring("News", places.closed, cast.ada)
    with django_assert_num_queries(2):
        told = preview(update, [places.open, places.shared])
    assert [(each.people, each.partners, each.card_only) for each in told] == [(6, False, True), (4, True, True)]
    assert readers(places.secret).people == 3


def test_partners_who_read_along_are_counted(cast, places):
    places.shared.visibility = "open"
    places.shared.save()
    assert readers(places.shared).people == 7
