// Facts and findings, as the article would have them with the decisions of the moment.

import { api } from "./api.js";
import { changes } from "./changes.js";
import { $, coded, count, el } from "./dom.js";
import { state } from "./state.js";

const PAUSE = 250;
let waiting = 0;
let isAsking = false;
let isDue = false;
let latest = { items: null, findings: [] };

/** Ask for the preview soon; of several wishes in a row, only the last one is answered. */
export function previewSoon(pause = PAUSE) {
  clearTimeout(waiting);
  waiting = setTimeout(ask, pause);
}

/** Ask for no preview any more. */
export const noPreview = () => clearTimeout(waiting);

async function ask() {
  if (!state.article) return;
  if (isAsking) {
    isDue = true;
    return;
  }
  isAsking = true;
  isDue = false;
  document.body.classList.add("is-asking");
  const { path, version } = state.article;
  const { items } = state;
  try {
    const { sent, owners } = changes();
    const found = await api.preview({ path, version, changes: sent });
    if (state.article?.path === path && state.article.version === version) show(found, owners, items);
  } catch (refusal) {
    $("findings")?.replaceChildren(el("li", { className: "finding finding--error" }, refusal.message));
  }
  isAsking = false;
  document.body.classList.remove("is-asking");
  if (isDue) ask();
}

/** The errors of the article as it would be saved with the decisions of the moment. */
export async function errorsNow() {
  if (latest.items !== state.items) {
    const { items } = state;
    const { path, version } = state.article;
    const { sent, owners } = changes();
    latest = { items, findings: findingsOf(await api.preview({ path, version, changes: sent }), owners) };
  }
  return latest.findings.filter((each) => each.severity === "error");
}

function findingsOf(found, owners) {
  const refused = found.refused.map((index) => state.items.find((item) => item.n === owners[index])).filter(Boolean);
  return [
    ...refused.map((item) => ({ severity: "error", message: `no brackets can stand around “${state.article.text.slice(item.start, item.end)}”`, hint: "Markdown is in the way: stretch it, or leave it out", start: item.start })),
    ...found.findings,
  ];
}

function show(found, owners, items) {
  const rows = findingsOf(found, owners);
  latest = { items, findings: rows };
  $("findings-count").textContent = rows.length ? String(rows.length) : "none";
  $("findings").replaceChildren(...rows.map(finding));
  const facts = found.records.reduce((sum, record) => sum + record.facts.length, 0);
  $("facts-count").textContent = found.broken ? "none while there are errors" : count(facts, "fact");
  $("facts").replaceChildren(...found.records.map(record));
}

const link = (start, ...words) => {
  const button = el("button", { type: "button", className: "link" }, ...words);
  button.dataset.start = start;
  return button;
};

const finding = (each) =>
  el("li", { className: `finding finding--${each.severity}` },
    el("strong", {}, { error: "Error", warning: "Warning", info: "Note" }[each.severity]), ": ", link(each.start, coded(each.message)),
    each.hint ? el("span", { className: "help" }, " ", coded(each.hint)) : "");

const record = (each) =>
  el("section", {},
    el("h3", {}, el("span", { className: `dot k-${each.kind}`, "aria-hidden": "true" }), el("span", {}, each.name), each.new ? el("span", { className: "chip chip--new" }, "new record") : ""),
    el("dl", {}, each.facts.flatMap((fact) => [el("dt", {}, fact.label), el("dd", {}, link(fact.start, fact.value || "–"))])));
