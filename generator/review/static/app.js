// The review: what the page shows, which keys and buttons it obeys, and what it asks of the server.

import { api } from "./api.js";
import { carryOver } from "./carry.js";
import { comeNear, markAt, showMarks, showText } from "./article.js";
import { showCard, showProgress } from "./card.js";
import { choose } from "./choose.js";
import { $, coded, count, cut, el, toast } from "./dom.js";
import { fillForm } from "./form.js";
import { commandOf, showKeys } from "./keys.js";
import { faultOf, kindOf } from "./kinds.js";
import { noPreview, previewSoon } from "./live.js";
import { showNotes } from "./notes.js";
import { showQueue, walkQueue } from "./queue.js";
import { askToSave } from "./save.js";
import { beginSelecting, endSelecting, firstWords, followSelection, isSelecting, moveEdge, selected, selectingKey } from "./select.js";
import * as review from "./state.js";
import { unsaved } from "./unsaved.js";

const { state } = review;
const PING = 60_000;
let list = { rows: [], states: [], elsewhere: 0 };
let isHere = true;
let hasEnded = false;

const draw = () => {
  showText();
  refresh();
};

const refresh = ({ isNear = true } = {}) => {
  showMarks({ isNear });
  showCard();
  showProgress();
};

/** Keep the decisions of the moment, and ask what comes of them. */
const after = () => {
  remember();
  previewSoon();
};

function remember() {
  if (state.article && !state.isSaved) unsaved.set(state.article.path, review.kept());
}

const changed = () => {
  draw();
  after();
};

const decided = () => {
  const next = review.nextOpen();
  if (next) review.focusGroup(next);
  else toast("All decided. S saves.");
  refresh();
  after();
};

const current = () => review.currentGroup();
const here = () => review.itemOf(state.mention);

function moveMention(step) {
  const items = current()?.items ?? [];
  const at = items.findIndex((item) => item.n === state.mention);
  if (items.length) state.mention = items[(at + step + items.length) % items.length].n;
  refresh();
}

const go = (group, n) => {
  if (group) review.focusGroup(group, n);
  refresh();
};

function accept() {
  const group = current();
  if (!group) return;
  const isSilent = review.hasNoId(group.kind) && group.kind !== "unnamed" && !group.id && !group.items[0].attributes.some(([key]) => key === "speaker");
  if (isSilent || (!review.hasNoId(group.kind) && !group.id)) {
    commands.id();
    return;
  }
  const keys = new Set(group.items[0].attributes.map(([key]) => key));
  if (keys.has("speaker") && !["for", "about", "topic"].some((key) => keys.has(key))) {
    fill("for", {
      needed: ["for", "about", "topic"],
      reason: "A speaker without a name has no record. Say for whom the speaker spoke, or what the words are about: they go into that record.",
    });
    return;
  }
  review.decide(group, "yes");
  decided();
}

/** The form of the mention's attributes, beginning with one of them; one of those in `needed` has to be given. */
function fill(first = "", { needed = [], reason = "" } = {}) {
  const item = here();
  const kind = state.article.schema.find((each) => each.kind === item?.kind);
  if (!item || !kind) return;
  fillForm({
    title: `${kind.label}: details`, words: review.wordsOf(item), kind, attributes: item.attributes, first, needed, reason,
    done: (attributes) => { review.setAttributes(item.n, attributes); changed(); },
  });
}

function ask(first, kind = "") {
  const group = current();
  const item = here();
  if (!group || !item) return;
  if (item.block && first === "kind") { toast("The kind of a block is changed in the file.", { isWrong: true }); return; }
  choose({
    title: first === "kind" ? "What kind of thing is it?" : review.hasNoId(group.kind) ? "Who says it?" : group.kind === "date" ? "Which day is it?" : "Who or what is it?",
    words: review.nameOf(group), kind: kind || group.kind, id: group.id, first, at: item.start,
    done: ({ kind, id }) => {
      review.rename(group, id, kind);
      const next = review.nextOpen();
      if (next) review.focusGroup(next);
      changed();
    },
  });
}

/** The same thing, or the same words, as another kind; asks where its id doesn't fit that kind. */
function asKind(kind) {
  const group = current();
  if (!group || kind === group.kind) return;
  if (here()?.block) { toast("The kind of a block is changed in the file.", { isWrong: true }); return; }
  const isAlike = review.isSpeech(kind) ? review.isSpeech(group.kind) : ![kind, group.kind].some((each) => each === "date" || each === "meeting" || review.hasNoId(each));
  if (!isAlike || faultOf(kind, group.id)) { ask("id", kind); return; }
  review.rename(group, group.id, kind);
  decided();
}

function takeWords(kind = "") {
  const { n, start, end } = selected();
  const item = review.itemOf(n);
  if (!kind && item && !$("selecting-stretch").hidden && state.stretching) stretchTo(item, start, end);
  else annotateWords(start, end, kind);
}

function stretchTo(item, start, end) {
  const other = review.crossing(start, end, item.kind, item.n);
  if (other) { toast(`These words cross “${cut(review.wordsOf(other), 60)}”, which is annotated. Stretch it less, or refuse the other.`, { isWrong: true }); return; }
  endSelecting();
  review.stretch(item.n, start, end);
  changed();
}

function annotateWords(start, end, wanted = "") {
  const words = state.article.text.slice(start, end);
  const fits = (kind) => !review.crossing(start, end, kind);
  if (!fits("")) {
    toast(`These words cross “${cut(review.wordsOf(review.crossing(start, end, "")), 60)}”, which is annotated.`, { isWrong: true });
    return;
  }
  choose({
    title: "What is this?", words, kind: wanted, id: words.length < 60 && !["meeting", "date", "quote", "paraphrase", "unnamed"].includes(wanted) ? words : "", first: "id", at: start,
    places: (kind) => review.sameWords(start, end, kind),
    done: ({ kind, id, everywhere }) => {
      if (!fits(kind)) { toast("These very words are annotated with that kind already.", { isWrong: true }); return; }
      endSelecting();
      review.annotate(everywhere ? review.sameWords(start, end, kind) : [[start, end]], kind, id);
      changed();
    },
  });
}

const commands = {
  yes: accept,
  no: () => { if (current()) { review.decide(current(), "no"); decided(); } },
  here: () => {
    const item = here();
    if (!item || current().items.length < 2) return;
    review.decideHere(item.n, item.decision === "no" ? "yes" : "no");
    const rest = current().items.find((each) => !each.decision);
    if (rest) state.mention = rest.n;
    else if (!review.isOpen(current()) && review.nextOpen()) review.focusGroup(review.nextOpen());
    refresh();
    after();
  },
  id: () => ask("id"),
  kind: () => ask("kind"),
  about: () => {
    const item = here();
    if (!item || !review.isSpeech(item.kind)) { toast("Quotations and paraphrases are about a meeting; this is neither."); return; }
    const about = review.sayAbout(item);
    if (about === undefined) toast("There is no meeting in this article yet.");
    else toast(about ? `About the meeting ${about}` : "About no meeting");
    refresh({ isNear: false });
    after();
  },
  details: () => fill(),
  next: () => go(review.neighbour(1)),
  back: () => go(review.neighbour(-1)),
  open: () => go(review.nextOpen()),
  mention: () => moveMention(1),
  mentionBack: () => moveMention(-1),
  undo: () => { if (review.undo()) changed(); else toast("There is nothing to undo."); },
  stretch: () => { const item = here(); if (item && !item.block) { state.stretching = true; beginSelecting(item); } },
  select: () => { state.stretching = false; beginSelecting({ n: -1, ...firstWords() }); },
  sure: () => {
    if (!state.article.mayAcceptAllSure) return;
    review.update((item) => (item.origin === "proposal" && !item.decision && item.confidence === "sure" && !["quote", "paraphrase", "meeting"].includes(item.kind) ? { ...item, decision: "yes" } : item));
    decided();
  },
  save: () => askToSave({ done: saved, reload: () => open(state.article.path, { again: true }) }),
  queue: async () => {
    list = await api.queue().catch(() => list);
    if (list.rows.length === 1) commands.end();
    else location.hash = "";
  },
  end: () => end(),
  keys: () => showKeys(state.article?.mayAcceptAllSure),
};

async function saved({ written, problems }) {
  const { path } = state.article;
  state.isSaved = true;
  unsaved.delete(path);
  await open(path, { isQuiet: true });
  const wrong = problems.filter((each) => each.severity !== "info");
  const words = written.length ? `Saved. ${count(written.length, "file")} written.` : "Saved: nothing had changed.";
  toast(wrong.length ? `${words} ${wrong[0].message}` : words, { isWrong: wrong.length > 0 });
  list = await api.queue().catch(() => list);
  if (state.article?.path !== path) return; // the reviewer went elsewhere meanwhile
  offerNext(list.rows.find((row) => row.state !== "reviewed" && row.path !== path), written);
}

function offerNext(next, written) {
  if (state.article.state !== "reviewed") return;
  const dialog = $("save");
  const actions = [
    el("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "Stay here ", el("kbd", {}, "Esc")),
    next ? el("button", { type: "button", className: "primary", onclick: () => { dialog.close(); location.hash = encodeURIComponent(next.path); } }, "Next article ", el("kbd", {}, "Enter"))
      : el("button", { type: "button", className: "primary", onclick: () => { dialog.close(); end(); } }, "Done: end the command ", el("kbd", {}, "Enter")),
  ];
  dialog.replaceChildren(el("form", { method: "dialog" },
    el("h2", { id: "save-title" }, "Reviewed"),
    el("p", {}, written.length ? `Written: ${written.slice(0, 6).join(", ")}${written.length > 6 ? ` and ${written.length - 6} more` : ""}.` : ""),
    next ? el("p", {}, `Next: ${next.title}`) : el("p", {}, coded(othersWaiting(list.elsewhere))),
    el("div", { className: "actions" }, actions)));
  dialog.showModal();
  actions[1].focus();
}

/** What waits outside this review, which may be of one article of many. */
const othersWaiting = (number) => number
  ? `${count(number, "other article")} of the project ${number === 1 ? "waits" : "wait"} for a review: \`communique annotate\` lists ${number === 1 ? "it" : "them"}.`
  : "No other article waits for a review.";

async function end() {
  if (hasUnsaved() && !confirm("End without saving? Your decisions will be lost.")) return;
  state.isSaved = true;
  unsaved.clear();
  isHere = false;
  hasEnded = true;
  noPreview();
  await api.done().catch(() => undefined);
  document.body.replaceChildren(el("main", { className: "over" }, el("h1", {}, "The review has ended."), el("p", {}, "You can close this page.")));
}

/** Open an article; `again`: with the decisions made so far, as far as they fit the new text. */
async function open(path, { again = false, isQuiet = false } = {}) {
  const before = again ? review.kept() : unsaved.get(path);
  try {
    const article = await api.article(path);
    review.begin(article);
    unsaved.delete(path);
    if (before) {
      const kept = carryOver(before);
      const lost = state.lost.length ? `; ${state.lost.length} fit no more and stand above the article` : "";
      toast(`Loaded again; ${kept} of your decisions were kept${lost}.`, { isWrong: Boolean(lost) });
    } else if (!isQuiet) $("toast").classList.remove("toast--shown");
    remember();
  } catch (refusal) {
    if (again) toast(`It can't be loaded again: ${refusal.message}. Your decisions are still here.`, { isWrong: true });
    else showNothing("This article can't be opened", refusal.message);
    return;
  }
  const { article } = state;
  document.title = `${article.title} · Review`;
  $("title").textContent = cut(article.title, 300);
  showNotes(remember);
  for (const id of ["review", "progress", "tools"]) $(id).hidden = false;
  $("queue").hidden = true;
  $("all-sure").hidden = !article.mayAcceptAllSure;
  scrollTo(0, 0);
  draw();
  previewSoon(0);
}

/** A word in place of the article that can't be shown, and the way back to the others. */
function showNothing(title, words) {
  state.article = null;
  state.isSaved = true;
  document.title = `${title} · Review`;
  $("title").textContent = title;
  for (const id of ["review", "progress", "tools"]) $(id).hidden = true;
  $("queue").hidden = false;
  $("queue").replaceChildren(el("p", { className: "lead" }, words), el("p", {}, el("a", { href: "#" }, "The list of articles")));
}

/** Whether anything would be lost with the page. */
const hasUnsaved = () => !state.isSaved || !unsaved.isEmpty();

/** The path that the address names; one that is not written as addresses are stands for itself. */
function asked() {
  const words = location.hash.slice(1);
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

async function route() {
  if (hasEnded) return;
  const path = asked();
  endSelecting();
  if (path) { await open(path); return; }
  list = await api.queue();
  if (list.rows.length === 1) { location.replace(`#${encodeURIComponent(list.rows[0].path)}`); return; }
  state.article = null;
  document.title = "Review · Communiqué";
  $("title").textContent = "Articles";
  for (const id of ["review", "progress", "tools"]) $(id).hidden = true;
  $("queue").hidden = false;
  showQueue(list, unsaved);
  $("done").addEventListener("click", end);
}

/** Show what the address names. */
const show = () => route().catch((refusal) => showNothing("The review can't be shown", refusal.message));

/** The key as an English keyboard has it: the review works with a Ukrainian one as well. */
const latin = ({ key, code, shiftKey }) => {
  const letter = /^[^ -~]$/u.test(key) && /^Key[A-Z]$/.test(code) ? code.slice(-1) : key;
  if (letter.length !== 1) return letter;
  return shiftKey ? letter : letter.toLowerCase();
};

/** Whether a key is text; a field of a dialog that was just closed keeps the focus until the next frame. */
const isTyping = (target) => target.closest("input, select, textarea") && !target.closest("dialog:not([open])");

addEventListener("keydown", (event) => {
  isHere = true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]") || isTyping(event.target)) return;
  if (!state.article) {
    if (walkQueue(event.key)) event.preventDefault();
    return;
  }
  if (isSelecting() && selectingKey(event, takeWords)) { event.preventDefault(); return; }
  if ((event.key === "Enter" || event.key === " ") && event.target.closest("button, a, summary")) return;
  const kind = kindOf(event.key);
  const command = commandOf(latin(event));
  if (!command && !kind) return;
  event.preventDefault();
  if (isSelecting()) endSelecting();
  if (command) commands[command]();
  else asKind(kind);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-command]");
  if (button) { commands[button.dataset.command](); return; }
  const edge = event.target.closest("[data-edge]")?.dataset.edge.split(",");
  if (edge) { moveEdge(edge[0], Number(edge[1])); return; }
  const mention = event.target.closest(".mention");
  if (mention) { state.mention = Number(mention.dataset.n); refresh(); return; }
  const start = event.target.closest(".link")?.dataset.start;
  if (start !== undefined) { goTo(Number(start)); return; }
  const item = state.article && getSelection().isCollapsed ? markAt(event.target) : undefined;
  if (item) go(review.groupOf(item.n), item.n);
});

function goTo(offset) {
  const inside = state.items.filter((item) => review.isActive(item) && item.start <= offset && offset <= item.end);
  const nearest = inside.sort((one, other) => one.end - one.start - (other.end - other.start))[0]
    ?? state.items.find((item) => item.start >= offset);
  if (nearest) go(review.groupOf(nearest.n), nearest.n);
}

document.addEventListener("pointerup", () => setTimeout(() => { if (state.article) followMouse(); }));
document.addEventListener("selectionchange", () => {
  if (state.article && matchMedia("(pointer: coarse)").matches) followMouse();
});

function followMouse() {
  if (document.querySelector("dialog[open]") || document.activeElement?.closest("#selecting")) return;
  if (getSelection().isCollapsed && !isSelecting()) return;
  state.stretching = false;
  followSelection(state.mention);
}

$("selecting").addEventListener("pointerdown", (event) => event.preventDefault());
$("selecting-annotate").addEventListener("click", () => { const { start, end } = selected(); annotateWords(start, end); });
$("selecting-stretch").addEventListener("click", () => { const { n, start, end } = selected(); stretchTo(review.itemOf(n), start, end); });
$("selecting-cancel").addEventListener("click", endSelecting);

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); dialog.close(); } });
  dialog.addEventListener("close", () => { if (isSelecting()) comeNear(); });
}

addEventListener("pointerdown", () => { isHere = true; });
addEventListener("hashchange", () => show());
addEventListener("beforeunload", (event) => { if (hasUnsaved()) event.preventDefault(); });
setInterval(() => {
  if (isHere || hasUnsaved()) api.ping().catch(() => undefined);
  isHere = false;
}, PING);

show();
