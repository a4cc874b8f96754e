"""Atom feeds: what the page shows, with the whole text, in a form that readers of feeds understand."""

from __future__ import annotations

import io
from pathlib import Path

import feedparser
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import etree
from PIL import Image

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.contributions.models import Post
from passerelle.contributions.reading.feed import PAGE
from passerelle.lib.markdown import render

pytestmark = pytest.mark.django_db
RULES = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


@pytest.fixture
def read(ask):
    """``read(address)``: a feed as a program reads it, after it was held against the rules of the format."""

    def get(at: str) -> feedparser.FeedParserDict:
        answer = ask(at)
        assert answer.status_code == 200
        RULES.assertValid(etree.fromstring(answer.content))
        parsed = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
        assert (parsed.bozo, parsed.version) == (False, "atom10")
        relations = sorted(link.rel for link in parsed.feed.links if link.rel != "next")
        assert relations == ["alternate", "first", "self"]
        assert all([link.rel for link in entry.links] == ["alternate"] for entry in parsed.entries)
        assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
        return parsed

    return get


@pytest.fixture
def picture():
    """A small picture as somebody sends it."""

    def make() -> SimpleUploadedFile:
        stored = io.BytesIO()
        Image.new("RGB", (30, 20), "teal").save(stored, "PNG")
        return SimpleUploadedFile("oven.png", stored.getvalue())

    return make


def titles(parsed):
    return [entry.title for entry in parsed.entries]


def test_each_feed_holds_what_its_page_shows(cast, places, world, address, read):
    assert titles(read(address(cast.mia, "home"))) == ["A better oven", "Only for us", "Which oven?"]
    assert titles(read(address(cast.mia, "community", places.closed))) == ["A better oven", "Only for us"]
    assert titles(read(address(cast.mia, "topic", world.topic))) == ["A better oven"]
    assert titles(read(address(cast.mia, "person", cast.ada))) == ["Only for us", "Which oven?", "A better oven"]
    assert titles(read(address(cast.otto, "person", cast.ada))) == ["Which oven?", "A better oven"]
    communities.mute(places.closed, by=as_actor(cast.mia))
    assert titles(read(address(cast.mia, "home"))) == ["Which oven?", "A better oven"]


def test_an_entry_says_who_wrote_what_when_and_where(cast, world, places, address, read):
    parsed = read(address(cast.mia, "topic", world.topic))
    [entry] = parsed.entries
    assert (entry.author_detail.name, entry.author_detail.href.endswith(f"/people/{cast.ada.pid}/")) == (
        "Ada Orsel",
        True,
    )
    assert entry.id == f"tag:localhost,{world.update.created_at:%Y-%m-%d}:c/{world.update.pid}"
    assert entry.link == f"http://localhost:8000{world.update.get_absolute_url()}"
    assert [tag.term for tag in entry.tags] == ["Ovens"]
    assert entry.content[0].value == "<p>About A better oven.</p>"
    assert parsed.feed.title == "Ovens · Orsel"


def test_names_are_those_of_today_and_addresses_whole(cast, places, address, read):
    told = bring("Told", places.open, cast.ada)
    source = f'@{{person:{cast.mia.pid}}} [here](/topics/) [there](https://example.org/) `<a href="/x">`'
    Post.objects.unscoped("its text").filter(contribution=told).update(html=render(source).html)
    cast.mia.name = "Mia Maria"
    cast.mia.save()
    [entry] = read(address(cast.otto, "community", places.open)).entries
    html = entry.content[0].value
    assert f'<a class="mention" href="http://localhost:8000/people/{cast.mia.pid}/">@Mia Maria</a>' in html
    assert 'href="http://localhost:8000/topics/"' in html
    assert 'href="https://example.org/"' in html
    assert '&lt;a href="/x"&gt;' in html


def test_a_picture_is_a_link_since_programs_do_not_sign_in(cast, places, address, read, picture):
    shown = actions.upload(picture(), by=as_actor(cast.ada))
    actions.contribute(
        "update", places.open, title="Seen", text=f"![The oven](attachment:{shown.pid})", by=as_actor(cast.ada)
    )
    html = read(address(cast.mia, "home")).entries[0].content[0].value
    assert "<img" not in html
    assert f'href="http://localhost:8000/attachments/{shown.pid}' in html
    assert ">The oven</a>" in html


def test_who_is_not_met_is_not_named(cast, places, address, read):
    bring("For partners", places.shared, cast.ada)
    assert read(address(cast.gwen, "home")).entries[0].author == "Ada Orsel"
    places.shared.memberships.filter(person=cast.ada).delete()
    assert read(address(cast.gwen, "home")).entries[0].author == "Somebody"


def test_older_pages_follow_without_a_gap(cast, places, address, read):
    brought = [f"No {number}" for number in range(PAGE + 3)]
    for title in brought:
        bring(title, places.open, cast.ada)
    for about, subject in (("community", places.open), ("person", cast.ada)):
        first = read(address(cast.mia, about, subject))
        [following] = [link.href for link in first.feed.links if link.rel == "next"]
        second = read(following.removeprefix("http://localhost:8000"))
        assert titles(first) + titles(second) == brought[::-1]
        assert [link.rel for link in second.feed.links if link.rel == "next"] == []
        assert [link.href for link in second.feed.links if link.rel == "self"] == [following]


def test_a_text_that_was_rewritten_says_so_and_a_reply_does_not(cast, places, world, address, read):
    at = address(cast.mia, "topic", world.topic)
    before = read(at)
    actions.reply(world.update, text="More", by=as_actor(cast.mia))
    assert read(at).entries == before.entries
    actions.edit(world.update, title="A better oven", text="Rewritten.", by=as_actor(cast.ada))
    after = read(at)
    assert after.entries[0].updated_parsed >= before.entries[0].updated_parsed
    assert after.entries[0].updated != before.entries[0].updated
    assert after.feed.updated == after.entries[0].updated


def test_an_empty_feed_says_the_same_each_time(cast, places, address, ask, read):
    at = address(cast.otto, "home")
    assert titles(read(at)) == []
    assert ask(at, **{"If-None-Match": ask(at)["ETag"]}).status_code == 304


def test_words_that_look_like_markup_stay_words(cast, places, address, read):
    bring("<b>&amp; ]]> \u202eתנור", places.open, cast.ada)
    assert titles(read(address(cast.mia, "home"))) == ["<b>&amp; ]]> תנור"]
