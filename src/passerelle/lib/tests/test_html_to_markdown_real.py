"""Real chat messages keep their words on the way through Markdown."""

import json
import re
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml.html import fragment_fromstring

from passerelle.lib.html_to_markdown import convert
from passerelle.lib.markdown import render
from passerelle.lib.text import clean

ARCHIVE = Path(__file__).parents[5] / "shared" / "data" / "zulip-dataverse" / "zulip_json.tar.gz"
PREVIEWS = {"message_inline_image", "youtube-video", "message_embed"}


def messages() -> Iterator[str]:
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            stored = (
                archive.extractfile(member)
                if member.isfile() and not member.name.endswith("stream_index.json")
                else None
            )
            for message in json.load(stored) if stored else []:
                yield message["content"]


def visible(html: str) -> str:
    root = fragment_fromstring(html or " ", create_parent="div")
    for element in list(root.iter()):
        classes = set((element.get("class") or "").split())
        if classes & PREVIEWS:
            element.drop_tree()
        elif "emoji" in classes:
            code = re.search(r"emoji-([0-9a-f-]+)", element.get("class"))
            element.text = "".join(chr(int(part, 16)) for part in code[1].split("-")) if code else element.get("alt")
    return clean(root.text_content())


def comparable(text: str) -> str:
    """Without white space, and with addresses as they are shown: percent signs decoded."""
    return re.sub(r"\s+", "", unquote(unquote(text)))


@pytest.mark.skipif(not ARCHIVE.exists(), reason="shared data set zulip-dataverse is absent")
def test_real_messages_keep_their_words() -> None:
    different = [
        html
        for html in islice(messages(), 0, None, 5)
        if comparable(render(convert(html)).plain) != comparable(visible(html))
    ]
    assert different == []
