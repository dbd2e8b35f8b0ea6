"""What every test of the wall stands on."""

import json

import pytest

from core.documents import process


@pytest.fixture(autouse=True)
def papers_are_read_as_written(monkeypatch):
    """A paper answers with the page it is made from: in a PDF's packed streams no marker would be found.

    That the same page becomes a tagged PDF is tried in tests/documents, tests/sip/family and tests/sip/plans.
    """
    monkeypatch.setattr(process, "make", lambda order, limits: b"%PDF-" + json.loads(order)["html"].encode())
