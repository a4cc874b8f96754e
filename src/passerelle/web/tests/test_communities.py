"""The pages of communities as browsers use them: joining, steering, finding, telling all members."""

from __future__ import annotations

import html
import re

from django.urls import reverse

from cast.people import as_actor
from passerelle.communities.models import Community
from passerelle.web.communities.reading import directory
from passerelle.work.worker import run_all


def test_joining_by_the_pages(cast, places, visit):
    otto = visit(cast.otto)
    assert otto.post(reverse("community_join", args=[places.open.pid])).status_code == 302
    assert places.open.memberships.filter(person=cast.otto).exists()
    assert otto.post(reverse("community_mute", args=[places.open.pid])).status_code == 302
    assert otto.post(reverse("community_follow", args=[places.open.pid]), {"level": "watch"}).status_code == 302
    assert otto.post(reverse("community_leave", args=[places.open.pid])).status_code == 302
    assert not places.open.memberships.filter(person=cast.otto).exists()
    assert otto.post(reverse("community_join", args=[places.secret.pid])).status_code == 404


def test_steering_by_the_pages(cast, places, visit):
    sam = visit(cast.sam)
    pid = places.open.pid
    lines = {"lines": "Better bread\n- Ten ovens 40%\n- And salt\nMore light"}
    assert sam.post(reverse("community_objectives", args=[pid]), lines).status_code == 302
    kept = [
        (each.text, [(r.text, r.progress) for r in each.key_results.all()]) for each in places.open.objectives.all()
    ]
    assert kept == [("Better bread", [("Ten ovens", 40), ("And salt", 0)]), ("More light", [])]
    assert "Ten ovens 40%" in sam.get(reverse("community_objectives", args=[pid])).text
    assert sam.post(reverse("community_objectives", args=[pid]), {"lines": "- Alone"}).status_code == 422
    assert sam.post(reverse("community_rules", args=[pid]), {"country": ""}).status_code == 422
    assert sam.post(reverse("community_rules", args=[pid]), {"country": "FR"}).status_code == 302
    assert places.open.memberships.filter(person=cast.otto, by_rule=True).exists()
    assert sam.post(reverse("community_drop_rules", args=[pid])).status_code == 302
    assert not places.open.memberships.filter(by_rule=True).exists()
    role = reverse("community_role", args=[pid, cast.mia.pid])
    assert sam.post(role, {"role": "sponsor"}).status_code == 302
    assert places.open.memberships.get(person=cast.mia).role == "sponsor"
    assert sam.post(role, {"role": "out"}).status_code == 302
    assert not places.open.memberships.filter(person=cast.mia).exists()
    assert sam.post(reverse("community_archive", args=[pid]), {"archived": "yes"}).status_code == 302
    assert Community.objects.unscoped("a test").get(pid=pid).is_archived


def test_messages_to_all_members(cast, places, visit, verbs):
    sam, address = visit(cast.sam), reverse("community_message", args=[places.open.pid])
    assert sam.post(address, {"title": "We meet", "text": "On Monday."}).status_code == 302
    assert verbs() == ["contribution.published", "community.messaged"]
    assert "1 of 1 this week" in sam.get(address).text
    assert sam.post(address, {"title": "And again", "text": "On Tuesday."}).status_code == 302
    assert verbs() == ["contribution.published", "community.messaged"]
    assert visit(cast.mia).post(address, {"title": "Me too", "text": "Hello."}).status_code == 404


def test_a_community_leads_to_a_search_of_its_own(cast, places, world, visit):
    run_all()
    client = visit(cast.mia)
    page = client.get(reverse("community_about", args=[places.open.pid])).text
    (link,) = re.findall(r'href="(/search/[^"]+)"', page)
    found = client.get(html.unescape(link)).text
    assert ("A better oven" in found, "Only for us" in found) == (True, False)


def test_the_directory_finds_by_name_purpose_and_topic(cast, places, world, visit):
    places.shared.topics.add(world.topic)
    for typed, names in (
        ("kitchen", ["Open kitchen"]),
        ("keep", ["Secret vault"]),
        ("ovens", ["Shared bridge"]),
        ("ovens kitchen", []),
        ("", ["Closed workshop", "Elsewhere", "Open kitchen", "Secret vault", "Shared bridge"]),
    ):
        lines = directory(as_actor(cast.mia), {"q": typed})["lines"]
        assert [line.community.name for line in lines] == names
    assert "Secret vault" not in visit(cast.otto).get(reverse("community_list")).text


def test_like_yours_shares_a_topic_with_a_community_of_yours(cast, places, world):
    for place in (places.open, places.elsewhere):
        place.topics.add(world.topic)
    lines = directory(as_actor(cast.mia), {})["lines"]
    assert [line.community.name for line in lines if line.like_mine] == ["Elsewhere"]
