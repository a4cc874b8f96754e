"""What hangs on the contributions of the world: notices, bookmarks, requests, reports, drafts, profiles, journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import cycle, pairwise
from typing import Any

from cast.people import as_actor
from passerelle.communities.models import Community, CommunityInvitation, JoinRequest, KeyResult, Objective
from passerelle.contributions.models import (
    Bookmark,
    Change,
    Contribution,
    Deadline,
    Draft,
    Mention,
    Post,
    Reaction,
    Standing,
)
from passerelle.doors.feeds.models import Feed
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.lib.markdown import render
from passerelle.moderation.models import Refusal, Report
from passerelle.notifications.models import Notice, Reason
from passerelle.notifications.tests.told import has_device
from passerelle.people import actions as people_actions
from passerelle.people.models import Organisation, Person, PersonTopic
from passerelle.topics.finding import find_or_create
from passerelle.topics.models import TopicEditor
from passerelle.trail.models import Credit, Decision, Link, Outcome
from passerelle.work.models import Job

PROFILE = dict.fromkeys(
    ("job_title", "pronouns", "bio", "help_with", "look_for", "responsibilities", "contact_channels", "working_hours"),
    "told",
)


def furnish(people: Mapping[str, Person], communities: Mapping[str, Community], shown: Sequence[Contribution]) -> None:
    """Everything, for everybody; ``shown`` are the contributions that stand for all others."""
    Person.objects.filter(pk__in=[person.pk for person in people.values()]).update(**PROFILE)
    _tell_of_communities(people, communities)
    texts = list(Post.objects.unscoped("the world").filter(contribution__in=shown).order_by("pk"))
    _keep(people, communities, texts)
    _follow(people, communities)
    _moderate(people, texts)
    _propose(texts)
    _tell(people, shown, texts)
    _trail(people, shown)
    _point_at_everything(people, communities, shown, texts)
    _administer(people)


def _tell_of_communities(people: Mapping[str, Person], communities: Mapping[str, Community]) -> None:
    for place in communities.values():
        Community.objects.unscoped("the world").filter(pk=place.pk).update(guidelines="Be kind.", welcome="Hello.")
        place.topics.set(find_or_create([f"Topic of {place.slug}"], "en"))
        objective = Objective.objects.create(community=place, text="Objective")
        KeyResult.objects.create(objective=objective, text="Result")
    for slug in ("closed", "secret", "shared"):
        JoinRequest.objects.create(community=communities[slug], person=people["otto"], note="Please")
    JoinRequest.objects.create(
        community=communities["closed"],
        person=people["fred"],
        note="",
        reason="Not now",
        accepted=False,
        decided_at=now(),
    )
    CommunityInvitation.objects.create(community=communities["secret"], person=people["flora"], inviter=people["sam"])
    CommunityInvitation.objects.create(community=communities["shared"], person=people["gil"], inviter=people["sam"])


def _keep(people: Mapping[str, Person], communities: Mapping[str, Community], texts: Sequence[Post]) -> None:
    Bookmark.objects.bulk_create(
        Bookmark(person=person, post=text, note="Note") for person in people.values() for text in texts if text.is_body
    )
    Draft.objects.bulk_create(
        Draft(person=person, place=f"new:update:{place.pid}", fields={"title": "Draft", "text": "Half a thought"})
        for person in people.values()
        for place in (communities["open"], communities["secret"])
    )
    for name in ("ada", "mia"):
        has_device(people[name])
    Deadline.objects.bulk_create(
        Deadline(person=people["ines"], contribution_id=text.contribution_id, purpose="answer", due_at=now())
        for text in texts
        if text.is_body
    )
    Reaction.objects.bulk_create(Reaction(post=text, person=people["mia"], sign="thanks") for text in texts)
    known = find_or_create(["Known", "Kept to oneself"], "en")
    PersonTopic.objects.bulk_create(
        PersonTopic(person=people["ada"], topic=topic, discoverable=number == 0) for number, topic in enumerate(known)
    )
    TopicEditor.objects.create(person=people["root"], topic=known[0])
    find_or_create(["Used by nobody"], "en")


def _propose(texts: Sequence[Post]) -> None:
    Change.objects.bulk_create(
        Change(post=text, title="Newer" if text.is_body else "", source="A newer version")
        for text in texts
        if {text.standing, text.contribution.standing} == {Standing.PUBLISHED}
    )


def _follow(people: Mapping[str, Person], communities: Mapping[str, Community]) -> None:
    """Addresses of everybody for their dates, their feed, some communities, two topics and three people."""
    subjects: list[dict[str, Any]] = [
        {"about": "calendar"},
        {"about": "home"},
        *({"about": "community", "community": communities[slug]} for slug in ("open", "closed", "secret", "shared")),
        *({"about": "topic", "topic": topic} for topic in find_or_create(["Ovens", "Topic of secret"], "en")),
        *({"about": "person", "person": people[name]} for name in ("ada", "sam", "iris")),
    ]
    Feed.objects.bulk_create(Feed(owner=person, **subject) for person in people.values() for subject in subjects)


def _moderate(people: Mapping[str, Person], texts: Sequence[Post]) -> None:
    Report.objects.bulk_create(
        Report(post=text, reporter=people["mia"], reason="other", note="Look")
        for text in texts
        if {text.standing, text.contribution.standing} == {Standing.PUBLISHED}
        and text.contribution.reach == "placements"
    )
    Refusal.objects.bulk_create(
        Refusal(post=text, by=people["sam"], reason="Not so")
        for text in texts
        if Standing.REFUSED in (text.standing, text.contribution.standing)
        and (text.is_body or text.standing == "refused")
    )


def _tell(people: Mapping[str, Person], shown: Sequence[Contribution], texts: Sequence[Post]) -> None:
    """A notice of every text for everybody, as if all of them had been allowed to read it once."""
    entries = {
        text.pk: Entry(
            at=now() - timedelta(days=1),
            actor=people["sam"],
            via="web",
            verb="contribution.published" if text.is_body else "reply.published",
            subject_type="contribution" if text.is_body else "post",
            subject_id=text.contribution_id if text.is_body else text.pk,
            contribution_id=text.contribution_id,
            community_id=text.contribution.home_id,
        )
        for text in texts
        if text.is_body or {text.standing, text.contribution.standing} == {Standing.PUBLISHED}
    }
    Entry.objects.bulk_create(entries.values())
    Notice.objects.bulk_create(
        _notice(person, entries[text.pk], Reason.REPLY if not text.is_body else Reason.FOLLOWED, text)
        for person in people.values()
        for text in texts
        if text.pk in entries
    )
    numbers = list(Notice.objects.values_list("pk", flat=True).order_by("pk"))
    Notice.objects.filter(pk__in=numbers[::3]).update(read_at=now())
    Notice.objects.filter(pk__in=numbers[2::5]).update(verb="contribution.moved", reason=Reason.UPSTREAM)
    Notice.objects.filter(pk__in=numbers[1::7]).update(done_at=now())
    Notice.objects.filter(pk__in=numbers[3::7]).update(surfaces_at=now() + timedelta(days=10), read_at=None)


def _trail(people: Mapping[str, Person], shown: Sequence[Contribution]) -> None:
    """Each goes back to the one before it, so that ways lead through what is hidden; of each it is known why and what came of it."""
    Link.objects.bulk_create(
        Link(later=later, earlier=earlier, relation="derived_from", status="confirmed", asserted_by=people["sam"])
        for earlier, later in pairwise(shown)
    )
    Credit.objects.bulk_create(
        Credit(contribution=head, person=people["mia"], role="tested", accepted=accepted)
        for head, accepted in zip(shown, cycle((True, None, False)), strict=False)
    )
    Decision.objects.bulk_create(
        Decision(
            contribution=head,
            move="settle",
            before="open",
            after="closed",
            decider=people["sam"],
            **dict.fromkeys(("reason", "options", "evidence", "dissent"), "So"),
        )
        for head in shown
    )
    today = now().date()
    Outcome.objects.bulk_create(
        Outcome(
            contribution=head,
            metric="Sold",
            unit="a day",
            value=1,
            method="Counted",
            grade="E",
            measured_by=people["sam"],
            starts_on=today,
            ends_on=today,
        )
        for head in shown
    )


def _notice(person: Person, entry: Entry, reason: Reason, text: Post) -> Notice:
    return Notice(
        person=person,
        entry_id=entry.pk,
        verb=entry.verb,
        reason=reason,
        actor_id=entry.actor_id,
        contribution_id=entry.contribution_id,
        post=text,
        community_id=entry.community_id,
        at=entry.at,
        surfaces_at=entry.at,
    )


def _point_at_everything(
    people: Mapping[str, Person],
    communities: Mapping[str, Community],
    shown: Sequence[Contribution],
    texts: Sequence[Post],
) -> None:
    """Two texts that name everybody, every community, every contribution and reply, and show every file."""
    files = [file.pid for text in texts for file in text.attachments(manager="objects").unscoped("the world")]
    source = " ".join(
        [
            *(f"@{{person:{person.pid}}}" for person in people.values()),
            *(f"@{{community:{place.pid}}}" for place in communities.values()),
            *(f"#{{contribution:{head.pid}}}" for head in shown),
            *(f"#{{reply:{text.pid}}}" for text in texts if not text.is_body),
            *(f"![seen](attachment:{pid})" for pid in files),
        ]
    )
    for text in texts:
        if text.is_body and text.contribution.title.endswith(("openpublishedplacementsadaplaced", "sharedadaplaced")):
            text.source, text.html = source, render(source).html
            text.save(update_fields=["source", "html"])
            Mention.objects.bulk_create(Mention(post=text, person=person) for person in people.values())


def _administer(people: Mapping[str, Person]) -> None:
    partner = Organisation.objects.get(slug="partner")
    people_actions.invite(
        "new@orsel.example",
        by=as_actor(people["root"]),
        organisation=partner,
        guest_until=now().date() + timedelta(days=30),
    )
    Job.objects.create(task="search.renew_people", dead_at=now(), last_error="It broke", attempts=5)
    record: dict[str, Any] = {"kind": Organisation.Kind.HOME}
    Organisation.objects.filter(**record).update(charter="", languages=["en"])
