"""What is similar while one writes: for whom, why, in which order; and the two answers to it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast.people import NAMES, as_actor
from cast.world import bring
from passerelle.contributions import actions as contributions
from passerelle.contributions.models import Contribution, Draft
from passerelle.journal.decision import Refused
from passerelle.journal.models import Entry
from passerelle.kinds.talk.question import actions as questions
from passerelle.matching import actions, listeners
from passerelle.matching.models import Ask, Solved
from passerelle.matching.similar.reading import similar
from passerelle.notifications.fanning import fan_out
from passerelle.notifications.lines import RELATED, lines
from passerelle.notifications.reading import notices
from passerelle.people import actions as people
from passerelle.search.rebuilding import rebuild
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
    practice = bring("Count the slips at the till", places.open, cast.ada, "practice", details=details)
    idea = bring("A drawer for return slips that vanish", places.open, cast.ada, "idea")
    trail.decide(idea, "close", reason="Too small. Sorry.", by=as_actor(cast.sam))
    bring("Slips vanish at the till of the vault", places.closed, cast.ada, "signal", details={"sort": "need"})
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
    found = {
        one.card.title: (one.words, one.given and one.given.words, one.elsewhere)
        for one in similar(as_actor(cast.otto), TITLE, TEXT)
    }
    assert found == {
        "Return slips vanish at the till": (("return", "till", "vanish", "slips"), "Hang them on a hook.", False),
        "Count the slips at the till": (("count", "till", "slips"), "About Count the slips at the till.", True),
        "A drawer for return slips that vanish": (("return", "vanish", "slips"), "Closed: Too small.", True),
    }
    inside = "Slips vanish at the till of the vault"
    assert {name: inside in seen(getattr(cast, name)) for name in NAMES if name not in ("eve", "iris")} == {
        **dict.fromkeys(("ada", "sam", "mia"), True),
        **dict.fromkeys(("otto", "gwen", "gil", "fred", "root"), False),
    }
    assert (
        seen(cast.gwen) == seen(cast.ada, "", "") == seen(cast.ada, "the of", "") == seen(cast.ada, "zebra", "") == []
    )


def test_what_is_said_far_down_in_a_text_counts(cast, places):
    long = "The winter was mild. " * 30 + "At the till the return slips vanish."
    contributions.contribute("idea", places.closed, title="What we learned", text=long, by=as_actor(cast.ada))
    rebuild()
    found = similar(as_actor(cast.mia), TITLE, TEXT)
    assert [(one.card.title, one.words) for one in found] == [
        ("What we learned", ("return", "slips", "till", "vanish"))
    ]
    assert seen(cast.otto) == []


def test_of_equally_good_ones_other_units_come_first(cast, places):
    for who in (cast.ada, cast.sam):
        bring("Return slips vanish", places.open, who, "question")
    rebuild()
    assert [
        [one.card.author.name for one in similar(as_actor(reader), "Return slips vanish", "")]
        for reader in (cast.mia, cast.otto)
    ] == [["Sam Orsel", "Ada Orsel"], ["Ada Orsel", "Sam Orsel"]]


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
    # Otto brought none of them: what is not checked yet, and what was closed, solves nothing; the closed one comes last.
    otto = [
        visit(cast.otto).post(reverse("similar"), {"title": title}).text for title in (TITLE, "A slip of the tongue")
    ]
    assert [
        (text.count("This solves it:"), text.count("Mine is different"), "Perhaps solved" in text) for text in otto
    ] == [
        (1, 3, True),
        (0, 1, False),
    ]
    assert seen(cast.otto)[-1] == "A drawer for return slips that vanish"
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
        words in shown.partition("</article>")[0]
        for words in ("It solved a problem for 1 person", "How we count", reverse("person", args=[cast.ada.pid]))
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


def test_nobody_thanks_themselves_or_for_what_they_cannot_see(cast, places, world, visit):
    with pytest.raises(Refused):
        actions.report_solved(world["asked"], words="Mine", by=as_actor(cast.sam))
    inside = Contribution.objects.unscoped("a test").get(title="Slips vanish at the till of the vault")
    otto = visit(cast.otto)
    assert otto.get(reverse("solved", args=[inside.pid])).status_code == 404
    led = [otto.post(reverse("similar_keep"), {"solved": pid}) for pid in (inside.pid, "zzzzzzzzzzzz")]
    assert [(answer.status_code, answer["Location"]) for answer in led] == [(302, reverse("drafts"))] * 2
    contributions.withdraw(world["idea"].body, by=as_actor(cast.ada))
    with pytest.raises(Refused):
        actions.report_solved(world["idea"], words="Gone", by=as_actor(cast.mia))


def test_mine_is_different_is_told_with_a_link_and_on_the_trail(cast, places, world, visit, verbs):
    inside = Contribution.objects.unscoped("a test").get(title="Slips vanish at the till of the vault")
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
