"""Verbs of topics: add, name and describe in each language with synonyms, merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from passerelle.journal.actor import Actor
from passerelle.journal.decision import Refused
from passerelle.journal.recording import record
from passerelle.lib.text import one_line
from passerelle.topics import links, rules
from passerelle.topics.finding import DESCRIPTION_LENGTH, NAME_LENGTH, create_topic, key_of
from passerelle.topics.models import Topic, TopicLabel


@transaction.atomic
def add_topic(name: str, *, language: str, by: Actor) -> Topic:
    """Offer a topic before anybody used it; raises Refused when the name belongs to one."""
    rules.may_curate(by).require()
    shown = one_line(name, NAME_LENGTH)
    _require_free([shown])
    topic = create_topic(shown, language)
    record(by, "topic.added", topic)
    return topic


@transaction.atomic
def revise_topic(
    topic: Topic,
    *,
    by: Actor,
    name: str | None = None,
    names: Mapping[str, str] | None = None,
    synonyms: Iterable[str] | None = None,
    descriptions: Mapping[str, str] | None = None,
) -> Topic:
    """Rename a topic, name it and say what it is in languages (what is empty is taken away there), replace its synonyms.

    The slug stays, and so does a former name, as a synonym: people go on typing it. Raises Refused for a name that belongs
    to another topic.
    """
    rules.may_curate(by, topic).require()
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    wanted = {language: one_line(text, NAME_LENGTH) for language, text in (names or {}).items()}
    others = [text for each in synonyms or () if (text := one_line(each, NAME_LENGTH))]
    former, locked.name = locked.name, one_line(name or "", NAME_LENGTH) or locked.name
    _require_free([locked.name, *wanted.values(), *others], but=locked)
    said = {language: one_line(text, DESCRIPTION_LENGTH) for language, text in (descriptions or {}).items()}
    locked.descriptions = {language: text for language, text in (locked.descriptions | said).items() if text}
    locked.save(update_fields=["name", "descriptions"])
    _set_names(locked, wanted)
    if synonyms is not None:
        locked.labels.filter(synonym=True).delete()
    _add_synonyms(locked, [*others, former, locked.name])
    given = {"name": name, "names": names, "synonyms": synonyms, "descriptions": descriptions}
    record(by, "topic.revised", locked, fields=sorted(key for key, value in given.items() if value is not None))
    return locked


@transaction.atomic
def merge_topic(topic: Topic, into: Topic, *, by: Actor) -> Topic:
    """Let another topic take this one's place everywhere.

    Its names become synonyms there, and what it is said to be fills gaps. Raises Refused for itself.
    """
    rules.may_curate(by, topic, into).require()
    rows = {row.pk: row for row in Topic.objects.select_for_update().filter(pk__in=[topic.pk, into.pk]).order_by("pk")}
    gone, kept = rows[topic.pk], rows[into.pk]
    if gone == kept or gone.merged_into_id or kept.merged_into_id:
        raise Refused(_("Choose another topic that is in use."))
    moved = links.move(gone, kept)
    _add_synonyms(kept, gone.labels.values_list("name", flat=True))
    gone.labels.all().delete()
    kept.descriptions = gone.descriptions | kept.descriptions
    kept.save(update_fields=["descriptions"])
    Topic.objects.filter(merged_into=gone).update(merged_into=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    record(by, "topic.merged", gone, into=kept.pk, moved=moved)
    return kept


def owner_of(names: Iterable[str], *, but: Topic | None = None) -> tuple[str, Topic] | None:
    """The first of these names that belongs to another topic, and that topic."""
    wanted = {key_of(name): name for name in names if name}
    labels = TopicLabel.objects.filter(normalized__in=wanted).exclude(topic=but).select_related("topic")
    label = labels.order_by("pk").first()
    return (wanted[label.normalized], label.topic) if label else None


def _require_free(names: Iterable[str], *, but: Topic | None = None) -> None:
    taken = owner_of(names, but=but)
    if taken:
        raise Refused(
            _("“%(name)s” belongs to the topic “%(topic)s”: merge the two instead.")
            % {"name": taken[0], "topic": taken[1].name}
        )


def _set_names(topic: Topic, names: Mapping[str, str]) -> None:
    topic.labels.filter(language__in=names, synonym=False).delete()
    for language, text in names.items():
        if text:
            topic.labels.update_or_create(
                language=language, normalized=key_of(text), defaults={"name": text, "synonym": False}
            )


def _add_synonyms(topic: Topic, names: Iterable[str]) -> None:
    """Words that are typed but not shown; they belong to no language, and none repeats a name."""
    known = set(topic.labels.values_list("normalized", flat=True))
    for text in names:
        if key_of(text) not in known:
            known.add(key_of(text))
            TopicLabel.objects.create(topic=topic, language="", name=text, normalized=key_of(text), synonym=True)
