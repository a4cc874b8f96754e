"""When a practice counts as proven, and who says so."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from passerelle.communities import rules as community_rules
from passerelle.communities.models import Community, Role
from passerelle.communities.reading import readable_ids, roles
from passerelle.contributions import rules
from passerelle.contributions.kinds import Kind, Rule, kinds_for
from passerelle.contributions.models import Contribution
from passerelle.journal.actor import Actor
from passerelle.journal.decision import ALLOWED, Decision, refused
from passerelle.kinds.innovation.practice.appointments import asked_side, both_sides
from passerelle.kinds.innovation.practice.contact import contact_of
from passerelle.kinds.innovation.practice.focal import in_turn
from passerelle.kinds.innovation.practice.models import FEWEST, MOST, Adoption, Appointment, Measurement, Practice
from passerelle.trail import rules as trail_rules
from passerelle.trail.models import Grade


def stands_alone(contribution: Contribution) -> Decision:
    """Whether anything happens to it, and not to its original."""
    if Practice.objects.filter(pk=contribution.pk).exclude(translation_of=None).exists():
        return refused(_("This is a translation: what holds for its original holds for it. Go there for this."))
    return ALLOWED


def at_original(rule: Rule) -> Rule:
    """A rule for a step of a practice, which a translation takes with its original."""

    def decide(contribution: Contribution, actor: Actor) -> Decision:
        decision = rule(contribution, actor)
        return stands_alone(contribution) if decision else decision

    return decide


def may_translate(contribution: Contribution, actor: Actor) -> Decision:
    """Tell it in another language: whoever may change its text, while it lives."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    return rules.may_translate(contribution, actor, is_version=not stands_alone(contribution))


def criteria(details: Practice) -> list[tuple[StrOrPromise, bool]]:
    """What somebody who was not there needs, each with whether it is there."""
    return [
        (_("It says what it solves"), bool(details.problem)),
        (_("It says when it fits, and when not"), bool(details.fits and details.fits_not)),
        (_("It says what it takes"), bool(details.takes_time or details.takes_money or details.takes_skills)),
        (_("Three to nine core elements"), FEWEST <= len(details.core) <= MOST),
        (_("A number, and how it was measured"), bool(details.evidence) and details.grade != Grade.E),
    ]


def may_check(contribution: Contribution, actor: Actor) -> Decision:
    """Look whether it is proven: a community manager who did not bring it, or who stands in for them."""
    home, brought_by = contribution.home, contribution.author_id
    own = actor.is_present and actor.own_id == brought_by
    manages = bool(rules.steward(contribution, actor)) and not own
    if manages or community_rules.stands_in(home, brought_by, actor):
        return ALLOWED
    return refused(_("A second person checks it: a community manager who did not bring it."))


def second_person(contribution: Contribution, actor: Actor) -> Decision:
    """The same, once everything that is needed is there."""
    checks = may_check(contribution, actor)
    if not checks:
        return checks
    details = Practice.objects.filter(pk=contribution.pk).first()
    if details is not None and all(met for _words, met in criteria(details)):
        return ALLOWED
    return refused(_("Something is missing before it counts as proven: see the list on its page."))


def by_itself(contribution: Contribution, actor: Actor) -> Decision:
    """Its day of review comes, or what was checked changed; nobody says so."""
    return ALLOWED if actor.is_system else refused(_("This follows by itself."))


def may_adapt(contribution: Contribution, actor: Actor) -> Decision:
    """Make another of it: whoever sees it and may bring something to its home."""
    decision = community_rules.may_contribute(contribution.home, actor)
    return stands_alone(contribution) if decision else decision


def asking_kind(contribution: Contribution) -> Kind | None:
    """As what a question about it is brought: the first kind of its home that waits for answers."""
    return next((kind for kind in kinds_for(contribution.home.kinds) if kind.seeking), None)


def may_ask(contribution: Contribution, actor: Actor) -> Decision:
    """Bring a question about it: whoever may bring one where it is at home."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    if asking_kind(contribution) is None:
        return refused(_("This community takes no questions: ask in a reply."))
    decision = community_rules.may_contribute(contribution.home, actor)
    return stands_alone(contribution) if decision else decision


def may_name_contact(contribution: Contribution, actor: Actor) -> Decision:
    """Say who is asked about it: whoever brought it and the community managers."""
    alive = rules.is_alive(contribution)
    return at_original(rules.author_or_steward)(contribution, actor) if alive else alive


def is_contact(contribution: Contribution, actor: Actor) -> Decision:
    """Be asked about it in the name of whoever brought it."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    if actor.is_present and contact_of(contribution) == actor.own_id:
        return ALLOWED
    return refused(_("Only its contact can do this."))


def may_pick(question: Contribution, appointment: Appointment, actor: Actor) -> Decision:
    """Take one of the times, or neither: those who are asked, while the question and the practice stand."""
    for each in (question, appointment.practice):
        alive = rules.is_alive(each)
        if not alive:
            return alive
    if actor.is_present and actor.own_id in asked_side(appointment):
        return ALLOWED
    return refused(_("Only those who are asked can say when they talk."))


def may_call_off(appointment: Appointment, actor: Actor) -> Decision:
    """Let it not take place: either side."""
    if actor.is_present and actor.own_id in both_sides(appointment):
        return ALLOWED
    return refused(_("Only the two sides can call it off."))


OFFERED = ("current", "due")


def is_offered(contribution: Contribution) -> bool:
    """Whether sites are asked for their answer: it lives, is proven, and others may take it up."""
    return bool(rules.is_alive(contribution)) and contribution.state in OFFERED


def may_run(community: Community, actor: Actor) -> Decision:
    """See to all sites: offer several at once, say who answers, read what is overdue. The community managers and the sponsors."""
    is_sponsor = community_rules.is_member(community, actor) and roles(actor)[community.pk] == Role.SPONSOR
    if actor.is_staff and is_sponsor:
        return ALLOWED
    if community_rules.may_steward(community, actor):
        return ALLOWED
    return refused(_("Only the community managers and the sponsors can do this."))


def may_offer(contribution: Contribution, actor: Actor) -> Decision:
    """Ask sites for their answer: whoever brought it, the community managers and the sponsors. Partners know no sites."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    if contribution.state not in OFFERED:
        return refused(_("It is offered once it is proven and others may take it up."))
    if not actor.is_staff:
        return refused(_("Only people of the organisation can offer it to its sites."))
    decision = may_run(contribution.home, actor) or rules.author_or_steward(contribution, actor)
    return stands_alone(contribution) if decision else decision


def may_answer(contribution: Contribution, adoption: Adoption, actor: Actor) -> Decision:
    """Answer for a site: its focal person, the deputy, and the community managers, while the practice stands."""
    if not is_offered(contribution):
        return refused(_("This practice is no longer offered: nothing is due from you."))
    return speaks_for(contribution, adoption, actor)


def may_progress(contribution: Contribution, adoption: Adoption, actor: Actor) -> Decision:
    """Say how far a site is: the same people, as long as the practice lives."""
    alive = rules.is_alive(contribution)
    return speaks_for(contribution, adoption, actor) if alive else alive


def may_take_up(contribution: Contribution, adoption: Adoption, actor: Actor) -> Decision:
    """Say that a site uses it: anew only while it is offered; what a site is introducing, it may still put in use."""
    begun = adoption.stage in (Adoption.Stage.ADAPTING, Adoption.Stage.IN_USE)
    return (may_progress if begun else may_answer)(contribution, adoption, actor)


def speaks_for(contribution: Contribution, adoption: Adoption, actor: Actor) -> Decision:
    """Say how far a site is; nobody speaks for one that is gone."""
    reads = actor.is_present and contribution.home_id in readable_ids(actor)
    if reads and adoption.site_id and any(actor.own_id in turn for turn in in_turn(contribution, adoption.site_id)):
        return ALLOWED
    return refused(_("Only those who answer for this site and the community managers can do this."))


def may_measure_at(contribution: Contribution, adoption: Adoption | None, actor: Actor) -> Decision:
    """Write down what it brought: at a site those who speak for it, once it is in use; where it was proven, those who answer for it."""
    if adoption is None:
        alive = rules.is_alive(contribution)
        return at_original(trail_rules.answers_for)(contribution, actor) if alive else alive
    if adoption.in_use_on is None:
        return refused(_("This site does not use it yet: there is nothing to measure."))
    return may_progress(contribution, adoption, actor)


def may_confirm(contribution: Contribution, measurement: Measurement, actor: Actor) -> Decision:
    """Say that it is worth that much: somebody of the site, and not who wrote the number."""
    if measurement.adoption is None or measurement.worth is None:
        return refused(_("There is nothing to confirm."))
    if measurement.outcome.measured_by_id == actor.own_id:
        return refused(_("A second person of the site confirms it: not who wrote the number."))
    return may_progress(contribution, measurement.adoption, actor)


def may_confirm_lot(contribution: Contribution, measurement: Measurement, actor: Actor) -> Decision:
    """Say that the lot decided which site began when: a community manager or who answers for the practice, not who wrote the numbers."""
    if not measurement.by_lot or measurement.outcome.grade not in (Grade.A, Grade.B):
        return refused(_("There is nothing to confirm."))
    if measurement.outcome.measured_by_id == actor.own_id:
        return refused(_("Somebody else confirms it: not who wrote the numbers."))
    alive = rules.is_alive(contribution)
    if not alive or rules.steward(contribution, actor):
        return alive
    return trail_rules.answers_for(contribution, actor)


def may_take_back(contribution: Contribution, measurement: Measurement, actor: Actor) -> Decision:
    """Take a measurement away: who wrote it, who speaks for the site or for where it was proven, and the community managers."""
    alive = rules.is_alive(contribution)
    if not alive:
        return alive
    reads = actor.is_present and contribution.home_id in readable_ids(actor)
    wrote = reads and measurement.outcome.measured_by_id == actor.own_id
    if wrote or rules.steward(contribution, actor):
        return ALLOWED
    adoption = measurement.adoption
    return speaks_for(contribution, adoption, actor) if adoption else trail_rules.answers_for(contribution, actor)
