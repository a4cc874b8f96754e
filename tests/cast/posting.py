"""Fixtures of mail that comes in: a mailbox, the mail server before it, and something to answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from cast.imap_server import Mailbox, imap_server
from cast.people import Cast, Places, as_actor
from cast.post_office import PostOffice, post_office, with_mailbox
from cast.world import bring
from passerelle.contributions import actions
from passerelle.contributions.models import Contribution, Post
from passerelle.notifications.mailing.inbound import Purpose, address_for


@pytest.fixture
def inbound(settings: Settings) -> None:
    """Mail comes in under an address of the organisation."""
    with_mailbox(settings)


@pytest.fixture
def mailbox(settings: Settings) -> Iterator[Mailbox]:
    """The mailbox behind it."""
    with imap_server() as box:
        with_mailbox(settings, box.url)
        yield box


@pytest.fixture
def office(mailbox: Mailbox, settings: Settings) -> Iterator[PostOffice]:
    """The mail server before it."""
    with post_office(mailbox, settings) as opened:
        yield opened


@pytest.fixture
def bread(cast: Cast, places: Places) -> Contribution:
    """What Ada brought to everybody."""
    return bring("Bread", places.open, cast.ada)


@pytest.fixture
def hot(bread: Contribution, cast: Cast) -> Post:
    """What Mia says to it."""
    return actions.reply(bread, text="How hot?", by=as_actor(cast.mia))


@pytest.fixture
def address(inbound: None, cast: Cast, bread: Contribution, hot: Post) -> str:
    """Where Ada's answer to Mia goes."""
    return address_for(Purpose.REPLY, cast.ada.pk, bread.pk, hot.pk) or ""
