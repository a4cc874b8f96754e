"""Words that only some may read are looked for in everything the others get: every address, as every reader."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from cast.people import as_actor
from cast.world import bring
from passerelle.communities import actions as communities
from passerelle.contributions import actions
from passerelle.lib.clock import now
from passerelle.moderation import actions as moderation
from passerelle.work.worker import run_all

PLACES = ("open", "closed", "secret", "shared", "elsewhere")
# For whom which words are foreign; names of people stand for guests, who know only those they meet.
FOREIGN = {
    "otto": {"canaryclosed", "canarysecret", "canaryshared", "canaryelsewhere", "canarydraft", "canaryheld"},
    "root": {"canaryclosed", "canarysecret", "canaryshared", "canaryelsewhere", "canarydraft", "canaryheld"},
    "gwen": {"canaryopen", "canaryclosed", "canarysecret", "canaryelsewhere", "canarydraft", "canaryheld"}
    | {f"{name} Orsel" for name in ("Otto", "Fred", "Root", "Gil")},
}
ASKED = ("/search/?q=kettle", "/search/suggest/?q=kett", "/mentions/?q=o", "/people/?q=orsel", "/communities/?q=meet")
BY_PREFIX = {"c": "contributions", "r": "posts", "communities": "communities", "people": "people"}
WITHOUT = ("account/", "static", "demo/", "live/", "gallery", "mail/")


@pytest.fixture
def ids(cast, places):
    """The public ids of a world where each text says where it belongs."""
    found = {"contributions": [], "posts": [], "attachments": [], "communities": [], "people": []}
    found["people"] = [getattr(cast, name).pid for name in ("ada", "mia", "otto", "fred", "root", "gwen", "gil")]
    for place in PLACES:
        _furnish(found, getattr(places, place), cast.sam, f"canary{place}")
    places.open.contributing = "moderated"
    places.open.save()
    waiting = actions.contribute("update", places.open, title="kettle", text="kettle canaryheld", by=as_actor(cast.ada))
    found["contributions"].append(waiting.pid)
    later = bring("kettle canaryheld", places.shared, cast.ada, scheduled_for=now() + timedelta(days=1))
    found["contributions"].append(later.pid)
    actions.save_draft(f"new:update:{places.open.pid}", {"text": "canarydraft"}, by=as_actor(cast.ada))
    run_all()
    return found


def _furnish(found, place, sam, word):
    """An update and a question with an answer, a file, a withdrawn text, objectives; shared nowhere."""
    by, said = as_actor(sam), f"kettle {word}"
    communities.set_objectives(place, [{"text": said}], by=by)
    communities.revise(place, by=by, guidelines=said, welcome=said)
    file = actions.upload(SimpleUploadedFile(f"{word}.txt", said.encode()), by=by)
    update = actions.contribute("update", place, title=said, text=f"{said} [x](attachment:{file.pid})", by=by)
    question = actions.contribute("question", place, title=said, text=said, by=by)
    reply = actions.reply(question, text=said, by=by)
    gone = actions.contribute("update", place, title=said, text=said, by=by)
    removed = actions.reply(update, text=said, by=by)
    moderation.remove(removed, reason="other", by=by)
    actions.withdraw(gone.body, by=by)
    found["communities"].append(place.pid)
    found["attachments"].append(file.pid)
    found["contributions"] += [update.pid, question.pid, gone.pid]
    found["posts"] += [update.body.pid, question.body.pid, reply.pid, removed.pid]


def addresses(ids):
    """Every address of the site with every public id that belongs there."""
    for pattern in _patterns(get_resolver(), ""):
        if pattern.startswith(WITHOUT) or "<path:" in pattern:
            continue
        head, _, rest = pattern.partition("<slug:pid>")
        if not rest:
            yield from (["/" + pattern] if "<" not in pattern else [])
            continue
        kind = BY_PREFIX.get(head.strip("/"), head.strip("/"))
        tail = rest.replace("<slug:slug>", "-").replace("<slug:size>", "m")
        yield from (f"/{head}{pid}{tail}" for pid in ids.get(kind, ()) if "<" not in tail)
    yield from ASKED


def _patterns(resolver, before):
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _patterns(each, route)
        elif isinstance(each, URLPattern):
            yield route


def sweep(browser, ids):
    """Address → everything it answers, headers too."""
    for address in addresses(ids):
        answer = browser.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, body.decode("utf-8", "replace") + str(answer.headers)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_foreign_is_in_any_answer(cast, ids, visit, name):
    answers = sweep(visit(getattr(cast, name)), ids)
    assert [(address, word) for address, said in answers for word in FOREIGN[name] if word in said] == []


@pytest.mark.slow
def test_who_may_read_it_all_is_told_it_all(cast, ids, visit):
    """The sweep sees: its words stand on the pages, in the search and in the files of their manager."""
    told = dict(sweep(visit(cast.sam), ids))
    assert len(told) > 200
    for kind in ("communities", "contributions", "posts", "attachments"):
        head = {"contributions": "c", "posts": "r"}.get(kind, kind)
        assert any("canarysecret" in told.get(f"/{head}/{pid}/", "") for pid in ids[kind])
    assert "canarysecret" in told["/search/?q=kettle"]
    assert "canaryheld" in told["/waiting/"]
