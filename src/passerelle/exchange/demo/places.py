"""Sets the stage: organisations, units, sites and topics."""

from __future__ import annotations

from datetime import datetime

from passerelle.exchange.demo.cast import Cast
from passerelle.exchange.demo.names import pid_of
from passerelle.lib.text import comparable
from passerelle.people.models import Organisation, Site, Unit
from passerelle.topics.models import Topic, TopicLabel

CHARTER_VERSION = 1
ACCENT = "forest"


def set_the_stage(cast: Cast, opened: datetime) -> None:
    """Make every place of the story; the house opened its doors at ``opened``."""
    rows = cast.story.organisation
    for row in rows["organisation"]:
        cast.organisations[row["slug"]] = _organisation(row, rows["company"], opened)
    for row in rows["unit"]:
        cast.units[row["slug"]] = Unit.objects.create(
            pid=pid_of("unit", row["slug"]),
            slug=row["slug"],
            name=row["name"],
            parent=cast.units[row["parent"]] if "parent" in row else None,
        )
    for row in rows["site"]:
        cast.sites[row["slug"]] = Site.objects.create(
            pid=pid_of("site", row["slug"]),
            slug=row["slug"],
            name=row["name"],
            type=row["kind"],
            organisation=cast.organisations[row["partner"]] if "partner" in row else None,
            city=row["city"],
            country=row["country"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            time_zone=row["timezone"],
        )
    for row in rows["topic"]:
        cast.topics[row["slug"]] = _topic(row)


def _organisation(row: dict[str, str], company: dict[str, dict[str, str]], opened: datetime) -> Organisation:
    organisation = Organisation(pid=pid_of("organisation", row["slug"]), slug=row["slug"], name=row["name"])
    organisation.kind = Organisation.Kind(row["kind"])
    if organisation.kind == Organisation.Kind.HOME:
        organisation.accent = ACCENT
        organisation.charter = "\n\n".join(text.strip() for text in company["charter"].values())
        organisation.charter_version = CHARTER_VERSION
        organisation.ready_at = opened
    organisation.save(force_insert=True)
    return organisation


def _topic(row: dict[str, dict[str, str]]) -> Topic:
    slug = str(row["slug"])
    topic = Topic.objects.create(
        pid=pid_of("topic", slug), slug=slug, name=row["name"]["en"], descriptions=row.get("about", {})
    )
    names = [(language, name, False) for language, name in row["name"].items()]
    names += [("", synonym, True) for synonym in row.get("synonyms", ())]
    labels: dict[tuple[str, str], TopicLabel] = {}
    for language, name, synonym in names:
        label = TopicLabel(topic=topic, language=language, name=name, normalized=comparable(name), synonym=synonym)
        labels.setdefault((language, label.normalized), label)
    TopicLabel.objects.bulk_create(labels.values())
    return topic
