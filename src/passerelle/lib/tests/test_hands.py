"""Hands: few threads work at once, and whoever waits lets the next one work."""

from __future__ import annotations

import threading

from passerelle.lib.hands import Hands, waiting


def test_no_more_work_at_once_than_there_are_hands() -> None:
    hands, together, most, lock = Hands(2), [0], [0], threading.Lock()

    def work() -> None:
        with hands.hold():
            with lock:
                together[0] += 1
                most[0] = max(most[0], together[0])
            enough.wait(0.01)
            with lock:
                together[0] -= 1

    enough = threading.Event()
    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]


def another(hands: Hands) -> tuple[threading.Thread, threading.Event]:
    """A thread that will work once, and what tells that it did."""
    worked = threading.Event()

    def work() -> None:
        with hands.hold():
            worked.set()

    return threading.Thread(target=work), worked


def test_who_waits_lets_the_next_one_work() -> None:
    hands = Hands(1)
    with hands.hold():
        other, worked = another(hands)
        with waiting():
            other.start()
            assert worked.wait(30)
        other.join()


def test_who_works_long_does_not_hold_up_the_others() -> None:
    hands = Hands(1)
    with hands.hold():
        other, worked = another(hands)
        other.start()
        assert worked.wait(30)
    other.join()
    with hands.hold():  # nobody gave back a hand that was never taken
        pass


def test_an_error_puts_the_hand_down() -> None:
    hands = Hands(1)
    for _ in range(3):
        try:
            with hands.hold(), waiting():
                raise LookupError
        except LookupError:
            pass
    assert hands._free.acquire(blocking=False)


def test_elsewhere_nothing_is_waited_for() -> None:
    with waiting():
        pass


def test_waiting_while_one_waits_takes_no_second_hand() -> None:
    hands = Hands(1)
    with hands.hold(), waiting(), waiting():
        pass
    assert hands._free.acquire(blocking=False)
