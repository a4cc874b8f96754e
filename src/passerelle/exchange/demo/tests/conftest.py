"""The demo told once for all tests of it, and taken back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from told import copy_demo, shared_folder

if TYPE_CHECKING:
    from passerelle.exchange.demo.cast import Cast


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    """The whole story: on SQLite as the command told it to everybody who needs it, elsewhere in the test database."""
    from django.db import connection  # noqa: PLC0415  # this file may be read before Django is loaded

    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            folder = tmp_path_factory.mktemp("told") / "var"
            copy_demo(shared_folder(tmp_path_factory), folder)
            with _opened(folder / "passerelle.sqlite3"):
                yield _found()
        else:
            yield from _told_here()


def _told_here() -> Iterator[Cast]:
    from django.db import connection, transaction  # noqa: PLC0415  # as above

    from passerelle.exchange.demo import telling  # noqa: PLC0415  # as above

    with transaction.atomic():
        told = telling.tell()
        connection.run_on_commit.clear()  # looked through at every savepoint taken back, for a commit that never comes
        connection.check_constraints()  # once; left to the end of a transaction that has none, each test would do it again
        yield told
        transaction.set_rollback(True)


@contextmanager
def _opened(database: Path) -> Iterator[None]:
    """Another database in place of that of the tests."""
    from django.db import connection  # noqa: PLC0415  # as above

    ours = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = ours


def _found() -> Cast:
    """The cast of a story that was told, as the telling itself leaves it."""
    from passerelle.contributions.models import Post  # noqa: PLC0415  # as above
    from passerelle.exchange.demo.cast import Cast  # noqa: PLC0415  # as above
    from passerelle.exchange.demo.days import Days  # noqa: PLC0415  # as above
    from passerelle.exchange.demo.names import pid_of  # noqa: PLC0415  # as above
    from passerelle.exchange.demo.story import read_story  # noqa: PLC0415  # as above
    from passerelle.lib.clock import now  # noqa: PLC0415  # as above
    from passerelle.people.models import Person  # noqa: PLC0415  # as above

    story = read_story()
    cast = Cast(story, Days(story, now()))
    people = {person.pid: person for person in Person.objects.all()}
    posts = dict(Post.objects.unscoped("the test").values_list("pid", "pk"))
    cast.people = {row["handle"]: people[pid_of("person", row["handle"])] for row in story.people}
    cast.post_ids = {text.key: posts[pid_of("post", text.key)] for thread in story.threads for text in thread.texts()}
    return cast
