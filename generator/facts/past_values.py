"""What lasts for years, such as a person's country, is no longer what a source says of an office that has ended."""

from collections import defaultdict
from collections.abc import Sequence

from generator.articles.model import Article
from generator.facts.model import Fact
from generator.facts.placed import PlacedFacts
from generator.schema.model import Ref, Schema
from generator.values import Date, read_date

_UNTIL = "until"


def without_past_values(facts: PlacedFacts, articles: Sequence[Article], schema: Schema) -> PlacedFacts:
    """The facts without those on a lasting field that stand beside the end of an office, if others give the field.

    The value stays what the article says of the office itself.
    """
    lasting = {(kind.name, field.name) for kind in schema.kinds for field in kind.fields if field.lasts}
    values: dict[tuple[Ref, str], set[str]] = defaultdict(set)
    own = facts.of_fields(lasting)
    for _, fact in own:
        values[fact.subject, fact.slot.field].add(fact.value)
    several = {place for place, found in values.items() if len(found) > 1}
    if not several:
        return facts
    by_id = {article.id: article for article in articles}
    past = {
        number
        for number, fact in own
        if (fact.subject, fact.slot.field) in several and _is_past(by_id[fact.article], fact)
    }
    present = {(fact.subject, fact.slot.field) for number, fact in own if number not in past}
    return facts.without(
        number for number, fact in own if number in past and (fact.subject, fact.slot.field) in present
    )


def _is_past(article: Article, fact: Fact) -> bool:
    end = read_date(article.annotations[fact.annotation].get(_UNTIL) or "")
    written = read_date(article.front.date)
    return isinstance(end, Date) and isinstance(written, Date) and end.latest < written.earliest
