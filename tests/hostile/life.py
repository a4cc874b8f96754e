"""A life in which every page has something on it: the small world of the cast, one of each kind, and what waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast.people import Cast, Places, as_actor, engage, settle
from cast.world import World, bring, for_all, live
from hostile.routes import routes
from passerelle.communities import actions as communities
from passerelle.communities.models import MembershipRule
from passerelle.contributions import actions
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Attachment, Contribution
from passerelle.doors.feeds import actions as feeds
from passerelle.doors.feeds.models import Feed
from passerelle.doors.feeds.tokens import token_of as token_of_feed
from passerelle.kinds.innovation.idea import actions as ideas
from passerelle.kinds.innovation.practice import actions as practices
from passerelle.kinds.innovation.practice.models import Adoption, Appointment, Practice
from passerelle.kinds.innovation.trend.models import Rethought
from passerelle.lib.clock import now
from passerelle.lib.sentences import Stretch
from passerelle.notifications.mailing.links import stop_url
from passerelle.notifications.tests.told import has_device
from passerelle.people import actions as people
from passerelle.people.models import Invitation, Organisation, Person, Site
from passerelle.people.tests.doors import give_card, give_password
from passerelle.people.tokens import token_of
from passerelle.saved_searches import actions as searches
from passerelle.topics import actions as topics
from passerelle.topics.finding import find_or_create
from passerelle.trail import actions as trail
from passerelle.work.models import Job
from passerelle.work.worker import run_all


@dataclass(frozen=True, slots=True)
class Life:
    """The cast, their places, their small world, and what else pages need to be full."""

    cast: Cast
    places: Places
    world: World
    of_each_kind: dict[str, Contribution]
    invitation: Invitation
    attachment: Attachment
    device: int

    def starts(self) -> dict[str, list[str]]:
        """Where each visitor begins: the administrator with every address that stands for itself, the others at what concerns them."""
        every = [reverse(name) for name, route in routes().items() if not route.arguments]
        pages = [made.get_absolute_url() for made in self.of_each_kind.values()]
        edits = [reverse("contribution_edit", args=[made.pid]) for made in self.of_each_kind.values()]
        closed, open_one = self.places.closed.get_absolute_url(), self.places.open.get_absolute_url()
        return {
            "root": every,
            "ada": [
                "/",
                *pages,
                *edits,
                self.world.scheduled.get_absolute_url(),
                reverse("trail", args=[self.world.question.pid]),
                Appointment.objects.get().question.get_absolute_url(),
                reverse("trail_weigh", args=[self.of_each_kind["trend"].pid]),
                reverse("drafts"),
                reverse("settings_account"),
                reverse("settings_devices"),
                reverse("saved_searches"),
            ],
            "sam": [
                "/",
                reverse("community_settings", args=[self.places.open.pid]),
                *pages,
                self.world.update.get_absolute_url(),
                reverse("waiting"),
                open_one,
            ],
            "otto": [open_one, closed, reverse("waiting"), reverse("person", args=[self.cast.ada.pid])],
            "nobody": [*self._doors()],
        }

    def _doors(self) -> list[str]:
        """What is open to those who have not signed in."""
        account = [
            reverse(name) for name, route in routes().items() if not route.arguments and "account" in route.pattern
        ]
        return [*account, reverse("invitation", args=[self.token()]), reverse("mail_stop", args=[self.stop_token()])]

    def token(self) -> str:
        """What the link of the invitation holds."""
        return token_of(self.invitation)

    def feed_token(self, about: str) -> str:
        """What the address of a feed of Ada's holds."""
        return token_of_feed(Feed.objects.get(owner=self.cast.ada, about=about))

    def stop_token(self) -> str:
        """What the foot of a mail to Mia holds."""
        return stop_url(self.cast.mia).rstrip("/").rpartition("/")[2]


def lead_it() -> Life:
    """Build it, in the database of the present transaction."""
    cast = engage()
    places = settle(cast)
    world = live(cast, places)
    samples = {
        kind.slug: for_all(
            actions.contribute(
                kind.slug, places.open, by=as_actor(cast.ada), **{"title": "", "details": None, **kind.sample}
            )
        )
        for kind in all_kinds()
    }
    for made in samples.values():
        actions.reply(made, text="One reply.", by=as_actor(cast.mia))
    trail.claim(world.question, cast.otto, "tested", by=as_actor(cast.mia))
    trail.quote(world.question, world.reply, Stretch("How hot?", "", ""), by=as_actor(cast.ada))
    _gather(cast, places, samples)
    ideas.set_criteria(places.open, {0: ("It helps", 2)}, by=as_actor(cast.sam))
    due_on = now().date() + timedelta(days=9)
    ideas.name_reviewer(samples["idea"], cast.otto, due_on=due_on, by=as_actor(cast.sam))
    _spread(cast, places, samples["practice"])
    home = Organisation.home()
    assert home is not None
    for about in (Feed.About.CALENDAR, Feed.About.HOME):
        feeds.make(about, by=as_actor(cast.ada))
    searches.save_search("oven", by=as_actor(cast.ada))
    communities.invite(places.closed, cast.fred, by=as_actor(cast.sam))
    communities.set_rules(places.open, [MembershipRule(job_title="Baker")], by=as_actor(cast.sam))
    attachment = actions.upload(SimpleUploadedFile("oven.txt", b"Warm it up first."), by=as_actor(cast.ada))
    invitation = people.invite("new@orsel.example", by=as_actor(cast.root), organisation=home, language="en")
    for person in (cast.ada, cast.root):
        give_password(person)
    give_card(cast.mia)
    topics.appoint_editor(cast.root, world.topic, by=as_actor(cast.root))
    charter = people.set_charter(home, "Be kind.", ask_again=True, by=as_actor(cast.root))
    Person.objects.update(charter_version=charter.charter_version)
    run_all()
    for number in range(2):
        then = now() - timedelta(days=1)
        Job.objects.create(task=f"gone.{number}", attempts=5, dead_at=now(), last_error="ValueError", run_at=then)
    device = has_device(cast.ada).pk  # now that nothing is left to tell it
    return Life(cast, places, world, samples, invitation, attachment, device)


def _gather(cast: Cast, places: Places, samples: dict[str, Contribution]) -> None:
    """A trend with two signals, of which one seems to stand apart, one that is asked about, and a trend close to it."""
    asked = bring("Where would it go?", places.open, cast.mia, "signal", details={"sort": "objection"})
    other = bring("Where does it plug in?", places.open, cast.mia, "signal", details={"sort": "objection"})
    for signal, who in ((samples["signal"], cast.ada), (other, cast.ada), (asked, cast.mia)):
        trail.link(samples["trend"], signal, "observed_in", by=as_actor(who))
    close = bring("Cables elsewhere", places.open, cast.ada, "trend")
    Rethought.objects.create(trend=samples["trend"], parts=[[samples["signal"].pk], [other.pk]], close=[close.pk])


def _spread(cast: Cast, places: Places, practice: Contribution) -> None:
    """A practice that was adapted from another and offered to two sites: one adapts it, one uses it; another was not asked yet."""
    origin = bring("Hems elsewhere", places.open, cast.ada, "practice", details={"problem": "Too long"})
    Practice.objects.filter(pk=practice.pk).update(origin=origin, proven_on=now().date())
    Contribution.objects.filter(pk=practice.pk).update(state="current")
    practice.topics.set(find_or_create(["Thread"], "en"))
    Site.objects.update(type="shop")
    sites = list(Site.objects.order_by("pk"))
    practices.appoint(places.open, sites[0], person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    practices.offer(practice, sites[:1], now().date() + timedelta(days=9), by=as_actor(cast.ada))
    first = Adoption.objects.order_by("pk")[0]
    practices.answer(first, "adapt", adapted="Other thread", by=as_actor(cast.mia), seen=0)
    used = Site.objects.create(slug="rennes", name="Rennes", country="FR", type="shop")
    practices.appoint(places.open, used, person=cast.mia, deputy=cast.otto, by=as_actor(cast.sam))
    practices.offer(practice, [used], now().date() + timedelta(days=9), by=as_actor(cast.ada))
    adopted = practices.answer(Adoption.objects.get(site=used), "adopt", by=as_actor(cast.mia), seen=0)
    practices.take_into_use(adopted, now().date(), by=as_actor(cast.mia))
    times = [now() + timedelta(days=number) for number in (2, 3)]
    practices.ask(practice, title="When do we talk?", text="Soon.", times=times, by=as_actor(cast.mia))
