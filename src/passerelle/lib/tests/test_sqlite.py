"""The SQLite backend: durable settings, writers in line, nobody starves, nobody deadlocks."""

from __future__ import annotations

import copy
import sqlite3
import threading
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from django.db import OperationalError, connections, transaction

from passerelle.lib import sqlite_wheel
from passerelle.lib.sqlite.base import DatabaseWrapper

COUNT = "SELECT count(*) FROM written"


@pytest.fixture
def open_database(tmp_path, django_db_blocker) -> Iterator[Callable[..., DatabaseWrapper]]:
    """Opens further connections to one new file; each thread needs its own."""
    opened: list[DatabaseWrapper] = []

    def open_another(**options: object) -> DatabaseWrapper:
        settings = copy.deepcopy(connections.settings["default"])
        settings |= {"ENGINE": "passerelle.lib.sqlite", "NAME": tmp_path / "queue.sqlite3", "OPTIONS": options}
        wrapper = DatabaseWrapper(settings, f"test{len(opened)}")
        wrapper.inc_thread_sharing()
        opened.append(wrapper)
        connections.settings[wrapper.alias] = settings
        connections[wrapper.alias] = wrapper
        return wrapper

    with django_db_blocker.unblock():
        with open_another().cursor() as cursor:
            cursor.execute("CREATE TABLE written (id INTEGER PRIMARY KEY, writer INTEGER)")
        yield open_another
    for wrapper in opened:
        wrapper.close()
        del connections[wrapper.alias]
        del connections.settings[wrapper.alias]


def write(database: DatabaseWrapper, writer: int = 0) -> None:
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO written (writer) VALUES (%s)", [writer])


def one(database: DatabaseWrapper, query: str) -> object:
    with database.cursor() as cursor:
        return cursor.execute(query).fetchone()[0]


def in_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def begin(database: DatabaseWrapper) -> transaction.Atomic:
    connections[database.alias] = database  # this thread's name for it
    return transaction.atomic(using=database.alias)


def write_and_fail(database: DatabaseWrapper) -> None:
    with begin(database):
        write(database)
        raise ZeroDivisionError


def test_the_standard_module_is_the_sound_sqlite():
    assert sqlite3.sqlite_version_info >= sqlite_wheel.MINIMUM
    assert sqlite3.dbapi2.connect is sqlite3.connect


def test_an_old_sqlite_is_refused(monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.51.2")
    with pytest.raises(sqlite_wheel.UnsoundSQLite, match=r"SQLite 3\.51\.2 may corrupt its file"):
        sqlite_wheel.install()


def test_connections_are_durable(open_database):
    database = open_database()
    names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout")
    assert [one(database, f"PRAGMA {name}") for name in names] == ["wal", 2, 1, 0, 20_000]


def test_many_writers_all_get_their_turn_in_order(open_database):
    """8 threads write 50 times each; nobody waits for long while the others write."""
    databases = [open_database() for _ in range(8)]
    start = threading.Barrier(8)
    errors: list[Exception] = []

    def write_fifty(writer: int) -> None:
        database = databases[writer]
        start.wait()
        try:
            for number in range(50):
                if number % 2:
                    with begin(database):
                        write(database, writer)
                else:
                    write(database, writer)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=write_fifty, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_database().cursor() as cursor:
        order = [row[0] for row in cursor.execute("SELECT writer FROM written ORDER BY id").fetchall()]
    assert sorted(order) == sorted(list(range(8)) * 50)
    assert longest_wait(order) <= 40


def longest_wait(order: list[int]) -> int:
    """The most writes of others between two writes of one writer."""
    places: dict[int, list[int]] = {}
    for place, writer in enumerate(order):
        places.setdefault(writer, []).append(place)
    return max(after - before - 1 for own in places.values() for before, after in pairwise(own))


def test_a_nested_block_is_a_savepoint_of_the_same_turn(open_database):
    database = open_database()
    with begin(database):
        write(database)
        with pytest.raises(ZeroDivisionError):
            write_and_fail(database)
        with begin(database):
            write(database)
    assert one(open_database(), COUNT) == 2


def test_a_rolled_back_block_lets_the_next_write(open_database):
    first, second = open_database(), open_database(timeout=0.2)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(first)
    write(second)
    assert one(first, COUNT) == 1


def test_waiting_ends_with_an_error_and_leaves_the_line(open_database):
    holder, waiter = open_database(), open_database(timeout=0.2)
    with begin(holder):
        write(holder)
        with pytest.raises(OperationalError, match=r"no turn to write within 0\.2 s"), begin(waiter):
            pass
        with pytest.raises(OperationalError, match=r"no turn to write within 0\.2 s"):
            write(waiter)
    write(waiter)
    assert one(holder, COUNT) == 2


def test_closing_in_a_block_lets_the_next_write(open_database):
    first, second = open_database(), open_database(timeout=0.2)
    with begin(first):
        write(first)
        first.close()
    write(second)
    assert one(second, COUNT) == 1


def test_a_thread_that_dies_in_its_turn_is_relieved(open_database):
    dead, alive = open_database(), open_database(timeout=5)

    def die() -> None:
        dead.ensure_connection()
        dead.set_autocommit(False)
        write(dead)

    in_thread(die).join()
    write(alive)
    assert one(alive, COUNT) == 1


def test_readers_do_not_wait(open_database):
    writer, reader = open_database(), open_database(timeout=0.1)
    with begin(writer):
        write(writer)
        assert one(reader, COUNT) == 0


def test_processes_of_ours_stand_in_one_line(open_database, tmp_path):
    """A lock of this process is no obstacle to it, so what can be seen here is the file."""
    write(open_database())
    assert (tmp_path / "queue.sqlite3-line").exists()


def test_another_process_is_waited_for(open_database, tmp_path):
    mine = open_database()
    other = sqlite3.connect(tmp_path / "queue.sqlite3", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, other.commit)
    timer.start()
    write(mine)
    timer.join()
    assert one(mine, COUNT) == 1


def test_constants_are_written_into_a_statement_and_the_rest_is_bound(open_database):
    query = "SELECT '100%%' WHERE %s = %s AND %s IN (%s, %s, %s) AND %s LIKE '%%b'"
    parameters = ["of-a.word_1", 7, True, "it's", "", 2.5, "a\0b"]
    assert open_database().spell_out(query, parameters, {1: "open"}) == (
        "SELECT '100%' WHERE 'of-a.word_1' = ? AND 1 IN (?, '', ?) AND ? LIKE '%b'",
        [7, "it's", 2.5, "a\0b"],
        {0: "open"},
    )
