"""The next number of a forum's year, for a meeting and for a decision: none is given twice, and none is left out."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from groups.meetings.models import ForumDecision, Meeting

ONCE = frozenset({"meeting_number_once_in_a_year", "decision_number_once"})


def save_numbered(row: Meeting | ForumDecision) -> None:
    """Save a new row under the next number.

    What the saver may not read has numbers too, and so has what another saves meanwhile: the database knows them all,
    and says of each that is taken. Whoever comes second waits for the first, and takes the number if that is undone.
    """
    of_year = type(row)._default_manager.filter(forum_id=row.forum_id, year=row.year)
    row.number = of_year.aggregate(last=Max("number"))["last"] or 0
    is_saved = False
    while not is_saved:
        row.number += 1
        is_saved = _is_free(row)


def _is_free(row: Meeting | ForumDecision) -> bool:
    """Saved, unless the number is taken. Raises IntegrityError for any other fault."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name not in ONCE:  # type: ignore[union-attr]
            raise
        return False
    return True
