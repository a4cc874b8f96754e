"""The same practice in other languages: what was made from it and is written in another one."""

from __future__ import annotations

from passerelle.contributions.reading.language_versions import Column
from passerelle.kinds.innovation.practice.models import Practice

VERSIONS = Column(Practice, "origin")
