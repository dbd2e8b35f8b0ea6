"""Routines of forums, one row a version; their text under headings, whom they cover, their files. [G-149]"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from core.files.models import FileRow
from core.roles import Role
from groups.meetings.models import by
from groups.routines.content import BY_KEY
from groups.routines.states import RoutineStatus


def optional(to: str, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(to, on_delete=models.PROTECT, null=True, related_name="+", **options)


class Routine(RegionRow):
    """Rutin: what it is about and whose it is, through all its versions. `adapts`: the routine it is an own form of.

    Who answers for it is a person's assignment, else those of the forum who hold a role, else who leads the forum.
    """

    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="routines")
    subject = models.SlugField(_("Vad den handlar om"), max_length=40)
    adapts = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="adaptations")
    responsible = optional("people.RoleAssignment", verbose_name=_("Ansvarar"))
    responsible_role = models.CharField(_("Roll som ansvarar"), max_length=40, choices=Role.choices, blank=True)
    begun_by = by()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(adapts=F("id")), name="routine_adapts_another"),
            models.CheckConstraint(
                condition=Q(responsible__isnull=True) | Q(responsible_role=""), name="routine_answered_for_in_one_way"
            ),
            models.UniqueConstraint(fields=["forum", "id"], name="routine_forum_key"),
        ]
        indexes = [models.Index(fields=["region", "subject"])]

    def __str__(self):
        return self.subject


class RoutineVersion(RegionRow):
    """Version: its text stands still from the decision on, a change is a row of its own.

    `decided_as` says how the forum decided, with a `decision` its number, which all read. `adapts`: the version of
    another routine it was written from;
    `confirmed`: a later one that whoever answers for it has found it to agree with. [AG-13]
    """

    routine = models.ForeignKey(Routine, on_delete=models.PROTECT, related_name="versions")
    forum = models.ForeignKey("groups.Forum", on_delete=models.PROTECT, related_name="routine_versions")
    number = models.PositiveSmallIntegerField(_("Version"), default=1)
    status = models.CharField(max_length=20, choices=RoutineStatus.choices, default=RoutineStatus.DRAFT)
    title = models.CharField(_("Rutin"), max_length=200)
    change = models.CharField(_("Vad som är nytt"), max_length=1000, blank=True)
    drafted_by = by()
    adapts = optional("groups.RoutineVersion")
    confirmed = optional("groups.RoutineVersion")
    confirmed_by = by(null=True)
    confirmed_on = models.DateField(_("Prövad mot originalet"), null=True)
    decided_on = models.DateField(_("Beslutad"), null=True)
    decision = optional("groups.ForumDecision")
    decided_as = models.CharField(_("Så beslutades den"), max_length=200, blank=True)
    valid_from = models.DateField(_("Gäller från"), null=True)
    valid_to = models.DateField(_("Gäller till och med"), null=True)
    review_on = models.DateField(_("Ses över senast"), null=True)
    end_reason = models.CharField(_("Därför upphör den"), max_length=1000, blank=True)

    class Meta:
        ordering = ["title", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["routine", "number"], condition=~Q(status="abandoned"), name="routine_version_number_once"
            ),
            models.UniqueConstraint(
                fields=["routine"], condition=Q(status__in=["draft", "decided"]), name="routine_one_next_version"
            ),
            models.UniqueConstraint(
                fields=["routine"], condition=Q(status="in_force"), name="routine_one_version_in_force"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "abandoned"], decided_on__isnull=True, valid_from__isnull=True)
                | Q(
                    status__in=["decided", "in_force", "replaced", "withdrawn"],
                    decided_on__isnull=False,
                    valid_from__isnull=False,
                    review_on__isnull=False,
                ),
                name="routine_decided_exactly_with_its_days",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decision__isnull=False) | ~Q(decided_as=""),
                name="routine_decided_in_some_way",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="routine_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(status="abandoned") | ~Q(end_reason=""), name="routine_abandoned_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(confirmed__isnull=True, confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(
                    confirmed__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_on__isnull=False,
                    adapts__isnull=False,
                ),
                name="routine_confirmed_in_full_or_not",
            ),
        ]
        indexes = [models.Index(fields=["region", "status"]), models.Index(fields=["region", "forum"])]

    def __str__(self):
        return self.title


class RoutineSection(RegionRow):
    """Avsnitt: one heading of a version and its text, written together."""

    routine_version = models.ForeignKey(RoutineVersion, on_delete=models.PROTECT, related_name="sections")
    key = models.SlugField(max_length=30)
    order = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=20_000, blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = optional("people.RoleAssignment")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["routine_version", "key"], name="section_of_a_routine_once")]

    def __str__(self):
        return self.key

    @property
    def heading(self) -> str:
        return str(BY_KEY[self.key].heading)

    @property
    def help(self) -> str:
        return str(BY_KEY[self.key].help)


class RoutineCover(RegionRow):
    """Whom a version covers: an area, a principal or a unit. Without rows: all where its forum is."""

    routine_version = models.ForeignKey(RoutineVersion, on_delete=models.PROTECT, related_name="covers")
    area = optional("organisations.Area")
    principal = optional("organisations.Principal")
    unit = optional("organisations.Unit")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__isnull=False, principal__isnull=True, unit__isnull=True)
                | Q(area__isnull=True, principal__isnull=False, unit__isnull=True)
                | Q(area__isnull=True, principal__isnull=True, unit__isnull=False),
                name="routine_cover_of_one_kind",
            ),
        ]

    def __str__(self):
        return str(self.area or self.principal or self.unit)


class RoutineFile(FileRow):
    """Bilaga: the routine itself as a document, or what belongs to it. `removed_at`: taken off the draft."""

    routine_version = models.ForeignKey(RoutineVersion, on_delete=models.PROTECT, related_name="files")
    title = models.CharField(_("Vad är det för fil?"), max_length=200)
    added_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "kept"]

    def __str__(self):
        return self.title
