/* A matrix with more sites than its page holds scrolls whole. The letters of all places are fetched once; a place becomes a cell only
   near what is in sight. All rows stay with their heads, so that their number, their ticks and their links hold. */
import { columnOf, fill } from "./cells.js";

const AROUND = { rows: 4, columns: 12 }; // drawn beyond what is in sight, on each side: as far as a swipe gets between two frames
const PAPER = 60; // sites in print, as many as on a page without this script

const table = document.querySelector("[data-cells]");
const frame = table?.parentElement;
const head = table?.tHead.rows[0];
const rows = table ? [...table.tBodies[0].rows] : [];
let told = null; // { sites, practices, words }, once they are here
let size = null;
let drawn = { top: 0, bottom: 0, left: 1, right: 1 };

if (table) open();

export function lastColumn(row) {
  return told ? told.sites.length : row.cells.length - 1;
}

/* The cell of a row at a column; what is far away is brought into sight. */
export function cellAt(row, column) {
  if (!told || !row || column === 0) return row?.cells[column];
  if (column < 0 || column > told.sites.length) return null;
  frame.scrollTop = nearest(row.rowIndex - 1, size.height, frame.scrollTop, size.down);
  frame.scrollLeft = nearest(column - 1, size.width, Math.abs(frame.scrollLeft), size.across) * size.along;
  draw();
  return [...row.cells].find((cell) => columnOf(cell) === column);
}

async function open() {
  const answer = await fetch(table.dataset.cells).catch(() => null);
  if (!answer?.ok || answer.redirected) return; // the page stays as it is: some of the sites, and links to the others
  const found = await answer.json();
  if (!found.sites.length) return;
  measure();
  take(found, Number(table.dataset.first));
  frame.addEventListener("scroll", draw, { passive: true });
  addEventListener("resize", () => {
    measure();
    draw();
  });
  addEventListener("beforeprint", print);
  addEventListener("afterprint", draw);
  addEventListener("pagehide", () => history.replaceState({ ...history.state, matrix: [frame.scrollLeft, frame.scrollTop] }, ""));
}

/* Columns are numbered from the first site of all; where one was, one stays, also on the way back from another page. */
function take(found, first) {
  const focused = document.activeElement.closest("[data-cells] td");
  const place = focused && [focused.parentElement, columnOf(focused) + first - 1];
  told = found;
  for (const row of [head, ...rows]) {
    while (row.cells[1]) row.lastElementChild.remove();
    row.cells[0].setAttribute("aria-colindex", 1);
  }
  table.setAttribute("aria-colcount", told.sites.length + 1);
  table.style.setProperty("--sites", told.sites.length);
  frame.classList.add("matrix-frame--whole");
  frame.scrollLeft += (first - 1) * size.width * size.along;
  if (history.state?.matrix) frame.scrollTo(...history.state.matrix);
  draw();
  if (place) (cellAt(...place)?.querySelector("a") ?? frame).focus({ preventScroll: true });
}

/* Heads stand over what scrolls, so less is in sight than the frame is wide. From right to left one scrolls below zero. */
function measure() {
  const [corner, site] = head.cells;
  size = {
    width: site.getBoundingClientRect().width,
    height: rows[0].getBoundingClientRect().height,
    across: frame.clientWidth - corner.offsetWidth,
    down: frame.clientHeight - head.offsetHeight,
    along: getComputedStyle(table).direction === "rtl" ? -1 : 1,
  };
}

function draw() {
  const from = Math.abs(frame.scrollLeft);
  const [left, right] = near(from, size.across, size.width, AROUND.columns, told.sites.length);
  const [top, bottom] = near(frame.scrollTop, size.down, size.height, AROUND.rows, rows.length);
  show({ top, bottom, left: left + 1, right: right + 1 });
  say(from);
}

/* Paper takes all rows, and as many sites from the first in sight on; what has the focus may be far away, and would stand among them. */
function print() {
  if (document.activeElement.closest("[data-cells] td")) frame.focus({ preventScroll: true });
  const left = Math.round(Math.abs(frame.scrollLeft) / size.width) + 1;
  show({ top: 0, bottom: rows.length, left, right: Math.min(left + PAPER, told.sites.length + 1) });
}

/* In steps, so that a small move draws nothing. */
function near(from, sight, each, around, all) {
  const step = around / 2;
  const begin = Math.floor((from / each - around) / step) * step;
  const end = Math.ceil(((from + sight) / each + around) / step) * step;
  return [Math.max(0, begin), Math.min(all, end)];
}

function nearest(number, each, from, sight) {
  return Math.min(number * each, Math.max(from, (number + 1) * each - sight));
}

function show(next) {
  const same = next.left === drawn.left && next.right === drawn.right;
  if (same && next.top === drawn.top && next.bottom === drawn.bottom) return;
  if (!same) fill(head, next.left, next.right, told);
  rows.slice(drawn.top, drawn.bottom).forEach((row, number) => {
    const at = drawn.top + number;
    if (at < next.top || at >= next.bottom) fill(row, 0, 0, told);
  });
  for (let at = next.top; at < next.bottom; at++) {
    const stands = same && at >= drawn.top && at < drawn.bottom;
    if (!stands) fill(rows[at], next.left, next.right, told);
  }
  drawn = next;
}

function say(from) {
  const line = document.querySelector("[data-in-sight]");
  const first = Math.round(from / size.width) + 1;
  const last = Math.min(told.sites.length, Math.round((from + size.across) / size.width));
  line.firstChild.data = line.dataset.inSight.replace("{first}", first).replace("{last}", last);
}
