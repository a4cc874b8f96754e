"""Addresses no link or form leads to: what scripts, mails and pictures ask for, what a sign-in hides, forms of later moments.

What can be reached by walking needs no line here; what cannot is told here, or a test turns red.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from hostile.crawling import Field, Form
from hostile.life import Life
from passerelle.kinds.innovation.practice.models import Appointment

if TYPE_CHECKING:
    from hostile.conftest import Site

NOTHING: Callable[[Life], list[object]] = lambda life: []  # noqa: E731  # a name for "no arguments"


@dataclass(frozen=True, slots=True)
class Address:
    """Who asks, what the address holds, and which fields of which types are posted to it, if it takes posts."""

    who: str
    arguments: Callable[[Life], list[object]] = NOTHING
    posts: dict[str, str] | None = field(default=None)


UNLINKED = {
    # what scripts ask for
    "device_here": Address("ada", posts={"endpoint": "text", "p256dh": "text", "auth": "text"}),
    "device_manifest": Address("nobody"),
    "device_session": Address("ada"),
    "device_share": Address("ada", posts={"title": "text", "text": "textarea", "url": "text", "files": "file"}),
    "community_seen": Address("ada", lambda life: [life.places.open.pid], {"newest": "hidden"}),
    "community_message_cost": Address(
        "sam", lambda life: [life.places.open.pid], {"title": "text", "text": "textarea"}
    ),
    "inbox_undo": Address("ada", posts={"token": "hidden", "next": "hidden"}),
    "inbox_unread": Address("ada"),
    "live": Address("ada"),
    "live_since": Address("ada"),
    "mentions": Address("ada"),
    "notice_read": Address("ada", lambda life: [1], {"next": "hidden"}),
    "quote": Address("ada", lambda life: [life.world.reply.pid]),
    "search_suggest": Address("ada"),
    "topic_proposals": Address("ada", posts={"title": "text", "text": "textarea", "topics": "text", "page": "hidden"}),
    "similar": Address("ada", posts={"title": "text", "text": "textarea"}),
    "similar_keep": Address("ada", posts={"place": "hidden", "solved": "button", "title": "text", "text": "textarea"}),
    "upload": Address("ada", posts={"file": "file"}),
    # pictures and files
    "admin_audit_sheet": Address("root"),
    "admin_import_sample": Address("root", lambda life: ["people"]),
    "attachment": Address("ada", lambda life: [life.attachment.pid]),
    "attachment_size": Address("ada", lambda life: [life.attachment.pid, "s"]),
    "community_cover": Address("ada", lambda life: [life.places.open.pid]),
    "logo": Address("nobody"),
    "practice_matrix_sheet": Address("sam", lambda life: [life.places.open.pid]),
    "practice_outcome_sheet": Address("sam", lambda life: [life.places.open.pid]),
    "practice_review_sheet": Address("sam", lambda life: [life.places.open.pid]),
    "article_pdf": Address("otto", lambda life: [life.of_each_kind["article"].pid]),
    "photo": Address("ada", lambda life: [life.cast.sam.pid]),
    # addresses that lead on
    "community_short": Address("ada", lambda life: [life.places.open.pid]),
    "notice": Address("ada", lambda life: [1]),
    "reply": Address("ada", lambda life: [life.world.reply.pid]),
    # links of mails, and what follows them
    "account_confirm_email": Address("nobody", lambda life: ["MQ:1abc:xyz"], {}),
    "account_confirm_login_code": Address("nobody", posts={"code": "text"}),
    "account_reset_password_from_key": Address(
        "nobody", lambda life: ["1", "set-password"], {"password1": "password", "password2": "password"}
    ),
    "mail_picture": Address("nobody", lambda life: ["MQ:1abc:xyz"]),
    # what programs ask for
    "feed_atom": Address("nobody", lambda life: [life.feed_token("home")]),
    "feed_calendar": Address("nobody", lambda life: [life.feed_token("calendar")]),
    # what is only there at times: a sign-in that is long ago, an account without a password, a change that waits,
    # mail that comes in or came back, the demo; a team somebody is in, an improvement that waits, a sentence somebody chose, help
    "account_reauthenticate": Address("ada", posts={"password": "password"}),
    "account_set_password": Address("sam", posts={"password1": "password", "password2": "password"}),
    "change": Address("ada", lambda life: [life.world.edited.pid], {}),
    "community_join": Address("otto", lambda life: [life.places.open.pid], {}),
    "community_mail": Address("sam", lambda life: [life.places.open.pid], {"close": "hidden"}),
    "help_answer": Address("ada", lambda life: [life.world.question.pid], {"say": "hidden"}),
    "help_ask": Address("ada", lambda life: [life.world.question.pid, life.cast.mia.pid], {}),
    "help_take_back": Address("ada", lambda life: [life.world.question.pid, life.cast.mia.pid], {}),
    "idea_join": Address("otto", lambda life: [life.of_each_kind["idea"].pid], {}),
    "idea_leave": Address("otto", lambda life: [life.of_each_kind["idea"].pid], {}),
    "idea_co_author": Address("ada", lambda life: [life.of_each_kind["idea"].pid, life.cast.mia.pid], {}),
    "idea_let_go": Address("ada", lambda life: [life.of_each_kind["idea"].pid, life.cast.mia.pid], {}),
    "idea_score": Address("otto", lambda life: [life.of_each_kind["idea"].pid], {"mark_0": "radio", "note_0": "text"}),
    "idea_take_back": Address("otto", lambda life: [life.of_each_kind["idea"].pid], {}),
    "idea_accept": Address("ada", lambda life: [life.of_each_kind["idea"].pid, life.cast.mia.pid], {}),
    "idea_decline": Address("ada", lambda life: [life.of_each_kind["idea"].pid, life.cast.mia.pid], {"answer": "text"}),
    "article_pin": Address("ada", lambda life: [life.world.question.pid], {"article": "select"}),
    "article_faq": Address("ada", lambda life: [life.of_each_kind["article"].pid]),
    "article_faq_order": Address(
        "ada", lambda life: [life.of_each_kind["article"].pid], {"pinned": "hidden", "way": "hidden"}
    ),
    "article_faq_unpin": Address("ada", lambda life: [life.of_each_kind["article"].pid], {"pinned": "hidden"}),
    "article_restore": Address("ada", lambda life: [life.of_each_kind["article"].pid], {"number": "hidden"}),
    "article_take_back": Address("otto", lambda life: [life.of_each_kind["article"].pid], {}),
    "article_accept": Address("ada", lambda life: [life.of_each_kind["article"].pid, life.cast.mia.pid], {}),
    "article_decline": Address(
        "ada", lambda life: [life.of_each_kind["article"].pid, life.cast.mia.pid], {"answer": "text"}
    ),
    "article_side_by_side": Address("ada", lambda life: [life.of_each_kind["article"].pid]),
    "article_use_take_back": Address("otto", lambda life: [life.of_each_kind["article"].pid], {}),
    "article_use_confirm": Address("otto", lambda life: [life.of_each_kind["article"].pid, life.cast.mia.pid], {}),
    "practice_appointment_off": Address("ada", lambda life: [Appointment.objects.get().question.pid], {}),
    "practice_confirm": Address("otto", lambda life: [life.of_each_kind["practice"].pid], {"measurement": "hidden"}),
    "practice_confirm_lot": Address(
        "otto", lambda life: [life.of_each_kind["practice"].pid], {"measurement": "hidden"}
    ),
    "practice_measure_take_back": Address(
        "otto", lambda life: [life.of_each_kind["practice"].pid], {"measurement": "hidden"}
    ),
    "project_leave": Address("otto", lambda life: [life.of_each_kind["project"].pid], {}),
    "solved_take_back": Address("otto", lambda life: [life.world.question.pid], {}),
    "solved": Address("otto", lambda life: [life.world.question.pid], {"words": "textarea"}),
    "project_let_go": Address("ada", lambda life: [life.of_each_kind["project"].pid, life.cast.mia.pid], {}),
    "project_progress": Address(
        "ada", lambda life: [life.of_each_kind["project"].pid], {"milestone": "hidden", "progress": "number"}
    ),
    "project_milestone_drop": Address("ada", lambda life: [life.of_each_kind["project"].pid], {"milestone": "hidden"}),
    "passage_derive": Address(
        "ada", lambda life: [life.world.reply.pid, "signal"], {"title": "text", "text": "textarea", "topics": "text"}
    ),
    "passage_comment": Address("ada", lambda life: [life.of_each_kind["article"].body.pid], {"text": "textarea"}),
    "passage_evidence": Address("ada", lambda life: [life.world.reply.pid], {"target": "text"}),
    "mail_again": Address("ada", posts={}),
    "mail_events": Address("nobody", posts={}),
    "mail_inbound": Address("nobody", posts={}),
    "demo_sign_in": Address("nobody", lambda life: ["ada", "token"], {}),
    "gallery": Address("ada"),
    "gallery_mails": Address("ada"),
    "gallery_mail": Address("ada", lambda life: ["digest"]),
    "gallery_letter": Address("ada", lambda life: ["digest", "en"]),
}

# Forms of addresses that can be reached, but shown only after something: the route with what is sent to it.
LATER = [
    ("device_words", Address("ada", lambda life: [life.device], {"shown": "hidden"})),
    ("account_email", Address("ada", posts={"email": "hidden", "action_send": "button", "action_remove": "button"})),
    ("account_login", Address("nobody", posts={"login": "email", "password": "password", "remember": "hidden"})),
    ("account_signup", Address("nobody", posts={"email": "email", "username": "hidden", "password1": "password"})),
    ("article_collect", Address("ada", lambda life: [life.world.question.pid], {"article": "select"})),
    ("admin_community", Address("root", lambda life: [life.places.open.pid], {"person": "text"})),
    ("admin_import", Address("root", posts={"sort": "hidden", "text": "hidden", "apply": "button"})),
    ("admin_topic_merge", Address("root", lambda life: [life.world.topic.pid], {"into": "hidden"})),
    ("charter", Address("otto", posts={"version": "hidden"})),
    ("drafts", Address("ada", posts={"place": "text", "title": "text", "text": "textarea", "of no form": "text"})),
    ("inbox_read", Address("ada", posts={"contribution": "hidden"})),
    (
        "practice_offers",
        Address(
            "sam",
            lambda life: [life.places.open.pid],
            {
                **dict.fromkeys(("practices", "types", "any_type", "countries", "sites"), "checkbox"),
                **{"unit": "select", "due_on": "date", "confirm": "button"},
            },
        ),
    ),
    ("settings_topics", Address("ada", posts={"known": "checkbox", "discoverable": "checkbox"})),
    (
        "trail_link",
        Address(
            "ada",
            lambda life: [life.world.update.pid],
            {"relation": "hidden", "target": "text", "chosen": "radio"},
        ),
    ),
    ("usersessions_list", Address("ada", posts={})),
]


def pages(site: Site) -> dict[str, tuple[str, str]]:
    """Route → who asks and the address, of everything that can be read."""
    found = dict(site.found.pages)
    for name, address in UNLINKED.items():
        found[name] = (address.who, reverse(name, args=address.arguments(site.life)))
    return found


def posts(site: Site) -> list[Form]:
    """Every form that changes something, whether a page shows it or not; signing out would end the visit."""
    met = [form for form in site.found.forms.values() if form.method == "post" and form.route != "account_logout"]
    told = [*UNLINKED.items(), *LATER]
    return met + [form for name, address in told if (form := _form(name, address, site.life)) is not None]


def _form(name: str, address: Address, life: Life) -> Form | None:
    if address.posts is None:
        return None
    fields = {one: Field(one, kind, "") for one, kind in address.posts.items()}
    at = reverse(name, args=address.arguments(life))
    return Form(address.who, at, at, "post", name, fields)
