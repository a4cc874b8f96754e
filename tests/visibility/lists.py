"""What pages show, and what they should: for plain pages whether they exist, for lists the very set, both from the rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from visibility import facts, readers
from visibility.facts import Place, Someone, Text, Thing
from visibility.inboxes import own_done, own_notices, own_unread, put_off
from visibility.oracle import TOMBSTONES, Oracle
from visibility.trails import on_the_trail
from visibility.visitors import FOLLOWS
from visibility.walking import Step
from visibility.world import World

GONE = {"withdrawn", "removed"}
Set = Callable[[World, Oracle, Step], set[str]]


@dataclass(frozen=True, slots=True)
class List:
    """A list on a page: where it is, what of the page are its items, and what they should be."""

    route: str
    items: str  # a pattern whose group is what names an item
    expected: Set
    query: str = ""

    def shown(self, step: Step) -> set[str]:
        """The items on the page and on those that follow."""
        return set(re.findall(self.items, main(step.answer.text)))


def main(text: str) -> str:
    """The middle of a page, without what stands around every page; a part of a page is all middle."""
    head, found, rest = text.partition("<main")
    return rest.partition("</main>")[0] + rest.partition(FOLLOWS)[2] if found else head


def thing_page(oracle: Oracle, thing: Thing) -> bool:
    """A contribution; one that was merged leads to where it lives on, if that is there for the reader."""
    into = thing.merged_into
    return oracle.sees(thing) and (into is None or oracle.sees(oracle.facts.things[into]))


def steered(oracle: Oracle, thing: Thing) -> bool:
    """What the managers of the home do with a contribution they see."""
    return oracle.sees(thing) and oracle.manages(oracle.facts.places[thing.home])


def edited(oracle: Oracle, thing: Thing) -> bool:
    """The editor is there for the author, while it lives."""
    home = oracle.facts.places[thing.home]
    return oracle.sees(thing) and oracle.is_author(thing) and thing.standing not in TOMBSTONES and not home.is_archived


def mended(oracle: Oracle, text: Text) -> bool:
    """So it is for a reply."""
    thing = oracle.facts.things[text.thing]
    lives = text.standing not in GONE and thing.standing not in TOMBSTONES
    own = oracle.reads_text(text) and oracle.is_author(text) and not text.is_body
    return own and lives and not oracle.facts.places[thing.home].is_archived


def removable(oracle: Oracle, text: Text) -> bool:
    """A text is taken away by the managers of the home."""
    return oracle.reads_text(text) and oracle.manages(oracle.facts.places[oracle.facts.things[text.thing].home])


def changed(oracle: Oracle, text: Text) -> bool:
    """The page of a new version of a text that waits."""
    rows = facts.rows("contributions_change", "post_id, id")
    return any(readers.RULES["change"](oracle, number) for post, number in rows if post == text.id)


def managed(oracle: Oracle, place: Place) -> bool:
    """The pages on which a community is managed."""
    return oracle.reads(place) and oracle.manages(place)


def administered(oracle: Oracle, record: object) -> bool:
    """The pages of administrators."""
    return oracle.is_here and oracle.who.is_administrator


# Route → whether it is there for somebody, asked of what its first argument names.
THERE: dict[str, Callable[[Oracle, object], bool]] = {
    **dict.fromkeys(("contribution", "contribution_short"), thing_page),
    **dict.fromkeys(("replies", "share", "trail", "trail_link"), Oracle.sees),
    **dict.fromkeys(("rehome", "split", "merge"), steered),
    "contribution_edit": edited,
    **dict.fromkeys(("reply", "quote", "history", "report"), Oracle.reads_text),
    "reply_edit": mended,
    "remove": removable,
    "change": changed,
    **dict.fromkeys(("attachment", "attachment_size"), Oracle.opens),
    **dict.fromkeys(("community", "community_short"), Oracle.knows_of),
    **dict.fromkeys(("community_about", "community_members", "community_invite"), Oracle.reads),
    **dict.fromkeys(("community_settings", "community_objectives", "community_rules", "community_message"), managed),
    "person": Oracle.meets,
    "topic": readers.RULES["topic"],
    **dict.fromkeys(("admin_community", "admin_person", "admin_topic"), administered),
}


def home_feed(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is listed in the communities one belongs to, reads and wants to hear of."""
    lines = world.facts.lines
    mine = (
        place
        for place in world.facts.places.values()
        if oracle.belongs_to(place) and not lines[oracle.who.id, place.id].is_muted
    )
    return {thing.pid for place in mine for thing in oracle.cards_in(place)}


def community_feed(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is listed in this one."""
    return {thing.pid for thing in oracle.cards_in(step.asked[0].record)}


def topic_feed(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is listed under a topic in any community one reads."""
    under = {
        thing
        for thing, topic in facts.rows("contributions_contribution_topics", "contribution_id, topic_id")
        if topic == step.asked[0].record
    }
    return {t.pid for place in world.facts.places.values() for t in oracle.cards_in(place) if t.id in under}


def conversation(world: World, oracle: Oracle, step: Step) -> set[str]:
    """The replies of a contribution, the places of those that are gone among them."""
    thing = step.asked[0].record
    texts = (text for text in world.facts.texts.values() if text.thing == thing.id and not text.is_body)
    return {text.pid for text in texts if oracle.reads_text(text)}


def given(world: World, oracle: Oracle, step: Step) -> set[str]:
    """The ten latest of a person that one sees; of somebody who is gone, none."""
    person = step.asked[0].record
    if not oracle.meets(person) or not is_present(person):
        return set()
    theirs = (t for t in world.facts.things.values() if t.author == person.id and t.standing == "published")
    return {thing.pid for thing in sorted((t for t in theirs if oracle.sees(t)), key=lambda t: -t.id)[:10]}


def found_by_title(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Every published contribution has the word in its title."""
    return {thing.pid for thing in world.facts.things.values() if thing.standing == "published" and oracle.sees(thing)}


def found_by_reply(world: World, oracle: Oracle, step: Step) -> set[str]:
    """A conversation is found by its published replies."""
    texts = (text for text in world.facts.texts.values() if not text.is_body and text.standing == "published")
    heads = ((world.facts.things[text.thing], text) for text in texts)
    return {thing.pid for thing, text in heads if thing.standing == "published" and oracle.reads_text(text)}


def found_people(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Whoever is here and met; everybody told something."""
    return {each.pid for each in world.facts.people.values() if oracle.meets(each) and is_present(each)}


def found_by_objective(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What a community wants to reach is for its readers: who knows of it and may not read finds nothing by it."""
    places = world.facts.places.values()
    return {place.pid for place in places if oracle.reads(place) and place.visibility != "closed"}


def known_communities(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Whatever is not archived and known of."""
    places = world.facts.places.values()
    return {place.pid for place in places if oracle.knows_of(place) and not place.is_archived}


def used_topics(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Topics with something published one sees."""
    names = dict(facts.rows("topics_topic", "id, pid"))
    things = world.facts.things
    links = facts.rows("contributions_contribution_topics", "contribution_id, topic_id")
    return {
        names[topic] for thing, topic in links if things[thing].standing == "published" and oracle.sees(things[thing])
    }


def own_deadlines(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What is due from one, where one still sees it."""
    rows = facts.rows("contributions_deadline", "contribution_id, person_id, met_at")
    due = (world.facts.things[thing] for thing, person, met in rows if person == oracle.who.id and met is None)
    return {thing.pid for thing in due if oracle.sees(thing)}


def own_bookmarks(world: World, oracle: Oracle, step: Step) -> set[str]:
    """The texts one kept and may still read."""
    kept = (
        text for person, text in facts.rows("contributions_bookmark", "person_id, post_id") if person == oracle.who.id
    )
    return {world.facts.texts[text].pid for text in kept if oracle.reads_text(world.facts.texts[text])}


def own_drafts(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What one is writing."""
    return {
        str(number) for number, person in facts.rows("contributions_draft", "id, person_id") if person == oracle.who.id
    }


def held_texts(world: World, oracle: Oracle, step: Step) -> set[str]:
    """What waits for a manager: contributions and replies that are held, and new versions of published ones."""
    known = world.facts
    changes = dict(facts.rows("contributions_change", "post_id, id"))
    found = set()
    for text in known.texts.values():
        thing = known.things[text.thing]
        waits = thing.standing if text.is_body else text.standing
        if (
            (waits == "held" or text.id in changes)
            and oracle.reads_text(text)
            and oracle.manages(known.places[thing.home])
        ):
            found.add(text.pid)
    return found


def asked_in(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Requests nobody decided, in communities one manages, of people who are still here."""
    return {
        str(number)
        for number, place, person, decided in facts.rows(
            "communities_joinrequest", "id, community_id, person_id, decided_at"
        )
        if decided is None and oracle.manages(world.facts.places[place]) and world.facts.people[person].is_active
    }


def invited_into(world: World, oracle: Oracle, step: Step) -> set[str]:
    """One's own invitations."""
    rows = facts.rows("communities_communityinvitation", "id, person_id, answered_at")
    return {str(number) for number, person, answered in rows if answered is None and person == oracle.who.id}


def reported(world: World, oracle: Oracle, step: Step) -> set[str]:
    """Reports of others' texts, in communities one manages."""
    rows = facts.rows("moderation_report", "id, post_id")
    return {str(number) for number, _text in rows if readers.RULES["report"](oracle, number)}


def is_present(person: Someone) -> bool:
    """Whether somebody may sign in today."""
    in_time = person.until is None or person.until >= datetime.now(UTC).date()
    return person.is_active and in_time and not person.is_imported


CARD, PID = r'id="c-([a-z0-9]{12})"', "([a-z0-9]{12})"
LISTS = {
    "home": List("home", CARD, home_feed),
    "community": List("community", CARD, community_feed),
    "topic": List("topic", CARD, topic_feed),
    "conversation": List("replies", r'id="r-([a-z0-9]{12})"', conversation),
    "trail": List("trail", rf'<a href="/c/{PID}/[^"]*"[^>]* data-hue=', on_the_trail),
    "given by a person": List("person", CARD, given),
    "found by title": List("search", rf'href="/c/{PID}/', found_by_title, "?q=kettle"),
    "found by reply": List("search", rf'href="/c/{PID}/', found_by_reply, "?q=pitcher"),
    "found people": List("search", rf'href="/people/{PID}/', found_people, "?q=told"),
    "found communities": List("search", rf'href="/communities/{PID}/', found_by_objective, "?q=objective"),
    "people": List("people", rf'href="/people/{PID}/', found_people),
    "communities": List("community_list", rf'href="/communities/{PID}/', known_communities),
    "topics": List("topics", rf'href="/topics/{PID}/', used_topics),
    "inbox": List("inbox", r'id="n-(\d+)"', own_notices),
    "unread": List("inbox", r'id="n-(\d+)"', own_unread, "?show=unread"),
    "put off": List("inbox", r'id="n-(\d+)"', put_off, "?show=later"),
    "done": List("inbox", r'id="n-(\d+)"', own_done, "?show=done"),
    "bookmarks": List("bookmarks", rf'href="/r/{PID}/"', own_bookmarks),
    "drafts": List("drafts", r"/drafts/(\d+)/forget/", own_drafts),
    "held texts": List("waiting", rf"/r/{PID}/decision/", held_texts),
    "requests": List("waiting", r"/requests/(\d+)/decide/", asked_in),
    "invitations": List("waiting", r"/invitations/(\d+)/answer/", invited_into),
    "deadlines": List("waiting", rf'class="line__title" href="/c/{PID}/', own_deadlines),
    "reports": List("waiting", r"/reports/(\d+)/close/", reported),
}
