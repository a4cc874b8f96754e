"""Plain text as people type it: cleaned on the way in, compared, shortened to slugs and initials."""

import re
import unicodedata

# C0 and C1 controls except tab and newline, delete, lone surrogates, non-characters and a byte order mark.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
# Marks stacked on one letter; four are enough for every script that uses them.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{4}}){_MARK}+")
# Direction overrides and invisible characters can make one name look like another.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\uffa0]"
)
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]")
_LOOKALIKES = str.maketrans("аеорсухіјѕԁһԛԝαονρικυ", "aeopcyxijsdhqwaovpiku")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


def clean(text: str, max_length: int | None = None) -> str:
    """Text safe to store: valid Unicode in NFC, newlines as LF, no control characters, no towers of marks.

    Longer text is cut at ``max_length``; forms refuse it before, this bound is for every other way in.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    return _STACKED.sub(r"\1", text)[:max_length]


def one_line(text: str, max_length: int | None = None) -> str:
    """A title or a name: cleaned, on one line, without direction overrides or invisible characters."""
    return " ".join(clean(_INVISIBLE.sub("", text)).split())[:max_length].rstrip()


def comparable(name: str) -> str:
    """The form in which two names that look the same are equal; used where names must be unique."""
    folded = unicodedata.normalize("NFKC", _JOINERS.sub("", one_line(name))).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded.translate(_LOOKALIKES)).split())


def alphabetical(name: str) -> str:
    """What names are put in order by: case and accents aside, so that « Écoute » stands with the other words in e."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def slugify(text: str, max_length: int = 60) -> str:
    """Words for a URL, readable in Latin scripts (``L'équipe d'été`` → ``l-equipe-d-ete``); may be empty."""
    # Typographic apostrophes and dashes have no ASCII form: they become spaces first, so that words stay apart.
    spaced = re.sub(r"[^\w\s]", " ", text.lower().translate(_LETTERS))
    latin = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall(r"[a-z0-9]+", latin))
    if len(slug) <= max_length:
        return slug
    return slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]


def initials(name: str) -> str:
    """One or two capitals that stand for a person without a picture; ``?`` when the name has no letter."""
    words = [word for word in (re.sub(r"[\W\d_]+", "", part) for part in name.split()) if word]
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return unicodedata.normalize("NFC", letters.upper())
