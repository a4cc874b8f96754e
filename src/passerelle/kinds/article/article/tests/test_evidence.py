"""A published article speaks for those who wrote it, and for nobody else."""

from __future__ import annotations

from cast.people import as_actor
from cast.world import bring
from passerelle.contributions.actions import make_move
from passerelle.kinds.article.article import actions
from passerelle.matching import actions as matching
from passerelle.matching.reading.suggesting import suggestions
from passerelle.topics.finding import find_or_create


def test_it_speaks_for_its_writers_once_it_is_published(cast, places, draft):
    ovens = find_or_create(["Ovens"], "en")[0]
    for person in (cast.ada, cast.mia, cast.otto):
        matching.be_suggested(person, ovens, by=as_actor(person))
    draft.topics.set([ovens])
    asked = bring("Why does it smoke?", places.open, cast.sam, "question", topics=[ovens])
    actions.appoint(draft, owner=cast.otto, reviewer=cast.sam, co_author=cast.mia, by=as_actor(cast.ada))

    def told():
        shown = suggestions(as_actor(cast.sam), asked)
        return {one.person.pk: [(each.form.value, each.title) for each in one.why] for one in shown}

    nothing: dict[int, list[tuple[str, str]]] = {cast.ada.pk: [], cast.mia.pk: [], cast.otto.pk: []}
    before = told()
    make_move(draft, "submit", by=as_actor(cast.ada))
    make_move(draft, "publish", by=as_actor(cast.sam))
    wrote = [("article", draft.title)]
    assert (before, told()) == (nothing, {**nothing, cast.ada.pk: wrote, cast.mia.pk: wrote})
