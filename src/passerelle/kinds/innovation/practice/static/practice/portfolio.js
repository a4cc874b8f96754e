/* The matrix under the keyboard: arrows go from cell to cell, Home and End along a row; Tab leaves it in one step. */
import { columnOf } from "./cells.js";
import { cellAt, lastColumn } from "./whole.js";

const table = document.querySelector("[data-matrix]");
const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

table?.addEventListener("keydown", (event) => {
  const cell = event.target.closest("th, td");
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Tab" && cell.tagName === "TD") return void leave(event, cell);
  const next = neighbour(cell, event.key);
  if (!next) return;
  event.preventDefault();
  focus(next);
});

function neighbour(cell, key) {
  const row = cell.parentElement;
  if (key === "Home") return row.cells[0];
  if (key === "End") return cellAt(row, lastColumn(row));
  const step = STEPS[key];
  if (!step) return null;
  const along = step[1] * (getComputedStyle(table).direction === "rtl" ? -1 : 1);
  return cellAt(table.rows[row.rowIndex + step[0]], columnOf(cell) + along);
}

function focus(cell) {
  const link = cell.querySelector("a");
  if (!link) cell.tabIndex = -1;
  (link ?? cell).focus({ preventScroll: true });
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/* The browser goes on from what is focused: from the head of the row backwards, from behind the table forwards. */
function leave(event, cell) {
  const from = event.shiftKey ? cell.parentElement.cells[0].querySelector("a") : table.nextElementSibling;
  from.focus({ preventScroll: true });
}
