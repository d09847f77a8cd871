"""The network of encounters as GraphML and as GEXF 1.3: people, and how often two of them met.

Edges have the first and the last date, as exact as they are, where nobody doubts which meeting that was. Neither file
has a date of its making.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.articles.model import DRAFT
from generator.exports.splicing import Part, Splicer, owner_of, pieces_of
from generator.exports.xml_text import xml_attribute, xml_text
from generator.last_file import Content
from generator.pages.addresses import canonical_url
from generator.pages.dates import surely_first, surely_last
from generator.pages.downloads import GEXF, GRAPHML
from generator.pages.encounters import Encounter, encounters_at
from generator.pages.meeting_facts import sure_date
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import end_texts

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NODE = ("kind", "side", "side_name", "url")
_EDGE = ("meetings", "first", "last", "review")


class _Node(NamedTuple):
    id: str
    name: str
    more: tuple[tuple[str, str], ...]


class _Edge(NamedTuple):
    id: str
    one: str
    other: str
    times: int
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Network:
    """People in the order of their ids, what they are, and how often each met those after it in that order.

    `node` is None for people who met nobody.
    """

    title: str
    people: Callable[[], Sequence[Ref]]
    node: Callable[[Ref], _Node | None]
    edges: Callable[[Ref], tuple[_Edge, ...]]


def network(site: SiteIndex) -> Network:
    """The network of all encounters; a person has the side of the newest meeting."""

    @site.once
    def at(meeting: Ref) -> tuple[Encounter, ...]:
        return tuple(encounters_at(site, meeting)) if meeting in site.meetings.held else ()

    @site.twice
    def met(person: Ref) -> tuple[Encounter, ...]:
        meetings = {seat.meeting for seat in site.meetings.by_person[person]}
        found = (each for meeting in sorted(meetings, key=lambda ref: ref.id) for each in at(meeting))
        return tuple(each for each in found if person in (each.person, each.other))

    @site.twice
    def node(person: Ref) -> _Node | None:
        side = next((seat.side for seat in site.meetings.by_person[person] if seat.side), None)
        return _node(site, person, side) if met(person) else None

    @site.twice
    def edges(person: Ref) -> tuple[_Edge, ...]:
        found: dict[Ref, list[Encounter]] = {}
        for each in met(person):
            if each.person == person:
                found.setdefault(each.other, []).append(each)
        return tuple(_edge(site, (person, other), found[other]) for other in sorted(found, key=lambda ref: ref.id))

    return Network(site.title, lambda: sorted(site.meetings.by_person, key=lambda ref: ref.id), node, edges)


def _node(site: SiteIndex, ref: Ref, side: Ref | None) -> _Node:
    names = (side.id, site.base.name(side)) if side else ("", "")
    values = (ref.kind, *names, f"{site.base_url}{canonical_url(site, ref)}")
    return _Node(ref.id, site.base.name(ref), tuple(_known(_NODE, values)))


def _edge(site: SiteIndex, pair: tuple[Ref, Ref], met: Sequence[Encounter]) -> _Edge:
    days = [sure_date(site, each.meeting) for each in met]
    first, last = end_texts(surely_first(days))[0], end_texts(surely_last(days))[1]
    review = DRAFT if all(each.is_draft for each in met) else ""
    values = (" ".join(each.meeting.id for each in met), first, last, review)
    return _Edge(f"{pair[0].id}--{pair[1].id}", pair[0].id, pair[1].id, len(met), tuple(_known(_EDGE, values)))


def _known(names: Sequence[str], values: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in zip(names, values, strict=True) if value)


def make_graphml(found: Network, splicer: Splicer) -> Content | None:
    """GraphML, as yEd, Gephi, Cytoscape, igraph and NetworkX read it."""
    keys = [("node", name, "string") for name in ("label", *_NODE)]
    keys += [("edge", "weight", "int"), *(("edge", name, "string") for name in _EDGE)]
    lines = [
        _XML,
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" ',
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns',
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n',
    ]
    lines += [
        f'<key id="{part}-{name}" for="{part}" attr.name="{name}" attr.type="{type_}"/>\n' for part, name, type_ in keys
    ]
    lines.append('<graph id="encounters" edgedefault="undirected">\n')
    around = ("".join(lines), "", "</graph>\n</graphml>\n")
    return _joined(found, splicer, GRAPHML, _Form(_graphml_node, _graphml_edge, around))


def _graphml_node(node: _Node) -> str:
    data = "".join(_data("node", name, value) for name, value in (("label", node.name), *node.more))
    return f"<node id={xml_attribute(node.id)}>{data}</node>\n"


def _graphml_edge(edge: _Edge) -> str:
    data = "".join(_data("edge", name, value) for name, value in (("weight", str(edge.times)), *edge.more))
    ends = f"source={xml_attribute(edge.one)} target={xml_attribute(edge.other)}"
    return f"<edge id={xml_attribute(edge.id)} {ends}>{data}</edge>\n"


def _data(part: str, name: str, value: str) -> str:
    return f'<data key="{part}-{name}">{xml_text(value)}</data>'


def make_gexf(found: Network, splicer: Splicer) -> Content | None:
    """GEXF 1.3, as Gephi reads it."""
    lines = [
        _XML,
        '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ',
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">\n',
        f"<meta><creator>Communiqué</creator><description>{xml_text(found.title)}</description></meta>\n",
        '<graph defaultedgetype="undirected" mode="static">\n',
        _declared("node", _NODE),
        _declared("edge", _EDGE),
        "<nodes>\n",
    ]
    around = ("".join(lines), "</nodes>\n<edges>\n", "</edges>\n</graph>\n</gexf>\n")
    return _joined(found, splicer, GEXF, _Form(_gexf_node, _gexf_edge, around))


def _gexf_node(node: _Node) -> str:
    values = _values(_NODE, dict(node.more))
    return f"<node id={xml_attribute(node.id)} label={xml_attribute(node.name)}>{values}</node>\n"


def _gexf_edge(edge: _Edge) -> str:
    ends = f"source={xml_attribute(edge.one)} target={xml_attribute(edge.other)}"
    values = _values(_EDGE, dict(edge.more))
    return f'<edge id={xml_attribute(edge.id)} {ends} weight="{edge.times}">{values}</edge>\n'


class _Form(NamedTuple):
    """How a format writes nodes and edges, and what it has before the nodes, between both, and after the edges."""

    node: Callable[[_Node], str]
    edge: Callable[[_Edge], str]
    around: tuple[str, str, str]


def _joined(found: Network, splicer: Splicer, path: str, form: _Form) -> Content | None:
    """A file of all nodes and edges; those of a person are a piece each."""

    def node(person: Ref) -> bytes:
        made = found.node(person)
        return form.node(made).encode() if made else b""

    def edges(person: Ref) -> bytes:
        return "".join(map(form.edge, found.edges(person))).encode()

    people = found.people()
    edges_of = pieces_of(people, edges, lambda ref: f"edges of {owner_of(ref)}")
    head, between, end = (Part(text.encode()) for text in form.around)

    def around(parts: Sequence[Part]) -> Iterable[Part]:
        return head, *parts[: len(people)], between, *parts[len(people) :], end

    return splicer.joined(path, pieces_of(people, node, owner_of).and_then(edges_of), around)


def _declared(part: str, names: Sequence[str]) -> str:
    listed = "".join(f'<attribute id="{place}" title="{name}" type="string"/>' for place, name in enumerate(names))
    return f'<attributes class="{part}">{listed}</attributes>\n'


def _values(names: Sequence[str], found: Mapping[str, str]) -> str:
    listed = [
        f'<attvalue for="{place}" value={xml_attribute(found[name])}/>'
        for place, name in enumerate(names)
        if name in found
    ]
    return f"<attvalues>{''.join(listed)}</attvalues>" if listed else ""
