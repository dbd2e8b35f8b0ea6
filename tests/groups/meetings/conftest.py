from types import SimpleNamespace

from tests.database import as_loader
from tests.groups.meetings.table import make_table
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return make_table()


@kept
def other() -> SimpleNamespace:
    """Another region with the same places and roles."""
    with as_loader():
        return make_table()
