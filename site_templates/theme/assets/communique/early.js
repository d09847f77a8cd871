// Runs before the page is painted: the colour scheme and the marks that the reader chose, and the small store that Material's scripts expect
// under these names. Material writes the same as inline scripts, which a Content-Security-Policy would have to allow.
"use strict";
var __md_scope = new URL(document.currentScript.dataset.scope, location);

function __md_hash(text) {
  return [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);
}

function __md_get(key, store = localStorage, scope = __md_scope) {
  try {
    return JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null;
  }
}

function __md_set(key, value, store = localStorage, scope = __md_scope) {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // A browser without storage forgets the choice; the page works.
  }
}

// From file:// a browser may not read the manifest, and would complain.
if (location.protocol === "file:") document.querySelector("link[rel=manifest]")?.remove();

// The text of articles without marks, if the reader chose so.
if (__md_get("__marks") === "off") document.body.dataset.cqMarks = "off";

{
  const stored = __md_get("__palette");
  if (stored && stored.color) {
    const color = { ...stored.color };
    if (color.media === "(prefers-color-scheme)") {
      const wanted = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const option = document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${wanted})"]`);
      if (option) color.scheme = option.dataset.mdColorScheme;
    }
    for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
  }
}
