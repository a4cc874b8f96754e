"""A write that did nothing never answers as if it had: the same form may be sent again."""

from __future__ import annotations

from passerelle.contributions.models import Contribution
from passerelle.work.models import Receipt


def test_a_text_for_a_community_one_may_no_longer_write_in_is_not_taken_as_sent(cast, places, visit):
    browser, address = visit(cast.ada), f"/contribute/?kind=update&community={places.open.pid}"
    form = {"title": "News", "text": "Words", "_key": "once"}
    places.open.contributing = "stewards"
    places.open.save()
    assert browser.post(address, form).status_code == 422
    assert not Receipt.objects.exists()
    places.open.contributing = "members"
    places.open.save()
    assert browser.post(address, form).status_code == 302
    assert Contribution.objects.unscoped("a test").count() == 1


def test_a_community_of_no_known_blueprint_is_not_taken_as_founded(cast, places, visit):
    assert visit(cast.ada).post("/communities/new/?blueprint=gone", {"name": "New", "_key": "once"}).status_code == 422


def test_requests_to_join_exist_for_those_who_decide(world, cast, visit):
    address = f"/requests/{world.request.pk}/decide/"
    for who in (cast.mia, cast.otto, cast.root, cast.gwen):
        assert visit(who).post(address, {"decision": "accept"}).status_code == 404
    assert visit(cast.sam).post(address, {"decision": "accept"}).status_code == 302
