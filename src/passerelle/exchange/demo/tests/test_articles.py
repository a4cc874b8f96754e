"""The articles of the demo: written, checked, used across countries, and found by whoever has half the problem."""

from __future__ import annotations

from collections import Counter

import pytest

from passerelle.contributions.models import Contribution, Suggestion
from passerelle.kinds.article.article.models import Article, Check, Use
from passerelle.search.reading import similar

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]


def test_thirty_articles_in_three_languages_stand_where_they_should(told):
    rows = Contribution.objects.unscoped("the test counts").filter(pk__in=Article.objects.values("pk"))
    assert Counter(rows.values_list("state", flat=True)) == {"published": 27, "due": 1, "review": 1, "draft": 1}
    assert set(rows.values_list("language", flat=True)) == {"fr", "en", "it"}
    assert set(Article.objects.values_list("genre", flat=True)) == {"case", "how-to", "strategy", "faq"}
    due = rows.get(state="due")
    assert (due.facts["doubted"], Check.objects.filter(holds=False).count()) == (True, 1)
    assert Suggestion.objects.filter(contribution__in=rows, accepted=True).count() == 1
    abroad = [one for one in Use.objects.select_related("person__site") if one.person and one.person.site]
    homes = {
        row.pk: row.author.site.country for row in rows.select_related("author__site") if row.author and row.author.site
    }
    assert len([one for one in abroad if one.person.site.country != homes[one.article_id]]) >= 10
    assert Use.objects.exclude(confirmed_by=None).count() == 10


def test_half_a_problem_typed_in_lyon_finds_how_milan_solved_it(told):
    milan = told.contribution("gestes-de-boutique/20-detaxe-brera")
    half = "Des touristes demandent la détaxe et la caisse est bloquée"
    found = [pk for pk, _nearness in similar(told.actor("manon-haddou"), half)]
    assert milan.pk in found[:3]
    assert (milan.author, milan.state) == (told.people["chiara-bonfanti"], "published")
