"""Blocks of code with their language."""

import re

from lxml.html import HtmlElement

from .escaping import longest_run

_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush:)-?\s*([\w+#.-]+)")


def fenced(pre: HtmlElement) -> str:
    """A fenced block; highlighting is dropped, every character of the code is kept."""
    for line_break in pre.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    text = str(pre.text_content()).removesuffix("\n")
    fence = "`" * max(3, longest_run(text, "`") + 1)
    return f"{fence}{_language(pre)}\n{text}\n{fence}"


def _language(pre: HtmlElement) -> str:
    around = [pre.getparent(), pre, *pre.iter("code")]
    for element in around:
        named = element.get("data-code-language") or element.get("data-language")
        if named:
            return "-".join(named.lower().split())
        if found := _LANGUAGE.search(element.get("class") or ""):
            return found[1]
    return ""
