// The search: what `generator/search` wrote, found and shown. The first half is pure and runs anywhere (tests run it under node),
// the second half is the box. Shards are scripts that call `communiqueShard`, for from file:// a browser loads nothing else.
"use strict";
const communiqueSearch = (() => {
  const pairs = (from, to) => [...from].map((char, at) => [char, to[at]]);
  const LETTERS = new Map([
    ...pairs("абвгдезиклмнопрстуфыэіґѕјљњџћђ", "abvgdeziklmnoprstufieigsilndcd"),
    ...Object.entries({ є: "ie", ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ю: "iu", я: "ia" }),
    ...pairs("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstifo"),
    ...Object.entries({ θ: "th", χ: "kh", ψ: "ps" }),
    ...Object.entries({ ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "a", œ: "o", ı: "i", ħ: "h", ŧ: "t" }),
    ...Object.entries({ y: "i", j: "i", w: "v" }),
  ]);
  const SILENT = /[\p{Mn}'’‘ʼ`´ʹʺʻʽьъ]/gu;
  const WITHOUT_GAPS = /[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;

  // The keys of the words of a text; the same as `generator/search/words.py` gives.
  const keys = (text) =>
    [...text.normalize("NFKD").toLowerCase().replace(SILENT, "")]
      .map((char) => LETTERS.get(char) ?? char)
      .join("")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .replace(WITHOUT_GAPS, " $& ")
      .split(" ")
      .filter(Boolean)
      .map((word) => word.replace(/([aou])e/g, "$1").replace(/([^0-9])\1+/gu, "$1"));

  const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const fileOf = (family, prefix) =>
    `${family}-${/^[a-z0-9]*$/.test(prefix) ? prefix : ["", ...[...prefix].map((c) => c.codePointAt(0).toString(16))].join("-")}`;

  // The parts of a family by prefix: how many rows, and whether the part holds all words that begin with it.
  const listed = (text) =>
    new Map(
      text.split("\n").map((line) => {
        const [, prefix, count] = /^(.*?)(?: (-?\d*))?$/.exec(line);
        return [prefix, { count: Math.abs(Number(count)) || 0, whole: !count?.startsWith("-") }];
      }),
    );

  const partOf = (list, word) => {
    for (let length = word.length; length >= 0; length--) {
      const part = list.get(word.slice(0, length));
      if (part) return part.whole || length === word.length ? { ...part, prefix: word.slice(0, length) } : null;
    }
    return null;
  };

  const entryOf = (row) => {
    const [kind, id, name, weight = 0, names = [], note = "", side = "", date = ""] = row;
    return { kind, id, name, weight, names, note, side, date };
  };

  const covers = (own, words) => words.every((word) => own.some((key) => word.some((one) => key.startsWith(one))));
  const sharing = (own, words) => words.every((word) => own.some((key) => word.includes(key)));
  const follows = (own, typed) =>
    typed.length <= own.length && typed.every((key, at) => (at < typed.length - 1 ? own[at] === key : own[at].startsWith(key)));

  // How well names answer: 0 the name as typed, 1 the name in another spelling, 2 another name, 3 the name's beginning,
  // 4 all words in any order, -1 not at all. `alias` is the other name that did. Without `typed` words must be whole.
  const rankOf = (entry, query, typed, words) => {
    const own = keys(entry.name);
    if (!typed) return { rank: sharing([...own, ...entry.names.flatMap(keys)], words) ? 4 : -1 };
    if (plain(entry.name) === query) return { rank: 0 };
    if (own.join(" ") === typed.join(" ")) return { rank: 1 };
    const others = entry.names.map((name) => [name, keys(name)]);
    const same = others.find(([, key]) => key.join(" ") === typed.join(" "));
    if (same) return { rank: 2, alias: same[0] };
    if (follows(own, typed)) return { rank: 3 };
    if (covers(own, words)) return { rank: 4 };
    const near = others.find(([, key]) => covers(key, words));
    if (near) return { rank: 4, alias: near[0] };
    return covers([...own, ...others.flatMap(([, key]) => key)], words) ? { rank: 4 } : { rank: -1 };
  };

  const byRank = (a, b) => a.rank - b.rank || b.weight - a.weight || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.kind - b.kind);

  // The shards of names that answer: of each alternative of the rarest words.
  const nameShards = (list, words) => {
    const costs = words.map((word) => {
      const found = word.map((one) => partOf(list, one));
      const part = found.filter(Boolean);
      const cost = part.reduce((sum, { count, whole }) => sum + count + (whole ? 0 : 1e6), 0);
      return { cost: part.length ? cost : -1, files: part.map(({ prefix }) => fileOf("n", prefix)) };
    });
    if (costs.some(({ cost }) => cost < 0)) return [];
    costs.sort((a, b) => a.cost - b.cost);
    return [...new Set(costs.slice(0, 2).flatMap(({ files }) => files))];
  };

  const byNames = (files, shards, query, typed, words) => {
    const found = new Map();
    for (const row of files.flatMap((file) => shards.get(file) ?? [])) {
      const key = `${row[0]} ${row[1]}`;
      if (found.has(key)) continue;
      const entry = entryOf(row);
      const { rank, alias } = rankOf(entry, query, typed, words);
      found.set(key, rank < 0 ? null : { ...entry, rank, alias });
    }
    return [...found.values()].filter(Boolean).sort(byRank);
  };

  const unstepped = (steps) => {
    let at = 0;
    return steps.map((step) => (at += step));
  };

  // The passages in which all words occur, the last one perhaps only begun; null: no word tells anything.
  const passagesOf = (list, shards, typed) => {
    let found = null;
    for (const [at, key] of typed.entries()) {
      const part = partOf(list, key);
      const shard = part ? (shards.get(fileOf("t", part.prefix)) ?? {}) : {};
      if (shard[key] === 0) continue;
      const last = at === typed.length - 1 && key.length > 2;
      const steps = last ? Object.keys(shard).filter((word) => word.startsWith(key)) : Object.hasOwn(shard, key) ? [key] : [];
      const own = new Set(steps.flatMap((word) => unstepped(shard[word] || [])));
      found = found ? found.filter((number) => own.has(number)) : [...own].sort((a, b) => a - b);
    }
    return found;
  };

  const blockOf = (begins, number) => begins.findLastIndex((begin) => begin <= number);

  const byKind = (index, found) =>
    index.kinds.map((_, at) => found.filter((number) => number >= index.first[at] && number < index.first[at + 1]));

  // The passages to show: of each kind so many, from so many blocks as a reader waits for.
  const chosen = (index, of, kind) => {
    const [each, most] = kind === null ? [5, 6] : [24, 8];
    const blocks = new Set();
    const numbers = of.flatMap((found) =>
      found.slice(0, each).filter((number) => {
        const block = blockOf(index.blocks, number);
        if (blocks.size < most) blocks.add(block);
        return blocks.has(block);
      }),
    );
    return { numbers, files: [...blocks].map((block) => `p${block}`) };
  };

  const byTexts = (index, shards, numbers) => {
    const hits = [];
    for (const number of numbers) {
      const block = blockOf(index.blocks, number);
      let at = index.blocks[block];
      for (const [row, texts] of shards.get(`p${block}`) ?? []) {
        if (number < at + texts.length) {
          hits.push({ ...entryOf(row), rank: 5, text: texts[number - at] });
          break;
        }
        at += texts.length;
      }
    }
    return hits;
  };

  // Distance of two words by changed, missing, added and swapped letters, or more than `most`.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  };

  const slack = (word) => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);
  const lengthsNear = (index, word) => index.lengths.filter((length) => Math.abs(length - word.length) <= slack(word));

  const alike = (index, shards, word) => {
    const known = lengthsNear(index, word).flatMap((length) => `${shards.get(`w${length}`) ?? ""}`.split(" "));
    const rated = known.map((other) => [distance(word, other, slack(word)), other]).filter(([far]) => far <= slack(word));
    const least = Math.min(...rated.map(([far]) => far));
    return rated.filter(([far]) => far === least).map(([, other]) => other).slice(0, 6);
  };

  // `counts` and `total` in entries; of a kind whose passages were not all looked at each counts.
  const answer = (index, names, of, texts, kind, more) => {
    const seen = new Set(names.map((hit) => `${hit.kind} ${hit.id}`));
    const rest = texts.filter((hit) => !seen.has(`${hit.kind} ${hit.id}`) && seen.add(`${hit.kind} ${hit.id}`));
    const counts = index.kinds.map((_, at) => {
      const looked = texts.filter((hit) => hit.kind === at).length === of[at].length;
      return [...names, ...(looked ? rest : of[at].map(() => ({ kind: at })))].filter((hit) => hit.kind === at).length;
    });
    const hits = [...names, ...rest].filter((hit) => kind === null || hit.kind === kind);
    const total = kind === null ? counts.reduce((sum, count) => sum + count, 0) : counts[kind];
    return { need: [], hits, total, counts, near: false, open: false, ...more };
  };

  const NOTHING = { need: [], hits: [], total: 0, counts: [], near: false, open: false };

  // Answers `query` out of `shards`, a Map of those that were loaded. Where some are missing, `need` names them: load them and
  // ask again. `kind` is the number of a kind, or null for all.
  const find = (query, shards, kind = null) => {
    const missing = (files) => files.filter((file) => !shards.has(file));
    const index = shards.get("index");
    if (!index) return { ...NOTHING, need: ["index"] };
    const typed = keys(query);
    if (!typed.length) return NOTHING;
    index.names = typeof index.names === "string" ? listed(index.names) : index.names;
    index.texts = typeof index.texts === "string" ? listed(index.texts) : index.texts;
    const named = nameShards(index.names, typed.map((key) => [key]));
    const told = typed.map((key) => partOf(index.texts, key)).filter(Boolean).map(({ prefix }) => fileOf("t", prefix));
    let need = missing([...named, ...new Set(told)]);
    if (need.length) return { ...NOTHING, need };
    const names = byNames(named, shards, plain(query), typed, typed.map((key) => [key]));
    const of = byKind(index, passagesOf(index.texts, shards, typed) ?? []);
    const asked = of.map((found, at) => (kind === null || kind === at ? found : []));
    const { numbers, files } = chosen(index, asked, kind);
    const open = named.length > 0 && typed.every((key) => !partOf(index.names, key).whole);
    need = missing(files);
    if (need.length || names.length || numbers.length)
      return answer(index, names, of, byTexts(index, shards, numbers), kind, { need, open });
    return findAlike(index, shards, typed, kind, missing);
  };

  // Nothing is written so: names whose words are written nearly so.
  const findAlike = (index, shards, typed, kind, missing) => {
    let need = missing([...new Set(typed.flatMap((key) => lengthsNear(index, key).map((length) => `w${length}`)))]);
    if (need.length) return { ...NOTHING, need };
    const words = typed.map((key) => [key, ...alike(index, shards, key)].filter((one) => partOf(index.names, one)));
    if (words.some((word) => !word.length)) return NOTHING;
    const files = [...new Set(words.flatMap((word) => nameShards(index.names, [word])))].slice(0, 12);
    need = missing(files);
    if (need.length) return { ...NOTHING, need };
    return answer(index, byNames(files, shards, "", null, words), byKind(index, []), [], kind, { near: true });
  };

  // The parts of a text that the query finds, as [text, whether it is found].
  const marked = (text, typed) =>
    text.split(/([\p{L}\p{N}\p{M}'’ʼ]+)/u).map((piece, at) => {
      const own = at % 2 ? keys(piece) : [];
      return [piece, own.some((key) => typed.some((one) => key.startsWith(one)))];
    });

  // The part of a passage around the first words that are found, about as long as two lines.
  const excerpt = (text, typed, most = 180) => {
    if (text.length <= most) return text;
    let at = 0;
    for (const [piece, hit] of marked(text, typed)) {
      if (hit) break;
      at += piece.length;
    }
    const start = at < most / 2 ? 0 : text.indexOf(" ", at - most / 3) + 1;
    const end = text.length - start <= most ? text.length : text.lastIndexOf(" ", start + most);
    return `${start ? "… " : ""}${text.slice(start, end > start ? end : start + most)}${end < text.length ? " …" : ""}`;
  };

  return { keys, find, marked, excerpt };
})();

const communiqueBox = (box) => {
  const { keys, find, marked, excerpt } = communiqueSearch;
  const [input, form] = [box.querySelector("input"), box.querySelector("form")];
  const [status, filters, list] = ["[role=status]", ".cq-found__kinds", "[role=listbox]"].map((of) => box.querySelector(of));
  const toggle = document.getElementById("__search");
  const root = new URL(box.dataset.shards, document.baseURI);
  const shards = new Map();
  const loading = new Map();
  const MOST = 50;
  let [kind, turn, current, entering] = [null, 0, -1, false];

  window.communiqueShard = (name, content) => shards.set(name, content);
  const load = (name) => {
    const made = () =>
      new Promise((done) => {
        const script = document.createElement("script");
        script.onload = done;
        script.onerror = () => done(shards.has(name) || shards.set(name, name === "index" ? null : []));
        script.src = new URL(`${name}.js`, root);
        document.head.append(script);
      });
    if (!loading.has(name)) loading.set(name, made());
    return loading.get(name);
  };

  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children.filter((child) => child !== ""));
    return element;
  };
  const told = (text, typed) => marked(text, typed).map(([piece, hit]) => (hit ? make("mark", "", piece) : piece));
  const options = () => [...list.children];

  const addressOf = ([, folder, , ,], hit, ending, typed) => {
    const [path, anchor] = folder ? [`${encodeURIComponent(hit.id)}${ending}`] : hit.id.split("#");
    const file = location.protocol === "file:" && /(^|\/)$/.test(path) ? "index.html" : "";
    const pieces = hit.text && folder === "articles/" ? marked(hit.text, typed) : [];
    const start = pieces.findIndex(([, found]) => found);
    const words = pieces.slice(start, start + 9).map(([piece]) => piece);
    const quoted = start < 0 ? "" : `:~:text=${encodeURIComponent(words.join("").trim()).replaceAll("-", "%2D")}`;
    return new URL(`../${folder}${path}${file}${anchor || quoted ? "#" : ""}${anchor ?? quoted}`, root);
  };

  const option = (index, hit, number, typed) => {
    const of = index.kinds[hit.kind];
    const notes = [hit.alias, hit.note, hit.side, hit.date].filter(Boolean);
    const made = make(
      "a",
      `md-search-result__link cq-hit cq-kind--${of[0]}`,
      make("span", "cq-hit__name", ...told(hit.name, typed)),
      make("span", "cq-hit__kind", of[2]),
      ...notes.map((note) => make("span", "cq-hit__note", ...(note === hit.alias ? told(note, typed) : [note]))),
      hit.text ? make("span", "cq-hit__text", ...told(excerpt(hit.text, typed), typed)) : "",
    );
    made.id = `__found_${number}`;
    made.href = addressOf(of, hit, index.ending, typed);
    made.tabIndex = -1;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  };

  const say = (index, found, empty) => {
    const words = index.words;
    const count = found.total === 1 ? words.one : words.many.replace("{}", `${found.total}${found.open ? "+" : ""}`);
    const some = found.hits.length && found.total > Math.min(found.hits.length, MOST);
    const most = some ? [words.some.replace("{}", Math.min(found.hits.length, MOST))] : [];
    return empty ? words.start : found.near && found.total ? `${words.near}: ${count}` : [found.total ? count : words.none, ...most].join(", ");
  };

  const filter = (index, found) => {
    const all = [null, index.words.all, found.counts.reduce((sum, count) => sum + count, 0)];
    const rows = [all, ...index.kinds.map(([, , , heading], at) => [at, heading, found.counts[at] ?? 0])];
    if (!filters.children.length)
      for (const [at, label] of rows) {
        const button = make("button", `cq-found__kind${at === null ? "" : ` cq-kind--${index.kinds[at][0]}`}`, label, make("span", "cq-count", ""));
        button.type = "button";
        button.addEventListener("click", () => ((kind = at), ask()));
        filters.append(button);
      }
    rows.forEach(([at, , count], number) => {
      const button = filters.children[number];
      button.hidden = !count && at !== kind;
      button.lastChild.textContent = count;
      button.setAttribute("aria-pressed", at === kind);
    });
    filters.hidden = rows.filter(([at, , count]) => at !== null && (count || at === kind)).length < 1;
  };

  const choose = (number) => {
    const all = options();
    current = all.length ? (number + all.length + 1) % (all.length + 1) : -1;
    if (current === all.length) current = -1;
    all.forEach((one, at) => one.setAttribute("aria-selected", at === current));
    if (current < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", all[current].id);
    all[current].scrollIntoView({ block: "nearest" });
  };

  const show = (found, typed) => {
    const index = shards.get("index");
    status.textContent = say(index, found, !typed.length);
    filter(index, found);
    list.replaceChildren(...found.hits.slice(0, MOST).map((hit, number) => option(index, hit, number, typed)));
    list.hidden = !found.hits.length;
    input.setAttribute("aria-expanded", !list.hidden);
    choose(-1);
  };

  const ask = async () => {
    const mine = ++turn;
    const query = input.value;
    await load("index");
    let found = shards.get("index") ? find(query, shards, kind) : null;
    while (found?.need.length && mine === turn) {
      status.textContent = shards.get("index").words.loading;
      await Promise.all(found.need.map(load));
      found = find(query, shards, kind);
    }
    if (mine !== turn || !found) return;
    show(found, keys(query));
    if (entering) options()[0]?.click();
    entering = false;
  };

  const open = (wanted) => {
    if (toggle.checked !== wanted) toggle.click();
    if (wanted) input.focus();
    else input.blur();
  };
  toggle.addEventListener("change", () => toggle.checked && (input.focus(), ask()));
  input.addEventListener("focus", () => toggle.checked || open(true));
  input.addEventListener("input", () => {
    entering = false;
    clearTimeout(ask.soon);
    ask.soon = setTimeout(ask, 80);
  });
  form.addEventListener("reset", () => ((kind = null), setTimeout(() => (input.focus(), ask()))));
  form.addEventListener("submit", (event) => event.preventDefault());
  list.addEventListener("click", (event) => event.target.closest("a") && !event.ctrlKey && !event.metaKey && open(false));
  box.addEventListener("focusout", ({ relatedTarget: to }) => to && !box.contains(to) && toggle.checked && toggle.click());
  box.addEventListener("keydown", (event) => event.key === "Escape" && (event.stopPropagation(), open(false)));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing || !(step || event.key === "Enter")) return;
    event.preventDefault();
    if (step) return choose(current < 0 && step < 0 ? -2 : current + step);
    if (input.value.trim()) (options()[Math.max(current, 0)] ?? { click: () => (entering = true) }).click();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
    event.preventDefault();
    open(true);
  });
  if (document.activeElement === input) open(true);
};
if (typeof module === "object") module.exports = communiqueSearch;
else communiqueBox(document.querySelector(".md-search"));
