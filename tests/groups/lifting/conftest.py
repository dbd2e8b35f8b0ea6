from types import SimpleNamespace

from tests.database import as_loader
from tests.groups.lifting.walk import make_town
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return make_town()
