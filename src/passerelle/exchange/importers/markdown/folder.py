"""The folder as it lies there: pages in the order of a handbook, and what was left out, with why. Nothing outside of it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from passerelle.contributions.actions.imported import TITLE_LENGTH
from passerelle.exchange.importers.markdown.front import BrokenFront, Front, read_front, split
from passerelle.exchange.importers.refusal import ImportRefused
from passerelle.kinds.article.article.tree import DEEPEST, MOST
from passerelle.lib.text import one_line

ENDINGS = (".md", ".markdown")
OF_FOLDER = ("index", "readme")  # what a folder's own page is called
LARGEST = 1_000_000  # bytes of one page
MOST_FILES = 50_000
_HEADING = re.compile(r"\A\s*#[ \t]+(?P<title>[^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


@dataclass(slots=True)
class Page:
    """One page; a folder without a page of its own has one as well, which lists what is in it."""

    key: str  # its path in the folder; of a folder, with a slash at the end
    title: str
    text: str = ""
    front: Front = field(default_factory=dict)
    below: list[Page] = field(default_factory=list)
    is_made: bool = False

    @property
    def folder(self) -> str:
        """Where its links start from."""
        return self.key.rpartition("/")[0]

    @property
    def rank(self) -> tuple[float, str]:
        """Its place among its neighbours: as it says itself, else by the name of its file."""
        said = next((self.front[name][0] for name in ("order", "nav_order", "weight") if self.front.get(name)), "")
        return (float(said) if re.fullmatch(r"-?\d{1,6}(\.\d{1,6})?", said) else float("inf"), self.key.casefold())


@dataclass(slots=True)
class Folder:
    """Its first page, every page with the one it hangs under, and what a person should know."""

    root: Path
    first: Page
    pages: list[tuple[Page, Page | None]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)  # hung higher than they lie


def read_folder(root: Path) -> Folder:
    """Everything in it; raises ImportRefused where there is no page, and where there are too many."""
    if not root.is_dir():
        raise ImportRefused(f"{root.name!r} is not a folder that can be read.")
    root = root.resolve()
    folder = Folder(root, Page("", ""))
    try:
        folder.first = _read(folder, root)
    except OSError as error:
        raise ImportRefused(f"The folder cannot be read: {error.strerror}.") from error
    _hang(folder, folder.first, None, 1)
    if all(page.is_made for page, _parent in folder.pages):
        raise ImportRefused("There is no Markdown page in this folder.")
    if len(folder.pages) > MOST:
        raise ImportRefused(f"A handbook has at most {MOST:,} pages; this folder has {len(folder.pages):,}.")
    return folder


def _read(folder: Folder, here: Path) -> Page:
    """The page of a folder, with all that is below it."""
    name = here.relative_to(folder.root).as_posix()
    own, pages = None, []
    for entry in sorted(here.iterdir(), key=lambda one: one.name.casefold()):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            folder.left_out.append(f"{entry.relative_to(folder.root).as_posix()}: a link of the file system")
        elif entry.is_dir():
            inside = _read(folder, entry)
            pages += [inside] if inside.below or not inside.is_made else []
        elif entry.suffix.casefold() in ENDINGS and (page := _page(folder, entry)):
            if entry.stem.casefold() in OF_FOLDER and own is None:
                own = page
            else:
                pages.append(page)
    if own is None:
        own = Page("/" if name == "." else f"{name}/", _spoken(here.name), is_made=True)
    own.below = sorted(pages, key=lambda page: page.rank)
    return own


def _page(folder: Folder, path: Path) -> Page | None:
    key = path.relative_to(folder.root).as_posix()
    if path.stat().st_size > LARGEST:
        folder.left_out.append(f"{key}: larger than {LARGEST:,} bytes")
        return None
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        folder.left_out.append(f"{key}: is not UTF-8 text")
        return None
    lines, text = split(text)
    front: Front = {}
    try:
        front = read_front(lines)
    except BrokenFront as why:
        folder.broken.append(f"{key}: {why}")
    heading = _HEADING.match(text)
    title = one_line(" ".join(front.get("title", [])), TITLE_LENGTH)
    if heading and (not title or one_line(heading["title"], TITLE_LENGTH).casefold() == title.casefold()):
        title, text = one_line(heading["title"], TITLE_LENGTH), text[heading.end() :]
    own = path.stem if path.stem.casefold() not in OF_FOLDER else path.parent.name
    return Page(key, title or _spoken(own), text, front)


def _hang(folder: Folder, page: Page, parent: Page | None, level: int) -> None:
    """Parents first; what lies too deep hangs as deep as a handbook goes."""
    folder.pages.append((page, parent))
    for child in page.below:
        deeper = level < DEEPEST
        if not deeper:
            folder.raised.append(child.key)
        _hang(folder, child, page if deeper else parent, level + 1 if deeper else level)


def _spoken(name: str) -> str:
    words = one_line(re.sub(r"[-_\s]+", " ", name), TITLE_LENGTH)
    return words[:1].upper() + words[1:] if words else "Handbook"
