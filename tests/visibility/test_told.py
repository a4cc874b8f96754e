"""What reaches people without their asking: mail, hints of open pages, offers while they type. All under the rights of now."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F

from cast.people import as_actor
from passerelle.communities.models import Membership
from passerelle.contributions.models import Contribution
from passerelle.contributions.reading.mentions import pick
from passerelle.journal.tails import Change
from passerelle.lib.clock import now
from passerelle.live.subjects import subjects_of
from passerelle.notifications.digests.offers import elsewhere, questions
from passerelle.notifications.mailing.sending import send_at_once, send_digest
from passerelle.notifications.models import Notice, PushSubscription, Reason
from passerelle.notifications.pushing.messages import about
from passerelle.notifications.pushing.sending import line_to_tell
from passerelle.notifications.readers import readers
from passerelle.notifications.reading import unread_count
from passerelle.people.models import Person
from passerelle.search.reading import suggest
from visibility.inboxes import own_unread
from visibility.lists import GONE, is_present
from visibility.people import KNOWN, LIVING, WALKERS

YEARS = timedelta(days=3650)
# Who belongs somewhere is offered questions; who works for the house, something from elsewhere.
MEMBERS = {"author", "member", "steward", "sponsor", "card_holder"}
OFFERED_QUESTIONS = MEMBERS | {"guest_inside", "guest_outside", "guest_once_steward"}
OFFERED_OTHERS = MEMBERS | {"outsider", "former_member", "administrator", "involved", "formerly_involved"}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def person_of(seen, actor):
    return Person.objects.get(pk=seen.person(actor).pk)


@pytest.mark.parametrize("actor", KNOWN)
def test_the_number_at_the_inbox_counts_what_is_in_it(seen, actor):
    expected = len(own_unread(seen, seen.oracles[actor], None))
    assert unread_count(as_actor(seen.person(actor))) == min(expected, 100)


@pytest.mark.parametrize("actor", KNOWN)
def test_mail_at_once_goes_out_for_what_one_may_read_now(seen, canaries, actor):
    """What was allowed when it was told and is not any more is not mailed: some of the one, a quarter of the other."""
    person, oracle = person_of(seen, actor), seen.oracles[actor]
    allowed = {int(number) for number in own_unread(seen, oracle, None)}
    notices = list(Notice.objects.filter(person=person).order_by("pk"))
    Notice.objects.filter(person=person).update(reason=Reason.MENTION)
    tried = [*[n for n in notices if n.pk in allowed][:4], *[n for n in notices if n.pk not in allowed][::4]]
    sent = {notice.pk for notice in tried if send_at_once(Notice.objects.select_related("person").get(pk=notice.pk))}
    assert sent == ({notice.pk for notice in tried} & allowed if person.email else set())
    told = "\n".join(
        str(letter.message()) + "".join(body for body, _type in letter.alternatives) for letter in mail.outbox
    )
    assert [str(canary) for _word, canary in canaries.found_in(told) if not canary.may_be_read_by(oracle)] == []


@pytest.mark.parametrize("actor", KNOWN)
def test_a_device_shows_what_one_may_read_now(seen, canaries, actor):
    """Also where its owner chose to see what it is about."""
    person, oracle = person_of(seen, actor), seen.oracles[actor]
    device = PushSubscription(person=person, shows_words=True)
    allowed = {int(number) for number in own_unread(seen, oracle, None)}
    tried = list(Notice.objects.filter(person=person).order_by("pk"))[::4]
    found = {notice.pk: line_to_tell(as_actor(person), notice) for notice in tried}
    assert {pk for pk, line in found.items() if line} == set(found) & allowed
    told = "\n".join(about(line, device, 1).decode() for line in found.values() if line)
    assert [str(canary) for _word, canary in canaries.found_in(told) if not canary.may_be_read_by(oracle)] == []


@pytest.mark.parametrize("actor", KNOWN)
def test_the_daily_mail_holds_what_one_may_read_now(seen, canaries, actor):
    person, oracle = person_of(seen, actor), seen.oracles[actor]
    Person.objects.filter(pk=person.pk).update(mail_rhythm="daily")
    Notice.objects.filter(person=person).update(digest_from=F("at"))
    person.refresh_from_db()
    allowed = own_unread(seen, oracle, None)
    sent = send_digest(person, now().date())
    assert sent == bool(allowed and person.email)
    told = "\n".join(
        body for letter in mail.outbox for body in (letter.subject, letter.body, letter.alternatives[0][0])
    )
    linked = set(re.findall(r"/inbox/(\d+)/", told))
    assert linked <= allowed
    assert bool(linked) == sent
    mailed = {
        str(pk) for pk in Notice.objects.filter(person=person).exclude(mailed_at=None).values_list("pk", flat=True)
    }
    assert mailed == (allowed if sent else set())
    assert [str(canary) for _word, canary in canaries.found_in(told) if not canary.may_be_read_by(oracle)] == []


@pytest.mark.parametrize("actor", KNOWN)
def test_what_a_summary_offers_is_there_for_its_reader(seen, actor):
    """Questions one could answer and things from elsewhere, when nothing but rights keeps them back: all that is offered may be read."""
    oracle, facts, since = seen.oracles[actor], seen.facts, now() - YEARS
    Membership.objects.update(seen_at=since, muted=False)
    Notice.objects.all().delete()
    Person.objects.update(consents_quotes=True)
    Person.objects.filter(pk=seen.person(actor).pk).update(unit=None)
    Contribution.objects.unscoped("the world").update(
        replies_count=0, locked_at=None, kind_slug="question", state="open"
    )
    asker, passed = as_actor(seen.person(actor)), []
    asked = questions(asker, since, now())
    for head in asked:
        assert oracle.hears_the_conversation(facts.things[head.pk])
    while other := elsewhere(asker, since, now(), passed):  # each of them in its turn
        assert oracle.sees(facts.things[other.pk])
        assert oracle.meets(facts.people[other.author_id])
        passed.append(other.pk)
    assert bool(asked) == (actor in OFFERED_QUESTIONS)
    assert bool(passed) == (actor in OFFERED_OTHERS)


@pytest.mark.parametrize("actor", WALKERS)
def test_open_pages_are_hinted_at_what_is_there_for_them(seen, actor):
    """Somebody asks to hear of every contribution and every community; then each of them changes, and each conversation."""
    oracle, facts = seen.oracles[actor], seen.facts
    shown = [facts.things[head.pk] for head in seen.shown]
    for start in range(0, len(shown), 20):
        asked = shown[start : start + 20]
        wanted = [f"contribution:{t.pid}" for t in asked] + [f"community:{p.pid}" for p in facts.places.values()]
        subjects = subjects_of(as_actor(seen.person(actor)), wanted)
        for verb, question in (
            ("contribution.edited", oracle.sees),
            ("reply.published", oracle.hears_the_conversation),
        ):
            hints = subjects.hints([Change(verb, thing.id, thing.home) for thing in asked])
            things = {("contribution", thing.pid) for thing in asked if question(thing)}
            places = {("community", facts.places[t.home].pid) for t in asked if oracle.reads(facts.places[t.home])}
            assert set(hints) == things | places


def test_whom_to_tell_agrees_with_who_may_see(seen):
    """``readers`` answers for many people at once what ``visible_to`` answers for one: both say what the rule says."""
    facts = seen.facts
    here = {oracle.who.id: oracle for oracle in seen.oracles.values() if oracle.who and is_present(oracle.who)}
    for head in (
        Contribution.objects.unscoped("the world").select_related("home").filter(pk__in=[h.pk for h in seen.shown])
    ):
        thing = facts.things[head.pk]
        if thing.standing in GONE | {"held", "scheduled", "refused", "merged"}:
            continue
        for conversation, question in ((False, "sees"), (True, "hears_the_conversation")):
            told = set(readers(head, conversation=conversation).values_list("pk", flat=True))
            assert told & set(here) == {pk for pk, oracle in here.items() if getattr(oracle, question)(thing)}


@pytest.mark.parametrize("actor", LIVING)
def test_what_is_offered_while_one_types_is_there(seen, canaries, actor):
    """Suggestions by a word that only one title holds: that one, or nothing."""
    oracle = seen.oracles[actor]
    words = {head.pk: case.word for case, head in seen.things.items()}
    asker = as_actor(seen.person(actor))
    for head in seen.shown:
        thing = seen.facts.things[head.pk]
        urls = [one.url for one in suggest(asker, words[head.pk])]
        assert any(thing.pid in url for url in urls) == (thing.standing == "published" and oracle.sees(thing))


@pytest.mark.parametrize("actor", LIVING)
def test_one_may_name_whom_one_meets_and_what_one_knows_of(seen, actor):
    """The picker, asked for each person and each community by name, in an open place, a closed one and one of partners."""
    oracle, facts = seen.oracles[actor], seen.facts
    asker = as_actor(seen.person(actor))
    for where in ("", "closed", "shared"):
        place = facts.places[seen.communities[where].pk] if where else None
        narrow = place is not None and oracle.reads(place)
        for name, person in seen.people.items():
            offered = {row["id"] for row in pick(asker, name.title(), community=place.pid if place else "")}
            record = facts.people[person.pk]
            fits = not narrow or (record.id, place.id) in facts.roles
            assert (record.pid in offered) == (oracle.meets(record) and is_present(record) and fits)
    for community in seen.communities.values():
        offered = {row["id"] for row in pick(asker, community.name)}
        assert (community.pid in offered) == oracle.knows_of(facts.places[community.pk])
