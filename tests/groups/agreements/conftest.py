from types import SimpleNamespace

from tests.groups.agreements import walk as w
from tests.kept import kept


@kept
def town() -> SimpleNamespace:
    return w.make_town()
