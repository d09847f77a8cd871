// Elements, and small words about them.

export const $ = (id) => document.getElementById(id);

/** Words as they are read, of the same length: what turns the direction of writing by force is shown as a sign. */
export const visible = (words) => words.replace(/[\ufffc\u202a-\u202e]/g, "▫");

/** An element with properties (or attributes, for names with a dash) and children; empty children are left out. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.includes("-") || name === "role" || name === "for" || name === "list") made.setAttribute(name, value);
    else made[name] = value;
  }
  const there = children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  made.append(...there.map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

/** A message as children of an element: what stands between backticks is code. */
export const coded = (words) => words.split(/`([^`]+)`/u).map((part, index) => (index % 2 ? el("code", {}, part) : part));

/** A word with its number: `count(2, "place")` is "2 places". */
export const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

let fading;

/** Tell a person something that needs no answer. */
export function toast(words, { isWrong = false } = {}) {
  const shown = $("toast");
  clearTimeout(fading);
  shown.replaceChildren(...coded(words).map((part) => (typeof part === "string" ? visible(part) : part)));
  shown.classList.toggle("toast--wrong", isWrong);
  shown.classList.add("toast--shown");
  fading = setTimeout(() => shown.classList.remove("toast--shown"), isWrong ? 9000 : 4000);
}

/** Say something to those who hear the page. */
export function say(words) {
  $("said").textContent = words;
}

export const cut = (words, most) => visible(words.length > most ? `${words.slice(0, most - 1)}…` : words);

export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
