// Drag a card into a column: the same step as its form takes, chosen by where it is dropped.
const board = document.querySelector("[data-board]");

const stepTo = (card, column) => card.querySelector(`option[data-target="${column.dataset.state}"]`);

if (board) {
  let dragged = null;
  for (const card of board.querySelectorAll("[data-card]")) {
    if (!card.querySelector("option")) continue;
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      for (const column of board.querySelectorAll("[data-state]")) {
        column.classList.toggle("board__column--takes", Boolean(stepTo(card, column)));
      }
    });
    card.addEventListener("dragend", () => {
      dragged = null;
      for (const column of board.querySelectorAll("[data-state]")) column.classList.remove("board__column--takes");
    });
  }
  for (const column of board.querySelectorAll("[data-state]")) {
    column.addEventListener("dragover", (event) => {
      if (dragged && stepTo(dragged, column)) event.preventDefault();
    });
    column.addEventListener("drop", (event) => {
      const step = dragged && stepTo(dragged, column);
      if (!step) return;
      event.preventDefault();
      step.selected = true;
      dragged.querySelector("form").requestSubmit();
    });
  }
}
