"""One answer is handed to the database, which adds it to the others': from there it is nobody's. [ADR 12]"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from core.errors import Refused
from core.textguard import refuse_identity


def take(counts: str, thing: Any, *, asked: Sequence[str], steps: int, scores: Mapping[str, int], words: str) -> bool:
    """`counts`: the statement that does it. False when one has answered already.

    Raises Refused for a question without an answer and for words that tell who a child is.
    """
    for key in asked:
        if scores.get(key) not in range(1, steps + 1):
            raise Refused(_("Välj ett svar på varje fråga."), field=key)
    refuse_identity(words, field="words")
    with connection.cursor() as cursor:
        cursor.execute(counts, [thing.pk, json.dumps({key: scores[key] for key in asked}), words.strip()])
        return cursor.fetchone()[0]
