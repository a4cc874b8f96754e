"""Whether a machine wrote it. Answering machines is how loops begin, so in doubt it is one."""

from __future__ import annotations

import re

from passerelle.doors.mail.reading.letter import Letter

_SUSPICIOUS = (
    "list-id",
    "list-post",
    "x-autoreply",
    "x-autorespond",
    "x-autoreply-from",
    "x-auto-response-suppress",
    "x-mail-autoreply",
    "feedback-id",
)
_PRECEDENCE = {"bulk", "list", "junk", "auto_reply"}
_MACHINES = {"mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply"}
# Absence notices of programs that say it nowhere else.
_ABSENT = re.compile(
    r"\s*(?:auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office|réponse automatique|absence du bureau|absent du bureau|"
    r"automatische antwort|abwesenheits(?:notiz|meldung)|risposta automatica|fuori sede|respuesta automática|fuera de (?:la )?oficina)\b",
    re.IGNORECASE,
)


def is_automatic(letter: Letter, own: set[str]) -> bool:
    """Whether no person sat down to write this; ``own`` are addresses this installation sends from."""
    submitted = letter.first("auto-submitted").split(";")[0].strip().lower()
    sender = letter.sender or ""
    return (
        submitted not in ("", "no")
        or letter.first("precedence").lower() in _PRECEDENCE
        or any(letter.all(name) for name in _SUSPICIOUS)
        or letter.first("return-path") == "<>"
        or letter.message.get_content_type() == "multipart/report"
        or sender in own
        or sender.partition("@")[0] in _MACHINES
        or _ABSENT.match(letter.subject) is not None
    )
