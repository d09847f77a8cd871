// What stands above the article: how far its review is, what its reviewer should know, and decisions that were lost.

import { isDecided } from "./carry.js";
import { $, coded, count, cut, el } from "./dom.js";
import { state } from "./state.js";
import { unsaved } from "./unsaved.js";

const DECIDED = { yes: "yes", no: "no", "": "changed" };

/** Show the notes; `remember` keeps the decisions of the moment. */
export function showNotes(remember) {
  $("notes").replaceChildren(...lostDecisions(remember), ...notes(state.article));
}

function notes({ state: how, reviewed, problems, text }) {
  const words = {
    drafted: reviewed ? `Annotations were drafted after ${reviewed.by} reviewed this article on ${reviewed.on}. Nobody has reviewed it since.` : "The program drafted annotations here. Nobody has reviewed them yet.",
    changed: reviewed ? `Changed since ${reviewed.by} reviewed it on ${reviewed.on}.` : "",
    reviewed: reviewed ? `Reviewed by ${reviewed.by} on ${reviewed.on}.` : "",
  }[how];
  const empty = text.trim() ? "" : "This article has no text.";
  return [words, empty, ...problems.map((each) => `${each.message}${each.hint ? `: ${each.hint}` : ""}`)].filter(Boolean).map((line) => el("p", { className: line === words && how === "reviewed" ? "well" : "" }, coded(line)));
}

/** The decisions that fit the changed text no more, so that the person can take them again. */
function lostDecisions(remember) {
  if (!state.lost.length) return [];
  const forget = () => {
    state.lost = [];
    section.remove();
    state.isSaved = !state.items.some((item) => item.origin === "own" || isDecided(item));
    if (state.isSaved) unsaved.delete(state.article.path);
    else remember();
  };
  const section = el("section", { className: "lost" },
    el("p", {}, el("strong", {}, `The article has changed, and ${count(state.lost.length, "decision")} of yours no longer ${state.lost.length === 1 ? "fits" : "fit"}.`), " Take them again where the words still stand:"),
    el("ul", {}, state.lost.map((each) => el("li", {},
      el("strong", {}, DECIDED[each.decision]), ` ${each.kind} `, each.id ? el("code", {}, each.id) : "", " ", el("span", { dir: "auto" }, `“${cut(each.words, 200)}”`),
      each.attributes.filter(([key]) => key !== "by").map(([key, value]) => el("span", { className: "pair" }, `${key}: ${value}`))))),
    el("button", { type: "button", onclick: forget }, "I have seen them"));
  return [section];
}
