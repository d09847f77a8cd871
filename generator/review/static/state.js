// The review of one article: its annotations and proposals as values, the decisions on them, and the way back.

const ALONE = new Set(["quote", "paraphrase", "unnamed"]);
const SPEAKING = new Set(["quote", "paraphrase"]);
const MOST_STEPS = 300;

/** Kinds without an id of their own; that of a quotation is its speaker. */
export const hasNoId = (kind) => ALONE.has(kind);

/** Kinds of annotations that say what somebody said. */
export const isSpeech = (kind) => SPEAKING.has(kind);

export const state = { article: null, items: [], groups: [], key: "", mention: -1, past: [], lost: [], isSaved: true };

/** Begin the review of an article as the server gives it. */
export function begin(article) {
  const isDrafted = article.state === "drafted";
  const existing = article.existing.map((each, index) => ({
    ...each,
    index,
    origin: "existing",
    decision: isDrafted ? "" : "yes",
    id: speakerOf(each) ?? each.id,
    confidence: "",
    reason: isDrafted ? "stands in a draft that nobody has reviewed" : "stands in the article",
  }));
  const proposals = article.proposals.map((each, index) => ({
    ...each,
    index,
    origin: "proposal",
    decision: each.refused ? "no" : "",
    reason: each.refused ? `${each.reason}; refused before` : each.reason,
  }));
  state.article = article;
  state.items = [...existing, ...proposals].map((each, n) => ({
    ...each,
    n,
    isTouched: false,
    was: {
      start: each.start, end: each.end, kind: each.kind, id: each.id, decision: each.decision,
      own: each.kind === "meeting" ? decidedBy(each) : "",
    },
  }));
  state.past = [];
  state.lost = [];
  state.isSaved = true;
  regroup();
  const first = state.groups.find(isOpen) ?? state.groups[0];
  focusGroup(first);
}

/** What another version of the article is compared with. */
export const kept = () => ({ items: state.items, text: state.article.text, sentences: state.article.sentences, lost: state.lost });

const speakerOf = (each) =>
  ALONE.has(each.kind) ? new Map(each.attributes).get("by") ?? "" : undefined;

/**
 * What one decision is about, besides a kind and an id: a quotation is decided alone, a date with those in the same words,
 * a meeting with those of the same attributes and people.
 */
function decidedBy(item) {
  if (ALONE.has(item.kind)) return String(item.n);
  if (item.kind === "date") return wordsOf(item).replace(/\s+/g, " ");
  if (item.kind === "meeting") return JSON.stringify([item.attributes.filter(([key]) => key !== "name").sort(), item.people ?? []]);
  return "";
}

/** The items by decision, in the order of the text: those of the article apart from those that are proposed. */
export function regroup() {
  const found = new Map();
  for (const item of [...state.items].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const side = item.origin === "existing" ? "existing" : "proposal";
    const key = `${side} ${item.kind} ${ALONE.has(item.kind) ? "" : item.id} ${decidedBy(item)}`;
    if (!found.has(key)) found.set(key, { key, side, kind: item.kind, id: item.id, items: [] });
    found.get(key).items.push(item);
  }
  state.groups = [...found.values()];
}

export const isOpen = (group) => group.items.some((item) => !item.decision);
export const openGroups = () => state.groups.filter(isOpen);
export const currentGroup = () => state.groups.find((group) => group.key === state.key);
export const itemOf = (n) => state.items.find((item) => item.n === n);
export const groupOf = (n) => state.groups.find((group) => group.items.some((item) => item.n === n));
export const isActive = (item) => item.decision !== "no";
export const wordsOf = (item) => state.article.text.slice(item.start, item.end);

/** The name of a thing, as well as the page knows it. */
export function nameOf(group) {
  const named = group.items.find((item) => item.name)?.name ?? state.article.names[group.id];
  return ALONE.has(group.kind) || group.kind === "date" || !named ? wordsOf(group.items[0]) : named;
}

/** Look at a group, and at one of its mentions: the first without a decision, unless another one is asked for. */
export function focusGroup(group, n) {
  state.key = group?.key ?? "";
  state.mention = n ?? (group?.items.find((item) => !item.decision) ?? group?.items[0])?.n ?? -1;
}

/** Change items; `change` gets each item and returns it, or another one in its place, or null to take it away. */
export function update(change, added = []) {
  state.past.push({ items: state.items, key: state.key, mention: state.mention });
  if (state.past.length > MOST_STEPS) state.past.shift();
  state.items = [...state.items.map(change).filter(Boolean), ...added];
  state.isSaved = false;
  regroup();
  if (!currentGroup()) focusGroup(groupOf(state.mention) ?? state.groups[0]);
}

/** Take the last change back; whether there was one. */
export function undo() {
  const before = state.past.pop();
  if (!before) return false;
  state.items = before.items;
  regroup();
  state.key = before.key;
  state.mention = before.mention;
  return true;
}

/** Decide on a whole group: yes goes to what is still open in it, if anything is. */
export function decide(group, decision) {
  const mine = new Set(group.items.map((item) => item.n));
  const onlyOpen = decision === "yes" && isOpen(group);
  update((item) => (mine.has(item.n) && !(onlyOpen && item.decision) ? { ...item, decision } : item));
}

/** Decide on one mention alone. */
export function decideHere(n, decision) {
  update((item) => (item.n === n ? { ...item, decision } : item));
}

/** The next group without a decision behind the current one, around the end of the text; undefined for none. */
export function nextOpen() {
  const at = state.groups.findIndex((group) => group.key === state.key);
  return [...state.groups.slice(at + 1), ...state.groups.slice(0, at + 1)].find(isOpen);
}

/** The identities of the article that are not refused: those before an offset first, the nearest of them first. */
export function nearestGroups(offset) {
  const far = ({ items }) => Math.min(...items.filter(isActive).map(({ start }) => (start <= offset ? offset - start : state.article.text.length + start - offset)));
  return state.groups.filter((group) => group.items.some(isActive)).map((group) => [far(group), group]).sort(([one], [other]) => one - other).map(([, group]) => group);
}

/** The group `step` further on in the text. */
export function neighbour(step) {
  const { groups } = state;
  const at = groups.findIndex((group) => group.key === state.key);
  return groups[(at + step + groups.length) % groups.length];
}

/** Another id for a thing, at all of its mentions, and wherever a proposal speaks of it by its old one. */
export function rename(group, id, kind = group.kind) {
  const mine = new Set(group.items.map((item) => item.n));
  const old = group.id;
  const isLeft = group.kind === "meeting" && state.items.some((item) => !mine.has(item.n) && isActive(item) && item.kind === group.kind && item.id === old);
  const speaks = old && !ALONE.has(group.kind) && group.kind !== "date" && !isLeft;
  update((item) => {
    if (mine.has(item.n)) return renamed(item, id, kind);
    if (!speaks || item.origin === "existing" || !item.attributes.some(([, value]) => value === old)) return item;
    const attributes = item.attributes.map(([key, value]) => [key, value === old ? id : value]);
    return { ...item, attributes, isTouched: true, id: ALONE.has(item.kind) && item.id === old ? id : item.id };
  });
  focusGroup(groupOf(group.items[0].n), group.items[0].n);
}

function renamed(item, id, kind) {
  const next = { ...item, id, kind, decision: "yes" };
  if (kind !== item.kind && !(SPEAKING.has(kind) && SPEAKING.has(item.kind))) return { ...next, attributes: SPEAKING.has(kind) && id ? [["by", id]] : [], isTouched: true };
  if (!ALONE.has(kind)) return item.origin === "existing" ? { ...next, isTouched: true } : next;
  const others = item.attributes.filter(([key]) => key !== "by" && !(id && key === "speaker"));
  return { ...next, attributes: id ? [["by", id], ...others] : others, isTouched: true };
}

/** The attributes of one mention, from its form. */
export function setAttributes(n, attributes) {
  const by = new Map(attributes).get("by");
  update((item) => {
    if (item.n !== n) return item;
    const id = ALONE.has(item.kind) ? by ?? new Map(attributes).get("speaker") ?? "" : item.id;
    return { ...item, attributes, id, isTouched: true, decision: "yes" };
  });
  focusGroup(groupOf(n), n);
}

/** Say of a quotation that it is about the nearest meeting; said again, about the next one; at last, about none. */
export function sayAbout(item) {
  const meetings = nearestGroups(item.start).filter((group) => group.kind === "meeting" && group.id).map((group) => group.id)
    .filter((id, index, all) => all.indexOf(id) === index);
  const about = new Map(item.attributes).get("about");
  const chosen = meetings[about ? meetings.indexOf(about) + 1 : 0];
  if (!chosen && !about) return undefined;
  const others = item.attributes.filter(([key]) => key !== "about");
  update((each) => (each.n === item.n ? { ...each, attributes: chosen ? [...others, ["about", chosen]] : others, isTouched: true } : each));
  return chosen ?? "";
}

/** Other words for a mention. */
export function stretch(n, start, end) {
  update((item) => (item.n === n ? { ...item, start, end, decision: "yes" } : item));
  focusGroup(groupOf(n), n);
}

/** Annotations of the reviewer's own over some words. */
export function annotate(places, kind, id) {
  const next = 1 + Math.max(-1, ...state.items.map((item) => item.n));
  const attributes = ALONE.has(kind) && id ? [["by", id]] : [];
  const added = places.map(([start, end], index) => ({
    n: next + index, index: -1, origin: "own", start, end, kind, id, attributes, decision: "yes", isTouched: true,
    confidence: "", reason: "annotated by you", was: { start, end, kind, id },
  }));
  update((item) => item, added);
  focusGroup(groupOf(next), next);
}

/** What stands in the way of an annotation of some words; undefined if nothing does. */
export function crossing(start, end, kind, except = -1) {
  return state.items.find((item) => {
    if (item.n === except || !isActive(item) || item.block) return false;
    const apart = item.end <= start || end <= item.start;
    const inside = (item.start <= start && end <= item.end) || (start <= item.start && item.end <= end);
    const isSame = item.start === start && item.end === end && item.kind === kind;
    return !apart && (!inside || isSame);
  });
}

/** Every place where the same words stand by themselves, and may be annotated. */
export function sameWords(start, end, kind) {
  const { text } = state.article;
  const words = text.slice(start, end);
  const isLetter = (at) => /[\p{L}\p{N}_]/u.test(text.charAt(at));
  const found = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    const stop = at + words.length;
    const isWhole = !(isLetter(at) && at > 0 && isLetter(at - 1)) && !(isLetter(stop - 1) && isLetter(stop));
    if (at === start || (isWhole && !crossing(at, stop, kind) && !isNamed(at, stop))) found.push([at, stop]);
  }
  return found;
}

const NAMING = new Set(["person", "country", "org", "place", "document", "topic", "date"]);
const isNamed = (start, end) =>
  state.items.some((item) => isActive(item) && NAMING.has(item.kind) && item.start <= start && end <= item.end);
