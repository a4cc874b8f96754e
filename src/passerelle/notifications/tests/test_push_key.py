"""The key that proves to push services who sends: made once, for nobody else's eyes."""

from __future__ import annotations

import stat
from pathlib import Path

from passerelle.environment import Environment
from passerelle.notifications.pushing import keys


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    environment = Environment(data=tmp_path)
    first = environment.kept_secret("push.key", keys._new_key)
    assert first == environment.kept_secret("push.key", keys._new_key)
    assert stat.S_IMODE((tmp_path / "push.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["push.key"]
