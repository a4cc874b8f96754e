"""What is due of a contribution, in the words of its kind, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Due:
    """One line below the title in *Waits for you*; ``address`` is where it is done."""

    words: StrOrPromise
    address: str
