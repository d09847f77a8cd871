"""The network of encounters as GraphML and as GEXF 1.3: people, and how often two of them met.

A day is that of the meeting as its record has it. Neither file has a date of its making.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.exports.xml_text import xml_attribute, xml_text
from generator.pages.addresses import canonical_url
from generator.pages.encounters import Encounter, encounters
from generator.pages.site_index import SiteIndex
from generator.schema.model import Ref
from generator.values import iso_range

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NODE = ("kind", "side", "side_name", "url")
_EDGE = ("meetings", "first", "last")


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
    """People with their properties, and pairs of them with the number of their meetings."""

    title: str
    nodes: tuple[_Node, ...]
    edges: tuple[_Edge, ...]


def network(site: SiteIndex) -> Network:
    """The network of all encounters; a person has the side of the newest meeting."""
    found: dict[tuple[Ref, Ref], list[Encounter]] = {}
    for each in encounters(site):
        found.setdefault((each.person, each.other), []).append(each)
    people = sorted({ref for pair in found for ref in pair}, key=lambda ref: ref.id)
    sides = {ref: next((seat.side for seat in site.meetings.by_person[ref] if seat.side), None) for ref in people}
    edges = tuple(_edge(site, pair, found[pair]) for pair in sorted(found, key=lambda pair: (pair[0].id, pair[1].id)))
    return Network(site.title, tuple(_node(site, ref, sides[ref]) for ref in people), edges)


def _node(site: SiteIndex, ref: Ref, side: Ref | None) -> _Node:
    names = (side.id, site.base.name(side)) if side else ("", "")
    values = (ref.kind, *names, f"{site.base_url}{canonical_url(site, ref)}")
    return _Node(ref.id, site.base.name(ref), tuple(_known(_NODE, values)))


def _edge(site: SiteIndex, pair: tuple[Ref, Ref], met: Sequence[Encounter]) -> _Edge:
    ranges = [iso_range(site.base.timeline_date(each.meeting)) for each in met]
    first = min((first for first, _ in ranges if first), default="")
    last = max((last for _, last in ranges if last), default="")
    values = (" ".join(each.meeting.id for each in met), first, last)
    return _Edge(f"{pair[0].id}--{pair[1].id}", pair[0].id, pair[1].id, len(met), tuple(_known(_EDGE, values)))


def _known(names: Sequence[str], values: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in zip(names, values, strict=True) if value)


def make_graphml(found: Network) -> bytes:
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
    for node in found.nodes:
        data = "".join(_data("node", name, value) for name, value in (("label", node.name), *node.more))
        lines.append(f"<node id={xml_attribute(node.id)}>{data}</node>\n")
    for edge in found.edges:
        data = "".join(_data("edge", name, value) for name, value in (("weight", str(edge.times)), *edge.more))
        ends = f"source={xml_attribute(edge.one)} target={xml_attribute(edge.other)}"
        lines.append(f"<edge id={xml_attribute(edge.id)} {ends}>{data}</edge>\n")
    return "".join((*lines, "</graph>\n</graphml>\n")).encode()


def _data(part: str, name: str, value: str) -> str:
    return f'<data key="{part}-{name}">{xml_text(value)}</data>'


def make_gexf(found: Network) -> bytes:
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
    lines += [
        f"<node id={xml_attribute(node.id)} label={xml_attribute(node.name)}>{_values(_NODE, dict(node.more))}</node>\n"
        for node in found.nodes
    ]
    lines.append("</nodes>\n<edges>\n")
    for edge in found.edges:
        ends = f"source={xml_attribute(edge.one)} target={xml_attribute(edge.other)}"
        values = _values(_EDGE, dict(edge.more))
        lines.append(f'<edge id={xml_attribute(edge.id)} {ends} weight="{edge.times}">{values}</edge>\n')
    return "".join((*lines, "</edges>\n</graph>\n</gexf>\n")).encode()


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
