"""Whether annotations say what the schema lets them say: kinds, ids, attributes, values, references."""

from collections.abc import Iterable, Iterator, Mapping

from generator.articles.model import Annotation, Article, Attribute
from generator.diagnostics.problem import Problem
from generator.facts.annotation_schema import DATE, MENTIONED, ROLE, STATEMENTS, UNNAMED, Word, vocabulary
from generator.facts.extract import HOLDERS, container_of, words_said
from generator.schema.model import Field, Ref, Schema
from generator.text.source import Span
from generator.text.suggest import nearest
from generator.values import is_country, meant_instead, value_type


def check_words(article: Article, schema: Schema) -> Iterator[Problem]:
    """What is wrong with an article's annotations, each by itself."""
    words = vocabulary(schema)
    for index, annotation in enumerate(article.annotations):
        word = words.get(annotation.kind)
        if word is None:
            yield _unknown("kind-is-known", "kind", annotation.kind, words, annotation.head)
            continue
        yield from _head(annotation, word)
        yield from _attributes(annotation, word)
        yield from _role(article, index, words)
        if word.name in STATEMENTS:
            yield from _statement(annotation)
        if word.name == UNNAMED:
            yield from _unnamed(article, index, words)


def check_references(
    article: Article, schema: Schema, kinds: Mapping[str, str], previous: Mapping[str, Ref]
) -> Iterator[Problem]:
    """References of an article that lead nowhere, or to a thing of another kind than the field takes.

    `kinds` maps every known id to the name of its kind, `previous` each id that is no more to the thing that had it.
    """
    words = vocabulary(schema)
    for annotation in article.annotations:
        if annotation.id and annotation.id in previous and words[annotation.kind].kind:
            now = previous[annotation.id].id
            yield _outdated(annotation.id, now, annotation.head, f"{annotation.kind}={now}")
        for attribute in annotation.attributes:
            fields = words[annotation.kind].attributes.get(attribute.key, ())
            to = [kind for field in fields if field.type == "reference" for kind in field.to]
            if to:
                own = annotation.id or ""
                yield from check_reference(attribute.value, attribute.value_span, to, kinds, previous, own)


def check_reference(
    value: str, span: Span, to: Iterable[str], kinds: Mapping[str, str], previous: Mapping[str, Ref], own: str = ""
) -> Iterator[Problem]:
    """What is wrong with a reference of the thing `own` to a thing of one of the kinds `to`."""
    allowed = tuple(dict.fromkeys(to))
    kind = kinds.get(value)
    if value in previous:
        yield _outdated(value, previous[value].id, span, previous[value].id)
    elif kind is None:
        near = nearest(value, sorted(id_ for id_, known in kinds.items() if known in allowed and id_ != own))
        hint = f"annotate it somewhere, or write `communique new {allowed[0]} {value}`"
        if "country" in allowed and (meant := meant_instead(value)):
            hint = meant
        elif near:
            hint = f"did you mean `{near}`?"
        yield Problem("reference-resolves", f"no {_either(allowed)} has the id `{value}`", span, hint=hint)
    elif kind not in allowed:
        message = f"`{value}` is {a(kind)}, and this is to be {a(_either(allowed))}"
        yield Problem("reference-has-kind", message, span, hint=f"give the id of {a(_either(allowed))}")


def referenced_records(articles: Iterable[Article], schema: Schema) -> Iterator[tuple[Ref, Span]]:
    """Every thing that an article annotates, or that an attribute names by its country code, with the place."""
    words = vocabulary(schema)
    for article in articles:
        for annotation in article.annotations:
            word = words.get(annotation.kind)
            if word is None:
                continue
            if word.kind and annotation.id:
                yield Ref(word.kind.name, annotation.id), annotation.head
            for attribute in annotation.attributes:
                yield from _implied(attribute, word)


def _implied(attribute: Attribute, word: Word) -> Iterator[tuple[Ref, Span]]:
    fields = word.attributes.get(attribute.key, ())
    if is_country(attribute.value) and any("country" in field.to for field in fields):
        yield Ref("country", attribute.value), attribute.value_span


def _head(annotation: Annotation, word: Word) -> Iterator[Problem]:
    if word.name in STATEMENTS:
        if annotation.id is not None:
            hint = f"write {{.{word.name} by=…}}; the words are the bracketed text"
            yield Problem("statement-has-dot", f"a {word.name} has no id", annotation.head, hint=hint)
        return
    if word.name == UNNAMED:
        if annotation.id is not None:
            hint = "write {.unnamed for=…}; the words are the bracketed text"
            yield Problem("statement-has-dot", "people without a name have no id", annotation.head, hint=hint)
        return
    if annotation.id is None:
        hint = f"write {{{word.name}=…}}; only .quote, .paraphrase and .unnamed begin with a dot"
        yield Problem("annotation-has-id", f"`.{word.name}` has no id", annotation.head, hint=hint)
        return
    kind = DATE if word.kind is None else word.kind.identifier
    fault = value_type(kind).check(annotation.id)
    if fault:
        yield Problem(f"{kind}-is-valid", fault.message, annotation.head, hint=fault.hint)


def _attributes(annotation: Annotation, word: Word) -> Iterator[Problem]:
    known = [*word.attributes, *([ROLE] if word.roles else [])]
    for attribute in annotation.attributes:
        if attribute.key not in known:
            yield _unknown("attribute-is-known", f"attribute of {word.name}", attribute.key, known, attribute.span)
        elif attribute.key != ROLE:
            yield from _value(attribute, word.attributes[attribute.key])


def _value(attribute: Attribute, fields: tuple[Field, ...]) -> Iterator[Problem]:
    """A value is sound where one of the fields that it can fill accepts it; the first field's complaint is told."""
    choices = {choice.value: choice.label for field in fields for choice in field.choices}
    if choices:
        if attribute.value not in choices:
            yield _unknown(
                "choice-is-known", f"value of {attribute.key}", attribute.value, choices, attribute.value_span
            )
        return
    faults = [value_type(field.type).check(attribute.value) for field in fields]
    first = faults[0]
    if first and all(faults):
        yield Problem(f"{fields[0].type}-is-valid", first.message, attribute.value_span, hint=first.hint)


def _role(article: Article, index: int, words: Mapping[str, Word]) -> Iterator[Problem]:
    annotation = article.annotations[index]
    word = words[annotation.kind]
    attribute = next((a for a in annotation.attributes if a.key == ROLE), None)
    if attribute is None or not word.roles:
        return
    if attribute.value not in word.roles:
        yield _unknown("choice-is-known", f"value of {ROLE}", attribute.value, word.roles, attribute.value_span)
    elif attribute.value != MENTIONED and container_of(article.annotations, index, words)[1] is None:
        message = f"as={attribute.value} stands in no span that takes it"
        hint = "put it inside a meeting's span: [… [name]{person=… as=participant} …]{meeting=…}"
        yield Problem("role-has-meeting", message, attribute.span, hint=hint)


def _statement(annotation: Annotation) -> Iterator[Problem]:
    by, speaker = annotation.get("by"), annotation.get("speaker")
    if by is None and speaker is None:
        hint = 'add by=ID: a person, an organization or a country; or speaker="…" for somebody without a name'
        yield Problem("statement-has-speaker", f"a {annotation.kind} without a speaker", annotation.head, hint=hint)
    elif by is not None and speaker is not None:
        hint = "keep by= for somebody with a name, speaker= for somebody without one"
        yield Problem("statement-has-speaker", f"a {annotation.kind} with two speakers", annotation.head, hint=hint)
    elif speaker is not None and not any(annotation.get(name) for name in HOLDERS):
        hint = "add for=ID or about=ID: what somebody without a name says stands in that record"
        yield Problem("statement-has-speaker", "an unnamed speaker who speaks for nobody", annotation.head, hint=hint)
    words = words_said(annotation.get("says") or annotation.label)
    if annotation.is_block or not words:
        hint = "put the words in brackets: [“words”]{.quote by=…}"
        yield Problem("statement-has-words", f"a {annotation.kind} without words", annotation.head, hint=hint)
    elif fault := value_type("text").check(words):
        yield Problem("text-is-valid", fault.message, annotation.span, hint=fault.hint)


def _unnamed(article: Article, index: int, words: Mapping[str, Word]) -> Iterator[Problem]:
    annotation = article.annotations[index]
    if container_of(article.annotations, index, words)[1] is None:
        hint = "put it inside a meeting's span: [… [two aides]{.unnamed for=…} …]{meeting=…}"
        yield Problem("role-has-meeting", ".unnamed stands in no meeting's span", annotation.head, hint=hint)
    elif annotation.is_block or not annotation.label.strip():
        hint = "put the words in brackets: [two aides]{.unnamed for=…}"
        yield Problem("statement-has-words", "people without a name or words", annotation.head, hint=hint)


def _outdated(value: str, now: str, span: Span, words: str) -> Problem:
    return Problem("id-is-current", f"`{value}` is now `{now}`", span, hint=f"write `{words}`")


def _unknown(rule: str, what: str, word: str, known: Iterable[str], span: Span) -> Problem:
    names = list(known)
    near = nearest(word, names)
    hint = f"did you mean `{near}`?" if near else f"known are: {', '.join(names)}"
    if word == DATE and "on" in names:
        hint = f"write `on=…`; or annotate the words that name the day: [Tuesday]{{{DATE}=…}}"
    return Problem(rule, f"unknown {what} `{word}`", span, hint=hint)


def a(noun: str) -> str:
    """A noun with its indefinite article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _either(kinds: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
