// Small comforts; every page works without them.
"use strict";
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && !event.isComposing && document.querySelector(".cq-evidence[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener(
  "toggle",
  (event) => {
    const opened = event.target;
    if (!(opened instanceof HTMLDetailsElement) || !opened.open || !opened.matches(".cq-evidence")) return;
    for (const other of document.querySelectorAll(".cq-evidence[open]")) if (other !== opened) other.open = false;
  },
  true,
);

// On a wide screen the panel stands beside its mark, wherever it is seen whole; elsewhere the sheet of the style sheet serves.
const wide = matchMedia("(min-width: 60em)");
const place = (evidence) => {
  const panel = evidence.querySelector(":scope > .cq-evidence__body");
  panel.classList.toggle("cq-evidence__body--beside", evidence.open && wide.matches);
  panel.removeAttribute("style");
  if (!evidence.open || !wide.matches) return;
  const mark = evidence.querySelector("summary").getBoundingClientRect();
  const [gap, width, height] = [8, document.documentElement.clientWidth, innerHeight];
  const left = Math.min(Math.max(mark.left - 2 * gap, gap), width - panel.offsetWidth - gap);
  const [over, under] = [mark.top - 2 * gap, height - mark.bottom - 2 * gap];
  const below = panel.offsetHeight <= under || under >= over;
  panel.style.maxHeight = `${Math.max(Math.min(panel.offsetHeight, below ? under : over), 12 * gap)}px`;
  panel.style.left = `${left}px`;
  panel.style.top = `${below ? mark.bottom + gap : mark.top - gap - panel.offsetHeight}px`;
};
const placeAll = () => document.querySelectorAll(".cq-evidence[open]").forEach(place);
document.addEventListener("toggle", (event) => event.target.matches(".cq-evidence") && place(event.target), true);
addEventListener("scroll", placeAll, { capture: true, passive: true });
addEventListener("resize", placeAll);

// A tap beside the panel closes it; one on another mark opens that one. Under the sheet of a phone it does nothing else.
document.addEventListener(
  "click",
  (event) => {
    const open = document.querySelector(".cq-evidence[open]");
    if (!open || !(event.target instanceof Element) || open.contains(event.target)) return;
    open.open = false;
    if (!wide.matches && !event.target.closest(".cq-evidence > summary")) event.preventDefault();
  },
  true,
);

// A focus that leaves the panel closes it, as a tap beside it does.
document.addEventListener("focusin", (event) => {
  for (const open of document.querySelectorAll(".cq-evidence[open]")) if (!open.contains(event.target)) open.open = false;
});

// An address that points into a folded list unfolds it.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (target.closest("details")) target.scrollIntoView();
};
addEventListener("hashchange", unfold);
unfold();

// The address of a fact opens its sentences, offers the citation, and goes along with a report of an error. What is disputed is cited
// as disputed: each value with its sources.
const plain = (node) => node.textContent.replace(/\s+/g, " ").trim();
const quoted = document.querySelector("[data-quotation]")?.dataset.quotation ?? "“{words}”";
const cited = (panel) => {
  const lines = [];
  for (const part of panel.children) {
    if (part.matches("blockquote")) lines.push(quoted.replace("{words}", () => plain(part)));
    else if (part.matches("blockquote + p")) {
      const source = part.cloneNode(true);
      source.querySelector("a[rel]")?.remove();
      lines.push(`${lines.pop()} – ${plain(source).replace(/[\s·]+$/, "")}`);
    } else if (part.matches("p:not([class])")) lines.push(plain(part));
  }
  const disputed = panel.closest(".cq-evidence--disputed");
  return disputed ? lines : lines.slice(0, 1);
};
const words = JSON.parse(document.getElementById("__config")?.textContent ?? "{}").translations ?? {};
const copyButton = (citation) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "cq-evidence__copy";
  button.textContent = words["clipboard.copy"];
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(citation); // what the browser does not let us copy is at least selected
    let done = false;
    try {
      await navigator.clipboard.writeText(citation.textContent);
      done = true;
    } catch {
      done = document.execCommand("copy");
    }
    if (done) button.textContent = words["clipboard.copied"];
  });
  return button;
};
const cite = (event) => {
  const panel = /^#fact-[0-9a-f]+$/.test(location.hash) && document.querySelector(location.hash);
  if (!panel) return;
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href.replace(/#.*/, "");
  const address = canonical + location.hash;
  for (const old of panel.querySelectorAll(".cq-evidence__citation, .cq-evidence__copy, .cq-evidence__report")) old.remove();
  const evidence = panel.closest("details");
  const citation = document.createElement("p");
  citation.className = "cq-evidence__citation";
  const state = evidence.querySelector("summary").title;
  citation.textContent = [...cited(panel), `${document.title} (${state}), ${address}`].join("\n");
  const copy = copyButton(citation);
  panel.append(citation, copy);
  const report = document.querySelector('.cq-foot__links > a[href*="/issues/new?"]');
  if (report) {
    const url = new URL(report.href);
    const field = url.searchParams.has("body") ? "body" : "issue[description]";
    url.searchParams.set(field, address);
    report.href = url.href;
    const clone = report.cloneNode(true);
    clone.className = "cq-evidence__report";
    panel.append(clone);
  }
  evidence.open = true;
  evidence.scrollIntoView({ block: "center" });
  if (!event) return;
  getSelection().selectAllChildren(citation);
  copy.focus({ preventScroll: true });
  panel.scrollTop = panel.scrollHeight;
};
addEventListener("hashchange", cite);
cite();

// The address of a fact that is open already does not change: its citation comes all the same.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest(".cq-evidence__cite");
  if (link && link.hash === location.hash) cite(event);
});

// Material opens every disclosure for printing; the sentences behind the facts stay closed, the sources are listed below.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll(".cq-more")) fold.open = true;
});

// On paper the marks are numbers of endnotes: each sentence and its source once, in the order of the page.
const endnotes = () => {
  const key = document.querySelector("[data-endnotes]");
  if (!key || document.querySelector(".cq-endnotes")) return;
  const numbers = new Map();
  const list = document.createElement("ol");
  for (const evidence of document.querySelectorAll(".cq-evidence")) {
    const parts = [...evidence.querySelectorAll("blockquote, blockquote + p, .cq-evidence__note")];
    const text = parts.map(plain).join("\n");
    if (!text) continue;
    if (!numbers.has(text)) {
      numbers.set(text, numbers.size + 1);
      const note = document.createElement("li");
      note.append(...parts.map((part) => part.cloneNode(true)));
      list.append(note);
    }
    evidence.querySelector("summary").dataset.endnote = numbers.get(text);
  }
  if (!numbers.size) return;
  const section = document.createElement("section");
  const heading = document.createElement("h2");
  section.className = "cq-endnotes";
  heading.textContent = key.dataset.endnotes;
  section.append(heading, list);
  const foot = document.querySelector(".cq-foot");
  if (foot) foot.before(section);
  else document.getElementById("__content").append(section);
};
addEventListener("beforeprint", endnotes);
addEventListener("afterprint", () => {
  document.querySelector(".cq-endnotes")?.remove();
  for (const mark of document.querySelectorAll("[data-endnote]")) delete mark.dataset.endnote;
});

// Plain text or marks: the choice holds on every article, and is remembered.
const marks = document.querySelector(".cq-switch > input");
if (marks) {
  const show = () => (document.body.dataset.cqMarks = marks.checked ? "on" : "off");
  marks.checked = document.body.dataset.cqMarks !== "off";
  marks.addEventListener("change", () => __md_set("__marks", show()));
}

// Material's menu and search buttons are labels: give them to the keyboard.
for (const label of document.querySelectorAll(".md-header__button[for]")) {
  label.tabIndex = 0;
  label.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      label.click();
    }
  });
}

// A card of what a link leads to, out of those at the foot of the page: for a pointer that came to rest on it and for a focus that
// the Tab key brought. A browser also focuses what an address points to, and reports a pointer over whatever a new page or a
// scrolled one puts under it: nobody asked for a card then. The pointer may rest on the card, too; Escape puts it away. For
// listeners it is silent: the link's own page says the same.
const cards = new Map();
for (const card of document.querySelectorAll(".cq-previews > .cq-card-of")) cards.set(card.firstElementChild.href, card);
if (cards.size) {
  const preview = document.createElement("div");
  preview.className = "cq-preview";
  preview.hidden = true;
  preview.ariaHidden = "true";
  document.body.append(preview);
  let timer, shown;
  let tabbed = false;
  const after = (delay, action) => {
    clearTimeout(timer);
    timer = setTimeout(action, delay);
  };
  const hide = () => {
    clearTimeout(timer);
    preview.hidden = true;
    shown = undefined;
  };
  const show = (link, card) => {
    const name = document.createElement("strong");
    name.textContent = card.firstElementChild.textContent;
    preview.replaceChildren(name, ...[...card.children].slice(1).map((line) => line.cloneNode(true)));
    preview.hidden = false;
    shown = link;
    const [gap, at] = [6, link.getClientRects()[0]];
    const left = Math.min(Math.max(at.left, gap), document.documentElement.clientWidth - preview.offsetWidth - gap);
    const below = at.bottom + gap + preview.offsetHeight < innerHeight || at.top - gap - preview.offsetHeight < 0;
    preview.style.left = `${left}px`;
    preview.style.top = `${below ? at.bottom + gap : at.top - gap - preview.offsetHeight}px`;
  };
  const linked = (target) => {
    const link = target instanceof Element && target.closest("a.cq-ref, a.cq-mark, a.cq-go");
    const card = link && cards.get(link.href);
    return card ? [link, card] : [];
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const [link] = linked(event.target);
    if ((link && link === shown) || preview.contains(event.target)) clearTimeout(timer);
    else after(200, hide);
  });
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const [link, card] = linked(event.target);
    if (link && link !== shown) after(350, () => show(link, card));
  });
  addEventListener("keydown", (event) => (tabbed = event.key === "Tab"), true);
  for (const end of ["keyup", "blur"]) addEventListener(end, () => (tabbed = false));
  document.addEventListener("focusin", (event) => {
    const [link, card] = linked(event.target);
    if (link && tabbed) after(150, () => show(link, card));
    else hide();
  });
  document.addEventListener("focusout", hide);
  addEventListener("scroll", () => shown && hide(), { passive: true });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || preview.hidden) return;
      event.stopPropagation();
      hide();
    },
    true,
  );
}

// From file:// a folder's address shows the list of its files: lead to its page instead.
if (location.protocol === "file:") {
  const complete = (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href]");
    if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };
  for (const kind of ["click", "auxclick", "contextmenu"]) document.addEventListener(kind, complete, true);
}

// A link to a passage that is no longer there, or was named by its number: the article, and a word about it.
const moved = document.querySelector(".cq-moved");
const missed = () => {
  const wanted = decodeURIComponent(location.hash.slice(1));
  moved.hidden = !/^(?:p\d+(?:s\d+)?|s-[0-9a-f]{8}|[a-z]+(?:-[a-z0-9-]+)?-(?:\d+|[0-9a-f]{8}))$/.test(wanted) || !!document.getElementById(wanted);
};
if (moved) {
  missed();
  addEventListener("hashchange", missed);
}
