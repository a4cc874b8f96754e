"""Pieces of pages, kept by everything they are made of.

A page of cards is mostly pieces that were drawn before: the same card for another reader, the same frame on the next page. In
templates ``kept("contributions/partials/card.html", "contribution_card", card, here)`` calls a macro, and keeps what it drew under
its inputs, by value: another title, reader's right, language or hour makes another key. Nothing can outlive what it was made from, and
nobody gets what was not worked out for them: what is kept is never asked whom it is for, only what it says.

The macro is taken from its template without the page's context, so it reads its inputs, the language and the clock and nothing else;
for the form token, which is new each time, it writes ``csrf_slot``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from jinja2 import Environment
from markupsafe import Markup, escape

from passerelle.ui.by_value import values

CSRF_SLOT = Markup("\ue733csrf\ue733")
MOST = 40_000_000  # characters
ENTRY = 500  # what an entry takes beside them, about


class Kept:
    """Calls macros by template and name; the answer is kept by value of the inputs."""

    def __init__(self, env: Environment) -> None:
        """Nothing is kept yet."""
        self._env = env
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._characters = 0
        self._keeping = threading.Lock()

    def __call__(self, template: str, macro: str, *inputs: Any, csrf_input: Any = None) -> Markup:
        """What the macro draws of these inputs; ``csrf_input`` takes the place of ``csrf_slot``."""
        (piece,) = self._drawn(template, macro, [inputs])
        return piece.drawn if csrf_input is None else piece.with_token(csrf_input)

    def joined(self, template: str, macro: str, rows: Iterable[Sequence[Any]], csrf_input: Any) -> Markup:
        """What the macro draws of all of these inputs, one after another; ``csrf_input`` as above."""
        return Markup("").join([piece.with_token(csrf_input) for piece in self._drawn(template, macro, rows)])

    def together(
        self,
        template: str,
        macro: str,
        whole: Sequence[Any],
        rows: Callable[..., Iterable[Sequence[Any]]],
        csrf_input: Any,
    ) -> Markup:
        """What the macro draws of each row that ``rows(kept, *whole)`` makes; of a ``whole`` that came before no row is made again.

        Each piece is kept by its own inputs too: of a whole with one row more the others are known.
        """
        now = timezone.now()
        key = (_here(template, macro, now), rows, *values(whole, now))
        known: list[_Piece] | None = self._known(key)
        if known is None:
            known = self._drawn(template, macro, rows(self, *whole))
            self._keep(key, known, 0)  # its pieces are counted where they are kept each
        return Markup("").join([piece.with_token(csrf_input) for piece in known])

    def several(self, template: str, macro: str, rows: Iterable[Sequence[Any]]) -> list[Markup]:
        """What the macro draws of each of these inputs, in order."""
        return [piece.drawn for piece in self._drawn(template, macro, rows)]

    def _drawn(self, template: str, macro: str, rows: Iterable[Sequence[Any]]) -> list[_Piece]:
        now = timezone.now()
        here = _here(template, macro, now)
        pieces: list[_Piece] = []
        for inputs in rows:
            key = (here, *values(inputs, now))
            piece: _Piece | None = self._known(key)
            if piece is None:
                piece = _Piece(getattr(self._env.get_template(template).module, macro)(*inputs))
                self._keep(key, piece, len(piece))
            pieces.append(piece)
        return pieces

    def _known(self, key: Hashable) -> Any:
        found = self._kept.get(key)
        return found and found[0]

    def _keep(self, key: Hashable, one: _Piece | list[_Piece], characters: int) -> None:
        """Keep something, in place of the oldest when there is too much."""
        size = ENTRY + _size(key) + characters
        if self._env.auto_reload or size > MOST:
            return
        with self._keeping:
            if key not in self._kept:
                self._kept[key] = one, size
                self._characters += size
            while self._characters > MOST:
                _key, (_one, gone) = self._kept.popitem(last=False)
                self._characters -= gone


def _size(key: Hashable) -> int:
    """The characters in a key: it holds what the piece was drawn of."""
    if isinstance(key, str):
        return len(key)
    return sum(map(_size, key)) if isinstance(key, tuple) else 0


def _here(template: str, macro: str, now: datetime) -> Hashable:
    """What a macro reads beside its inputs."""
    zone, year = timezone.get_current_timezone_name(), timezone.localtime(now).year
    return template, macro, translation.get_language(), zone, year


class _Piece:
    """What a macro drew, cut where the form token goes: to search a page for those places each time takes longer."""

    def __init__(self, drawn: Markup) -> None:
        self._between = drawn.split(CSRF_SLOT)

    def __len__(self) -> int:
        return sum(map(len, self._between))

    @property
    def drawn(self) -> Markup:
        return self._between[0] if len(self._between) == 1 else self.with_token(CSRF_SLOT)

    def with_token(self, csrf_input: Any) -> Markup:
        return escape(csrf_input).join(self._between)
