"""Every model, declared once: who may read the words in its rows. A model that is not here turns ``test_guard`` red.

Own tables of kinds join by themselves: what hangs on a contribution, a text or a community is read by whoever reads that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models

from passerelle.communities.models import Community
from passerelle.contributions.kinds import all_kinds
from passerelle.contributions.models import Contribution, Details, Post
from visibility.readers import (
    RULES,
    administrators,
    everybody_here,
    nobody,
    of_own,
    of_place,
    of_text,
    of_thing,
)

Rule = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Words:
    """Who reads the words of a row: by ``rule``, and by another where a column differs; ``plain`` columns hold no words."""

    rule: Rule
    columns: dict[str, Rule] = field(default_factory=dict)
    plain: frozenset[str] = frozenset()
    exempt: str = ""

    def rule_for(self, column: str) -> Rule:
        """The rule of one column."""
        return self.columns.get(column, self.rule)


def words(rule: Rule, plain: str = "", **columns: Rule) -> Words:
    """Rows whose words are read by a rule."""
    return Words(rule, columns, frozenset(plain.split()))


def exempt(reason: str) -> Words:
    """No words of people in it, or none that the product reads back; and why."""
    return Words(nobody, exempt=reason)


DECLARED = {
    "account.EmailAddress": words(of_own("user_id", also=administrators)),
    "account.EmailConfirmation": exempt("keys of links, hashed or short-lived"),
    "auth.Group": exempt("Django's own, not used"),
    "auth.Group_permissions": exempt("Django's own, not used"),
    "auth.Permission": exempt("Django's own, not used"),
    "contributions.Change": words(RULES["change"], "topics"),
    "communities.Community": words(
        RULES["community told"],
        "cover languages blueprint kinds",
        guidelines=RULES["community guided"],
        welcome=RULES["community guided"],
        slug=RULES["community told"],
    ),
    "communities.CommunityInvitation": exempt("ids only"),
    "communities.Community_topics": exempt("ids only"),
    "communities.JoinRequest": words(of_place("manages"), reason=of_own("person_id")),
    "communities.KeyResult": words(RULES["key result"]),
    "communities.Membership": exempt("ids only"),
    "communities.MembershipRule": words(of_place("manages"), "country"),
    "communities.Objective": words(of_place("reads")),
    "contenttypes.ContentType": exempt("Django's own"),
    "contributions.Attachment": words(RULES["file"], "mime sha256 renditions"),
    "contributions.Bookmark": words(nobody),
    "contributions.Contribution": words(RULES["thing"], "kind_slug state language"),
    "contributions.Contribution_topics": exempt("ids only"),
    "contributions.Deadline": exempt("a closed value"),
    "contributions.Draft": words(of_own("person_id"), "place"),
    "contributions.Follow": exempt("ids only"),
    "contributions.Involvement": exempt("ids only"),
    "contributions.Mention": exempt("ids only"),
    "contributions.Passage": words(nobody),
    "contributions.Placement": exempt("ids only"),
    "contributions.Post": words(RULES["text"], "language reactions_count"),
    "contributions.Reaction": exempt("ids only"),
    "contributions.Rendition": words(nobody),
    "contributions.Revision": words(RULES["revision"]),
    "contributions.Suggestion": words(of_thing("contribution_id", "id")),
    "doors_mail.CommunityAddress": words(of_place("reads"), "name"),
    "doors_mail.LastAnswer": exempt("ids only"),
    "doors_mail.Received": words(of_own("person_id"), "key message_id"),
    "exchange.Source": words(nobody, "secret"),
    "feeds.Feed": exempt("ids only; the secret of an address is stored nowhere"),
    "journal.Entry": exempt("ids and closed values, never words"),
    "matching.Ask": exempt("ids only"),
    "matching.Availability": exempt("a number and a day; shown to that person alone"),
    "matching.Solved": words(of_thing("contribution_id")),
    "matching.Unwanted": exempt("ids only"),
    "matching.Week": exempt("a number for each week"),
    "moderation.Refusal": words(of_text("post_id")),
    "moderation.Report": words(RULES["report"]),
    "notifications.Digest": exempt("ids only"),
    "notifications.Gesture": exempt("numbers and moments"),
    "notifications.Notice": exempt("ids only"),
    "notifications.Push": exempt("ids and times only"),
    "notifications.PushSubscription": exempt("addresses and keys of browsers, closed values"),
    "notifications.Wishes": exempt("values of lists, hours and days; test_settings says whose"),
    "people.Invitation": words(administrators, "token_hash community_ids language", email=RULES["invited address"]),
    "people.Organisation": words(RULES["organisation"], "slug accent logo languages", charter=everybody_here),
    "people.Person": words(
        RULES["person"],
        "password sort_name photo languages language time_zone",
        email=of_own("id", also=administrators),
        staff_number=of_own("id", also=administrators),
    ),
    "people.PersonTopic": exempt("ids only"),
    "topics.TopicEditor": exempt("ids only"),
    "people.RefusingAddress": words(of_own("person_id", also=administrators)),
    "people.Site": words(RULES["site"], "slug country time_zone"),
    "people.StaffCard": exempt("hashes of codes"),
    "people.Unit": words(RULES["unit"], "slug"),
    "saved_searches.SavedSearch": words(of_own("owner_id")),
    "search.SoughtWeek": exempt("counts of a week, of nobody in particular; test_sought says for whom"),
    "search.SoughtWords": exempt("words that five people or more looked for; test_sought says for whom"),
    "search.Document": exempt("ids only; the words of the index are never shown"),
    "search.Vector": exempt("numbers that are compared and never shown; what they find is read through its rules"),
    "search.FileText": words(RULES["file"], "language problem"),
    "sessions.Session": exempt("keys and signed data"),
    "topics.Topic": words(RULES["topic"], "slug"),
    "topics.TopicLabel": words(RULES["topic label"], "language normalized"),
    "trail.Credit": exempt("ids and closed values"),
    "trail.Decision": words(RULES["beside"], "move before after"),
    "trail.Link": exempt("ids and closed values"),
    "trail.Link_passages": exempt("ids only"),
    "trail.Outcome": words(RULES["beside"]),
    "usersessions.UserSession": words(of_own("user_id"), "ip session_key data"),
    "work.Job": words(administrators, "arguments key leased_by task"),
    "work.Receipt": words(nobody, "key request_hash headers"),
    "work.Schedule": exempt("names of tasks"),
}


def words_of(model: type[models.Model]) -> Words | None:
    """What is declared for a model; of a kind's own tables, what follows from what they hang on."""
    if model._meta.label in DECLARED:
        return DECLARED[model._meta.label]
    if model._meta.app_config.name not in {type(kind).__module__.rpartition(".")[0] for kind in all_kinds()}:
        return None
    # the first of several wins: what a row hangs on stands before what it names
    to = {field.related_model: field.attname for field in reversed(model._meta.concrete_fields) if field.related_model}
    key = model._meta.pk.attname
    thing = next((to[each] for each in to if issubclass(each, (Contribution, Details))), None)
    if thing is not None:
        return words(of_thing(thing, key))
    if Post in to:
        return words(of_text(to[Post], key))
    return words(of_place("reads", to[Community])) if Community in to else None


def every_model() -> Iterable[type[models.Model]]:
    """All of them, those made for many-to-many columns as well."""
    return apps.get_models(include_auto_created=True)


def word_columns(model: type[models.Model], declared: Words) -> list[models.Field]:
    """The columns in which people's words stand: texts without a closed list of values, and JSON."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        each
        for each in model._meta.concrete_fields
        if isinstance(each, kinds) and not each.choices and each.name != "pid" and each.name not in declared.plain
    ]


# Whose walk must find which words: without this, a walk that sees nothing would prove nothing.
WITNESSES = {
    "administrator": "people.Invitation.email work.Job.last_error communities.Community.name topics.TopicLabel.name",
    "author": "contributions.Contribution.title contributions.Post.html contributions.Draft.fields",
    "guest_inside": "contributions.Post.html people.Person.name people.Unit.name communities.Community.guidelines",
    "involved": "contributions.Contribution.title contributions.Post.html",
    "member": "contributions.Contribution.title contributions.Contribution.slug contributions.Post.excerpt contributions.Post.html"
    " people.Person.bio people.Person.help_with people.Site.name people.Unit.name"
    " communities.Objective.text communities.KeyResult.text communities.Community.purpose communities.Community.welcome"
    " topics.TopicLabel.name",
    "outsider": "communities.Community.purpose contributions.Contribution.title people.Person.name",
    "steward": "communities.JoinRequest.note moderation.Report.note contributions.Change.source contributions.Post.excerpt",
}
