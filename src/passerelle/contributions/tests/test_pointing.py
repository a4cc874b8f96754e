"""What a text points at: people who may see it, pages of ours, all as ids and filled in for each reader."""

from __future__ import annotations

import pytest
from django.conf import settings

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Mention, Post
from passerelle.contributions.reading.labels import labels_in
from passerelle.contributions.reading.mentions import pick
from passerelle.contributions.reading.page import single
from passerelle.journal.models import Entry
from passerelle.people.models import Unit


def say(place, who, text):
    return actions.contribute("update", place, title="Pointing", text=text, by=as_actor(who))


def words(who, post):
    return str(single(as_actor(who), post).html)


def test_only_who_may_read_is_mentioned(cast, places):
    everybody = " ".join(
        f"@{{person:{getattr(cast, name).pid}}}" for name in ("mia", "otto", "gwen", "eve", "iris", "fred")
    )
    update = say(places.closed, cast.ada, everybody)
    assert list(Mention.objects.values_list("post", "person")) == [(update.body_id, cast.mia.pk)]
    assert Entry.objects.get().particulars["mentions"] == [cast.mia.pk]


def test_a_mention_is_told_once_however_often_the_text_is_edited(cast, places):
    update = say(places.open, cast.ada, f"@{{person:{cast.mia.pid}}}")
    both = f"@{{person:{cast.mia.pid}}} and @{{person:{cast.otto.pid}}} and @{{person:{cast.otto.pid}}}"
    actions.edit(update, title="Pointing", text=both, by=as_actor(cast.ada))
    assert Entry.objects.last().particulars["mentions"] == [cast.otto.pk]
    assert set(Mention.objects.values_list("person", flat=True)) == {cast.mia.pk, cast.otto.pk}


def test_nobody_is_told_before_it_appears(cast, places):
    places.open.contributing = "moderated"
    places.open.save()
    held = say(places.open, cast.ada, f"@{{person:{cast.mia.pid}}}")
    actions.publish(held, by=as_actor(cast.sam))
    told = dict(Entry.objects.values_list("verb", "particulars"))
    assert told["contribution.published"]["mentions"] == [cast.mia.pk]


def test_who_sees_only_the_card_is_not_named_in_the_conversation(cast, places):
    update = say(places.closed, cast.ada, "From inside")
    actions.share(update, places.open, by=as_actor(cast.ada))
    reply = actions.reply(update, text=f"@{{person:{cast.otto.pid}}} @{{person:{cast.mia.pid}}}", by=as_actor(cast.ada))
    assert list(reply.mentions.values_list("person", flat=True)) == [cast.mia.pk]


def test_units_and_communities_are_mentioned_but_no_secret_ones(cast, places):
    unit = Unit.objects.get(slug="garden")
    text = f"@{{unit:{unit.pid}}} @{{community:{places.closed.pid}}} @{{community:{places.secret.pid}}}"
    say(places.open, cast.ada, text)
    known = list(Mention.objects.order_by("pk").values_list("unit", "community"))
    assert known == [(unit.pk, None), (None, places.closed.pk), (None, places.secret.pk)]
    update = actions.reply(bring("News", places.open, cast.ada), text=text, by=as_actor(cast.otto))
    assert list(update.mentions.order_by("pk").values_list("unit", "community")) == [
        (unit.pk, None),
        (None, places.closed.pk),
    ]


def test_a_reader_sees_the_names_of_today_and_only_those_they_may_know(cast, places):
    update = say(places.open, cast.ada, f"Ask @{{person:{cast.mia.pid}}} in @{{community:{places.secret.pid}}}")
    cast.mia.name = "Mia Meyer"
    cast.mia.save()
    assert "@<bdi>Mia Meyer</bdi>" in words(cast.otto, update.body)
    assert "Secret vault" not in words(cast.otto, update.body)
    assert "Secret vault" in words(cast.sam, update.body)


def test_a_guest_reads_no_name_of_somebody_they_do_not_meet(cast, places):
    update = say(places.shared, cast.ada, f"Ask @{{person:{cast.mia.pid}}} or @{{person:{cast.otto.pid}}}")
    assert "Mia Orsel" in words(cast.gwen, update.body)
    assert "Otto Orsel" not in words(cast.gwen, update.body)
    assert "Otto Orsel" in words(cast.mia, update.body)


@pytest.mark.parametrize("form", ["{base}/c/{pid}/", "{base}/c/{pid}/{slug}/"])
def test_an_address_of_ours_becomes_an_id(cast, places, form):
    target = bring("The target", places.closed, cast.ada)
    text = "See " + form.format(base=settings.BASE_URL, pid=target.pid, slug=target.slug)
    update = say(places.open, cast.ada, text)
    assert update.body.source == f"See #{{contribution:{target.pid}}}"
    assert "The target" in words(cast.mia, update.body)
    assert "The target" not in words(cast.otto, update.body)


def test_an_address_of_what_the_author_cannot_see_stays_as_typed(cast, places):
    target = bring("The target", places.secret, cast.ada)
    text = f"See {settings.BASE_URL}/c/{target.pid}/"
    assert actions.reply(bring("News", places.open, cast.ada), text=text, by=as_actor(cast.otto)).source == text


def test_the_title_of_a_removed_target_is_not_told(cast, places):
    target = bring("Ugly words", places.open, cast.ada)
    update = say(places.open, cast.ada, f"#{{contribution:{target.pid}}}")
    actions.remove(target.body, reason="hurtful", by=as_actor(cast.sam))
    assert "Ugly words" not in words(cast.mia, update.body)


def test_what_hurts_is_cleaned(cast, places):
    update = say(
        places.open, cast.ada, "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    )
    html = words(cast.mia, update.body)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_the_picker_offers_whom_one_may_name_here(cast, places):
    def found(who, typed, place=None):
        return [row["label"] for row in pick(as_actor(who), typed, community=place.pid if place else "")]

    assert found(cast.ada, "or", places.open)[:2] == ["Ada Orsel", "Fred Orsel"]  # Eve's time is over
    assert found(cast.ada, "m", places.closed) == ["Mia Orsel"]
    assert found(cast.ada, "ot", places.closed) == []
    assert found(cast.otto, "sec") == []
    assert found(cast.ada, "sec") == ["Secret vault"]
    assert found(cast.gwen, "ot") == []
    assert found(cast.ada, "") == []
    assert found(cast.ada, "gar") == ["Garden"]


def test_the_editor_is_told_the_names_in_a_source(cast, places):
    source = f"@{{person:{cast.mia.pid}}} @{{community:{places.secret.pid}}}"
    assert labels_in(as_actor(cast.otto), source) == {f"person:{cast.mia.pid}": "Mia Orsel"}
    assert labels_in(as_actor(cast.ada), "Nobody") == {}
    said = actions.reply(say(places.closed, cast.ada, "Which?"), text="The **steel** ruler.", by=as_actor(cast.mia))
    quoted = f"#{{reply:{said.pid}}}"
    assert labels_in(as_actor(cast.ada), quoted) == {f"reply:{said.pid}": "Mia Orsel: The steel ruler."}
    assert labels_in(as_actor(cast.otto), quoted) == {}


def test_a_text_too_short_to_tell_is_in_a_language_of_its_author_one_the_community_speaks_if_there_is(cast, places):
    there = places.open
    for spoken, pages, here, usual in (
        (["it", "fr"], "", [], "it"),
        (["it", "fr"], "fr", [], "fr"),
        (["it", "fr"], "fr", ["it"], "it"),
        (["it"], "fr", ["es"], "it"),
        ([], "fr", ["es"], "fr"),
        ([], "", ["es"], "es"),
        ([], "", [], ""),
    ):
        cast.ada.languages, cast.ada.language, there.languages = spoken, pages, here
        cast.ada.save(update_fields=["languages", "language"])
        assert say(there, cast.ada, "Ecco!").language == usual


def test_texts_in_every_language_are_recognised(cast, places):
    update = say(places.open, cast.ada, "Nous avons mesuré la lumière de la vitrine pendant toute la semaine dernière.")
    assert (update.language, Post.objects.unscoped("a test").get().language) == ("fr", "fr")
