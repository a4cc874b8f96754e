"""Which language a text is in, among those this installation speaks."""

import re
import threading
from functools import cache
from typing import Any

from django.conf import settings

# Fewer letters are a guess ("ok", "Budget 2024"), and so is a mixture of two languages.
_FEWEST_LETTERS = 10
_LOWEST_CONFIDENCE = 0.8
_ENOUGH = 2000
_ADDRESSES = re.compile(r"https?://\S+|\S+@\S+")
_NO_LETTERS = re.compile(r"[\d_\W]+")
_loading = threading.Lock()


def detect(text: str, default: str = "", among: tuple[str, ...] = ()) -> str:
    """The language code of a text, or ``default`` when it is too short or not clear; ``among`` those, else those of the house."""
    words = text[:_ENOUGH]
    if "@" in words or "://" in words:  # to look for them where there are none takes as long as to detect
        words = _ADDRESSES.sub(" ", words)
    words = _NO_LETTERS.sub(" ", words).strip()
    if len(words) - words.count(" ") < _FEWEST_LETTERS:
        return default
    language, confidence = ready_to_detect(among).classify(words)
    return str(language) if confidence >= _LOWEST_CONFIDENCE else default


def ready_to_detect(among: tuple[str, ...] = ()) -> Any:
    """What detects, loaded: a server does it before the first text comes, which would keep everybody who writes waiting."""
    with _loading:
        return _identifier(among or tuple(code for code, _name in settings.LANGUAGES))


@cache
def _identifier(codes: tuple[str, ...]) -> Any:
    # Takes half a second and numpy, which a process that detects nothing should not pay for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages({code.partition("-")[0] for code in codes} & set(identifier.labels))
    return identifier
