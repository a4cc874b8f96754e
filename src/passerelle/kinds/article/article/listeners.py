"""What follows for an article: people are told what concerns them, and what is due follows what becomes of it."""

from __future__ import annotations

from django.utils.translation import gettext_noop as words

from passerelle.contributions.models import Contribution, Reach, Standing
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen
from passerelle.kinds.article.article import actions, due, tracing
from passerelle.kinds.article.article.models import Article, Check
from passerelle.kinds.article.article.tasks import inherit
from passerelle.notifications.listeners import tells
from passerelle.notifications.models import Reason
from passerelle.notifications.tellings import Telling, Told
from passerelle.notifications.tellings.texts import head
from passerelle.work.tasks import task


def _those_named(entry: Entry) -> Told:
    """The people the entry names."""
    told = Told(entry.actor_id, head(entry).body_id)
    told.add(Reason.FOLLOWED, *entry.particulars["people"])
    told.spare(entry.actor_id)
    return told


def _owner(entry: Entry) -> Told:
    """Whoever answers for it, and whoever brought it."""
    contribution = head(entry)
    told = Told(entry.actor_id, contribution.body_id)
    told.add(Reason.MOVED, contribution.author_id, entry.particulars["person"])
    told.spare(entry.actor_id)
    return told


tells("article.appointed", Telling(_those_named, {Reason.FOLLOWED: words("%(who)s gave you a part in “%(what)s”")}))
tells(
    "article.inherited",
    Telling(_those_named, {Reason.FOLLOWED: words("You answer for “%(what)s” now: who did has left")}),
)
tells(
    "article.reminded",
    Telling(_those_named, {Reason.FOLLOWED: words("“%(what)s” is looked at again soon: does it still hold?")}),
)
tells("article.checked", Telling(_owner, {Reason.MOVED: words("%(who)s checked “%(what)s”: it holds")}))
tells("article.outdated", Telling(_owner, {Reason.MOVED: words("%(who)s says that “%(what)s” is outdated, and why")}))

tells("article.used", Telling(_owner, {Reason.MOVED: words("%(who)s used “%(what)s” and says what it brought")}))
tells("article.use_confirmed", Telling(_owner, {Reason.MOVED: words("%(who)s confirmed that “%(what)s” was used")}))


@listen("contribution.published", "contribution.edited")
@task("article.trace", together=True)
def say_origin(*, entry_id: int) -> None:
    """Of one that everybody reads: what it was distilled from, what it quotes, and whose words those are."""
    made = Article.objects.filter(pk=Entry.objects.get(pk=entry_id).contribution_id or 0)
    for details in made.select_related("contribution__author", "contribution__body", "origin"):
        if details.contribution.reach == Reach.PLACEMENTS:
            tracing.trace_sources(details)


@listen("person.deactivated")
@task("article.hand_on")
def hand_on(*, entry_id: int) -> None:
    """What somebody answered for who leaves is not nobody's until the hour is over."""
    inherit()


@listen("contribution.rehomed")
@task("article.leave_handbook", together=True)
def leave_handbook(*, entry_id: int) -> None:
    """A handbook is of one community; what moved to another stands alone there, and its pages stay."""
    actions.leave(Entry.objects.get(pk=entry_id).contribution_id or 0)


@listen("contribution.merged")
@task("article.pins_follow", together=True)
def pins_follow(*, entry_id: int) -> None:
    """The answers of an FAQ, and what stands in a collection, stay where it went."""
    entry = Entry.objects.get(pk=entry_id)
    actions.follow_merge(entry.contribution_id or 0, entry.particulars["into"])


@listen(*(f"contribution.{verb}" for verb in ("published", "moved", "rehomed", "merged", "withdrawn", "removed")))
@listen("article.checked", "article.outdated", "article.used", "article.use_taken_back")
@task("article.tell_versions")
def tell_versions(*, entry_id: int) -> None:
    """The cards of all versions say the same of how it was used and whether it holds."""
    entry = Entry.objects.get(pk=entry_id)
    for number in (entry.contribution_id, entry.particulars.get("into")):
        actions.tell_versions(number or 0)


@listen(*(f"contribution.{verb}" for verb in ("withdrawn", "removed", "merged")))
@task("article.wait_no_longer", together=True)
def wait_no_longer(*, entry_id: int) -> None:
    """Of what is gone nothing is due."""
    number = Entry.objects.get(pk=entry_id).contribution_id or 0
    gone = (
        Contribution.objects.unscoped("the article of this entry")
        .filter(pk=number)
        .exclude(standing=Standing.PUBLISHED)
    )
    if gone.exists():
        due.met(number, due.CHECK, due.REVIEW)


@listen("person.erased")
@task("article.forget_words")
def forget_words(*, entry_id: int) -> None:
    """Of somebody who was erased the words go; that it was checked stays, and how they used it goes with them."""
    person = Entry.objects.get(pk=entry_id).subject_id or 0
    Check.objects.filter(person_id=person).update(why="", person=None)
    actions.forget_uses(person)
