"""Kinds: what a contribution is, declared by a folder; the core never asks which one it is.

One of the two frameworks we own (the other is ``panels``). A kind's ``kind.py`` subclasses ``Kind`` and registers it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Decision, refused
from passerelle.science.expertise import Form

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet

    from passerelle.contributions.best import Best
    from passerelle.contributions.due import Due
    from passerelle.contributions.evidence import Proof
    from passerelle.contributions.models import Contribution, Deadline, Details
    from passerelle.contributions.reading.language_versions import Instead
    from passerelle.contributions.solution import Solution

Rule = Callable[["Contribution", Actor], Decision]


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to another: who may, and the words on the button.

    A move that ``decides`` is made together with a decision and its reason, by ``trail.actions.decide`` alone.
    """

    slug: str
    sources: tuple[str, ...]
    target: str
    by: Rule
    label: StrOrPromise
    decides: bool = False


def move(
    slug: str,
    sources: str | tuple[str, ...],
    target: str,
    *,
    by: Rule,
    label: StrOrPromise,
    decides: bool = False,
) -> Move:
    """Declare a move; ``sources`` is one state or several."""
    return Move(slug, (sources,) if isinstance(sources, str) else sources, target, by, label, decides)


class Kind:
    """Base of every kind. Only what differs is declared; everything has a working default."""

    slug: ClassVar[str]
    label: ClassVar[StrOrPromise]
    plural: ClassVar[StrOrPromise]
    verb: ClassVar[StrOrPromise]  # the plain word of the composer: "Ask", "Share"
    purpose: ClassVar[StrOrPromise]
    title_hint: ClassVar[StrOrPromise] = ""
    text_label: ClassVar[StrOrPromise] = _("Text")
    icon: ClassVar[str] = "message-circle"
    hue: ClassVar[str] = "slate"
    answer_label: ClassVar[StrOrPromise] = _("Reply")
    states: ClassVar[dict[str, StrOrPromise]] = {"open": _("Open")}
    seeking: ClassVar[tuple[str, ...]] = ()  # states in which it waits for an answer of whoever has one
    holds: ClassVar[tuple[str, ...]] = ()  # states in which what it says is held to be true
    doubted: ClassVar[tuple[str, ...]] = ()  # states in which somebody should look whether it still is
    shown_states: ClassVar[tuple[str, ...]] = ()  # states worth a chip on the card
    tones: ClassVar[dict[str, str]] = {}  # state → how its chip looks: open, active, done, stopped
    moves: ClassVar[tuple[Move, ...]] = ()
    news: ClassVar[dict[str, str]] = {}  # state → what people are told of it: ``words`` with %(who)s, %(what)s
    filters: ClassVar[dict[str, tuple[StrOrPromise, Q]]] = {}
    relations: ClassVar[tuple[str, ...]] = ("derived_from", "answers", "supported_by", "inspired_by", "related_to")
    """How one of this kind may be linked to what came before it: the names of ``trail.models.Relation``, from the later."""
    retraced_to: ClassVar[tuple[str, ...]] = ()
    """Kinds that one of this kind often comes from: those most like a new one are proposed as its causes, for people to confirm."""
    credited_as: ClassVar[str] = "proposed"
    """What whoever brings one did for what comes of it: a name of ``trail.models.Role``."""
    shows_knowledge: ClassVar[Form | None] = None
    """As what it speaks for those who bring it or are bound to it, where somebody who knows its topics is looked for."""
    tells_outcomes: ClassVar[bool] = False
    """Whether its own page says what came of it; the trail's strip of single numbers then leaves that to it."""
    looks_for_similar: ClassVar[bool] = False
    """Whether, while one of this kind is written, what resembles it is shown beside it."""
    solves: ClassVar[bool] = False
    """Whether one of this kind is shown then, because it may hold what somebody looks for."""
    solved: ClassVar[tuple[str, ...]] = ()  # states in which it does hold it
    details: ClassVar[type[Details] | None] = None
    form: ClassVar[type[forms.ModelForm[Any]] | None] = None
    title_required: ClassVar[bool] = True
    asked_for: ClassVar[tuple[str, ...]] = ()
    """What the address of a new one may ask for, beside what is the same for all kinds; ``opens`` reads it."""
    comments_on_passages: ClassVar[bool] = False
    """Whether a reply may be about one passage of the text, which then bears a mark that leads to it."""
    written_by: ClassVar[tuple[str, ...]] = ()  # parts of an Involvement whose people may edit it beside its author
    private: ClassVar[tuple[str, ...]] = ()
    """States in which only those who are involved see it, such as a draft's; it appears when it leaves them."""
    is_quick: ClassVar[bool] = False  # brought in a hurry: on a phone it is one tap away, and takes a photo along
    entries: ClassVar[dict[str, StrOrPromise]] = {}  # verbs the kind records beside the spine's, in the journal's words
    steps: ClassVar[
        dict[str, StrOrPromise]
    ] = {}  # those of them that stand under *What happened*: a sentence with %(who)s
    internal_steps: ClassVar[frozenset[str]] = frozenset()  # those of them that partners do not read
    sample: ClassVar[dict[str, Any]] = {}
    retired: ClassVar[bool] = False

    @property
    def initial(self) -> str:
        """The state a new contribution starts in: the first one declared."""
        return next(iter(self.states))

    @property
    def appears(self) -> str:
        """The state of what is there for everybody from the start: the first that is not private."""
        return next(state for state in self.states if state not in self.private)

    def state_label(self, state: str) -> StrOrPromise:
        """The state in words; an unknown one is shown as it is stored."""
        return self.states.get(state, state)

    def tone(self, state: str) -> str:
        """How the chip of a state looks; meaning is never carried by it alone."""
        return self.tones.get(state, "plain")

    def facts(self, contribution: Contribution, details: Details | None) -> dict[str, Any]:
        """What a card shows, derived from the details at each verb; JSON values only."""
        return {}

    def fit(self, form: forms.ModelForm[Any], actor: Actor) -> None:
        """Fit the kind's own form to who fills it in: what is offered, and what stands there already."""

    def opens(self, asked: Mapping[str, str]) -> dict[str, Any]:
        """What the form of a new one starts with, by what its address asks for; by the names of its fields."""
        return {}

    def begins(self, actor: Actor, source: Contribution) -> dict[str, Any]:
        """What the form of a new one starts with when it is made from something the actor sees, by the names of its fields."""
        return {}

    def told(self, facts: dict[str, Any]) -> list[StrOrPromise]:
        """What a card says of the facts, each in a few words."""
        return []

    def moved(self, step: Move, details: Details) -> None:
        """Bring the kind's own columns in line with a move that is just made; they are saved afterwards."""

    def edited(self, contribution: Contribution, before: Details, after: Details) -> None:
        """What follows from an edit of the kind's own columns; the contribution is locked, and the edit is recorded."""

    def merged(self, source: Contribution, target: Contribution) -> None:
        """Bring what hangs on the kind's own rows along when one lives on in another, both locked; ``target`` may be of another kind."""

    def counts(self, facts: Mapping[str, Any]) -> list[str]:
        """What the foot of a card counts beside replies and reactions, in words, for those who read the conversation."""
        return []

    def proofs(self, among: QuerySet[Contribution], people: Collection[int]) -> Iterable[Proof]:
        """What the kind's own rows say of what these people know, from those of these contributions that are of its kind."""
        return ()

    def best(self, actor: Actor, among: QuerySet[Contribution], most: int) -> Iterable[Best]:
        """What of these contributions answers somebody and stands, by how many people it served; the first ``most`` of it."""
        return ()

    def instead(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Instead]:
        """Of these contributions those that have a version nearer to the language of this reader, and which one is shown in their place."""
        return {}

    def due(self, deadlines: Sequence[Deadline]) -> Mapping[int, Due]:
        """What is due by these deadlines of contributions of this kind, by their ids; the page of its own otherwise."""
        return {}

    def solutions(self, actor: Actor, ids: Collection[int]) -> Mapping[int, Solution]:
        """What those of these contributions that are of this kind, and seen by the actor, give to somebody with the same problem."""
        return {}

    def takes_suggestions(self, contribution: Contribution) -> Decision:
        """Whether people may suggest now how they would write it; the kind mounts ``contributions.views.suggesting.addresses``."""
        return refused(_("Reply to it instead, and say what you would write differently."))

    def improved(self, contribution: Contribution, person: int) -> None:
        """What follows for whoever's suggestion was taken up, beside the credit; the contribution is locked."""

    def may_measure(self, contribution: Contribution, actor: Actor) -> bool:
        """Whether somebody may write down what came of it beside those who answer for it."""
        return False

    def shows(self, actor: Actor, contribution: Contribution, details: Any) -> dict[str, Any]:
        """What the kind's own page shows beyond the spine's, to one reader: ``own`` in its template."""
        return {}

    def moves_for(self, contribution: Contribution, actor: Actor) -> list[Move]:
        """The moves this actor may make now."""
        return [m for m in self.moves if contribution.state in m.sources and m.by(contribution, actor)]

    def find_move(self, slug: str) -> Move | None:
        """The move with this slug."""
        return next((m for m in self.moves if m.slug == slug), None)

    def templates(self, part: str) -> list[str]:
        """Template names for ``page`` or ``compose``: the kind's own, then the spine's."""
        return [f"kinds/{self.slug}/{part}.html", f"contributions/{part}.html"]


class Retired(Kind):
    """Stands in for a kind that is no longer installed: its rows stay readable and cannot move."""

    label = _("Contribution")
    plural = _("Contributions")
    verb = _("Share")
    purpose = _("Of a kind that is no longer installed.")
    retired = True

    def __init__(self, slug: str) -> None:
        """Keep the slug so that templates and search still find it."""
        self.slug = slug  # type: ignore[misc]  # the one kind whose slug is not declared

    def templates(self, part: str) -> list[str]:
        """The spine's own: what the kind left behind would ask for details nobody can read."""
        return [f"contributions/{part}.html"]


_kinds: dict[str, Kind] = {}


def register(kind: type[Kind]) -> type[Kind]:
    """Make a kind known; raises ValueError when the slug is taken by another class."""
    known = _kinds.get(kind.slug)
    if known is not None and type(known) is not kind:
        raise ValueError(f"Two kinds call themselves {kind.slug!r}: {type(known)} and {kind}")
    _kinds[kind.slug] = kind()
    return kind


def unregister(kind: type[Kind]) -> None:
    """Forget a kind; for packages that are removed while the process lives."""
    _kinds.pop(kind.slug, None)


def get_kind(slug: str) -> Kind:
    """The kind of this slug, or a readable stand-in when it is gone."""
    return _kinds.get(slug) or Retired(slug)


def all_kinds() -> list[Kind]:
    """Every registered kind, in the order of registration."""
    return list(_kinds.values())


def kinds_for(slugs: Iterable[str]) -> list[Kind]:
    """The registered kinds among these slugs; all of them when none is named."""
    chosen = set(slugs)
    return [kind for kind in all_kinds() if not chosen or kind.slug in chosen]


def require_move(kind: Kind, contribution: Contribution, slug: str, actor: Actor) -> tuple[Move | None, Decision]:
    """The move and whether the actor may make it from the present state."""
    found = kind.find_move(slug)
    if found is None:
        return None, refused(_("There is no such step."))
    if contribution.state not in found.sources:
        return found, refused(_("This is no longer possible: somebody moved it meanwhile."))
    return found, found.by(contribution, actor)
