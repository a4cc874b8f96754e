"""What is asked of an index, free of any engine's syntax: lexemes, and their combinations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """These lexemes side by side; one alone is simply that lexeme. The last may be only the beginning of one."""

    lexemes: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The one, unless the other is there too."""

    wanted: Expression
    unwanted: Expression


Expression = Words | All | Any | Without


def one(lexeme: str) -> Words:
    """A single lexeme."""
    return Words((lexeme,))


def all_of(*parts: Expression) -> Expression:
    """Every part, without a knot around a single one."""
    return parts[0] if len(parts) == 1 else All(parts)


def any_of(*parts: Expression) -> Expression:
    """At least one part, without a knot around a single one."""
    return parts[0] if len(parts) == 1 else Any(parts)
