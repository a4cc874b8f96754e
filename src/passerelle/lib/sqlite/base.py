"""The database wrapper: durable pragmas, BEGIN IMMEDIATE, and the fair queue of writers in front of it.

Functions that Django adds to SQLite may not be used in the schema (``trusted_schema=OFF``): a check constraint or an index keeps to
what SQLite brings itself.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db.backends.sqlite3 import base, operations
from django.db.models.expressions import Col

from passerelle.lib.hands import waiting
from passerelle.lib.sqlite.write_queue import Turn, WriteQueue, queue_of

PATIENCE = 20.0
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged commits when the power fails
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_size_limit=67108864",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
)


def _moment(written: bytes) -> datetime:
    """What a column of moments holds: UTC, without saying so."""
    return datetime.fromisoformat(written.decode() + "+00:00")


for declared in ("datetime", "timestamp"):  # in place of Django's, which leaves the zone to be added to every value
    sqlite3.register_converter(declared, _moment)


class Operations(operations.DatabaseOperations):
    """How values come out of SQLite."""

    def get_db_converters(self, expression: Any) -> list[Any]:
        """None for a plain column whose declared type the driver knows: it has read it already."""
        if isinstance(expression, Col) and expression.output_field.get_internal_type() in READ_BY_THE_DRIVER:
            return []
        converters: list[Any] = super().get_db_converters(expression)
        return converters

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> datetime | None:
        """A moment, in UTC as it was written."""
        if value is None or isinstance(value, datetime):
            return value
        return datetime.fromisoformat(value).replace(tzinfo=UTC)


OpenValue = TypeVar("OpenValue")
READ_BY_THE_DRIVER = {"DateTimeField", "BooleanField", "DateField"}
LONGEST_KEPT = 10_000  # characters; longer statements insert many rows and hardly come twice
KEPT_STATEMENTS = 400  # compiled, for each connection: the pages have some two hundred, and the driver would keep 128
_WORD = re.compile(r"[\w.-]*", re.ASCII)  # nothing in it could end a literal or be a placeholder
_WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, whose writers wait in line.

    A transaction takes its turn before BEGIN IMMEDIATE and leaves after COMMIT or ROLLBACK; a single statement outside one takes it
    for itself. Savepoints are inside a turn. Processes of ours take turns too; any other is met by SQLite's own waiting (``timeout``).
    """

    ops_class = Operations
    _turn: Turn | None = None
    _queue: WriteQueue
    _patience: float

    def get_connection_params(self) -> dict[str, Any]:
        """Add the pragmas and the transaction mode; OPTIONS may add commands, not weaken these."""
        parameters: dict[str, Any] = super().get_connection_params()
        self._patience = parameters.setdefault("timeout", PATIENCE)
        parameters.setdefault("cached_statements", KEPT_STATEMENTS)
        self.transaction_mode = "IMMEDIATE"
        self.init_commands: list[str] = [*PRAGMAS, *self.init_commands]
        # A database in memory has one connection, or threads that share one: nobody to wait for.
        path = os.path.realpath(self.settings_dict["NAME"])
        self._queue = WriteQueue() if self.is_in_memory_db() else queue_of(path)
        return parameters

    def create_cursor(self, name: str | None = None) -> base.SQLiteCursorWrapper:
        """Return a cursor that queues before it writes outside a transaction."""
        cursor: QueuingCursor = self.connection.cursor(factory=QueuingCursor)
        cursor.wrapper = self
        return cursor

    @property
    def reads_directly(self) -> bool:
        """Whether a statement may go to the driver at once: nobody counts or wraps statements, and the transaction is sound."""
        return not (self.execute_wrappers or self.queries_logged or self.needs_rollback)

    def spell_out(
        self, query: str, parameters: Sequence[Any], values: Mapping[int, OpenValue]
    ) -> tuple[str, list[Any], dict[int, OpenValue]]:
        """A statement with its constants written into it, the parameters that are left, and which of them are open by their new places.

        Bound values may stand for anything: SQLite compiles a statement again whenever one of them is bound that a partial index
        is measured by. A constant in the statement it compares once.
        """
        left: list[Any] = []
        opened: dict[int, OpenValue] = {}
        places = iter(enumerate(parameters))

        def spelled(_placeholder: re.Match[str]) -> str:
            place, parameter = next(places)
            if place not in values and (literal := _literal(parameter)) is not None:
                return literal
            if place in values:
                opened[len(left)] = values[place]
            left.append(parameter)
            return "?"

        return base.FORMAT_QMARK_REGEX.sub(spelled, query).replace("%%", "%"), left, opened

    def select(self, query: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement with SQLite's placeholders, past what Django does for one that is new."""
        if self.connection is None:
            self.connect()
        with self.wrap_database_errors:
            rows: list[tuple[Any, ...]] = self.connection.execute(query, parameters).fetchall()
        return rows

    def take_turn(self) -> None:
        """Wait in line; raises OperationalError when the turn did not come within the timeout."""
        with waiting():
            self._turn = self._queue.wait_for_turn(self._patience, self._abandon)
        if self._turn is None:
            raise sqlite3.OperationalError(f"database is locked: no turn to write within {self._patience:g} s")

    def leave_turn(self) -> None:
        """Let the next one write, unless a transaction is still open."""
        turn = self._turn
        if turn is not None and not self.is_writing():
            self._turn = None
            self._queue.leave(turn)

    def is_writing(self) -> bool:
        """Whether a transaction is open on the connection, be it begun by Django or by hand."""
        try:
            return self.connection is not None and bool(self.connection.in_transaction)
        except sqlite3.ProgrammingError:  # the connection is closed
            return False

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # private in Django, hence not in its stubs
        finally:
            self.leave_turn()

    def _commit(self) -> None:
        try:
            with waiting():  # for the disk
                super()._commit()  # type: ignore[misc]  # see above
        finally:
            self.leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # see above
        finally:
            self.leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # see above
        finally:
            self.leave_turn()

    def _abandon(self) -> None:
        with suppress(sqlite3.Error):  # already closed: nothing is open either
            self.connection.rollback()


class QueuingCursor(base.SQLiteCursorWrapper):
    """A cursor whose single writes take a turn of their own."""

    wrapper: DatabaseWrapper

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        """Django's placeholders as SQLite's; kept, because the same statements come again and again."""
        if param_names is None and len(query) < LONGEST_KEPT:
            return _with_question_marks(query)
        return str(super().convert_query(query, param_names=param_names))

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement, in turn if it writes."""
        if not self._needs_turn(query):
            return super().execute(query, params)
        self.wrapper.take_turn()
        try:
            return super().execute(query, params)
        finally:
            self.wrapper.leave_turn()

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement many times, in one turn."""
        if not self._needs_turn(query):
            return super().executemany(query, param_list)
        self.wrapper.take_turn()
        try:
            return super().executemany(query, param_list)
        finally:
            self.wrapper.leave_turn()

    def _needs_turn(self, query: str) -> bool:
        return _WRITES.match(query) is not None and not self.wrapper.is_writing()


def _literal(constant: Any) -> str | None:
    """How SQLite writes a constant; None for what had better be bound."""
    if isinstance(constant, int):
        return str(int(constant))
    if isinstance(constant, str) and _WORD.fullmatch(str(constant)):
        return f"'{constant}'"
    return None


@lru_cache(maxsize=1024)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
