"""What is new keeps what was typed, whatever it was: every text field of every form that makes, asks or finds something."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from hostile.crawling import is_page
from hostile.looking import seen, unsound
from hostile.sending import Sent, bare, complaints, undone
from hostile.test_naughty import EDITED
from hostile.values import LONG, SECOND
from passerelle.lib.text import clean, one_line
from passerelle.people.models import Person, Site, Unit
from passerelle.topics.finding import split_names

pytestmark = pytest.mark.django_db
ROUNDS = 1 if SECOND else 2  # for each form; all there are with PASSERELLE_TEST_LONG
# What is seen again where the answer leads; the others are answered, and no more is asked of them here.
MADE = {
    "admin_organisations_add": "name",
    "admin_person_add": "name job_title",
    "admin_sites_add": "name city",
    "admin_topics": "name",
    "admin_units_add": "name",
    "capture": "title",
    "community_found": "name purpose",
    "contribute": "title last_seen",
    "first_run": "name",
    "settings_topics": "add",
    "split": "title",
}
TOPICS = {"add", "topics"}
ANSWERED = {
    "account_change_password", "account_email", "account_login", "account_reset_password", "account_signup",
    "admin_editors", "admin_invitations", "admin_person_erase", "article_check", "article_people", "article_suggest",
    "article_translate", "article_use", "card_login", "community_ask", "community_invite", "community_message",
    "community_objectives", "community_rules",
    "decide_held", "idea_criteria", "idea_owner", "idea_reviewers", "idea_suggest", "invitation", "merge", "practice_answer",
    "practice_ask", "practice_contact", "practice_focal", "practice_give_up", "practice_measure", "practice_translate",
    "project_milestones", "project_note", "replies",
    "report", "request_decide", "saved_search", "saved_searches", "signal_listeners", "trail_decide", "trail_link", "trail_measure",
    "trail_missing", "trend_name", "trend_split",
}  # fmt: skip


def forms(site):
    return [
        form
        for form in site.found.forms.values()
        if form.method == "post" and form.route not in EDITED and any(field.is_free for field in form.fields.values())
    ]


def rounds(strings, names, number):
    """Some of the ways to give each of these fields a string of its own, different ones for each form; or all of them."""
    starts = range(0, len(strings), 1 if LONG else len(names))
    for start in starts[:: 1 if LONG else max(1, len(starts) // ROUNDS)]:
        yield {name: strings[(start + number + place) % len(strings)] for place, name in enumerate(names)}


def test_every_form_into_which_words_are_typed_is_tried(site):
    assert {form.route for form in forms(site)} == set(MADE) | ANSWERED


def test_what_is_made_is_called_what_was_typed(site, strings):
    wrong = []
    for number, form in enumerate(form for form in forms(site) if form.route in MADE):
        for typed in rounds(strings, [name for name in MADE[form.route].split() if name in form.fields], number):
            wrong += [f"{form.route}: {said}" for said in answered(site.browsers[form.who], form, typed, look=True)]
    assert wrong == []


def test_every_field_of_what_is_new_takes_it_or_says_why_not(site, strings):
    wrong = []
    for number, form in enumerate(forms(site)):
        free = [name for name, field in form.fields.items() if field.is_free]
        for typed in rounds(strings, free, number):
            wrong += [f"{form.route}: {said}" for said in answered(site.browsers[form.who], form, typed, look=False)]
    assert wrong == []


def answered(browser, form, typed, *, look):
    """What is wrong with the answer, and with the page it leads to."""
    needed = {name: "Words" for name, field in form.fields.items() if field.is_free and field.required}
    code = {"slug": "a-code"} if "slug" in form.fields else {}  # names without Latin letters need one
    sent = form.filled() | needed | code | typed
    with undone(browser):
        try:
            with transaction.atomic():
                answer = browser.post(form.action, sent)
        except Exception as error:
            yield f"broke on {typed!r}: {type(error).__name__}: {error}"[:300]
            return
        if answer.status_code != 302:
            yield from (f"{said} on {typed!r}" for said in complaints(Sent(answer, "", (), ()), form, sent))
            return
        page = browser.get(answer["Location"], follow=True)
        if not is_page(page):
            yield f"led to {page.status_code} at {answer['Location']} after {typed!r}"
            return
        yield from (f"{said} after {typed!r}" for said in unsound(page.content))
        shown = seen(page.content)
        for name, words in typed.items() if look else ():
            pieces = split_names(words) if name in TOPICS else [one_line(words)]
            if any(bare(piece) not in shown for piece in pieces):
                yield f"{name} was {words!r} and is not seen at {answer['Location']}"


def test_whatever_is_looked_for_stands_in_the_box(site, strings):
    wrong = []
    boxes = [form for form in site.found.forms.values() if form.method == "get"]
    for number, form in enumerate(boxes):
        free = [name for name, field in form.fields.items() if field.is_free]
        for typed in rounds(strings, free, number) if free else ():
            answer = site.browsers[form.who].get(form.action, form.filled() | typed)
            if answer.status_code not in (200, 422) or list(unsound(answer.content)):
                wrong.append(f"{form.route} answered {answer.status_code} to {typed!r}")
            elif any(
                bare(words[: form.fields[name].most]) not in seen(answer.content) for name, words in typed.items()
            ):
                wrong.append(f"{form.route} lost {typed!r}")
    assert wrong == []


@pytest.mark.parametrize("route", ["mentions", "search_suggest"])
def test_whatever_scripts_ask_is_answered(site, strings, route):
    with transaction.atomic():
        said = {
            words: answer.status_code
            for words in (strings if LONG else strings[::4])
            if (answer := site.browsers["ada"].get(reverse(route), {"q": words, "community": words}))
        }
        transaction.set_rollback(True)
    assert {words for words, code in said.items() if code >= 500} == set()


COLUMNS = {
    "people": (Person, {"email": "p{}@x.example", "name": None, "job_title": None}),
    "sites": (Site, {"code": "naughty-{}", "name": None, "city": None}),
    "units": (Unit, {"code": "naughty-{}", "name": None}),
}


@pytest.mark.parametrize("sort", COLUMNS)
def test_a_table_brings_names_in_as_they_stand(site, strings, sort):
    model, columns = COLUMNS[sort]
    names = [words for words in strings if 0 < len(one_line(words)) <= 80]
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(columns)
    for number, words in enumerate(names):
        rows.writerow([pattern.format(number) if pattern else words for pattern in columns.values()])
    with undone(site.browsers["root"]):
        table = SimpleUploadedFile("t.csv", written.getvalue().encode())
        answer = site.browsers["root"].post(reverse("admin_import"), {"sort": sort, "table": table, "apply": "1"})
        told = " ".join(answer.text.split())[:2_000] if answer.status_code != 302 else ""
        shown = set(model.objects.values_list("name", flat=True))
    assert (told, {one_line(clean(words)) for words in names} - shown) == ("", set())
