"""Every route of the site, declared once: what its arguments name. A route that is not here turns ``test_guard`` red.

The routes of a kind join by themselves: they stand below ``c/<pid>/<kind>/`` or ``communities/<pid>/<kind>/`` and name texts. Everything
else takes one line.
An argument is a noun of ``specimens``, or stands for itself after ``=``. After ``?`` follow the queries a route is asked with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver

THING, TEXT, PLACE, FILE, PERSON = "thing", "text", "place", "file", "person"


@dataclass(frozen=True, slots=True)
class Door:
    """How a route is asked: what each argument names, with which queries; or why it is not."""

    arguments: tuple[str, ...] = ()
    queries: tuple[str, ...] = ("",)
    exempt: str = ""
    own: bool = False


def at(*arguments: str, queries: tuple[str, ...] = ("",)) -> Door:
    """A route with these arguments."""
    return Door(arguments, queries)


def own(*arguments: str) -> Door:
    """A page that shows nothing but the visitor's own forms, the same to everybody."""
    return Door(arguments, own=True)


def exempt(reason: str) -> Door:
    """A route nobody asks here, and why."""
    return Door(exempt=reason)


CONTRIBUTIONS = {
    "contribute": at(queries=("", "?kind=update&community={place}", "?kind=question&community={place}")),
    "capture": at(queries=("", "?kind=signal&community={place}")),
    "contribution_edit": at(THING),
    "contribution_withdraw": at(THING),
    "replies": at(THING),
    "move": at(THING, "=settle"),
    "contribution_follow": at(THING),
    "share": at(THING),
    "unshare": at(THING, PLACE),
    "pin": at(THING, PLACE),
    "lock": at(THING),
    "publish": at(THING),
    "rehome": at(THING),
    "split": at(THING),
    "merge": at(THING),
    "contribution_short": at(THING),
    "contribution": at(THING, "=-"),
    "reply": at(TEXT),
    "reply_edit": at(TEXT),
    "reply_withdraw": at(TEXT),
    "react": at(TEXT),
    "bookmark": at(TEXT),
    "quote": at(TEXT),
    "history": at(TEXT),
    "report": at(TEXT),
    "remove": at(TEXT),
    "decide_held": at(TEXT),
    "change": at(TEXT),
    "close_report": at("report"),
    "trail": at(THING),
    "trail_link": at(THING),
    "trail_steer": at(THING, "tie"),
    "trail_weigh": at(THING),
    "trail_unquote": at(THING, "tie", "=1"),
    "passages": at(TEXT),
    "passage_evidence": at(TEXT),
    "passage_comment": at(TEXT),
    "passage_derive": at(TEXT, "=signal"),
    "trail_missing": at(THING),
    "trail_claim": at(THING, "claim"),
    "trail_measure": at(THING),
    "trail_date": at(THING),
    "trail_decide": at(THING, "=give_up"),
    "upload": at(),
    "attachment": at(FILE),
    "attachment_size": at(FILE, "=s"),
    "mentions": at(queries=("?q=o", "?q=house", "?q=s", "?q=k")),
    "drafts": at(),
    "forget_draft": at("draft"),
    "bookmarks": at(),
    "trend_board": at(),
    "article_library": at(),
    "topics": at(),
    "help_ask": at(THING, PERSON),
    "help_take_back": at(THING, PERSON),
    "help_answer": at(THING),
    "help_decide": at("topic"),
    "similar": at(),
    "who_knows": at(),
    "similar_keep": at(),
    "solved": at(THING),
    "solved_take_back": at(THING),
    "settings_help": at(),
    "topic": at("topic"),
    "topic_follow": at("topic"),
}
COMMUNITIES = {
    "community_list": at(queries=("", "?q=meet")),
    "community_found": at(),
    "community_members": at(PLACE),
    "community_about": at(PLACE),
    "community_join": at(PLACE),
    "community_leave": at(PLACE),
    "community_ask": at(PLACE),
    "community_mute": at(PLACE),
    "community_follow": at(PLACE),
    "community_seen": at(PLACE),
    "community_settings": at(PLACE),
    "community_objectives": at(PLACE),
    "community_rules": at(PLACE),
    "community_drop_rules": at(PLACE),
    "community_invite": at(PLACE),
    "community_message": at(PLACE),
    "community_message_cost": at(PLACE),
    "community_role": at(PLACE, PERSON),
    "community_cover": at(PLACE),
    "community_set_cover": at(PLACE),
    "community_archive": at(PLACE),
    "community_mail": at(PLACE),
    "community_short": at(PLACE),
    "community": at(PLACE, "=-"),
    "request_decide": at("request"),
    "invitation_answer": at("asked"),
}
PEOPLE = {
    "people": at(queries=("", "?q=orsel")),
    "person": at(PERSON),
    "photo": at(PERSON),
    "person_follow": at(PERSON),
    "logo": at(),
    "device_manifest": own(),
    "settings_devices": own(),
    "device_here": own(),
    "device_forget": at("device"),
    "device_words": at("device"),
    "device_trial": at("device"),
    "device_offline": own(),
    "device_session": own(),
    "device_share": own(),
    "home": at(),
    "me": at(),
    "waiting": at(),
    "home_seen": at(),
    "settings": at(),
    "settings_photo": own(),
    "settings_topics": at(),
    "settings_preferences": own(),
    "settings_account": own(),
    "settings_attention": own(),
    "settings_attention_preset": own(),
    "mail_again": own(),
    "saved_searches": own(),
    "saved_search": at("saved search"),
    "saved_search_forget": at("saved search"),
    "settings_feeds": at(),
    "feed_make": at(),
    "feed_renew": at("address"),
    "feed_end": at("address"),
    "set_language": own(),
    "charter": own(),
    "first_run": own(),
    "test_mail": own(),
    "inbox": at(queries=("", "?show=unread", "?show=later", "?show=done", "?why=answer&in={place}")),
    "inbox_gesture": at(),
    "inbox_undo": at(),
    "inbox_unread": at(),
    "inbox_read": at(),
    "notice": at("notice"),
    "notice_read": at("notice"),
    "notice_mute": at("notice"),
    "search": at(queries=("?q=kettle", "?q=pitcher", "?q=told", "?q=objective")),
    "topic_proposals": at(),
    "sought": at(),
    "search_suggest": at(queries=("?q=kett", "?q=hous", "?q=ors")),
    "live": exempt("an endless stream of the same hints as live_since; live/tests listen to it"),
    "live_since": at(queries=("", "?on=contribution:{thing}&on=community:{place}")),
    "gallery": own(),
    "gallery_mails": own(),
    "gallery_mail": own("=digest"),
    "gallery_letter": own("=digest", "=en"),
}
DOORS = {
    "card_login": own(),
    "invitation": at("link"),
    "mail_stop": at("letter"),
    "mail_picture": at("picture"),
    "mail_events": own(),
    "mail_inbound": own(),
    "feed_calendar": at("calendar"),
    "feed_atom": at("feed"),
    "demo_sign_in": own("=leila", "=no-such-token"),
    "account_login": own(),
    "account_logout": own(),
    "account_inactive": own(),
    "account_signup": own(),
    "account_reauthenticate": own(),
    "account_email": own(),
    "account_email_verification_sent": own(),
    "account_change_password": own(),
    "account_set_password": own(),
    "account_reset_password": own(),
    "account_confirm_login_code": own(),
    "account_confirm_email": own("=no-such-key"),
    "account_reset_password_from_key_done": own(),
    "account_reset_password_from_key": own("=0", "=no-such-key"),
    "account_reset_password_done": own(),
    "usersessions_list": own(),
}
ADMINISTRATION = {
    "administration": at(),
    "admin_communities": at(),
    "admin_community": at(PLACE),
    "admin_community_archive": at(PLACE),
    "admin_topics": at(),
    "admin_topic": at("topic"),
    "admin_topic_merge": at("topic"),
    "admin_editors": at(),
    "admin_editor_dismiss": at("editor"),
    "admin_appearance": at(),
    "admin_face": at(),
    "admin_logo": at(),
    "admin_charter": at(),
    "admin_jobs": at(),
    "admin_retry_all": at(),
    "admin_discard_all": at(),
    "admin_retry": at("job"),
    "admin_discard": at("job"),
    "admin_audit": at(),
    "admin_audit_sheet": at(),
    "admin_people": at(),
    "admin_person_add": at(),
    "admin_cards": at(),
    "admin_invitations": at(),
    "admin_invitation": at("invitation"),
    "admin_import": at(),
    "admin_import_sample": at("=people"),
    "admin_person": at(PERSON),
    "admin_person_activity": at(PERSON),
    "admin_person_administration": at(PERSON),
    "admin_person_erase": at(PERSON),
    "admin_settings": at(),
} | {
    f"admin_{noun}s{part}": at(*arguments)
    for noun in ("unit", "site", "organisation")
    for part, arguments in {"": (), "_add": (), "_one": (noun,), "_remove": (noun,)}.items()
}
ROUTES = {**CONTRIBUTIONS, **COMMUNITIES, **PEOPLE, **DOORS, **ADMINISTRATION}
OF_KINDS = {"reply": TEXT, "post": TEXT, "community": PLACE, "person": PERSON}


@dataclass(frozen=True, slots=True)
class Route:
    """One entry of the URL configuration."""

    name: str
    path: str
    arguments: tuple[str, ...]


def all_routes(resolver: URLResolver) -> Iterator[Route]:
    """Walk the resolver."""
    yield from _walk(resolver, "", ())


def _walk(resolver: URLResolver, before: str, known: tuple[str, ...]) -> Iterator[Route]:
    for each in resolver.url_patterns:
        path, names = before + str(each.pattern), (*known, *each.pattern.converters, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            yield from _walk(each, path, tuple(dict.fromkeys(names)))
        elif isinstance(each, URLPattern):
            yield Route(each.name or path, path, tuple(dict.fromkeys(names)))


def door(route: Route, kinds: Any) -> Door | None:
    """How a route is asked, None when nobody declared it: a kind's own routes say it by where they stand."""
    if route.name in ROUTES:
        return ROUTES[route.name]
    for above, pid in (("c", THING), ("communities", PLACE)):
        if any(route.path.startswith(f"{above}/<slug:pid>/{kind.slug}/") for kind in kinds):
            nouns = tuple({**OF_KINDS, "pid": pid}.get(argument, "") for argument in route.arguments)
            return Door(nouns) if all(nouns) else None
    return None
