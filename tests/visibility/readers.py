"""Who may read the words of a row: the rule of ``oracle`` carried over to every table, still without models."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from visibility import facts
from visibility.oracle import Oracle

Rule = Callable[[Oracle, int], bool]


def nobody(oracle: Oracle, row: int) -> bool:
    """Kept, but shown on no page."""
    return False


def everybody_here(oracle: Oracle, row: int) -> bool:
    """Whoever is signed in."""
    return oracle.is_here


def administrators(oracle: Oracle, row: int) -> bool:
    """Those who run the installation."""
    return oracle.is_here and oracle.who.is_administrator


def of_own(column: str, also: Rule = nobody) -> Rule:
    """The person a row belongs to."""

    def rule(oracle: Oracle, row: int, table: str) -> bool:
        return (oracle.is_here and cell(table, column, row) == oracle.who.id) or also(oracle, row)

    return asked_with_table(rule)


def of_place(question: str, column: str = "community_id") -> Rule:
    """Those who stand to the community of a row as the question says."""

    def rule(oracle: Oracle, row: int, table: str) -> bool:
        return bool(getattr(oracle, question)(oracle.facts.places[cell(table, column, row)]))

    return asked_with_table(rule)


def of_thing(column: str, key: str = "id") -> Rule:
    """Those who see the contribution of a row."""

    def rule(oracle: Oracle, row: int, table: str) -> bool:
        return oracle.sees(oracle.facts.things[cell(table, column, row, key)])

    return asked_with_table(rule)


def of_text(column: str, key: str = "id") -> Rule:
    """Those who read the text of a row."""

    def rule(oracle: Oracle, row: int, table: str) -> bool:
        return oracle.reads_text(oracle.facts.texts[cell(table, column, row, key)])

    return asked_with_table(rule)


def asked_with_table(rule: Callable[[Oracle, int, str], bool]) -> Rule:
    """Mark a rule that looks into the row itself."""
    rule.wants_table = True  # type: ignore[attr-defined]  # read by ``may_read``
    return rule  # type: ignore[return-value]


def may_read(rule: Rule, oracle: Oracle, row: int, table: str) -> bool:
    """Ask a rule about a row of a table."""
    return bool(rule(oracle, row, table) if hasattr(rule, "wants_table") else rule(oracle, row))  # type: ignore[call-arg]


@cache
def _rows(table: str, columns: str) -> list[tuple[Any, ...]]:
    return list(facts.rows(table, columns))


@cache
def _column(table: str, column: str, key: str) -> dict[int, object]:
    return dict(facts.rows(table, f"{key}, {column}"))


def cell(table: str, column: str, row: int, key: str = "id") -> object:
    """One value; tables are read once, since rights do not change while this world stands."""
    return _column(table, column, key)[row]


def forget() -> None:
    """Another world begins."""
    _rows.cache_clear()
    _column.cache_clear()


def _community_told(oracle: Oracle, row: int) -> bool:
    """Name and purpose: whoever knows of it, administrators of any, and who holds an open invitation."""
    asked = {
        (person, place)
        for person, place, answered in _rows("communities_communityinvitation", "person_id, community_id, answered_at")
        if answered is None
    }
    invited = oracle.is_here and (oracle.who.id, row) in asked
    return oracle.knows_of(oracle.facts.places[row]) or administrators(oracle, row) or invited


def _community_guided(oracle: Oracle, row: int) -> bool:
    """How one behaves here, and the welcome: whoever reads here."""
    return oracle.reads(oracle.facts.places[row])


def _key_result(oracle: Oracle, row: int) -> bool:
    objective = cell("communities_keyresult", "objective_id", row)
    return oracle.reads(oracle.facts.places[cell("communities_objective", "community_id", objective)])


def _thing(oracle: Oracle, row: int) -> bool:
    return oracle.sees(oracle.facts.things[row])


def _text(oracle: Oracle, row: int) -> bool:
    """Of a text that was taken away nothing is told."""
    text = oracle.facts.texts[row]
    return text.standing not in ("withdrawn", "removed") and oracle.reads_text(text)


def _revision(oracle: Oracle, row: int) -> bool:
    return _text(oracle, cell("contributions_revision", "post_id", row))


def _file(oracle: Oracle, row: int) -> bool:
    return oracle.opens(oracle.facts.files[row])


def _change(oracle: Oracle, row: int) -> bool:
    """A new version that waits: its author, and the managers of the home, as long as they read the text."""
    text = oracle.facts.texts[cell("contributions_change", "post_id", row)]
    home = oracle.facts.places[oracle.facts.things[text.thing].home]
    return oracle.reads_text(text) and (oracle.is_author(text) or oracle.manages(home))


def _beside(oracle: Oracle, row: int, table: str) -> bool:
    """What is written beside a contribution goes with it: read while it is there, gone with its text."""
    thing = oracle.facts.things[cell(table, "contribution_id", row)]
    return thing.standing in ("published", "merged") and oracle.sees(thing)


def _report(oracle: Oracle, row: int) -> bool:
    """The managers of the home, but not about a text of their own."""
    text = oracle.facts.texts[cell("moderation_report", "post_id", row)]
    home = oracle.facts.things[text.thing].home
    return oracle.manages(oracle.facts.places[home]) and not oracle.is_author(text)


def _person(oracle: Oracle, row: int) -> bool:
    """What somebody tells of themselves: whoever meets them, and who is invited by them; administrators know everybody."""
    inviters = dict(_rows("communities_communityinvitation", "person_id, inviter_id"))
    invited = oracle.is_here and inviters.get(oracle.who.id) == row
    return oracle.meets(oracle.facts.people[row]) or invited


def _belonging(column: str, oracle: Oracle, row: int) -> bool:
    """A part of the organisation: colleagues know all of them, a guest those of the people they meet."""
    belong = dict(_rows("people_person", f"id, {column}"))
    return oracle.is_colleague or any(
        part == row and oracle.meets(oracle.facts.people[person]) for person, part in belong.items()
    )


def _organisation(oracle: Oracle, row: int) -> bool:
    """The name of the house stands on the door; a partner's is known to colleagues and to those who meet its people."""
    kind = cell("people_organisation", "kind", row)
    return kind == "home" or _belonging("organisation_id", oracle, row)


def _topic(oracle: Oracle, row: int) -> bool:
    """Names are content: a topic is there for whoever finds something under it, a person who told of it among that."""
    if administrators(oracle, row):
        return True
    things = (
        thing
        for thing, topic in facts.rows("contributions_contribution_topics", "contribution_id, topic_id")
        if topic == row
    )
    places = (
        place for place, topic in facts.rows("communities_community_topics", "community_id, topic_id") if topic == row
    )
    known = [
        (person, bool(told))
        for person, topic, told in facts.rows("people_persontopic", "person_id, topic_id, discoverable")
        if topic == row
    ]
    return (
        any(
            _thing(oracle, thing) and oracle.facts.things[thing].standing not in ("withdrawn", "removed", "merged")
            for thing in things
        )
        or any(oracle.knows_of(oracle.facts.places[place]) for place in places)
        or any(
            (told and oracle.meets(oracle.facts.people[person])) or (oracle.is_here and oracle.who.id == person)
            for person, told in known
        )
    )


def _topic_label(oracle: Oracle, row: int) -> bool:
    return _topic(oracle, cell("topics_topiclabel", "topic_id", row))


RULES: dict[str, Rule] = {
    "community told": _community_told,
    "community guided": _community_guided,
    "key result": _key_result,
    "thing": _thing,
    "text": _text,
    "revision": _revision,
    "file": _file,
    "report": _report,
    "beside": asked_with_table(_beside),
    "change": _change,
    "person": _person,
    "unit": partial(_belonging, "unit_id"),
    "site": partial(_belonging, "site_id"),
    "organisation": _organisation,
    "topic": _topic,
    "topic label": _topic_label,
    "invited address": administrators,
}
