// Decisions that are not saved yet, by article: kept while the tab is open, so that loading the page again loses nothing.

const PREFIX = "communique-review:";

const attempt = (work) => {
  try {
    return work();
  } catch { // the browser keeps nothing for this page, or has no room: what is in memory has to do
    return undefined;
  }
};

const stored = () =>
  Object.entries(sessionStorage)
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [key.slice(PREFIX.length), JSON.parse(value)]);

const found = new Map(attempt(stored) ?? []);

export const unsaved = {
  get: (path) => found.get(path),
  has: (path) => found.has(path),
  isEmpty: () => found.size === 0,

  /** Keep the items of an article with its text and sentences, and the decisions that fit it no more. */
  set(path, { items, text, sentences, lost }) {
    found.set(path, { items, text, sentences, lost });
    attempt(() => sessionStorage.setItem(PREFIX + path, JSON.stringify({ items, text, sentences, lost })));
  },

  delete(path) {
    found.delete(path);
    attempt(() => sessionStorage.removeItem(PREFIX + path));
  },

  clear() {
    for (const path of [...found.keys()]) unsaved.delete(path);
  },
};
