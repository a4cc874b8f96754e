"""Characters that mean something in Markdown, made to mean themselves; the others stay as they are."""

import re

_SPECIAL = r"""
    \\(?=[!-/:-@\[-`{-~]|$)             # a backslash that would escape
  | `
  | \*(?!(?<=\s\*)\s)                   # a star with a word on either side
  | (?<![^\W_])_ | _(?![^\W_])          # an underscore not inside a word
  | ~(?=~) | (?<=~)~
  | \](?=[(\[:]) | \[(?=[ xX]\])        # the middle of a link, a task
  | <(?=[a-zA-Z][^\s<>]*[:@]|$)         # an address in angle brackets
  | &(?=\#?\w+;)
  | [@#](?=\{)                          # one of our references
"""
# An address in running text is recognised by itself, and a backslash would become a part of it.
_IN_TEXT = re.compile(rf"(?P<address>https?://[^\s<>`]+)|{_SPECIAL}", re.VERBOSE)
_IN_LINK = re.compile(rf"[\[\]]|{_SPECIAL}", re.VERBOSE)
_LINE_START = re.compile(r"\#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|(?:\|?[ :|]*-[-\s:|]*|=+)$")
_NUMBER = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_BARE = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?:/(?:[\w./?=&%#+~:,-]*[\w/])?)?")


def escape(text: str, *, in_link: bool = False) -> str:
    """Text that renders as itself inside a paragraph, or inside the words of a link."""
    if in_link:
        return _IN_LINK.sub(r"\\\g<0>", text)
    return _IN_TEXT.sub(lambda match: match[0] if match["address"] else f"\\{match[0]}", text)


def escape_line(line: str) -> str:
    """A line that does not start a heading, a quotation, a list, a rule or a table by accident."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if _LINE_START.match(line) else line


def code_span(text: str) -> str:
    """Inline code, whatever backticks are in it."""
    if not text.strip():
        return ""
    fence = "`" * (longest_run(text, "`") + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def longest_run(text: str, character: str) -> int:
    """How many times a character stands in a row, at most."""
    return max((len(run) for run in re.findall(f"{re.escape(character)}+", text)), default=0)


def destination(url: str) -> str:
    """An address as the target of a link or an image."""
    url = re.sub(r"&(?=#?\w+;)", "&amp;", url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E"))
    url = re.sub(r"[\x00-\x20\x7f]", lambda match: f"%{ord(match[0]):02X}", url)
    return f"<{url}>" if re.search(r"[()]", url) else url


def is_bare(url: str) -> bool:
    """Whether an address is recognised without angle brackets around it."""
    return bool(_BARE.fullmatch(url))
