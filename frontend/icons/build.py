"""Build the icon sprite from Lucide's drawings: `python frontend/icons/build.py LUCIDE_STATIC_FOLDER`.

`names.json` maps the name used in templates to Lucide's file name; only these end up in the sprite.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parents[1] / "src/passerelle/ui/static/ui"


def symbol(name: str, drawing: str) -> str:
    """One `<symbol>` from one Lucide file, without its frame and line breaks."""
    inside = (
        re.sub(r"\s+", " ", drawing.split(">", 2)[2].rsplit("</svg>", 1)[0]).replace("> <", "><").replace(" />", "/>")
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inside.strip()}</symbol>'


def main() -> None:
    """Write the sprite and keep Lucide's licence beside it."""
    package = Path(sys.argv[1])
    names: dict[str, str] = json.loads((HERE / "names.json").read_text())
    symbols = [symbol(name, (package / "icons" / f"{file}.svg").read_text()) for name, file in sorted(names.items())]
    (STATIC / "icons.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n")
    (STATIC / "LICENSE-lucide.txt").write_text((package / "LICENSE").read_text())


if __name__ == "__main__":
    main()
