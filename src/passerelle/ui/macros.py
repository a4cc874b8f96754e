"""`ui` in templates: every macro of `jinja2/ui/macros/` under one name, without imports at the top of each page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment

FOLDER = Path(__file__).parent / "jinja2/ui/macros"


class Macros:
    """Looks a macro up by name; a name in two files is an error found at the first use."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._homes: dict[str, str] = {}

    def __getattr__(self, name: str) -> Any:
        if not self._homes or (self._env.auto_reload and name not in self._homes):
            self._homes = self._find()
        if name not in self._homes:
            raise AttributeError(f"No macro ui.{name}; there are {', '.join(sorted(self._homes))}.")
        macro = getattr(self._env.get_template(self._homes[name]).module, name)
        if not self._env.auto_reload:
            self.__dict__[name] = macro  # found without a search from now on
        return macro

    def _find(self) -> dict[str, str]:
        homes: dict[str, str] = {}
        for path in sorted(FOLDER.glob("*.html")):
            file = f"ui/macros/{path.name}"
            for name in vars(self._env.get_template(file).module):
                if name.startswith("_"):
                    continue
                if name in homes:
                    raise LookupError(f"Macro {name} is in {homes[name]} and in {file}.")
                homes[name] = file
        return homes
