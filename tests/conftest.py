"""Fixtures for every test."""

import gc
import os

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.browsers import browser_context_args, browser_of, browser_type_launch_args, faultless, heard
from tests.database import database_name, django_db_setup, real_urls
from tests.kept import beneath, lay_beneath, pytest_runtest_setup
from tests.scheduling import pytest_xdist_make_scheduler
from tests.tally import pytest_sessionfinish, pytest_terminal_summary, pytest_testnodedown

__all__ = [
    "beneath",
    "browser_context_args",
    "browser_of",
    "browser_type_launch_args",
    "database_name",
    "django_db_setup",
    "faultless",
    "heard",
    "no_pace_is_reached",
    "pytest_runtest_setup",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_xdist_make_scheduler",
    "real_urls",
]

# A machine with much else to do is slow, and that is no fault of the test.
hypothesis_settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("any machine")


@pytest.fixture
def no_pace_is_reached(settings):
    """One person asks for everything within a minute; asked all the same, and what is refused is tried in test_pace."""
    settings.PACES = {kind: [(1_000_000, 1)] * len(spans) for kind, spans in settings.PACES.items()}


def pytest_collection_modifyitems(config, items):
    """Tests marked `full` run only in `./bus test --full`, those marked `slow` not in `./bus test --fast`."""
    unwanted = set()
    if os.environ.get("BUS_FULL") != "1":
        unwanted.add("full")
    if os.environ.get("BUS_FAST") == "1":
        unwanted.add("slow")
    left_out = [item for item in items if any(item.get_closest_marker(mark) for mark in unwanted)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    lay_beneath(items)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    """What is loaded by now stays: looked through for garbage all the while, it took a twelfth of a test's time."""
    gc.collect()
    gc.freeze()
