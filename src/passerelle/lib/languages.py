"""Which language a text is in."""


def detect(text: str, default: str = "") -> str:
    """The language of a text."""
    return default
