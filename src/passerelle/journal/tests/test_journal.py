"""Who acts, what is recorded, and that nothing is read before somebody said for whom."""

from __future__ import annotations

import pytest
from django.db import connection, models, transaction

from cast.people import as_actor
from passerelle.communities.models import Community
from passerelle.contributions.models import Attachment, Contribution, Post
from passerelle.journal import recording
from passerelle.journal.actor import Via, anonymous_actor, system_actor
from passerelle.journal.decision import ALLOWED, Refused, refused
from passerelle.journal.guard import Unscoped
from passerelle.journal.models import Entry
from passerelle.journal.recording import listen, record, record_many
from passerelle.people.models import Organisation
from passerelle.work.models import Job
from passerelle.work.tasks import task

GUARDED = [Community, Contribution, Post, Attachment]


def standing(actor):
    return actor.is_present, actor.is_staff, actor.is_guest, actor.is_administrator, actor.is_system


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("ada", (True, True, False, False, False)),
        ("gwen", (True, False, True, False, False)),
        ("eve", (False, False, False, False, False)),
        ("iris", (False, False, False, False, False)),
        ("root", (True, True, False, True, False)),
    ],
)
def test_what_somebody_is_today(cast, who, expected):
    assert standing(as_actor(getattr(cast, who))) == expected


def test_nobody_is_nobody_and_only_the_machine_is_the_system():
    assert standing(anonymous_actor()) == (False, False, False, False, False)
    assert [standing(system_actor(via))[-1] for via in Via] == [False, False, True, True, True, False]


def test_who_is_no_person_matches_no_empty_column():
    assert (anonymous_actor().person_id, anonymous_actor().own_id) == (None, 0)


def test_a_decision_reads_as_a_condition_and_refuses_with_its_reason():
    assert ALLOWED
    ALLOWED.require()
    no = refused("Not today.")
    assert not no
    with pytest.raises(Refused, match="Not today") as refusal:
        no.require()
    assert refusal.value.reason == "Not today."


READS = [
    list,
    len,
    bool,
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.first(),
    lambda rows: list(rows.iterator()),
    lambda rows: rows.aggregate(models.Max("pk")),
    lambda rows: list(rows.values("pk")),
    lambda rows: rows.filter(pk=1).get(),
]


@pytest.mark.parametrize("model", GUARDED)
@pytest.mark.parametrize("read", READS)
def test_nothing_is_read_before_somebody_said_for_whom(db, model, read):
    with pytest.raises(Unscoped):
        read(model.objects.all())
    with pytest.raises(Unscoped):
        read(model.objects.filter(pk=0).order_by("pk"))


@pytest.mark.parametrize("model", GUARDED)
def test_a_scope_stays_with_the_query(db, model):
    assert list(model.objects.unscoped("a test").filter(pk=0).order_by("pk")[:3]) == []
    assert model.objects.visible_to(system_actor()).filter(pk=0).values_list("pk").count() == 0


def test_an_entry_is_written_with_one_job_for_each_listener(cast, monkeypatch):
    @task("tests.journal_first")
    def first(*, entry_id: int) -> None: ...

    @task("tests.journal_second")
    def second(*, entry_id: int) -> None: ...

    monkeypatch.setattr(recording, "_listeners", type(recording._listeners)(list))
    listen("test.done", "test.undone")(first)
    listen("test.done")(second)
    with transaction.atomic():
        entry = record(as_actor(cast.ada), "test.done", cast.mia, community_id=7, count=1)
    assert (entry.actor_id, entry.via, entry.subject_type, entry.subject_id) == (
        cast.ada.pk,
        "web",
        "person",
        cast.mia.pk,
    )
    assert (entry.community_id, entry.contribution_id, entry.particulars) == (7, None, {"count": 1})
    jobs = Job.objects.order_by("pk").values_list("task", "arguments")
    assert list(jobs) == [
        ("tests.journal_first", {"entry_id": entry.pk}),
        ("tests.journal_second", {"entry_id": entry.pk}),
    ]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_the_transaction_of_its_verb():
    home = Organisation.objects.create(slug="home", name="Home")
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        record(system_actor(), "test.done", home)
    with pytest.raises(RuntimeError):
        record_many([Entry()])
    assert Entry.objects.count() == 0


def test_what_is_undone_leaves_no_entry_and_no_job(cast):
    def fails_after_recording():
        with transaction.atomic():
            record(as_actor(cast.ada), "contribution.published", cast.mia)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_after_recording()
    assert (Entry.objects.count(), Job.objects.count()) == (0, 0)
