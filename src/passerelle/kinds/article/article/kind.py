"""An article: what is known, kept true by somebody who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as words
from django.utils.translation import ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise
from markupsafe import Markup

from passerelle.contributions.best import Best
from passerelle.contributions.kinds import Kind, Move, move, register
from passerelle.contributions.models import Contribution, Involvement
from passerelle.contributions.reading.language_versions import Instead
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision
from passerelle.kinds.article.article import distilling, due, reading, rules
from passerelle.kinds.article.article.forms import ArticleForm
from passerelle.kinds.article.article.merging import bring_uses
from passerelle.kinds.article.article.models import Article as ArticleDetails
from passerelle.kinds.article.article.models import Use
from passerelle.kinds.article.article.outlines import outlines
from passerelle.kinds.article.article.reading.quoting import quotations
from passerelle.kinds.article.article.reading.record import confirmed, told_with
from passerelle.kinds.article.article.reading.translations import Side, original_beside
from passerelle.lib.clock import now
from passerelle.lib.markdown.plain import to_plain
from passerelle.science.expertise import Form

WORDS_A_MINUTE = 200


@register
class Article(Kind):
    """Write down what is known; somebody checks it, answers for it, and says in time whether it still holds."""

    slug = "article"
    label = _("Article")
    plural = _("Articles")
    verb = pgettext_lazy("composer", "Write down")
    purpose = _("What others will want to know as well: a case study, a how-to, a strategy, questions and answers.")
    title_hint = _("What somebody who needs it would look for")
    icon = "file-text"
    hue = "indigo"
    details = ArticleDetails
    form = ArticleForm
    states: ClassVar = {
        "draft": pgettext_lazy("article", "Draft"),
        "review": pgettext_lazy("article", "Being checked"),
        "published": pgettext_lazy("article", "Published"),
        "due": _("Due for review"),
        "retired": pgettext_lazy("article", "Retired"),
    }
    private = ("draft", "review")
    holds = ("published",)
    doubted = ("due",)
    shown_states = ("draft", "review", "due", "retired")
    tones: ClassVar = {"draft": "open", "review": "open", "published": "done", "due": "open", "retired": "stopped"}
    moves = (
        move("submit", "draft", "review", by=rules.writes, label=_("Ask for a check, then publish")),
        move("redraft", "review", "draft", by=rules.writes, label=_("Back to the draft")),
        move("return", "review", "draft", by=rules.gives_back, label=_("Give it back, and say why"), decides=True),
        move("publish", "review", "published", by=rules.checks, label=_("I checked it: publish it")),
        move("due", "published", "due", by=rules.by_itself, label=pgettext_lazy("article", "It is due for review")),
        move(
            "keep",
            ("published", "due"),
            "published",
            by=rules.answers_for,
            label=pgettext_lazy("article", "It still holds"),
        ),
        move(
            "retire", ("published", "due"), "retired", by=rules.answers_for, label=_("Retire the article"), decides=True
        ),
        move("revive", "retired", "due", by=rules.answers_for, label=_("Take it up again")),
    )
    news: ClassVar = {
        "review": words("%(who)s asks for a check of “%(what)s”"),
        "draft": words("%(who)s gave “%(what)s” back to those who write it"),
        "published": words("“%(what)s” still holds"),
        "due": words("“%(what)s” is due for review: does it still hold?"),
        "retired": words("%(who)s retired “%(what)s” and says why"),
    }
    filters: ClassVar = {
        "holds": (pgettext_lazy("articles", "Published"), Q(state="published")),
        "to_review": (pgettext_lazy("articles", "Due for review"), Q(state="due")),
    }
    credited_as = "documented"
    shows_knowledge = Form.ARTICLE
    solves = True
    solved = ("published",)
    asked_for = ("genre", "quotes", "pins")
    comments_on_passages = True
    relations = ("derived_from", "answers", "part_of", "supported_by", "inspired_by", "related_to")
    written_by = (Involvement.Part.OWNER, Involvement.Part.CO_AUTHOR)
    entries: ClassVar = {
        "article.appointed": _("decided who has which part in"),
        "article.inherited": _("passed on to somebody else who answers for it:"),
        "article.reminded": _("reminded whoever answers for it of"),
        "article.checked": _("checked that it holds:"),
        "article.outdated": _("said that it is outdated:"),
        "article.placed": _("gave a place in a handbook to"),
        "article.restored": _("brought an earlier version back of"),
        "article.used": _("told how they used"),
        "article.use_confirmed": _("confirmed that somebody used"),
        "article.use_taken_back": _("took back how they used"),
        "article.pinned": _("put something into"),
        "article.unpinned": _("took something out of"),
        "article.rearranged": _("changed the order of what stands in"),
    }
    steps: ClassVar = {
        "article.checked": _("%(who)s checked it: it holds"),
        "article.outdated": _("%(who)s says that it is outdated"),
        "article.used": _("%(who)s used it"),
    }
    sample: ClassVar = {
        "title": "Measuring curtains at the till",
        "text": "## When you need this\n\nA customer brings one curtain and has two windows.\n\n"
        "## Step by step\n\n1. Measure both windows.\n2. Write both numbers down.\n\n"
        "## When it goes wrong\n\nCall the workshop before noon.",
        "details": {
            "genre": "how-to",
            "sources": "The workshop in Lille\nhttps://example.org/hems",
            "review_every": 180,
        },
    }

    def opens(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """The outline of a genre, and what was chosen to be quoted."""
        return distilling.begun(asked)

    def begins(self, actor: Actor, source: Contribution) -> dict[str, Any]:
        """What it is distilled from, and its title."""
        return {"origin": source.pid, "title": source.title}

    def fit(self, form: forms.ModelForm[Any], actor: Actor) -> None:
        """What it is distilled from stays."""
        if form.instance.pk:
            del form.fields["origin"]
        else:
            form.fields["origin"].actor = actor  # type: ignore[attr-defined]  # an OriginField

    def quotations(self, actor: Actor, source: str) -> list[Markup]:
        """What a text that is being written quotes, for its form."""
        return quotations(actor, source)

    def original(self, actor: Actor, editing: Contribution | None) -> Side | None:
        """What is translated here, for its form."""
        return original_beside(actor, editing) if editing else None

    def outlines(self) -> dict[str, str]:
        """The headings of each genre, for its form."""
        return outlines()

    def moved(self, step: Move, details: Any) -> None:
        """Who is asked for a check, the day it was published, and the day on which somebody says whether it still holds."""
        if step.slug == "submit":
            head = Contribution.objects.unscoped("an article that moves").get(pk=details.pk)
            rules.says_something(head, details).require()
            due.ask_for_check(head)
        if step.slug in ("redraft", "return", "publish"):
            due.met(details.pk, due.CHECK)
        if step.slug in ("keep", "retire"):
            due.met(details.pk, due.REVIEW)
        if step.slug == "publish":
            details.published_on = now().date()
        if step.target == "published":
            details.confirmed_at = now()
            details.review_on = now().date() + timedelta(days=details.review_every)

    def facts(self, contribution: Contribution, details: Any) -> dict[str, Any]:
        """Its genre, how long one reads, when it was last confirmed, and whether it was doubted since, in any language."""
        if details is None:
            return {}
        length = len(to_plain(contribution.body.html).split()) if contribution.body else 0
        versions = told_with(contribution, details)
        confirmed_at, is_doubted = confirmed(versions, details.translation_of_id or contribution.pk)
        return {
            "genre": details.genre,
            "minutes": -(-length // WORDS_A_MINUTE) or 1,
            "confirmed_on": confirmed_at.date().isoformat() if confirmed_at else None,
            "doubted": is_doubted,
            "uses": Use.objects.filter(article_id__in=versions).values("person").distinct().count(),
        }

    def counts(self, facts: Mapping[str, Any]) -> list[str]:
        """By how many people it was used."""
        used = facts.get("uses", 0)
        return [ngettext("used by %(num)s person", "used by %(num)s people", used) % {"num": used}] if used else []

    def told(self, facts: dict[str, Any]) -> list[StrOrPromise]:
        """The same, in words."""
        return reading.told(facts)

    def best(self, actor: Actor, among: QuerySet[Contribution], most: int) -> Iterable[Best]:
        """Those that hold, by how many people used them."""
        return reading.best(among.filter(state__in=self.holds), most)

    def solutions(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
        """How the part begins that says what came of it, or what to do."""
        return reading.solutions(actor, ids)

    def takes_suggestions(self, contribution: Contribution) -> Decision:
        """Once it is published, until it is retired."""
        return rules.takes_suggestions(contribution)

    def edited(self, contribution: Contribution, before: Any, after: Any) -> None:
        """The words of a translation are those of its original as it stands then."""
        ArticleDetails.objects.filter(pk=contribution.pk).exclude(translation_of=None).update(translated_at=now())

    def instead(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Instead]:
        """The version in a language of the reader, where there is one that holds."""
        return reading.read_instead(actor, ids)

    def merged(self, source: Contribution, target: Contribution) -> None:
        """Who used it used the other from now on."""
        bring_uses(source, target)

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """Its contents, who has which part, what it rests on, and who checked it."""
        return reading.shown(actor, contribution, details)
