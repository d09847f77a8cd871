"""Check annotations against the schema: kinds, ids, attributes, values, references."""

from collections.abc import Iterable, Iterator, Mapping

from generator.articles.model import Annotation, Article, Attribute
from generator.articles.read import read_readable
from generator.diagnostics.problem import Problem
from generator.facts.annotation_schema import (
    DATE,
    MENTIONED,
    ROLE,
    STATEMENTS,
    UNNAMED,
    AnnotationType,
    annotation_types,
)
from generator.facts.extract import HOLDERS, container_of, words_said
from generator.facts.other_brackets import check_brackets
from generator.schema.model import Field, Ref, Schema
from generator.text.source import SourceText, Span
from generator.text.suggest import nearest
from generator.values import ValueFault, is_country, meant_instead, value_type

_IN_CONTEXT = frozenset({"role-has-meeting"})
"""The rules that depend on the annotations around one."""


def check_words(article: Article, schema: Schema) -> Iterator[Problem]:
    """Problems of an article's annotations, each checked by itself."""
    types = annotation_types(schema)
    yield from check_brackets(article, types)
    for index, annotation in enumerate(article.annotations):
        type_ = types.get(annotation.kind)
        if type_ is None:
            yield _unknown("kind-is-known", "kind", annotation.kind, types, annotation.head)
            continue
        yield from _head(annotation, type_)
        yield from _attributes(annotation, type_)
        yield from _role(article, index, types)
        if type_.name in STATEMENTS:
            yield from _statement(annotation)
        if type_.name == UNNAMED:
            yield from _unnamed(article, index, types)


def check_readable(source: SourceText, schema: Schema) -> Iterator[Problem]:
    """Problems of those annotations of an article with errors in others that can be read.

    What an annotation that can't be read would contain, such as the people in a meeting, is no problem.
    """
    article, faults = read_readable(source)
    spans = [fault.span for fault in faults if fault.severity == "error"]
    for problem in check_words(article, schema) if article else ():
        is_known = any(span.start <= problem.span.end and problem.span.start <= span.end for span in spans)
        if problem.rule not in _IN_CONTEXT and not is_known:
            yield problem


def check_references(
    article: Article, schema: Schema, kinds: Mapping[str, str], previous: Mapping[str, Ref]
) -> Iterator[Problem]:
    """References of an article to an unknown id, or to a thing of a kind that the field does not accept.

    `kinds` maps every known id to the name of its kind, `previous` each former id to the thing that had it.
    """
    types = annotation_types(schema)
    for annotation in article.annotations:
        if annotation.id and annotation.id in previous and types[annotation.kind].kind:
            now = previous[annotation.id].id
            yield _outdated(annotation.id, now, annotation.head, f"{annotation.kind}={now}")
        for attribute in annotation.attributes:
            fields = types[annotation.kind].attributes.get(attribute.key, ())
            to = [kind for field in fields if field.type == "reference" for kind in field.to]
            if to:
                own = annotation.id or ""
                yield from check_reference(attribute.value, attribute.value_span, to, kinds, previous, own)


def check_reference(
    value: str, span: Span, to: Iterable[str], kinds: Mapping[str, str], previous: Mapping[str, Ref], own: str = ""
) -> Iterator[Problem]:
    """Problems of a reference from the thing `own` that should lead to one of the kinds `to`."""
    allowed = tuple(dict.fromkeys(to))
    kind = kinds.get(value)
    if value in previous:
        yield _outdated(value, previous[value].id, span, previous[value].id)
    elif kind is None:
        near = nearest(value, sorted(id_ for id_, known in kinds.items() if known in allowed and id_ != own))
        hint = _unresolved(value, allowed, near)
        yield Problem("reference-resolves", f"no {_either(allowed)} has the id `{value}`", span, hint=hint)
    elif kind not in allowed:
        message = f"expected {a(_either(allowed))}, got the {kind} `{value}`"
        yield Problem("reference-has-kind", message, span, hint=f"give the id of {a(_either(allowed))}")


def _unresolved(value: str, allowed: tuple[str, ...], near: str | None) -> str:
    """The remedy for an id of one of the kinds `allowed` that nothing has; `near` is the id that is most like it."""
    if "country" in allowed and is_country(value):
        return f"annotate it somewhere, or write `communique new country {value}`"
    if "country" in allowed and (meant := meant_instead(value)):
        return meant
    if allowed[0] == "country" and not near:  # `communique new country` refuses what is no code
        others = "".join(f", or the id of {a(kind)}" for kind in allowed[1:])
        return f"use the ISO code in lower case, as in ua or us{others}"
    return (
        f"did you mean `{near}`?" if near else f"annotate it somewhere, or write `communique new {allowed[0]} {value}`"
    )


def referenced_records(articles: Iterable[Article], schema: Schema) -> Iterator[tuple[Ref, Span]]:
    """Everything that articles annotate, or name by country code in an attribute, each with its span."""
    types = annotation_types(schema)
    for article in articles:
        for annotation in article.annotations:
            type_ = types.get(annotation.kind)
            if type_ is None:
                continue
            if type_.kind and annotation.id:
                yield Ref(type_.kind.name, annotation.id), annotation.head
            for attribute in annotation.attributes:
                yield from _implied(attribute, type_)


def _implied(attribute: Attribute, type_: AnnotationType) -> Iterator[tuple[Ref, Span]]:
    fields = type_.attributes.get(attribute.key, ())
    if is_country(attribute.value) and any("country" in field.to for field in fields):
        yield Ref("country", attribute.value), attribute.value_span


def _head(annotation: Annotation, type_: AnnotationType) -> Iterator[Problem]:
    if type_.name in STATEMENTS:
        if annotation.id is not None:
            hint = f"write {{.{type_.name} by=…}}; the words are the bracketed text"
            yield Problem("statement-has-dot", f"a {type_.name} has no id", annotation.head, hint=hint)
        return
    if type_.name == UNNAMED:
        if annotation.id is not None:
            hint = "write {.unnamed for=…}; the words are the bracketed text"
            yield Problem("statement-has-dot", "people without a name have no id", annotation.head, hint=hint)
        return
    if annotation.id is None:
        hint = f"write {{{type_.name}=…}}; only .quote, .paraphrase and .unnamed begin with a dot"
        yield Problem("annotation-has-id", f"`.{type_.name}` has no id", annotation.head, hint=hint)
        return
    if fault := id_fault(annotation.id, type_):
        yield Problem(f"{_identifier(type_)}-is-valid", fault.message, annotation.head, hint=fault.hint)


def id_fault(id_: str, type_: AnnotationType) -> ValueFault | None:
    """Why annotations of a type can't have an id: a date is in EDTF, a country has its code; None if they can."""
    return value_type(_identifier(type_)).check(id_)


def _identifier(type_: AnnotationType) -> str:
    """The value type of an annotation's id; that of a speaker, for what has none of its own."""
    if type_.name == DATE:
        return DATE
    return type_.kind.identifier if type_.kind else "id"


def _attributes(annotation: Annotation, type_: AnnotationType) -> Iterator[Problem]:
    known = [*type_.attributes, *([ROLE] if type_.roles else [])]
    for attribute in annotation.attributes:
        if attribute.key not in known:
            yield _unknown("attribute-is-known", f"attribute of {type_.name}", attribute.key, known, attribute.span)
        elif attribute.key != ROLE:
            yield from _value(attribute, type_.attributes[attribute.key])


def _value(attribute: Attribute, fields: tuple[Field, ...]) -> Iterator[Problem]:
    """A value is valid if any field that it can fill accepts it; otherwise report the first field's fault."""
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
        is_country_first = tuple(fields[0].to)[:1] == ("country",)
        hint = (meant_instead(attribute.value) if is_country_first else "") or first.hint
        yield Problem(f"{fields[0].type}-is-valid", first.message, attribute.value_span, hint=hint)


def _role(article: Article, index: int, types: Mapping[str, AnnotationType]) -> Iterator[Problem]:
    annotation = article.annotations[index]
    type_ = types[annotation.kind]
    attribute = next((a for a in annotation.attributes if a.key == ROLE), None)
    if attribute is None or not type_.roles:
        return
    if attribute.value not in type_.roles:
        yield _unknown("choice-is-known", f"value of {ROLE}", attribute.value, type_.roles, attribute.value_span)
    elif attribute.value != MENTIONED and container_of(article.annotations, index, types)[1] is None:
        message = f"no span around this accepts as={attribute.value}"
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
        hint = "add for=ID or about=ID: the words of an unnamed speaker go into that record"
        yield Problem("statement-has-speaker", "an unnamed speaker who speaks for nobody", annotation.head, hint=hint)
    words = words_said(annotation.get("says") or annotation.label)
    if annotation.is_block or not words:
        hint = "put the words in brackets: [“words”]{.quote by=…}"
        yield Problem("statement-has-words", f"a {annotation.kind} without words", annotation.head, hint=hint)
    elif fault := value_type("text").check(words):
        yield Problem("text-is-valid", fault.message, annotation.span, hint=fault.hint)
    yield from _original(annotation)


def _original(annotation: Annotation) -> Iterator[Problem]:
    """Problems of `original=`: the words of a translated quotation in their own language."""
    given = next((each for each in annotation.attributes if each.key == "original"), None)
    if given is None:
        return
    if not words_said(given.value):
        hint = 'write the words in their own language, original="…", or leave it out'
        yield Problem("statement-has-words", "an original without words", given.value_span, hint=hint)
    if annotation.get("language") is None:
        hint = "add the language of the original: language=uk, language=ru, language=zh-Hant"
        yield Problem("original-has-language", "an original without its language", given.span, hint=hint)


def _unnamed(article: Article, index: int, types: Mapping[str, AnnotationType]) -> Iterator[Problem]:
    annotation = article.annotations[index]
    if container_of(article.annotations, index, types)[1] is None:
        hint = "put it inside a meeting's span: [… [two aides]{.unnamed for=…} …]{meeting=…}"
        yield Problem("role-has-meeting", ".unnamed is outside a meeting's span", annotation.head, hint=hint)
    elif annotation.is_block or not annotation.label.strip():
        hint = "put the words in brackets: [two aides]{.unnamed for=…}"
        yield Problem("statement-has-words", "people without a name or words", annotation.head, hint=hint)


def _outdated(value: str, now: str, span: Span, words: str) -> Problem:
    return Problem("id-is-current", f"`{value}` is now `{now}`", span, hint=f"write `{words}`")


def _unknown(rule: str, what: str, word: str, known: Iterable[str], span: Span) -> Problem:
    names = list(known)
    near = nearest(word, names)
    hint = f"did you mean `{near}`?" if near else f"expected one of: {', '.join(names)}"
    if word == DATE and "on" in names:
        hint = f"write `on=…`; or annotate the words that name the day: [Tuesday]{{{DATE}=…}}"
    return Problem(rule, f"unknown {what} `{word}`", span, hint=hint)


def a(noun: str) -> str:
    """A noun with its indefinite article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _either(kinds: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
