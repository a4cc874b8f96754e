"""What can be said of the settings by reading them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel.core import Locale, UnknownLocaleError

from passerelle.checking.findings import Finding, risky, wrong
from passerelle.checking.inbound import about_inbound, about_mail_service
from passerelle.environment import Environment, is_loopback
from passerelle.environment import gettext_noop as _
from passerelle.wiring import MAIL_PORTS

CATALOGUES = Path(__file__).parents[1] / "locale"


def about_settings(environment: Environment) -> Iterator[Finding]:
    """Everything that can be known without opening a file or a connection."""
    yield from _names()
    yield from _address(environment)
    yield from _languages(environment)
    yield from _mail(environment)
    yield from about_inbound(environment)
    yield from about_mail_service(environment)
    yield from _work(environment)


def _names() -> Iterator[Finding]:
    known = [f"PASSERELLE_{name.upper()}" for name in Environment.model_fields]
    for name in sorted(os.environ):
        if name.startswith("PASSERELLE_") and name not in known and not name.startswith("PASSERELLE_TEST_"):
            near = difflib.get_close_matches(name, known, n=1)
            if near:
                yield risky(_("%(name)s is no setting of Passerelle: did you mean %(near)s?"), name=name, near=near[0])
            else:
                yield risky(_("%(name)s is no setting of Passerelle: nothing reads it."), name=name)


def _address(environment: Environment) -> Iterator[Finding]:
    url = urlsplit(environment.base_url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        yield wrong(
            _("PASSERELLE_BASE_URL is %(address)s: it must be the address people type, like https://hub.example.com."),
            address=repr(environment.base_url),
        )
        return
    if url.path or url.query:
        yield wrong(_("PASSERELLE_BASE_URL has a path: Passerelle lives at the top of its address."))
    if "*" in environment.allowed_hosts:
        yield risky(
            _(
                "PASSERELLE_ALLOWED_HOSTS holds *: anybody can make mails carry links to a host of theirs. Name the hosts."
            )
        )
    if is_loopback(url.hostname):
        return
    if url.scheme == "http":
        yield wrong(
            _(
                "PASSERELLE_BASE_URL is plain http on %(host)s: passwords would travel readable. "
                "Put a proxy with a certificate in front and write https."
            ),
            host=url.hostname,
        )
    if environment.debug:
        yield wrong(
            _("PASSERELLE_DEBUG is on at a public address: error pages would show texts and settings to anybody.")
        )
    if environment.gallery:
        yield risky(
            _(
                "PASSERELLE_GALLERY is on at a public address: it shows nothing private, and is of use to developers only."
            )
        )
    if environment.is_demo:
        yield wrong(
            _("%(folder)s holds the demo, whose links sign anybody in, and the address is public: serve refuses."),
            folder=environment.data,
        )


def _languages(environment: Environment) -> Iterator[Finding]:
    if not environment.language_codes:
        yield wrong(_("PASSERELLE_LANGUAGES is empty: name at least one language, like en."))
    for code in environment.language_codes:
        try:
            Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            yield wrong(
                _("PASSERELLE_LANGUAGES names %(code)s, which is no language code: use codes like en, fr or pt-br."),
                code=repr(code),
            )
            continue
        if code.split("-")[0] != "en" and not (CATALOGUES / code.split("-")[0]).is_dir():
            yield risky(
                _(
                    "PASSERELLE_LANGUAGES names %(code)s, for which there is no translation yet: its readers see English."
                ),
                code=repr(code),
            )
    if environment.time_zone not in available_timezones():
        zone, near = (
            repr(environment.time_zone),
            difflib.get_close_matches(environment.time_zone, available_timezones(), n=1),
        )
        if near:
            yield wrong(
                _("PASSERELLE_TIME_ZONE is %(zone)s, which nobody knows. Did you mean %(near)s?"),
                zone=zone,
                near=near[0],
            )
        else:
            yield wrong(_("PASSERELLE_TIME_ZONE is %(zone)s, which nobody knows."), zone=zone)


def _mail(environment: Environment) -> Iterator[Finding]:
    is_public = not is_loopback(urlsplit(environment.base_url).hostname or "localhost")
    scheme = urlsplit(environment.email_url).scheme
    if environment.email_url and scheme not in {*MAIL_PORTS, "console"}:
        yield wrong(
            _("PASSERELLE_EMAIL_URL starts with %(scheme)s: it must be smtp, smtps, smtp+tls or console."),
            scheme=repr(scheme),
        )
    if not is_public:
        return
    if not environment.email_url:
        yield risky(
            _("PASSERELLE_EMAIL_URL is empty: invitations and lost passwords end in files below the data folder.")
        )
    elif scheme == "smtp":
        yield risky(_("PASSERELLE_EMAIL_URL is plain smtp: mails travel readable. Use smtps or smtp+tls."))
    if environment.email_from.endswith("@localhost"):
        yield risky(_("PASSERELLE_EMAIL_FROM ends with @localhost: most mail servers refuse such a sender."))


def _work(environment: Environment) -> Iterator[Finding]:
    if environment.files_url:
        yield wrong(_("FILES_URL is set, and this version keeps uploads in the data folder only: unset it."))
    if environment.secret_key and len(environment.secret_key) < 32:
        yield risky(
            _(
                "PASSERELLE_SECRET_KEY is short: whoever guesses it can sign in as anybody. Leave it empty and one is made."
            )
        )
    if not (environment.jobs_in_process and environment.job_threads):
        yield risky(
            _("No jobs run in the serving process: start passerelle worker, or nobody is told and nothing is found.")
        )
