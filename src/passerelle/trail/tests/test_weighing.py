"""How much comes from each: proportions in percent, said by who answers for it, together all of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cast.people import as_actor
from cast.world import bring
from passerelle.trail import actions
from passerelle.trail.models import Link
from passerelle.trail.weighing import percentages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("weights", "shown"),
    [([1.0, 1.0, 1.0], [34, 33, 33]), ([0.7, 0.3], [70, 30]), ([1.0, 1e-9], [99, 1]), ([0.5] * 100, [1] * 100)],
)
def test_percents_add_up_to_all_of_it(weights, shown):
    assert (percentages(weights), sum(shown)) == (shown, 100)


def weights():
    links = Link.objects.unscoped("a test").filter(relation="derived_from").select_related("earlier")
    return {link.earlier.title: link.weight for link in links}


def test_who_answers_says_how_much_comes_from_each(cast, places, things, tied, visit, verbs):
    idea, cold, draught = things("A door curtain", "Cold feet", "A draught")
    address = reverse("trail_weigh", args=[idea.pid])
    first = tied(idea, cold)
    tied(idea, *things("Elsewhere"), "inspired_by")
    assert "There is nothing to divide" in visit(cast.ada).get(address).text
    assert address not in visit(cast.ada).get(reverse("trail", args=[idea.pid])).text
    second = tied(idea, draught)
    names = f"link{first.pk}", f"link{second.pk}"
    assert visit(cast.mia).get(address).status_code == 403
    assert 'value="50"' in visit(cast.ada).get(address).text
    verbs()
    wrong = visit(cast.ada).post(address, dict(zip(names, (70, 40), strict=True)))
    assert (wrong.status_code, "Together they are 110 percent" in wrong.text, 'value="70"' in wrong.text) == (
        422,
        True,
        True,
    )
    for bad in ((0, 100), (101, -1), ("", 100), ("x", 100)):
        assert visit(cast.ada).post(address, dict(zip(names, bad, strict=True))).status_code == 422
    assert verbs() == []
    assert visit(cast.ada).post(address, dict(zip(names, (70, 30), strict=True))).status_code == 302
    assert (weights(), verbs()) == ({"Cold feet": 0.7, "A draught": 0.3}, ["link.weighed"])
    assert address in visit(cast.ada).get(reverse("trail", args=[idea.pid])).text
    assert address not in visit(cast.mia).get(reverse("trail", args=[idea.pid])).text


def test_what_is_hidden_keeps_its_part_and_is_not_told(cast, places, things, tied, visit):
    idea, cold, draught = things("A door curtain", "Cold feet", "A draught")
    hidden = bring("A plan", places.secret, cast.sam)
    links = [tied(idea, earlier) for earlier in (cold, draught, hidden)]
    actions.weigh(idea, dict(zip((link.pk for link in links), (0.25, 0.25, 0.5), strict=True)), by=as_actor(cast.sam))
    browser, address = visit(cast.otto), reverse("trail_weigh", args=[idea.pid])
    idea.author = cast.otto
    idea.save(update_fields=["author"])
    page = browser.get(address).text
    assert ("A plan" in page, page.count('value="50"')) == (False, 2)
    sent = {f"link{links[0].pk}": 80, f"link{links[1].pk}": 20}
    assert browser.post(address, sent).status_code == 302
    assert weights() == pytest.approx({"Cold feet": 0.4, "A draught": 0.1, "A plan": 0.5})
