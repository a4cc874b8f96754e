"""The public collections, read from the folder they stand in; one that is absent is left out."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, parse

from passerelle.exchange.evaluation.search.collection import Asked, Collection, Conversation
from passerelle.lib.html_to_markdown import convert

XQUAD = {"en": 0.949, "es": 0.937, "de": 0.896}
ACROSS = {"es": 0.279, "de": 0.418}
DUPLICATE, RELATED = 2.0, 1.0
_NOTHING_ASKED = "*"
_QUESTION, _ANSWER = "1", "2"
_IS_DUPLICATE = "3"


def collections(folder: Path) -> Iterator[Collection]:
    """All that are there."""
    if (faq := folder / "stackfaq" / "stackExchange-FAQ.xml").exists():
        yield from _stackfaq(faq)
    if all((folder / "xquad" / f"xquad.{language}.json").exists() for language in XQUAD):
        yield from _xquad(folder / "xquad")
    if (site := folder / "se-french-meta" / "Posts.xml").exists():
        yield _duplicates(site.parent)


def _stackfaq(path: Path) -> Iterator[Collection]:
    threads = list(_root(path))
    questions = [
        Asked(text, {place: 1.0})
        for place, thread in enumerate(threads)
        for text in map(_text, thread.findall("rephr"))
        if text != _NOTHING_ASKED
    ]
    titles = [_text(thread.find("question")) for thread in threads]
    replies = [list(map(_text, thread.findall("answer"))) for thread in threads]
    yield Collection("stackfaq, titles", "en", [Conversation(title) for title in titles], questions, 0.652)
    whole = [Conversation(title, replies=said) for title, said in zip(titles, replies, strict=True)]
    yield Collection("stackfaq, with answers", "en", whole, questions, 0.767)


def _xquad(folder: Path) -> Iterator[Collection]:
    read = {language: json.loads((folder / f"xquad.{language}.json").read_text()) for language in XQUAD}
    paragraphs = {
        language: [one for article in whole["data"] for one in article["paragraphs"]]
        for language, whole in read.items()
    }
    texts = {language: [Conversation("", one["context"]) for one in found] for language, found in paragraphs.items()}
    asked = {
        language: [Asked(qa["question"], {place: 1.0}) for place, one in enumerate(found) for qa in one["qas"]]
        for language, found in paragraphs.items()
    }
    for language, floor in XQUAD.items():
        yield Collection(f"xquad {language}", language, texts[language], asked[language], floor)
    for language, floor in ACROSS.items():
        yield Collection(f"xquad {language} on en", "en", texts["en"], asked[language], floor)


def _duplicates(folder: Path) -> Collection:
    """Questions of a bilingual site that its people marked as duplicates of others, or as related to them."""
    posts = {row.attrib["Id"]: row.attrib for row in _root(folder / "Posts.xml")}
    heads = [pid for pid, row in posts.items() if row["PostTypeId"] == _QUESTION]
    replies: dict[str, list[str]] = defaultdict(list)
    for row in posts.values():
        if row["PostTypeId"] == _ANSWER:
            replies[row["ParentId"]].append(convert(row["Body"]))
    places = {pid: place for place, pid in enumerate(heads)}
    grades: dict[str, dict[int, float]] = defaultdict(dict)
    for link in _root(folder / "PostLinks.xml"):
        one, other = link.attrib["PostId"], link.attrib["RelatedPostId"]
        if one in places and other in places and one != other:
            known = grades[one].get(places[other], 0)
            grades[one][places[other]] = max(
                known, DUPLICATE if link.attrib["LinkTypeId"] == _IS_DUPLICATE else RELATED
            )
    threads = [Conversation(posts[pid]["Title"], convert(posts[pid]["Body"]), replies[pid]) for pid in heads]
    questions = [Asked(posts[pid]["Title"], graded, places[pid]) for pid, graded in grades.items()]
    return Collection("french.meta, linked", "en", threads, questions)


def _root(path: Path) -> Element:
    return parse(path).getroot()  # noqa: S314  # collections that stand on this machine


def _text(element: Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""
