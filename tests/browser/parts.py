"""Where the widgets' parts are found in a page."""

import re

from playwright.sync_api import Locator, Page


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
