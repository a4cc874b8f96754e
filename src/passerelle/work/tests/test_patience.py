"""A serving process does not wait for ever for one statement."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from passerelle.work.serving.patience import cap_statements


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock of its own")
def test_a_new_connection_has_a_limit():
    cap_statements()

    def limit() -> tuple[str]:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SHOW statement_timeout")
                return cursor.fetchone()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(limit).result() == ("1min",)
