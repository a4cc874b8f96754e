"""A conversation becomes an article: what was said stands in it as it reads today, for those who may read it there."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml.html import document_fromstring

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import edit, edit_reply, make_move, reply, withdraw
from passerelle.contributions.models import Contribution
from passerelle.trail.models import Credit, Link
from passerelle.work.worker import run_all


def asked(cast, place, *said):
    """A question of Ada's with an answer of Mia's for each of these words."""
    question = bring("Which ruler?", place, cast.ada, "question")
    return question, [reply(question, text=words, by=as_actor(cast.mia)) for words in said]


def composed(page):
    """What the composer would send as it opens."""
    return dict(document_fromstring(page).get_element_by_id("composer").form_values())


def published(cast, question, place, visit, said, **more):
    """Distilled through the pages by Ada, published by Sam."""
    ada = visit(cast.ada)
    chosen = {"said": [one.pid for one in said], "genre": "how-to", "community": place.pid}
    address = ada.get(reverse("article_distil", args=[question.pid]), chosen)["Location"]
    sent = composed(ada.get(address).text)
    ada.post(address, {**sent, "title": "Rulers", **more})
    draft = Contribution.objects.unscoped("a test").latest("pk")
    make_move(draft, "submit", by=as_actor(cast.ada))
    made = make_move(draft, "publish", by=as_actor(cast.sam))
    run_all()
    return made


def test_what_was_said_is_quoted_with_its_source_for_those_who_may_read_it(cast, places, visit):
    question, said = asked(cast, places.closed, "The **steel** one.\n\n## Why\n\nIt stays straight.", "The wooden one.")
    page = visit(cast.ada).get(question.get_absolute_url()).text
    assert reverse("article_distil", args=[question.pid]) in page
    offered = visit(cast.ada).get(reverse("article_distil", args=[question.pid])).text
    assert all(words in offered for words in ("About Which ruler?", "Mia Orsel: The steel one.", "The wooden one."))
    made = published(cast, question, places.open, visit, said[:1])
    assert (made.home, made.title) == (places.open, "Rulers")
    address = made.get_absolute_url()
    inside, outside = (visit(who).get(address).text for who in (cast.mia, cast.otto))
    source = reverse("reply", args=[said[0].pid])
    assert all(words in inside for words in ("<strong>steel</strong>", "<p><strong>Why</strong></p>", source))
    assert f'href="{reverse("person", args=[cast.mia.pid])}"' in inside.partition("<figcaption")[2]
    assert not any(words in outside for words in ("steel", "Which ruler?", source, "you cannot see"))
    assert [row[:2] for row in Link.objects.unscoped("a test").values_list("earlier", "relation", "status")] == [
        (question.pk, "derived_from")
    ]
    assert list(Credit.objects.unscoped("a test").values_list("person__name", "role", "accepted")) == [
        ("Mia Orsel", "proposed", True)
    ]
    edit_reply(said[0], text="The brass one.", by=as_actor(cast.mia))
    assert "brass" in visit(cast.ada).get(address).text
    withdraw(said[0], by=as_actor(cast.mia))
    assert not any(words in visit(cast.ada).get(address).text for words in ("brass", 'class="passage"'))


def test_what_is_quoted_later_is_credited_and_a_second_conversation_supports_it(cast, places, visit):
    question, said = asked(cast, places.open, "The steel one.")
    other, more = asked(cast, places.open, "Measure twice.")
    made = published(cast, question, places.open, visit, said)
    text = f"{made.body.source}\n\nAs #{{reply:{more[0].pid}}} says."
    for _ in range(2):
        edit(made, title="Rulers", text=f"{text}\n\n#{{reply:{more[0].pid}}}", by=as_actor(cast.ada))
        run_all()
    links = Link.objects.unscoped("a test").order_by("pk").values_list("earlier", "relation")
    assert list(links) == [(question.pk, "derived_from"), (other.pk, "supported_by")]
    assert Credit.objects.unscoped("a test").count() == 1


def test_a_conversation_one_may_not_read_is_not_there_and_a_mistake_is_said(cast, places, visit):
    question, said = asked(cast, places.closed, *(f"Number {number}" for number in range(21)))
    address = reverse("article_distil", args=[question.pid])
    answers = {who: visit(getattr(cast, who)).get(address).status_code for who in ("otto", "gil", "fred", "sam")}
    assert answers == {"otto": 404, "gil": 404, "fred": 404, "sam": 200}
    ada, chosen = visit(cast.ada), {"genre": "case", "community": places.closed.pid}
    nothing, much = (ada.get(address, {**chosen, "said": [one.pid for one in some]}) for some in ([], said))
    assert (nothing.status_code, "Choose at least one text" in nothing.text) == (422, True)
    assert (much.status_code, "Choose at most 20 texts." in much.text) == (422, True)
    stranger = ada.get(address, {**chosen, "said": ["abcdef123456"]})
    assert stranger.status_code == 422
    asked_for = ada.get(address, {**chosen, "said": [said[0].pid]})["Location"]
    assert parse_qs(urlsplit(asked_for).query)["quotes"] == [said[0].pid]
    broken = ada.get(asked_for.replace(said[0].pid, "..%7Bx"))
    assert (broken.status_code, "#{" in composed(broken.text)["text"]) == (200, False)


def test_a_page_costs_the_same_however_many_it_quotes(cast, places, visit):
    question, said = asked(cast, places.open, *(f"Number {number}" for number in range(5)))
    made = published(cast, question, places.open, visit, said[:1])
    browser = visit(cast.otto)
    counts = []
    for some in (said[:1], said):
        text = "\n\n".join(f"#{{reply:{one.pid}}}" for one in some)
        edit(made, title="Rulers", text=text, by=as_actor(cast.ada))
        browser.get(made.get_absolute_url())
        with CaptureQueriesContext(connection) as asked_for:
            page = browser.get(made.get_absolute_url()).text
        counts.append(len(asked_for))
        assert page.count('class="passage"') == len(some)
    assert counts[0] == counts[1]
