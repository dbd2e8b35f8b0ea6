"""Forums, the seats asked for, who holds them from which day, and the minutes' template."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.organisations.models.units import Dated
from core.regions.models import ends_after_start, never_twice
from core.roles import Role
from groups.choices import ForumKind, MandateLevel, Per, Severity, Side, Tier
from groups.querysets import ForumQuerySet, MembershipQuerySet

ONE_OF_A_KIND = ~Q(kind=ForumKind.TEMPORARY_GROUP)


class Forum(Dated):
    """A body of collaboration in its place: in the region, in an area, or in a district of an area. [G-082]

    `label` is what the region or area calls the kind («Operativ ledningsgrupp»); `led_by` the role that convenes it.
    """

    kind = models.CharField(_("Slag"), max_length=30, choices=ForumKind.choices)
    tier = models.CharField(_("Nivå"), max_length=10, choices=Tier.choices)
    side = models.CharField(_("Sida"), max_length=10, choices=Side.choices, default=Side.OFFICIALS)
    name = models.CharField(_("Namn"), max_length=200)
    label = models.CharField(_("Benämning"), max_length=100)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, null=True, related_name="forums")
    district = models.ForeignKey("organisations.District", on_delete=models.PROTECT, null=True, related_name="forums")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    mission = models.TextField(pgettext_lazy("vad den är till för", "Uppdrag"), blank=True)
    led_by = models.CharField(_("Sammankallande roll"), max_length=40, choices=Role.choices, blank=True)

    objects = ForumQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            ends_after_start("forum_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(tier=Tier.REGIONAL, area__isnull=True, district__isnull=True)
                | Q(tier=Tier.LOCAL, area__isnull=False, district__isnull=True)
                | Q(tier=Tier.INDIVIDUAL, area__isnull=False, district__isnull=False),
                name="forum_stands_in_the_place_of_its_tier",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="forum_not_its_own_parent"),
            never_twice("forum_once_in_the_region", "region", "kind", condition=ONE_OF_A_KIND & Q(area__isnull=True)),
            never_twice(
                "forum_once_in_an_area",
                "region",
                "kind",
                "area",
                condition=ONE_OF_A_KIND & Q(area__isnull=False, district__isnull=True),
            ),
            never_twice(
                "forum_once_in_a_district",
                "region",
                "kind",
                "district",
                condition=ONE_OF_A_KIND & Q(district__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["region", "area", "kind"]), models.Index(fields=["region", "district"])]

    def __str__(self):
        return self.name


class SeatRequirement(Dated):
    """What a kind of forum must hold: one row of table 3.4 or 3.5; an area's own rows replace the region's.

    Any of `unit_types` satisfies it; a row without them asks for holders of `role`. `maximum` none = no limit.
    `mandate` is the least that whoever sits there is to decide. [S-21]
    """

    forum_kind = models.CharField(_("Forum"), max_length=30, choices=ForumKind.choices)
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, null=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("Plats"), max_length=150)
    unit_types = models.JSONField(_("Verksamhetstyper"), default=list)
    role = models.CharField(_("Roll"), max_length=40, choices=Role.choices, blank=True)
    per = models.CharField(_("Räknas"), max_length=20, choices=Per.choices, default=Per.FORUM)
    minimum = models.PositiveSmallIntegerField(_("Minst"), default=1)
    maximum = models.PositiveSmallIntegerField(_("Högst"), null=True)
    severity = models.CharField(_("Om platsen är tom"), max_length=10, choices=Severity.choices)
    mandate = models.CharField(
        _("Mandat som krävs"), max_length=10, choices=MandateLevel.choices, default=MandateLevel.LIMITED
    )

    class Meta:
        ordering = ["forum_kind", "order", "label"]
        constraints = [
            ends_after_start("seat_requirement_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")), name="seat_numbers_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(unit_types=[]) | ~Q(role=""), name="seat_asks_for_unit_types_or_a_role"
            ),
            never_twice(
                "seat_requirement_once_in_the_region",
                "region",
                "forum_kind",
                "label",
                condition=Q(area__isnull=True),
            ),
            never_twice(
                "seat_requirement_once_in_an_area",
                "region",
                "forum_kind",
                "area",
                "label",
                condition=Q(area__isnull=False),
            ),
        ]

    def __str__(self):
        return self.label


class Membership(Dated):
    """A seat held by an assignment for its unit, or as another's substitute, day by day. [G-104, G-105]

    A row is one term and is never written over: it is given a last day, and what comes after is a row of its own. One
    that has not begun may be taken away. `represents` is a free tag where one organisation fills several fields. [X-37]
    `sole_seat` names a seat that holds one person. Whoever stands in does so for the other's assignment, in each of its
    terms and no longer.
    """

    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="memberships")
    assignment = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="memberships")
    seat_label = models.CharField(_("Plats"), max_length=150, blank=True)
    represents = models.CharField(_("Företräder"), max_length=150, blank=True)
    is_substitute_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="substitutes")
    mandate_level = models.CharField(
        _("Mandat"), max_length=10, choices=MandateLevel.choices, default=MandateLevel.UNKNOWN
    )
    mandate_text = models.CharField(_("Mandatet i ord"), max_length=300, blank=True)
    sole_seat = models.CharField(max_length=250, blank=True, default="")

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            ends_after_start("membership_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(is_substitute_for=F("id")), name="member_no_substitute_of_oneself"),
            never_twice("member_of_a_forum_once", "region", "forum", "assignment"),
            never_twice("one_in_a_sole_seat", "region", "forum", "sole_seat", condition=~Q(sole_seat="")),
        ]
        indexes = [models.Index(fields=["region", "assignment"])]

    def __str__(self):
        return f"{self.forum_id}: {self.assignment_id}"


class MinutesTemplate(Dated):
    """The set template for the minutes of a kind of forum, one version at a time. [001:L325-327, X-26]

    The agenda of a standing body's new meeting begins with its headings. [F32]
    `sections` is a list of {key, heading, help, required}, in the order they are written.
    """

    forum_kind = models.CharField(_("Forum"), max_length=30, choices=ForumKind.choices)
    version = models.PositiveIntegerField()
    sections = models.JSONField()

    class Meta:
        constraints = [
            ends_after_start("minutes_template_ends_after_it_starts"),
            models.UniqueConstraint(fields=["region", "forum_kind", "version"], name="minutes_template_version_once"),
            never_twice("one_minutes_template_at_a_time", "region", "forum_kind"),
        ]

    def __str__(self):
        return f"{self.forum_kind} v{self.version}"
