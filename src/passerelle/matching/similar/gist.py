"""The sentences of a text that help somebody with the same problem, by rules that can be told and are the same in every language.

What to do stands in the steps: the first items of a list, else the first sentence. What came of it stands in a row of before and after,
else in the first sentence with a number; a sentence that takes credit back is a caveat, and no result. An answer is where it says most
of the words of its question. Whoever greets, thanks, asks back or says three words has not answered yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from passerelle.lib.markdown.plain import running
from passerelle.lib.numerals import is_number
from passerelle.lib.sentences import sentences
from passerelle.search.telling import telling
from passerelle.search.words import fold, words

ROOM = 200  # letters of a line
FEWEST = 4  # words; fewer are a label, which says nothing without what follows it

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", re.DOTALL)
_ITEM = re.compile(r"<li(?: [^>]*)?>(.*?)(?=<li\b|</li>|<[ou]l\b)", re.DOTALL)
_BOLD = re.compile(r"\s*(?:<p>)?<strong>(.*?)</strong>", re.DOTALL)
_NOT_SAID = re.compile(r"<(h[1-6]|table|pre|blockquote)(?: [^>]*)?>.*?</\1>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|[ou]l|li|div)(?: [^>]*)?>|<hr[^>]*>")
_BEFORE = frozenset("before avant prima antes vorher".split())
_AFTER = frozenset("after apres dopo despues nachher".split())
_GREETING = re.compile(
    r"(?:bonjour|bonsoir|salut|merci|bravo|hello|hi|hey|dear \w+,|thanks|thank you|good morning|buongiorno|buonasera|salve|ciao|grazie"
    r"|hola|buenos d[ií]as|gracias|hallo|guten (?:tag|morgen)|danke)(?!\w)",
    re.IGNORECASE,
)
_STOPS = (*".!?…:;»”)",)
_LINKED = re.compile(
    r"(?:sinon|otherwise|if not|altrimenti|se no|si no|sonst)\b", re.IGNORECASE
)  # says something only after another
_CAVEAT = re.compile(
    r"\b(?:however|although|though|not all|not only|credit|cannot be sure|do not count|aussi grâce|mérite|cependant|toutefois"
    r"|pourtant|tout n'est pas|pas tout|ne compte(?:nt|z|ns)? pas|non è tutto|non tutto|merito|tuttavia|però|sin embargo|no todo|mérito"
    r"|allerdings|jedoch"
    r"|nicht alles|verdienst)\b",
    re.IGNORECASE,
)


def steps(html: str, most: int = 1) -> str:
    """What to do: the first steps, each with what its label stands for; without a list how it begins."""
    listed = [step for item in _ITEM.findall(html) if (step := _step(item))]
    if not listed:
        return _beginning([one for one in _said(html) if not _CAVEAT.search(one)] or _said(html))
    told = [f"{number}. {step}" for number, step in enumerate(listed[:most], 1)] if most > 1 else listed[:1]
    return " ".join(told) if sum(map(len, told)) < ROOM else listed[0]


def has_steps(html: str) -> bool:
    """Whether there is a list."""
    return bool(_ITEM.search(html))


def came_of_it(html: str) -> str:
    """What it brought: a row of before and after, else a sentence with a number, else the first; nothing where all are caveats."""
    if row := next(_rows(html), ""):
        return row
    said = _said(html)
    results = [place for place, one in enumerate(said) if not _CAVEAT.search(one)]
    counted = (place for place in results if any(is_number(fold(word)) for word in words(said[place])))
    place = next(counted, next(iter(results), None))
    return "" if place is None else _beginning([said[one] for one in results if place <= one <= place + 1])


def answering(html: str, question: str, language: str) -> str:
    """Of an answer what says most of the words of its question, two sentences where both fit in a line."""
    said = _said(html)
    asked = set(telling(question, language)[0])
    kept = {place: one for place, one in enumerate(said) if _answers(one)}
    pairs = {place: _joined(kept[place - 1], one) for place, one in kept.items() if place - 1 in kept}
    fitting = {place: pair for place, pair in pairs.items() if len(pair) <= ROOM}
    spans = [fitting.get(place, one) if _LINKED.match(one) else one for place, one in kept.items()]
    spans += fitting.values()
    if spans:
        return max(spans, key=lambda span: len(asked.intersection(telling(span, language)[0])))
    return next((one for one in said if not _GREETING.match(one)), said[0] if said else "")


def _answers(sentence: str) -> bool:
    """Whether it says something of its own."""
    is_short = sum(not is_number(fold(word)) for word in words(sentence)) < FEWEST
    return not (is_short or sentence.endswith(("?", ":")) or _GREETING.match(sentence))


def _said(html: str) -> list[str]:
    """The sentences of what is written there: neither headings nor tables, code and quotations."""
    blocks = _BLOCK.split(_NOT_SAID.sub("", html))
    return [one.words for block in blocks for one in sentences(running(block))]


def _beginning(said: Sequence[str]) -> str:
    """The first sentence; a label, and an announcement, with the one that follows."""
    if len(said) > 1 and (len(said[0].split()) < FEWEST or said[0].endswith(":")):
        return _joined(said[0], said[1])
    return said[0] if said else ""


def _step(item: str) -> str:
    """How it begins; what stands in bold before it is its label, however long."""
    said, label = _said(item), _BOLD.match(item)
    return " ".join(said[:2]) if label and said and running(label[1]) == said[0] else _beginning(said)


def _joined(one: str, other: str) -> str:
    """Both on a line; a dot parts what ends without a stop."""
    return f"{one} {other}" if one.endswith(_STOPS) else f"{one} · {other}"


def _rows(html: str) -> Iterator[str]:
    """Rows of a table whose columns are before and after, each on a line."""
    for table in _TABLE.findall(html):
        head, *rows = [[running(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table)] or [[]]
        named = [fold(cell) for cell in head[-2:]]
        if len(head) == 3 and named[0] in _BEFORE and named[1] in _AFTER:
            line = _("%(what)s: %(before)s → %(after)s")
            yield from (line % {"what": what, "before": before, "after": after} for what, before, after in rows)
