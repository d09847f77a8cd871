// Saving: what is written, who signs for it, and what to do where somebody else was faster.

import { api } from "./api.js";
import { changes, sums } from "./changes.js";
import { $, coded, count, el } from "./dom.js";
import { errorsNow } from "./live.js";
import { openGroups, state } from "./state.js";

const MOST_ERRORS = 20;

let remembered = { extract: false };

/** Ask how to save. `done` gets the answer of the server, `reload` loads the article again with the decisions. */
export function askToSave({ done, reload }) {
  const dialog = $("save");
  const open = openGroups();
  const proposals = open.filter((group) => group.side === "proposal").length;
  const { added, replaced, removed, refused } = sums();
  const written = [added && `${count(added, "annotation")} to write`, replaced && `${replaced} to change`, removed && `${removed} to remove`, refused && `${refused} refused`].filter(Boolean);
  const reviewed = el("input", { type: "checkbox", id: "save-reviewed", checked: open.length === 0 });
  const reviewer = el("input", { type: "text", id: "save-by", value: state.article.reviewer, autocomplete: "name", maxLength: 100 });
  const extract = el("input", { type: "checkbox", id: "save-extract", checked: remembered.extract });
  const wrong = el("div", { className: "wrong", role: "alert" });
  const errors = el("div", { className: "errors", role: "status" });
  const word = el("span", {}, "Save");
  const submit = el("button", { type: "submit", className: "primary" }, word, " ", el("kbd", {}, "Enter"));
  const form = el("form", { method: "dialog" },
    el("h2", { id: "save-title" }, "Save the article"),
    el("p", {}, written.length ? `${written.join(", ")}.${refused ? " The article notes what you refused: it is not proposed again." : ""}` : "The annotations stay as they are.", proposals ? ` ${count(proposals, "proposal")} without a decision ${proposals === 1 ? "is" : "are"} left out.` : ""),
    el("label", { className: "check" }, reviewed, el("span", {}, " I have read every annotation of this article. ", el("span", { className: "help" }, `The article says by whom and when it was reviewed${state.article.state === "drafted" ? "; it is no draft any more" : ""}.`))),
    el("label", { htmlFor: "save-by" }, "Reviewed by"), reviewer,
    el("label", { className: "check" }, extract, el("span", {}, " Extract its facts into the records")),
    errors,
    wrong,
    el("div", { className: "actions" },
      el("button", { type: "button", className: "plain", onclick: () => dialog.close() }, "Cancel ", el("kbd", {}, "Esc")), submit));
  const turn = () => { reviewer.disabled = !reviewed.checked; };
  reviewed.addEventListener("change", turn);
  turn();
  const check = errorsNow().catch(() => []).then((found) => {
    if (found.length) errors.replaceChildren(...errorWords(found));
    return found.length;
  });
  let isAsked = false;
  let isAgreed = false;
  /** Whether the article may be saved as it is: where it has errors the first wish only names them, however fast it came. */
  const agreed = async () => {
    if (isAsked) return isAgreed;
    isAsked = true;
    const number = await check;
    isAgreed = true;
    if (number) word.textContent = `Save with ${count(number, "error")}`;
    return !number;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await agreed())) return;
    if (reviewed.checked && !reviewer.value.trim()) {
      wrong.textContent = "Say who reviewed it, or take the mark at “I have read every annotation” away.";
      reviewer.focus();
      return;
    }
    remembered = { extract: extract.checked };
    submit.disabled = true;
    wrong.textContent = "";
    try {
      const { sent, owners } = changes();
      const answer = await api.save({ path: state.article.path, version: state.article.version, changes: sent, reviewer: reviewed.checked ? reviewer.value : "", extract: extract.checked });
      if (answer.stale) offerReload(wrong, dialog, reload);
      else if (answer.refused.length) wrong.textContent = `Nothing was written: no brackets can stand around ${answer.refused.map((index) => `“${wordsOf(owners[index])}”`).join(", ")}. Markdown is in the way: stretch them, or leave them out.`;
      else if (!answer.written.length && answer.problems.some((each) => each.severity === "error")) wrong.replaceChildren(...answer.problems.map(told));
      else { dialog.close(); done(answer); }
    } catch (refusal) {
      if (refusal.status === 409) offerReload(wrong, dialog, reload, refusal.message);
      else wrong.textContent = refusal.message;
    }
    submit.disabled = false;
    if (dialog.open && !dialog.contains(document.activeElement)) submit.focus();
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  (reviewed.checked && !reviewer.value ? reviewer : submit).focus();
}

const wordsOf = (n) => {
  const item = state.items.find((each) => each.n === n);
  return item ? state.article.text.slice(item.start, item.end) : "";
};

/** How many errors the article would have, and which. */
const errorWords = (found) => [
  el("p", {}, el("strong", {}, `The article would have ${count(found.length, "error")}.`), " You can save it all the same."),
  el("ul", {}, found.slice(0, MOST_ERRORS).map((each) => el("li", {}, coded(each.message), each.hint ? el("span", { className: "help" }, ": ", coded(each.hint)) : ""))),
  found.length > MOST_ERRORS ? el("p", { className: "help" }, `and ${found.length - MOST_ERRORS} more`) : "",
].filter(Boolean);

const told = (problem) => el("p", {}, `${problem.file}:${problem.line}: `, coded(`${problem.message}${problem.hint ? `: ${problem.hint}` : ""}`));

/** Say why nothing was written, and put the focus on what to do about it. */
function offerReload(wrong, dialog, reload, words = "The file has changed since you opened it. Nothing was written, and your decisions are still here.") {
  const again = el("button", { type: "button", onclick: () => { dialog.close(); reload(); } }, "Load it again, with my decisions");
  wrong.replaceChildren(el("p", {}, words), again);
  again.focus();
}
