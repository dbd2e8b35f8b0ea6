"""The independent schools of a group's area: invited when, what they answered, who speaks for whom. [S-16, F27, F28]"""

from collections.abc import Iterable, Set
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from core.organisations.choices import AgreementStatus
from core.organisations.models import Principal
from core.ui import dates
from groups.models import Forum, SchoolContact
from groups.seats.models import Contact

TO_AGREEMENT = {
    AgreementStatus.NOT_INVITED: _lazy("Inte inbjuden till överenskommelsen"),
    AgreementStatus.INVITED: _lazy("Inbjuden till överenskommelsen"),
    AgreementStatus.JOINED: AgreementStatus.JOINED.label,
}
STATE_IS = {Contact.INVITED: "now", Contact.JOINS: "ok", Contact.REPRESENTED: "ok", Contact.DECLINED: ""}


def schools_section(
    forum: Forum, near: Iterable[Principal], contacts: Iterable[SchoolContact], sitting: Set[UUID], may: bool
) -> dict[str, Any] | None:
    """None where the area has no such school and none was ever invited. `may`: invites and notes answers here.

    `sitting`: the assignments that hold a seat in the group.
    """
    schools = {one.pk: one for one in near}
    said: dict = {}
    for one in contacts:
        schools.setdefault(one.principal_id, one.principal)
        said.setdefault(one.principal_id, []).append(one)
    if not schools:
        return None
    rows = [_row(school, said.get(pk, []), sitting) for pk, school in schools.items()]
    return {
        "rows": sorted(rows, key=lambda row: row["name"]),
        "model": _model((rows[-1] for rows in said.values()), sitting),
        "invite": reverse("groups:school_invite", args=[forum.pk]) if may else "",
        "answer": reverse("groups:school_answer", args=[forum.pk]) if may and said else "",
    }


def _row(school: Principal, contacts: list[SchoolContact], sitting: Set[UUID]) -> dict[str, str]:
    agreement = str(TO_AGREEMENT[AgreementStatus(school.agreement_status)])
    invited = [one.on for one in contacts if one.kind == Contact.INVITED]
    if not contacts:
        return {"name": school.name, "detail": agreement, "state": _("Inte inbjuden till gruppen"), "state_is": "soon"}
    last = contacts[-1]
    lines = [_("Inbjuden till gruppen %(day)s") % {"day": dates.day(invited[-1])}]
    if last.kind != Contact.INVITED:
        lines.append(_("svarade %(day)s") % {"day": dates.day(last.on)})
    row = {"name": school.name, "state": last.get_kind_display(), "state_is": STATE_IS[Contact(last.kind)]}
    if last.represented_by_id in sitting:
        lines.append(_("företräds av %(name)s") % {"name": _speaker(last)})
    elif last.represented_by_id:
        lines.append(_("företräddes av %(name)s") % {"name": _speaker(last)})
        row |= {"state": _("Den som företrädde skolan har lämnat gruppen"), "state_is": "soon"}
    return {**row, "detail": f"{', '.join(lines)}. {agreement}"}


def _speaker(contact: SchoolContact) -> str:
    who = contact.represented_by
    if who is None:
        return ""
    return f"{who.person} ({who.unit.name})" if who.unit else str(who.person)


def _model(answers: Iterable[SchoolContact], sitting: Set[UUID]) -> str:
    """How the schools take part here: one for the others, or each for itself. [003:L1601-1611]"""
    names = sorted({_speaker(one) for one in answers if one.represented_by_id in sitting})
    if not names:
        return _("Varje skola bjuds in för sig. Ingen skola företräder de andra.")
    words = ngettext(
        "%(names)s företräder andra skolor i gruppen och tar med sig besked till dem.",
        "De här företräder andra skolor i gruppen och tar med sig besked till dem: %(names)s.",
        len(names),
    )
    return words % {"names": ", ".join(names)}
