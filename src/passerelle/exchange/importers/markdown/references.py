"""Links that say where they lead at another place of the page, ``[words][name]`` and ``[name]: address``, written in one piece."""

from __future__ import annotations

import re

CODE = r"(?P<code>^[ ]{0,3}(?P<fence>```+|~~~+).*?(?:^[ ]{0,3}(?P=fence)|\Z)|(?P<ticks>`+)[^\n]*?(?P=ticks))"
WORDS = r"\[(?P<label>(?:[^\[\]]|\[[^\[\]]*\])*)\]"
_SAID = (
    r"^[ ]{0,3}\[(?!\^)(?P<name>[^\[\]\n]+)\]:[ \t]*(?:<(?P<angled>[^>\n]*)>|(?P<target>\S+))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|\Z)"
)
_DEFINED = re.compile(f"{CODE}|{_SAID}", re.DOTALL | re.MULTILINE)
_REFERRED = re.compile(
    rf"{CODE}|(?P<image>!?){WORDS}(?P<named>\[(?P<name>[^\[\]]*)\])?(?![(\[:])", re.DOTALL | re.MULTILINE
)


def inlined(text: str) -> str:
    """The same text with every such link and picture in one piece; a name nobody explains stays as it is typed, and so does code."""
    known: dict[str, str] = {}

    def kept(one: re.Match[str]) -> str:
        if one["code"]:
            return one[0]
        known.setdefault(_plain(one["name"]), one["angled"] if one["angled"] is not None else one["target"])
        return ""

    def led(one: re.Match[str]) -> str:
        if one["code"]:
            return one[0]
        words, target = _REFERRED.sub(led, one["label"]), known.get(_plain(one["name"] or one["label"]))
        if target is None:
            return f"{one['image']}[{words}]{one['named'] or ''}"
        return (
            f"{one['image']}[{words}](<{target}>)"
            if re.search(r"[\s()]", target)
            else f"{one['image']}[{words}]({target})"
        )

    rest = _DEFINED.sub(kept, text)
    return _REFERRED.sub(led, rest) if known else text


def _plain(name: str) -> str:
    """Names are the same however they are spaced and capitalised."""
    return " ".join(name.split()).casefold()
