"""What is shown is what was typed, whatever it was: through the forms in, and from the pages back."""

from __future__ import annotations

from itertools import islice

import pytest
from django.db import transaction
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from hostile.crawling import forms_of
from hostile.looking import unsound
from hostile.sending import Sent, bare, complaints, undone
from hostile.values import LONG, SECOND
from passerelle.contributions import actions
from passerelle.lib.text import clean, one_line

pytestmark = pytest.mark.django_db
EDITED = {
    "settings": "name pronouns bio help_with look_for responsibilities working_hours contact_channels",
    "community_settings": "name purpose guidelines welcome",
    "contribution_edit": "title text last_seen",
    "reply_edit": "text",
    "admin_person": "name job_title",
    "admin_units_one": "name",
    "admin_sites_one": "name city",
    "admin_organisations_one": "name",
    "admin_topic": "name",
    "admin_charter": "charter",
    "admin_face": "name",
}
ROUNDS = 2 if SECOND else 4  # for each form; all there are with PASSERELLE_TEST_LONG


def forms(site):
    return [form for form in site.found.forms.values() if form.route in EDITED]


def test_every_text_one_can_change_is_tried(site):
    assert {form.route for form in forms(site)} == set(EDITED)


def test_texts_come_back_as_they_were_typed(site, strings):
    wrong = []
    for number, form in enumerate(forms(site)):
        names = [name for name in EDITED[form.route].split() if name in form.fields]
        rounds = range(0, len(strings), len(names))
        step = 1 if LONG else max(1, len(rounds) // ROUNDS)
        for start in islice(rounds, number % step, None, step):
            typed = {name: strings[(start + place) % len(strings)] for place, name in enumerate(names)}
            wrong += [f"{form.route}: {said}" for said in changed(site.browsers[form.who], form, typed)]
    assert wrong == []


def changed(browser, form, typed):
    """What is wrong after a form was sent with these texts, and opened again."""
    with undone(browser):
        with transaction.atomic():
            answer = browser.post(form.action, form.filled() | typed)
        if answer.status_code != 302:
            yield from complaints(Sent(answer, "", (), ()), form, form.filled() | typed)
            return
        page = browser.get(form.page).content
        yield from unsound(page)
        back = next(
            again.fields for again in forms_of(document_fromstring(page), "", form.page) if again.key == form.key
        )
        for name, words in typed.items():
            kept = clean(words).strip() if form.fields[name].type == "textarea" else one_line(words)
            if bare(back[name].value) != bare(kept):
                yield f"{name} was {words!r} and is {back[name].value!r}"


def test_titles_stand_on_cards_as_they_were_typed(site, strings):
    with transaction.atomic():
        titled = [title for title in map(one_line, strings) if 0 < len(title) <= 200]
        for title in titled:
            actions.contribute(
                "update", site.life.places.elsewhere, title=title, text=title, by=as_actor(site.life.cast.sam)
            )
        shown, address = [], reverse("community", args=[site.life.places.elsewhere.pid, "elsewhere"])
        while address:
            page = site.browsers["sam"].get(address).content
            assert list(unsound(page)) == []
            document = document_fromstring(page)
            shown += [bare(each.text_content()) for each in document.xpath("//article//h2 | //article//h3")]
            more = document.xpath("//a[contains(@href, 'cursor=')]/@href | //@hx-get[contains(., 'cursor=')]")
            address = more[0] if more else None
        transaction.set_rollback(True)
    assert sorted(set(map(bare, titled)) - set(shown)) == []
