"""What an adaptation changed, readable word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from passerelle.contributions.models import Contribution, Post
from passerelle.journal.actor import Actor
from passerelle.kinds.innovation.practice.models import Practice
from passerelle.lib.markdown import render

MOST_WORDS = 1_500  # beyond, whole lines are compared: words would take seconds
COLUMNS = ("problem", "elements", "fits", "fits_not", "takes_time", "takes_money", "takes_skills", "evidence")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that stayed (``kept``), went (``gone``) or came (``new``)."""

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a practice, and how it differs."""

    label: str
    stretches: list[Stretch]

    @property
    def is_same(self) -> bool:
        """Whether nothing was changed."""
        return all(stretch.what == "kept" for stretch in self.stretches)


def difference(actor: Actor, earlier: Contribution, later: Contribution) -> list[Part]:
    """Part by part, those in which there is anything; words of two languages are not matched."""
    translated = in_other_language(earlier, later)
    before, after = (Practice.objects.get(pk=head.pk) for head in (earlier, later))
    pairs = [
        (_("Title"), earlier.title, later.title),
        (_("What to do"), *(_steps(actor, one) for one in (earlier, later))),
    ]
    for name in COLUMNS:
        label = str(Practice._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a column
        pairs.append((label[:1].upper() + label[1:], getattr(before, name), getattr(after, name)))
    cut = _whole if translated else compared
    return [Part(label, cut(old, new)) for label, old, new in pairs if old or new]


def in_other_language(earlier: Contribution, later: Contribution) -> bool:
    """Whether both are known to be written in languages that differ."""
    return bool(earlier.language and later.language) and earlier.language != later.language


def _whole(old: str, new: str) -> list[Stretch]:
    if old == new:
        return [Stretch("kept", old)]
    return [Stretch(what, text) for what, text in (("gone", old), ("new", new)) if text]


def compared(old: str, new: str) -> list[Stretch]:
    """Two texts as stretches of words in one order of reading; where a line breaks is no difference."""
    cut = _words if len(old.split()) + len(new.split()) <= MOST_WORDS else _lines
    first, second = cut(old), cut(new)
    bare, others = ([one.strip() for one in pieces] for pieces in (first, second))
    found: list[Stretch] = []
    for _tag, i1, i2, j1, j2 in SequenceMatcher(None, bare, others, autojunk=False).get_opcodes():
        if _tag == "equal":
            found.append(Stretch("kept", "".join(map(_spaced, first[i1:i2], second[j1:j2]))))
            continue
        found += [Stretch("gone", "".join(first[i1:i2]))] if i2 > i1 else []
        found += [Stretch("new", "".join(second[j1:j2]))] if j2 > j1 else []
    return found


def _spaced(old: str, new: str) -> str:
    """A piece that stayed, as it stands now, and apart from what followed it in either."""
    return new if new != new.rstrip() else old


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _steps(actor: Actor, head: Contribution) -> str:
    """The text as it is read, without the names of anybody."""
    body = Post.objects.visible_to(actor).filter(contribution=head, is_body=True).first()
    return render(body.source).plain if body else ""
