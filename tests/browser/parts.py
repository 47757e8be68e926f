"""Where the widgets' parts are found in a page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page


def matrix_cell(page: Page | Locator, row: str, column: str) -> Locator:
    """Return the cell of two actors, named as the axes name them."""
    view = page.locator(".fo-matrix")
    names = view.locator(".fo-heads [role=columnheader] > span:last-child").all_inner_texts()
    line = view.locator(".fo-body .fo-row").filter(
        has=page.locator("[role=rowheader] > span:last-child", has_text=re.compile(f"^{row}$"))
    )
    return line.locator("[role=gridcell]").nth(names.index(column) - 1)


def roving_cell(page: Page | Locator) -> Locator:
    """Return the one cell of the grid that Tab reaches."""
    return page.locator(".fo-matrix [role=gridcell][tabindex='0']")


def roving_event(page: Page | Locator) -> Locator:
    """Return the one event that Tab reaches."""
    return page.locator(".fo-timeline .fo-t-lane .fo-t-event[tabindex='0']")


def date_cursor(page: Page | Locator) -> Locator:
    return page.locator(".fo-timeline").get_by_role("slider", name="Date cursor")


@contextmanager
def touch_screen(browser: Browser, width: int, height: int = 900) -> Iterator[Page]:
    """Give a page on a device that is touched."""
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, has_touch=True, offline=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def drag_by_touch(page: Page, start: Locator, across: float) -> None:
    """Put a finger on the middle of an element, move it sideways and lift it."""
    box = start.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    points = [[{"x": x + across * step / 5, "y": y}] for step in range(6)]
    steps = [("touchStart", points[0]), *(("touchMove", p) for p in points[1:]), ("touchEnd", [])]
    for kind, touches in steps:
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})


def run_over(view: Locator) -> list[str]:
    """Name the parts of a view that stick out of it sideways and are not scrolled or clipped."""
    found: list[str] = view.evaluate(
        """(root) => {
          const edge = root.getBoundingClientRect();
          const hides = (node) => node !== root && (getComputedStyle(node).overflowX !== "visible"
            || node.matches(".fo-visually-hidden") || hides(node.parentElement));
          return [...root.querySelectorAll("*")].filter((node) => {
            const { left, right, width } = node.getBoundingClientRect();
            return width && (left < edge.left - 1 || right > edge.right + 1) && !hides(node);
          }).map((node) => node.outerHTML.slice(0, 80));
        }"""
    )
    return found
