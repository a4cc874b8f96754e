"""Where the links and pictures of a page lead: to another page, to a file of the folder, elsewhere, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from passerelle.exchange.importers.markdown.folder import ENDINGS, Folder, Page
from passerelle.exchange.importers.markdown.references import CODE, WORDS, inlined

PublicId = Callable[[str, str], str]
_LINK = (
    rf"(?P<image>!?){WORDS}"
    r"\(\s*(?:<(?P<angled>[^>\n]*)>|(?P<target>[^\s)]*))(?:\s+[\"'][^\"'\n]*[\"'])?\s*\)"
)
_FOUND = re.compile(f"{CODE}|{_LINK}", re.DOTALL | re.MULTILINE)
_TAGGED = re.compile(r"\{%-?\s*(?:page|link|url)\s+[\"']?(?P<path>[^\"'%\s]+)[\"']?\s*-?%\}")
_BASED = re.compile(r"\{\{-?\s*[\w.]*base_?url\s*-?\}\}")
_REMARK = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(?:end)?(?:raw|alert)\b[^%\n]*%\}\n?")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


@dataclass(slots=True)
class Written:
    """The text as it is kept, and the files it shows: the path of each by the public id it has here."""

    text: str
    files: dict[str, Path] = field(default_factory=dict)
    linked: int = 0
    unresolved: list[str] = field(default_factory=list)


class Links:
    """Answers from the folder; ``public_id(noun, key)`` is the id a thing has, or will have, here."""

    def __init__(self, folder: Folder, public_id: PublicId) -> None:
        self._folder, self._public_id = folder, public_id
        self._pages = {name: page for page, _parent in folder.pages for name in _aliases(page)}
        self._pages |= {name: page for page, _parent in folder.pages for name in _names(page)}

    def written(self, page: Page) -> Written:
        """A page with its links as references to what is here."""
        if page.is_made:
            return Written("\n".join(f"- {self._reference(one)}" for one in page.below))
        found = Written("")
        text = _BASED.sub("", _TAGGED.sub(lambda tag: tag["path"], _TAG.sub("", _REMARK.sub("", page.text))))
        found.text = _FOUND.sub(lambda one: one[0] if one["code"] else self._replaced(page, one, found), inlined(text))
        return found

    def _replaced(self, page: Page, one: re.Match[str], found: Written) -> str:
        target = (one["angled"] or one["target"] or "").strip()
        if not target or _ELSEWHERE.match(target):
            return one[0]
        path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        other = None if one["image"] else self._page(page, path)
        if other is not None:
            found.linked += 1
            label, reference = one["label"].strip(), self._reference(other)
            return reference if not label or label.casefold() == other.title.casefold() else f"{label} ({reference})"
        file = self._file(page, path)
        if file is None:
            found.unresolved.append(f"{page.key}: {target}")
            return one["label"]
        pid = self._public_id("file", f"{page.key}\n{file.relative_to(self._folder.root).as_posix()}")
        found.files[pid] = file
        return f"{one['image']}[{one['label']}](attachment:{pid})"

    def _reference(self, page: Page) -> str:
        return f"#{{contribution:{self._public_id('page', page.key)}}}"

    def _page(self, page: Page, path: str) -> Page | None:
        return next((self._pages[one] for one in _ways(page, path) if one in self._pages), None)

    def _file(self, page: Page, path: str) -> Path | None:
        """A file that lies in the folder itself: no way out of it is taken, by dots or by a link of the file system."""
        root = self._folder.root
        for way in _ways(page, path):
            there = root / way
            if "\0" not in way and len(way) < 1_000 and there.is_file() and there.resolve() == there:
                return None if there.suffix.casefold() in ENDINGS else there
        return None


def _ways(page: Page, path: str) -> Iterator[str]:
    """What a path may mean: from the top of the folder, from beside the page, or from the page as sites show it."""
    starts = ("",) if path.startswith("/") else (page.folder, posixpath.splitext(page.key)[0], "")
    for start in starts:
        way = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if way != ".." and not way.startswith("../"):
            yield "" if way == "." else way


def _names(page: Page) -> Iterator[str]:
    """The ways to a page: its file, without its ending, and of a folder's page the folder."""
    yield page.key.strip("/")
    if not page.is_made:
        bare = posixpath.splitext(page.key)[0]
        yield bare
        if bare.rpartition("/")[2].casefold() in ("index", "readme"):
            yield page.folder


def _aliases(page: Page) -> Iterator[str]:
    """Where it says itself that it is or was."""
    for name in ("permalink", "redirect_from", "aliases"):
        for one in page.front.get(name, ()):
            yield posixpath.normpath(one.strip("/") or ".").removesuffix(".html").removesuffix("/index")
