"""The server: pages in parallel, bodies, errors, streams, static files, connections."""

from __future__ import annotations

import asyncio
import io
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from cast.waiting import eventually
from passerelle.work.serving.body import TooLarge, receive_body
from passerelle.work.serving.requests import WsgiRequest
from passerelle.work.tests import urls

pytestmark = pytest.mark.django_db(transaction=True)


def head(answer):
    return {name.lower(): value for name, value in answer.getheaders() if name.lower() != "date"}


def test_a_page(ask):
    answer = ask("/hello/?name=Ada%20L")
    assert (answer.status, answer.read()) == (200, b"hello Ada L")
    assert head(answer) == {"content-type": "text/html; charset=utf-8", "content-length": "11"}


def test_head_has_no_body_and_the_same_length(ask):
    answer = ask("/hello/", "HEAD")
    assert (answer.status, answer.read(), answer.headers["Content-Length"]) == (200, b"", "6")
    answer = ask("/file/", "HEAD")
    assert (answer.status, answer.read(), answer.headers["Content-Length"]) == (200, b"", str(len(urls.LARGE)))


def test_each_cookie_is_a_header(ask):
    answer = ask("/cookies/")
    assert answer.status == 204
    assert answer.headers.get_all("Set-Cookie") == ["one=1; HttpOnly; Path=/", "two=2; Path=/"]


def test_pages_run_side_by_side_in_threads_that_stay(ask):
    with ThreadPoolExecutor(4) as pool:
        names = {answer.read().decode() for _ in range(3) for answer in pool.map(ask, ["/meet/"] * 4)}
    assert names == {"page-0", "page-1", "page-2", "page-3"}


def test_a_thread_keeps_its_connection(ask, monkeypatch):
    opened: list[str] = []
    original = type(connections["default"]).get_new_connection

    def get_new_connection(self, parameters):
        opened.append(threading.current_thread().name)
        return original(self, parameters)

    monkeypatch.setattr(type(connections["default"]), "get_new_connection", get_new_connection)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", None)
    with ThreadPoolExecutor(8) as pool:
        answers = {answer.read() for answer in pool.map(ask, ["/read/"] * 60)}
    assert answers == {b"0"}
    assert len(opened) == len(set(opened)) <= 4


def test_a_coroutine_as_view(ask):
    assert ask("/native/").read() == b"from a coroutine"


def test_a_large_body_goes_over_disk(ask):
    size = 5 * 1024 * 1024
    assert ask("/measure/", "POST", b"x" * size).read() == str(size).encode()
    assert ask("/measure/", "POST", iter([b"x" * 100_000] * 20), Transfer_Encoding="chunked").read() == b"2000000"


def test_a_form_with_a_file(ask):
    body = (
        '--cut\r\nContent-Disposition: form-data; name="name"\r\n\r\nplan\r\n'
        '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n12345\r\n--cut--\r\n'
    )
    answer = ask("/fields/", "POST", body, Content_Type="multipart/form-data; boundary=cut")
    assert answer.read() == b"plan 5"


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(server):
    with socket.create_connection(server.address, 5) as browser:
        browser.sendall(b"POST /measure/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n")
        assert browser.recv(65_536).startswith(b"HTTP/1.1 413 ")


def test_a_browser_that_still_sends_what_is_too_large_hears_the_answer(server):
    head, part = b"POST /measure/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n", b"x" * 1_000_000
    with socket.create_connection(server.address, 30) as browser:
        browser.sendall(head)
        for _ in range(20):  # a connection that was closed would break the pipe
            browser.sendall(part)
        assert browser.recv(65_536).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("headers", "message", "more"),
    [
        ([], {"body": b"x" * 11, "more_body": True}, True),
        ([], {"body": b"x" * 11, "more_body": False}, False),
        ([(b"content-length", b"11")], {}, True),
        ([(b"content-length", b"11"), (b"expect", b"100-continue")], {}, False),
    ],
)
def test_nobody_waits_for_more_of_what_has_ended_or_not_begun(headers, message, more):
    async def receive():
        return {"type": "http.request", **message}

    with pytest.raises(TooLarge) as refused:
        asyncio.run(receive_body({"headers": headers}, receive, 10))
    assert refused.value.more is more


def test_a_body_that_turns_out_too_large_is_refused(ask):
    parts = (b"x" * 1_000_000 for _ in range(7))
    assert ask("/measure/", "POST", parts, Transfer_Encoding="chunked").status == 413


def test_an_error_tells_nothing_and_the_thread_goes_on(ask, bare_settings):
    for path in ("/broken/", "/leave/"):
        answers = [ask(path) for _ in range(5)]
        assert [answer.status for answer in answers] == [500] * 5
        assert not any(b"secret" in answer.read() for answer in answers)
    assert ask("/hello/").status == 200


def test_a_long_line_is_refused(ask, server):
    server._application._threads._longest_line = 1
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(ask, ["/sleep/"] * 12))
    assert {answer.status for answer in answers} == {200, 503}
    assert {answer.headers["Retry-After"] for answer in answers if answer.status == 503} == {"3"}


def test_a_file_is_streamed(ask):
    answer = ask("/file/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="large.bin"'
    assert answer.read() == urls.LARGE


def test_a_slow_reader_of_a_file_holds_no_page_thread(server, ask):
    browsers = [socket.create_connection(server.address, 5) for _ in range(6)]
    for browser in browsers:
        browser.sendall(b"GET /file/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        browser.recv(100)
    assert ask("/hello/").status == 200
    for browser in browsers:
        browser.close()


def test_a_generator_stays_in_one_thread_and_is_closed(ask):
    urls.closed.clear()
    lines = ask("/rows/").read().decode().splitlines()
    assert lines == ["0 page-0"] * 3  # the only thread of its own set
    assert urls.closed.wait(60)


def test_streams_hold_no_thread_and_end_with_their_browser(ask):
    answers = [ask("/endless/", Accept_Encoding="identity") for _ in range(20)]
    assert [answer.readline() for answer in answers] == [b"data: 0\n"] * 20
    assert urls.open_streams == 20
    assert ask("/hello/").status == 200
    for answer in answers:
        answer.close()
        answer.fp and answer.fp.close()


def test_a_stream_ends_when_its_browser_leaves(server):
    with socket.create_connection(server.address, 5) as browser:
        browser.sendall(b"GET /endless/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        eventually(lambda: urls.open_streams == 1)
    eventually(lambda: urls.open_streams == 0)


def test_a_browser_that_leaves_early_harms_nobody(server, ask):
    for _ in range(10):
        with socket.create_connection(server.address, 5) as browser:
            browser.sendall(b"POST /measure/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc")
        with socket.create_connection(server.address, 5) as browser:
            browser.sendall(b"GET /sleep/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert ask("/hello/").status == 200


def test_the_server_stops_at_once_with_streams_open(ask, server):
    """It ends the stream itself: after a grace of two seconds it would have cut it off, at which reading fails."""
    answer = ask("/endless/")
    answer.readline()
    server.should_exit = True
    answer.read()
    eventually(lambda: urls.open_streams == 0)


def test_stopping_closes_the_connections_of_the_threads(server, ask):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL can count connections")
    before = sessions()
    for _ in range(8):
        ask("/read/").read()
    opened = sessions() - before
    assert opened
    server.should_exit = True
    eventually(lambda: not opened & sessions())


def sessions() -> set[int]:
    """Who is connected to the test database; PostgreSQL's own workers visit it too and are not counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return {pid for (pid,) in cursor.fetchall()}


UNREADABLE = [
    "a/b; x*=nope''%20",
    "a/b; charset*=utf-8''a%00b",
    "multipart/form-data; boundary*=idna''%ff",
    "a/b; charset=hex",
    "a/b; charset=idna",
    "a/b; charset=undefined",
]


@pytest.mark.parametrize("said", UNREADABLE)
def test_a_content_type_nobody_can_read_says_nothing(ask, said):
    answer = ask("/hello/?name=Ada%20L%ff", Content_Type=said)
    assert (answer.status, answer.read()) == (200, "hello Ada L\ufffd".encode())
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(b"a=b"), "CONTENT_TYPE": said}
    made = WsgiRequest({**environ, "QUERY_STRING": "name=Ada%20L%ff"})
    assert (made.GET["name"], made.POST) == ("Ada L\ufffd", {})
