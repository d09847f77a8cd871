// A person's decisions as the server takes them.

import { hasNoId, state } from "./state.js";

/** The changes, and for each that is added the number of its item. */
export function changes() {
  const added = [];
  const owners = [];
  const replaced = [];
  const removed = [];
  const refused = [];
  for (const item of state.items) {
    const { start, end, kind, id, attributes, decision, index, isTouched, origin, was } = item;
    const isMoved = start !== was.start || end !== was.end;
    const words = { start, end, kind, id: hasNoId(kind) ? "" : id };
    if (origin === "existing") {
      if (decision === "no" || isMoved) removed.push(index);
      else if (isTouched) replaced.push({ number: index, kind, id: words.id, attributes });
      if (decision === "no" || !isMoved) continue;
      added.push({ ...words, attributes });
    } else if (decision === "yes") {
      const isProposal = origin === "proposal" && kind === was.kind;
      added.push({ ...words, attributes: isTouched || origin === "own" ? attributes : null, proposal: isProposal ? index : null });
    } else {
      if (origin === "proposal" && decision === "no") refused.push(index);
      continue;
    }
    owners.push(item.n);
  }
  return { sent: { added, replaced, removed, refused }, owners };
}

/** How many annotations would be written, changed and removed, and how many proposals are refused for the first time. */
export function sums() {
  const { sent } = changes();
  const refused = sent.refused.filter((index) => !state.article.proposals[index].refused);
  return { added: sent.added.length, replaced: sent.replaced.length, removed: sent.removed.length, refused: refused.length };
}
