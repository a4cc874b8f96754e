"""Every address of the site as the resolver knows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern


@dataclass(frozen=True, slots=True)
class Route:
    """One name, and the names and converters of what its address holds."""

    name: str
    pattern: str
    arguments: tuple[tuple[str, str], ...]
    module: str

    @property
    def kinds_own(self) -> bool:
        """Whether a kind mounted it below its contributions."""
        return self.pattern.startswith("c/<slug:pid>/") and ".kinds" in f".{self.module}"


@cache
def routes() -> dict[str, Route]:
    """All of them by name; an address without a name is an error found here."""
    return {route.name: route for route in _walk(get_resolver(), "", ())}


def _walk(resolver: URLResolver, above: str, taken: tuple[tuple[str, str], ...]) -> Iterator[Route]:
    for one in resolver.url_patterns:
        holds = taken + _arguments(one)
        where = f"{above}{one.pattern}"
        if isinstance(one, URLResolver):
            yield from _walk(one, where, holds)
        else:
            assert one.name, f"{where} has no name"
            yield Route(one.name, where, holds, one.callback.__module__)


def _arguments(one: URLPattern | URLResolver) -> tuple[tuple[str, str], ...]:
    if isinstance(one.pattern, RoutePattern):
        return tuple((name, type(converter).__name__) for name, converter in one.pattern.converters.items())
    return tuple((name, "regex") for name in one.pattern.regex.groupindex)
