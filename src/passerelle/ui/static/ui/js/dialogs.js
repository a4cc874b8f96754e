/* Dialogs open by name, close by Escape, a button or a click beside them; and one of them asks "are you sure?". */

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  if (event.target.closest("dialog [data-close]") || event.target.matches("dialog[open]")) {
    event.target.closest("dialog").close();
  }
});

/** Ask `question` in the dialog of the page; resolves to whether the person went on. */
export function confirmed(question, verb) {
  const dialog = document.getElementById("confirm");
  const yes = dialog.querySelector("[data-confirm-yes]");
  yes.firstElementChild.dataset.usual ??= yes.firstElementChild.textContent;
  yes.firstElementChild.textContent = verb || yes.firstElementChild.dataset.usual;
  dialog.querySelector("[data-confirm-text]").textContent = question;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    yes.onclick = () => dialog.close("yes");
    dialog.onclose = () => resolve(dialog.returnValue === "yes");
  });
}

document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await confirmed(form.dataset.confirm, form.dataset.confirmVerb))) return;
    form.dataset.sure = "yes";
    form.requestSubmit(event.submitter);
    delete form.dataset.sure;
  },
  true,
);

document.addEventListener("htmx:confirm", async (event) => {
  event.preventDefault();
  const { ctx, issueRequest, dropRequest } = event.detail;
  if (await confirmed(ctx.confirm, ctx.sourceElement.dataset.confirmVerb)) issueRequest();
  else dropRequest();
});
