"""A small collection is filled once, its pages are those that are measured, and all of it is indexed."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from passerelle.contributions.models import Post
from passerelle.exchange.bench.asking import finding
from passerelle.exchange.bench.cli import _table_of_finding
from passerelle.exchange.bench.finding import find_or_fill, index
from passerelle.people.models import Person
from passerelle.search.models import Document


@pytest.mark.once  # what it asks for is what tests of search ask
@pytest.mark.django_db
def test_everything_is_filled_once_found_and_indexed(visit):
    for _turn in range(2):
        find_or_fill(100, 400)
    assert Post.objects.unscoped("counting").count() == 500
    client = visit(Person.objects.order_by("pk")[0])
    for page in finding():
        head, _, body = page.request(0, 0).decode().partition("\r\n\r\n")
        method, path, *_rest = head.split(" ")
        shown = client.get(path) if method == "GET" else client.post(path, dict(parse_qsl(body)))
        held = "<mark>" in shown.text or 'id="similar-' in shown.text
        assert (shown.status_code, held) == (200, True), page.name
    assert index()["documents"] == Document.objects.count()


def test_the_table_says_what_was_measured():
    table = _table_of_finding(
        {"pages": {"usual": {"p50_ms": 9.9, "p99_ms": 12.0, "kb": 7.0}}, "documents": 100_051, "per_second": 1_700}
    )
    assert table.columns[0].header == "100,051 documents, 1,700 indexed in a second"
