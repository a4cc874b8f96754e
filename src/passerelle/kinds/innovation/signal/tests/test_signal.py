"""A signal: brought in a hurry, heard, and never ended without a word to whoever brought it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Attachment, Contribution
from passerelle.contributions.reading.feed import Filters, feed
from passerelle.journal.decision import Refused
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.notifications.models import Notice
from passerelle.trail.actions import decide
from passerelle.work.worker import run_all


@pytest.fixture
def raised(cast, places):
    return bring("No cable", places.open, cast.mia, "signal", details={"sort": "objection", "urgency": "today"})


def sent(**more):
    return {"text": "She saw only the cable.", "sort": "objection", "urgency": "calm", **more}


def address(places):
    return f"{reverse('contribute')}?kind=signal&community={places.open.pid}"


def state(contribution):
    return Contribution.objects.unscoped("a test").get(pk=contribution.pk).state


def test_where_one_works_is_where_one_heard_it(cast, places, visit):
    page = visit(cast.ada).get(address(places)).text
    assert f'<option value="{cast.ada.site_id}" selected>' in page
    visit(cast.ada).post(address(places), sent(site=cast.mia.site_id))
    assert Signal.objects.get().site_id == cast.mia.site_id


def test_without_a_network_nobody_says_where_and_it_is_where_they_work(cast, places, visit):
    visit(cast.ada).post(address(places), sent())
    assert Signal.objects.get().site_id == cast.ada.site_id
    visit(cast.ada).post(address(places), sent(site=""))
    assert sorted(Signal.objects.values_list("site_id", flat=True), key=bool) == [None, cast.ada.site_id]


def test_partners_are_offered_no_list_of_sites(cast, places, visit):
    shared = f"{reverse('contribute')}?kind=signal&community={places.shared.pid}"
    gwen = visit(cast.gwen)
    assert 'name="site"' not in gwen.get(shared).text
    gwen.post(shared, sent(site=cast.ada.site_id))
    assert Signal.objects.get().site_id is None


def test_of_the_site_partners_read_nothing(cast, places, visit):
    made = bring("No cable", places.shared, cast.ada, "signal", details={"sort": "need", "site": cast.ada.site})
    named = f"<dd>{cast.ada.site.name}</dd>"
    assert [named in visit(who).get(made.get_absolute_url()).text for who in (cast.mia, cast.gwen)] == [True, False]


def test_who_seems_to_be_named_is_asked_about_once_and_nothing_is_lost(cast, places, visit, no_trace):
    ada, named = visit(cast.ada), sent(text="Mrs Whitfield saw only the cable.", customer="private")
    assert "nobody can be recognised" not in ada.get(address(places)).text
    with no_trace():
        asked = ada.post(address(places), named)
    assert asked.status_code == 422
    assert "“Mrs Whitfield”" in asked.text
    assert "Mrs Whitfield saw only the cable.</textarea>" in asked.text
    assert '<option value="private" selected>' in asked.text
    assert "nobody can be recognised" in asked.text
    assert ada.post(address(places), {**named, "looked": "on"}).status_code == 302
    assert Contribution.objects.unscoped("a test").get().body.source == named["text"]


def test_a_voice_note_is_heard_on_the_page(cast, places, visit):
    note = SimpleUploadedFile("note.m4a", b"\x00\x00\x00\x1cftypM4A hm", "audio/mp4")
    visit(cast.ada).post(f"{reverse('capture')}?kind=signal&community={places.open.pid}", sent(attached=note))
    made = Contribution.objects.unscoped("a test").get()
    heard = Attachment.objects.unscoped("a test").get()
    player = f'<audio class="sound" controls preload="none" src="{reverse("attachment", args=[heard.pid])}"'
    assert player in visit(cast.mia).get(made.get_absolute_url()).text


def test_it_ends_with_a_word_to_whoever_brought_it(cast, raised):
    sam, mia = as_actor(cast.sam), as_actor(cast.mia)
    actions.make_move(raised, "hear", by=sam)
    first = Signal.objects.get().heard_at
    assert first is not None
    actions.reply(raised, text="Anything?", by=mia)
    for slug in ("answer", "act"):
        with pytest.raises(Refused, match="Say in a reply"):
            actions.make_move(raised, slug, by=sam)
        with pytest.raises(Refused, match="Only the community managers"):
            actions.make_move(raised, slug, by=mia)
    actions.reply(raised, text="A clip comes in May.", by=sam)
    actions.make_move(raised, "act", by=sam)
    actions.make_move(raised, "reopen", by=sam)
    assert (state(raised), Signal.objects.get().heard_at) == ("heard", first)


def test_it_is_closed_with_a_reason_which_whoever_brought_it_reads(cast, raised, visit):
    with pytest.raises(Refused):
        actions.make_move(raised, "close", by=as_actor(cast.sam))
    decide(raised, "close", reason="The cable is the lamp’s charm.", by=as_actor(cast.sam))
    assert state(raised) == "closed"
    assert "The cable is the lamp’s charm." in visit(cast.mia).get(raised.get_absolute_url()).text


def test_it_is_in_a_trend_by_being_put_there(cast, raised):
    with pytest.raises(Refused, match="Add it to a trend"):
        actions.make_move(raised, "gather", by=as_actor(cast.sam))
    actions.make_move(raised, "gather", by=as_actor("system"))
    assert state(raised) == "gathered"


def test_lists_are_narrowed_by_what_it_is_and_where_it_stands(cast, places, raised):
    bring("Lovely", places.open, cast.ada, "signal", details={"sort": "praise"})

    def titles(only):
        page = feed(as_actor(cast.mia), [places.open.pk], filters=Filters(kind="signal", only=only))
        return [card.title for card in page.cards]

    assert titles("unheard") == ["Lovely", "No cable"]
    assert [titles(only) for only in ("objection", "today", "praise")] == [["No cable"], ["No cable"], ["Lovely"]]
    actions.make_move(raised, "hear", by=as_actor(cast.sam))
    assert (titles("unheard"), titles("awaiting")) == (["Lovely"], ["No cable"])


def test_a_card_says_what_it_is(cast, places, raised, visit):
    page = visit(cast.ada).get(places.open.get_absolute_url()).text
    assert '<ul class="told"><li>Objection</li><li>Today</li></ul>' in page


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Sam Orsel heard “No cable”"), ("fr", "Sam Orsel a entendu « No cable »")]
)
def test_the_reporter_is_told_in_a_sentence(cast, raised, visit, language, sentence):
    cast.mia.language = language
    cast.mia.save(update_fields=["language"])
    actions.make_move(raised, "hear", by=as_actor(cast.sam))
    run_all()
    assert Notice.objects.get(person=cast.mia).verb == "contribution.moved"
    assert sentence in visit(cast.mia).get(reverse("inbox")).text.replace("\xa0", " ")
