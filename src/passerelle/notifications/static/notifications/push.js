/* This device, on the page of one's devices: ask the browser, tell the server, send the test. */
import { post } from "../ui/js/post.js";

const place = document.querySelector("[data-push]");
const person = document.querySelector("[data-person-id]")?.dataset.personId;
const part = (name) => place.querySelector(`[data-push-${name}]`);
const isPossible = isSecureContext && "serviceWorker" in navigator && "PushManager" in window;

if (place.dataset.push && person) {
  if (!isPossible) part("cannot").hidden = false;
  else if (Notification.permission === "denied") part("blocked").hidden = false;
  else if (part("offer")) part("offer").hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-push-on]");
  if (!button) return;
  button.disabled = true;
  await turnOn().catch(() => (part("failed").hidden = false));
  button.disabled = false;
});

document.addEventListener("submit", (event) => event.target.matches("[data-push-off]") && localStorage.removeItem("passerelle-push"));

async function turnOn() {
  if ((await Notification.requestPermission()) !== "granted") {
    part("blocked").hidden = false;
    return;
  }
  const { pushManager } = await navigator.serviceWorker.ready;
  const known = await pushManager.getSubscription();
  const subscription = known ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: place.dataset.push }));
  const { endpoint, keys } = subscription.toJSON();
  const answer = await post(place.dataset.pushHere, { endpoint, ...keys });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  localStorage.setItem("passerelle-push", person);
  location.reload();
}
