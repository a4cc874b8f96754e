"""Sends a form as a browser would, looks at what came back, and leaves the database as it was."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from lxml.html import document_fromstring

from hostile.crawling import Form, forms_of, is_page
from hostile.values import MARK

CLEAR = {200, 201, 204, 302, 400, 403, 404, 405, 409, 413, 422, 429}
NOT_COUNTED = {"django_session", "usersessions_usersession"}
SECRET = {"password", "password1", "password2", "oldpassword", "code"}
# Controls, white space, what only says a direction, what nobody sees: tidying takes these, typography puts some of them.
UNSEEN = re.compile(
    "[\\x00-\\x20\\x7f-\\xa0\\ufffd\\ud800-\\udfff\\ufdd0-\\ufdef\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f"
    "\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u3000\\u3164\\ufeff\\uffa0\\ufffe\\uffff]"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer, how many rows there are now, and how many there were."""

    answer: HttpResponse | None
    error: str
    rows_before: tuple[int, ...]
    rows_after: tuple[int, ...]


@contextmanager
def undone(browser: Client) -> Iterator[None]:
    """A block after which the database is as before, and the browser too."""
    jar = browser.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    browser.cookies = jar


def row_counts() -> tuple[int, ...]:
    """How many rows each table has, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_counting())
        return tuple(cursor.fetchone())


@functools.cache  # thousands of answers are looked at
def _counting() -> str:
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)} - NOT_COUNTED)
    return "SELECT " + ", ".join(f'(SELECT count(*) FROM "{table}")' for table in tables)  # names of ours


@functools.cache  # the one who builds a site clears it
def rows_of_the_site() -> tuple[int, ...]:
    """How many rows there are before anything is sent: as many each time, for all of it is undone."""
    return row_counts()


def send(browser: Client, form: Form, fields: dict[str, Any]) -> Sent:
    """Post the fields; an exception that reached the server is told, not raised."""
    cache.clear()  # rate limits are another test's
    with undone(browser):
        before = rows_of_the_site()
        try:
            with transaction.atomic():
                answer = _post(browser, form.action, fields)
        except Exception as error:
            return Sent(None, f"{type(error).__name__}: {error}"[:200], before, before)
        return Sent(answer, "", before, row_counts())


def _post(browser: Client, address: str, fields: dict[str, Any]) -> HttpResponse:
    """As the browser of the test would; bytes that are no text have only one way to travel."""
    if any(isinstance(value, bytes) for value in fields.values()):
        return browser.post(address, urlencode(fields, doseq=True), content_type="application/x-www-form-urlencoded")
    return browser.post(address, fields)


def complaints(sent: Sent, form: Form, fields: dict[str, Any]) -> Iterator[str]:
    """What is wrong with an answer to something wrong."""
    if sent.answer is None:
        yield f"broke: {sent.error}"
        return
    answer = sent.answer
    if answer.status_code not in CLEAR:
        yield f"answered {answer.status_code}"
    if answer.status_code >= 400 and sent.rows_before != sent.rows_after:
        yield "refused, and left something behind"
    if not is_page(answer):
        return
    page = document_fromstring(answer.content)
    if page.xpath(f"//{MARK} | //@onclick"):
        yield "shows markup that was typed as markup"
    if answer.status_code in {200, 422}:
        yield from _complaints_of_form(page, form, fields)
    elif answer.status_code >= 400 and answer.status_code not in {413, 429}:
        handed_back = bare("".join(page.xpath("//textarea[@readonly]//text()")))
        for name, value in _typed(form, fields):
            if len(value.split()) > 1 and bare(value) not in handed_back:
                yield f"answered {answer.status_code} and lost what was typed into {name}"


def _complaints_of_form(page: Any, form: Form, fields: dict[str, Any]) -> Iterator[str]:
    shown = [again.fields for again in forms_of(page, form.who, form.action) if again.route == form.route]
    if not shown:
        return  # no form that came back, but what it led to
    if not _said(page):
        yield "says nothing of what is wrong"
    for name, value in _typed(form, fields):
        kept = {again[name].value for again in shown if name in again}
        if value not in kept and bare(value) not in set(map(bare, kept)):
            yield f"lost what was typed into {name}"


def _typed(form: Form, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if name in form.fields and form.fields[name].is_free and name not in SECRET and isinstance(value, str):
            yield name, value


def _said(page: Any) -> list[str]:
    """The sentences that say what is wrong."""
    said = page.xpath(
        "//*[contains(@class, 'error') or contains(@class, 'problem') or @role='alert' or contains(@class, 'says')]"
    )
    return [text for one in said if (text := " ".join(one.text_content().split()))]


def bare(text: str) -> str:
    """What is left of a text to see."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", UNSEEN.sub("", text)))
