"""Addresses that reach the same mailbox are equal; none hides its domain."""

from __future__ import annotations

import pytest

from passerelle.people.addresses import allowed_domains, domain_of, normal_address


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("  Ada@Example.COM ", "ada@example.com"),
        ("ada.lund+x@mail.example.com", "ada.lund+x@mail.example.com"),
        ("ada@exämple.com", "ada@xn--exmple-cua.com"),
        ("ada@ｅxample.com", "ada@example.com"),
    ],
)
def test_a_plain_address_has_one_form(typed, normal):
    assert normal_address(typed) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@localhost",
        "ada@evil.com＠example.com",
        "ada＠example.com",
        "ada@evil.com@example.com",
        "=?utf-8?q?ada=40evil.com?=@example.com",
        '"ada@evil.com"@example.com',
        "ada%evil.com@example.com",
        "evil.com!ada@example.com",
        "ada(evil)@example.com",
        "ada..lund@example.com",
        "ada@example.com\nBcc: eve@evil.com",
        "ada@ex_ample.com",
        "ädä@example.com",
        "a" * 65 + "@example.com",
        "ada@" + "a" * 64 + ".com",
        "ada@[127.0.0.1]",
    ],
)
def test_everything_else_is_refused(typed):
    with pytest.raises(ValueError, match="not"):
        normal_address(typed)


def test_domains_of_the_setting_are_compared_in_ascii():
    assert allowed_domains("Example.com, @exämple.fr; , localhost,..") == {"example.com", "xn--exmple-cua.fr"}
    assert domain_of("ada@example.com.evil.org") not in allowed_domains("example.com")
