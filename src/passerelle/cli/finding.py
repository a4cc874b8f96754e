"""Commands about finding: meanings."""

from __future__ import annotations

from typing import Annotated

import typer

from passerelle.cli.errors import CommandRefused
from passerelle.cli.options import Data, Json
from passerelle.cli.starting import require_ready, start
from passerelle.cli.telling import finish


def meanings(
    anew: Annotated[bool, typer.Option("--anew", help="Forget what is there and make all of them.")] = False,
    data: Data = None,
    as_json: Json = False,
) -> None:
    """Make what search by meaning compares, now instead of minute by minute."""
    start(data)
    require_ready()
    from passerelle.search.meaning.wanted import has_meanings

    if not has_meanings():
        raise CommandRefused("There are no meanings here: set PASSERELLE_MEANINGS, and install the extra semantic.")
    from passerelle.search.meaning.making import make_all

    made = make_all(anew=anew)
    finish(f"{made} texts looked at.", {"texts": made}, as_json=as_json)
