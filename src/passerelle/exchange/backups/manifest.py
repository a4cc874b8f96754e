"""The manifest of a backup: what it holds, with a digest of every file and of every table."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from passerelle.exchange.backups.refusal import BackupRefused

NAME = "manifest.json"
SQLITE = "passerelle.sqlite3"
POSTGRES = "database.dump"
KEPT = ("secret.key", "push.key", "DEMO")  # small files of the data folder that belong to its contents


class Stored(BaseModel):
    """One file."""

    model_config = ConfigDict(extra="forbid")

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Table(BaseModel):
    """One table: how many rows, and one digest over all of them."""

    model_config = ConfigDict(extra="forbid")

    rows: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """Written last, so that a backup that broke off has none."""

    model_config = ConfigDict(extra="forbid")

    format: Literal[1] = 1
    engine: Literal["sqlite", "postgresql"]
    made_at: str
    files: dict[str, Stored]
    tables: dict[str, Table]
    migrations: list[str]
    missing: list[str] = []


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest; raises BackupRefused when it is none of ours."""
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as error:
        raise BackupRefused(
            "This backup has a manifest that cannot be read: it is damaged, or of another version."
        ) from error
