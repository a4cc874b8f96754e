"""Runs in the child: prints the words of the file ``source`` as JSON, or the reason why there are none."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

from passerelle.lib.documents.collecting import Enough, Words
from passerelle.lib.documents.problems import Problem, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what an office program makes of a document with a password


def extract(data: bytes, form: str, longest: int) -> dict[str, str]:
    """The text found, or the problem."""
    words = Words(longest)
    try:
        if data.startswith(OLE):
            raise Unreadable(Problem.ENCRYPTED)
        module, reader = _READERS[form]
        getattr(import_module(f"passerelle.lib.documents.{module}"), reader)(data, words)
    except Enough:
        pass
    except Unreadable as reason:
        return {"problem": reason.problem}
    except MemoryError:
        return {"problem": Problem.TOO_LARGE}
    except Exception:
        return {"problem": Problem.DAMAGED}
    text = words.text
    return {"text": text} if any(map(str.isalnum, text)) else {"problem": Problem.WORDLESS}


# Loaded by name: a child that reads a text shall not wait until a reader of PDF is there.
_READERS = {
    "pdf": ("pages", "read_pdf"),
    "docx": ("zipped", "read_docx"),
    "pptx": ("zipped", "read_pptx"),
    "odf": ("zipped", "read_odf"),
    "xlsx": ("sheets", "read_xlsx"),
    "html": ("markup", "read_html"),
    "text": ("markup", "read_plain"),
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(extract(Path("source").read_bytes(), sys.argv[1], int(sys.argv[2]))))
