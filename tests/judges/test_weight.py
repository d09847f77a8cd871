"""What a person's page asks of a cold browser: `pytest tests/judges/test_weight.py -s` prints it."""

from pathlib import Path

import judged

PAGE = "persons/vladimir-putin/"
MOST_BYTES = 500_000
MOST_REQUESTS = 30


def weigh(browser, address: str) -> list[tuple[int, str]]:
    """Bytes of the body, as files, and address of each answer."""
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("requestfinished", lambda request: asked.append(request))  # noqa: PLW0108 -- Playwright takes no built-in
    page.goto(address, wait_until="networkidle")
    weights = [(len(request.response().body()), request.url) for request in asked]
    context.close()
    return sorted(weights, reverse=True)


def test_a_person_page_is_light(browser, small: Path):
    with judged.serving(small) as address:
        weights = weigh(browser, address + PAGE)
    total = sum(size for size, _ in weights)
    print(f"\n{PAGE}: {len(weights)} requests, {total:,} bytes uncompressed")  # noqa: T201 -- the figure is asked for
    for size, url in weights:
        print(f"{size:>9,} {url}")  # noqa: T201
    assert len(weights) <= MOST_REQUESTS
    assert total <= MOST_BYTES


def test_a_heavy_page_is_weighed(browser, tmp_path: Path):
    with judged.serving(judged.broken(tmp_path, "x" * MOST_BYTES + '<img src="lost.png" alt="lost">')) as address:
        weights = weigh(browser, address)
    assert len(weights) >= 2
    assert sum(size for size, _ in weights) > MOST_BYTES
