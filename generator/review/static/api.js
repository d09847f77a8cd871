// What the page asks of its server, which stands beside it under the same token.

/** An answer that is none: its status and the server's word. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(`api/${path}`, { cache: "no-store", credentials: "omit", ...options });
  } catch {
    throw new Refusal(0, "The command behind this page has ended. Your decisions are still here: start it again in another window, then copy what you need.");
  }
  const found = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, found.error || response.statusText);
  return found;
}

const post = (name, body) =>
  ask(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const api = {
  queue: () => ask("queue"),
  article: (path) => ask(`article?${new URLSearchParams({ path })}`),
  complete: (q, kinds, kind = "") => ask(`complete?${new URLSearchParams({ q, kinds: kinds.join(","), kind })}`),
  preview: (body) => post("preview", body),
  save: (body) => post("save", body),
  ping: () => ask("ping"),
  done: () => post("done", {}),
};
