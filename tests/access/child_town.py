"""A town in which much is done about one child, who comes of age in a month: it has a plan that runs. [SM-8, P-61]

Social services work with the child and began the plan; school and BUP take part. A nurse has met another child.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID

from core import clock
from core.roles import Role
from sip.models import (
    ChecklistStep,
    ChildIdentifier,
    ChildPerson,
    Consent,
    ConsentSignature,
    GuardianBar,
    NeedAssessment,
    Participation,
    ProtectedData,
)
from tests.access.child_model import ACase, AConsent, Model, Part
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.groups import build as b
from tests.sip import placing
from tests.sip import town as t
from tests.sip.asking import make_first_line
from tests.sip.papers import stood
from tests.sip.plans import town as p

COMES_OF_AGE = 25  # days from the beginning
KEPT_DAYS = {5, 15, 25}  # who is born on these is kept for research, and never deleted
UNITS = ("school", "social", "bup", "bvc")


def make_town() -> SimpleNamespace:
    """The plan's town with placements, the first line, a coordinator and three records officers."""
    town = placing.with_rules(make_first_line(p.make_town()))
    with as_loader():
        make_rule(town.region, "DL-34")
        for name, role, given, scope in (
            ("mate", Role.CASEWORKER, "Mats Medarbetare", {"unit": town.social}),
            ("sigrid", Role.SIP_COORDINATOR, "Sigrid Samordnare", {"unit": town.social, "area": town.area}),
            ("first", Role.RECORDS_OFFICER, "Frida Arkiv", {"principal": town.city}),
            ("second", Role.RECORDS_OFFICER, "Sten Arkiv", {"principal": town.city}),
            ("other", Role.RECORDS_OFFICER, "Rolf Region", {"principal": town.care}),
        ):
            town.assignments[name] = b.make_assignment(town.region, role, given, **scope)
            setattr(town, name, b.acting_for(town.assignments[name]))
    _begin(town)
    return town


def _begin(town: SimpleNamespace) -> None:
    """The children, and the plan as it was agreed; `town.now` is the hour after."""
    by, start = town.social_worker, clock.now()
    birthday = clock.today() + timedelta(days=COMES_OF_AGE)
    birthday += timedelta(days=birthday.day in KEPT_DAYS)
    town.birthday = birthday
    town.child = t.child_of(town, by=by, birth_date=placing.born(birthday, 18))
    _about(town)
    town.other_child = t.child_of(town, by=town.nurse, given_name="Nora", family_name="Annansson")
    town.plan = p.started(town, by=by, child=town.child)
    _signed(town, p.consented(town, town.plan, by=by))
    p.working(town, town.plan, by=by, names=("teacher", "bup_worker"))
    people = {"chair": town.assignments["social_worker"], "recorder": town.assignments["teacher"]}
    sitting = p.called(town, town.plan, by=by, names=("teacher", "bup_worker"), days=1, **people)
    town.now = sitting.starts_at + timedelta(hours=1)
    assert start < town.now
    with clock.moved_to(town.now):
        p.held(town, sitting, by=by)
        p.written(town, town.plan, by=by)
        p.agreed(town, town.plan, by=by, main="social_worker")


def _about(town: SimpleNamespace) -> None:
    """What else there is of the child, all of it over: it is met as the child is, and changes nothing."""
    who, ended = town.assignments["social_worker"], clock.today() - timedelta(days=1)
    of = {"region": town.region, "child": town.child}
    set_by = {"set_by": who, "valid_from": ended, "valid_to": ended, "ended_by": who}
    with as_loader():
        ChildIdentifier.objects.create(**of, kind="none", value="", valid_from=ended, valid_to=ended)
        ChildPerson.objects.create(**of, relation="related", name="Mona Märkesson", valid_from=ended, valid_to=ended)
        GuardianBar.objects.create(**of, **set_by, guardian=town.child.guardians.first(), item="places", reason="harm")
        ProtectedData.objects.create(**of, **set_by, kind="secrecy", source="told")
        NeedAssessment.objects.create(
            **of, unit=town.social, noticed_on=ended, assessed_by=who, position="none", need="MÄRKE-BEHOVET"
        )
        ChecklistStep.objects.create(**of, unit=town.social, done_by=who, step="behov", done_on=ended, note="Ringt")


def _signed(town: SimpleNamespace, consent: Consent) -> None:
    """A paper and a signature, as if the consent had waited for them."""
    stood(town, consent, "Vi samtycker")
    text = "Det här samtycker vi till."
    with as_loader():
        ConsentSignature.objects.create(
            region=town.region, case_id=consent.case_id, consent=consent, giver=consent.givers.first(), name="Anna",
            answer=True, shown_text=text, shown_hash=sha256(text.encode()).hexdigest(), strokes=[[[0, 0], [9, 9]]],
            held_by=town.assignments["social_worker"], signed_at=clock.now(), language="sv",
        )  # fmt: skip


def names_in(town: SimpleNamespace) -> dict[UUID, str]:
    """Units, people and principals by key."""
    places = {getattr(town, name).pk: name for name in (*UNITS, "city", "care")}
    return places | {one.pk: name for name, one in town.assignments.items()}


def model_of(town: SimpleNamespace) -> Model:
    """What stands when a walk begins."""
    with as_loader():
        consent = Consent.objects.get(case_id=town.plan.pk)
        joined = Participation.objects.filter(case_id=town.plan.pk, part="unit").count()
    assert joined == 2
    parts = [
        Part("social_worker", "social", "raiser"), Part("teacher", "school", "unit"), Part("bup_worker", "bup", "unit")
    ]  # fmt: skip
    given = AConsent(consent.pk, "given", consent.valid_to, {"school", "social", "bup"}, {"identity", "situation"})
    plan = ACase("plan", "social", town.child.pk, parts, consents=[given])
    return Model(
        now=town.now,
        today=_day(town.now),
        birthday=town.birthday,
        grows_up=town.child.pk,
        contacts={
            town.child.pk: [Part("social_worker", "social", "contact")],
            town.other_child.pk: [Part("nurse", "bvc", "contact")],
        },
        principals={town.child.pk: "city", town.other_child.pk: "care"},
        cases={town.plan.pk: plan},
    )


def _day(at: datetime):
    with clock.moved_to(at):
        return clock.today()
