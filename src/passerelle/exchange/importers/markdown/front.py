"""What stands before the text of a page between two lines of dashes: names with words or lists. Of YAML no more is read than that."""

from __future__ import annotations

import re

_FENCE = re.compile(r"\A---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"(?P<name>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")

Front = dict[str, list[str]]


class BrokenFront(Exception):
    """The message says which line cannot be read."""


def split(text: str) -> tuple[str, str]:
    """The lines between the dashes, empty when there are none, and the text."""
    found = _FENCE.match(text)
    return (found["front"], text[found.end() :]) if found else ("", text)


def read_front(lines: str) -> Front:
    """Name → values; raises BrokenFront for what is neither a name nor a value."""
    front: Front = {}
    name = ""
    for number, line in enumerate(lines.splitlines(), start=2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if name and (item := _ITEM.fullmatch(line)):
            front[name].append(_plain(item["value"], number))
        elif named := _NAMED.fullmatch(line):
            name = named["name"].casefold()
            front[name] = _values((named["value"] or "").strip(), number)
        elif not (name and line[0] in " \t"):  # what hangs below a name is not asked for
            raise BrokenFront(f"line {number} cannot be read")
    return front


def _values(value: str, number: int) -> list[str]:
    if value.startswith("["):
        if not value.endswith("]"):
            raise BrokenFront(f"the list of line {number} does not end")
        return [_plain(one, number) for one in value[1:-1].split(",") if one.strip()]
    return [] if value in ("", "|", ">", "|-", ">-") else [_plain(value, number)]


def _plain(value: str, number: int) -> str:
    value = value.strip()
    if value[:1] not in ("'", '"'):
        return value
    if len(value) < 2 or value[-1] != value[0]:
        raise BrokenFront(f"the quotation mark of line {number} does not close")
    return value[1:-1]
