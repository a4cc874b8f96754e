/* The worker of the installed app: a page for when there is no network, texts that wait to be sent, what other apps hand over, and
   notifications. Caches hold style, fonts and that page, which know nobody: never a page of somebody. */
const LANGUAGE = new URL(self.location).searchParams.get("language") ?? "en";
const OFFLINE = `/offline/?language=${LANGUAGE}`;
const OFFLINE_KEPT = `${OFFLINE}&kept=yes`;
const CACHE = "passerelle-offline";
const ICON = new URL(self.location).searchParams.get("icon");
const BADGE = new URL(self.location).searchParams.get("badge");
const KEPT = /^\/static\/.*(\.css|\.woff2|\/offline[.\w]*\.js)$/;
const FORM = "application/x-www-form-urlencoded";
const CAPTURE = "/capture/"; // the one form that brings files along
const OLD = 6 * 24 * 3600_000; // the server knows for a week what it was sent before: later a text might stand there twice
const DOOR = "/account/";

self.addEventListener("install", (event) => event.waitUntil(keepPages().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([self.clients.claim(), self.registration.navigationPreload?.enable()])));
self.addEventListener("sync", (event) => event.tag === "send" && event.waitUntil(sendAll()));
self.addEventListener("push", (event) => event.waitUntil(notify(event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(follow(event.notification)));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "POST" && pathname === "/device/share/") event.respondWith(takeShared(request));
    else if (request.method === "GET") event.respondWith(visit(event));
    else if (pathname === CAPTURE || request.headers.get("Content-Type")?.startsWith(FORM)) event.respondWith(submit(request));
  } else if (KEPT.test(pathname)) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});

/* --- Without a network --- */

async function keepPages() {
  const names = [OFFLINE, OFFLINE_KEPT];
  const pages = await Promise.all(names.map((name) => fetch(name, { credentials: "omit", cache: "no-store" })));
  if (!pages.every((page) => page.ok)) throw new Error("the page without a network did not come");
  const named = (await pages[0].clone().text()).match(/\/static\/[^"']+/g) ?? [];
  await caches.delete(CACHE);
  const cache = await caches.open(CACHE);
  await Promise.all(pages.map((page, number) => cache.put(names[number], page)));
  await cache.addAll([...new Set(named)].filter((name) => KEPT.test(name)));
}

async function visit(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function submit(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    return (await caches.match((await keep(copy)) ? OFFLINE_KEPT : OFFLINE)) ?? Response.error();
  }
}

/* --- Texts that wait to be sent: each with the key of its form, so that the server takes it once; each for who wrote it --- */

async function keep(request) {
  return keepFields([...(await request.formData())], request.url);
}

async function keepFields(fields, address) {
  const { _key: key, _person: person, _words: words = "" } = Object.fromEntries(fields);
  if (!key || !person) return false;
  const text = fields.find(([name]) => name === "text")?.[1] ?? words;
  await store("waiting", "readwrite", (table) => table.put({ key, person, text, fields, address, at: Date.now() }));
  await self.registration.sync?.register("send").catch(() => {});
  await tell();
  return true;
}

/* One at a time, whoever asks: pages that open, the browser that is back. */
function sendAll() {
  return navigator.locks.request("passerelle-sending", async () => {
    const waiting = (await all("waiting")).filter((one) => !one.refused);
    const now = waiting.length ? await session() : null;
    for (const one of waiting) if (one.person === now?.person) await send(one, now.token);
    await tell();
  });
}

async function session() {
  const found = await fetch("/device/session/", { cache: "no-store" });
  return found.status === 200 ? found.json() : null;
}

async function send(one, token) {
  if (Date.now() - one.at > OLD) return refuse(one, "old");
  const fields = one.fields.filter(([name]) => name !== "csrfmiddlewaretoken");
  const withFiles = fields.some(([, value]) => value instanceof File);
  const body = withFiles ? new FormData() : new URLSearchParams(fields);
  if (withFiles) for (const [name, value] of fields) body.append(name, value);
  const answered = await fetch(one.address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token } });
  if (answered.redirected && !new URL(answered.url).pathname.startsWith(DOOR)) {
    await store("waiting", "readwrite", (table) => table.delete(one.key));
    return say({ about: "sent", person: one.person, address: answered.url });
  }
  const isFinal = [400, 403, 404, 409, 413, 422].includes(answered.status);
  if (isFinal && (await session())?.person === one.person) await refuse(one, "refused", await reason(answered));
}

function refuse(one, why, { words = "", asks = false } = {}) {
  return store("waiting", "readwrite", (table) => table.put({ ...one, refused: why, words, asks }));
}

/* The sentence of a refusal; a form that came back says it at its head. Whether it only asks to look once more. */
async function reason(answered) {
  const text = await answered.text();
  try {
    return { words: JSON.parse(text).error ?? "" };
  } catch {
    const [list = ""] = text.match(/role="alert"[^]*?<\/ul>/) ?? [];
    const [, said = ""] = list.match(/<li>([^]*?)<\/li>/) ?? [];
    const words = said.replace(/<[^>]+>|&nbsp;/g, " ").replace(/\s+/g, " ").trim();
    return { words, asks: list.split("<li>").length === 2 && text.includes('name="looked"') };
  }
}

async function tell() {
  const waiting = (await all("waiting")).map(({ key, person, text, address, refused, words }) => ({ key, person, text, address, refused, words }));
  await say({ about: "waiting", waiting });
}

async function say(message) {
  for (const page of await self.clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}

/* --- What pages ask for --- */

async function answer({ data, ports }) {
  if (data.ask === "send") return sendAll().catch(tell); // no network yet
  if (data.ask === "keep") return (await keepFields(data.fields, data.address)) && sendAll().catch(tell);
  if (data.ask === "again") return again(data.key);
  if (data.ask === "forget") return store("waiting", "readwrite", (table) => table.delete(data.key)).then(tell);
  if (data.ask === "shared") return ports[0].postMessage(await giveShared());
  if (data.ask === "leave") return leave();
}

/* Who sends again what a form only asked to look at once more has read the question, and that is the answer. */
async function again(key) {
  const one = (await all("waiting")).find((each) => each.key === key);
  if (!one) return;
  const fields = one.asks ? [...one.fields.filter(([name]) => name !== "looked"), ["looked", "on"]] : one.fields;
  await store("waiting", "readwrite", (table) => table.put({ ...one, fields, refused: "", at: Date.now() }));
  await sendAll().catch(tell);
}

/* Nobody is signed in: what is on the screen or was handed over must not meet the next one. Texts wait for their own writer. */
async function leave() {
  for (const shown of await self.registration.getNotifications()) shown.close();
}

/* --- What another app hands over waits here, through a sign-in if need be, for the composer of this device --- */

async function takeShared(request) {
  const form = await request.formData();
  const [title, text, url] = ["title", "text", "url"].map((name) => String(form.get(name) ?? ""));
  const files = form.getAll("files").filter((file) => file instanceof File).slice(0, 4);
  await store("shared", "readwrite", (table) => table.put({ key: "last", title, text, url, files, at: Date.now() }));
  return Response.redirect("/contribute/?shared=yes", 303);
}

async function giveShared() {
  const [last] = await all("shared");
  await store("shared", "readwrite", (table) => table.clear());
  return last && Date.now() - last.at < 24 * 3600_000 ? last : null;
}

/* --- Notifications --- */

/* The server says what to show; a browser must always show something. */
async function notify(event) {
  const { title, body, tag, url, unread } = event.data?.json() ?? { title: "Passerelle", url: "/inbox/", tag: "unread" };
  await self.registration.showNotification(title, { body, tag, icon: ICON, badge: BADGE, lang: LANGUAGE, data: { url } });
  await (unread ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.());
}

/* A page of ours that is open goes there, else a new one opens. */
async function follow(notification) {
  notification.close();
  const url = new URL(notification.data?.url ?? "/inbox/", location.origin);
  if (url.origin !== location.origin) return;
  const [page] = await self.clients.matchAll({ type: "window" });
  if (!page) return self.clients.openWindow(url);
  await page.focus().catch(() => {}); // a browser may keep another window in front
  return page.navigate(url).catch(() => self.clients.openWindow(url));
}

/* --- The store of the device --- */

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("passerelle", 1);
    request.onupgradeneeded = () => ["waiting", "shared"].forEach((name) => request.result.createObjectStore(name, { keyPath: "key" }));
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function store(name, mode, act) {
  const database = await opened();
  try {
    const work = database.transaction(name, mode);
    const result = act(work.objectStore(name));
    await new Promise((resolve, reject) => {
      work.oncomplete = resolve;
      work.onerror = work.onabort = () => reject(work.error);
    });
    return result.result;
  } finally {
    database.close();
  }
}

function all(name) {
  return store(name, "readonly", (table) => table.getAll());
}
