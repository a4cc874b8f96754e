"""The order of results: levels of how well a document fits, in each of which the newest comes first.

A level is a question the index answers newest first, and which can stop as soon as enough is found. So the order is exact over all
documents, however many hold the word: what stands in a title comes before what a text says often, then what is written as typed,
then what only shares a stem. A score that adds up over all matches would have to read them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from passerelle.search.backends.expressions import Expression, Without, Words, all_of, any_of, one
from passerelle.search.backends.port import MARK, OFTEN, STEM, TITLE, TOKEN, Query, Term


def levels(query: Query) -> list[Expression]:
    """What to ask for, best first; each level may hold again what an earlier one held."""
    return [narrowed(query, level) for level in _levels(query.terms)]


def narrowed(query: Query, level: Expression | None) -> Expression:
    """A level within the reader's tokens, the marks and the exclusions."""
    parts = [] if level is None else [level]
    parts += [any_of(*(one(MARK + label) for label in sorted(marks))) for marks in query.marks]
    parts += [any_of(*(one(TOKEN + token) for token in sorted(query.tokens)))]
    unwanted = [*map(somewhere, query.excluded), *(one(MARK + label) for label in sorted(query.without))]
    return Without(all_of(*parts), any_of(*unwanted)) if unwanted else all_of(*parts)


def somewhere(term: Term) -> Expression:
    """The term wherever it may stand: as written, or by a stem."""
    if term.begins:
        *finished, last = (term.begins + word for word in term.words)
        return all_of(*map(one, finished), Words((last,), is_prefix=True))
    if term.in_title:
        return in_title(term)
    return any_of(Words(term.words), *(one(STEM + stem) for stem in term.stems))


def in_title(term: Term) -> Expression:
    """The term in the title, as written or by a stem; of a phrase all its words."""
    return any_of(_written_in_title(term), *(one(TITLE + STEM + stem) for stem in term.stems))


def _levels(terms: tuple[Term, ...]) -> Iterator[Expression | None]:
    if not terms:
        yield None
        return
    everything = all_of(*map(somewhere, terms))
    if not any(term.begins for term in terms):
        yield all_of(*map(_written_in_title, terms), *(Words(term.words) for term in terms if len(term.words) > 1))
        if any(term.stems for term in terms):
            yield all_of(everything, *map(in_title, terms))
        if len(terms) > 1:
            yield Words(tuple(word for term in terms for word in term.words))
            yield all_of(everything, any_of(*map(in_title, terms)))
        if all(term.stems for term in terms):
            yield all_of(*(any_of(*(one(OFTEN + stem) for stem in term.stems)) for term in terms))
            yield all_of(*(Words(term.words) for term in terms))
    yield everything


def _written_in_title(term: Term) -> Expression:
    return all_of(*(one(TITLE + word) for word in term.words))
