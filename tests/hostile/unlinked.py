"""Addresses no link and no form of a page leads to: what scripts, mails and pictures ask for, and what stands behind a sign-in.

A new address that can be reached by walking needs no line here; one that cannot is told here, or a test turns red.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hostile.life import Life

NOTHING: Callable[[Life], list[object]] = lambda life: []  # noqa: E731  # a name for "no arguments"


@dataclass(frozen=True, slots=True)
class Address:
    """Who asks, what the address holds, and what is posted to it, if anything."""

    who: str
    arguments: Callable[[Life], list[object]] = NOTHING
    posts: dict[str, str] | None = field(default=None)


UNLINKED = {
    # what scripts ask for
    "community_seen": Address("ada", lambda life: [life.places.open.pid], {"newest": ""}),
    "inbox_unread": Address("ada"),
    "live": Address("ada"),
    "live_since": Address("ada"),
    "mentions": Address("ada"),
    "quote": Address("ada", lambda life: [life.world.reply.pid]),
    "search_suggest": Address("ada"),
    "upload": Address("ada", posts={"file": ""}),
    # pictures and files
    "admin_audit_sheet": Address("root"),
    "admin_import_sample": Address("root", lambda life: ["people"]),
    "attachment": Address("ada", lambda life: [life.attachment.pid]),
    "attachment_size": Address("ada", lambda life: [life.attachment.pid, "s"]),
    "community_cover": Address("ada", lambda life: [life.places.open.pid]),
    "logo": Address("nobody"),
    "photo": Address("ada", lambda life: [life.cast.sam.pid]),
    # addresses that lead on
    "community_short": Address("ada", lambda life: [life.places.open.pid]),
    "contribution_short": Address("ada", lambda life: [life.world.update.pid]),
    "notice": Address("ada", lambda life: [1]),
    "reply": Address("ada", lambda life: [life.world.reply.pid]),
    # links of mails, and what follows them
    "account_confirm_email": Address("nobody", lambda life: ["MQ:1abc:xyz"], {}),
    "account_confirm_login_code": Address("nobody", posts={"code": ""}),
    "account_reset_password_from_key": Address("nobody", lambda life: ["1", "set-password"], {"password1": ""}),
    # what is only there at times: a sign-in that is long ago, an account without a password, a change that waits, the demo
    "account_reauthenticate": Address("ada", posts={"password": ""}),
    "account_set_password": Address("sam", posts={"password1": ""}),
    "change": Address("ada", lambda life: [life.world.edited.pid], {}),
    "community_join": Address("otto", lambda life: [life.places.open.pid], {}),
    "demo_sign_in": Address("nobody", lambda life: ["ada", "token"]),
    "gallery": Address("ada"),
}
