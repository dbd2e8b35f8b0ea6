from types import SimpleNamespace

import pytest

from tests.core.files.clamd import listening
from tests.core.obligations import build
from tests.database import as_loader
from tests.kept import kept


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Files of one test lie in a folder of its own."""
    settings.FILES_DIR = str(tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture
def clamd(settings):
    with listening() as (clamd, settings.SCANNER):
        yield clamd


@kept
def town() -> SimpleNamespace:
    with as_loader():
        return build.make_town()
