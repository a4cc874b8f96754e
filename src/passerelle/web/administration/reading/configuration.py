"""The configuration as it is in force, secrets left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from passerelle.checking import Finding, Level, about_folder, about_settings
from passerelle.environment import Environment

SECRET = {"secret_key", "push_key"}
HIDDEN = "••••••"
YES_OR_NO = {True: gettext_noop("yes"), False: gettext_noop("no")}


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable of the environment."""

    variable: str
    value: str
    purpose: str
    is_chosen: bool


def context() -> dict[str, Any]:
    """Every setting, and what is wrong with them."""
    environment: Environment = settings.PASSERELLE
    return {
        "settings": [_setting(environment, name) for name in Environment.model_fields],
        "findings": findings(),
    }


def findings() -> list[Finding]:
    """What ``passerelle check`` says of settings and folder, what is wrong before what is risky."""
    environment: Environment = settings.PASSERELLE
    found = [*about_settings(environment), *about_folder(environment)]
    return sorted(found, key=lambda finding: finding.level != Level.WRONG)


def _setting(environment: Environment, name: str) -> Setting:
    field = Environment.model_fields[name]
    prefix = str(Environment.model_config.get("env_prefix", ""))
    return Setting(
        variable=str(field.validation_alias or f"{prefix}{name}".upper()),
        value=_shown(name, getattr(environment, name)),
        purpose=_(field.description) if field.description else "",
        is_chosen=name in environment.model_fields_set,
    )


def _shown(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _(YES_OR_NO[value])
    text = str(value)
    if name in SECRET and text:
        return HIDDEN
    return _without_password(text) if "://" in text else text


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}:{HIDDEN}@{place}"))
