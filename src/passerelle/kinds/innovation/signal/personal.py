"""Whether a text seems to say who somebody is: addresses, telephone numbers, names after a form of address.

It only helps people look once more: it knows some shapes, no names, and never forbids a text.
"""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
# A leading zero or a plus, then groups: prices, sizes and article numbers do not begin like that.
_TELEPHONE = re.compile(r"(?<![\w.,/-])(?:\+\d{1,3}|\(?0\d{0,4}\)?)(?:[ .\-/]?\(?\d\)?){7,12}(?![\w-])")
_TITLES = r"Mr|Mrs|Ms|Miss|Dr|MM?|Mmes?|Mlle|Monsieur|Madame|Mademoiselle|Sig(?:\.ra)?|Signora?|Herr|Frau|Señora?"
_PARTICLES = "[Dd]e|[Dd]u|[Dd]es|[Ll]e|[Ll]a|[Vv]on|[Vv]an|[Dd]i|[Dd]a"
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_NAMED = re.compile(
    rf"(?<!\w)(?:{_TITLES})\.? (?:(?:{_PARTICLES}) )*(?!(?:{_PARTICLES}|[LU]n?es?)\b)(?:[Dd]’)?{_CAPITAL}[\w’'-]+"
)


def personal(text: str) -> list[str]:
    """What in a text looks like it, in the order it stands there, each once."""
    found = [match for shape in (_ADDRESS, _TELEPHONE, _NAMED) for match in shape.finditer(text)]
    return list(dict.fromkeys(match[0].strip() for match in sorted(found, key=lambda match: match.start())))
