"""A serving process does not wait for ever for one statement; whoever stands still lets go of what it holds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from passerelle.work.serving.patience import cap_statements

LIMITS = ("statement_timeout", "idle_in_transaction_session_timeout")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no clock of its own")
def test_a_new_connection_has_limits():
    cap_statements()

    def limits() -> dict[str, str]:
        try:
            with connection.cursor() as cursor:
                return {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in LIMITS}
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(limits).result() == dict.fromkeys(LIMITS, "1min")
