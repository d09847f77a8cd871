// The card of the current identity: what it is, why, each of its sentences, and the verbs.

import { $, capital, count, cut, el } from "./dom.js";
import { sayGroup, sentenceOf } from "./article.js";
import { currentGroup, hasNoId, isOpen, isSpeech, nameOf, openGroups, state } from "./state.js";

const AROUND = 110;
const FEW = 30;
const CONFIDENCE = { sure: "Sure", likely: "Likely", unsure: "Not sure" };
const DECISION = { yes: "✓", no: "✕", "": "·" };
const SPOKEN = { yes: "accepted", no: "refused", "": "open" };

let last = "";

/** Show the card of the current group. */
export function showCard() {
  const group = currentGroup();
  $("card").classList.toggle("card--empty", !group);
  for (const button of $("verbs").querySelectorAll("button")) {
    button.disabled = !group && button.dataset.command !== "select";
  }
  if (!group) {
    showNothing();
    return;
  }
  const item = group.items.find((each) => each.n === state.mention) ?? group.items[0];
  const kind = state.article.schema.find((each) => each.kind === group.kind);
  const name = nameOf(group);
  $("card-where").textContent = `${state.groups.indexOf(group) + 1} of ${state.groups.length}`;
  $("card-kind").className = `kind k-${group.kind}`;
  $("card-kind").textContent = kind?.label ?? capital(group.kind);
  $("card-name").textContent = cut(name, 160);
  $("card-id").replaceChildren(...identity(group, item));
  $("card-why").replaceChildren(...reason(group, item));
  if (last !== group.key) $("card").classList.remove("card--all");
  showState(group);
  showMentions(group);
  showVerbs(group);
  if (last !== group.key) sayGroup(name);
  last = group.key;
  showWhole(group);
}

function showNothing() {
  $("card-where").textContent = "";
  $("card-kind").textContent = "";
  $("card-kind").className = "kind";
  $("card-name").textContent = "Nothing is annotated or proposed here";
  $("card-id").textContent = "Select words, with the mouse or with W, to annotate them.";
  $("card-why").textContent = "";
  $("card-mentions").replaceChildren();
  $("card-state").textContent = "";
  $("card-state").className = "";
}

function identity(group, item) {
  const speaks = hasNoId(group.kind);
  const id = speaks ? (group.id ? `by ${group.id}` : "by nobody yet") : group.id || "no id yet";
  const isNew = !speaks && item.new;
  const others = group.items.filter((each) => each !== item && each.decision !== "no");
  const said = [item, ...others].flatMap((each) => each.attributes)
    .filter(([key, value]) => key !== "by" && !(key === "speaker" && value === group.id))
    .map(([key, value]) => `${key}: ${value}`);
  const attributes = [...new Set(said)].map((pair) => el("span", { className: "pair" }, pair));
  return [el("code", {}, id), isNew ? el("span", { className: "chip chip--new" }, "new record") : "", ...attributes].filter(Boolean);
}

function reason(group, item) {
  if (group.side === "existing") return [capital(item.reason)];
  const sure = CONFIDENCE[item.confidence];
  return [sure ? el("strong", { className: `c-${item.confidence}` }, sure) : "", sure ? `: ${item.reason}` : capital(item.reason)];
}

function showState(group) {
  const all = (decision) => group.items.every((item) => item.decision === decision);
  const chip = $("card-state");
  const [word, className] = isOpen(group) ? ["to decide", "open"]
    : all("yes") ? [group.side === "existing" ? "stays" : "yes", "yes"]
    : all("no") ? [group.side === "existing" ? "removed" : "no", "no"]
    : ["in part", "yes"];
  chip.textContent = word;
  chip.className = `chip chip--${className}`;
}

function showMentions(group) {
  const at = group.items.findIndex((item) => item.n === state.mention);
  const most = $("card").classList.contains("card--all") ? group.items.length : FEW;
  const from = Math.max(0, Math.min(at - FEW / 2, group.items.length - most));
  const rows = group.items.slice(from, from + most).map((item) => {
    const { before, words, after } = sentenceOf(item);
    const isHere = item.n === state.mention;
    const row = el(
      "button",
      { type: "button", className: `mention mention--${item.decision || "open"}`, "aria-current": isHere ? "true" : undefined },
      el("span", { className: "mention__sign", "aria-hidden": "true" }, DECISION[item.decision]),
      el("span", { className: "unseen" }, `${SPOKEN[item.decision]}: `),
      el("span", { dir: "auto" }, before.length > AROUND ? `…${before.slice(-AROUND)}` : before, el("b", {}, cut(words, 400)), cut(after, AROUND)),
    );
    row.dataset.n = item.n;
    return el("li", {}, row);
  });
  const rest = group.items.length - rows.length;
  const list = $("card-mentions");
  list.start = from + 1;
  list.replaceChildren(...rows, ...(rest > 0 ? [el("li", { className: "help" }, `and ${count(rest, "mention")} more`)] : []));
  list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** On a narrow screen: the button that shows all sentences, where there is no room for them beside the text. */
function showWhole(group) {
  const [card, list, button] = [$("card"), $("card-mentions"), $("card-all")];
  const isWhole = card.classList.contains("card--all");
  button.hidden = !isWhole && list.scrollHeight <= list.clientHeight + 1;
  button.setAttribute("aria-expanded", String(isWhole));
  button.textContent = isWhole ? "Back to the text ▾" : group.items.length > 1 ? `Show all ${count(group.items.length, "sentence")} ▴` : "Show the whole sentence ▴";
  button.onclick = () => {
    card.classList.toggle("card--all", !isWhole);
    showMentions(group);
    showWhole(group);
  };
}

function showVerbs(group) {
  const isExisting = group.side === "existing";
  const verb = (name) => $("verbs").querySelector(`[data-command="${name}"] span`);
  const many = group.items.length > 1 ? `${isExisting ? "" : " to"} all ${group.items.length}` : "";
  verb("yes").textContent = `${isExisting ? "Keep" : "Yes"}${many}`;
  verb("no").textContent = `${isExisting ? "Remove" : "No"}${many}`;
  verb("id").textContent = hasNoId(group.kind) ? "Another speaker" : group.kind === "date" ? "Another date" : "Another id";
  const item = group.items.find((each) => each.n === state.mention);
  verb("here").textContent = item?.decision === "no" ? "Here too" : "Not here";
  $("verbs").querySelector('[data-command="here"]').disabled = group.items.length < 2;
  $("verbs").querySelector('[data-command="here"]').hidden = isSpeech(group.kind);
  $("verbs").querySelector('[data-command="about"]').hidden = !isSpeech(group.kind);
  $("verbs").querySelector('[data-command="stretch"]').disabled = Boolean(item?.block);
}

/** Show how much is decided. */
export function showProgress() {
  const [all, open] = [state.groups.length, openGroups().length];
  $("bar").max = Math.max(all, 1);
  $("bar").value = all - open;
  $("left").textContent = open ? `${open} to decide` : all ? "all decided" : "";
}
