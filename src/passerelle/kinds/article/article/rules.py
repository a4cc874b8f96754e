"""Who may do what with an article, beyond the spine's rules."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from passerelle.contributions import rules
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.kinds.article.article.models import PINNED_TO, Article, Genre
from passerelle.kinds.article.article.parts import Part, holding, owner_of

STANDING = ("published", "due")  # states in which it is held to be true
_EMPTY = re.compile(r"<h([1-6])\b.*?</h\1>|</?(?:p|br|ul|ol|li|hr)\b[^>]*>|\s+", re.DOTALL)
WRITING = (Part.OWNER, Part.CO_AUTHOR)


def writes(contribution: Contribution, actor: Actor) -> Decision:
    """Ask for a check: whoever brought it, answers for it or writes it along."""
    if rules.author(contribution, actor) or _has_part(contribution, actor, *WRITING):
        return ALLOWED
    return refused(_("Only those who write it can do this."))


def checks(contribution: Contribution, actor: Actor) -> Decision:
    """Publish it: whoever was asked to check it, and the community managers."""
    if _has_part(contribution, actor, Part.REVIEWER) or rules.steward(contribution, actor):
        return ALLOWED
    return refused(_("Somebody else checks it first: who was asked to, or a community manager."))


def gives_back(contribution: Contribution, actor: Actor) -> Decision:
    """Give it back as it is: whoever checks it and does not write it themselves; who writes it needs no reason for a second thought."""
    if writes(contribution, actor):
        return refused(_("Whoever writes it takes it back without saying why."))
    return checks(contribution, actor)


def answers_for(contribution: Contribution, actor: Actor) -> Decision:
    """Say that it holds, retire it: whoever answers for it, and the community managers."""
    owns = actor.is_present and actor.own_id == owner_of(contribution)
    if owns or rules.steward(contribution, actor):
        return ALLOWED
    return refused(_("Only whoever answers for it and the community managers can do this."))


def by_itself(contribution: Contribution, actor: Actor) -> Decision:
    """Its day comes; nobody says so."""
    return ALLOWED if actor.is_system else refused(_("This follows by itself on the day it is looked at again."))


def may_appoint(contribution: Contribution, actor: Actor) -> Decision:
    """Say who answers for it, checks it and writes it along."""
    alive = rules.is_alive(contribution)
    return answers_for(contribution, actor) if alive else alive


def may_place(contribution: Contribution, actor: Actor) -> Decision:
    """Say where it stands in a handbook."""
    return may_appoint(contribution, actor)


def may_restore(contribution: Contribution, actor: Actor) -> Decision:
    """Bring an earlier version back: whoever answers for it, and the community managers, where one may still write."""
    if contribution.is_tombstone or contribution.home.is_archived:
        return refused(_("This contribution can no longer be changed."))
    return answers_for(contribution, actor)


def may_translate(contribution: Contribution, actor: Actor) -> Decision:
    """Begin a version in another language: whoever may change its text. A version is translated from its original."""
    is_version = Article.objects.filter(pk=contribution.pk).exclude(translation_of=None).exists()
    return rules.may_translate(contribution, actor, is_version=is_version)


def says_something(contribution: Contribution, details: Article) -> Decision:
    """Nobody is asked to check headings alone; what is pinned to a collection or an FAQ is its text."""
    html = contribution.body.html if contribution.body else ""
    if _EMPTY.sub("", html) or details.genre == Genre.COLLECTION or details.pinned.exists():
        return ALLOWED
    return refused(_("There are only headings so far: write under at least one of them before you ask for a check."))


def may_check(contribution: Contribution, actor: Actor) -> Decision:
    """Say whether it holds: everybody who may reply to it, once it is published."""
    if contribution.state not in STANDING:
        return refused(_("This can be said of an article that is published."))
    return rules.may_reply(contribution, actor)


def may_report_use(contribution: Contribution, actor: Actor) -> Decision:
    """Say that one used it, or confirm that somebody did: everybody who may reply to it, once it is published."""
    return may_check(contribution, actor)


def may_pin(contribution: Contribution, actor: Actor) -> Decision:
    """Pin what others wrote to it, in which order: whoever may change its text, as long as it gathers any and is not retired."""
    if contribution.state == "retired":
        return refused(_("It was retired: nothing is pinned to it any more."))
    if not Article.objects.filter(pk=contribution.pk, genre__in=PINNED_TO).exists():
        return refused(_("Only to a collection, or to an article of questions and answers, something is pinned."))
    alive = rules.is_alive(contribution)
    return rules.may_edit(contribution, actor) if alive else alive


def takes_suggestions(contribution: Contribution) -> Decision:
    """Whether readers may say how they would write it."""
    if contribution.state not in STANDING:
        return refused(_("Improvements are suggested for an article that is published."))
    return rules.is_alive(contribution)


def _has_part(contribution: Contribution, actor: Actor, *parts: str) -> bool:
    return actor.is_present and any(actor.own_id in holding(contribution, part) for part in parts)
