// Selecting words: with the mouse, with a finger, or word by word with the arrow keys.

import { $, cut } from "./dom.js";
import { kindOf } from "./kinds.js";
import { selectedWords, selectWords, wordsOfText } from "./article.js";
import { itemOf, state } from "./state.js";

let mode = null; // { start, end, n }: the selected words, and the mention that they may become
let words = [];

export const isSelecting = () => mode !== null;

/** Begin to select with the keys: at a mention, or the words of that mention, to stretch it. */
export function beginSelecting({ n = -1, start, end }) {
  words = wordsOfText();
  mode = { n, start, end };
  showSelecting();
  selectWords(mode);
}

/** The words from where selecting without a mention begins. */
export function firstWords() {
  words = wordsOfText();
  const current = itemOf(state.mention);
  const [start, end] = words.find(([from]) => from >= (current?.start ?? 0)) ?? [0, 0];
  return { start, end };
}

/** Follow a selection that was made with the mouse. */
export function followSelection(n) {
  const found = selectedWords();
  if (found) {
    words = wordsOfText();
    mode = { n, ...found };
    showSelecting();
  } else if (mode) endSelecting();
}

export function endSelecting() {
  mode = null;
  getSelection().removeAllRanges();
  showSelecting();
}

export const selected = () => mode;

function showSelecting() {
  $("selecting").hidden = !mode;
  document.body.classList.toggle("is-selecting", Boolean(mode));
  if (!mode) return;
  $("selecting-words").textContent = `“${cut(state.article.text.slice(mode.start, mode.end), 120)}”`;
  const item = itemOf(mode.n);
  const touches = item && !item.block && item.start < mode.end && mode.start < item.end;
  $("selecting-stretch").hidden = !touches;
}

/** Move an edge of the selection by a word. */
export function moveEdge(edge, step) {
  if (!mode) return;
  const starts = words.map(([start]) => start);
  const ends = words.map(([, end]) => end);
  const [edges, at] = edge === "start" ? [starts, mode.start] : [ends, mode.end];
  const next = step > 0 ? edges.find((each) => each > at) : edges.findLast((each) => each < at);
  if (next === undefined) return;
  const moved = { ...mode, [edge]: next };
  if (moved.start >= moved.end || state.article.text.slice(moved.start, moved.end).includes("\n\n")) return;
  mode = moved;
  selectWords(mode);
  showSelecting();
}

const CLAUSE = /[,;:.!?…—–"”»“)\u2019](?=\s|$)/gu;

/** End the selection at the next comma or the like behind it, or at the end of its sentence. */
function reach(how) {
  const { text, sentences } = state.article;
  const stops = how === "sentence"
    ? sentences.map(([, end]) => end)
    : [...text.slice(mode.end).matchAll(CLAUSE)].map((match) => mode.end + match.index).concat(sentences.map(([, end]) => end)).sort((one, other) => one - other);
  for (const stop of stops) {
    const last = words.findLast(([, end]) => end <= stop)?.[1];
    if (last > mode.end && !text.slice(mode.start, last).includes("\n\n")) {
      mode = { ...mode, end: last };
      selectWords(mode);
      showSelecting();
      return;
    }
  }
}

/** Move the whole selection: by a word, or by a sentence. */
function move(step, bySentence) {
  const edges = bySentence ? state.article.sentences.map(([start]) => words.find(([from]) => from >= start)).filter(Boolean) : words;
  const next = step > 0 ? edges.find(([start]) => start > mode.start) : edges.findLast(([start]) => start < mode.start);
  if (!next) return;
  mode = { ...mode, start: next[0], end: next[1] };
  selectWords(mode);
  showSelecting();
}

/** Obey a key while words are selected; `take` is what Enter does. Whether the key was one of these. */
export function selectingKey(event, take) {
  const { key, shiftKey } = event;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (key === "Escape") endSelecting();
  else if (key === "Enter") take();
  else if (key === ",") reach("clause");
  else if (key === ".") reach("sentence");
  else if (kindOf(key) && !event.ctrlKey) take(kindOf(key));
  else if (step && shiftKey) moveEdge(key === "ArrowRight" || key === "ArrowLeft" ? "end" : "start", step);
  else if (step) move(step, key === "ArrowDown" || key === "ArrowUp");
  else return false;
  return true;
}
