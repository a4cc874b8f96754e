"""From texts to what an engine stores and asks: the one place where both sides meet the same words."""

from __future__ import annotations

from collections.abc import Iterable

from passerelle.search.backends.port import IndexedDocument, Term
from passerelle.search.stems import stem_all, stems_anywhere
from passerelle.search.words import fold, words


def analyse(
    document_id: int, *, title: str, text: str, language: str, tokens: Iterable[str], marks: Iterable[str]
) -> IndexedDocument:
    """One document, cut into words and stems of its language."""
    title_words, body_words = words(title), words(text)
    return IndexedDocument(
        id=document_id,
        title=[fold(word) for word in title_words],
        title_stems=stem_all(title_words, language),
        body=[fold(word) for word in body_words],
        body_stems=stem_all(body_words, language),
        tokens=sorted(set(tokens)),
        marks=sorted(set(marks)),
    )


def term(run: tuple[str, ...], *, is_prefix: bool = False, in_title: bool = False) -> Term:
    """One typed word, or a phrase: a phrase is meant as written, so it has no stems."""
    folded = tuple(fold(word) for word in run)
    stems = stems_anywhere(run[0]) if len(run) == 1 and not is_prefix else ()
    return Term(folded, stems, is_prefix=is_prefix, in_title=in_title)
