"""Old ids of rules, which work as aliases of the current ones until version 0.3."""

from collections.abc import Mapping

LAST_VERSION = "0.3"
RULE_ALIASES: Mapping[str, str] = {
    "acceptance-is-needed": "suppression-is-needed",
    "acceptance-is-of-doubt": "suppression-covers-no-error",
    "acceptance-is-whole": "suppression-is-complete",
    "chain-has-an-end": "no-reference-cycles",
    "id-is-new": "id-is-not-typo",
    "name-is-what-it-looks-like": "no-confusable-characters",
    "things-are-one": "merged-items-reviewed",
}
"""The current id of each rule that had another one."""


def current_id(rule: str) -> str:
    """The current id of a rule: of an old id the new one, of any other text the text itself."""
    return RULE_ALIASES.get(rule, rule)


def old_ids(rule: str) -> tuple[str, ...]:
    """The ids that a rule had before."""
    return tuple(old for old, new in RULE_ALIASES.items() if new == rule)


def rename_note(old: str) -> str:
    """Tell a person that an id is an old one."""
    return f"`{old}` is now called `{current_id(old)}`; the old id works until version {LAST_VERSION}"
