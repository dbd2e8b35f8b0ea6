"""What every test of the wall stands on."""

import pytest

from core.documents import process


@pytest.fixture(autouse=True)
def papers_are_read_as_written(monkeypatch):
    """The program that draws gives back the page it is sent: in a PDF's packed streams no marker would be found.

    That the same page becomes a tagged PDF is tried in tests/documents, tests/sip/family and tests/sip/plans.
    """
    monkeypatch.setattr(process, "CHILD", "tests.access.as_written")
