"""A line of tasks and few hands: who works, who waits, and who is next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from passerelle.lib.hands import LONG, Line, waiting

PATIENCE = 30.0
Start = Callable[[Line[Any], int], list[threading.Thread]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Threads that do what they take from a line; they end with the test."""
    started: list[tuple[Line[Any], list[threading.Thread]]] = []

    def begin(line: Line[Any], count: int) -> list[threading.Thread]:
        threads = [threading.Thread(target=_work, args=[line], daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        started.append((line, threads))
        return threads

    yield begin
    for line, threads in started:
        line.close()
        for thread in threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in threads)


def _work(line: Line[Any]) -> None:
    while (task := line.take()) is not None:
        task()


class Step:
    """A task that says when it began, and goes on when it is let."""

    def __init__(self, *, waits: bool = False) -> None:
        self.begun, self.let, self.ended, self.waits = (*(threading.Event() for _ in range(3)), waits)
        self.thread: int | None = None

    def __call__(self) -> None:
        self.thread = threading.get_ident()
        self.begun.set()
        if self.waits:
            with waiting(), waiting():
                self.let.wait(PATIENCE)
        else:
            self.let.wait(PATIENCE)
        self.ended.set()

    def finish(self) -> None:
        self.let.set()
        assert self.ended.wait(PATIENCE)


def test_no_more_work_at_once_than_there_are_hands(start: Start) -> None:
    line, together, most, lock, ended = Line[Any](2), [0], [0], threading.Lock(), threading.Semaphore(0)

    def task() -> None:
        with lock:
            together[0] += 1
            most[0] = max(most[0], together[0])
        time.sleep(0.005)
        with lock:
            together[0] -= 1
        ended.release()

    start(line, 8)
    for _ in range(20):
        line.put(task)
    assert all(ended.acquire(timeout=PATIENCE) for _ in range(20))
    assert most == [2]


def test_who_takes_one_task_takes_the_next(start: Start) -> None:
    line, steps = Line[Any](1), [Step() for _ in range(5)]
    start(line, 4)
    for step in steps:
        line.put(step)
    for step in steps:
        step.finish()
    assert len({step.thread for step in steps}) == 1


def test_who_waits_lets_the_next_one_work_and_comes_back_before_who_has_not_begun(start: Start) -> None:
    line, first, second, third = Line[Any](1), Step(waits=True), Step(), Step()
    start(line, 3)
    for step in (first, second, third):
        line.put(step)
    assert second.begun.wait(PATIENCE)
    first.let.set()
    while not line._back:
        time.sleep(0.001)
    second.finish()
    assert first.ended.wait(PATIENCE)
    third.finish()


def test_who_works_long_does_not_hold_up_the_others(start: Start) -> None:
    line, first, second = Line[Any](1), Step(), Step()
    start(line, 2)
    line.put(first)
    line.put(second)
    assert first.begun.wait(PATIENCE)
    (holder,) = line._held
    line._held[holder] += PATIENCE  # however slow the machine, it is not long ago
    line.relieve()
    early = second.begun.is_set()
    line._held[holder] -= PATIENCE + LONG
    line.relieve()
    assert (early, second.begun.wait(PATIENCE)) == (False, True)
    for step in (second, first):
        step.finish()
    third, fourth = Step(), Step()
    for step in (third, fourth):  # who went on without a hand gave none back
        line.put(step)
    assert third.begun.wait(PATIENCE)
    assert not fourth.begun.wait(LONG / 2)
    for step in (third, fourth):
        step.finish()


def test_a_hand_that_passed_on_stays_in_work(start: Start) -> None:
    line, long, ended = Line[Any](1), Step(), threading.Semaphore(0)
    start(line, 3)
    line.put(long)
    assert long.begun.wait(PATIENCE)
    for _ in range(40):
        line.put(ended.release)
    line._held[next(iter(line._held))] -= LONG
    line.relieve()  # once
    assert all(ended.acquire(timeout=PATIENCE) for _ in range(40))
    long.finish()


def test_a_line_that_closes_is_worked_off_and_sends_everybody_home_but_who_is_stuck(start: Start) -> None:
    line, stuck, ended = Line[Any](1), Step(), threading.Semaphore(0)
    threads = start(line, 4)
    line.put(stuck)
    assert stuck.begun.wait(PATIENCE)
    line.close()
    for thread in threads:
        thread.join(0.01 if thread.ident == stuck.thread else PATIENCE)
    assert [thread.is_alive() for thread in threads] == [thread.ident == stuck.thread for thread in threads]
    line.put(ended.release)
    stuck.finish()
    assert ended.acquire(timeout=PATIENCE)


def test_who_comes_back_is_not_held_up_for_long_either(start: Start) -> None:
    line, first, second = Line[Any](1), Step(waits=True), Step()
    start(line, 2)
    line.put(first)
    line.put(second)
    assert second.begun.wait(PATIENCE)
    first.finish()
    second.finish()


def test_elsewhere_nothing_is_waited_for() -> None:
    with waiting():
        pass
