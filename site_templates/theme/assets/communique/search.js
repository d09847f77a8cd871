// What `generator/search` wrote, found (the first half, which tests run under node) and shown (the box, the second half).
// Shards are scripts that call `communiqueShard`: from file:// a browser loads nothing else. No record's text becomes markup.
"use strict";
const communiqueSearch = (() => {
  let letters = {};

  // The words of a text in plain letters, and their keys, as `generator/values/search_keys.py` makes them.
  const lettered = (text) =>
    [...text.normalize("NFKD").toLowerCase()
      .replace(/(?<![\p{L}\p{N}_.])\p{L}(?:\.\s?\p{L})+(?:\.|(?![\p{L}\p{N}_]))/gu, (found) => found.replace(/[.\s]/g, ""))
      .replace(/\p{Mn}/gu, "")]
      .map((char) => letters[char] ?? char)
      .join("")
      .replace(/[^\p{L}\p{N}\p{Mc}]+/gu, " ")
      .replace(/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu, " $& ")
      .split(" ")
      .filter(Boolean)
      .map((word) => word.replace(/([aou])e/g, "$1"));
  const single = (word) => word.replace(/([^0-9])\1+/gu, "$1");
  const made = (text) => lettered(text).map(single);
  // Little but one letter over and over, `zzzz` or `III`: such a word's key says too little to be another spelling of a name.
  const isThin = (word) => single(word).length * 2 <= word.length;
  const memory = new Map();
  const keys = (text) => memory.get(text) ?? memory.set(text, made(text)).get(text);
  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();

  // A list of parts by prefix: how many rows each stands for, and whether it holds all words that begin so.
  const listed = (text) =>
    new Map(text.split("\n").map((line) => [line.split(" ")[0], [Math.abs(parseInt(line.split(" ")[1])) || 0, !line.includes("-")]]));
  const partOf = (list, word) => {
    for (let length = word.length; length >= 0; length--) {
      const [prefix, part] = [word.slice(0, length), list.get(word.slice(0, length))];
      if (part) return part[1] || length === word.length ? { prefix, count: part[0], whole: part[1] } : null;
    }
    return null;
  };
  const hex = (char) => `-${char.codePointAt(0).toString(16)}`;
  const fileOf = (family, prefix) => `${family}-${/^[a-z0-9]*$/.test(prefix) ? prefix : [...prefix].map(hex).join("")}`;
  const unique = (values) => [...new Set(values)];

  const entryOf = ([kind, id, name, weight = 0, day = 0, names = [], ...notes]) => ({ kind, id, name, weight, day, names, notes, far: 0 });
  const idOf = ({ kind, id }) => `${kind} ${id}`;
  // `aleksandr` and `aleksander`, `petr` and `peter`: Latin spellings of names put an e before a last r, or leave it out.
  const swapped = (key) => key.replace(/(?<=[^aeiou])(er|r)$/u, (end) => (end === "r" ? "er" : "r"));
  // `eltsin` and `ieltsin` (Yeltsin): a first e is spelled with and without the sound of y before it; `đ` as d and as dj.
  const opened = (key) => key.replace(/^i?e(?=\p{L})/u, (start) => (start === "ie" ? "e" : "ie"));
  const spelled = (name) => {
    const own = unique([name, name.replace(/[đђ]/giu, "dj"), name.replace(/dj/gi, "d")]).flatMap(keys);
    const ended = [...own, ...own.map(swapped)];
    return [...ended, ...ended.map(opened)];
  };
  const begun = (own, words) => words.every((word) => own.some((key) => key.startsWith(word)));
  const leads = (own, typed) => own.slice(0, typed.length).join(" ").startsWith(typed.join(" "));

  // 0: the name as typed, 1: in another spelling, 2: another name (`alias`), 3: the name's beginning, 4: all words in any order.
  const ranked = (entry, query, typed) => {
    const own = keys(entry.name);
    const others = entry.names.map((name) => [name, keys(name)]);
    const alias = (test) => (others.find(([, key]) => test(key)) ?? [])[0];
    const same = (key) => key.join(" ") === typed.join(" ");
    if (plain(entry.name) === query) return { ...entry, rank: 0 };
    if (same(own)) return { ...entry, rank: 1 };
    if (alias(same)) return { ...entry, rank: 2, alias: alias(same) };
    if (leads(own, typed)) return { ...entry, rank: 3 };
    if (begun(spelled(entry.name), typed)) return { ...entry, rank: 4 };
    const all = [entry.name, ...entry.names].flatMap(spelled);
    return begun(all, typed) ? { ...entry, rank: 4, alias: alias((key) => begun(key, typed)) } : null;
  };
  const inOrder = (a, b) =>
    a.rank - b.rank || a.far - b.far || b.weight - a.weight || b.day - a.day || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.kind - b.kind);
  const among = (files, shards, test) => {
    const rows = new Map(files.flatMap((file) => shards.get(file) ?? []).map((row) => [`${row[0]} ${row[1]}`, row]));
    return [...rows.values()].map((row) => test(entryOf(row))).filter(Boolean).sort(inOrder);
  };

  // The passages with all words, the last perhaps only begun. A word that is everywhere tells nothing.
  const passages = (list, shards, typed) => {
    let found = null;
    for (const [at, key] of typed.entries()) {
      const part = partOf(list, key);
      const shard = (part && shards.get(fileOf("t", part.prefix))) ?? {};
      if (shard[key] === 0) continue;
      const more = at === typed.length - 1 && key.length > 2;
      const words = Object.keys(shard).filter((word) => word === key || (more && word.startsWith(key)));
      const own = new Set();
      for (const word of words) (shard[word] || []).reduce((before, step) => own.add(before + step) && before + step, 0);
      found = found ? found.filter((number) => own.has(number)) : [...own].sort((a, b) => a - b);
    }
    return found ?? [];
  };
  const blockOf = (index, number) => index.blocks.findLastIndex((begin) => begin <= number);

  // Which of them to look at: the first of each kind, out of as many blocks as a reader waits for.
  const chosen = (index, of, each) => {
    const blocks = new Set();
    const row = of.flatMap((found) => found.slice(0, each).map((number, place) => [place, number])).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const kept = row.filter(([, number]) => blocks.size < 8 ? blocks.add(blockOf(index, number)) : blocks.has(blockOf(index, number)));
    return { numbers: kept.map(([, number]) => number).sort((a, b) => a - b), files: [...blocks].map((block) => `p${block}`) };
  };
  const told = (index, shards, number) => {
    const block = blockOf(index, number);
    let at = index.blocks[block];
    for (const [row, texts] of shards.get(`p${block}`) ?? []) {
      if (number < at + texts.length) return { ...entryOf(row), rank: 5, text: texts[number - at] };
      at += texts.length;
    }
    return null;
  };

  // How many letters are changed, missing, added or swapped between two words: ten for each, nine where two are swapped.
  const distance = (a, b) => {
    let [before, row] = [[], [...Array(b.length + 1).keys()].map((count) => 10 * count)];
    for (let i = 1; i <= a.length; i++) {
      const next = [10 * i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 10, next[j - 1] + 10, row[j - 1] + 10 * (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 9);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  };
  const slack = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  const near = (index, word) => index.lengths.filter((length) => Math.abs(length - word.length) <= slack(word)).map((length) => `w${length}`);
  const alike = (index, shards, word) => {
    const known = near(index, word).flatMap((file) => `${shards.get(file) ?? ""}`.split(" "));
    const rated = known.map((other) => [distance(word, other), other]).filter(([far]) => far <= 10 * slack(word)).sort((a, b) => a[0] - b[0]);
    return rated.filter(([far]) => far <= 10 * Math.ceil(rated[0][0] / 10)).slice(0, 6);
  };

  const nothing = (need = []) => ({ need, hits: [], total: 0, counts: [], about: false, alike: false });

  // The hits in their order, and how many there are of each kind: at least `about` so many where not all were looked at.
  const answer = (index, names, of, texts, kind, more) => {
    const seen = new Set(names.map(idOf));
    const rest = texts.filter((hit) => !seen.has(idOf(hit)) && seen.add(idOf(hit)));
    const all = [...names, ...rest];
    const looked = of.map((found, at) => found.length === texts.filter((hit) => hit.kind === at).length);
    const counts = of.map((found, at) => Math.max(all.filter((hit) => hit.kind === at).length, looked[at] ? 0 : found.length));
    const hits = all.filter((hit) => kind === null || hit.kind === kind);
    const total = kind === null ? counts.reduce((sum, count) => sum + count, 0) : counts[kind];
    return { ...nothing(), hits, total, counts, about: looked.some((is, at) => !is && (kind ?? at) === at), ...more };
  };

  // Answers `query` out of `shards`, a Map of those loaded. `need` names those missing: load them and ask again. `kind` is the
  // number of a kind, null for all. Names come before texts; where neither has the words, names that are spelled alike.
  const find = (query, shards, kind = null) => {
    const index = shards.get("index");
    if (!index) return nothing(["index"]);
    if (letters !== index.letters) memory.clear();
    letters = index.letters;
    index.lists ??= [listed(index.names), listed(index.texts)];
    const [names, texts] = index.lists;
    const typed = keys(query);
    if (!typed.length) return nothing();
    const missing = (files) => files.filter((file) => !shards.has(file));
    const thin = lettered(query).filter(isThin);
    const begins = (hit) => thin.every((word) => [hit.name, ...hit.names, hit.text ?? ""].flatMap(lettered).some((own) => own.startsWith(word)));
    const kept = (hit) => (hit && (!thin.length || begins(hit)) ? hit : null);

    const parts = typed.map((key) => partOf(names, key));
    const lossy = ({ count }) => count >= 1e6;
    const rarest = parts.every(Boolean) ? parts.sort((a, b) => lossy(a) - lossy(b) || b.whole - a.whole || a.count - b.count).slice(0, 2) : [];
    const own = unique(rarest.map(({ prefix }) => fileOf("n", prefix)));
    const words = unique(typed.map((key) => partOf(texts, key)).filter(Boolean).map(({ prefix }) => fileOf("t", prefix)));
    if (missing([...own, ...words]).length) return nothing(missing([...own, ...words]));

    const found = among(own, shards, (entry) => kept(ranked(entry, plain(query), typed)));
    const numbers = thin.length < typed.length ? passages(texts, shards, typed) : [];
    const of = index.kinds.map((_, at) => numbers.filter((number) => number >= index.first[at] && number < index.first[at + 1]));
    const asked = chosen(index, of.map((each, at) => (kind ?? at) === at ? each : []), kind === null ? 60 : 400);
    if (found.length || numbers.length) {
      const read = asked.numbers.map((number) => kept(told(index, shards, number))).filter(Boolean);
      const known = thin.length ? of.map((_, at) => read.filter((hit) => hit.kind === at)) : of;
      const about = rarest.length > 0 && (!rarest[0].whole || lossy(rarest[0]));
      return answer(index, found, known, read, kind, { need: missing(asked.files), ...(about && { about }) });
    }

    const lists = unique(typed.flatMap((key) => near(index, key)));
    if (missing(lists).length) return nothing(missing(lists));
    const spelled = typed.map((key) => [[0, key], ...alike(index, shards, key)].filter(([, one]) => partOf(names, one)));
    const files = unique(spelled.flat().map(([, one]) => fileOf("n", partOf(names, one).prefix))).slice(0, 12);
    if (missing(files).length) return nothing(missing(files));
    const whole = (entry) => {
      const own = new Set([entry.name, ...entry.names].flatMap(keys));
      const far = spelled.map((words) => Math.min(...words.filter(([, word]) => own.has(word)).map(([each]) => each)));
      return far.every(isFinite) ? kept({ ...entry, rank: 4, far: far.reduce((sum, each) => sum + each) }) : null;
    };
    return answer(index, among(files, shards, whole), of, [], kind, { alike: true });
  };

  // A text in pieces, each with whether it was searched for; and the part of a passage around the first that was.
  const marked = (text, typed) =>
    text.split(/([\p{L}\p{N}\p{M}'’ʼ]+)/u).map((piece, at) => [piece, at % 2 === 1 && keys(piece).some((key) => typed.some((one) => key.startsWith(one)))]);
  const excerpt = (text, typed, most = 180) => {
    const pieces = marked(text, typed);
    const first = Math.max(pieces.findIndex(([, hit]) => hit), 0);
    const at = pieces.slice(0, first).reduce((length, [piece]) => length + piece.length, 0);
    const start = text.length <= most || at < most / 2 ? 0 : text.indexOf(" ", at - most / 3) + 1;
    const end = text.length - start <= most ? text.length : Math.max(text.lastIndexOf(" ", start + most), start + most / 2);
    return `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
  };
  return { keys, find, marked, excerpt };
})();

const communiqueBox = (box) => {
  const { keys, find, marked, excerpt } = communiqueSearch;
  const [input, form, status, filters, list] = ["input", "form", "[role=status]", "[role=group]", "[role=listbox]"].map((of) => box.querySelector(of));
  const toggle = document.getElementById("__search");
  const root = new URL(box.dataset.shards, document.baseURI);
  const [shards, loading, MOST] = [new Map(), new Map(), 50];
  let [kind, turn, current, entering, timer] = [null, 0, -1, false, 0];

  window.communiqueShard = (name, content) => shards.set(name, content);
  const fetched = (name) =>
    new Promise((done) => {
      const script = document.createElement("script");
      script.onload = done;
      script.onerror = () => done(shards.set(name, name === "index" ? null : []));
      script.src = new URL(`${name}.js`, root);
      document.head.append(script);
    });
  const load = (name) => loading.get(name) ?? loading.set(name, fetched(name)).get(name);

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const lit = (text, typed) => marked(text, typed).map(([piece, hit]) => (hit ? make("mark", "", piece) : piece));

  // Of an article the address of the words themselves, which browsers scroll to and light.
  const addressOf = (folder, ending, { id, text = "" }, typed) => {
    const [path, anchor = ""] = folder ? [encodeURIComponent(id) + ending] : id.split("#");
    const pieces = folder === "articles/" ? marked(text, typed) : [];
    const start = pieces.findIndex(([, hit]) => hit);
    const words = start < 0 ? "" : pieces.slice(start, start + 9).map(([piece]) => piece).join("").trim();
    const end = anchor || (words && `:~:text=${encodeURIComponent(words).replaceAll("-", "%2D")}`);
    const file = location.protocol === "file:" && /(^|\/)$/.test(path) ? "index.html" : "";
    return new URL(`../${folder}${path}${file}${end && "#"}${end}`, root);
  };

  const option = (index, hit, number, typed) => {
    const [name, folder, label] = index.kinds[hit.kind];
    const own = keys(hit.name);
    const alias = hit.alias && !keys(hit.alias).every((key) => own.includes(key)) ? [hit.alias] : [];
    const made = make("a", `md-search-result__link cq-hit cq-kind--${name}`, make("span", "cq-hit__name", ...lit(hit.name, typed)), " ", make("span", "cq-hit__kind", label), " ");
    for (const note of [...alias, ...hit.notes].filter(Boolean)) made.append(make("span", "cq-hit__note", ...(note === alias[0] ? lit(note, typed) : [note])), " ");
    const text = (hit.text ?? "").split(" · ").filter((piece) => !hit.notes.includes(piece) && /\p{L}/u.test(piece)).join(" · ");
    if (text) made.append(make("span", "cq-hit__text", ...lit(excerpt(text, typed), typed)));
    Object.assign(made, { id: `__found_${number}`, href: addressOf(folder, index.ending, hit, typed), tabIndex: -1, role: "option", ariaSelected: "false" });
    return made;
  };

  const say = ({ words }, { total, hits, about, alike }, typed) => {
    if (!typed.length || !total) return typed.length ? words.none : words.start;
    const shown = Math.min(hits.length, MOST);
    const form = new Intl.PluralRules(document.documentElement.lang || "en").select(total);
    const count = (about ? words.about : words.found[form] ?? words.found.other).replace("{count}", total);
    return `${alike ? `${words.alike} ` : ""}${count}${shown < total ? `, ${words.some.replace("{count}", shown)}` : ""}`;
  };

  const filter = (index, { counts }) => {
    const sum = counts.reduce((one, other) => one + other, 0);
    const rows = [[null, "", index.words.all, sum], ...index.kinds.map(([name, , , label], at) => [at, `cq-kind--${name}`, label, counts[at] ?? 0])];
    rows.forEach(([at, style, label, count], number) => {
      const button = filters.children[number] ?? filters.appendChild(make("button", `cq-found__kind ${style}`, `${label} `, make("span", "cq-count")));
      button.type = "button";
      button.onclick = () => {
        kind = at;
        ask();
      };
      button.hidden = !count && at !== kind;
      button.ariaPressed = `${at === kind}`;
      button.lastChild.textContent = count;
    });
    filters.hidden = !sum && kind === null;
  };

  const choose = (number) => {
    const all = [...list.children];
    current = number < -1 ? all.length - 1 : number < all.length ? number : -1;
    all.forEach((one, at) => (one.ariaSelected = `${at === current}`));
    input.setAttribute("aria-activedescendant", all[current]?.id ?? "");
    all[current]?.scrollIntoView({ block: "nearest" });
  };

  const ask = async () => {
    const mine = ++turn;
    list.ariaBusy = "true";
    await load("index");
    const index = shards.get("index");
    let found = index && find(input.value, shards, kind);
    while (found?.need.length && mine === turn) {
      status.textContent = index.words.loading;
      await Promise.all(found.need.map(load));
      found = find(input.value, shards, kind);
    }
    if (!found || mine !== turn) return;
    const typed = keys(input.value);
    if (!box.querySelector(".cq-found__keys")) keysSwitch(index.words.keys);
    status.textContent = say(index, found, typed);
    filter(index, found);
    list.replaceChildren(...found.hits.slice(0, MOST).map((hit, number) => option(index, hit, number, typed)));
    list.hidden = !found.hits.length;
    input.ariaExpanded = `${!list.hidden}`;
    choose(-1);
    list.ariaBusy = "false";
    if (entering) list.firstChild?.click();
    entering = false;
  };

  // Shortcuts of a single key can be turned off (WCAG 2.1.4): speech input types them by mistake.
  const keysOn = () => {
    try {
      return localStorage.getItem("cq-search-keys") !== "off";
    } catch {
      return true;
    }
  };
  const keysSwitch = (words) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    label.className = "cq-found__keys";
    box.type = "checkbox";
    box.checked = keysOn();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem("cq-search-keys", box.checked ? "on" : "off");
      } catch {
        box.checked = true;
      }
    });
    label.append(box, words);
    list.after(label);
  };

  const open = (wanted) => {
    if (toggle.checked !== wanted) toggle.click();
    input[wanted ? "focus" : "blur"]();
  };
  toggle.addEventListener("change", () => toggle.checked && ask(input.focus()));
  input.addEventListener("focus", () => toggle.checked || toggle.click());
  input.addEventListener("input", () => {
    turn++;
    entering = false;
    list.ariaBusy = "true";
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  form.addEventListener("reset", () => {
    kind = null;
    setTimeout(() => ask(input.focus()));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("a") && !event.ctrlKey && !event.metaKey && open(false));
  box.addEventListener("focusout", ({ relatedTarget: to }) => to && !box.contains(to) && toggle.checked && toggle.click());
  box.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && open(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(step || event.key === "Enter")) return;
    event.preventDefault();
    if (step) choose(current === -1 && step < 0 ? -2 : current + step);
    else if (list.ariaBusy === "true") entering = true;
    else list.children[Math.max(current, 0)]?.click();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || !keysOn() || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open(true);
  });
};
if (typeof module === "object") module.exports = communiqueSearch;
else communiqueBox(document.querySelector(".md-search"));
