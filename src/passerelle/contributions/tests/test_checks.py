"""What is misspelt in a kind stops the server, with the file to mend."""

from __future__ import annotations

import pytest
from django import forms

from passerelle.contributions.checks import kinds_are_sound
from passerelle.contributions.kinds import Kind, move, register, unregister
from passerelle.contributions.rules import anyone


class Sound(Kind):
    slug = "sound"
    label = plural = verb = purpose = "Sound"
    states = {"open": "Open", "closed": "Closed"}
    moves = (move("close", "open", "closed", by=anyone, label="Close"),)
    sample = {"title": "A title", "text": "A text"}


WRONG = {
    "E001": {"moves": (*Sound.moves, move("stray", "opne", "closed", by=anyone, label="Stray"))},
    "E002": {"moves": ()},
    "E003": {"sample": {"title": "A title"}},
    "E004": {"sample": {"text": "A text"}},
    "E005": {"shown_states": ("opne",)},
    "E006": {"form": forms.ModelForm},
    "E007": {"tones": {"opne": "open"}},
    "E008": {"tones": {"open": "loud"}},
    "E009": {"hue": "gold"},
    "E010": {"icon": "no-such-icon"},
}


def reported(kind):
    register(kind)
    try:
        return [error.id for error in kinds_are_sound(None)]
    finally:
        unregister(kind)


def test_the_kinds_that_are_installed_are_sound():
    assert kinds_are_sound(None) == []
    assert reported(Sound) == []


@pytest.mark.parametrize("number", WRONG)
def test_each_mistake_has_its_number(number):
    assert reported(type("Wrong", (Sound,), WRONG[number])) == [f"contributions.{number}"]


def test_two_kinds_with_one_slug_are_refused():
    register(Sound)
    try:
        with pytest.raises(ValueError, match="call themselves 'sound'"):
            register(type("Other", (Sound,), {}))
    finally:
        unregister(Sound)
