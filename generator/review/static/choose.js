// The dialog that says what some words name: a kind, and an id that is completed over the register.

import { api } from "./api.js";
import { $, capital, coded, cut, el } from "./dom.js";
import { digitOf, faultOf, kindOf } from "./kinds.js";
import { hasNoId, nearestGroups, state } from "./state.js";

const SPEAKERS = ["person", "org", "country"];
const NAMING = new Set(["person", "country", "org", "place", "document", "topic"]);

let asked = 0;

/**
 * Ask for a kind and an id. `given` has `title`, `words`, `kind`, `id`, `places` (how many other places have the same
 * words, by kind), `at` (the offset of the words), `first` (where to begin: "kind" or "id") and `done`, which gets the
 * answer.
 */
export function choose(given) {
  const dialog = $("choose");
  const kinds = state.article.schema;
  let options = [];
  let chosen = -1;
  let answered = null;
  let fault = "";
  let isPicked = false; // by an arrow or the mouse, or taken a second time

  const input = el("input", {
    id: "choose-id", type: "text", autocomplete: "off", spellcheck: false, role: "combobox", value: given.id,
    "aria-expanded": "false", "aria-controls": "choose-list", "aria-autocomplete": "list", "autocapitalize": "off",
  });
  const list = el("ul", { id: "choose-list", role: "listbox", className: "options", "aria-label": "What it may be" });
  const label = el("label", { htmlFor: "choose-id" });
  const help = el("p", { className: "help", id: "choose-help" });
  input.setAttribute("aria-describedby", "choose-help");
  const everywhere = el("input", { type: "checkbox", id: "choose-all", checked: true });
  const everywhereWords = el("span", {});
  const everywhereRow = el("label", { className: "check" }, everywhere, everywhereWords);
  const wrong = el("p", { className: "wrong", role: "alert" });
  const radios = kinds.map((each, index) => {
    const radio = el("input", { type: "radio", name: "kind", value: each.kind, checked: each.kind === given.kind });
    return el("label", { className: `kind k-${each.kind}`, title: each.help }, radio, ` ${each.label}`, digitOf(index) ? el("kbd", {}, digitOf(index)) : "");
  });
  const kind = () => form.elements.kind.value;

  const show = () => {
    list.replaceChildren(...options.map((option, index) => {
      const row = el("li", { role: "option", id: `choose-${index}`, "aria-selected": String(index === chosen) },
        el("span", { className: `dot k-${option.kind}`, "aria-hidden": "true" }),
        el("span", { className: "option__name" }, option.isNew ? `New: ${option.name}` : cut(option.name, 80)),
        el("code", {}, option.id),
        el("span", { className: "option__kind" }, option.isNew ? "new record" : labelOf(option.kind)));
      row.addEventListener("pointerdown", (event) => event.preventDefault());
      row.addEventListener("click", () => { chosen = index; isPicked = true; take(); });
      return row;
    }));
    input.setAttribute("aria-expanded", String(options.length > 0));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `choose-${chosen}`);
    else input.removeAttribute("aria-activedescendant");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  };

  const look = async () => {
    const turn = (asked += 1);
    const query = input.value.trim();
    const wanted = kind() === "date" || kind() === "unnamed" ? null : hasNoId(kind()) ? SPEAKERS : kind() ? [kind()] : [];
    let found = { things: [], slug: "", fault: "" };
    found = await api.complete(query, wanted ?? [], kind()).catch(() => found);
    if (turn !== asked || !dialog.open) return;
    const mine = (wanted ? nearestGroups(given.at ?? 0) : []).filter((group) => group.id && !hasNoId(group.kind) && (!wanted.length || wanted.includes(group.kind)) && matches(group, query));
    const own = mine.map((group) => ({ kind: group.kind, id: group.id, name: state.article.names[group.id] ?? group.items.find((item) => item.name)?.name ?? group.id }));
    options = dedupe(!wanted ? [] : query ? [...found.things, ...own] : [...own, ...found.things]).slice(0, 9);
    const meeting = !query && kind() === "meeting" ? meetingId(given.at ?? 0, (given.at ?? 0) + given.words.length) : "";
    if (meeting && !options.some((option) => option.id === meeting)) options.push({ kind: "meeting", id: meeting, name: meeting, isNew: true });
    const isNew = wanted && kind() && kind() !== "country" && !hasNoId(kind()) && found.slug && !options.some((option) => option.id === found.slug);
    if (isNew) options.push({ kind: kind(), id: found.slug, name: query, isNew: true });
    answered = query;
    fault = found.fault;
    isPicked = false;
    chosen = !query ? -1 : options.length && !options[0].near ? 0 : options.findIndex((option) => option.isNew);
    show();
  };

  const turn = () => {
    const speaks = hasNoId(kind());
    label.textContent = kind() === "date" ? "The day or days" : speaks ? "The speaker" : "Name or id";
    help.textContent = kind() === "date" ? "2025-12-02, a month as 2025-12, a span as 2025-12-02/2025-12-04; ~ behind it for about"
      : kind() === "unnamed" ? "People without a name have no id: say in the details how many they are, and for whom"
      : speaks ? "Type any spelling of the speaker. For somebody without a name: leave this empty, then give speaker and for in the details"
      : "Type any spelling, in any script, or an id of your own";
    input.disabled = kind() === "unnamed";
    const places = given.places?.(kind()) ?? [];
    everywhereRow.hidden = !(NAMING.has(kind()) && places.length > 1);
    if (!given.kind && isOwnName(kind()) && input.value === given.id) input.value = "";
    else if (!given.kind && !isOwnName(kind()) && !input.value) input.value = given.id;
    everywhereWords.textContent = ` At all ${places.length} places where these words stand`;
    wrong.textContent = "";
    look();
  };

  const take = async () => {
    if (answered !== input.value.trim()) await look();
    const option = options[chosen];
    const typed = input.value.trim();
    const id = kind() === "unnamed" ? "" : option ? option.id : typed;
    const taken = kind() || option?.kind;
    const amiss = !taken ? "Say what kind of thing it is" : faultOf(taken, id) || (option || !id ? "" : fault);
    if (amiss) { wrong.replaceChildren(...coded(amiss)); return; }
    if (option?.isNew && fault && typed !== given.words && !isPicked) { // no id is made of other words unasked
      wrong.replaceChildren(...coded(`${fault}. Enter again makes the new ${labelOf(taken).toLowerCase()} \`${option.id}\` of it.`));
      isPicked = true;
      return;
    }
    dialog.close();
    given.done({ kind: taken, id, everywhere: !everywhereRow.hidden && everywhere.checked });
  };

  const form = el("form", { method: "dialog" },
    el("h2", { id: "choose-title" }, given.title),
    el("p", { className: "quoted" }, `“${cut(given.words, 200)}”`),
    el("fieldset", { className: "kinds" }, el("legend", {}, "Kind"), radios),
    label, input, help, list, everywhereRow, wrong,
    el("div", { className: "actions" },
      el("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "Cancel ", el("kbd", {}, "Esc")),
      el("button", { type: "submit", className: "primary" }, "Take it ", el("kbd", {}, "Enter"))));

  form.addEventListener("submit", (event) => { event.preventDefault(); take(); });
  form.addEventListener("change", (event) => { if (event.target.name === "kind") turn(); });
  input.addEventListener("input", () => { wrong.textContent = ""; look(); });
  form.addEventListener("keydown", (event) => {
    const digit = kindOf(event.key);
    if (event.target !== input && digit && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.kind.value = digit;
      turn();
      input.focus();
      input.select();
    } else if (event.target === input && (event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length + 1) % (options.length + 1);
      if (chosen === options.length) chosen = -1;
      isPicked = chosen >= 0;
      show();
    } else if (event.target.name === "kind" && event.key === "Enter") {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });

  dialog.replaceChildren(form);
  dialog.showModal();
  turn();
  if (given.first === "kind") (form.querySelector("input[name=kind]:checked") ?? form.querySelector("input[name=kind]")).focus();
  else { input.focus(); input.select(); }
}

/** Whether a thing of a kind is not called by the words that are annotated. */
const isOwnName = (kind) => kind === "meeting" || kind === "date" || hasNoId(kind);

/** An id for a meeting of the day, and at the place or with the people, that its words name; "" where they name no day. */
function meetingId(start, end) {
  const named = (...kinds) => nearestGroups(start).filter((group) => kinds.includes(group.kind) && group.items.some((item) => start <= item.start && item.end <= end));
  const day = named("date").find((group) => /^\d{4}-\d\d-\d\d$/.test(group.id))?.id;
  const where = named("place")[0] ?? named("person", "org", "country")[0];
  return day && where ? `${day}-${where.id}` : "";
}

const labelOf = (kind) => state.article.schema.find((each) => each.kind === kind)?.label ?? capital(kind);

const matches = (group, query) => {
  const wanted = query.toLowerCase();
  return [group.id, ...group.items.map((item) => item.name ?? ""), ...group.items.map((item) => state.article.text.slice(item.start, item.end))]
    .some((each) => each.toLowerCase().includes(wanted));
};

const dedupe = (things) => [...new Map(things.map((thing) => [`${thing.kind} ${thing.id}`, thing])).values()];
