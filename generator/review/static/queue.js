// The queue: the articles that wait for a reviewer.

import { $, coded, count, el } from "./dom.js";

/** Show the queue; `left` has the articles with decisions that are not saved. */
export function showQueue({ rows, states }, left) {
  const waiting = rows.filter((row) => row.state !== "reviewed").length;
  const sections = states.map(([state, label]) => {
    const mine = rows.filter((row) => row.state === state);
    if (!mine.length) return null;
    return el("section", {},
      el("h2", {}, `${label} `, el("span", { className: "count" }, String(mine.length))),
      el("ul", {}, mine.map((row) => entry(row, left.has(row.path)))));
  });
  $("queue").replaceChildren(
    el("p", { className: "lead" }, coded(rows.length ? (waiting ? `${count(waiting, "article")} to review. Arrows and Enter choose one.` : "Everything is reviewed.") : "There are no articles yet: `communique new article` begins one.")),
    ...sections.filter(Boolean),
    el("p", {}, el("button", { type: "button", id: "done" }, "Done: end the command")));
  $("queue").querySelector("a")?.focus({ preventScroll: true });
}

const entry = (row, isLeft) =>
  el("li", {}, el("a", { href: `#${encodeURIComponent(row.path)}`, className: `entry entry--${row.state}` },
    el("span", { className: "entry__title" }, row.title),
    el("span", { className: "entry__about" }, [row.date, row.id, row.by && `${row.state === "reviewed" ? "" : "an earlier text was "}reviewed by ${row.by}, ${row.on}`, isLeft && "your decisions are not saved yet"].filter(Boolean).join(" · "))));

/** Move through the queue; whether the key was one for that. */
export function walkQueue(key) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[key];
  if (!step) return false;
  const links = [...$("queue").querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  links[(at + step + links.length) % links.length]?.focus();
  return true;
}
