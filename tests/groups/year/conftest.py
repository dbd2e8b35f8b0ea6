from types import SimpleNamespace

from tests.database import as_loader
from tests.groups.meetings.table import make_table
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    """The steering group's table, and the group of the area beside it."""
    with as_loader():
        return make_table()
