"""The articles of the demo: written, checked, used across countries, and found by whoever has half the problem."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import translation

from passerelle.contributions.models import Contribution, Post, Suggestion
from passerelle.kinds.article.article.models import Article, Check, Use
from passerelle.kinds.article.article.reading.gathering import collection
from passerelle.kinds.article.article.reading.translations import VERSIONS
from passerelle.kinds.article.article.tree import Tree
from passerelle.kinds.innovation.practice.models import Appointment
from passerelle.matching.similar import reading as matching
from passerelle.search.reading import similar

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]


def test_forty_articles_in_three_languages_stand_where_they_should(told):
    rows = Contribution.objects.unscoped("the test counts").filter(pk__in=Article.objects.values("pk"))
    assert Counter(rows.values_list("state", flat=True)) == {"published": 39, "due": 1, "review": 1, "draft": 1}
    assert set(rows.values_list("language", flat=True)) == {"fr", "en", "it"}
    assert set(Article.objects.values_list("genre", flat=True)) == {"case", "how-to", "strategy", "faq", "collection"}
    due = rows.get(state="due")
    assert (due.facts["doubted"], Check.objects.filter(holds=False).count()) == (True, 1)
    assert Suggestion.objects.filter(contribution__in=rows, accepted=True).count() == 2
    abroad = [one for one in Use.objects.select_related("person__site") if one.person and one.person.site]
    homes = {
        row.pk: row.author.site.country for row in rows.select_related("author__site") if row.author and row.author.site
    }
    assert len([one for one in abroad if one.person.site.country != homes[one.article_id]]) >= 10
    assert Use.objects.exclude(confirmed_by=None).count() == 11


def test_a_collection_gathers_what_was_said_of_linen_in_three_languages(told):
    made = Article.objects.get(pk=told.contribution("matieres/29-tout-le-lin").pk)
    shown = collection(told.actor("ines-caradec"), made)
    assert [card.kind.slug for card in shown] == ["update", "article", "update", "article", "question"]
    assert {card.language for card in shown} == {"fr", "en", "it"}


def test_half_a_problem_typed_in_lyon_finds_how_milan_solved_it(told):
    milan = told.contribution("gestes-de-boutique/20-detaxe-brera")
    half = "Des touristes demandent la détaxe et la caisse est bloquée"
    found = [pk for pk, _nearness in similar(told.actor("manon-haddou"), half)]
    assert milan.pk in found[:3]
    assert (milan.author, milan.state) == (told.people["chiara-bonfanti"], "published")
    with translation.override("fr"):
        shown = [one.card for one in matching.similar(told.actor("manon-haddou"), half, "")]
    [card] = [card for card in shown if card.author and card.author.name == milan.author.name]
    assert (card.language, card.author.site) == ("fr", "Milano Brera")


def test_a_handbook_of_eight_pages_two_of_them_translated_one_since_changed(told):
    first = told.contribution("gestes-de-boutique/30-manuel-trente-jours")
    tree = Tree.among(first.pk)
    assert (len(tree.reading_order()), max(len(tree.way(one)) for one in tree.above)) == (8, 3)
    shown = {}
    for slug in ("31-manuel-ouvrir", "34-manuel-caisse"):
        head = told.contribution(f"gestes-de-boutique/{slug}")
        known = VERSIONS.versions(told.actor("aminata-sy"), head, Article.objects.get(pk=head.pk))
        shown[slug] = [(one.language, one.is_stale) for one in known.others]
    assert shown == {"31-manuel-ouvrir": [("English", True)], "34-manuel-caisse": [("Italiano", False)]}


def test_somebody_comments_on_a_sentence_and_two_shops_have_found_a_time_to_talk(told):
    comment = Post.objects.unscoped("the test counts").exclude(passage=None).get(is_body=False)
    assert comment.passage.quote.startswith("On les pose dans l'ordre des heures de retrait")
    talk = Appointment.objects.get()
    assert (talk.said, talk.is_past, talk.answered_by) == ("second", False, told.people["dana-whitlock"])
