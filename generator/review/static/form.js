// The form of an annotation's attributes, made from the schema.

import { api } from "./api.js";
import { $, coded, cut, el } from "./dom.js";

const REFERENCES = new Set(["reference"]);

/** Ask for the attributes of a mention. `given` has `title`, `words`, `kind` (as the schema has it), `attributes`, `first`, `needed`, `reason`, `done`. */
export function fillForm(given) {
  const dialog = $("form");
  const said = new Map(given.attributes);
  const rows = given.kind.attributes.filter((row) => isShown(row, given.kind.attributes, said));
  if (given.kind.roles.length) rows.push({ key: "as", label: "Takes part as", help: "What it is in the meeting around it.", type: "choice", to: [], choices: given.kind.roles.map((role) => [role, role]) });
  for (const key of said.keys()) {
    if (!rows.some((row) => row.key === key)) rows.push({ key, label: key, help: "The schema has no such attribute: empty it to take it away.", type: "text", to: [], choices: [] });
  }
  const { needed = [], reason = "" } = given;
  const rank = (row) => (needed.includes(row.key) ? 2 : Number(said.has(row.key)));
  rows.sort((one, other) => rank(other) - rank(one));
  const wrong = el("p", { className: "wrong", role: "alert" });
  const lists = el("div", {});
  const form = el("form", { method: "dialog" },
    el("h2", { id: "form-title" }, given.title),
    el("p", { className: "quoted" }, `“${cut(given.words, 200)}”`),
    given.kind.kind === "person" ? el("p", { className: "help" }, coded("What the article says here. A `role`, `country`, `org` or `for` that is given once holds in the whole article.")) : "",
    reason ? el("p", { id: "form-reason" }, reason) : "",
    el("div", { className: "fields" }, rows.map((row) => field(row, said.get(row.key) ?? "", lists, needed))),
    lists, wrong,
    el("div", { className: "actions" },
      el("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "Cancel ", el("kbd", {}, "Esc")),
      el("button", { type: "submit", className: "primary" }, "Take it ", el("kbd", {}, "Enter"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const keys = [...new Set([...said.keys(), ...rows.map((row) => row.key)])];
    const value = (key) => form.elements[`a-${key}`].value.trim();
    if (needed.length && !needed.some((key) => form.elements[`a-${key}`]?.value.trim())) {
      wrong.replaceChildren(...coded(`Give one of ${needed.map((key) => `\`${key}\``).join(", ")}.`));
      (form.elements[`a-${given.first}`] ?? form.querySelector("input, select"))?.focus();
      return;
    }
    dialog.close();
    given.done(keys.map((key) => [key, value(key)]).filter(([, word]) => word));
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  (form.elements[`a-${given.first}`] ?? form.querySelector("input, select"))?.focus();
}

/** Of the attributes that say the same, one is shown: that which is said already, or else the one with the usual key. */
function isShown(row, all, said) {
  return said.has(row.key) || (!row.alias && !all.some((other) => other.alias === row.key && said.has(other.key)));
}

function field(row, value, lists, needed) {
  const id = `a-${row.key}`;
  const about = `${id}-help`;
  const control = row.choices.length ? choice(row, value) : words(row, value, lists);
  control.id = id;
  control.name = id;
  if (row.help) control.setAttribute("aria-describedby", about);
  return el("div", { className: "field" },
    el("label", { htmlFor: id }, row.label, row.label.toLowerCase() === row.key ? "" : [" ", el("code", {}, row.key)], needed.includes(row.key) ? el("span", { className: "help" }, " one of these is needed") : ""),
    control,
    row.help ? el("p", { className: "help", id: about }, coded(row.help)) : "");
}

function choice(row, value) {
  const choices = row.choices.some(([word]) => word === value) || !value ? row.choices : [[value, `${value} (unknown)`], ...row.choices];
  const seen = new Map(choices);
  return el("select", {}, el("option", { value: "" }, "–"), [...seen].map(([word, label]) => el("option", { value: word, selected: word === value }, label)));
}

function words(row, value, lists) {
  const input = el("input", { type: "text", value, autocomplete: "off", autocapitalize: "off" });
  if (row.type === "date") input.placeholder = "2025-12-02";
  if (!REFERENCES.has(row.type)) return input;
  const list = el("datalist", { id: `list-${row.key}` });
  lists.append(list);
  input.setAttribute("list", list.id);
  let turn = 0;
  const look = async () => {
    const mine = (turn += 1);
    const found = await api.complete(input.value, row.to).catch(() => ({ things: [] }));
    if (mine === turn) list.replaceChildren(...found.things.map((thing) => el("option", { value: thing.id }, thing.name)));
  };
  input.addEventListener("input", look);
  input.addEventListener("focus", look, { once: true });
  return input;
}
