"""Nothing is left out: each address that takes a post, each field of each form class, each name our code reads is met here."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from django.forms import BaseForm

from hostile.sending import undone
from hostile.unlinked import pages, posts
from house.repository import ours

pytestmark = pytest.mark.django_db
READ = re.compile(r"""POST(?:\.get\(|\.getlist\(|\[)"(\w+)\"""")
INTERNAL = {"_key"}


@pytest.fixture
def known(site):
    """Route → the names of the fields that are sent to it."""
    names = defaultdict(set)
    for form in [*posts(site), *(form for form in site.found.forms.values() if form.method == "get")]:
        names[form.route] |= set(form.fields)
    return names


def test_every_address_that_takes_a_post_is_sent_one(site, known):
    taking = set()
    for route, (who, address) in pages(site).items():
        if route not in known:
            with undone(site.browsers[who]):
                if site.browsers[who].post(address.partition("?")[0]).status_code != 405:
                    taking.add(route)
    assert taking - {"account_logout"} == set()


def test_every_name_our_code_reads_is_sent(known):
    read = {name for path in ours(".py") for name in READ.findall(path.read_text())}
    assert read - set().union(*known.values()) - INTERNAL == set()


def test_every_field_of_every_form_is_met(known):
    missed = {
        made.__qualname__: sorted(made.base_fields)
        for made in _below(BaseForm)
        if _is_ours(made) and not any(set(made.base_fields) <= names for names in known.values())
    }
    assert missed == {}


def _below(above):
    for each in above.__subclasses__():
        yield each
        yield from _below(each)


def _is_ours(made):
    """Whether it is a form of the product, not one of its tests or its gallery."""
    return (
        made.__module__.startswith("passerelle.")
        and ".tests." not in made.__module__
        and made.__module__ != "passerelle.ui.forms"
    )
