"""What is typed, pasted or made up where something else was asked for. Written for Passerelle."""

from __future__ import annotations

import base64
import json
import os

LONG = "PASSERELLE_TEST_LONG" in os.environ  # every value in every field, instead of each somewhere
# What a database may refuse is tried on both; what is decided before one is asked has been seen on the other.
SECOND = os.environ.get("DATABASE_URL", "").startswith("postgres") and not LONG
MARK = "x-canary"  # a tag no page of ours has: where it becomes an element, something was not escaped

WORDS: dict[str, str | bytes] = {
    "empty": "",
    "a million characters": "one word after the other " * 40_000,
    "a NUL and other controls": "before\0after bell\a back\b escape\x1b[31m delete\x7f next\x85line",
    "right to left": "\u202eשלום עולם مرحبا بالعالم\u202c \u2066isolated\u2069",
    "markup": f"</textarea></title>'\"><{MARK} onclick=alert(1)>{{{{7*7}}}}</{MARK}>{{% x %}} %(name)s %s {{0}}",
    "many lines": "first\r\nsecond\rthird\u2028fourth\u2029fifth",
    "one letter that becomes eighteen": "\ufdfa" * 60,
    "half a pair, and bytes that are no text": b"half \xed\xa0\x80 pair \xff\xc3( and more",
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

if SECOND:
    WORDS = {name: words for name, words in WORDS.items() if "NUL" in name or "million" in name or "bytes" in name}
    CHOICES = {name: words for name, words in CHOICES.items() if "NUL" in name or "database" in name}


def _cursor(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


QUERIES = [
    "",
    "x",
    "-1",
    "9" * 40,
    "9" * 5_000,
    "1e400",
    "²٣",
    "a\0b",
    "\u202eשלום",
    f'"><{MARK}>',
    "%s%(x)s{0}",
    "' OR 1=1 --",
    "zzzzzzzzzzzz",
    "word " * 20_000,
    '"un(closed AND NOT * NEAR: ^ -',
    "in: by: before:9999-99-99 after:0000 kind:\0",
]
CURSORS = [
    "0001-01-01T00:00:00+14:00~1",
    "9999-12-31T23:59:59-14:00~1",
    "2026-01-01T00:00:00+00:00~" + "9" * 18,
    "2026-01-01T00:00:00~٣",
    _cursor("a\0b", 1),
    _cursor("\ud800", 1),
    _cursor("a", 10**30),
    _cursor("a", float("nan")),
    _cursor("9999-12-31T23:59:59-14:00", 1),
    _cursor(True, False),
    _cursor([[]], {}),
    _cursor("é", "é"),
    "W" + "1" * 7 + "é=",
]
ADDRESSES = [
    "x",
    "zzzzzzzzzzzz",
    "0",
    str(2**63),
    "9" * 400,
    "9" * 5_000,
    "-",
    "_",
    "é",
    "a\0b",
    "\u202e",
    "a:b:c",
    "..",
    "%2e",
]
HEADERS = [
    ("Accept-Language", "zz-ZZ-zz, *;q=9, ;;;=, fr;q=a"),
    ("Accept-Language", "fr-" + "x" * 10_000),
    ("Accept-Language", "../../etc"),
    ("Accept", "image/webp;q=\u0663, */*;;"),
    ("Accept-Encoding", "gzip;q=nan, br;q=, *"),
    ("If-None-Match", '"\u00e9", W/, *'),
    ("If-Modified-Since", "Thu, 99 Foo 99999 99:99:99 GMT"),
    ("Range", "bytes=9-1,-0,a-b"),
    ("Last-Event-ID", "9" * 400),
    ("Last-Event-ID", "%00,\u0663"),
    ("HX-Request", "true"),
    ("HX-Current-URL", "javascript:alert(1)"),
    ("HX-Trigger", "{"),
    ("Referer", "http://[::1/"),
    ("Origin", "null"),
    ("Host", "evil.example"),
    ("Host", "[::1"),
    ("X-Forwarded-For", "not an address, , 999.9.9.9"),
    ("X-Forwarded-Proto", "gopher"),
    ("User-Agent", "\u0663" * 5_000),
    ("Content-Length", "-5"),
    ("Content-Length", "many"),
    ("Authorization", "Bearer \u00ff"),
]
