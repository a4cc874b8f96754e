"""Commands that make an installation: migrate, createadmin."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from passerelle.cli.errors import CommandRefused
from passerelle.cli.options import Data, Json
from passerelle.cli.starting import require_ready, start
from passerelle.cli.telling import finish


def migrate(data: Data = None, as_json: Json = False) -> None:
    """Bring the database, the translations and the static files to the version of this code. Safe to repeat."""
    start(data)
    from passerelle.cli.preparing import apply_migrations, collect_static, compile_catalogues

    applied = apply_migrations()
    compiled = compile_catalogues()
    collected = collect_static()
    summary = {"migrations": applied, "catalogues": compiled, "static_files": collected}
    changed = f"{len(applied)} migrations, {len(compiled)} catalogues, {collected} static files"
    finish(f"Ready: {changed}." if any(summary.values()) else "Ready: nothing had changed.", summary, as_json=as_json)


def createadmin(
    email: Annotated[
        str, typer.Option("--email", help="The address this person signs in with; asked for when left out.")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="The name others see; asked for when left out.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
    ] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make an administrator, or make one out of somebody who is here; sets their password."""
    start(data)
    require_ready()
    from passerelle.cli.administrators import NotTaken, make_administrator

    email, name = email or _ask("--email", "E-mail"), name or _ask("--name", "Name")
    password = (
        sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask("--password-stdin", "Password", hidden=True)
    )
    try:
        person, is_new = make_administrator(email, name, password)
    except NotTaken as refusal:
        raise CommandRefused(str(refusal)) from refusal
    done = "is here now, and is an administrator" if is_new else "was here already, and is an administrator now"
    finish(f"{person.name} {done}.", {"person": person.pid, "created": is_new}, as_json=as_json)


def _ask(option: str, question: str, *, hidden: bool = False) -> str:
    if not sys.stdin.isatty():
        raise CommandRefused(f"Nobody is there to be asked: use {option}.")
    return str(typer.prompt(question, hide_input=hidden, confirmation_prompt=hidden, err=True))
