"""What a summary holds, before it is made a letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Shown:
    """A small picture: an address its reader can open without signing in, and what it shows in words."""

    url: str
    width: int
    alt: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The beginning of a text, and who wrote it where the sentence does not say."""

    paragraphs: Sequence[str]
    who: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: a sentence that leads to it, where it is from, and its text."""

    sentence: str
    url: str
    note: str = ""
    passages: Sequence[Passage] = ()
    picture: Shown | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """Some of them under one heading."""

    label: StrOrPromise
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole: the bands, how many things it stands for, how many more the inbox has."""

    bands: Sequence[Band]
    count: int
    more: int = 0
