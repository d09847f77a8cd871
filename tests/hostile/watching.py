"""A site in headless Chromium: what it runs, asks for and refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
    window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sample));
"""
LOOK = """
root => {
    const found = [];
    const script = /^[\\s\\x00-\\x1f]*(javascript|vbscript|data:(?!image\\/(svg|png|gif)))/i;
    for (const element of root.querySelectorAll("*"))
        for (const {name, value} of element.attributes) {
            if (name.startsWith("on") || name === "srcdoc") found.push(`<${element.localName} ${name}>`);
            if (/^(href|src|action|formaction|data|xlink:href)$/.test(name) && script.test(value))
                found.push(`<${element.localName} ${name}="${value}">`);
        }
    return found;
}
"""
SHAPES = """
async addresses => {
    const shapes = {}, found = [];
    const look = LOOK;
    for (const address of addresses) {
        const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
        for (const element of page.querySelectorAll("*")) {
            const shape = [element.localName, ...[...element.attributes].map(each => each.name).sort()].join(" ");
            shapes[shape] ??= address;
        }
        found.push(...look(page).map(fault => `${address}: ${fault}`));
    }
    return [shapes, found];
}
""".replace("LOOK", LOOK.strip())


@dataclass(slots=True)
class Seen:
    """What happened in the browser that must not."""

    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)


@contextmanager
def watched(browser: Any, origin: str) -> Iterator[tuple[Any, Seen]]:
    """A page of a browser in which whatever leaves the site is refused and noted."""
    seen = Seen()

    def let(route: Any) -> None:
        if route.request.url.startswith((origin, "data:image/", "blob:")):
            route.continue_()
        else:
            seen.requests.append(route.request.url)
            route.abort()

    def dismiss(dialog: Any) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", let)
    page.on("dialog", dismiss)
    page.add_init_script(WATCH)
    yield page, seen
    context.close()


def visit(page: Any, seen: Seen, address: str) -> None:
    """Open a page, and note what it did."""
    page.goto(address, wait_until="domcontentloaded", timeout=60_000)
    page.wait_for_timeout(20)
    seen.violations += page.evaluate("window.violations")
    seen.attributes += page.evaluate(f"({LOOK.strip()})(document)")
