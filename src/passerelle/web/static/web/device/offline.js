/* The page without a network looks for itself whether there is one again. */
const page = document.querySelector("[data-no-network]");
const worker = navigator.serviceWorker;

if (page.hasAttribute("data-kept")) {
  worker?.addEventListener("message", ({ data }) => data.about === "sent" && sent(data.address));
  addEventListener("online", () => worker?.controller?.postMessage({ ask: "send" }));
  worker?.controller?.postMessage({ ask: "send" });
} else {
  addEventListener("online", () => location.reload());
}

/* This page stands where the form was sent to: loading it again would send it again. */
function sent(address) {
  page.querySelector("[data-sent]").hidden = false;
  location.replace(address);
}
