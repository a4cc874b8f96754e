"""A translation is the same practice in other words: what its original has, it has, and nothing happens to it alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import edit, make_move, withdraw
from passerelle.contributions.models import Contribution, Deadline, Post
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.practice import actions
from passerelle.kinds.innovation.practice.models import Adoption, Practice
from passerelle.kinds.innovation.practice.portfolio.adaptations import adaptations
from passerelle.kinds.innovation.practice.portfolio.matrix import practices_of
from passerelle.kinds.innovation.practice.reading.solving import solutions
from passerelle.kinds.innovation.practice.reading.versions import VERSIONS, read_instead
from passerelle.kinds.innovation.practice.tests.asking import SOON, TOLD, fresh, today
from passerelle.kinds.innovation.practice.tests.measured import TOLD as MEASURED
from passerelle.kinds.innovation.practice.tests.measured import used
from passerelle.lib.clock import now
from passerelle.search.reading import search
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all

WORDS = {
    "title": "L'ourlet à la caisse",
    "text": "Mesurer une fois, à la caisse.",
    "problem": "Les rideaux reviennent, trop longs.",
    "elements": "Mesuré une fois\nPayé avec le rideau\nRendu le lendemain",
    "evidence": "Les retours sont passés de 7 à 3 pour cent.",
}


@pytest.fixture
def english(practice):
    Contribution.objects.filter(pk=practice.pk).update(language="en")
    return fresh(practice)


@pytest.fixture
def french(cast, english):
    told = {name: WORDS[name] for name in ("problem", "elements", "evidence")}
    made = actions.translate(
        english, language="fr", title=WORDS["title"], text=WORDS["text"], words=told, by=as_actor(cast.ada)
    )
    run_all()
    return fresh(made)


def made(place, who, language, **columns):
    head = bring(f"Hem, {language}", place, who, "practice", details=TOLD)
    Contribution.objects.filter(pk=head.pk).update(language=language)
    Practice.objects.filter(pk=head.pk).update(**columns)
    return fresh(head)


def shown(who, head):
    found = VERSIONS.versions(as_actor(who), head, Practice.objects.get(pk=head.pk))
    others = [(one.head, one.is_original, one.is_stale) for one in found.others] if found else []
    return (others, found.is_stale) if found else None


def test_each_language_is_shown_to_who_may_read_it_and_says_when_the_original_changed(cast, places, visit):
    english = made(places.open, cast.ada, "en")
    assert shown(cast.mia, english) is None
    french = made(places.open, cast.ada, "fr", translation_of=english, translated_at=now())
    adapted = made(places.open, cast.ada, "it", origin=english)  # is another practice, in whichever language
    secret = made(places.secret, cast.ada, "it", translation_of=english, translated_at=now())
    assert shown(cast.otto, english) == ([(french, False, False)], False)
    assert shown(cast.otto, french) == ([(english, True, False)], False)
    assert shown(cast.ada, english) == ([(french, False, False), (secret, False, False)], False)
    assert shown(cast.ada, adapted) is None
    page = visit(cast.otto).get(adapted.get_absolute_url()).text
    assert ("Also in" in page, "What was changed from" in page) == (False, True)
    Post.objects.unscoped("a test").filter(pk=english.body_id).update(edited_at=now() + timedelta(hours=1))
    english = fresh(english)
    assert shown(cast.otto, english) == ([(french, False, True)], False)
    assert shown(cast.otto, french) == ([(english, True, False)], True)
    page = visit(cast.otto).get(french.get_absolute_url()).text
    assert ("(the original)" in page, "The original changed since this was translated." in page) == (True, True)
    assert secret.get_absolute_url() not in visit(cast.otto).get(english.get_absolute_url()).text


def test_of_a_hidden_original_nothing_is_told(cast, places, visit):
    hidden = made(places.secret, cast.ada, "en")
    french = made(places.open, cast.ada, "fr", translation_of=hidden)
    assert (shown(cast.otto, french), shown(cast.ada, french)) == (None, ([(hidden, True, False)], False))
    pages = [visit(who).get(french.get_absolute_url()).text for who in (cast.otto, cast.ada)]
    assert [("Translation of" in page, hidden.title in page) for page in pages] == [(False, False), (True, True)]


def test_whoever_may_change_it_writes_over_its_words(cast, english, visit, verbs, no_trace):
    address, ada = reverse("practice_translate", args=[english.pid]), visit(cast.ada)
    sent = {**TOLD, **WORDS, "language": "fr"}
    with no_trace():
        assert {visit(getattr(cast, who)).get(address).status_code for who in ("sam", "mia", "otto", "gil")} == {404}
        for wrong in ({"language": "en"}, {"title": ""}, {"text": " "}, {"elements": "\n".join("abcdefghij")}):
            answer = ada.post(address, sent | wrong)
            assert (answer.status_code, WORDS["problem"] in answer.text) == (422, True)
    begun = ada.get(address).text
    assert (TOLD["problem"] in begun, english.body.source in begun, 'name="grade"' in begun) == (True, True, False)
    assert [address in visit(who).get(english.get_absolute_url()).text for who in (cast.ada, cast.mia)] == [True, False]
    verbs()
    answer = ada.post(address, sent)
    french = Contribution.objects.unscoped("a test").get(title=WORDS["title"])
    assert (answer["Location"], verbs()) == (french.get_absolute_url(), ["contribution.published"])
    run_all()
    french, details = fresh(french), Practice.objects.get(pk=french.pk)
    assert (french.state, french.language, french.body.source) == ("current", "fr", WORDS["text"])
    assert (details.problem, details.grade, details.origin_id) == (WORDS["problem"], "C", None)
    with pytest.raises(Refused, match="no version yet"):
        actions.translate(english, language="fr", by=as_actor(cast.ada))
    with pytest.raises(Refused, match="translate its original"):
        actions.translate(french, language="it", by=as_actor(cast.ada))


def test_it_is_as_proven_as_its_original_whatever_becomes_of_either(cast, english, french, verbs, visit):
    verbs()
    edit(
        french,
        title="Ourlet",
        text="Autrement.",
        details={"elements": "Une\nDeux\nTrois"},
        by=as_actor(cast.ada),
    )
    run_all()
    assert (verbs(), fresh(french).state) == (["contribution.edited"], "current")
    with pytest.raises(Refused, match="This is a translation"):
        decide(french, "retire", reason="No.", by=as_actor(cast.ada))
    edit(english, title="Hem", text="Else.", details={"grade": "D"}, by=as_actor(cast.ada))
    run_all()
    assert verbs() == ["contribution.edited", "contribution.moved", "contribution.moved"]
    assert [fresh(one).state for one in (english, french)] == ["proposed", "proposed"]
    assert set(Deadline.objects.values_list("contribution", "purpose")) == {(english.pk, "check")}
    assert fresh(french).facts["grade"] == Practice.objects.get(pk=french.pk).grade == "D"
    with pytest.raises(Refused, match="This is a translation"):
        make_move(french, "prove", by=as_actor(cast.sam))
    make_move(english, "prove", by=as_actor(cast.sam))
    make_move(english, "open", by=as_actor(cast.ada))
    run_all()
    assert [fresh(french).state, Practice.objects.get(pk=french.pk).review_on] == ["current", None]
    withdraw(fresh(english).body, by=as_actor(cast.ada))
    run_all()
    assert fresh(french).state == "retired"
    assert WORDS["problem"] in visit(cast.mia).get(french.get_absolute_url()).text


def test_its_page_tells_what_the_original_has_and_leads_there(cast, places, asked, english, french, sites, visit):
    actions.answer(asked, "adapt", adapted="Other thread", by=as_actor(cast.mia), seen=0)
    used(asked, cast.mia)
    actions.measure_at(english, None, **MEASURED, by=as_actor(cast.ada))
    actions.measure_at(english, Adoption.objects.get(), **MEASURED, by=as_actor(cast.mia))
    actions.ask(english, title="Which thread?", text="Tell me.", by=as_actor(cast.mia))
    assert (fresh(french).facts["grade"], fresh(english).facts["grade"]) == ("B", "B")
    actions.name_contact(english, cast.otto, reached="At noon", by=as_actor(cast.ada))
    page = visit(cast.mia).get(french.get_absolute_url()).text
    there = ("Turin", "Other thread", "Returns", "Which thread?", "At noon", WORDS["problem"], english.title)
    assert [said for said in there if said not in page] == []
    assert {one.brought for one in solutions(as_actor(cast.mia), [english.pk, french.pk]).values()} == {
        "in use at 1 site"
    }
    ways = ("measure", "ask", "give_up")
    leads = [tuple(reverse(f"practice_{way}", args=[one.pid]) in page for way in ways) for one in (english, french)]
    assert leads == [(True,) * 3, (False,) * 3]
    assert reverse("practice_offer", args=[english.pid]) in visit(cast.ada).get(french.get_absolute_url()).text


def test_nothing_happens_to_it_alone_and_no_sheet_counts_it(cast, places, english, french, sites, visit, no_trace):
    ada, here = as_actor(cast.ada), places.open
    alone = (
        lambda: actions.offer(french, sites[:1], today() + SOON, by=ada),
        lambda: actions.measure_at(french, None, **MEASURED, by=ada),
        lambda: actions.ask(french, title="Which thread?", text="Tell me.", by=ada),
        lambda: actions.name_contact(french, cast.otto, by=ada),
    )
    with no_trace():
        for act in alone:
            with pytest.raises(Refused, match="This is a translation"):
                act()
    assert (list(practices_of(ada, here)), adaptations(ada, here)) == ([english], [])
    address = f"{reverse('contribute')}?kind=practice&community={here.pid}&from={french.pid}"
    visit(cast.mia).post(address, {**TOLD, "title": "Chez nous", "text": "Autrement.", "origin": french.pid})
    assert Practice.objects.get(contribution__title="Chez nous").origin == english


def test_nobody_is_shown_the_same_twice(cast, english, french):
    def found(language):
        with override(language):
            told = search(as_actor(cast.mia), "caisse").results + search(as_actor(cast.mia), "till").results
            return {one.card.title for one in told}, set(read_instead(as_actor(cast.mia), [english.pk, french.pk]))

    assert found("fr") == ({WORDS["title"]}, {english.pk})
    assert found("en") == ({english.title}, {french.pk})


def test_its_page_costs_the_same_however_many_languages(cast, english, french, visit):
    browser, counts = visit(cast.mia), []
    for more in ((), ("it", "es")):
        for language in more:
            actions.translate(english, language=language, title=language, by=as_actor(cast.ada))
        for head in (english, french):
            browser.get(head.get_absolute_url())
            with CaptureQueriesContext(connection) as asked:
                browser.get(head.get_absolute_url())
            counts.append(len(asked))
    assert counts[:2] == counts[2:]
