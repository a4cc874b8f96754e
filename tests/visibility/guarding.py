"""What is not declared in this programme: routes, jobs, mails, models, slots of pages. Each answer is a list, empty when all is well."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.urls import URLResolver, get_resolver

from passerelle.contributions.kinds import all_kinds
from passerelle.work.tasks import find_task, task_names
from visibility.jobs import JOBS, MAILS
from visibility.models import DECLARED, every_model, words_of
from visibility.routes import ROUTES, all_routes, door


def routes_nobody_declared(resolver: URLResolver | None = None) -> list[str]:
    """Routes without a line in ``routes`` that no kind stands for."""
    kinds = all_kinds()
    return [route.path for route in all_routes(resolver or get_resolver()) if door(route, kinds) is None]


def routes_declared_wrongly() -> list[str]:
    """Lines for routes that are gone, or that name another number of arguments than the route takes."""
    known = {route.name: route for route in all_routes(get_resolver())}
    return [
        name
        for name, way in ROUTES.items()
        if name not in known or (not way.exempt and len(way.arguments) != len(known[name].arguments))
    ]


def jobs_nobody_declared(names: Iterable[str] | None = None) -> list[str]:
    """Tasks without a line in ``jobs`` that no kind brought, but for those other tests make for themselves."""
    known = set(JOBS) | {name for name in task_names() if _is_of_a_kind(find_task(name))}
    found = {name for name in (task_names() if names is None else names) if not name.startswith("tests.")}
    return sorted(found - known)


def _is_of_a_kind(task: object) -> bool:
    homes = tuple(f"{type(kind).__module__.rpartition('.')[0]}." for kind in all_kinds())
    return task.__module__.startswith(homes)


def mails_nobody_declared(folders: Iterable[Path] | None = None) -> list[str]:
    """Templates of mails without a line in ``jobs``."""
    return sorted(set(mail_templates(folders)) - set(MAILS))


def mail_templates(folders: Iterable[Path] | None = None) -> list[str]:
    """Every mail: the pairs of templates below a folder called ``mail``."""
    roots = folders if folders is not None else (Path(app.path) / "jinja2" for app in apps.get_app_configs())
    found = {
        str(path.relative_to(root).with_suffix(""))
        for root in roots
        if root.is_dir() and "site-packages" not in root.parts
        for path in root.rglob("*.*")
        if {"mail", "email"} & set(path.relative_to(root).parts)
    }
    return sorted(found)


def models_nobody_declared() -> list[str]:
    """Models without a line in ``models`` that no kind stands for."""
    return [model._meta.label for model in every_model() if words_of(model) is None]


def models_declared_wrongly() -> list[str]:
    """Lines for models that are gone, and columns that are gone."""
    known = {model._meta.label: model for model in every_model()}
    gone = [label for label in DECLARED if label not in known]
    return gone + [
        f"{label}.{column}"
        for label, declared in DECLARED.items()
        if label in known
        for column in {*declared.columns, *declared.plain} - {each.name for each in known[label]._meta.concrete_fields}
    ]
