"""Suggest an improvement of a text, take it up or not, take it back: for kinds that take suggestions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from passerelle.contributions import rules, writing
from passerelle.contributions.actions.edit import rewrite
from passerelle.contributions.kinds import get_kind
from passerelle.contributions.models import Change, Contribution, Follow, Post, Suggestion
from passerelle.journal.actor import Actor, person_actor
from passerelle.journal.decision import Refused, short
from passerelle.journal.recording import record
from passerelle.lib.clock import now
from passerelle.lib.inserting import insert_unless_there
from passerelle.lib.markdown import render
from passerelle.people.models import Person

LONGEST = 200


@transaction.atomic
def suggest(contribution: Contribution, *, text: str, why: str, by: Actor) -> Suggestion:
    """Say how one would write it instead; a second time replaces the first. Raises Refused when none is taken now, or nothing differs."""
    head = Contribution.objects.locked(contribution.pk)
    rules.may_suggest(head, by).require()
    body = body_of(head)
    if text.strip() == body.source.strip():
        raise Refused(_("This is the text as it stands: change what you would write differently."))
    told: dict[str, Any] = {"source": text.strip(), "why": short(why, LONGEST), "version": version(body), "at": now()}
    made, _new = Suggestion.objects.update_or_create(
        contribution=head, person_id=by.own_id, decided_at=None, defaults=told
    )
    # As of a change that is read first: its files do not wait as drafts do.
    writing.attach(body, render(made.source), by)
    insert_unless_there(Follow(person_id=by.own_id, contribution=head, level=Follow.Level.WATCH, chosen=False))
    _record(by, "contribution.suggested", head, by.own_id)
    return made


@transaction.atomic
def accept_suggestion(contribution: Contribution, person: Person, *, by: Actor) -> None:
    """Make somebody's wording the text, in their name.

    Raises Refused unless the actor may change it, and when it was changed after this was suggested.
    """
    head, suggestion = _waiting(contribution, person, by)
    body = body_of(head)
    if suggestion.version != version(body):
        raise Refused(
            _(
                "The text was changed after this was suggested. Change it by hand, or ask for the suggestion to be renewed."
            )
        )
    if rules.is_read_first(body, by):
        raise Refused(
            _(
                "In this community changes are read first: write it into the text yourself, and the managers let it appear."
            )
        )
    # In their name, so that the versions say whose words these are.
    Change.objects.filter(post=body).delete()
    rewrite(head, head.title, suggestion.source, person_actor(person), by)
    _decide(suggestion, accepted=True, answer="")
    get_kind(head.kind_slug).improved(head, person.pk)
    _record(by, "contribution.suggestion_accepted", head, person.pk)


@transaction.atomic
def decline_suggestion(contribution: Contribution, person: Person, *, answer: str, by: Actor) -> None:
    """Leave the text as it is, with a sentence for who suggested otherwise. Raises Refused unless the actor may change it."""
    head, suggestion = _waiting(contribution, person, by)
    _decide(suggestion, accepted=False, answer=short(answer, LONGEST))
    _record(by, "contribution.suggestion_declined", head, person.pk)


@transaction.atomic
def take_suggestion_back(contribution: Contribution, *, by: Actor) -> None:
    """Think better of one's own suggestion; without one nothing happens."""
    head = Contribution.objects.locked(contribution.pk)
    if Suggestion.objects.filter(contribution=head, person_id=by.own_id, decided_at=None).delete()[0]:
        _record(by, "contribution.suggestion_taken_back", head, by.own_id)


def body_of(head: Contribution) -> Post:
    """The text as it stands."""
    return Post.objects.unscoped("the text of something that was found").get(contribution=head, is_body=True)


def version(body: Post) -> int:
    """Which version of a text this is."""
    return body.revisions.count() + 1


def _waiting(contribution: Contribution, person: Person, by: Actor) -> tuple[Contribution, Suggestion]:
    """The contribution, held, and what somebody suggested; who holds it decides, so two do not decide at once."""
    head = Contribution.objects.locked(contribution.pk)
    get_kind(head.kind_slug).takes_suggestions(head).require()
    rules.may_edit(head, by).require()
    found = Suggestion.objects.filter(contribution=head, person=person, decided_at=None).first()
    if found is None:
        raise Refused(_("This suggestion no longer waits: it was taken back, or somebody decided meanwhile."))
    return head, found


def _decide(suggestion: Suggestion, *, accepted: bool, answer: str) -> None:
    suggestion.decided_at, suggestion.accepted, suggestion.answer = now(), accepted, answer
    suggestion.save(update_fields=["decided_at", "accepted", "answer"])


def _record(by: Actor, verb: str, head: Contribution, person: int) -> None:
    record(by, verb, head, contribution_id=head.pk, community_id=head.home_id, person=person)
