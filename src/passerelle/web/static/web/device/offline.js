/* The page without a network looks for itself whether there is one again, and meanwhile takes what cannot wait. */
const page = document.querySelector("[data-no-network]");
const worker = navigator.serviceWorker;
const known = JSON.parse(localStorage.getItem("passerelle-capture") ?? "null"); // who brought something here last, and where
let writing = false;

if (page.hasAttribute("data-kept")) {
  worker?.addEventListener("message", ({ data }) => data.about === "sent" && sent(data.address));
  addEventListener("online", () => worker?.controller?.postMessage({ ask: "send" }));
  worker?.controller?.postMessage({ ask: "send" });
} else {
  addEventListener("online", () => writing || location.reload());
  if (worker?.controller) for (const part of page.querySelectorAll("[data-quick]")) if (known?.addresses[part.dataset.quick]) offer(part);
}

/* This page stands where the form was sent to: loading it again would send it again. */
function sent(address) {
  page.querySelector("[data-sent]").hidden = false;
  location.replace(address);
}

function offer(part) {
  const form = Object.assign(document.createElement("form"), { className: "form capture" });
  const fields = part.querySelector(".capture");
  form.append(...fields.childNodes);
  fields.replaceWith(form);
  const address = known.addresses[part.dataset.quick];
  part.hidden = false;
  part.open = new URL(address).pathname === location.pathname;
  form.addEventListener("input", () => (writing = true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const sent = [...new FormData(form), ["_key", crypto.randomUUID()], ["_person", known.person]];
    worker.controller.postMessage({ ask: "keep", address, fields: sent });
    form.reset();
    part.open = writing = false;
    const said = page.querySelector("[data-quick-kept]");
    said.hidden = false;
    said.focus();
  });
}
