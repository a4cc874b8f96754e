"""Fetching mail from a mailbox over IMAP.

What was dealt with is deleted there: it stands in the database, which promised it. What was refused stays, read and flagged, for whoever
looks after the mailbox; take the flag away and it is tried again. A process that dies in between leaves the mail where it is, and the next
one finds the row of what was done.
"""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from passerelle.doors.mail.models import Verdict
from passerelle.doors.mail.receiving import LARGEST, Outcome, receive
from passerelle.wiring import MAILBOX_PORTS

logger = logging.getLogger(__name__)
PATIENCE = 30.0  # seconds
MOST_AT_ONCE = 50
MOST_FAILURES = 10
_DONE = {Verdict.TAKEN, Verdict.AUTOMATIC, Verdict.BOUNCED}


def fetch(url: str, authenticated_by: str) -> list[Outcome]:
    """Take in what waits in a mailbox, oldest first; raises OSError or IMAP4.error when it cannot be reached."""
    outcomes = []
    with _open(url) as mailbox:
        failed = 0
        for number in _waiting(mailbox):
            raw, is_cut = _read(mailbox, number)
            if raw is None:
                continue  # somebody else deleted it
            try:
                outcome = receive(raw, authenticated_by, is_cut=is_cut)
            except Exception:  # of ours or of the database: the mail stays as it is, and the others are not held up
                logger.exception("mail %s of the mailbox could not be dealt with", number)
                failed += 1
                if failed >= MOST_FAILURES:
                    break
                continue
            outcomes.append(outcome)
            logger.info("mail %s: %s", outcome.received_id or "", outcome.verdict)
            _put_away(mailbox, number, outcome)
            if len(outcomes) >= MOST_AT_ONCE:
                break
    return outcomes


@contextmanager
def _open(url: str) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or MAILBOX_PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "imaps":
        mailbox: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, port, ssl_context=context, timeout=PATIENCE)
    else:
        mailbox = imaplib.IMAP4(host, port, timeout=PATIENCE)
    try:
        if parts.scheme == "imap+tls":
            mailbox.starttls(context)
        mailbox.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        status, _answer = mailbox.select(f'"{folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error(f"There is no folder {folder}")
        yield mailbox
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            mailbox.logout()


def _waiting(mailbox: imaplib.IMAP4) -> list[str]:
    _status, answer = mailbox.uid("SEARCH", "UNDELETED", "UNFLAGGED")
    return (answer[0] or b"").decode("ascii").split()


def _read(mailbox: imaplib.IMAP4, number: str) -> tuple[bytes | None, bool]:
    """A mail as it is; of one that is too large to be taken its headers, which say whom to tell."""
    _status, answer = mailbox.uid("FETCH", number, "(RFC822.SIZE)")
    size = re.search(
        rb"RFC822\.SIZE (\d+)", b" ".join(each if isinstance(each, bytes) else each[0] for each in answer if each)
    )
    if size is None:
        return None, False
    is_cut = int(size[1]) > LARGEST
    _status, answer = mailbox.uid("FETCH", number, "(BODY.PEEK[HEADER])" if is_cut else "(BODY.PEEK[])")
    return next((each[1] for each in answer if isinstance(each, tuple)), None), is_cut


def _put_away(mailbox: imaplib.IMAP4, number: str, outcome: Outcome) -> None:
    is_done = outcome.verdict in _DONE and not outcome.left_out
    mailbox.uid("STORE", number, "+FLAGS", r"(\Seen \Deleted)" if is_done else r"(\Seen \Flagged)")
    if is_done:
        mailbox.expunge()
