"""Two who write in the same minutes at the same time, on connections of their own: no word is lost. [security 10]"""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from core.errors import EditedByAnother
from groups.meetings.services import writing
from groups.models import NoteRevision
from tests.database import as_loader
from tests.groups.meetings import table as t

pytestmark = pytest.mark.slow
EACH = 100  # edits by each of the two


@pytest.fixture
def town(transactional_db):
    with as_loader():
        return t.make_table()


def write(town, item, name: str, seed: int) -> None:
    """Add a word at a time to what stood when one looked; shown both texts, put one's own word into theirs."""
    pick, text, version = random.Random(seed), item.note, item.version
    try:
        for number in range(EACH):
            word = f"{name}-{number}"
            while True:
                wanted = _with(text, word, pick)
                try:
                    with t.as_(town, name) as me:
                        saved = writing.save_note(item, by=me, text=wanted, version=version)
                except EditedByAnother as edited:
                    text, version = edited.current.note, edited.current.version
                    continue
                text, version = saved.note, saved.version
                break
    finally:
        connections.close_all()


def _with(text: str, word: str, pick: random.Random) -> str:
    """The word somewhere among the others."""
    words = text.split()
    words.insert(pick.randint(0, len(words)), word)
    return " ".join(words)


def test_two_hundred_edits_by_two_at_once_lose_nothing(town):
    meeting = t.called(town, recorder="school_head")
    (item,) = t.items_of(meeting)
    writers = ("chair", "school_head")
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, town, item, name, seed) for seed, name in enumerate(writers)]:
            done.result()

    with as_loader():
        item.refresh_from_db()
        revisions = list(NoteRevision.objects.filter(item=item).order_by("version").values_list("version", "text"))
    wanted = {f"{name}-{number}" for name in writers for number in range(EACH)}
    assert set(item.note.split()) == wanted
    assert (item.version, len(item.note.split())) == (2 * EACH, 2 * EACH)
    assert [version for version, _text in revisions] == list(range(1, 2 * EACH + 1))
    assert revisions[-1][1] == item.note
