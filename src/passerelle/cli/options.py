"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option("--data", help="The data folder; otherwise PASSERELLE_DATA, otherwise ./var.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="End with one machine-readable line on stdout.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
