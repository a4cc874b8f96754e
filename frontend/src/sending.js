/** Sends one file to the server. */

/** Posts a file and answers with what the server made of it; repeating with the same key sends nothing twice. */
export function sendFile(file, { address, key, onProgress }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append("file", file, file.name)
    request.open("POST", address)
    request.responseType = "json"
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", csrfToken())
    request.setRequestHeader("Idempotency-Key", key)
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total)
    request.onerror = request.onabort = () => reject(new Error())
    request.onload = () =>
      request.status < 300 && request.response ? resolve(request.response) : reject(new Error(request.response?.error ?? ""))
    request.send(body)
  })
}

/** Makes a key for one attempt to write something; also where the page is not served over https. */
export function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}

function csrfToken() {
  const fromPage = document.querySelector('meta[name="csrf-token"]')?.content
  const field = document.querySelector("input[name=csrfmiddlewaretoken]")?.value
  return fromPage || /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1] || field || ""
}
