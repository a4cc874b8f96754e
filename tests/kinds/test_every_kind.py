"""What every kind promises, tried on each that is registered: those of the house, and one from an outside package."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import for_all
from passerelle.contributions import actions
from passerelle.contributions.kinds import Retired, all_kinds, get_kind, register, unregister
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.cards import cards
from passerelle.journal.decision import Refused
from passerelle.search.models import Document, Subject
from passerelle.search.rebuilding import rebuild
from passerelle.trail import actions as trail

KINDS = {kind.slug: kind for kind in all_kinds()}
LANGUAGES = ("en", "fr")


@pytest.fixture(params=KINDS)
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def made(kind, cast, places):
    """The kind's own example, brought by Ada, as everybody sees it."""
    return for_all(sample(kind, places.open, cast.ada))


def sample(kind, place, who):
    given = {"title": "", "details": None, **kind.sample}
    return actions.contribute(kind.slug, place, by=as_actor(who), **given)


def typed(kind):
    """The sample as a browser sends it."""
    details = {name: "" if value is None else str(value) for name, value in kind.sample.get("details", {}).items()}
    return {"title": kind.sample.get("title", ""), "text": kind.sample["text"], **details}


def fresh(contribution):
    return Contribution.objects.unscoped("a test").select_related("home", "body").get(pk=contribution.pk)


def set_state(contribution, state):
    Contribution.objects.filter(pk=contribution.pk).update(state=state)


def make(contribution, move, who):
    """The move as people make it: with a decision where it needs one."""
    if move.decides:
        trail.decide(contribution, move.slug, reason="Because.", by=as_actor(who))
        return fresh(contribution)
    return actions.make_move(contribution, move.slug, by=as_actor(who))


def steps(kind):
    return [(move, source) for move in kind.moves for source in move.sources]


def test_the_outside_kind_came_in_by_its_entry_point():
    assert type(KINDS["lost"]).__module__ == "lost_property.kind"


def test_it_is_brought_by_the_verb(kind, cast, places):
    head = fresh(sample(kind, places.open, cast.ada))
    assert (head.kind_slug, head.state, head.standing) == (kind.slug, kind.initial, "published")
    assert head.body.source == kind.sample["text"]
    assert json.loads(json.dumps(head.facts)) == head.facts == kind.facts(head, details_of(kind, head))


def details_of(kind, contribution):
    return kind.details.objects.filter(contribution=contribution).first() if kind.details else None


def test_it_is_brought_and_edited_by_its_form(kind, cast, places, visit):
    browser = visit(cast.ada)
    address = f"{reverse('contribute')}?kind={kind.slug}&community={places.open.pid}"
    answer = browser.post(address, typed(kind))
    head = Contribution.objects.unscoped("a test").get()
    assert (answer.status_code, answer["Location"], head.kind_slug) == (302, head.get_absolute_url(), kind.slug)
    edited = browser.post(reverse("contribution_edit", args=[head.pid]), {**typed(kind), "text": "Other words"})
    assert (edited.status_code, fresh(head).body.source) == (302, "Other words")


def test_what_its_form_requires_is_asked_again(kind, cast, places, visit, no_trace):
    address = f"{reverse('contribute')}?kind={kind.slug}&community={places.open.pid}"
    empty = dict.fromkeys(typed(kind), "")
    with no_trace():
        assert visit(cast.ada).post(address, empty).status_code == 422


def test_each_move_is_made_by_those_who_may_and_refused_to_the_others(kind, cast, made, no_trace):
    for move, source in steps(kind):
        for name in NAMES:
            set_state(made, source)
            actor = as_actor(getattr(cast, name))
            if actor.is_present and move.by(fresh(made), actor):
                moved = make(made, move, getattr(cast, name))
                assert (moved.state, moved.facts) == (move.target, kind.facts(moved, details_of(kind, moved)))
            else:
                with no_trace(), pytest.raises(Refused):
                    make(made, move, getattr(cast, name))
                assert fresh(made).state == source


def test_what_is_decided_is_not_just_moved(kind, cast, made, visit, no_trace):
    """Neither by the verb of the spine nor by its button, which leads to where one writes why."""
    for move, source in steps(kind):
        if not move.decides:
            continue
        set_state(made, source)
        with no_trace(), pytest.raises(Refused):
            actions.make_move(made, move.slug, by=as_actor(cast.sam))
        button = visit(cast.sam).post(reverse("move", args=[made.pid, move.slug]))
        assert (button.status_code, button["Location"]) == (302, reverse("trail_decide", args=[made.pid, move.slug]))
        assert fresh(made).state == source


def test_no_move_starts_where_it_does_not_stand(kind, cast, made, no_trace):
    for move in kind.moves:
        for state in set(kind.states) - set(move.sources):
            set_state(made, state)
            with no_trace(), pytest.raises(Refused):
                actions.make_move(made, move.slug, by=as_actor(cast.sam))
    with no_trace(), pytest.raises(Refused):
        actions.make_move(made, "no-such-step", by=as_actor(cast.sam))


def test_what_is_gone_does_not_move(kind, cast, made, no_trace):
    actions.withdraw(made.body, by=as_actor(cast.ada))
    for move, source in steps(kind):
        set_state(made, source)
        with no_trace(), pytest.raises(Refused):
            actions.make_move(made, move.slug, by=as_actor(cast.ada))


@pytest.mark.parametrize("way", ["withdrawn", "removed"])
def test_what_is_gone_tells_nothing_the_kind_knew(kind, cast, made, visit, way):
    details = kind.sample.get("details", {}).items()
    own = [line for name, value in details if value for line in shown(kind, name, value).splitlines()]
    address = made.get_absolute_url()
    assert [value in visit(cast.mia).get(address).text for value in own] == [True] * len(own)
    if way == "withdrawn":
        actions.withdraw(made.body, by=as_actor(cast.ada))
    else:
        actions.remove(made.body, reason="other", by=as_actor(cast.sam))
    for who in (cast.ada, cast.mia, cast.sam):
        page = visit(who).get(address, follow=True)
        assert (page.status_code, [value for value in own if value in page.text]) == (200, [])
    kept = kind.details is not None and way == "removed"  # so that the decision can be looked at again
    assert (details_of(kind, made) is not None) == kept


def shown(kind, name, value):
    """A column in the words of a page: of a closed list, what stands for the value."""
    return str(dict(kind.details._meta.get_field(name).choices or ()).get(value, value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_page_and_form_are_shown_in_every_language(kind, cast, places, made, visit, language):
    cast.ada.language = language
    cast.ada.save(update_fields=["language"])
    browser = visit(cast.ada)
    addresses = {
        "card": places.open.get_absolute_url(),
        "page": made.get_absolute_url(),
        "form": f"{reverse('contribute')}?kind={kind.slug}&community={places.open.pid}",
        "edit": reverse("contribution_edit", args=[made.pid]),
    }
    for state in kind.states:
        set_state(made, state)
        answers = {part: browser.get(address) for part, address in addresses.items()}
        assert {part: answer.status_code for part, answer in answers.items()} == dict.fromkeys(addresses, 200)
        assert all(kind.sample["title"] in answers[part].text for part in ("card", "page"))


def test_who_sees_it_is_decided_by_its_places_alone(kind, cast, places):
    made = sample(kind, places.shared, cast.ada)
    if kind.private:
        assert {name for name in NAMES if visible(getattr(cast, name), made)} == {"ada"}
    for_all(made)
    seen = {name for name in NAMES if visible(getattr(cast, name), made)}
    assert seen == {"ada", "sam", "mia", "gwen"}


def visible(person, contribution):
    return Contribution.objects.visible_to(as_actor(person)).filter(pk=contribution.pk).exists()


def test_search_finds_it(kind, cast, made, visit):
    rebuild()
    assert Document.objects.filter(subject=Subject.CONTRIBUTION, subject_id=made.pk).exists()
    word = max(kind.sample["title"].split(), key=len).strip("?,.")
    assert made.pid in visit(cast.mia).get(reverse("search"), {"q": word}).text


def test_a_reply_reaches_whoever_brought_it(kind, cast, made, verbs):
    verbs()
    actions.reply(made, text="Well.", by=as_actor(cast.mia))
    assert verbs() == ["reply.published"]
    assert made.followers.get(person=cast.ada).level == "watch"


def test_when_the_kind_is_gone_its_rows_stay_readable(kind, cast, places, made, visit):
    unregister(type(kind))
    try:
        assert isinstance(get_kind(kind.slug), Retired)
        page, feed = (visit(cast.mia).get(each) for each in (made.get_absolute_url(), places.open.get_absolute_url()))
        assert (page.status_code, feed.status_code) == (200, 200)
        assert all(kind.sample["title"] in answer.text for answer in (page, feed))
        assert cards(as_actor(cast.mia), [made.pk])[0].kind.moves_for(fresh(made), as_actor(cast.ada)) == []
        with pytest.raises(ValueError, match="unknown kind"):
            sample(kind, places.open, cast.ada)
    finally:
        register(type(kind))
