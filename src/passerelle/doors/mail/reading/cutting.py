"""What a person wrote above, between or below what their mail program quoted; without the signature.

Line by line and in one pass, whatever stands there: programs that look for quotations with one large expression can be kept busy for
minutes by a line that was made for it. In doubt a line stays: a signature too many is ugly, a sentence too few is lost.
"""

from __future__ import annotations

import re

from passerelle.doors.mail.reading.phrases import CLOSINGS, HEADER_NAMES, SENT_FROM, SEPARATORS, WROTE

_RULE = re.compile(r"\s*[_-]{10,}\s*")
_SEPARATOR = re.compile(r"\s*-{2,}\s*(.{1,60}?)\s*-{2,}\s*")
_FIELD = re.compile(r"[\s*>]{0,8}([^\W\d_][\w' -]{0,20}?)\s?:")
_FENCE = re.compile(r"\s*(?:```|~~~)")
LONGEST_HEADING = 3  # lines of "On Monday the first, somebody wrote:"
MOST_CLOSING = 8  # lines from "Kind regards" to the end
LONGEST_SIGNATURE = 15


def cut(text: str) -> str:
    """The new words of an answer."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    lines = lines[: _end_of_new(lines)]
    lines = _without_first_quotation(_without_tail(lines))
    return "\n".join(_without_signature(lines)).strip("\n")


def _end_of_new(lines: list[str]) -> int:
    """Where a program begins to repeat a whole mail without marking its lines."""
    for number, line in enumerate(lines):
        separator = _SEPARATOR.fullmatch(line)
        if separator and separator[1].lower() in SEPARATORS:
            return number
        if _is_header_block(lines, number):
            before = number
            while before and (not lines[before - 1].strip() or _RULE.fullmatch(lines[before - 1])):
                before -= 1
            return before
        if _heading(lines, number) and not _is_followed_by_marks(lines, number):
            return number
    return len(lines)


def _is_header_block(lines: list[str], number: int) -> bool:
    """Whether From, Sent, To stand here as in a mail, in one of the languages."""
    return any(
        _field(lines[number]) == names[0]
        and sum(_field(line) in names[1:] for line in lines[number + 1 : number + 6]) >= 2
        for names in HEADER_NAMES
    )


def _field(line: str) -> str:
    match = _FIELD.match(line)
    return match[1].strip("* ").lower() if match else ""


def _heading(lines: list[str], number: int) -> int:
    """How many lines from here say who wrote what follows, and when; none when they do not."""
    begins = lines[number].strip().lower()
    if not begins or begins.startswith(">"):
        return 0
    joined = ""
    for count, line in enumerate(lines[number : number + LONGEST_HEADING], 1):
        joined = f"{joined} {line.strip()}".strip()
        if joined.endswith(":") and len(joined) < 400:
            said = joined[:-1].rstrip().lower()
            known = any(said.startswith(first) and last in said[len(first) :] for first, last in WROTE)
            dated = re.search(r"\b\d{4}\b|\d:\d\d|@", said) is not None
            return count if known and dated else 0
    return 0


def _is_followed_by_marks(lines: list[str], number: int) -> bool:
    rest = lines[number + _heading(lines, number) :]
    return next((line.startswith(">") for line in rest if line.strip()), True)


def _without_tail(lines: list[str]) -> list[str]:
    """Without the quotation at the end, and the heading above it."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    if not any(line.startswith(">") for line in lines[end:]):
        end = len(lines)
    for count in range(1, LONGEST_HEADING + 1):
        if end >= count and _heading(lines, end - count) == count:
            return lines[: end - count]
    return lines[:end]


def _without_first_quotation(lines: list[str]) -> list[str]:
    """Without headings; what is quoted between own words stays, because they answer it, but not one quotation above them all."""
    kept: list[str] = []
    number = 0
    while number < len(lines):
        count = _heading(lines, number)
        kept += [] if count else [lines[number]]
        number += count or 1
    marked = [line.startswith(">") for line in kept if line.strip()]
    blocks = sum(now and not before for before, now in zip([False, *marked], marked, strict=False))
    if blocks == 1 and marked[0]:
        return [line for line in kept if not line.startswith(">")]
    return kept


def _without_signature(lines: list[str]) -> list[str]:
    lines = _stripped(lines)
    fenced = 0
    for number, line in enumerate(lines):
        fenced += bool(_FENCE.match(line))
        is_mark = line.strip() in ("--", "—") or _RULE.fullmatch(line)
        if number and is_mark and fenced % 2 == 0 and len(lines) - number <= LONGEST_SIGNATURE:
            lines = lines[:number]
            break
    lines = _stripped(lines)
    while len(lines) > 1 and lines[-1].strip().lower().startswith(SENT_FROM):
        lines = _stripped(lines[:-1])
    return _without_closing(lines)


def _without_closing(lines: list[str]) -> list[str]:
    """Without regards and the names below them."""
    for number in range(max(1, len(lines) - MOST_CLOSING), len(lines)):
        words = lines[number].strip().lower()
        is_closing = words.strip(" ,.!") in CLOSINGS or words.split(",")[0].strip() in CLOSINGS
        if is_closing and len(words) < 70 and all(len(line) < 70 for line in lines[number + 1 :]):
            return _stripped(lines[:number])
    return lines


def _stripped(lines: list[str]) -> list[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]
