"""Tables; those that only lay out other blocks are taken apart."""

from collections.abc import Callable

from lxml.html import HtmlElement

_TOO_MUCH_FOR_A_CELL = ("pre", "table", "ul", "ol", "blockquote")


def table(element: HtmlElement, blocks: Callable[[HtmlElement], list[str]]) -> list[str]:
    """A Markdown table whose first row is the header, or the blocks of its cells where a cell holds more than text."""
    cells = list(element.iter("td", "th", "caption"))
    if any(next(cell.iter(*_TOO_MUCH_FOR_A_CELL), None) is not None for cell in cells):
        return [
            block
            for cell in element.iterdescendants("td", "th", "caption")
            if _table_of(cell) is element
            for block in blocks(cell)
        ]
    rows = [[_cell(blocks(cell)) for cell in row.iter("td", "th")] for row in element.iter("tr")]
    width = max(map(len, rows), default=0)
    if not width:
        return []
    header, *body = (row + [""] * (width - len(row)) for row in rows)
    title = [block for caption in element.iter("caption") for block in blocks(caption)]
    return [*title, "\n".join(map(_row, [header, ["---"] * width, *body]))]


def _cell(blocks: list[str]) -> str:
    return " ".join(blocks).replace("\n", " ").replace("|", "\\|")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _table_of(cell: HtmlElement) -> HtmlElement:
    return next(cell.iterancestors("table"))
