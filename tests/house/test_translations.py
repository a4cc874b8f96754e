"""Every sentence people can read exists in French, with the same blanks to fill."""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po

from house.repository import ROOT, SOURCE

MESSAGES = (ROOT / "bin" / "messages").read_text()
KEYWORDS = DEFAULT_KEYWORDS | parse_keywords(re.findall(r"--keyword (\S+)", MESSAGES))
BLANK = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


@cache
def extracted() -> list[tuple[str, tuple[str, ...], str | None]]:
    """Where, singular and plural, and context of each sentence found in Python and Jinja2."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(SOURCE, methods, options, keywords=KEYWORDS)
    return [(f"{path}:{line}", _forms(message), context) for path, line, message, _, context in found]


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue of one language."""
    with (SOURCE / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["fr"])
def test_every_sentence_is_translated(language):
    missing = [
        f"{where} {forms[0]!r}"
        for where, forms, context in extracted()
        if not _translated(catalogue(language).get(forms[0], context))
    ]
    assert sorted(set(missing)) == []


@pytest.mark.parametrize("language", ["fr"])
def test_blanks_are_the_same_in_every_language(language):
    wrong = [
        message.id
        for message in catalogue(language)
        if message.id and _translated(message) and not _same_blanks(message)
    ]
    assert wrong == []


def test_french_punctuation_does_not_begin_a_line():
    """``bin/messages`` puts the spaces that hold it."""
    wrong = [
        text
        for message in catalogue("fr")
        if message.id
        for text in _forms(message.string)
        if re.search(r"\S [:;!?»](?!\w)|« ", text)
    ]
    assert wrong == []


def _translated(message: Message | None) -> bool:
    return message is not None and not message.fuzzy and all(_forms(message.string))


def _same_blanks(message: Message) -> bool:
    """The many form fills the same blanks; a singular may leave the number out ("one reply")."""
    blanks = set(BLANK.findall(_forms(message.id)[-1]))
    filled = [set(BLANK.findall(text)) for text in _forms(message.string)]
    return filled[-1] == blanks and all(form <= blanks for form in filled)


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
