"""Two servers and a worker write into one database: nobody is turned away, nobody starves, nothing is lost."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from drills import truths
from drills.amounts import SHARED
from drills.installation import Installation
from drills.writes import Answer, Write, ask, send_all

QUEUED = {"PASSERELLE_JOBS_IN_PROCESS": "false"}


def test_writers_of_two_processes_share(installation):
    servers = [installation.serve(**QUEUED) for _ in range(2)]
    installation.work()
    for server in servers:  # the first page of a process takes its time
        ask(server.port, f"/c/{installation.world.conversations[0]}/-/", installation.world.sessions[0])
    done = [0, 0]

    def send(number: int) -> tuple[dict[str, Answer], int]:
        """The answers, and how far the other one was by then."""

        def count(so_far: int) -> None:
            done[number] = so_far

        answers = send_all(servers[number].port, writes(installation, number), at_once=8, heard=count)
        return answers, done[1 - number]

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(send, range(2)))
    answers = [answer for each, _other in sent for answer in each.values()]
    assert Counter(answer.status for answer in answers) == {
        302: 2 * SHARED
    }  # who waits 20 seconds is told to come back
    warnings.warn(f"the longest wait was {max(answer.seconds for answer in answers):.1f} s", stacklevel=1)
    assert min(other for _answers, other in sent) > SHARED / 2
    texts = truths.texts(installation)
    assert {
        write.key: texts[write.fields["text"]] for number in range(2) for write in writes(installation, number)
    } == {f"shared-{number}-{place}": 1 for number in range(2) for place in range(SHARED)}
    assert truths.half_done(installation) == {}


def writes(installation: Installation, number: int) -> Iterator[Write]:
    world = installation.world
    for place in range(SHARED):
        path = f"/c/{world.conversations[place % len(world.conversations)]}/replies/"
        session = world.sessions[place % len(world.sessions)]
        yield Write(f"shared-{number}-{place}", path, {"text": f"From process {number}: {place}"}, session)
