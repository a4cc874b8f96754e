"""Who looks after the shared words: editors of one topic or of all, named by administrators."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Follow
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.matching import actions as matching
from passerelle.people import actions as people
from passerelle.people.models import Person, PersonTopic
from passerelle.topics import actions, rules
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import TopicEditor
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(cast, places):
    return find_or_create(["Ovens", "Stoves", "Bread"], "en")


def test_the_rule_and_the_set_agree_for_everybody(cast, named):
    ovens, stoves, _bread = named
    for who, topic in ((cast.mia, ovens), (cast.mia, stoves), (cast.sam, None), (cast.gwen, ovens)):
        actions.appoint_editor(who, topic, by=as_actor(cast.root))
    for name in ("ada", "sam", "mia", "otto", "gwen", "root"):
        actor = as_actor(getattr(cast, name))
        allowed = {topic for topic in named if rules.may_curate(actor, topic)}
        assert set(rules.curated(actor)) == allowed, name
        expected = {"mia": {ovens, stoves}, "sam": set(named), "root": set(named)}.get(name, set())
        assert allowed == expected, name
    assert [bool(rules.may_curate(as_actor(who))) for who in (cast.mia, cast.sam, cast.root)] == [False, True, True]


def test_only_administrators_appoint_and_each_verb_leaves_one_entry(cast, named, verbs):
    ovens = named[0]
    with pytest.raises(Refused):
        actions.appoint_editor(cast.mia, ovens, by=as_actor(cast.sam))
    verbs()
    editor = actions.appoint_editor(cast.mia, ovens, by=as_actor(cast.root))
    with pytest.raises(Refused):
        actions.appoint_editor(cast.mia, ovens, by=as_actor(cast.root))
    with pytest.raises(Refused):
        actions.dismiss_editor(editor, by=as_actor(cast.mia))
    actions.dismiss_editor(editor, by=as_actor(cast.root))
    assert verbs() == ["topic.editor_appointed", "topic.editor_dismissed"]
    told = Entry.objects.filter(verb__startswith="topic.editor").values_list(
        "subject_type", "subject_id", "particulars"
    )
    assert list(told) == [("person", cast.mia.pk, {"topic": ovens.pk})] * 2
    with pytest.raises(Refused):
        actions.revise_topic(ovens, synonyms=["Cookers"], by=as_actor(cast.mia))


def test_an_editor_names_what_is_theirs_and_merges_only_among_it(cast, named, visit):
    ovens, stoves, bread = named
    for topic in (ovens, stoves):
        actions.appoint_editor(cast.mia, topic, by=as_actor(cast.root))
    mia, page = visit(cast.mia), reverse("admin_topic", args=[ovens.pid])
    assert mia.get(reverse("admin_topic", args=[bread.pid])).status_code == 404
    assert mia.get(reverse("admin_editors")).status_code == 404
    shown = mia.get(reverse("admin_topics")).content.decode()
    assert ("Ovens" in shown, "Stoves" in shown, "Bread" in shown, "New topic" in shown) == (True, True, False, False)
    form = {"name": "Ovens", "name_en": "Ovens", "name_fr": "Fours", "synonyms": "Cookers, Kilns"}
    assert mia.post(page, form).status_code == 302
    assert sorted(ovens.labels.values_list("language", "name")) == [
        ("", "Cookers"),
        ("", "Kilns"),
        ("en", "Ovens"),
        ("fr", "Fours"),
    ]
    merge = reverse("admin_topic_merge", args=[ovens.pid])
    assert mia.post(merge, {"into": bread.pid}).status_code == 422
    assert mia.post(merge, {"into": stoves.pid}).status_code == 302
    after = mia.get(reverse("admin_topic", args=[stoves.pid])).content.decode()
    assert after.partition('id="history"')[2].count("Mia Orsel") == 2
    assert visit(cast.otto).get(reverse("admin_topics")).status_code == 404


def test_what_a_topic_is_stands_on_its_page_in_the_readers_words(cast, places, named, visit, verbs):
    ovens, stoves, _bread = named
    bring("A better oven", places.open, cast.ada, topics=[ovens])
    actions.appoint_editor(cast.mia, ovens, by=as_actor(cast.root))
    actions.revise_topic(ovens, descriptions={"it": "Tutto sui forni."}, by=as_actor(cast.root))
    mia, form, page = visit(cast.mia), reverse("admin_topic", args=[ovens.pid]), reverse("topic", args=[ovens.pid])
    assert "Tutto sui forni." in mia.get(page).content.decode()  # rather in another language than not at all
    typed = {"name": "Ovens", "name_en": "Ovens", "name_fr": "Fours", "synonyms": ""}
    told = {"description_en": "Ovens of every size.", "description_fr": "Les fours, petits et grands."}
    too_long = mia.post(form, {**typed, **told, "description_en": "word " * 70})
    assert (too_long.status_code, too_long.content.decode().count("Les fours, petits et grands.")) == (422, 1)
    verbs()
    assert mia.post(form, {**typed, **told}).status_code == 302
    assert verbs() == ["topic.revised"]
    ovens.refresh_from_db()
    assert ovens.descriptions == {"it": "Tutto sui forni.", "en": told["description_en"], "fr": told["description_fr"]}
    assert told["description_en"] in visit(cast.otto).get(page).content.decode()
    Person.objects.filter(pk__in=[cast.otto.pk, cast.mia.pk]).update(language="fr")
    assert told["description_fr"] in visit(cast.otto).get(page).content.decode()
    assert ">Fours</h1>" in visit(cast.mia).get(form).content.decode()
    actions.revise_topic(stoves, descriptions={"en": "Stoves."}, by=as_actor(cast.root))
    actions.merge_topic(ovens, stoves, by=as_actor(cast.root))
    stoves.refresh_from_db()
    assert stoves.descriptions == {"it": "Tutto sui forni.", "en": "Stoves.", "fr": told["description_fr"]}
    with pytest.raises(Refused):
        actions.revise_topic(stoves, descriptions={"en": "Mine."}, by=as_actor(cast.otto))


def test_editors_see_names_and_no_count_of_what_they_may_not_read(cast, places, named, visit):
    ovens, stoves, _bread = named
    bring("Hidden oven", places.secret, cast.ada, topics=[ovens])
    for topic in (ovens, stoves):
        actions.appoint_editor(cast.otto, topic, by=as_actor(cast.root))
    otto, query = visit(cast.otto), f"?into={stoves.pid}"
    pages = [
        reverse("admin_topics"),
        reverse("admin_topic", args=[ovens.pid]),
        reverse("admin_topic_merge", args=[ovens.pid]) + query,
    ]
    assert [
        "1 contribution" in otto.get(page).content.decode() or "1 use" in otto.get(page).content.decode()
        for page in pages
    ] == [False] * 3
    assert otto.get(reverse("topic", args=[ovens.pid])).status_code == 404


def test_merging_brings_contributions_followers_consents_and_editors_and_a_no_weighs_more(cast, places, named, visit):
    ovens, stoves, _bread = named
    made = bring("A better oven", places.open, cast.ada, topics=[ovens])
    contributions.follow(ovens, "watch", by=as_actor(cast.mia))
    for person in (cast.mia, cast.sam):
        matching.be_suggested(person, ovens, by=as_actor(person))
    matching.not_me(cast.sam, stoves, by=as_actor(cast.sam))
    actions.appoint_editor(cast.otto, ovens, by=as_actor(cast.root))
    actions.merge_topic(ovens, stoves, by=as_actor(cast.root))
    run_all()
    assert list(made.topics.all()) == [stoves]
    assert list(Follow.objects.exclude(topic=None).values_list("person_id", "topic_id")) == [(cast.mia.pk, stoves.pk)]
    assert list(PersonTopic.objects.values_list("person_id", "topic_id", "discoverable")) == [
        (cast.mia.pk, stoves.pk, True)
    ]
    assert list(TopicEditor.objects.values_list("person_id", "topic_id")) == [(cast.otto.pk, stoves.pk)]
    old = visit(cast.mia).get(reverse("topic", args=[ovens.pid]))
    assert old["Location"] == reverse("topic", args=[stoves.pid])
    assert "Names, synonyms, merging" in visit(cast.otto).get(reverse("topic", args=[stoves.pid])).content.decode()
    assert "Names, synonyms, merging" not in visit(cast.mia).get(reverse("topic", args=[stoves.pid])).content.decode()


def test_administrators_name_editors_on_a_page_and_an_erased_one_is_none(cast, named, visit):
    root, page = visit(cast.root), reverse("admin_editors")
    assert root.post(page, {"person": "Gwen Orsel", "topic": ""}).status_code == 422
    assert root.post(page, {"person": "Mia Orsel", "topic": named[0].pid}).status_code == 302
    assert root.post(page, {"person": "Sam Orsel", "topic": ""}).status_code == 302
    shown = root.get(page).content.decode()
    assert shown.index("Sam Orsel") < shown.index("Mia Orsel")
    editor = TopicEditor.objects.get(topic=None)
    assert root.post(reverse("admin_editor_dismiss", args=[editor.pk])).status_code == 302
    people.erase(cast.mia, by=as_actor(cast.root))
    run_all()
    assert not TopicEditor.objects.exists()
