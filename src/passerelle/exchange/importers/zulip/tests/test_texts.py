"""HTML of Zulip to Markdown with references of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from passerelle.exchange.importers.zulip.links import Links
from passerelle.exchange.importers.zulip.plan import make_plan
from passerelle.exchange.importers.zulip.tests.authored import message, write_folder
from passerelle.exchange.importers.zulip.texts import MessageTexts

TOPICS = {
    "12-dev/.E2.9C.94.20API.20key.json": [message(1), message(2)],
    "34-Big-questions/a.json": [message(3)],
    "34-renamed/a.json": [message(3)],
}


def public_id(noun: str, key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", f"{noun}x{key}".lower())


@pytest.fixture
def links(tmp_path: Path) -> Links:
    return Links(make_plan(write_folder(tmp_path, TOPICS)), public_id)


def texts(links: Links, site: str = "") -> MessageTexts:
    return MessageTexts(links, lambda number, name: {"Ada": "adaada"}.get(name), site)


def link(href: str, words: str = "said") -> str:
    return f'<p>As <a href="{href}">{words}</a>:</p>'


def mention(name: str) -> str:
    return f'<p><span class="user-mention" data-user-id="5">@{name}</span></p>'


A = "/user_uploads/1/x/a.png"
API_KEY = "#{contribution:topicx12deve29c9420api20key}"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (link("#narrow/stream/12-dev/topic/API.20key/near/2"), "As said #{reply:messagex2}:"),
        (link("/#narrow/channel/12-dev/topic/anything/with/2"), "As said #{reply:messagex2}:"),
        (link("#narrow/stream/12-dev/topic/API.20key/near/1"), f"As said {API_KEY}:"),
        (link("#narrow/stream/12-dev/topic/API.20key", "#dev &gt; API key"), f"As {API_KEY}:"),
        (link("#narrow/stream/12-dev/subject/.E2.9C.94.20API.20key", "a [b] `c]`"), f"As a \\[b\\] \\`c\\]\\` {API_KEY}:"),
        (link("https://chat.example/#narrow/stream/12-dev/topic/x/near/2", "here"), "As here #{reply:messagex2}:"),
        (link("#narrow/stream/34-Big-questions", "#Big questions"), "As @{community:streamx34bigquestions}:"),
        (link("#narrow/stream/12-old-name", "#old name"), "As @{community:streamx12dev}:"),
        (link("#narrow/stream/12-dev/topic/API.20key/near/99"), f"As said {API_KEY}:"),
        (link("#narrow/stream/99-gone/topic/x/near/99"), "As said:"),
        (link("https://elsewhere.example/#narrow/stream/99-x/topic/x/near/2"), "As [said](https://elsewhere.example/#narrow/stream/99-x/topic/x/near/2):"),
        (link("https://example.org/a", "https://example.org/a"), "As <https://example.org/a>:"),
        (link("javascript:alert(1)"), "As said:"),
        (link("#narrow/search/x"), "As said:"),
        ("<p><code>[said](passerelle:reply:aaaaaa)</code></p>", "`[said](passerelle:reply:aaaaaa)`"),
        (mention("Ada") + mention("Noor"), "@{person:adaada}\n\n@Noor"),
        ('<p>See <a href="/user_uploads/1/x/plan.pdf">plan.pdf</a></p>', "See 📎 plan.pdf"),
        (f'<p><a href="{A}">a.png</a></p><div class="message_inline_image"><a href="{A}" title="a.png"></a></div>', "📎 a.png"),
        (f'<p><img alt="b.png" class="inline-image" data-original-src="{A}" src="/user_uploads/thumbnail/b"></p>', "📎 b.png"),
        ("<p><span></span></p>", "📎"),
    ],
)  # fmt: skip
def test_what_a_text_points_at(links: Links, html: str, markdown: str) -> None:
    assert texts(links).markdown(html) == markdown


def test_with_the_address_of_the_server_its_files_and_places_are_linked(links: Links) -> None:
    html = link("/user_uploads/1/x/plan.pdf", "plan.pdf") + link("#narrow/stream/99-gone")
    assert texts(links, "https://chat.example/").markdown(html) == (
        "As [plan.pdf](https://chat.example/user_uploads/1/x/plan.pdf):\n\nAs [said](https://chat.example/#narrow/stream/99-gone):"
    )
