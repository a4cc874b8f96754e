"""Commands that run until they are stopped: serve, worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

import typer

from passerelle.cli.errors import CommandRefused
from passerelle.cli.options import Data, Port
from passerelle.cli.starting import name_port, require_ready, start
from passerelle.environment import Environment, is_loopback


def serve(
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    data: Data = None,
) -> None:
    """Serve the pages; changes nothing and migrates nothing."""
    name_port(port)
    environment = start(data)
    if environment.is_demo:
        keep_to_this_machine(environment, host)
    require_ready()
    require_static()
    listen(
        host, port, lambda: typer.echo(f"Passerelle is at {environment.base_url} (listening on {host}, port {port}).")
    )


def worker(
    threads: Annotated[int | None, typer.Option("--threads", min=1, max=32, help="How many jobs run at once.")] = None,
    data: Data = None,
) -> None:
    """Run background jobs outside the serving process."""
    start(data)
    require_ready()
    from passerelle.work.serving.server import run_worker

    typer.echo("Running jobs.")
    run_worker(threads)


def listen(host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until a signal; raises CommandRefused when the address cannot be had."""
    from passerelle.work.serving.server import serve as run_server

    try:
        run_server(host, port, ready)
    except OSError as error:
        raise CommandRefused(f"Nothing can listen on {host}, port {port}: {error.strerror or error}.") from error


def require_static() -> None:
    """Raise CommandRefused unless the static files of this version are there."""
    from django.conf import settings

    from passerelle.cli.preparing import static_is_current

    if not settings.DEBUG and not static_is_current():
        raise CommandRefused("The static files are missing, or of another version: run passerelle migrate first.")


def keep_to_this_machine(environment: Environment, host: str) -> None:
    """Raise CommandRefused when others could reach the demo: its links sign anybody in."""
    named = urlsplit(environment.base_url).hostname or ""
    if not (is_loopback(host) and is_loopback(named)):
        raise CommandRefused(
            f"{environment.data} is the demo's folder, whose links sign anybody in: it is served on localhost only."
        )
