"""A file as the editor sends it."""

from __future__ import annotations

from drills.installation import Installation, Running
from drills.writes import Answer, ask

BOUNDARY = "drill"


def upload(installation: Installation, server: Running, content: str) -> Answer:
    """Send one text file of the second person who is signed in."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="stock.csv"\r\n\r\n'
    body = f"{head}{content}\r\n--{BOUNDARY}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Accept": "application/json"}
    return ask(server.port, "/attachments/", installation.world.sessions[1], body, **headers)
