"""``passerelle demo``: a filled organisation to look around in, in one command."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from passerelle.cli.errors import CommandRefused
from passerelle.cli.options import Data, Json, Port
from passerelle.cli.serving import keep_to_this_machine, listen
from passerelle.cli.starting import choose, name_port, start
from passerelle.cli.telling import finish, progress

HOST = "127.0.0.1"


def demo(
    reset: Annotated[bool, typer.Option("--reset", help="Start anew; only in a folder that the demo made.")] = False,
    port: Port = 8000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Fill the folder, print the links, and end.")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Fill the demo organisation unless it is there, serve it on localhost, and print sign-in links for the people of its story."""
    name_port(port)
    os.environ.setdefault("PASSERELLE_MEANINGS", "true")  # the demo shows all there is
    environment = choose(data)
    keep_to_this_machine(environment, HOST)
    from passerelle.exchange.demo.mark import put_mark, secret_of
    from passerelle.exchange.demo.resetting import NotTheDemo
    from passerelle.exchange.demo.resetting import reset as start_anew

    try:
        if reset:
            start_anew(environment.data, environment.database_url)
    except NotTheDemo as refusal:
        raise CommandRefused(str(refusal)) from refusal
    if not secret_of(environment.data) and (environment.data / "passerelle.sqlite3").exists():
        raise CommandRefused(f"{environment.data} holds an installation that is not the demo: choose another folder.")
    put_mark(environment.data)
    start(data)
    told = _prepare()
    from passerelle.exchange.demo.links import links

    ways = links()
    typer.echo(
        "\nSign in as\n" + "\n".join(f"  {way.persona:<18} {way.person.name:<20} {way.url}" for way in ways) + "\n"
    )
    if no_serve:
        summary = {"told": told, "links": {way.persona: way.url for way in ways}}
        finish("Maison Orsel is ready.", summary, as_json=as_json)
        return
    listen(HOST, port, lambda: typer.echo(f"Maison Orsel is at http://localhost:{port} (Ctrl-C ends it)."))


def _prepare() -> bool:
    """Migrate, tell the story unless it is told, collect static files; returns whether it was told now."""
    from passerelle.cli.preparing import apply_migrations, collect_static, compile_catalogues
    from passerelle.exchange.demo import telling

    apply_migrations()
    compile_catalogues()
    is_new = not telling.is_told()
    if is_new:
        if not telling.is_empty():
            raise CommandRefused("This database holds an organisation that is not the demo: choose another one.")
        with progress("Eighteen months of Maison Orsel") as tell:
            telling.tell(tell)
    collect_static()
    return is_new
