"""Fixtures for every test."""

import os

from tests.database import database_name, django_db_setup, real_urls

__all__ = ["database_name", "django_db_setup", "real_urls"]


def pytest_collection_modifyitems(config, items):
    """Tests marked `full` run only in `./bus test --full`."""
    if os.environ.get("BUS_FULL") == "1":
        return
    left_out = [item for item in items if item.get_closest_marker("full")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
