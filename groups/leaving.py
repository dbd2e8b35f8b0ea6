"""Seats that stand empty when somebody leaves a role. [G-104]"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.utils.translation import ngettext

from core.access import Acting
from core.organisations.querysets import ONE_DAY
from core.people import leaving
from core.ui.said import said
from groups.models import Membership


def seats(endings: Sequence[leaving.Ending], by: Acting) -> Iterator[tuple[UUID, str]]:
    """Of each role, the groups in which it has a seat past its last day."""
    after = min(last for _one, last in endings) + ONE_DAY
    held = Membership.objects.filter(region_id=by.region_id, assignment__in=[one.pk for one, _last in endings])
    terms = list(held.not_ended(after).select_related("forum").order_by("forum__name", "id"))
    for assignment, last in endings:
        names = dict.fromkeys(
            said(term.forum.name)
            for term in terms
            if term.assignment_id == assignment.pk and (term.valid_to is None or term.valid_to > last)
        )
        if names:
            words = {"n": len(names), "names": ", ".join(names)}
            sentence = ngettext("%(n)d plats blir tom: %(names)s.", "%(n)d platser blir tomma: %(names)s.", len(names))
            yield assignment.pk, sentence % words


def register() -> None:
    if seats not in leaving.left:
        leaving.left.append(seats)
