"""What is typed, pasted or made up where something else was asked for. Written for Passerelle."""

from __future__ import annotations

MARK = "x-canary"  # a tag no page of ours has: where it becomes an element, something was not escaped

WORDS = {
    "empty": "",
    "a million characters": "one word after the other " * 40_000,
    "a NUL and other controls": "before\0after bell\a back\b escape\x1b[31m delete\x7f next\x85line",
    "right to left": "\u202eשלום עולם مرحبا بالعالم\u202c \u2066isolated\u2069",
    "markup": f"</textarea></title>'\"><{MARK} onclick=alert(1)>{{{{7*7}}}}</{MARK}>{{% x %}} %(name)s %s {{0}}",
    "many lines": "first\r\nsecond\rthird\u2028fourth\u2029fifth",
    "one letter that becomes eighteen": "\ufdfa" * 60,
}
INVISIBLE = "\u2060\u200b\u00ad \u3164\x01"
CHOICES = {
    "words": "neither this nor that",
    "an unknown id": "zzzzzzzzzzzz",
    "a number beyond every database": "9" * 40,
    "minus one and a NUL": "-1\0",
    "digits that are not ASCII": "²٣",
}
DAYS = {
    "words": "the day after",
    "a day that is none": "2026-02-31T25:61",
    "the last of all": "9999-12-31T23:59",
    "the first of all": "0001-01-01T00:00",
    "a NUL": "2026-01-01\0",
}
