// The keys of the review, as the page obeys them and as its legend lists them.

import { $, el } from "./dom.js";

export const KEYS = [
  { keys: ["y"], command: "yes", label: "Yes: accept all of its mentions (keep, for annotations that stand)" },
  { keys: ["n"], command: "no", label: "No: refuse all of its mentions (remove, for annotations that stand)" },
  { keys: ["x"], command: "here", label: "Not here: refuse this mention only; again: here too" },
  { keys: ["i"], command: "id", label: "Another id: completed over everything known, by any spelling" },
  { keys: ["k"], command: "kind", label: "Another kind" },
  { keys: [], shown: ["1", "…", "9", "0", "-"], label: "The same as another kind, as the dialog of K numbers them" },
  { keys: ["a"], command: "about", label: "About: the quotation is about the nearest meeting; again: about the next one, about none" },
  { keys: ["d"], command: "details", label: "Details: the attributes of this mention" },
  { keys: ["j", "ArrowDown"], shown: ["J", "↓"], command: "next", label: "Next" },
  { keys: ["b", "ArrowUp"], shown: ["B", "↑"], command: "back", label: "Back" },
  { keys: ["ArrowRight"], shown: ["→"], command: "mention", label: "Its next mention" },
  { keys: ["ArrowLeft"], shown: ["←"], command: "mentionBack", label: "Its mention before" },
  { keys: ["o"], command: "open", label: "Go to the next without a decision" },
  { keys: ["u"], command: "undo", label: "Undo" },
  { keys: ["t"], command: "stretch", label: "Stretch this mention: more words, or fewer" },
  { keys: ["w"], command: "select", label: "Select words, then annotate them" },
  { keys: ["Y"], shown: ["⇧Y"], command: "sure", label: "Yes to all that are sure", isRare: true },
  { keys: ["s"], command: "save", label: "Save" },
  { keys: ["q"], command: "queue", label: "The list of articles" },
  { keys: ["?"], command: "keys", label: "This legend" },
];

const SELECTING = [
  [["←", "→", "↑", "↓"], "move by a word, by a sentence"],
  [["⇧→", "⇧←"], "end a word later, earlier"],
  [["⇧↓", "⇧↑"], "begin a word later, earlier"],
  [[",", "."], "end at the next comma or the like, at the end of the sentence"],
  [["Enter"], "take the words"],
  [["1", "…", "9", "0", "-"], "take the words as that kind"],
  [["Esc"], "leave them"],
];

/** The command that a key stands for. */
export const commandOf = (key) => KEYS.find((each) => each.keys.includes(key))?.command;

/** Show the legend. */
export function showKeys(maySure) {
  const dialog = $("keys");
  const rows = KEYS.filter((each) => !each.isRare || maySure).map((each) => [each.shown ?? each.keys.map((key) => key.toUpperCase()), each.label]);
  dialog.replaceChildren(
    el("form", { method: "dialog" },
      el("h2", { id: "keys-title" }, "Keys"),
      el("dl", { className: "keys" }, rows.flatMap(row)),
      el("h3", {}, "While words are selected"),
      el("dl", { className: "keys" }, SELECTING.flatMap(row)),
      el("div", { className: "actions" }, el("button", { type: "submit", className: "primary" }, "Close ", el("kbd", {}, "Esc")))));
  dialog.showModal();
}

const row = ([keys, label]) => [el("dt", {}, keys.map((key) => [el("kbd", {}, key), " "])), el("dd", {}, label)];
