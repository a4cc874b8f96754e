"""What can be said of the settings of mail that comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from urllib.parse import urlsplit

from passerelle.checking.findings import Finding, risky, wrong
from passerelle.environment import Environment, is_loopback
from passerelle.environment import gettext_noop as _
from passerelle.wiring import MAIL_SERVICES, MAILBOX_PORTS

LONGEST_LOCAL = 18  # with a plus sign and a token 64 at most, which is what stands before an @


def about_inbound(environment: Environment) -> Iterator[Finding]:
    """Address, mailbox and mail server belong together."""
    address, url = environment.inbound_address, environment.inbound_url
    service = MAIL_SERVICES.get(environment.mail_service)
    comes_in = bool(url or (service and service.brings_mail))
    if address and not re.fullmatch(r"[\w.-]+@[\w.-]+\.[\w-]+", address):
        yield wrong(
            _(
                "PASSERELLE_INBOUND_ADDRESS is %(address)s: it must be one plain address without a plus sign, like hub@example.com."
            ),
            address=repr(address),
        )
    elif len(address.partition("@")[0]) > LONGEST_LOCAL:
        yield wrong(
            _(
                "PASSERELLE_INBOUND_ADDRESS has more than %(most)s characters before the @: the addresses made of it would be too long."
            ),
            most=LONGEST_LOCAL,
        )
    if url:
        yield from _mailbox(url)
    if address and not comes_in:
        yield wrong(
            _(
                "PASSERELLE_INBOUND_ADDRESS is set, and no mail comes in: set PASSERELLE_INBOUND_URL as well, or name a mail service "
                "that brings mail."
            )
        )
    if url and not address:
        yield wrong(
            _(
                "PASSERELLE_INBOUND_URL is set, and mails invite nobody to reply: set PASSERELLE_INBOUND_ADDRESS as well."
            )
        )
    if address and comes_in and not environment.inbound_authserv:
        yield wrong(
            _(
                "PASSERELLE_INBOUND_AUTHSERV is empty: nothing shows who sent a mail, so none is taken. Name your mail server."
            )
        )


def about_mail_service(environment: Environment) -> Iterator[Finding]:
    """A service that comes to our addresses needs its package, its secret and, where it signs, its key."""
    name, service = environment.mail_service, MAIL_SERVICES.get(environment.mail_service)
    if service is None:
        if name:
            yield wrong(
                _("PASSERELLE_MAIL_SERVICE is %(name)s, which is not known. These are: %(known)s."),
                name=repr(name),
                known=", ".join(MAIL_SERVICES),
            )
        return
    if not find_spec("anymail"):
        yield wrong(
            _(
                "PASSERELLE_MAIL_SERVICE is set, and the package django-anymail is missing: install it, or nothing is heard."
            )
        )
    if not all(environment.mail_service_secret.partition(":")[::2]):
        yield wrong(
            _(
                "PASSERELLE_MAIL_SERVICE_SECRET must be a user and a password, like passerelle:long-and-random: without it nothing is "
                "heard."
            )
        )
    if service.key and not environment.mail_service_key:
        yield wrong(
            _(
                "PASSERELLE_MAIL_SERVICE_KEY is empty: %(name)s signs what it sends, and without its key nothing is heard."
            ),
            name=name,
        )


def _mailbox(url: str) -> Iterator[Finding]:
    parts = urlsplit(url)
    if parts.scheme not in MAILBOX_PORTS:
        yield wrong(
            _("PASSERELLE_INBOUND_URL starts with %(scheme)s: it must be imaps, imap+tls or imap."),
            scheme=repr(parts.scheme),
        )
    elif parts.scheme == "imap" and not is_loopback(parts.hostname or "localhost"):
        yield risky(
            _("PASSERELLE_INBOUND_URL is plain imap: mails and their password travel readable. Use imaps or imap+tls.")
        )
