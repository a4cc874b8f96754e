"""Secrets: each word column of each row gets one of its own, so that every word in an answer says where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from visibility import readers
from visibility.models import every_model, word_columns, words_of
from visibility.oracle import Oracle

WORD = re.compile(r"zq\d{5}")


@dataclass(frozen=True, slots=True)
class Canary:
    """Where a secret sits."""

    model: type[models.Model]
    row: int
    column: str

    def may_be_read_by(self, oracle: Oracle) -> bool:
        """What the rule says."""
        declared = words_of(self.model)
        assert declared is not None
        return readers.may_read(declared.rule_for(self.column), oracle, self.row, self.model._meta.db_table)

    def __str__(self) -> str:
        """For the one who reads the failure."""
        return f"{self.model._meta.label}.{self.column} of {self.row}"


@dataclass(slots=True)
class Canaries:
    """All of them, by word."""

    planted: dict[str, Canary] = field(default_factory=dict)

    def plant(self) -> None:
        """Write a word of its own into every column of every row; a new model or column joins by being there."""
        for model in every_model():
            declared = words_of(model)
            if declared is None or declared.exempt:
                continue
            columns = word_columns(model, declared)
            for row in model._base_manager.all() if columns else ():
                changed = {each.name: value for each in columns if (value := self._value(row, each)) is not None}
                model._base_manager.filter(pk=row.pk).update(**changed)

    def _value(self, row: models.Model, column: models.Field) -> Any:
        """The value with a word behind it; None where nothing stands or a word has no room."""
        word = f"zq{len(self.planted):05d}"
        before = getattr(row, column.attname)
        if not before:
            return None
        if isinstance(before, str):
            value: Any = _extended(before, word, slug=isinstance(column, models.SlugField))
            if column.max_length is not None and len(value) > column.max_length:
                return None
        elif isinstance(before, dict):
            value = {key: f"{text} {word}" if isinstance(text, str) else text for key, text in before.items()}
            if value == before:
                return None
        else:
            return None
        self.planted[word] = Canary(type(row), row.pk, column.name)
        return value

    def found_in(self, text: str) -> Iterator[tuple[str, Canary]]:
        """The secrets in an answer."""
        for word in sorted(set(WORD.findall(text))):
            if word in self.planted:
                yield word, self.planted[word]


def _extended(before: str, word: str, *, slug: bool) -> str:
    """The word at the end, where it keeps an address an address and a slug a slug."""
    name, at, host = before.rpartition("@")
    if at and " " not in before:
        return f"{name}.{word}@{host}"
    return f"{before}-{word}" if slug else f"{before} {word}"
