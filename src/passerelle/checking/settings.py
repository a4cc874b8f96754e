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
from passerelle.environment import Environment, is_loopback

CATALOGUES = Path(__file__).parents[1] / "locale"


def about_settings(environment: Environment) -> Iterator[Finding]:
    """Everything that can be known without opening a file or a connection."""
    yield from _names()
    yield from _address(environment)
    yield from _languages(environment)
    yield from _mail(environment)
    yield from _work(environment)


def _names() -> Iterator[Finding]:
    known = [f"PASSERELLE_{name.upper()}" for name in Environment.model_fields]
    for name in sorted(os.environ):
        if name.startswith("PASSERELLE_") and name not in known and not name.startswith("PASSERELLE_TEST_"):
            near = difflib.get_close_matches(name, known, n=1)
            meant = f"did you mean {near[0]}?" if near else "nothing reads it."
            yield risky(f"{name} is no setting of Passerelle: {meant}")


def _address(environment: Environment) -> Iterator[Finding]:
    url = urlsplit(environment.base_url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        yield wrong(
            f"PASSERELLE_BASE_URL is {environment.base_url!r}: it must be the address people type, like https://hub.example.com."
        )
        return
    if url.path or url.query:
        yield wrong("PASSERELLE_BASE_URL has a path: Passerelle lives at the top of its address.")
    if "*" in environment.allowed_hosts:
        yield risky(
            "PASSERELLE_ALLOWED_HOSTS holds *: anybody can make mails carry links to a host of theirs. Name the hosts."
        )
    if is_loopback(url.hostname):
        return
    if url.scheme == "http":
        yield wrong(
            f"PASSERELLE_BASE_URL is plain http on {url.hostname}: passwords would travel readable. "
            "Put a proxy with a certificate in front and write https."
        )
    if environment.debug:
        yield wrong("PASSERELLE_DEBUG is on at a public address: error pages would show texts and settings to anybody.")
    if environment.gallery:
        yield risky(
            "PASSERELLE_GALLERY is on at a public address: it shows nothing private, and is of use to developers only."
        )
    if environment.is_demo:
        yield wrong(
            f"{environment.data} holds the demo, whose links sign anybody in, and the address is public: serve refuses."
        )


def _languages(environment: Environment) -> Iterator[Finding]:
    if not environment.language_codes:
        yield wrong("PASSERELLE_LANGUAGES is empty: name at least one language, like en.")
    for code in environment.language_codes:
        try:
            Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            yield wrong(
                f"PASSERELLE_LANGUAGES names {code!r}, which is no language code: use codes like en, fr or pt-br."
            )
            continue
        if code.split("-")[0] != "en" and not (CATALOGUES / code.split("-")[0]).is_dir():
            yield risky(
                f"PASSERELLE_LANGUAGES names {code!r}, for which there is no translation yet: its readers see English."
            )
    if environment.time_zone not in available_timezones():
        near = difflib.get_close_matches(environment.time_zone, available_timezones(), n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        yield wrong(f"PASSERELLE_TIME_ZONE is {environment.time_zone!r}, which nobody knows.{meant}")


def _mail(environment: Environment) -> Iterator[Finding]:
    is_public = not is_loopback(urlsplit(environment.base_url).hostname or "localhost")
    scheme = urlsplit(environment.email_url).scheme
    if environment.email_url and scheme not in {"smtp", "smtps", "smtp+tls", "console"}:
        yield wrong(f"PASSERELLE_EMAIL_URL starts with {scheme!r}: it must be smtp, smtps, smtp+tls or console.")
    if not is_public:
        return
    if not environment.email_url:
        yield risky("PASSERELLE_EMAIL_URL is empty: invitations and lost passwords end in files below the data folder.")
    elif scheme == "smtp":
        yield risky("PASSERELLE_EMAIL_URL is plain smtp: mails travel readable. Use smtps or smtp+tls.")
    if environment.email_from.endswith("@localhost"):
        yield risky("PASSERELLE_EMAIL_FROM ends with @localhost: most mail servers refuse such a sender.")


def _work(environment: Environment) -> Iterator[Finding]:
    if environment.files_url:
        yield wrong("FILES_URL is set, and this version keeps uploads in the data folder only: unset it.")
    if environment.secret_key and len(environment.secret_key) < 32:
        yield risky(
            "PASSERELLE_SECRET_KEY is short: whoever guesses it can sign in as anybody. Leave it empty and one is made."
        )
    if not (environment.jobs_in_process and environment.job_threads):
        yield risky(
            "No jobs run in the serving process: start passerelle worker, or nobody is told and nothing is found."
        )
