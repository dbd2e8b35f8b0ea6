import pytest

from tests.database import as_loader
from tests.kept import kept
from tests.sip.retention import town as r


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path):
    """Files and ledger of this test alone."""
    settings.FILES_DIR, settings.SCANNER = str(tmp_path / "files"), ""
    settings.BUS_LEDGER_FILE = str(tmp_path / "deleted.log")
    return tmp_path


@kept
def town():
    with as_loader():
        return r.make_town()


@kept
def case(town):
    """Ended today; nobody writes in it again."""
    return r.written_in(town)


@pytest.fixture
def child(case):
    with as_loader():
        return case.case.own_children.get().child
