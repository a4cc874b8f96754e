"""A link that says where it leads at another place of the page is read as one that says it itself."""

from __future__ import annotations

import pytest

from passerelle.exchange.importers.markdown.references import inlined

SAID = """
[ovens]: ovens/index.md "All of them"
  [Two  Words]: <a plan (old).txt>
[brush]: ../img/brush.png 'x'
[^1]: A note.
"""


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("[the ovens][ovens]", "[the ovens](ovens/index.md)"),
        ("[Ovens][] and [OVENS]", "[Ovens](ovens/index.md) and [OVENS](ovens/index.md)"),
        ("![A brush][brush]", "![A brush](../img/brush.png)"),
        ("[![A brush][brush]][ovens]", "[![A brush](../img/brush.png)](ovens/index.md)"),
        ("[plan][two\nwords]", "[plan](<a plan (old).txt>)"),
        ("[plan][two words]", "[plan](<a plan (old).txt>)"),
        ("[none][nowhere] [ ] [x](y.md)[^1]", "[none][nowhere] [ ] [x](y.md)[^1]"),
        (
            "`[ovens][]`\n\n```\n[ovens]: elsewhere.md\n[ovens]\n```",
            "`[ovens][]`\n\n```\n[ovens]: elsewhere.md\n[ovens]\n```",
        ),
    ],
)
def test_references_are_links(typed: str, read: str) -> None:
    assert inlined(typed + "\n" + SAID) == read + "\n\n[^1]: A note.\n"


@pytest.mark.parametrize("typed", ["", "[[[", "[a]: \n[b]", "[" * 30_000, "[x][" * 10_000, "[x]: y\n" * 5_000])
def test_whatever_is_typed_ends(typed: str) -> None:
    assert isinstance(inlined(typed), str)
