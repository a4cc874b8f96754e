"""What a mail answers is found under the rights of its sender: what the page would not show is not there for mail either."""

from __future__ import annotations

import pytest

from cast.people import as_actor
from passerelle.doors.mail.replying import find
from visibility.people import KNOWN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("actor", KNOWN)
def test_a_mail_answers_what_its_sender_may_read(seen, actor):
    """Contributions, bodies and replies, a sixth of each; as many that are there as that are not, for who has some of both."""
    oracle, facts, sender = seen.oracles[actor], seen.facts, as_actor(seen.person(actor))
    for thing in list(facts.things.values())[::6]:
        assert (find(sender, (sender.own_id, thing.id, 0)) is not None) == oracle.sees(thing)
    for text in list(facts.texts.values())[::6]:
        found = find(sender, (sender.own_id, text.thing, text.id))
        assert (found is not None) == oracle.reads_text(text)
        assert found is None or found[0].pk == text.thing
