"""Consent: its own record, for one purpose and occasion, to named units, from–to. [SM-4, 6.2, facts 9.4]"""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access.models import RegionRow
from sip.consent.kinds import InformationKind
from sip.consent.states import ChildView, ConsentStatus, Form, Purpose, Signatories, WordForm


class Consent(RegionRow):
    """A consent bound to one sitting of one case, `sitting` being its number: used up when that sitting is held.

    `valid_to` is compulsory: no end is not storable. Never widened: a new record replaces it. [CS-05, CS-10]
    """

    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    sitting = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=20, choices=ConsentStatus.choices, default=ConsentStatus.REQUESTED)
    form = models.CharField(_("Form"), max_length=10, choices=Form.choices, blank=True)
    information_kinds = ArrayField(models.CharField(max_length=20, choices=InformationKind.choices))
    signatories = models.CharField(max_length=20, choices=Signatories.choices, default=Signatories.ALL_GUARDIANS)
    signatories_reason = models.CharField(_("Skälet till undantaget"), max_length=500, blank=True)
    decision_number = models.CharField(_("Beslutets nummer"), max_length=60, blank=True)
    decision_on = models.DateField(_("Beslutets dag"), null=True)
    approved_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    given_on = models.DateField(_("Lämnat den"), null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(_("Gäller till och med"))
    document_place = models.CharField(_("Här förvaras blanketten"), max_length=200, blank=True)
    witness = models.CharField(_("Vem hörde samtycket"), max_length=200, blank=True)
    exceptions = models.CharField(_("Det här får inte delas"), max_length=500, blank=True)
    maturity_judgement = models.CharField(_("Bedömning av barnets mognad"), max_length=1000, blank=True)
    explained_how = models.CharField(_("Hur det förklarades och på vilket språk"), max_length=500, blank=True)
    explained_language = models.CharField(_("Språk"), max_length=60, blank=True)
    interpreter = models.CharField(_("Tolk"), max_length=100, blank=True)
    child_view = models.CharField(max_length=20, choices=ChildView.choices, blank=True)
    child_view_text = models.TextField(_("Barnets egna ord"), max_length=2000, blank=True)
    recorded_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, related_name="+")
    recording_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.RoleAssignment", on_delete=models.PROTECT, null=True, related_name="+")
    word_of = models.CharField(_("Vem återkallade"), max_length=200, blank=True)
    word_form = models.CharField(max_length=10, choices=WordForm.choices, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(signatories__in=["board_decision", "protected_home"])
                | (~Q(decision_number="") & Q(decision_on__isnull=False)),
                name="consent_names_the_decision_it_rests_on",
            ),
            models.CheckConstraint(
                condition=Q(word_of="", word_form="") | (~Q(word_of="") & ~Q(word_form="")),
                name="consent_word_is_somebodys_in_a_form",
            ),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="consent_ends_after_it_starts"),
            models.CheckConstraint(
                condition=~Q(status__in=["given", "used"]) | (Q(given_on__isnull=False) & ~Q(form="")),
                name="consent_given_has_day_and_form",
            ),
            models.CheckConstraint(
                condition=~Q(signatories__in=["sole_custody", "prevented", "board_decision", "protected_home"])
                | ~Q(signatories_reason=""),
                name="consent_exception_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(signatories="child_alone") | ~Q(maturity_judgement=""),
                name="consent_of_a_child_alone_is_judged",
            ),
            models.CheckConstraint(
                condition=Q(signatories="prevented") | Q(approved_by__isnull=True),
                name="only_not_to_wait_is_approved",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="forum_occasion") | Q(sitting__isnull=False),
                name="forum_consent_names_its_sitting",
            ),
            # What was given stands while a new one is asked for; of each there is one.
            models.UniqueConstraint(
                fields=["case", "purpose", "sitting"],
                nulls_distinct=False,
                condition=Q(status="given"),
                name="one_given_consent_for_a_sitting",
            ),
            models.UniqueConstraint(
                fields=["case", "purpose", "sitting"],
                nulls_distinct=False,
                condition=Q(status="requested"),
                name="one_asked_consent_for_a_sitting",
            ),
        ]
        indexes = [models.Index(fields=["case", "purpose", "status"])]


class ConsentGiver(RegionRow):
    """One who must give the consent, and the answer. The name is kept as it was, and the decision that appoints.

    `guardian_id` is the owner's key of a guardian, `person_id` of one who is appointed in a guardian's place; with
    neither it is the child itself.
    """

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="givers")
    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="+")
    guardian_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    appointment = models.CharField(_("Förordnandets beteckning"), max_length=100, blank=True, default="")
    name = models.CharField(max_length=200)
    answer = models.BooleanField(null=True)  # None: no answer yet
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answered_on__isnull=False), name="giver_answer_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(guardian_id__isnull=True) | Q(person_id__isnull=True), name="giver_is_one_person"
            ),
        ]

    @property
    def key(self) -> UUID | None:
        """Whose answer it is; None the child's own."""
        return self.guardian_id or self.person_id


class ConsentUnit(RegionRow):
    """A unit the consent covers, until withdrawn toward it. [CS-03, F109]"""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="units")
    case = models.ForeignKey("sip.Case", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    word_of = models.CharField(max_length=200, blank=True)
    word_form = models.CharField(max_length=10, choices=WordForm.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consent", "unit"], name="unit_once_in_a_consent")]
        indexes = [models.Index(fields=["unit", "consent"])]
