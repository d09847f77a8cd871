// The article's text on the page: its marks, and which words of it are selected.

import { $, count, cut, el, say, visible } from "./dom.js";
import { currentGroup, groupOf, itemOf, state, wordsOf } from "./state.js";

const shown = new Map(); // the elements of each item, with the class they have
const begins = new Map(); // the offset where the text of each text node begins

/** Show the whole text with its marks. */
export function showText() {
  shown.clear();
  begins.clear();
  const marks = drawn();
  let at = 0;
  const passages = state.article.passages.map((passage) => {
    const inside = [];
    while (at < marks.length && marks[at].start < passage.start) at += 1;
    while (at < marks.length && marks[at].start < passage.end) inside.push(marks[at++]);
    return showPassage(passage, inside);
  });
  $("text").replaceChildren(...passages);
  $("text").lang = state.article.language || "en";
  for (const block of state.items.filter((item) => item.block)) showBlock(block, passages);
}

/** The items that are drawn as marks: of two that cross, the one that isn't refused. */
function drawn() {
  const order = [...state.items].filter((item) => !item.block && item.start < item.end);
  order.sort((one, other) => one.start - other.start || other.end - one.end || one.n - other.n);
  const open = [];
  const found = [];
  for (const item of order) {
    while (open.length && open.at(-1).end <= item.start) open.pop();
    if (open.some((outer) => item.end > outer.end)) {
      if (item.decision === "no" || open.at(-1).decision !== "no") continue;
      found.splice(found.indexOf(open.pop()), 1);
    }
    open.push(item);
    found.push(item);
  }
  return found;
}

function showPassage({ start, end, prose }, marks) {
  const passage = el("p", { className: prose ? "" : "aside", dir: "auto" });
  const open = [{ element: passage, end }];
  let at = start;
  const write = (to) => {
    if (to > at) {
      const node = document.createTextNode(visible(state.article.text.slice(at, to)));
      begins.set(node, at);
      open.at(-1).element.append(node);
    }
    at = Math.max(at, to);
  };
  const close = (to) => {
    while (open.length > 1 && open.at(-1).end <= to) {
      write(open.at(-1).end);
      open.pop();
    }
  };
  for (const item of marks) {
    close(item.start);
    write(item.start);
    const mark = el("mark", {});
    mark.dataset.n = item.n;
    shown.set(item.n, { elements: [mark], className: "" });
    open.at(-1).element.append(mark);
    open.push({ element: mark, end: Math.min(item.end, end) });
  }
  close(end);
  write(end);
  return passage;
}

function showBlock(block, passages) {
  const elements = state.article.passages.flatMap((passage, index) =>
    passage.start < block.end && block.start < passage.end ? [passages[index]] : [],
  );
  for (const element of elements) element.classList.add("block");
  shown.set(block.n, { elements: [], className: "" });
}

/** Show what has been decided, and where the reviewer is. */
export function showMarks({ isNear = true } = {}) {
  const group = currentGroup();
  const mine = new Set(group?.items.map((item) => item.n));
  for (const item of state.items) {
    const found = shown.get(item.n);
    if (!found) continue;
    const className = [
      `m-${item.kind}`,
      item.decision ? `m--${item.decision}` : "m--open",
      item.confidence === "unsure" && !item.decision ? "m--unsure" : "",
      mine.has(item.n) ? "m--current" : "",
      item.n === state.mention ? "m--here" : "",
    ].filter(Boolean).join(" ");
    if (className === found.className) continue;
    found.className = className;
    for (const element of found.elements) element.className = className;
  }
  if (isNear) comeNear();
}

/** Bring the current mention into view. */
export function comeNear() {
  const [element] = shown.get(state.mention)?.elements ?? [];
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const card = $("card").getBoundingClientRect();
  const isSheet = card.left <= 1 && card.top > 0;
  const [first, last] = [80, (isSheet ? card.top : innerHeight) - 60];
  if (top < first || bottom > last) scrollBy({ top: top - first - (last - first) / 3, behavior: "instant" });
}

/** The mark at a point of the page: the innermost one. */
export const markAt = (target) => {
  const mark = target.closest?.("mark[data-n]");
  return mark ? itemOf(Number(mark.dataset.n)) : undefined;
};

/** The offsets of the selected words, without the spaces around them; undefined where none are selected. */
export function selectedWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  if (!$("text").contains(range.commonAncestorContainer)) return undefined;
  let start = Infinity;
  let end = -1;
  const walker = document.createTreeWalker($("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const first = node === range.startContainer ? range.startOffset : 0;
    const last = node === range.endContainer ? range.endOffset : node.length;
    if (first >= last) continue;
    start = Math.min(start, begins.get(node) + first);
    end = Math.max(end, begins.get(node) + last);
  }
  return trimmed(start, end);
}

function trimmed(start, end) {
  const passage = state.article.passages.find((each) => each.start <= start && start < each.end);
  if (!passage) return undefined;
  const words = state.article.text.slice(start, Math.min(end, passage.end));
  const first = start + words.length - words.trimStart().length;
  const last = first + words.trim().length;
  return first < last ? { start: first, end: last } : undefined;
}

/** Select words, as a mouse would. */
export function selectWords({ start, end }) {
  const [first, last] = [nodeAt(start), nodeAt(end - 1)];
  if (!first || !last) return;
  getSelection().setBaseAndExtent(first.node, first.offset, last.node, last.offset + 1);
  first.node.parentElement.scrollIntoView({ block: "nearest" });
  say(state.article.text.slice(start, end));
}

function nodeAt(offset) {
  for (const [node, begin] of begins) {
    if (begin <= offset && offset < begin + node.length) return { node, offset: offset - begin };
  }
  return undefined;
}

const wordish = /[\p{L}\p{N}]/u;

/** The words of the text, by offset: as the language parts them, else by spaces. */
export function wordsOfText() {
  const { text, language } = state.article;
  if (typeof Intl.Segmenter !== "function") {
    return [...text.matchAll(/\S+/gu)].map((match) => [match.index, match.index + match[0].length]);
  }
  const segmenter = new Intl.Segmenter(language || "en", { granularity: "word" });
  return [...segmenter.segment(text)]
    .filter(({ segment, isWordLike }) => isWordLike ?? wordish.test(segment))
    .map(({ index, segment }) => [index, index + segment.length]);
}

/** The sentence around some words: before, within and behind them, as parts of a line. */
export function sentenceOf(item) {
  const { text, sentences, passages } = state.article;
  const touched = sentences.filter(([start, end]) => start < item.end && item.start < end);
  const passage = passages.find((each) => each.start <= item.start && item.start < each.end) ?? item;
  const start = Math.min(touched[0]?.[0] ?? passage.start, item.start);
  const end = Math.max(touched.at(-1)?.[1] ?? passage.end, item.end);
  return { before: text.slice(start, item.start), words: wordsOf(item), after: text.slice(item.end, end) };
}

/** What somebody who hears the page is told of the current group. */
export function sayGroup(name) {
  const group = groupOf(state.mention);
  if (!group) return;
  const { before, words, after } = sentenceOf(itemOf(state.mention));
  say(`${group.kind} ${cut(name, 80)}, ${count(group.items.length, "mention")}: ${cut(before + words + after, 300)}`);
}
