"""Truths about whatever is typed, tried on what Hypothesis makes up.

The same examples in every run, few of them; with PASSERELLE_TEST_LONG new ones each time, thousands (see ``conftest.py``).
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC
from urllib.parse import quote, urlencode

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cast.people import as_actor
from hostile.asking import ask
from hostile.crawling import is_page
from hostile.routes import routes
from hostile.sending import complaints, send
from hostile.unlinked import posts
from passerelle.contributions.reading.cursors import make_cursor, parse_cursor
from passerelle.contributions.reading.mentions import pick
from passerelle.contributions.writing import derive
from passerelle.journal.actor import anonymous_actor
from passerelle.lib import markdown, pagination
from passerelle.lib.html_to_markdown import convert
from passerelle.lib.markdown.sanitizer import sanitize
from passerelle.lib.sent_words import sent_words
from passerelle.lib.tests.test_markdown_attacks import check
from passerelle.lib.text import clean, comparable, initials, one_line, slugify
from passerelle.people.tables import Unreadable
from passerelle.people.tables.samples import TABLES
from passerelle.search.reading import search, suggest
from passerelle.search.typed import parse

with_the_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
ANYTHING = st.text() | st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Zl", "Zp"]), max_size=20)
BLOCKS = st.sampled_from(
    "# |> |- |1. |```\n|~~~|---|\n|\n\n|    |\t|- [ ] |\\|:--|\\||![a](|[b](|](|)|<b>|</b>|**|_|`|\\".split("|")
)
MARKDOWN = st.lists(BLOCKS | ANYTHING, max_size=20).map("".join)
TAGS = st.sampled_from(
    "p div span a img ul ol li pre code table tr td th blockquote br hr h1 svg script style math".split()
)
HTML = st.lists(
    st.builds("<{} {}={!r}>".format, TAGS, st.sampled_from(["href", "src", "class", "onclick", "title"]), ANYTHING)
    | st.builds("</{}>".format, TAGS)
    | st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<?x", "&#0;", "&#xd800;", "&nbsp", "<", ">", "\x00"])
    | ANYTHING,
    max_size=20,
).map("".join)


@st.composite
def paths(draw):
    """An address of ours with some of its parts exchanged for whatever comes to mind."""
    route = draw(st.sampled_from(sorted(routes().values(), key=lambda route: route.name)))
    parts = re.sub(r"<[^>]*>", "zzzzzzzzzzzz", route.pattern).split("/")
    kept = [draw(st.sampled_from([part, part, part, draw(ANYTHING)])) for part in parts]
    return "/" + "/".join(quote(part.encode(errors="surrogatepass")) for part in kept)


@pytest.mark.django_db
@with_the_database
@given(
    paths(), st.dictionaries(st.sampled_from(["q", "cursor", "next", "kind", "after"]) | ANYTHING, ANYTHING, max_size=4)
)
def test_whatever_is_asked_for_is_answered(site, path, query):
    asked = urlencode(
        {name.encode(errors="surrogatepass"): value.encode(errors="surrogatepass") for name, value in query.items()}
    )
    assume("/live" not in path)
    assert ask(site.browsers["root"], f"{path}?{asked}") == ""


@given(MARKDOWN)
def test_markdown_is_safe_and_settled(source):
    check(source)
    rendered = markdown.render(source)
    assert sanitize(rendered.html) == rendered.html
    rendered.plain.encode()
    assert len(markdown.excerpt(rendered.plain, 200)) <= 201
    markdown.fill_text(rendered.html, {})
    check(markdown.quote(clean(source)))


@given(MARKDOWN)
def test_what_is_kept_is_what_is_kept_again(source):
    kept, rendered = derive(source, anonymous_actor())
    assert derive(kept, anonymous_actor()) == (kept, rendered)
    kept.encode()


@given(HTML)
def test_html_of_others_becomes_markdown_that_is_safe(html):
    with suppress(ValueError):  # told as "text cannot be read" in the report
        source = convert(html)
        check(source)


@given(ANYTHING)
def test_text_is_tidied_once_and_for_all(text):
    for tidy in (clean, one_line, comparable):
        assert tidy(tidy(text)) == tidy(text)
        tidy(text).encode()
    assert "\n" not in one_line(text)
    assert re.fullmatch(r"[a-z0-9-]{0,60}", slugify(text))
    initials(text).encode()


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["=1+1", "@x", '"', "a@orsel.example", "ada@orsel.example", "1" * 50, "fr;en", "kitchens", "\r", "\u200b"]
)
HEADS = st.sampled_from(
    [*sorted({name for sort in TABLES.values() for name in sort.columns}), "", "x", "nom", "e-mail"]
)


@st.composite
def tables(draw):
    separator = draw(st.sampled_from(",;\t"))
    head = draw(st.lists(HEADS, max_size=6))
    rows = draw(st.lists(st.lists(CELLS, max_size=7), max_size=6))
    lines = [
        separator.join(head),
        *(separator.join(f'"{cell}"' if draw(st.booleans()) else cell for cell in row) for row in rows),
    ]
    ends = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return ends.join(lines).encode(
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])), "replace"
    )


@pytest.mark.django_db
@with_the_database
@given(content=tables() | st.binary(max_size=200), sort=st.sampled_from(sorted(TABLES)))
def test_a_table_is_planned_or_told_to_be_unreadable(site, content, sort):
    try:
        table = TABLES[sort].read(content)
    except Unreadable as told:
        told.args[0].encode()
        return
    plan = TABLES[sort].plan(table)
    assert {step.line for step in plan.steps} | {problem.line for problem in plan.problems} >= {
        row.line for row in table.rows
    }
    assert all(problem.text for problem in plan.problems)


QUERIES = st.lists(
    st.sampled_from(
        ["in:", "by:", "kind:", "before:", "-", '"', "«", "AND", "NEAR", "*", ":", "2026-13", "me", "é", "\0"]
    )
    | ANYTHING,
    max_size=8,
).map(" ".join)


@pytest.mark.django_db
@with_the_database
@given(query=QUERIES)
def test_every_search_is_answered(site, query):
    typed = parse(query)
    assert parse(typed.text) == typed
    with transaction.atomic():
        search(as_actor(site.life.cast.mia), query.replace("\0", ""))
        suggest(as_actor(site.life.cast.mia), query.replace("\0", ""))
        pick(as_actor(site.life.cast.mia), query.replace("\0", ""), community="")


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 10**18 - 1))
def test_places_in_a_list_come_back(moment, number):
    assert parse_cursor(make_cursor(moment, number)) == (moment, number)


@given(ANYTHING)
def test_any_text_is_a_place_or_none(text):
    parse_cursor(text)
    pagination.decode(text)


@pytest.mark.django_db
@with_the_database
@given(data=st.data())
def test_every_form_answers_whatever_stands_in_it(site, data):
    form = data.draw(st.sampled_from(posts(site)), label="form")
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    fields = {
        name: data.draw(texts | st.sampled_from([field.value, *field.choices])) for name, field in form.fields.items()
    }
    sent = send(site.browsers[form.who], form, fields)
    assert list(complaints(sent, form, fields)) == []
    if sent.answer is not None and is_page(sent.answer):
        sent.answer.content.decode()
        sent_words(sent.answer.wsgi_request)
