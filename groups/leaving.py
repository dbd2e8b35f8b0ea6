"""Seats that stand empty when somebody leaves a role, and what one answers for in the groups. [G-104, F10]"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from core.access import Acting
from core.organisations.querysets import ONE_DAY
from core.people import leaving
from core.ui.said import said
from groups.models import Forum, Membership

ASKED = "SELECT person, forum, kind, n FROM access.left_by_people(%s::uuid[]) ORDER BY place"
HELD = {
    "action": lambda n: ngettext_lazy("%(n)d åtgärd från möten", "%(n)d åtgärder från möten", n),
    "activity": lambda n: ngettext_lazy("%(n)d aktivitet i handlingsplanen", "%(n)d aktiviteter i handlingsplanen", n),
    "obstacle": lambda n: ngettext_lazy("%(n)d hinder", "%(n)d hinder", n),
    "routine": lambda n: ngettext_lazy("%(n)d rutin", "%(n)d rutiner", n),
    "agreement": lambda n: ngettext_lazy("%(n)d underskrift som väntar", "%(n)d underskrifter som väntar", n),
}


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


def held(endings: Sequence[leaving.Ending], by: Acting) -> Iterator[tuple[UUID, leaving.Left]]:
    """What one answers for by name in each group: how much and where, never what. The group's own people hand it on."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [[one.pk for one, _last in endings]])
        rows = cursor.fetchall()
    names = dict(Forum.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "name"))
    parts: dict[tuple[UUID, UUID], list[str]] = {}
    for person, forum, kind, number in rows:
        parts.setdefault((person, forum), []).append(str(HELD[kind](number) % {"n": number}))
    for (person, forum), words in sorted(parts.items(), key=lambda one: names[one[0][1]]):
        said_of = {"group": said(names[forum]), "what": ", ".join(words)}
        text = _("%(group)s: %(what)s. Be gruppen ge det till någon annan.") % said_of
        yield person, leaving.Left(text, reverse("groups:forum_detail", args=[forum]))


def register() -> None:
    for tell in (seats, held):
        if tell not in leaving.left:
            leaving.left.append(tell)
