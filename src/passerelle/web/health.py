"""``/healthz`` (this process answers) and ``/readyz`` (it can do its work), for whatever watches over it."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


class HealthMiddleware:
    """Stands before everything else: who watches comes by any name, without encryption, and is nobody's guest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response
        self._is_current = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the two addresses, pass everything else on."""
        if request.path_info == "/healthz":
            return HttpResponse("ok\n", content_type="text/plain")
        if request.path_info == "/readyz":
            state = {"database": self._database(), "files": _files()}
            return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)
        return self.get_response(request)

    def _database(self) -> str:
        """Whether the database answers and is of this version; once it is, it stays so while this process runs."""
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            self._is_current = self._is_current or _is_current()
        except Error:
            return "does not answer"
        return "ok" if self._is_current else "needs passerelle migrate"


def _is_current() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _files() -> str:
    return "ok" if os.access(settings.PASSERELLE.data, os.W_OK) else "cannot be written"
