"""The independent schools of a group's area: invited when, what they answered, who speaks for whom. [S-16, F27, F28]"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.organisations.models import Principal
from core.ui import dates
from groups.models import Forum, SchoolContact
from groups.seats.models import Contact

STATE_IS = {Contact.INVITED: "now", Contact.JOINS: "ok", Contact.REPRESENTED: "ok", Contact.DECLINED: ""}


def schools_section(
    forum: Forum, near: Iterable[Principal], contacts: Iterable[SchoolContact], may: bool
) -> dict[str, Any] | None:
    """None where the area has no such school and none was ever invited. `may`: invites and notes answers here."""
    schools = {one.pk: one for one in near}
    said: dict = {}
    for one in contacts:
        schools.setdefault(one.principal_id, one.principal)
        said.setdefault(one.principal_id, []).append(one)
    if not schools:
        return None
    rows = [_row(school, said.get(pk, [])) for pk, school in schools.items()]
    return {
        "rows": sorted(rows, key=lambda row: row["name"]),
        "model": _model(said.values()),
        "invite": reverse("groups:school_invite", args=[forum.pk]) if may else "",
        "answer": reverse("groups:school_answer", args=[forum.pk]) if may and said else "",
    }


def _row(school: Principal, contacts: list[SchoolContact]) -> dict[str, str]:
    lines = [school.get_agreement_status_display()]
    invited = [one.on for one in contacts if one.kind == Contact.INVITED]
    if not contacts:
        return {"name": school.name, "detail": lines[0], "state": _("Inte inbjuden till gruppen"), "state_is": "soon"}
    last = contacts[-1]
    lines.append(_("Inbjuden %(day)s") % {"day": dates.day(invited[-1])})
    if last.kind != Contact.INVITED:
        lines.append(_("svarade %(day)s") % {"day": dates.day(last.on)})
    if last.represented_by:
        lines.append(_("företräds av %(name)s") % {"name": _speaker(last)})
    state_is = STATE_IS[Contact(last.kind)]
    return {
        "name": school.name,
        "detail": ", ".join(lines),
        "state": last.get_kind_display(),
        "state_is": state_is,
    }


def _speaker(contact: SchoolContact) -> str:
    who = contact.represented_by
    if who is None:
        return ""
    return f"{who.person} ({who.unit.name})" if who.unit else str(who.person)


def _model(said: Iterable[list[SchoolContact]]) -> str:
    """How the schools take part here: one for the others, or each for itself. [003:L1601-1611]"""
    names = sorted({_speaker(rows[-1]) for rows in said if rows[-1].represented_by})
    if not names:
        return _("Varje skola bjuds in för sig. Ingen skola företräder de andra.")
    words = ngettext(
        "%(names)s företräder andra skolor i gruppen och tar med sig besked till dem.",
        "De här företräder andra skolor i gruppen och tar med sig besked till dem: %(names)s.",
        len(names),
    )
    return words % {"names": ", ".join(names)}
