"""The database looks at its tables again when it is asked to."""

from __future__ import annotations

import pytest
from django.db import connection

from passerelle.lib.statistics import refresh_statistics
from passerelle.work.housekeeping import look_at_tables

pytestmark = pytest.mark.django_db
KNOWN = {
    "sqlite": "SELECT count(DISTINCT tbl) FROM sqlite_stat1 WHERE tbl = 'people_organisation'",
    "postgresql": "SELECT count(*) FROM pg_class WHERE relname = 'people_organisation' AND reltuples = 2",
}


def test_after_a_lot_was_written_all_tables_are_looked_at(cast):
    refresh_statistics(everywhere=True)
    with connection.cursor() as cursor:
        cursor.execute(KNOWN[connection.vendor])
        assert cursor.fetchone() == (1,)


def test_the_usual_look_does_no_harm(cast):
    look_at_tables()
    look_at_tables()
