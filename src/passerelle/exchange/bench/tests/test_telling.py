"""A small crowd is told as the large one is: everybody gets a line, and a summary in the morning."""

from __future__ import annotations

import pytest
from django.core import mail

from passerelle.exchange.bench.asking import announcement, announcing
from passerelle.exchange.bench.cli import _table_of_telling
from passerelle.exchange.bench.crowd import find_or_gather
from passerelle.exchange.bench.digests import compile_all, happen
from passerelle.notifications.models import Notice
from passerelle.people.models import Person
from passerelle.work.worker import run_all


@pytest.mark.django_db
def test_everybody_is_told_and_gets_a_summary(visit):
    crowd = find_or_gather(12, 3)
    again = find_or_gather(12, 3)
    assert crowd.keys() == {"session", "12", "3"}
    assert {**again, "session": ""} == {**crowd, "session": ""}
    client = visit(Person.objects.order_by("pk")[0])
    assert client.get(announcing(crowd["12"]).decode().split(" ")[1]).status_code == 200
    at, fields = announcement(crowd["12"]).decode().split(" ")[1], {"title": "To all", "text": "Now.", "_key": "one"}
    assert client.post(at, fields).status_code == 302
    run_all()
    assert Notice.objects.filter(verb="community.messaged").count() == 11
    mail.outbox.clear()
    happen(4)
    found = compile_all()
    assert found["people"] == 4
    assert sorted(letter.to for letter in mail.outbox) == [[f"member{number}@bench.invalid"] for number in range(4)]


def test_the_table_says_both_figures():
    told = {
        "announcement": {"members": 10_000, "acknowledged_ms": 75.8, "all_rows_s": 5.5},
        "digests": [{"people": 5_000, "per_second": 40.0, "before_mb": 70.0, "peak_mb": 90.0}],
    }
    columns = [list(column.cells) for column in _table_of_telling(told).columns]
    assert columns == [
        ["announcement", "digests"],
        ["10,000", "5,000"],
        [
            "answered in 76 ms, in all inboxes after 5.5 s",
            "40/s, memory at most 90 MB, 70 before the first",
        ],
    ]
