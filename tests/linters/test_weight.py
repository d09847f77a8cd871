"""What a cold browser loads for a person's page: `pytest tests/linters/test_weight.py -s` prints it."""

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest
from support import sample
from support.sampled import faulty_page
from support.serving import serving

PAGE = f"persons/{sample.PRESIDENT}/"
MOST_BYTES = 400_000  # as a host sends them, packed by gzip
MOST_REQUESTS = 30


def weigh(browser, address: str) -> list[tuple[int, int, str]]:
    """Bytes of each file that a page asks for, packed and as they are, and its address; the heaviest first."""
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 -- Playwright takes no built-in
    page.goto(address, wait_until="networkidle")
    bodies = [(request.response().body(), request.url) for request in asked]
    context.close()
    return sorted(((len(gzip.compress(body)), len(body), url) for body, url in bodies), reverse=True)


def total(weights: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """All bytes, packed and as they are."""
    return sum(packed for packed, _, _ in weights), sum(plain for _, plain, _ in weights)


def test_a_person_page_is_light(browser, small: Path):
    with serving(small) as address:
        weights = weigh(browser, address + PAGE)
    packed, plain = total(weights)
    print(f"\n{PAGE}: {len(weights)} requests, {packed:,} bytes packed, {plain:,} as they are")  # noqa: T201
    for size, _, url in weights:
        print(f"{size:>9,} {url}")  # noqa: T201
    assert 10 < len(weights) <= MOST_REQUESTS
    assert packed <= MOST_BYTES


@pytest.mark.slow
def test_a_heavy_page_is_weighed(browser, tmp_path: Path):
    site = faulty_page(tmp_path, '<script src="heavy.js"></script>')
    (site / "heavy.js").write_text("".join(map(hex, range(10 * MOST_BYTES, 11 * MOST_BYTES))), "utf-8")
    with serving(site) as address:
        weights = weigh(browser, address)
    assert weights[0][2].endswith("heavy.js")
    assert total(weights)[0] > MOST_BYTES
