"""A small IMAP server on loopback: one account, one folder, what Python's client needs to read and put away mail."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Stored:
    """A mail in the folder."""

    raw: bytes
    flags: set[str] = field(default_factory=set)


@dataclass
class Mailbox:
    """What the folder holds, by number. With ``dies_at`` the connection ends when a command begins with that."""

    mails: dict[int, Stored] = field(default_factory=dict)
    url: str = ""
    dies_at: str = ""
    commands: list[str] = field(default_factory=list)

    def add(self, raw: bytes) -> int:
        """A mail arrives."""
        number = max(self.mails, default=0) + 1
        self.mails[number] = Stored(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        return number


class _Connection(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say(b"* OK ready")
        while line := self.rfile.readline():
            tag, _space, command = line.decode().strip().partition(" ")
            box: Mailbox = self.server.mailbox  # type: ignore[attr-defined]
            box.commands.append(command)
            if box.dies_at and command.startswith(box.dies_at):
                return
            self._answer(tag, command, box)

    def _answer(self, tag: str, command: str, box: Mailbox) -> None:
        words = command.upper().split()
        if words[0] == "LOGIN" and command.split(maxsplit=1)[1] != 'hub "s3/cret@"':
            return self._say(f"{tag} NO wrong".encode())
        if words[0] == "CAPABILITY":
            self._say(b"* CAPABILITY IMAP4rev1")
        elif words[0] == "SELECT":
            if words[1] != '"INBOX"':
                return self._say(f"{tag} NO no such folder".encode())
            self._say(f"* {len(box.mails)} EXISTS".encode())
        elif words[:2] == ["UID", "SEARCH"]:
            unwanted = {rf"\{word.removeprefix('UN').title()}" for word in words[2:]}
            found = [str(number) for number, mail in box.mails.items() if not mail.flags & unwanted]
            self._say(f"* SEARCH {' '.join(found)}".encode())
        elif words[:2] == ["UID", "FETCH"]:
            self._fetch(int(words[2]), command, box)
        elif words[:2] == ["UID", "STORE"]:
            box.mails[int(words[2])].flags |= set(re.findall(r"\\\w+", command))
        elif words[0] == "EXPUNGE":
            box.mails = {number: mail for number, mail in box.mails.items() if r"\Deleted" not in mail.flags}
        self._say(f"{tag} OK done".encode())

    def _fetch(self, number: int, command: str, box: Mailbox) -> None:
        raw = box.mails[number].raw
        if "RFC822.SIZE" in command:
            self._say(f"* {number} FETCH (UID {number} RFC822.SIZE {len(raw)})".encode())
            return
        if "[HEADER]" in command:
            raw = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        self._say(f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}".encode())
        self.wfile.write(raw + b")\r\n")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@contextmanager
def imap_server() -> Iterator[Mailbox]:
    """A mailbox that can be reached until the block ends."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Connection) as server:
        server.daemon_threads = True
        server.mailbox = mailbox = Mailbox()  # type: ignore[attr-defined]
        mailbox.url = f"imap://hub:s3%2Fcret%40@127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield mailbox
        server.shutdown()
