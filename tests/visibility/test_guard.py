"""Nothing comes in undeclared: a route, a job, a mail or a model that this programme does not know turns it red."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLResolver, path
from django.urls.resolvers import RegexPattern

from passerelle.work.tasks import task_names
from visibility import guarding
from visibility.jobs import JOBS, MAILS
from visibility.models import DECLARED
from visibility.routes import ROUTES

LEAST = 8  # letters of a reason


def test_every_route_is_declared():
    assert guarding.routes_nobody_declared() == []
    assert guarding.routes_declared_wrongly() == []


def test_every_job_is_declared():
    assert guarding.jobs_nobody_declared() == []
    assert set(JOBS) <= set(task_names())


def test_every_mail_is_declared():
    assert guarding.mails_nobody_declared() == []
    assert set(MAILS) <= set(guarding.mail_templates())


def test_every_model_is_declared():
    assert guarding.models_nobody_declared() == []
    assert guarding.models_declared_wrongly() == []


def test_whoever_is_exempt_says_why():
    reasons = [each.exempt for each in (*ROUTES.values(), *DECLARED.values()) if each.exempt]
    assert [reason for reason in (*reasons, *JOBS.values()) if len(reason) < LEAST] == []


def test_what_belongs_to_a_kind_is_in_without_a_line():
    """A kind brings its sample, its tables, its routes and its jobs; nothing here names it."""
    told = " ".join((*ROUTES, *DECLARED, *JOBS))
    assert "question" not in told
    assert "lost" not in told


@pytest.fixture
def another_model():
    """A model of an app, for as long as the test lasts."""

    class Whisper(models.Model):
        words = models.TextField()

        class Meta:
            app_label = "contributions"

        def __str__(self):
            return str(self.pk)

    yield Whisper
    del apps.all_models["contributions"]["whisper"]
    apps.clear_cache()


def test_a_model_nobody_declared_is_seen(another_model):
    assert guarding.models_nobody_declared() == [another_model._meta.label]


@pytest.mark.parametrize("where", ["whispers/", "c/<slug:pid>/whispers/", "c/<slug:pid>/question/<slug:whisper>/"])
def test_a_route_nobody_declared_is_seen(where):
    """One that stands alone, one below a contribution, and one of a kind that names what nobody knows."""
    resolver = URLResolver(RegexPattern(r"^"), [path(where, lambda request: None, name="whispers")])
    assert guarding.routes_nobody_declared(resolver) == [where]


def test_a_route_of_a_kind_that_names_texts_is_in():
    own = "c/<slug:pid>/question/<slug:reply>/whisper/"
    resolver = URLResolver(RegexPattern(r"^"), [path(own, lambda request: None, name="whisper")])
    assert guarding.routes_nobody_declared(resolver) == []


def test_a_job_nobody_declared_is_seen():
    assert guarding.jobs_nobody_declared([*task_names(), "whispers.send"]) == ["whispers.send"]


def test_a_mail_nobody_declared_is_seen(tmp_path):
    folder = tmp_path / "whispers" / "mail"
    folder.mkdir(parents=True)
    (folder / "whisper.txt").write_text("psst")
    assert guarding.mails_nobody_declared([tmp_path]) == ["whispers/mail/whisper"]
