"""Asks an address, and says what is wrong with the answer."""

from __future__ import annotations

from functools import partial

from django.core.cache import cache

from hostile.sending import CLEAR, row_counts, rows_of_the_site, undone
from hostile.values import MARK

FINE = CLEAR | {301, 410, 503}


def ask(browser, address, method="get", **given):
    """What is wrong with the answer, if anything."""
    cache.clear()
    with undone(browser):
        before = rows_of_the_site()
        try:
            send = partial(browser.generic, "POST") if method == "POST" else getattr(browser, method)
            answer = send(address, **given)
        except Exception as error:
            return f"broke: {type(error).__name__}: {error}"[:200]
        if answer.status_code not in FINE:
            return f"answered {answer.status_code}"
        if method == "get" and row_counts() != before:
            return "wrote something"
        return "shows markup" if not answer.streaming and f"<{MARK}".encode() in answer.content else ""


def ask_body(browser, address, content, kind):
    """The same for bytes as they are: the test client's own post would understand the type."""
    return ask(browser, address, "POST", data=content, content_type=kind)
