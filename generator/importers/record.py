"""An imported record: its facts before they are merged into the record that people edit."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.facts.ledger import Assertion
from generator.schema.model import Ref
from generator.text.source import Span


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """The facts that a file has about one thing; `sources` maps plain fields to their source.

    `spans` has the positions of facts in the file, `span` that of the thing.
    """

    ref: Ref
    facts: frozenset[Assertion]
    sources: Mapping[str, str]
    span: Span
    spans: Mapping[Assertion, Span]
