"""Somebody decided about every table and every withheld column."""

from __future__ import annotations

from django.apps import apps

from passerelle.exchange.exporters.scope import EXPORTED, LEFT_OUT, WITHHELD, exported_models, undeclared


def test_every_model_is_exported_or_left_out_with_a_reason():
    assert list(undeclared()) == []
    assert EXPORTED.isdisjoint(LEFT_OUT)
    assert all(len(reason) > 10 for reason in LEFT_OUT.values())


def test_nothing_is_listed_that_does_not_exist():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert EXPORTED | set(LEFT_OUT) | set(WITHHELD) <= labels
    for label, columns in WITHHELD.items():
        assert columns <= {field.name for field in apps.get_model(label)._meta.concrete_fields}


def test_the_own_tables_of_a_kind_are_exported():
    assert "kind_question.Question" in {model._meta.label for model in exported_models()}


def test_no_secret_leaves():
    secret = ("password", "token", "secret", "hash")
    leaving = [
        f"{model._meta.label}.{field.name}"
        for model in exported_models()
        for field in model._meta.concrete_fields
        if any(word in field.name for word in secret) and field.name not in WITHHELD.get(model._meta.label, ())
    ]
    assert leaving == []
