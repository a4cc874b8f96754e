"""Which language a text is in: people write in more languages than the pages are there in."""

import re
import threading
from functools import cache
from typing import Any

from django.conf import settings

HEARD = ("de", "en", "es", "fr", "it")
"""Told apart everywhere, besides the languages of the pages: those whose endings search knows."""

# Fewer letters are a guess ("ok", "Budget 2024"), and so is a mixture of two languages.
_FEWEST_LETTERS = 10
_LOWEST_CONFIDENCE = 0.8
_EXPECTED = 4  # times as likely as any other is the language one expects; it decides where neighbours are as near
_ENOUGH = 2000
_ADDRESSES = re.compile(r"https?://\S+|\S+@\S+")
_NO_LETTERS = re.compile(r"[\d_\W]+")
_loading = threading.Lock()


def detect(text: str, default: str = "") -> str:
    """The language code of a text; ``default``, which one expects, also when the text is too short or not clear."""
    words = text[:_ENOUGH]
    if "@" in words or "://" in words:  # to look for them where there are none takes as long as to detect
        words = _ADDRESSES.sub(" ", words)
    words = _NO_LETTERS.sub(" ", words).strip()
    if len(words) - words.count(" ") < _FEWEST_LETTERS:
        return default
    chances = dict(ready_to_detect().rank(words))
    if default in chances:
        chances[default] *= _EXPECTED
    language = max(chances, key=chances.__getitem__)
    return str(language) if chances[language] >= _LOWEST_CONFIDENCE * sum(chances.values()) else default


def ready_to_detect() -> Any:
    """What detects, loaded: a server does it before the first text comes, which would keep everybody who writes waiting."""
    with _loading:
        return _identifier(tuple(sorted({*HEARD, *(code for code, _name in settings.LANGUAGES)})))


@cache
def _identifier(codes: tuple[str, ...]) -> Any:
    # Takes half a second and numpy, which a process that detects nothing should not pay for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages({code.partition("-")[0] for code in codes} & set(identifier.labels))
    return identifier
