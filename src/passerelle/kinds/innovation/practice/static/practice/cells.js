/* The cells of a row between two columns, made of letters. Each is put at the place of its column, whichever others stand beside it. */

/* Where a cell stands in its row; the head of the row is 0. */
export function columnOf(cell) {
  return Number(cell.getAttribute("aria-colindex") ?? cell.cellIndex + 1) - 1;
}

/* From the one to before the other. One that has the focus stays, however far it is. */
export function fill(row, begin, end, told) {
  for (const cell of [...row.cells].slice(1)) {
    const outside = columnOf(cell) < begin || columnOf(cell) >= end;
    if (outside && !cell.matches(":focus-within")) cell.remove();
  }
  let next = row.cells[1];
  for (let column = begin; column < end; column++) {
    while (next && columnOf(next) < column) next = next.nextElementSibling;
    if (!next || columnOf(next) > column) row.insertBefore(made(row, column, told), next ?? null);
  }
}

function made(row, column, told) {
  const cell = row.dataset.practice ? place(row, column, told) : site(column, told);
  cell.setAttribute("aria-colindex", column + 1);
  cell.style.setProperty("--column", column);
  return cell;
}

function site(column, told) {
  const cell = document.createElement("th");
  cell.scope = "col";
  cell.setAttribute("role", "columnheader");
  const name = cell.appendChild(document.createElement("span"));
  name.dir = "auto";
  name.textContent = told.sites[column - 1];
  return cell;
}

/* A word for who listens, a sign by its letter; what was never offered has no word and stays empty, as does what is gone since. */
function place(row, column, told) {
  const cell = document.createElement("td");
  const letter = told.practices[row.dataset.practice]?.[column - 1];
  if (!told.words[letter]) return cell;
  const link = cell.appendChild(document.createElement("a"));
  link.className = letter;
  link.href = row.cells[0].querySelector("a").href;
  link.textContent = told.words[letter];
  return cell;
}
