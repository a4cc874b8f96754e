"""What countries and languages are called, and how words are listed, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from django.utils.translation import get_language, gettext_lazy

LANGUAGES = (
    "ar bg ca cs da de el en es et fi fr he hi hr hu it ja ko lt lv nl no pl pt ro ru sk sl sr sv sw ta tr uk ur vi zh"
).split()


# Spoken in our pages, and without a name in the tables of most languages.
_UNNAMED = {"rcf": gettext_lazy("Réunion Creole")}


def country_name(code: str) -> str:
    """``FR`` → ``France``; the code itself when nobody named it."""
    return str(_locale(get_language() or "en").territories.get(code.upper(), code))


def language_name(code: str) -> str:
    """``fr`` → ``French``, ``français``…; the code itself when nobody named it."""
    return str(_locale(get_language() or "en").languages.get(code) or _UNNAMED.get(code, code))


def language_alone(code: str) -> str:
    """Without its region: ``pt-br`` → ``pt``."""
    return code.replace("_", "-").partition("-")[0].lower()


def language_called(name: str) -> str:
    """The code of a language by that code or by its name: the reader's, the English or its own; empty when nobody calls one so."""
    plain = " ".join(name.split()).casefold()
    if language_alone(plain) in LANGUAGES:
        return language_alone(plain)
    return next((code for code in LANGUAGES if plain in _names(code, get_language() or "en")), "")


def own_language_name(code: str) -> str:
    """``fr`` → ``Français`` for everybody: whoever looks for a language finds it as it calls itself."""
    name = (Locale.parse(code).display_name if code in LANGUAGES else None) or language_name(code)
    return name[:1].upper() + name[1:]


def countries() -> list[tuple[str, str]]:
    """Code and name of every country, by name."""
    named = _locale(get_language() or "en").territories.items()
    found = [(code, name) for code, name in named if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    return sorted(found, key=lambda pair: pair[1])


def languages() -> list[tuple[str, str]]:
    """Code and name of the languages people may say they speak, by name."""
    return sorted(((code, language_name(code)) for code in LANGUAGES), key=lambda pair: pair[1].casefold())


def listed(words: Sequence[str]) -> str:
    """``a, b and c``."""
    return format_list(words, "standard", _locale(get_language() or "en"))


def either(words: Sequence[str]) -> str:
    """``a, b or c``."""
    return format_list(words, "or", _locale(get_language() or "en"))


_NO_COUNTRY = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


@cache
def _names(code: str, reader: str) -> frozenset[str]:
    """What a language is called by this reader, in English and by its own speakers, in small letters."""
    return frozenset(str(_locale(each).languages.get(code, code)).casefold() for each in (reader, "en", code))


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
