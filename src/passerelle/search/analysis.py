"""From texts to what an engine stores and asks: the one place where both sides meet the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from passerelle.search.backends.port import BEGUN, BORDER, OFTEN, STEM, TITLE, IndexedDocument, Term
from passerelle.search.backends.relevance import impacts
from passerelle.search.compounds import with_parts
from passerelle.search.stems import stem_all, stems_anywhere
from passerelle.search.words import fold, words

OFTEN_TIMES, OFTEN_WITHIN = 2, 100
"""What a text says often: at least twice, and once in a hundred words."""


def analyse(
    document_id: int,
    *,
    title: str,
    text: str,
    language: str,
    tokens: Iterable[str],
    marks: Iterable[str],
    by_beginnings: bool = False,
    about: str = "",
) -> IndexedDocument:
    """One document, cut into words and stems of its language.

    ``by_beginnings`` lets all its words be found unfinished. ``about`` is the title of what it belongs to: it ranks by that, and is
    not found by it.
    """
    title_words, body_words = words(title), words(text)
    title_stems, body_stems = (stem_all(with_parts(found, language), language) for found in (title_words, body_words))
    title_folded, body_folded = list(map(fold, title_words)), list(map(fold, body_words))
    lexemes = {
        *_signed(TITLE, title_folded),
        *_signed(TITLE + STEM, title_stems),
        *_signed(STEM, [*title_stems, *body_stems]),
        *_signed(OFTEN, _often(body_stems)),
        *impacts(stem_all(words(about), language) if about else title_stems, body_stems, own_heading=not about),
        *_signed(BEGUN, [*title_folded, *body_folded] if by_beginnings else ()),
    }
    return IndexedDocument(
        id=document_id,
        words=list(filter(None, [*title_folded, BORDER, *body_folded])),
        lexemes=sorted(lexemes),
        tokens=sorted(set(tokens)),
        marks=sorted(set(marks)),
    )


def term(run: tuple[str, ...], *, begins: str = "", in_title: bool = False) -> Term:
    """One typed word, or a phrase: a phrase is meant as written, so it has no stems."""
    folded = tuple(fold(word) or word for word in run)
    stems = stems_anywhere(run[0]) if len(run) == 1 and not begins else ()
    return Term(folded, stems, begins, in_title)


def _signed(sign: str, found: Iterable[str]) -> Iterator[str]:
    return (sign + word for word in found if word)


def _often(stems: Sequence[str]) -> list[str]:
    least = max(OFTEN_TIMES, len(stems) / OFTEN_WITHIN)
    return [stem for stem, times in Counter(stems).items() if times >= least]
