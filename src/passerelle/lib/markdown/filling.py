"""Names of today into derived HTML: the last step before a reader sees a text."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from passerelle.lib.typography import typeset

from .plain import running, to_plain
from .refs import MENTION_TYPES, PARAGRAPH, PLACEHOLDER, WRITTEN, Placeholder, Ref, ref_written, refs_in, write


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a contribution or a file this reader may see: its name and its page."""

    label: str
    url: str
    is_film: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An image this reader may see, with the size that keeps the page from jumping."""

    src: str
    width: int
    height: int
    srcset: str = ""
    full: str = ""


Target = Named | Picture | None
Resolve = Mapping[Ref, Target] | Callable[[frozenset[Ref]], Mapping[Ref, Target]]


def fill(html: str, resolve: Resolve) -> Markup:
    """Derived HTML with every placeholder replaced by what ``resolve`` knows; what is absent or None is not named."""
    known = _targets(html, resolve)

    def show(match: re.Match[str]) -> str:
        placeholder = Placeholder.from_match(match)
        return _shown(placeholder, known.get(placeholder.ref))

    # The only text of users marked safe: it left the sanitizer, and everything put in is escaped by Markup.
    return Markup(PLACEHOLDER.sub(show, html))  # noqa: S704


def fill_around(html: str, blocks: Mapping[Ref, Markup | None], resolve: Resolve, form: str) -> Markup:
    """The same, where a paragraph that holds one reference of a form and nothing else gives way to a whole block.

    What has no block leaves nothing behind, so that a reader is not told of what is hidden from them.
    """
    pieces, end = [], 0
    for match in PARAGRAPH.finditer(html):
        placeholder = Placeholder.from_match(match)
        if placeholder.form != form:
            continue
        pieces += [fill(html[end : match.start()], resolve), blocks.get(placeholder.ref) or Markup()]
        end = match.end()
    return Markup().join([*pieces, fill(html[end:], resolve)])


def alone_in(html: str, form: str) -> list[Ref]:
    """The references of a form that have a paragraph of their own, in reading order."""
    found = map(Placeholder.from_match, PARAGRAPH.finditer(html))
    return [placeholder.ref for placeholder in found if placeholder.form == form]


def fill_text(html: str, resolve: Resolve) -> str:
    """The same as plain words, for mails, notifications and excerpts that need names."""
    return to_plain(_named(html, resolve))


def fill_line(html: str, resolve: Resolve) -> str:
    """The same as plain words on one line, for a passage of a text."""
    return running(_named(html, resolve))


def _named(html: str, resolve: Resolve) -> str:
    known = _targets(html, resolve)

    def word(match: re.Match[str]) -> str:
        placeholder = Placeholder.from_match(match)
        return escape(_words(placeholder, known.get(placeholder.ref)))

    return PLACEHOLDER.sub(word, html)


def pointing_text(html: str) -> str:
    """The same for no reader: what it points at stands as it is written, so that a stretch of it is found again under other names."""

    def word(match: re.Match[str]) -> str:
        placeholder = Placeholder.from_match(match)
        return escape(placeholder.label if placeholder.ref.type == "attachment" else write(placeholder.ref))

    return to_plain(PLACEHOLDER.sub(word, html))


def name_written(text: str, resolve: Mapping[Ref, Target]) -> str:
    """A stretch of such a text with the names of today."""

    def word(match: re.Match[str]) -> str:
        ref = ref_written(match)
        return _words(Placeholder(ref.type, ref.id), resolve.get(ref))

    return WRITTEN.sub(word, text)


def without_names(text: str) -> str:
    """A stretch of such a text that names nobody."""
    return WRITTEN.sub("…", text)


def _targets(html: str, resolve: Resolve) -> Mapping[Ref, Target]:
    if not callable(resolve):
        return resolve
    refs = refs_in(html)
    return resolve(refs) if refs else {}


def _shown(placeholder: Placeholder, target: Target) -> Markup:
    if isinstance(target, Picture):
        return _picture(placeholder, target)
    if placeholder.ref.type == "attachment":
        return _file(placeholder, target)
    kind, sign = ("mention", "@") if placeholder.form in MENTION_TYPES else ("reference", "")
    if target is None:
        return Markup('<span class="{0} {0}-missing">{1}</span>').format(kind, _missing(placeholder))
    # A name may be written in the other direction than the sentence around it.
    name = Markup("{}<bdi>{}</bdi>").format(sign, typeset(target.label))
    return _linked(name, kind, target.url, placeholder.inside_link)


def _picture(placeholder: Placeholder, picture: Picture) -> Markup:
    more = (
        Markup(' srcset="{}" sizes="(max-width: 60rem) 100vw, 60rem"').format(picture.srcset) if picture.srcset else ""
    )
    image = Markup('<img src="{}"{} alt="{}" loading="lazy" decoding="async" width="{}" height="{}">').format(
        picture.src, more, placeholder.label, picture.width, picture.height
    )
    return _linked(image, "picture", picture.full, placeholder.inside_link or not picture.full)


def _file(placeholder: Placeholder, target: Named | None) -> Markup:
    if target is None:
        return Markup('<span class="attachment attachment-missing">{}</span>').format(_missing(placeholder))
    label = placeholder.label or target.label
    link = _linked(escape(label), "attachment", target.url, placeholder.inside_link)
    if not target.is_film or placeholder.inside_link:
        return link
    # Nothing is fetched before somebody presses; the link is what those read who cannot see it, or want to keep it.
    player = Markup('<video controls preload="none" src="{}" aria-label="{}"></video>').format(target.url, label)
    return Markup('<span class="film">{}{}</span>').format(player, link)


def _linked(content: Markup, kind: str, url: str, inside_link: bool) -> Markup:
    if inside_link:
        return Markup('<span class="{}">{}</span>').format(kind, content)
    return Markup('<a class="{}" href="{}">{}</a>').format(kind, url, content)


def _words(placeholder: Placeholder, target: Target) -> str:
    if target is None:
        return _missing(placeholder)
    if isinstance(target, Picture):
        return placeholder.label
    if placeholder.ref.type == "attachment":
        return placeholder.label or target.label
    return f"@{target.label}" if placeholder.form in MENTION_TYPES else target.label


def _missing(placeholder: Placeholder) -> str:
    if placeholder.form in MENTION_TYPES:
        return _("@someone")
    return (
        _("a file you cannot see here") if placeholder.ref.type == "attachment" else _("something you cannot see here")
    )
