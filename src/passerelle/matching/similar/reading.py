"""Up to five contributions that may hold what somebody is about to ask for: why each is shown, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models.functions import Length, Substr

from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import EXCERPT_LENGTH, Post
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.journal.actor import Actor
from passerelle.lib.languages import detect
from passerelle.lib.sentences import sentences
from passerelle.lib.text import one_line
from passerelle.matching.reading.naming import named_topics
from passerelle.matching.similar.reports import counted
from passerelle.search.reading import Alike, alike
from passerelle.search.telling import telling
from passerelle.topics.models import language_of_reader
from passerelle.trail.reading.deciding import decided

MOST = 5
LOOKED_AT = 20
"""Of the nearest: what may change its place by more than its likeness. Source: science.md §3.3."""

READ = 2_000  # letters of a text; a longer one says again what it is about
SHARED = 2  # words at least, where the text has as many: one alone makes everything alike
SAME_MEANING, NEAREST = 0.45, 0.3
"""The cosine from which two texts are said to mean the same, and from which the nearest is of those without words in common.

Measured on xquad, Spanish and German questions on English paragraphs: a paragraph as near as the first is the right one seven times of
ten, the nearest one as near as the second eight times of ten; seven of ten right ones are that near, two of ten as near as the first.
"""

EQUALLY_GOOD = 0.95  # of the first of a group
LONGEST = 200  # letters of a solution
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written, its language, which is the reader's where it is not clear, and the topics it names or was given."""

    written: str
    language: str
    topics: frozenset[str]

    @classmethod
    def of(cls, written: str, topics: str) -> Draft:
        """Of a title and a text, and of topics as they are typed. One query."""
        named = named_topics(f"{topics}\n{written}")
        return cls(written, detect(written, language_of_reader()), frozenset(topic.pid for topic in named))

    def shared_with(self, card: Card, text: str) -> tuple[str, ...]:
        """Its telling words, as they are spelled here, that stand there in any form; none where they are too few to say anything."""
        stems, spelled = telling(self.written, card.language)  # a few words have no language of their own
        there = set(telling(f"{card.title} {text}", card.language)[0])
        words = tuple(spelled[stem] for stem in dict.fromkeys(stems) if stem in there)
        return words if len(words) >= min(SHARED, len(set(stems))) else ()

    def topics_of(self, card: Card) -> tuple[str, ...]:
        """Those of its topics that something in another language has as well."""
        foreign = bool(self.language) and card.language != self.language
        return tuple(chip.name for chip in card.topics if foreign and chip.pid in self.topics)


@dataclass(frozen=True, slots=True)
class Similar:
    """One of them: it says the same ``words``, else is ``about`` the same topics in another language, else means the same."""

    card: Card
    words: tuple[str, ...]
    score: float
    elsewhere: bool
    own: bool
    about: tuple[str, ...] = ()
    line: str = ""
    solved: int = 0

    @property
    def has_words(self) -> bool:
        """Whether words or topics say why it is shown."""
        return bool(self.words or self.about)


def similar(actor: Actor, title: str, text: str, topics: str = "") -> list[Similar]:
    """The best first; of equally good ones those from other units, then those that are solved. A fixed number of queries at most."""
    title, text = one_line(title, 200), text[:READ]
    written, about = f"{title}\n{text}", one_line(topics, 200)
    kinds = [kind.slug for kind in all_kinds() if kind.solves]
    found = alike(actor, f"{title}\n{written}\n{about}", kinds, LOOKED_AT)
    if not found:
        return []
    shown = {card.id: card for card in cards(actor, [one.id for one in found], pictures=False)}
    draft = Draft.of(written, about)
    texts = _texts(actor, shown.values())
    near = [(one.meaning, _seen(actor, one, shown[one.id], texts[one.id], draft)) for one in found if one.id in shown]
    nearest = max((meaning for meaning, one in near if not one.has_words), default=0.0)
    enough = min(SAME_MEANING, max(nearest, NEAREST))
    best = list(_in_order(one for meaning, one in near if one.has_words or meaning >= enough))[:MOST]
    lines, solved = solution_lines(actor, [one.card for one in best]), counted([one.card.id for one in best])
    return [replace(one, line=lines.get(one.card.id, ""), solved=solved.get(one.card.id, 0)) for one in best]


def solution_lines(actor: Actor, shown: Sequence[Card]) -> dict[int, str]:
    """Contribution → what its kind says it gives, else what was decided about it last and why."""
    of_kind: dict[str, list[int]] = {}
    for card in shown:
        of_kind.setdefault(card.kind.slug, []).append(card.id)
    given = {
        pk: solution.words
        for kind in all_kinds()
        if kind.slug in of_kind
        for pk, solution in kind.solutions(actor, of_kind[kind.slug]).items()
    }
    for pk, decisions in decided(actor, [card.id for card in shown]).items():
        why = sentences(decisions[0]["reason"])
        given.setdefault(pk, f"{decisions[0]['after']}: {why[0].words}" if why else str(decisions[0]["after"]))
    return {pk: words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…" for pk, words in given.items()}


def _texts(actor: Actor, shown: Iterable[Card]) -> dict[int, str]:
    """What there is to read of each: its beginning, of a short one its excerpt. One query."""
    texts = {card.id: card.excerpt for card in shown}
    bodies = Post.objects.visible_to(actor).filter(is_body=True, contribution_id__in=texts)
    beginnings = bodies.annotate(length=Length("source"), begins=Substr("source", 1, READ)).filter(
        length__gt=EXCERPT_LENGTH
    )
    return texts | dict(beginnings.values_list("contribution_id", "begins"))


def _seen(actor: Actor, one: Alike, card: Card, text: str, draft: Draft) -> Similar:
    """It, with what there is to say why it may be shown."""
    words = draft.shared_with(card, text)
    about = () if words else draft.topics_of(card)
    unit = actor.person.unit_id if actor.person else None
    elsewhere = card.author is not None and card.author.unit_id is not None and card.author.unit_id != unit
    own = card.author_id == actor.person_id
    return Similar(card, words[:MOST_WORDS], one.score, elsewhere, own=own, about=about[:MOST_WORDS])


def _in_order(found: Iterable[Similar]) -> Iterable[Similar]:
    """Groups of equally good ones, each from its best on."""
    first = 0.0

    def group(one: Similar) -> float:
        nonlocal first
        first = first if one.score >= EQUALLY_GOOD * first > 0 else one.score
        return first

    for _score, some in groupby(found, key=group):
        yield from sorted(some, key=lambda one: (not one.elsewhere, one.card.kind.tone(one.card.state) != "done"))
