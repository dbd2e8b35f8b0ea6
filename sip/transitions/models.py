"""A transition and the units that hand over and take over. [SM-8, F100]"""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.cases.models import CODE_ALPHABET
from sip.transitions.states import (
    OPEN,
    DropReason,
    GuardianWish,
    MeetingReply,
    TransitionKind,
    TransitionStatus,
    UnitPart,
)


def transition_code() -> str:
    """A random code such as T-7K4QZ2; never a counter. [security 1]"""
    return "T-" + "".join(secrets.choice(CODE_ALPHABET) for _letter in range(6))


class Transition(RegionRow):
    """Övergång. `unit` holds it together; `on` is the birthday, or the day of the change. [P-70..P-73]

    `case` is the open case by which other principals' units may see it, while they may know who the child is.
    Made by a job (`created_by` none) or by hand.
    """

    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="transitions")
    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, default=transition_code)
    kind = models.CharField(_("Övergång"), max_length=20, choices=TransitionKind.choices)
    status = models.CharField(max_length=20, choices=TransitionStatus.choices, default=TransitionStatus.UPCOMING)
    on = models.DateField(_("Dag för övergången"))
    guardian_wish = models.CharField(max_length=20, choices=GuardianWish.choices, default=GuardianWish.UNASKED)
    wish_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    meeting_at = models.DateTimeField(_("Mötet börjar"), null=True)
    meeting_place = models.CharField(_("Mötets plats"), max_length=300, blank=True, default="")
    met_on = models.DateField(null=True)
    handed_over_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)  # or the day it turned out not to be needed
    closed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    drop_reason = models.CharField(max_length=20, choices=DropReason.choices, blank=True)
    drop_words = models.CharField(_("Skälet"), max_length=500, blank=True)
    created_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "code"], name="transition_code_once_in_a_region"),
            models.UniqueConstraint(
                fields=["child", "kind"],
                condition=Q(kind__in=["adult_18", "placed_21", "habilitation_16"]),
                name="one_transition_for_a_birthday",
            ),
            models.CheckConstraint(
                condition=Q(status="not_needed") & ~Q(drop_reason="") | ~Q(status="not_needed") & Q(drop_reason=""),
                name="transition_not_needed_exactly_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["upcoming", "not_needed"]) | Q(planned_on__isnull=False),
                name="transition_planned_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["meeting_held", "handed_over", "closed"]) | Q(met_on__isnull=False),
                name="transition_met_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(guardian_wish="unasked", wish_on__isnull=True)
                | ~Q(guardian_wish="unasked") & Q(wish_on__isnull=False),
                name="wish_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["child"]), models.Index(fields=["case"])]

    def __str__(self):
        return self.code

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class TransitionUnit(RegionRow):
    """A unit that hands over or takes over; a sending one confirms that its own information has moved. [P-70]

    `called_on`, `reply` and `came` are about the joint meeting.
    """

    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="units")
    child = models.ForeignKey("sip.Child", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=UnitPart.choices)
    called_on = models.DateField(_("Kallades till mötet"), null=True)
    reply = models.CharField(
        _("Svar på kallelsen"), max_length=10, choices=MeetingReply.choices, blank=True, default=""
    )
    replied_on = models.DateField(_("Svarade på kallelsen"), null=True)
    came = models.BooleanField(_("Var med på mötet"), null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    removed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transition", "unit", "part"],
                condition=Q(removed_on__isnull=True),
                name="unit_once_in_a_transition",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True) | Q(part="sending", confirmed_by__isnull=False),
                name="only_a_sending_unit_confirms",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_on__isnull=True) | ~Q(reply="") & Q(called_on__isnull=False),
                name="only_a_called_unit_answers",
            ),
        ]
