"""The Jinja2 environment every page is rendered with."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment, StrictUndefined

from passerelle.lib.ids import new_public_id
from passerelle.lib.reversing import address
from passerelle.lib.text import initials
from passerelle.lib.typography import typeset
from passerelle.ui.icons import icon
from passerelle.ui.kept import CSRF_SLOT, Kept
from passerelle.ui.letters.mjml import Mjml
from passerelle.ui.macros import Macros
from passerelle.ui.times import ago, dateformat
from passerelle.ui.translating import gettext


def environment(**options: Any) -> Environment:
    """Return the environment Django's Jinja2 backend asks for: strict, translated, with `ui` holding all macros."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.loopcontrols", Mjml]
    env = Environment(**options)  # noqa: S701 - Django's backend passes autoescape=True
    env.policies["ext.i18n.trimmed"] = True  # as babel.cfg gathers them
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(
        _=gettext,
        gettext=gettext,
        # Between two starts an installation's files keep their addresses; a developer's do not.
        static=static if env.auto_reload else cache(static),
        url=url,
        icon=icon,
        now=timezone.now,
        language=translation.get_language,
        direction=direction,
        key_input=key_input,
        kept=Kept(env),
        csrf_slot=CSRF_SLOT,
        ui=Macros(env),
    )
    env.filters.update(ago=ago, dateformat=dateformat, initials=initials, typeset=typeset)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named view, so that a template reads `url("person", person.public_id)`."""
    return reverse(name, kwargs=kwargs) if kwargs else address(name, *map(str, args))


def direction() -> str:
    """Return the writing direction of the reader's language, for the `dir` attribute."""
    return "rtl" if translation.get_language_bidi() else "ltr"


def key_input() -> SafeString:
    """Return the hidden field that makes a form safe to send twice: the second time gets the first answer."""
    return format_html('<input type="hidden" name="_key" value="{}">', new_public_id())
