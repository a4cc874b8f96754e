"""The typed settings an administrator can set, read once from the environment."""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_MARK = "DEMO"


def gettext_noop(message: str) -> str:
    """Mark words for the catalogue; Django's own function reads the settings, which are being made here, or may be wrong."""
    return message


class Environment(BaseSettings):
    """Everything an installation can decide; each field is documented in docs/administrators."""

    model_config = SettingsConfigDict(env_prefix="PASSERELLE_", extra="ignore", populate_by_name=True)

    data: Path = Field(Path("var"), description=gettext_noop("Folder for the database, files and keys."))
    database_url: str = Field(
        "",
        validation_alias="DATABASE_URL",
        description=gettext_noop("sqlite:///path or postgres://user:pw@host/name; empty: SQLite in the data folder."),
    )
    files_url: str = Field(
        "", validation_alias="FILES_URL", description=gettext_noop("Where uploads live; empty: the data folder.")
    )
    redis_url: str = Field(
        "",
        validation_alias="REDIS_URL",
        description=gettext_noop(
            "Shared cache for several processes, which also wake each other through it; empty: process memory."
        ),
    )
    secret_key: str = Field("", description=gettext_noop("Signing key; empty: made once and kept in the data folder."))
    base_url: str = Field(
        "http://localhost:8000", description=gettext_noop("The address people type; links in mail start with it.")
    )
    allowed_hosts: str = Field(
        "", description=gettext_noop("Further host names that may be used, separated by commas.")
    )
    debug: bool = Field(
        False,
        description=gettext_noop("Developer mode: detailed errors and the gallery; never on a real installation."),
    )
    gallery: bool = Field(False, description=gettext_noop("Show the component gallery at /gallery/."))
    languages: str = Field(
        "en,fr", description=gettext_noop("Languages offered, separated by commas; the first is the default.")
    )
    time_zone: str = Field("Europe/Paris", description=gettext_noop("Time zone of people who chose none."))
    holidays: str = Field(
        "",
        description=gettext_noop(
            "Days on which nobody is expected to answer, separated by commas: 12-25 each year, 2027-03-29 once, FR:07-14 in one country."
        ),
    )
    signup_domains: str = Field(
        "", description=gettext_noop("Mail domains whose owners may sign up by themselves; empty: invitation only.")
    )
    email_url: str = Field(
        "",
        description=gettext_noop(
            "smtp://user:pw@host:port, smtps://… or console:; empty: mail is kept in the data folder."
        ),
    )
    email_from: str = Field("passerelle@localhost", description=gettext_noop("Sender of every mail."))
    inbound_address: str = Field(
        "",
        description=gettext_noop(
            "Where people's mail comes back to, like hub@example.com, with plus addressing; empty: nobody can reply by mail."
        ),
    )
    inbound_url: str = Field(
        "",
        description=gettext_noop(
            "The mailbox of that address: imaps://user:pw@host/INBOX or imap+tls://…; empty: none is read."
        ),
    )
    inbound_authserv: str = Field(
        "",
        description=gettext_noop(
            "The name under which the mail server of that mailbox writes Authentication-Results, like mx.example.com."
        ),
    )
    mail_service: str = Field(
        "",
        description=gettext_noop(
            "The service that sends our mail and tells us what came back: brevo, mailersend, mailgun, mailjet, postmark, resend or "
            "sparkpost; empty: none."
        ),
    )
    mail_service_secret: str = Field(
        "",
        description=gettext_noop(
            "User and password, as user:password, with which that service comes to our addresses."
        ),
    )
    mail_service_key: str = Field(
        "",
        description=gettext_noop("The key with which that service signs what it sends us: mailgun and mailersend do."),
    )
    jobs_in_process: bool = Field(True, description=gettext_noop("Run background jobs inside the serving process."))
    job_threads: int = Field(
        2, ge=0, le=32, description=gettext_noop("Threads that run jobs, in the serving process or each worker.")
    )
    web_threads: int = Field(8, ge=1, le=64, description=gettext_noop("Threads that answer pages."))
    one_processor: bool = Field(
        True,
        description=gettext_noop(
            "Keep the serving process on one processor, where Linux allows it: Python uses one at a time, and changing costs time."
        ),
    )
    meanings: bool = Field(
        False,
        description=gettext_noop(
            "Also search by meaning, across languages: 150 MB of memory a process, and 2 kB for each text; needs the extra semantic."
        ),
    )
    search_words: bool = Field(
        True,
        description=gettext_noop(
            "Keep which words five people or more looked for in a week, and how often nothing was found; never who looked."
        ),
    )
    upload_max_mb: int = Field(
        25, ge=1, le=1024, description=gettext_noop("Largest file a person may attach, in megabytes.")
    )

    push_key: str = Field(
        "",
        description=gettext_noop(
            "Key that proves to push services who sends; empty: made once and kept in the data folder."
        ),
    )
    outbound_hosts: str = Field(
        "",
        description=gettext_noop(
            "Hosts of the inner network that may be called, separated by commas, like push.example.lan:8443; all others must be public."
        ),
    )

    @field_validator("base_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @field_validator("holidays")
    @classmethod
    def _days(cls, value: str) -> str:
        parse_holidays(value)
        return value

    @property
    def days_off(self) -> Holidays:
        """The holidays of the house."""
        return parse_holidays(self.holidays)

    @property
    def language_codes(self) -> list[str]:
        """The offered languages, default first."""
        return [code.strip() for code in self.languages.split(",") if code.strip()]

    @property
    def named_hosts(self) -> frozenset[str]:
        """The hosts that may be called though they are in here."""
        return frozenset(host.strip().lower() for host in self.outbound_hosts.split(",") if host.strip())

    @property
    def is_demo(self) -> bool:
        """Whether `passerelle demo` made this data folder: only then do sign-in links exist."""
        return (self.data / DEMO_MARK).exists()

    def signing_key(self) -> str:
        """Return the signing key, making one in the data folder at the first start."""
        return self.secret_key or self.kept_secret("secret.key", lambda: secrets.token_urlsafe(50))

    def kept_secret(self, name: str, make: Callable[[], str]) -> str:
        """Return a secret of the data folder, making it when it is first asked for: of two processes that do, one wins whole."""
        path = self.data / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=name)  # for its owner's eyes only
            with os.fdopen(descriptor, "w") as file:
                file.write(make())
            with suppress(FileExistsError):
                os.link(draft, path)
            os.unlink(draft)
        return path.read_text().strip()


Holidays = frozenset[tuple[str, int, int, int]]  # country or nothing, year or 0, month, day


@cache
def parse_holidays(text: str) -> Holidays:
    """The days of a list; raises ValueError for one that is none."""
    return frozenset(_holiday(one.strip()) for one in text.split(",") if one.strip())


def _holiday(text: str) -> tuple[str, int, int, int]:
    found = re.fullmatch(r"(?:([A-Z]{2}):)?(?:(\d{4})-)?(\d{2})-(\d{2})", text)
    if found is None:
        raise ValueError(f"{text} is no day like 12-25, 2027-03-29 or FR:07-14")
    country, year, month, day = found.groups()
    date(int(year or 2024), int(month), int(day))  # a leap year, for what comes each year
    return country or "", int(year or 0), int(month), int(day)


def load() -> Environment:
    """Read the environment; raises pydantic.ValidationError naming each wrong value."""
    environment = Environment()
    return environment.model_copy(update={"data": environment.data.expanduser().resolve()})


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
