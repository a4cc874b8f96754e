"""Addresses by name are those Django gives."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse

from passerelle.lib.reversing import address


@pytest.mark.parametrize(
    "asked",
    [
        ("home",),
        ("inbox",),
        ("person", "k3v9x2m4n5p6"),
        ("contribution", "k3v9x2m4n5p6", "a-slug"),
        ("contribution", "k3v9x2m4n5p6", "-"),
        ("move", "k3v9x2m4n5p6", "accept"),
        ("attachment_size", "k3v9x2m4n5p6", "m"),
    ],
)
def test_it_is_what_reverse_answers(asked):
    name, *args = asked
    assert [address(name, *args), address(name, *args)] == [reverse(name, args=args)] * 2


@pytest.mark.parametrize(
    "asked", [("nowhere",), ("home", "x"), ("person",), ("person", "a/b"), ("contribution", "with space", "é")]
)
def test_what_has_no_address_is_refused_as_there(asked):
    name, *args = asked
    with pytest.raises(NoReverseMatch):
        address(name, *args)
