"""Seven ways to begin: each makes a community that works, with the kinds that are installed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from passerelle.communities.models import Community
from passerelle.contributions.kinds import all_kinds
from passerelle.kinds.blueprints import blueprints, find_blueprint

SEVEN = [
    "innovation-lab",
    "practice-network",
    "retail-network",
    "knowledge-centre",
    "campaign-room",
    "change-programme",
    "social",
]


def test_there_are_the_seven_of_the_design():
    assert [blueprint.slug for blueprint in blueprints()] == SEVEN
    assert find_blueprint("none-of-them") is None


def test_kinds_that_are_not_installed_are_absent():
    installed = {kind.slug for kind in all_kinds()}
    assert all(set(blueprint.kinds) <= installed and blueprint.kinds for blueprint in blueprints())


@pytest.mark.parametrize("slug", SEVEN)
def test_each_founds_a_community(cast, places, visit, slug):
    blueprint = find_blueprint(slug)
    browser = visit(cast.otto)
    address = f"{reverse('community_found')}?blueprint={slug}"
    form = {"name": "Lights", "purpose": "See better.", **blueprint.initial()}
    answer = browser.post(address, form)
    made = Community.objects.unscoped("a test").get(name="Lights")
    assert (answer.status_code, answer["Location"]) == (302, made.get_absolute_url())
    chosen = (made.blueprint, tuple(made.kinds), made.visibility, made.joining, made.contributing)
    assert chosen == (slug, blueprint.kinds, blueprint.visibility, blueprint.joining, blueprint.contributing)
    assert browser.get(made.get_absolute_url()).status_code == 200
