"""The second lock: whatever the renderer produced, only these tags, attributes, classes and schemes leave it."""

import nh3

from .shaping import LANGUAGE

_BLOCKS = {
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
_INLINE = {"strong", "em", "s", "code", "a", "label", "input"}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_CLASSES = {
    "ul": {"contains-task-list"},
    "ol": {"contains-task-list"},
    "li": {"task-list-item"},
    "th": _ALIGNMENTS,
    "td": _ALIGNMENTS,
}


def sanitize(html: str) -> str:
    """HTML reduced to our allow-list. No id, name, style, data or hx attribute survives, nor any other class."""
    return _CLEANER.clean(html)


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if tag == "code" and attribute == "class":
        return value if value.startswith("language-") and LANGUAGE.fullmatch(value.removeprefix("language-")) else None
    return value


def _relative(url: str) -> str | None:
    return url if url.startswith("#") or (url.startswith("/") and url[1:2] not in ("/", "\\")) else None


_CLEANER = nh3.Cleaner(
    tags=_BLOCKS | _INLINE,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href", "rel"}, "ol": {"start"}, "code": {"class"}, "input": {"checked", "disabled"}},
    attribute_filter=_attribute,
    allowed_classes=_CLASSES,
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative=_relative,
    link_rel=None,
)
