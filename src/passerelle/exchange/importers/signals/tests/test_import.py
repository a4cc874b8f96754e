"""Signals of a table brought in: whole, once, nobody asked or told, every mistake named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast.people import Cast, Places
from passerelle.contributions.models import Contribution, Deadline
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.exchange.importers.signals.bringing import import_signals
from passerelle.exchange.importers.signals.report import write_report
from passerelle.journal.models import Entry
from passerelle.kinds.innovation.signal.models import Signal
from passerelle.notifications.models import Notice
from passerelle.work.worker import run_all

pytestmark = pytest.mark.django_db

TABLE = """text;sort;title;customer;urgency;site;author;date;topics;id
"She saw only the cable. She left.";objection;;private;today;lille;{ada};2026-03-31;Ovens, Lamps;7
"Lovely; really";Praise;Lovely;Several customers;;Lyon;;2026-04-01T09:30:00+02:00;;8
Lovely;praise;;;;;;;;
Lovely;praise;;;;;;;;
"""
WRONG = """text,sort,author,site,date,urgency,id
,need,,,,,
Cold,bad,,,,,
Cold,need,nobody@orsel.example,,,,
Cold,need,,Atlantis,,,
Cold,need,,,31.3.2026,,
Cold,need,,,2999-01-01,,
Cold,need,,,,soon,
Cold,need,,,,,1
Colder,need,,,,,1
Cold, very cold,need,,,,,2
Call Mrs Whitfield,need,,,,,3
"""


@pytest.fixture
def table(tmp_path: Path, cast: Cast) -> Path:
    path = tmp_path / "remarks.csv"
    path.write_text(TABLE.format(ada=cast.ada.email), encoding="utf-8")
    return path


def made(path: Path, **how: bool) -> tuple[int, int, int]:
    found = import_signals(path, "Open kitchen", **how).as_json()
    return found["created"], found["already_here"], len(found["wrong"])


def test_rows_become_signals_that_count_as_heard(table: Path, cast: Cast, places: Places) -> None:
    assert made(table) == (4, 0, 0)
    run_all()
    first, second, *same = Contribution.objects.unscoped("a test").select_related("body", "author").order_by("pk")
    assert (first.name, first.state, first.author, first.home) == (
        "She saw only the cable.",
        "heard",
        cast.ada,
        places.open,
    )
    assert sorted(first.topics.values_list("name", flat=True)) == ["Lamps", "Ovens"]
    assert (first.created_at.isoformat(), second.created_at.isoformat()) == (
        "2026-03-31T10:00:00+00:00",
        "2026-04-01T07:30:00+00:00",
    )
    rows = Signal.objects.order_by("pk").values_list("sort", "customer", "urgency", "site__slug")
    assert list(rows[:2]) == [("objection", "private", "today", "lille"), ("praise", "several", "calm", "lyon")]
    assert (second.title, second.author, second.facts["sort"]) == ("Lovely", None, "praise")
    assert len(same) == 2, "said twice is said by two"
    assert Signal.objects.get(pk=first.pk).heard_at == first.created_at
    assert (Deadline.objects.count(), Notice.objects.count()) == (0, 0)
    assert set(Entry.objects.filter(contribution_id=first.pk).values_list("verb", "via")) == {
        ("contribution.published", "import"),
        ("contribution.moved", "import"),
    }


def test_the_second_time_only_what_is_new_comes_in(table: Path) -> None:
    assert made(table, dry_run=True) == (4, 0, 0)
    assert Contribution.objects.unscoped("a test").count() == 0
    assert [made(table), made(table), made(table, dry_run=True)] == [(4, 0, 0), (0, 4, 0), (0, 4, 0)]
    table.write_text(table.read_text(encoding="utf-8") + "New;need;;;;;;;;\n", encoding="utf-8")
    assert [made(table, dry_run=True), made(table)] == [(1, 4, 0), (1, 4, 0)]


def test_every_mistake_is_named_by_its_line_and_the_others_come_in(tmp_path: Path, cast: Cast) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(WRONG, encoding="utf-8")
    imported = import_signals(path, "Open kitchen")
    assert imported.sheet.wrong == [
        "line 2: the column text is empty: say what was said or seen",
        "line 3: sort is 'bad': it is one of need, objection, complaint, competitor, praise, wording, idea",
        "line 4: no person 'nobody@orsel.example' is known here",
        "line 5: no site 'Atlantis' is known here",
        "line 6: date is '31.3.2026': write it like 2026-03-31",
        "line 7: date is 2999-01-01, which cannot be: it lies before 1990 or in the future",
        "line 8: urgency is 'soon': it is one of calm, week, today",
        "line 10: a row before it has the id '1'",
        "line 11: it has more cells than the first line: is a text with commas without quotation marks?",
    ]
    assert sorted(head.name for head in Contribution.objects.unscoped("a test").select_related("body")) == [
        "Call Mrs Whitfield",
        "Cold",
    ]
    report = write_report(imported, path, "Open kitchen")
    assert "11 rows read = 2 created + 0 already here + 9 left out\n" in report
    assert "### Texts that seem to say who somebody is: look at them\n\n- line 12: Mrs Whitfield\n" in report


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Missing: text, sort"),
        (b"text,title\na,b\n", "Missing: sort"),
        (b"text,sort\n", "nothing below it"),
        (b"text\0", "not a text file"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "none.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused, match=said):
        import_signals(path, "Open kitchen")
    assert Contribution.objects.unscoped("a test").count() == 0
