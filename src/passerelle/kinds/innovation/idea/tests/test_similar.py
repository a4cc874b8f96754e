"""Similar ideas beside the composer: by the words of the title, under the reader's rights."""

from __future__ import annotations

from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.kinds.innovation.idea.similar import similar
from passerelle.search.rebuilding import rebuild


def test_what_resembles_a_title_is_shown_to_those_who_may_see_it(cast, places, visit):
    bring("Hang the return slips beside the till", places.open, cast.ada, "idea")
    bring("Return slips in the vault", places.closed, cast.ada, "idea")
    bring("Slips again, and no idea", places.open, cast.ada)
    rebuild()
    seen = {
        who: [card.title for card in similar(as_actor(getattr(cast, who)), "Better slips for a till", "idea")]
        for who in ("mia", "otto", "gwen")
    }
    assert seen == {
        "mia": ["Hang the return slips beside the till", "Return slips in the vault"],
        "otto": ["Hang the return slips beside the till"],
        "gwen": [],
    }
    assert similar(as_actor(cast.mia), "a to in", "idea") == similar(as_actor(None), "slips", "idea") == []
    address = reverse("idea_similar", args=[places.open.pid])
    part = visit(cast.otto).get(address, {"title": "slips"}, headers={"HX-Request": "true"})
    page = visit(cast.otto).get(address, {"title": "slips"})
    assert ["<html" in answer.text for answer in (part, page)] == [False, True]
    assert all("Hang the return slips" in answer.text and "vault" not in answer.text for answer in (part, page))
    assert "Nothing resembles it yet." in visit(cast.otto).get(address, {"title": "zebra"}).text
    assert visit(cast.otto).get(reverse("idea_similar", args=[places.closed.pid])).status_code == 404
    form = visit(cast.ada).get(f"{reverse('contribute')}?kind=idea&community={places.open.pid}").text
    assert address in form
    assert form.index('name="problem"') < form.index('name="text"') < form.index('name="effect"')
