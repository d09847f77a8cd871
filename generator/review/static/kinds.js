// The digits that stand for kinds, and what an id of a kind may be.

import { hasNoId, state } from "./state.js";

const DIGITS = "1234567890-";

/** The key for the kind at an index of the schema; "" for none. */
export const digitOf = (index) => DIGITS.charAt(index);

/** The kind that a key stands for; undefined for none. */
export const kindOf = (key) => (key.length === 1 ? state.article.schema[DIGITS.indexOf(key)]?.kind : undefined);

/** What is wrong with an id of a kind; "" if nothing is. */
export function faultOf(kind, id) {
  if (hasNoId(kind)) return id && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? "Choose a speaker from the list, or give an id in small letters" : "";
  if (!id) return kind === "date" ? "Give the day" : "Give a name or an id";
  if (kind === "date") return /^[0-9XYW~?%/.:+TZ-]+$/.test(id) ? "" : "Write the day as 2025-12-02";
  if (kind === "country") return /^[a-z]{2,4}$/.test(id) ? "" : "Choose a country from the list: its id is its ISO code";
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? "" : "An id has small letters, digits and hyphens: ann-roe";
}
