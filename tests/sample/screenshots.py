"""Take the screenshots of the README and the documentation from the built site: `python3 dev.py screenshots`.

A page of a meeting with an open evidence mark, light and dark, as WebP.
"""

import base64
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from serving import serving

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs/pages/images"
PAGE = "meetings/2025-12-02-moscow/"
SECTION = "who-was-in-the-room"
MARK = 2
TOP = 270  # pixels above the heading
SIZE = {"width": 1100, "height": 620}
QUALITY = 80
FLAGS = ["--no-sandbox", "--disable-gpu"]


def main() -> None:
    """Write one picture for each colour scheme."""
    site = ROOT / "site"
    if not (site / PAGE / "index.html").is_file():
        sys.exit("screenshots: there is no site; run `python3 dev.py build` first")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with serving(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for scheme in ("light", "dark"):
            page = browser.new_context(viewport=SIZE, color_scheme=scheme).new_page()
            page.goto(address + PAGE)
            page.reload()  # the fonts are optional: a first visit may do without them
            open_mark(page)
            shot = page.context.new_cdp_session(page).send(
                "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
            )
            (IMAGES / f"evidence-{scheme}.webp").write_bytes(base64.b64decode(shot["data"]))
        browser.close()


def open_mark(page: Page) -> None:
    """Open the evidence mark of a participant's role, below the heading of its section."""
    heading = page.locator(f"h2#{SECTION}")
    heading.evaluate(f"it => window.scrollTo(0, it.getBoundingClientRect().top - {TOP})")
    mark = page.locator(f"h2#{SECTION} ~ * .cq-evidence, h2#{SECTION} ~ .cq-evidence").nth(MARK)
    mark.locator("summary").click()
    mark.locator("blockquote").first.wait_for()


if __name__ == "__main__":
    main()
