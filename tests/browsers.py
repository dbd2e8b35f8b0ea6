"""Browsers in which people of a test's town have signed in, at a real server on real logins; fixtures for all tests."""

import os
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Error as PlaywrightError

from tests.core.people.build import session_of

# Both widths of the design; a page that is walked in both is walked in the narrow one by the full run.
WIDTHS = [1280, pytest.param(390, marks=pytest.mark.full)]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Playwright's loop lives on in this thread after the first browser test; the database is asked beside it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    return {
        "executable_path": os.environ.get("CHROMIUM", "chromium"),
        "args": ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "sv-SE"}


@pytest.fixture
def heard(page):
    """What the browser complains of: policy, scripts, files not found."""
    complaints = []
    page.on("console", lambda note: complaints.append(note.text) if note.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda lost: complaints.append(f"lost {lost.url}"))
    return complaints


@pytest.fixture
def browser_of(browser, live_server):
    """`browser_of(assignment)` is that person's own browser; `scripts=False` one without scripts."""
    contexts = []

    def opened(under, *, scripts: bool = True, width: int = 1280):
        context = browser.new_context(
            base_url=live_server.url,
            locale="sv-SE",
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        contexts.append(context)
        key = session_of(under.user, under).session_key
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def faultless():
    """The page as it stands has no fault that axe finds, and nothing sticks out sideways."""
    number = count(1)

    def look(page) -> None:
        found = _faults(page)
        assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url
        _picture(page, next(number))

    return look


def _faults(page) -> list:
    """What axe finds in the page that stands still: one that was left meanwhile is looked at anew, as the next."""
    for _ in range(5):
        page.wait_for_load_state()
        born = page.evaluate("performance.timeOrigin")
        try:
            found = Axe().run(page).response["violations"]
        except PlaywrightError:
            page.wait_for_load_state()
            if page.evaluate("performance.timeOrigin") == born:
                raise
        else:
            if page.evaluate("performance.timeOrigin") == born:
                return found
    raise AssertionError(f"{page.url} never stood still")


def _picture(page, number: int) -> None:
    """With BUS_PICTURES=folder: the state as people see it, wide and narrow, light and dark."""
    folder = os.environ.get("BUS_PICTURES")
    if not folder:
        return
    test = os.environ["PYTEST_CURRENT_TEST"].rpartition("::")[2].split(" ")[0].split("[")[0][5:]
    before = page.viewport_size
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.screenshot(path=f"{folder}/{test}-{number:02}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(before)
