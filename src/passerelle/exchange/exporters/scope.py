"""What an export holds. A model that is in neither list breaks a test: somebody has to decide."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from passerelle.contributions.kinds import all_kinds

EXPORTED = frozenset(
    {
        "account.EmailAddress",
        "communities.Community",
        "communities.CommunityInvitation",
        "communities.Community_topics",
        "communities.JoinRequest",
        "communities.KeyResult",
        "communities.Membership",
        "communities.MembershipRule",
        "communities.Objective",
        "contributions.Attachment",
        "contributions.Bookmark",
        "contributions.Change",
        "contributions.Contribution",
        "contributions.Contribution_topics",
        "contributions.Deadline",
        "contributions.Draft",
        "contributions.Follow",
        "contributions.Involvement",
        "contributions.Mention",
        "contributions.Passage",
        "contributions.Placement",
        "contributions.Post",
        "contributions.Reaction",
        "contributions.Rendition",
        "contributions.Revision",
        "contributions.Suggestion",
        "exchange.Source",
        "journal.Entry",
        "matching.Availability",
        "matching.Solved",
        "matching.Unwanted",
        "moderation.Refusal",
        "moderation.Report",
        "notifications.Notice",
        "notifications.Wishes",
        "people.Invitation",
        "people.Organisation",
        "people.Person",
        "people.PersonTopic",
        "people.Site",
        "people.Unit",
        "saved_searches.SavedSearch",
        "search.SoughtWeek",
        "search.SoughtWords",
        "topics.Topic",
        "topics.TopicEditor",
        "topics.TopicLabel",
        "trail.Credit",
        "trail.Decision",
        "trail.Link",
        "trail.Link_passages",
        "trail.Outcome",
    }
)
LEFT_OUT = {
    "account.EmailConfirmation": "links that were sent and have a short life",
    "auth.Group": "Django's own, not used here",
    "auth.Group_permissions": "Django's own, not used here",
    "auth.Permission": "Django's own, not used here",
    "contenttypes.ContentType": "Django's own, made again by every installation",
    "doors_mail.CommunityAddress": "an address of this installation",
    "doors_mail.LastAnswer": "when a mail was answered last, of use to this installation only",
    "doors_mail.Received": "that a mail came, so that it counts once; what it said stands in the texts",
    "feeds.Feed": "a secret: addresses are made again",
    "matching.Ask": "who was asked whether they can help, kept for three months; the inbox has it",
    "matching.Week": "how often somebody was asked, kept for three months",
    "notifications.Push": "what was sent to devices of this installation",
    "notifications.PushSubscription": "hangs on sessions of this installation",
    "notifications.Gesture": "what somebody did last in their inbox, until they do something else",
    "notifications.Digest": "which day a mail went out last, of use to this installation only",
    "people.StaffCard": "a secret: cards are printed again",
    "people.RefusingAddress": "which mail came back to this installation",
    "search.Document": "made again from the texts",
    "search.FileText": "read again from the files",
    "search.Vector": "made again from the texts",
    "sessions.Session": "a secret: everybody signs in again",
    "usersessions.UserSession": "a secret: everybody signs in again",
    "work.Job": "work that is under way here",
    "work.Receipt": "answers to forms, kept for some days",
    "work.Schedule": "times of this installation's own work",
}
# Columns that stay behind: secrets, and what is derived from a column that goes.
WITHHELD = {
    "contributions.Post": frozenset({"html", "renderer", "excerpt"}),
    "contributions.Rendition": frozenset({"html"}),
    "exchange.Source": frozenset({"secret"}),
    "people.Invitation": frozenset({"token_hash"}),
    "people.Person": frozenset({"password", "last_login"}),
}


def exported_models() -> list[type[models.Model]]:
    """Every model an export holds, those of the installed kinds included."""
    of_kinds = {type(kind).__module__.rpartition(".")[0] for kind in all_kinds()}
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label in EXPORTED or model._meta.app_config.name in of_kinds
    ]


def undeclared() -> Iterator[str]:
    """Models about which nobody has decided."""
    known = {model._meta.label for model in exported_models()} | set(LEFT_OUT)
    return (label for model in apps.get_models(include_auto_created=True) if (label := model._meta.label) not in known)
