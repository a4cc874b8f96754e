"""Up to five contributions that may hold what somebody is about to ask for: why each is shown, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models.functions import Length, Substr

from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import EXCERPT_LENGTH, Post
from passerelle.contributions.reading.card import Card
from passerelle.contributions.reading.cards import cards
from passerelle.contributions.solution import Solution
from passerelle.journal.actor import Actor
from passerelle.lib.languages import detect
from passerelle.lib.sentences import sentences
from passerelle.lib.text import one_line
from passerelle.matching.reading.naming import named_topics
from passerelle.matching.similar.gist import ROOM
from passerelle.matching.similar.reports import counted
from passerelle.matching.similar.shared import NEAREST, SAME_MEANING, Telling, names, rarities, said
from passerelle.search.reading import Alike, alike
from passerelle.topics.models import language_of_reader
from passerelle.trail.reading.deciding import decided

MOST = 5
LOOKED_AT = 20
"""Of the nearest: what may change its place by more than its likeness. Source: science.md §3.3."""

READ = 2_000  # letters of a text; a longer one says again what it is about
FEWEST = 3  # words that tell something, without which the nearest meaning of all is near by chance
EQUALLY_GOOD = 0.95  # of the first of a group
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written, its language, which is the reader's where it is not clear, and the topics it names or was given."""

    written: str
    language: str
    topics: frozenset[str]
    rare: Mapping[str, float]

    @classmethod
    def of(cls, written: str, topics: str) -> Draft:
        """Of a title and a text, and of topics as they are typed. Two queries."""
        named, language = named_topics(f"{topics}\n{written}"), detect(written, language_of_reader())
        return cls(written, language, frozenset(topic.pid for topic in named), rarities(written))

    @property
    def says_enough(self) -> bool:
        """Whether it tells enough for the nearest meaning to be that of this, and no chance."""
        return len(said(self.written, self.language)) >= FEWEST

    def shared_with(self, card: Card, text: str, meaning: float) -> tuple[str, ...]:
        """The words both say, in any form and as they are spelled here, where they make them alike."""
        spelled = said(self.written, card.language)  # a few words have no language of their own
        telling = Telling(spelled, self.rare, names(self.written))
        return telling.shared_with(card.title, said(f"{card.title} {text}", card.language), meaning)

    def is_foreign(self, card: Card) -> bool:
        """Whether it is written in another language, where few words can be the same."""
        return bool(self.language) and card.language != self.language

    def topics_of(self, card: Card) -> tuple[str, ...]:
        """Those of its topics that something in another language has as well."""
        foreign = self.is_foreign(card)
        return tuple(chip.name for chip in card.topics if foreign and chip.pid in self.topics)

    def means_the_same(self, near: Sequence[tuple[float, Similar]]) -> Iterator[Similar]:
        """Those that words or topics tell, and those that mean the same; in another language the nearest has to be less near."""
        farther = (meaning for meaning, one in near if not one.has_words and self.is_foreign(one.card))
        nearest = max(max(farther, default=0.0), NEAREST) if self.says_enough else SAME_MEANING
        for meaning, one in near:
            enough = min(SAME_MEANING, nearest) if self.is_foreign(one.card) else SAME_MEANING
            if one.has_words or meaning >= enough:
                yield one


@dataclass(frozen=True, slots=True)
class Similar:
    """One of them: it says the same ``words``, else is ``about`` the same topics in another language, else means the same."""

    card: Card
    words: tuple[str, ...]
    score: float
    elsewhere: bool
    own: bool
    about: tuple[str, ...] = ()
    given: Solution | None = None
    solved: int = 0

    @property
    def has_words(self) -> bool:
        """Whether words or topics say why it is shown."""
        return bool(self.words or self.about)

    @property
    def solves(self) -> bool:
        """Whether it holds what somebody may need, and not only the same need."""
        return self.card.state in self.card.kind.solved


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
    best = list(_in_order(draft.means_the_same(near)))[:MOST]
    given, solved = solutions(actor, [one.card for one in best]), counted([one.card.id for one in best])
    return [replace(one, given=given.get(one.card.id), solved=solved.get(one.card.id, 0)) for one in best]


def solutions(actor: Actor, shown: Sequence[Card]) -> dict[int, Solution]:
    """Contribution → what its kind says it gives, else what was decided about it last and why."""
    of_kind: dict[str, list[int]] = {}
    for card in shown:
        of_kind.setdefault(card.kind.slug, []).append(card.id)
    given = {
        pk: solution
        for kind in all_kinds()
        if kind.slug in of_kind
        for pk, solution in kind.solutions(actor, of_kind[kind.slug]).items()
    }
    for pk, decisions in decided(actor, [card.id for card in shown]).items():
        why = sentences(decisions[0]["reason"])
        words = f"{decisions[0]['after']}: {why[0].words}" if why else str(decisions[0]["after"])
        given.setdefault(pk, Solution(words))
    return {pk: replace(one, words=_cut(one.words), brought=_cut(one.brought)) for pk, one in given.items()}


def _cut(words: str) -> str:
    return words if len(words) <= ROOM else f"{words[: ROOM - 1].rstrip()}…"


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
    words = draft.shared_with(card, text, one.meaning)
    about = () if words else draft.topics_of(card)
    unit = actor.person.unit_id if actor.person else None
    elsewhere = card.author is not None and card.author.unit_id is not None and card.author.unit_id != unit
    own = card.author_id == actor.person_id
    return Similar(card, words[:MOST_WORDS], one.score, elsewhere, own=own, about=about[:MOST_WORDS])


def _in_order(found: Iterable[Similar]) -> Iterable[Similar]:
    """Groups of equally good ones, each from its best on; what was set aside last, however much alike."""
    first = 0.0

    def group(one: Similar) -> float:
        nonlocal first
        first = first if one.score >= EQUALLY_GOOD * first > 0 else one.score
        return first

    aside: list[Similar] = []
    for _score, some in groupby(found, key=group):
        for one in sorted(some, key=lambda one: (not one.elsewhere, not one.solves)):
            if one.card.kind.tone(one.card.state) == "stopped":
                aside.append(one)
            else:
                yield one
    yield from aside
