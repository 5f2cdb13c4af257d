"""Pages opened in the browser, and a watch for what goes wrong on them."""

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Request, Response

WIDE, NARROW = 1440, 390
Room = Literal["dark", "light"]

# Before any script of the page: count layout shifts, note what the page's policy refuses.
_SEEN = """
window.seen = { shift: 0, refused: [] };
window.seen.observer = new PerformanceObserver((list) => window.seen.take(list.getEntries()));
window.seen.take = (entries) => {
  for (const entry of entries) if (!entry.hadRecentInput) window.seen.shift += entry.value;
};
window.seen.observer.observe({ type: "layout-shift", buffered: true });
document.addEventListener("securitypolicyviolation", (event) =>
  window.seen.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

# Every picture loaded, those below the fold too, and what followed from it laid out.
_SETTLED = """
async () => {
  for (const picture of document.images) picture.loading = "eager";
  await Promise.all([...document.images].map((picture) => picture.complete ? null :
    new Promise((done) => { picture.onload = picture.onerror = done; })));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  window.seen.take(window.seen.observer.takeRecords());
}
"""


@dataclass
class Watch:
    """What goes wrong on a page, in words; answers in ``expected`` may be errors."""

    problems: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def _script_error(self, error: Exception) -> None:
        # Chromium says so itself when one navigation overtakes another's cross-page transition:
        # no script of ours is involved, and pages without any script get it too.
        if not str(error).startswith("Transition was "):
            self.problems.append(f"script error: {error}")

    def over(self, page: Page) -> None:
        """Begin."""
        page.on("console", self._console)
        page.on("pageerror", self._script_error)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", self._dialog)

    def _console(self, message: ConsoleMessage) -> None:
        # A failed load is told by the answer itself, which knows whether it was expected.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.problems.append(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # Leaving a page ends what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.expected:
            self.problems.append(f"{response.url}: {response.status}")

    def _dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@dataclass
class Visitor:
    """Somebody with a browser in front of one catalogue."""

    browser: Browser
    base: str
    watch: Watch = field(default_factory=Watch)

    def page(
        self, width: int = WIDE, room: Room = "dark", *, path: str = "", javascript: bool = True
    ) -> Page:
        """A page of a fresh visit: no cookies, no cache; opened at ``path`` if one is given."""
        context = self.browser.new_context(
            base_url=self.base,
            viewport={"width": width, "height": 900},
            color_scheme=room,
            reduced_motion="reduce",  # pages that fade into each other take twice the time
            java_script_enabled=javascript,
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.base)
        context.set_default_timeout(10_000)
        page = context.new_page()
        self.watch.over(page)
        if javascript:
            page.add_init_script(_SEEN)
        if path:
            page.goto(path)
        return page


def settle(page: Page) -> None:
    """Let the page load all its pictures and lay itself out."""
    page.evaluate(_SETTLED)


def shift_of(page: Page) -> float:
    """How much the settled page has moved under the visitor's eyes: its layout shift."""
    return page.evaluate("window.seen.shift")


def refused_on(page: Page) -> list[str]:
    """What the page's security policy refused."""
    return page.evaluate("window.seen.refused")


def overhang(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def has_focus(place: Locator) -> bool:
    """Whether the keyboard is there."""
    return place.evaluate("element => element === document.activeElement")


def tab_to(page: Page, place: Locator, most: int = 80) -> None:
    """Press Tab until ``place`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if has_focus(place):
            return
    raise AssertionError(f"Tab does not reach {place}")
