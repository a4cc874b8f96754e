"""Each form of the site with what nobody asked for: a clear answer, what was typed is kept, nothing half-done.

Forms are found by walking through the site, so a later page joins by being linked. Each form meets each value in one of its
fields; with PASSERELLE_TEST_LONG in each of them. What forms decide before a database is asked runs once.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hostile.sending import complaints, send
from hostile.unlinked import posts
from hostile.values import CHOICES, DAYS, INVISIBLE, LONG, WORDS

pytestmark = pytest.mark.django_db
HARMLESS = "Some words"


def free(form):
    return [name for name, field in form.fields.items() if field.is_free]


def test_walking_through_the_site_breaks_nothing(site):
    assert site.found.broken == []


@pytest.mark.slow
def test_words_nobody_expects(site):
    wrong = []
    for form in posts(site):
        for typed in turns({name: list(WORDS.values()) for name in free(form)}):
            wrong += tried(site, form, form.filled() | typed)
    assert wrong == []


@pytest.mark.slow
def test_choices_nobody_offered(site):
    wrong = []
    for form in posts(site):
        offered = {name: values_for(field) for name, field in form.fields.items() if not field.is_free}
        for typed in turns(offered):
            wrong += tried(site, form, form.filled() | dict.fromkeys(free(form), HARMLESS) | typed)
    assert wrong == []


@pytest.mark.once
def test_every_field_twice(site):
    wrong = []
    for form in posts(site):
        wrong += tried(site, form, {name: [field.value or HARMLESS, "x"] for name, field in form.fields.items()})
    assert wrong == []


@pytest.mark.once
@pytest.mark.parametrize("instead", [None, b"", b"a file"], ids=["missing", "an empty file", "a file"])
def test_every_field_is_something_else(site, instead):
    wrong = []
    for form in posts(site):
        names = form.fields if instead is not None else ()
        files = {name: SimpleUploadedFile("words.txt", instead) for name in names}
        wrong += tried(site, form, {"csrfmiddlewaretoken": "as every form"} | files)
    assert wrong == []


@pytest.mark.once
def test_what_nobody_can_see_is_nothing(site):
    wrong = []
    for form in posts(site):
        needed = {name: INVISIBLE for name in free(form) if form.fields[name].required}
        sent = send(site.browsers[form.who], form, form.filled() | needed) if needed else None
        if sent and sent.rows_before != sent.rows_after:
            wrong.append(f"{form.route} took nothing for something: {sorted(needed)}")
    assert wrong == []


def values_for(field):
    return list((DAYS if field.type.startswith("date") else CHOICES).values())


def turns(wanted: dict[str, list[str | bytes]]) -> Iterator[dict[str, str | bytes]]:
    """Rounds in which each field has another of its values, until each of them stood in one field, or in each."""
    rounds = max(map(len, wanted.values()), default=0)
    for turn in range(0, rounds, 1 if LONG else max(1, len(wanted))):
        yield {name: values[(turn + place) % len(values)] for place, (name, values) in enumerate(wanted.items())}


def tried(site, form, fields):
    sent = send(site.browsers[form.who], form, fields)
    return [f"{form.route} ({', '.join(form.fields)}): {each}" for each in complaints(sent, form, fields)]
