"""What a message to all members costs those who get it, before it is sent. Whole groups only: nothing here tells of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from passerelle.communities.models import Community, Membership
from passerelle.contributions.models import Contribution, Follow
from passerelle.contributions.writing import derive
from passerelle.journal.actor import Actor
from passerelle.journal.models import Entry
from passerelle.lib.clock import now
from passerelle.notifications.families import Family
from passerelle.notifications.models import Notice, Wishes
from passerelle.notifications.readers import readers_in
from passerelle.notifications.tellings.texts import MESSAGED
from passerelle.notifications.wishes.ways import Way
from passerelle.people.models import Person

WORDS_A_MINUTE = 238  # silent reading of non-fiction: Brysbaert 2019, Journal of Memory and Language 109
SMALLEST_GROUP = 5  # of fewer one could guess who muted
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cost:
    """People told, minutes they read all together, and the messages of seven days that reached at least half of them."""

    people: int
    minutes: float
    messages: int

    def __str__(self) -> str:
        """In words; of a small group only that it is small."""
        if self.people < SMALLEST_GROUP:
            return _("Fewer than %(people)d people will be told.") % {"people": SMALLEST_GROUP}
        words = {"people": _number(self.people), "time": _time(self.minutes)}
        reach = _("%(people)s people will be told, %(time)s of reading in all.") if self.minutes else ""
        reach = (reach or _("%(people)s people will be told.")) % words
        if not self.messages:
            return reach
        before = ngettext(
            "%(count)s message to all members reached most of them in the last seven days.",
            "%(count)s messages to all members reached most of them in the last seven days.",
            self.messages,
        )
        return f"{reach} {before % {'count': _number(self.messages)}}"


def cost_of_message(community: Community, title: str, text: str, *, by: Actor) -> Cost:
    """What sending it now would cost, under the rights and mutes of this moment. Writes nothing; a fixed number of queries."""
    people = told_of_message(community, by=by)
    count = people.count()
    minutes = count * len(f"{title} {derive(text, by)[1].plain}".split()) / WORDS_A_MINUTE
    return Cost(count, minutes, _messages(people, count, by))


def told_of_message(community: Community, *, by: Actor) -> QuerySet[Person]:
    """Those who would get a notice: members and who follows, unless they muted it or want no such messages. A test compares.

    Whom the text names changes nothing here: a number that grows when a member is named would tell that they muted.
    """
    here = Person.objects.present().filter(is_imported=False).exclude(pk=by.own_id)
    subject = Q(community=community) | Q(followed_id=by.own_id)
    follows = Follow.objects.filter(subject)
    following = follows.filter(level__in=(Follow.Level.WATCH, Follow.Level.FOLLOW)).values("person_id")
    muting = follows.filter(level=Follow.Level.MUTE).values("person_id")
    members = Membership.objects.filter(community=community)
    reached = Q(pk__in=members.values("person_id")) | Q(pk__in=following)
    unwanted = Wishes.objects.filter(**{f"ways__{Family.MESSAGE}": Way.NOTHING}).values("person_id")
    silent = Q(pk__in=members.filter(muted=True).values("person_id")) | Q(pk__in=muting) | Q(pk__in=unwanted)
    return readers_in(here, [community]).filter(reached & ~silent)


def _messages(people: QuerySet[Person], count: int, by: Actor) -> int:
    """Only messages the sender may see: what is hidden is not counted either."""
    sent = Entry.objects.filter(verb=MESSAGED, at__gt=now() - WEEK).values("contribution_id")
    known = list(Contribution.objects.visible_to(by).filter(pk__in=sent).values_list("pk", flat=True))
    told = Notice.objects.filter(contribution_id__in=known, post__is_body=True, person__in=people)
    reached = told.values("contribution_id").annotate(people=Count("person_id", distinct=True))
    return sum(2 * row["people"] >= count for row in reached)


def _time(minutes: float) -> str:
    if minutes < 1:
        return _("less than a minute")
    if minutes < 90:
        whole = round(minutes)
        return ngettext("about %(count)s minute", "about %(count)s minutes", whole) % {"count": whole}
    whole = round(minutes / 60)
    return ngettext("about %(count)s hour", "about %(count)s hours", whole) % {"count": _number(whole)}


def _number(value: int) -> str:
    return number_format(value, force_grouping=True)
