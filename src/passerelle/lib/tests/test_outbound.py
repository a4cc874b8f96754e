"""The one way out leads nowhere inside, by whatever spelling, and ends in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from passerelle.lib.outbound import Forbidden, Unanswered, post, target_of
from passerelle.lib.outbound.addresses import is_public

INWARD = """
    0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1
    172.31.255.255 192.0.0.1 192.0.0.8 192.0.2.1 192.88.99.2 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.9
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:7f00:1 ::ffff:0:a9fe:a9fe 64:ff9b::7f00:1 64:ff9b:1::a00:1 100::1
    100:0:0:1::1 2001::1 2001:0:7f00:1::1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:a9fe:a9fe::1 2620:4f:8000::1
    3ffe::1 3fff::1 4000::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
""".split()
OUTWARD = (
    "1.1.1.1 8.8.8.8 99.255.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.167.1.1 198.17.0.1 223.255.255.1".split()
)
OUTWARD += "2001:4860:4860::8888 2606:4700::1111 2a00:1450::1 2c0f::1 2400:cb00::1".split()

ODD = """
    http://push.example/x ftp://push.example/ file:///etc/passwd https:///x https:// https://push.example:8443/ https://push.example:0/
    https://push.example:99999/ https://user@push.example/ https://user:pw@push.example/ https://push.example\\@127.0.0.1/
    https://①②⑦.0.0.1/ https://127。0。0。1/ https://ⓛocalhost/ https://push%2eexample/ https://push_example/
    https://push.example/\r\nHost:x https://push.example/a b javascript:alert(1) //push.example/ push.example unix:/run/x.sock
    gopher://push.example/ https://[::1/ https://[fe80::1%25eth0]/ https://-push.example/ https://.push.example/ https://push.example/é
""".strip().split("\n")
ODD = [one for line in ODD for one in ([line.strip()] if "a b" in line else line.split(" ")) if one]


@pytest.mark.parametrize("address", INWARD)
def test_what_is_set_apart_is_not_public(address: str) -> None:
    assert not is_public(address)


def test_what_is_allocated_is_public() -> None:
    assert [address for address in OUTWARD if not is_public(address)] == []


@pytest.mark.parametrize("url", [*ODD, "https://push.example/" + "x" * 2000, "https://" + "a" * 300 + ".example/"])
def test_odd_addresses_are_none(url: str) -> None:
    with pytest.raises(Forbidden):
        target_of(url)


@pytest.mark.parametrize(
    "host",
    "localhost 127.1 2130706433 0x7f.1 0177.0.0.1 0 127.0.0.1. [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] 127.0.0.1#@push.example".split(),
)
def test_other_spellings_of_this_machine_are_resolved_before_they_are_judged(host: str) -> None:
    with pytest.raises((Forbidden, Unanswered)):
        post(f"https://{host}/", b"", {})


def test_a_name_with_one_address_in_here_is_not_called(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it help to change one's mind: the address that was judged is the one that is connected to."""
    answers = [("1.1.1.1", 443), ("127.0.0.1", 443)]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", answer) for answer in answers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    with pytest.raises(Forbidden):
        target_of("https://push.example/").resolve()
    del found[1]
    assert target_of("https://push.example/").resolve() == "1.1.1.1"


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer(self)

        def log_message(self, *args: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_named_host_may_be_in_here_and_a_redirect_is_only_an_answer() -> None:
    asked: list[tuple[str, str, bytes]] = []

    def redirect(handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        asked.append((handler.path, handler.headers["Host"], body))
        handler.send_response(307)
        handler.send_header("Location", "http://169.254.169.254/")
        handler.end_headers()

    with answering(redirect) as host:
        answer = post(f"http://{host}/a?b=c", b"sealed", {"TTL": "1"}, named={host})
        assert (answer.status, asked) == (307, [("/a?b=c", host, b"sealed")])
        with pytest.raises(Forbidden):
            post(f"http://{host}/", b"", {})
        with pytest.raises(Forbidden):
            post(f"http://{host}/", b"", {}, named={host.partition(":")[0]})


def test_an_answer_that_drips_or_never_ends_is_cut() -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            for letter in "HTTP/1.1 200 OK\r\nX-Slow: " + "x" * 100:
                handler.wfile.write(letter.encode())
                time.sleep(0.05)
        except OSError:
            pass

    def flood(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _number in range(64):
                handler.wfile.write(b"x" * 65536)
        except OSError:
            pass

    with answering(drip) as host:
        begun = time.monotonic()
        with pytest.raises(Unanswered):
            post(f"http://{host}/", b"", {}, named={host}, seconds=0.3)
        assert time.monotonic() - begun < 3
    with answering(flood) as host:
        assert len(post(f"http://{host}/", b"", {}, named={host}).body) == 64 * 1024


def test_nobody_there_is_said_without_the_path() -> None:
    unused = 9
    with pytest.raises(Unanswered, match="ConnectionRefusedError"):
        post(f"http://127.0.0.1:{unused}/secret-path", b"", {}, named={f"127.0.0.1:{unused}"})
