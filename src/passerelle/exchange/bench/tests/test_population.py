"""The population is what it says it is, in small, and every page measured answers."""

from __future__ import annotations

from random import Random

import pytest

from passerelle.contributions.models import Contribution, Post
from passerelle.exchange.bench import words
from passerelle.exchange.bench.asking import pages, with_session
from passerelle.exchange.bench.load import Measured
from passerelle.exchange.bench.population import Size, populate, public_id, replies_of
from passerelle.people.models import Person

SMALL = Size(people=6, communities=3, contributions=4, replies=60, memberships_each=2, long_every=2)


def test_all_replies_are_given_out():
    size = Size()
    counts = [replies_of(number, size) for number in range(size.contributions)]
    assert (sum(counts), counts.count(25), min(counts), max(counts)) == (50_000, 100, 9, 25)


def test_texts_have_sixty_words_and_two_of_them_stand_where_they_should():
    random = Random(1)
    texts = [words.text(random).lower() for _ in range(4_000)]
    assert {len(text.split()) for text in texts} == {60}
    assert sum(words.IN_HALF in text for text in texts) / 4_000 == pytest.approx(1 / 2, abs=0.03)
    assert sum(words.IN_A_TWELFTH in text for text in texts) / 4_000 == pytest.approx(1 / 12, abs=0.02)


@pytest.mark.django_db
def test_a_small_population_is_the_same_every_time(visit):
    populate(SMALL)
    posts = Post.objects.unscoped("counting")
    assert (
        Person.objects.present().count(),
        posts.filter(is_body=True).count(),
        posts.filter(is_body=False).count(),
    ) == (6, 4, 60)
    long = Contribution.objects.unscoped("counting").get(pid=public_id("conversation", 2))
    assert long.replies_count == 25
    client = visit(Person.objects.order_by("pk")[0])
    for page in pages(SMALL):
        method, path = page.request(0, 1).decode().split(" ", 2)[:2]
        answer = client.get(path) if method == "GET" else client.post(path, {"text": "Here too.", "_key": "bench-1"})
        assert (page.name, answer.status_code) == (page.name, 200 if method == "GET" else 302)


def test_a_request_carries_its_session():
    request = with_session(pages(SMALL)[-1].request(3, 1), "s3")
    head, body = request.split(b"\r\n\r\n")
    assert b"Cookie: sessionid=s3; csrftoken=" in head
    assert f"Content-Length: {len(body)}".encode() in head


def test_figures_of_a_round():
    measured = Measured(seconds=2.0, errors=1, bytes=3_000, waits=[0.001] * 99 + [0.5])
    assert measured.as_json() == {"rps": 50.0, "p50_ms": 1.0, "p99_ms": 500.0, "errors": 1, "kb": 0.0}
