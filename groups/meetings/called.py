"""What every call to a meeting has, a group's, a child's forum's or a plan's: the answer, and who came. [F23, F33]"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.errors import Refused
from core.ui.fields import Picks


class Reply(models.TextChoices):
    NONE = "none", _("Inget svar")
    YES = "yes", _("Kommer")
    NO = "no", _("Kan inte komma")
    SUBSTITUTE = "substitute", _("Ersättare kommer")


class Attendance(models.TextChoices):
    """[S-25, F33]"""

    UNKNOWN = "unknown", _("Inte noterat")
    PRESENT = "present", _("Närvarande")
    ABSENT = "absent", _("Frånvarande utan ersättare")
    REPLACED = "replaced", _("Ersatt")
    RELEASED = "released", _("Inte längre kallad")  # to a child's sitting: the consent no longer covers the unit


AWAY = _("Uteblev utan ersättare")


def reply_field() -> forms.ChoiceField:
    """Whether one comes."""
    answers = [
        (Reply.YES, _("Ja, jag kommer")),
        (Reply.SUBSTITUTE, _("Nej, en ersättare kommer")),
        (Reply.NO, _("Nej, och ingen ersättare")),
    ]
    return forms.ChoiceField(label=_("Kommer du?"), choices=answers, widget=Picks)


def substitute_field(kind: type[forms.ModelChoiceField]) -> forms.ModelChoiceField:
    """Who comes instead; `kind` says how a person is named, the form whom one may choose."""
    return kind(label=_("Vem kommer i stället?"), queryset=None, required=False, empty_label=_("Välj"))


def came_field(person: Any, where: Any, *, away: Any = AWAY) -> forms.ChoiceField:
    """Whether one who was called came; `away` is how the other answer reads."""
    return forms.ChoiceField(
        label=", ".join(str(part) for part in (person, where) if part),
        choices=[(Attendance.PRESENT, _("Var med")), (Attendance.ABSENT, away)],
        widget=Picks(two=True),
        error_messages={"required": _now("Notera om %(name)s var med.") % {"name": person}},
    )


def note_attendance(rows: QuerySet, attendance: Mapping[UUID, str]) -> None:
    """Who came, by call. A place given over is noted by itself. Raises Refused when somebody is not noted. [S-25]"""
    calls = list(rows)
    given_over = set(rows.model.objects.filter(replaces__in=calls).values_list("replaces", flat=True))
    for call in calls:
        told = attendance.get(call.pk, Attendance.UNKNOWN)
        call.attendance = Attendance.REPLACED if call.pk in given_over else told
        if call.attendance == Attendance.UNKNOWN:
            raise Refused(_now("Notera för alla kallade om de var närvarande."), field="attendance")
    rows.model.objects.bulk_update(calls, ["attendance"])
