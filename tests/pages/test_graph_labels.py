"""Drawings of who met whom: every name stands whole in its drawing, and no two overlap, from 2 to 60 people."""

import re
from html import unescape
from itertools import combinations
from typing import NamedTuple

import pytest

from generator.pages.svg.drawing import width_of, wrap
from generator.pages.svg.graph import Edge, graph
from generator.pages.svg.network import NetworkNode, network

NAMES = ("Ada Roe", "Bo Lind", "Mohammed-Abdulrahman bin Khalid Papadopoulos", "王小明", "Öz Müller-Lüdenscheidt", "Cy")
_TEXT = re.compile(
    r'<text class="cq-drawing__label" ?(?:x="([\d.]+)" y="([\d.]+)")?( ?text-anchor="end")?>(.*?)</text>'
)
_LINE = re.compile(r'<tspan x="([\d.]+)" y="([\d.]+)">(.*?)</tspan>')


class Box(NamedTuple):
    """The lines of a label: where it begins and ends, and its words."""

    left: float
    right: float
    top: float
    bottom: float
    words: str


def people(count: int) -> list[NetworkNode]:
    return [NetworkNode(f"{NAMES[i % len(NAMES)]} {i}", f"side {i % 3}", 1 + i % 4) for i in range(count)]


def labels(drawing: str) -> list[Box]:
    """The boxes of the labels of a drawing."""
    found = []
    for x, y, end, inside in _TEXT.findall(unescape(drawing)):
        lines = [(float(a), float(b), words) for a, b, words in _LINE.findall(inside)]
        lines = lines or [(float(x), float(y), inside)]
        wide = max(width_of(words) for *_, words in lines)
        left = lines[0][0] - wide if end else lines[0][0]
        top, bottom = lines[0][1] - 11, lines[-1][1] + 3
        found.append(Box(left, left + wide, top, bottom, " ".join(words for *_, words in lines)))
    return found


def judge(drawing: str, names: list[str]) -> None:
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    assert size
    boxes = labels(drawing)
    assert sorted(box.words.replace(" ", "") for box in boxes) == sorted(name.replace(" ", "") for name in names)
    for box in boxes:
        assert 0 <= box.left <= box.right <= float(size[1]), box
        assert 0 <= box.top <= box.bottom <= float(size[2]), box
    for one, other in combinations(boxes, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom <= other.top or other.bottom <= one.top, (one, other)


@pytest.mark.parametrize("count", [2, 3, 10, 24, 40, 59, 60])
def test_names_of_the_graph_stand_whole_and_apart(count: int) -> None:
    nodes = people(count)
    edges = [Edge(i, (i + 1) % count, 1 + i % 3) for i in range(count)]
    drawing = graph(nodes, edges, title="Who met whom", description="All")
    judge(drawing, [f"{node.name} ({node.weight})" for node in nodes])
    assert drawing.count('class="cq-drawing__chord"') == count


@pytest.mark.parametrize("count", [1, 2, 5, 16])
def test_names_of_a_network_stand_whole_and_apart(count: int) -> None:
    others = people(count)
    drawing = network(NetworkNode("Ada", "side 0"), others, title="Network", description="All")
    judge(drawing, [node.name + (f" ({node.weight})" if node.weight > 1 else "") for node in others])


@pytest.mark.parametrize("words", [*NAMES, "", "x" * 80, "e\u0301" * 40, "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t"])
def test_wrapping_loses_no_letter_and_keeps_to_the_width(words: str) -> None:
    lines = wrap(words, 100)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert all(width_of(line) <= 100 for line in lines)
    assert not any(line.startswith("\u0301") for line in lines)
