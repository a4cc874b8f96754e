"""Who used an article says where and what it brought; a second person confirms it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring, for_all
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.journal.decision import Refused
from passerelle.kinds.article.article import actions
from passerelle.kinds.article.article.models import Check, Use
from passerelle.notifications.models import Notice
from passerelle.people import actions as people
from passerelle.work.worker import run_all

TOLD = {"context": "The shop in Milan", "effect": "Nothing came back.", "number": "12.50", "measure": "hours a month"}


def fresh(article):
    return Contribution.objects.unscoped("a test").get(pk=article.pk)


def test_a_use_is_told_confirmed_by_a_second_person_and_renewed(cast, article, visit, verbs, no_trace):
    page, address = article.get_absolute_url(), reverse("article_use", args=[article.pid])
    verbs()
    for wrong, said in (
        ({**TOLD, "context": " "}, "This field is required"),
        ({**TOLD, "measure": ""}, "Say what the number counts"),
        ({**TOLD, "number": ""}, "leave both empty"),
    ):
        with no_trace():
            answer = visit(cast.mia).post(address, wrong)
        assert (answer.status_code, said in answer.text) == (422, True)
    assert visit(cast.mia).post(address, TOLD).status_code == 302
    assert (verbs(), fresh(article).facts["uses"]) == (["article.used"], 1)
    shown = visit(cast.otto).get(page).text
    assert all(word in shown for word in ("The shop in Milan", "Nothing came back.", "12.5</strong> hours a month"))
    assert "used by 1 person" in visit(cast.otto).get(article.home.get_absolute_url()).text
    confirm = reverse("article_use_confirm", args=[article.pid, cast.mia.pid])
    assert [visit(who).post(confirm).status_code for who in (cast.mia, cast.gil, cast.otto, cast.sam)] == [
        403,
        404,
        302,
        302,
    ]
    assert (verbs(), Use.objects.get().confirmed_by) == (["article.use_confirmed"], cast.otto)
    run_all()
    told = Notice.objects.filter(person__in=(cast.ada, cast.mia)).order_by("pk").values_list("person__name", "verb")
    assert list(told)[-2:] == [("Ada Orsel", "article.use_confirmed"), ("Mia Orsel", "article.use_confirmed")]
    visit(cast.mia).post(address, {"context": "Also in Turin"})
    used = Use.objects.get()
    assert (used.context, used.number, used.confirmed_by) == ("Also in Turin", None, None)
    visit(cast.mia).post(reverse("article_use_take_back", args=[article.pid]))
    assert (Use.objects.count(), fresh(article).facts["uses"]) == (0, 0)
    with no_trace(), pytest.raises(Refused, match="taken back meanwhile"):
        actions.confirm_use(article, cast.mia, by=as_actor(cast.otto))


def test_a_draft_was_used_by_nobody_and_the_words_of_who_is_erased_go(cast, draft, article, no_trace):
    told = {"context": "Milan", "effect": "", "number": Decimal(3), "measure": "hours"}
    actions.report_use(article, **told, by=as_actor(cast.mia))
    with no_trace(), pytest.raises(Refused, match="belong together"):
        actions.report_use(article, **{**told, "measure": " "}, by=as_actor(cast.otto))
    people.erase(cast.mia, by=as_actor(cast.root))
    run_all()
    assert (Use.objects.count(), fresh(article).facts["uses"]) == (0, 0)
    Contribution.objects.filter(pk=article.pk).update(state="draft")
    with no_trace(), pytest.raises(Refused, match="that is published"):
        actions.report_use(article, **told, by=as_actor(cast.otto))


def test_who_used_an_article_goes_along_when_it_lives_on_in_another_but_no_check_of_its_text(cast, places, article):
    other = for_all(bring("Measuring, again", places.open, cast.sam, "article"))
    for used, who, where in ((article, cast.mia, "Milan"), (article, cast.gil, "Turin"), (other, cast.mia, "Rome")):
        Use.objects.create(article_id=used.pk, person=who, context=where)
    Check.objects.create(article_id=article.pk, person=cast.mia, holds=True, version=1)
    contributions.merge(article, other, by=as_actor(cast.sam))
    assert list(Use.objects.filter(article_id=other.pk).order_by("context").values_list("context", flat=True)) == [
        "Rome",
        "Turin",
    ]
    assert (fresh(other).facts["uses"], Check.objects.get().article_id) == (2, article.pk)
    update = bring("Just news", places.open, cast.ada)
    contributions.merge(other, update, by=as_actor(cast.sam))
    assert Use.objects.filter(article_id=other.pk).count() == 2
