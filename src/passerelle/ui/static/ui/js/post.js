/* A write from a module: the page's token, and the header that asks for a short answer. */

/** POST `fields` (an object or FormData); `options` go to fetch. */
export function post(address, fields, options = {}) {
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"));
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  return fetch(address, { method: "POST", headers: { ...token, "HX-Request": "true" }, body, ...options });
}
