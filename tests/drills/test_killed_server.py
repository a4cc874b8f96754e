"""The server is killed while hundreds write: what was acknowledged is there, what was not comes once when it is sent again."""

from __future__ import annotations

from collections import Counter
from itertools import product
from random import Random

from cast.waiting import eventually
from drills import truths
from drills.amounts import LONG, ROUNDS, WRITES
from drills.installation import Installation, Running
from drills.world import World
from drills.writes import Write, ask, send_all

SIGNS = ("thanks", "agree", "idea", "strong", "smile")
QUEUED = {"PASSERELLE_JOBS_IN_PROCESS": "false"}  # so that the jobs of a verb can be counted before they run


def test_nothing_acknowledged_is_lost_and_nothing_is_done_twice(installation):
    before, last = truths.texts(installation), installation.one("SELECT max(id) FROM journal_entry")
    sent: list[Write] = []
    server = installation.serve(**QUEUED)
    for number in range(ROUNDS):
        writes = drawn(installation.world, number)
        sent += writes
        acknowledged = interrupted(server, writes, Random(number).uniform(0.1, 0.9))
        assert installation.broken() == []
        assert truths.half_done(installation) == {}

        server = installation.serve(**QUEUED)
        again = send_all(server.port, writes, at_once=64)
        assert {key: answer.status for key, answer in again.items()} == {write.key: 302 for write in writes}
        lost = [key for key, answer in acknowledged.items() if not again[key].is_replay]
        moved = [key for key, answer in acknowledged.items() if again[key].location != answer.location]
        assert (lost, moved) == ([], [])

        assert truths.texts(installation) - before == Counter(
            write.fields["text"] for write in sent if "text" in write.fields
        )
        assert truths.reactions(installation) == Counter(
            reaction(installation.world, write) for write in sent if "text" not in write.fields
        )
        assert truths.half_done(installation) == {}
        receipts = Counter(key for (key,) in installation.rows("SELECT key FROM work_receipt"))
        assert receipts == Counter(write.key for write in sent)
    assert {verb: len(sets) for verb, sets in truths.jobs_by_verb(installation, last).items()} == {
        "contribution.published": 1,
        "reply.published": 1,
        "post.reacted": 1,
    }
    server.kill()
    everything_follows(installation, sent)


def drawn(world: World, number: int) -> list[Write]:
    """A round of writes: of five, three replies, one contribution and one reaction nobody gave before."""
    untried = list(product(SIGNS, world.bodies, range(len(world.sessions))))[number * WRITES // 5 :]
    writes = []
    for place in range(WRITES):
        key, session = f"drill-{number}-{place}", world.sessions[place % len(world.sessions)]
        text = {"text": f"Word for word number{number}place{place}."}
        if place % 5 == 0:
            sign, body, who = untried[place // 5]
            writes.append(Write(key, f"/r/{body}/reactions/", {"reaction": sign}, world.sessions[who]))
        elif place % 5 == 1:
            path = f"/contribute/?kind=update&community={world.community}"
            writes.append(Write(key, path, {"title": f"Title {key}", **text}, session))
        else:
            conversation = world.conversations[place % len(world.conversations)]
            writes.append(Write(key, f"/c/{conversation}/replies/", text, session))
    return writes


def interrupted(server: Running, writes: list[Write], part: float):
    """Send all at once; when a part of them is acknowledged, the server dies. Returns what was acknowledged."""

    def kill(count: int) -> None:
        if count >= part * len(writes) and server.process.poll() is None:
            server.kill()

    answers = send_all(server.port, writes, at_once=len(writes), heard=kill)
    server.kill()
    assert {answer.status for answer in answers.values()} <= {302, 503}  # 503: so many at once were not let in
    return {key: answer for key, answer in answers.items() if answer.is_acknowledged}


def reaction(world: World, write: Write) -> tuple[str, str, str]:
    return write.path.split("/")[2], world.people[world.sessions.index(write.session)], write.fields["reaction"]


def everything_follows(installation: Installation, sent: list[Write]) -> None:
    """Served as usual, the jobs all of this left are run: everybody is told once, everything is found."""
    server = installation.serve()
    eventually(
        lambda: installation.one("SELECT count(*) FROM work_job WHERE dead_at IS NULL") == 0,
        seconds=1200 if LONG else 300,
    )
    assert installation.rows("SELECT task, last_error FROM work_job") == []
    found = ask(server.port, "/search/?q=number0place1", installation.world.sessions[0])
    assert b"Title drill-0-1" in found.body
    texts = installation.one("SELECT count(*) FROM contributions_post")
    indexed = installation.one("SELECT count(*) FROM search_document WHERE subject IN ('contribution', 'reply')")
    assert indexed == texts
    assert truths.half_done(installation) == {}
    assert server.stop() == 0
