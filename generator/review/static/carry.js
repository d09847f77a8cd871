// After the file changed: the decisions made on the text before, carried over to the new one.

import { crossing, focusGroup, isActive, isOpen, regroup, state, wordsOf } from "./state.js";

/**
 * After the file changed: the decisions made on the text before, as far as they fit the new one. How many were kept;
 * those that fit nothing are `state.lost`.
 */
export function carryOver({ items, text, sentences = [], lost = [] }) {
  const [mine, own] = [items.filter((item) => item.origin !== "own"), items.filter((item) => item.origin === "own" && isActive(item))];
  const matches = matched(mine, text, sentences);
  const left = mine.filter((item) => isDecided(item) && !matches.has(item));
  let kept = 0;
  const found = new Map([...matches].map(([before, item]) => [item.n, before]));
  state.items = state.items.map((item) => {
    const before = found.get(item.n);
    if (!before || !isDecided(before)) return item;
    const span = stretched(item, before, text);
    if (span === null) left.push(before);
    kept += 1;
    const { decision, kind, id, attributes, isTouched } = before;
    return { ...item, ...span, decision, kind, id, attributes: isTouched ? attributes : item.attributes, isTouched };
  });
  for (const item of own) {
    if (isPlaced(item, text)) kept += 1;
    else left.push(item);
  }
  const standing = new Set(state.items.filter((item) => item.origin === "existing").map((item) => `${item.kind} ${item.id} ${wordsOf(item)}`));
  const now = left.sort((one, other) => one.start - other.start).map((item) => ({ decision: item.decision, kind: item.kind, id: item.id, words: text.slice(item.start, item.end), attributes: item.isTouched ? item.attributes : [] }));
  state.lost = [...lost, ...now.filter((each) => each.decision !== "yes" || !standing.has(`${each.kind} ${each.id} ${each.words}`))];
  state.isSaved = kept === 0 && !state.lost.length;
  regroup();
  focusGroup(state.groups.find(isOpen) ?? state.groups[0]);
  return kept;
}

/** Annotate the words of a reviewer's own annotation where they stand now; whether they do, and nothing is in the way. */
function isPlaced(item, text) {
  const words = text.slice(item.start, item.end);
  const start = nearest(words, item.start);
  const end = start + words.length;
  if (start < 0 || crossing(start, end, item.kind)) return false;
  state.items = [...state.items, { ...item, n: 1 + Math.max(-1, ...state.items.map(({ n }) => n)), start, end }];
  return true;
}

/** Whether a person decided on what stands or was proposed. */
export const isDecided = ({ decision, isTouched, kind, id, start, end, was }) =>
  isTouched || decision !== was.decision || kind !== was.kind || id !== was.id || start !== was.start || end !== was.end;

/**
 * What was decided on before, each with what it is in the new text: the same words in the same sentence; else the same
 * words in their order, unless they were decided on differently.
 */
function matched(before, text, sentences) {
  const label = (item, words) => `${item.origin} ${item.was.kind} ${item.was.id} ${item.was.own ?? ""} ${words.slice(item.was.start, item.was.end)}`;
  const found = new Map();
  const pair = (olds, news, key) => {
    const waiting = Map.groupBy(olds, (item) => key(item, text, sentences));
    for (const item of news) {
      const old = waiting.get(key(item, state.article.text, state.article.sentences))?.shift();
      if (old) found.set(old, item);
    }
  };
  pair(before, state.items, (item, words, all) => `${label(item, words)} ${sentenceAt(words, all, item.was.start)}`);
  const taken = new Set(found.values());
  const [olds, news] = [before.filter((item) => !found.has(item)), state.items.filter((item) => !taken.has(item))];
  const ways = new Map();
  for (const item of olds) ways.set(label(item, text), (ways.get(label(item, text)) ?? new Set()).add(decisionOn(item)));
  pair(olds.filter((item) => ways.get(label(item, text)).size === 1), news, label);
  return found;
}

const sentenceAt = (text, sentences, at) => {
  const [start, end] = sentences.find(([from, to]) => from <= at && at < to) ?? [at, at];
  return text.slice(start, end);
};

const decisionOn = ({ decision, kind, id, attributes, isTouched }) => JSON.stringify([decision, kind, id, isTouched && attributes]);

/** The words that a mention was stretched to, where they still stand around it; null where they don't. */
function stretched(item, { start, end, was }, text) {
  if (start === was.start && end === was.end) return undefined;
  const span = { start: item.start + start - was.start, end: item.end + end - was.end };
  return state.article.text.slice(span.start, span.end) === text.slice(start, end) ? span : null;
}

function nearest(words, at) {
  const { text } = state.article;
  const [before, after] = [text.lastIndexOf(words, at), text.indexOf(words, at)];
  if (before < 0 || after < 0) return Math.max(before, after);
  return at - before < after - at ? before : after;
}
