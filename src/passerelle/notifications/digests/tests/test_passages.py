"""Where a text is cut."""

from __future__ import annotations

import pytest

from passerelle.notifications.digests.passages import Room, opening


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", []),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("a\nb\n\n\n  c  ", ["a", "b", "c"]),
        (
            "It is here. And it goes on and on, further than there is room",
            ["It is here. And it goes on and on, further…"],
        ),
        ("A sentence that is nearly all of it. Rest of it is too long", ["A sentence that is nearly all of it. …"]),
        ("x" * 90, ["x" * 45 + "…"]),
        (
            "A paragraph of its own, not short enough.\n\nAnother that does not fit",
            ["A paragraph of its own, not short enough. …"],
        ),
        ("short\n" * 60, [*["short"] * 8, "short …"]),
    ],
)
def test_the_first_paragraphs(text: str, shown: list[str]) -> None:
    assert opening(text, 45) == shown


def test_what_comes_first_gets_the_room() -> None:
    room = Room(10)
    assert [room.take([text]) for text in ("12345678", "<<", "12")] == [["12345678"], (), ["12"]]
