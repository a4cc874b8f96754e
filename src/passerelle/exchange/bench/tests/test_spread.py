"""A small portfolio is laid out as the large one is, once, and its pages are those that are measured."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from passerelle.exchange.bench.asking import portfolio
from passerelle.exchange.bench.cli import _table_of_portfolio
from passerelle.exchange.bench.spread import find_or_spread
from passerelle.people.models import Person


@pytest.mark.django_db
def test_every_practice_stands_beside_every_site(visit):
    first, second = find_or_spread(7, 4), find_or_spread(7, 4)
    assert first["place"] == second["place"]
    client = visit(Person.objects.get())
    for page in portfolio(first["place"]):
        answered = client.get(page.request(0, 0).decode().split(" ")[1])
        if page.name == "matrix_cells":
            assert [len(line) for line in answered.json()["practices"].values()] == [7] * 4
        else:
            shown = document_fromstring(answered.content)
            assert [len(row.xpath("td")) for row in shown.xpath("//tbody/tr")] == [7] * 4


def test_the_table_says_what_a_page_takes():
    columns = _table_of_portfolio({"matrix": {"p50_ms": 41.24, "p99_ms": 60.0, "kb": 90.5}}).columns
    assert [list(column.cells) for column in columns] == [["matrix"], ["41.2 ms"], ["60 ms"], ["90.5"]]
