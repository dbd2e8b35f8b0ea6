"""A region in full work, committed: something for every page to show, and a way to make it ten times as much."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator

from core import clock
from core.access import acting_as
from core.notices.models import ParkedNotice
from core.obligations.models import Obligation
from core.organisations.models import ProfileOverride, StructureChange
from core.people.models import FactorReset, Invitation, RoleProposal
from core.people.services.invitations import hash_token
from core.roles import Role
from deviations import services as deviations
from deviations.guests import services as guests
from deviations.models import DeviationPattern, DeviationReport
from followup.jobs.asking import ask_for_job
from followup.models import AnnualFollowUp, Counting, ReportFile, ReportJob
from sip.deviating import note_deviation
from sip.disclosures import services as pieces
from sip.disclosures.services import Decided
from sip.drafts.services import save_draft
from sip.individual_forum.models import Call, Minutes
from sip.lss import services as lss
from sip.models import Consent, Decision, Disclosure, Placement
from sip.placements import protecting, telling
from sip.time_enquiry.services import answer_enquiry, send_enquiry
from sip.transfers.services import name_receiver
from tests.access import phases, plan_contents
from tests.access.agreements import make_agreements, make_in_force
from tests.access.around_child import fill
from tests.access.beside import pool_ask
from tests.access.evaluation import make_evaluations
from tests.access.first_line import make_first_line
from tests.access.intake import make_files
from tests.access.lifting import make_lifted
from tests.access.meetings import make_meetings
from tests.access.more import extracts, retention
from tests.access.proposing import make_proposed
from tests.access.routines import make_routines
from tests.access.seats import make_seats
from tests.access.standing import make_standing
from tests.access.surveying import make_surveys
from tests.access.tasks import make_tasks
from tests.access.unit_news import make_news
from tests.access.year_plans import make_year_plans
from tests.core.obligations.build import make_rule
from tests.core.people import build
from tests.database import as_loader
from tests.deviations.build import written
from tests.followup import town as followup
from tests.followup.people import brought
from tests.followup.region_town import laid_together
from tests.groups import build as b
from tests.sip import placing
from tests.sip import town as sip
from tests.sip.papers import added
from tests.sip.transfers import town as transfers

PLACING = {
    "boende": {"form": "foster_home", "act": "sol"},
    "beslut": {"is_acute": "no", "decided_on": "2026-01-02"},
    "tid": {"starts_on": "2026-01-02", "planned_end_on": ""},
    "risk": {"suicide_risk": "not_needed"},
}


@dataclass
class Filled:
    """The town and the object each kind of address names, for one phase of the story."""

    town: SimpleNamespace
    cases: dict = field(default_factory=dict)  # by phase
    children: dict = field(default_factory=dict)
    plans: dict = field(default_factory=dict)  # by state; «begun» is called, and the meeting's hour has passed
    objects: dict = field(default_factory=dict)  # by the route table's kind of object

    def who(self, name: str):
        return self.town.assignments[name]


def make_filled() -> Filled:
    with as_loader():
        town = followup.make_town()
        for code in ("DL-15", "DL-54", "DL-54B", "DL-55"):
            make_rule(town.region, code)
        _more_people(town)
    world = Filled(town)
    phases.make(world)
    _deviations(world)
    _year(world)
    _people(world)
    _doors(world)
    _placements(world)
    fill(world)
    _notices(world)
    _named(world)
    world.objects |= make_standing(town)
    plan_contents.make(world)
    _pieces(world)
    _times(world)
    _transfers(world)
    world.objects |= make_meetings(town)
    world.objects |= make_evaluations(town, world.objects["passing on"])
    world.objects |= make_tasks(town, world.objects["forum decision"])
    world.objects |= make_agreements(town)
    world.objects |= make_in_force(town)
    world.objects |= make_routines(town)
    world.objects |= make_news(town)
    world.objects |= make_lifted(town)
    world.objects |= make_seats(town)
    world.objects |= make_proposed(town)
    world.objects |= make_surveys(town)
    world.objects |= make_first_line(world)
    world.objects |= make_year_plans(town)
    world.objects |= make_files(town, world.who("admin2"))
    return world


def _transfers(world: Filled) -> None:
    """The school passes facts on to BUP, whose manager names a colleague; another waits for the family."""
    town = world.town
    found = transfers.given(town)
    with acting_as(town.bup_manager) as by:
        name_receiver(found, by=by, to=town.assignments["bup_worker"])
    world.objects["transfer"] = found.pk
    with as_loader():
        world.objects["transfer consent"] = Consent.objects.get(case_id=found.pk).pk
    world.objects["transfer to ask about"] = transfers.started(town).pk


def _times(world: Filled) -> None:
    """Both units' managers are asked about times before the call; one has answered."""
    town, case = world.town, world.cases["raised"]
    people = [town.assignments[name] for name in ("bup_manager", "social_manager")]
    with acting_as(town.convenor):
        asked = send_enquiry(case, by=town.convenor, managers=people, times=[sip.in_days(3)], reply_by=clock.today())
    with acting_as(town.social_manager):
        answer_enquiry(asked[1], by=town.social_manager, suits=asked[1].times)
    world.objects["time question"] = asked[0].pk
    with as_loader():
        world.objects["pool ask"] = pool_ask(town)


def _pieces(world: Filled) -> None:
    """The school's piece in the called case, given to BUP, and a copy that BUP has filed of another version."""
    town, case = world.town, world.cases["called"]
    with acting_as(town.teacher):
        piece = pieces.write_piece(case, by=town.teacher, kind="tried", text="Mer.", reason="Ny")
        consent = pieces.Decided()
        given = pieces.disclose_piece(piece, by=town.teacher, to=town.bup, basis="consent", decided=consent)
    with acting_as(town.bup_manager):
        first = Disclosure.objects.exclude(pk=given.pk).get(case_id=case.pk, receiving_unit=town.bup)
        copy = pieces.file_piece(first, by=town.bup_manager)
    world.objects |= {"pieces": case.pk, "piece": piece.pk, "disclosure": given.pk, "filed piece": copy.pk}


def _more_people(town) -> None:
    town.assignments["admin2"] = b.make_assignment(town.region, Role.REGION_ADMIN, "Bo Admin")
    town.admin2 = b.acting_for(town.assignments["admin2"])
    town.other_unit, town.reporter = town.bup, town.assignments["teacher"]


def _deviation(town) -> DeviationReport:
    """Sent, found principled, submitted; noted in the case it came from."""
    with acting_as(town.teacher):
        report = deviations.send(written(town), by=town.teacher)
    with acting_as(town.head):
        report = deviations.mark_principled(report, by=town.head, reason="Gäller alla skolor i området")
    with acting_as(town.chair):
        return deviations.submit(report, by=town.chair)


def _deviations(world: Filled) -> None:
    town = world.town
    report = _deviation(town)
    with acting_as(town.teacher):
        note_deviation(world.cases["raised"], by=town.teacher, code=report.code)
        token = guests.invite(by=town.teacher, unit_name="Förskolan Gungan")
        world.objects["deviation guest"] = guests.own_guests(town.teacher).get().pk
        world.objects["guest's address"] = (token,)
        deviations.save_draft(by=town.teacher, origin="", answers={"tried": "Vi ringde."})
    with acting_as(town.secretary):
        until = clock.today() + timedelta(days=7)
        deviations.grant(report, by=town.secretary, to=world.who("support"), reason="Granskar", until=until)
    world.objects["deviation"] = report.pk
    with as_loader():
        pattern = DeviationPattern.objects.create(region=town.region, name="utebliven ersättare")
    world.objects["deviation pattern"] = pattern.pk


def _year(world: Filled) -> None:
    town = world.town
    for number in range(6):
        followup.held(town)
        followup.deviation(town, status="closed" if number % 2 else "with_line_manager", closed_on=_closed(number))
    followup.collected(town, followup.YEAR - 1)
    follow_up = followup.collected(town)
    for ago, status in enumerate(("drafted", "adopted_local", "reported"), 2):
        brought(town, _earlier(follow_up, followup.YEAR - ago), status)
    done = _job(town, follow_up, "chair")
    with as_loader():
        counting = Counting.objects.get(follow_up=follow_up)
        ReportJob.objects.filter(pk=done.pk).update(status="done", progress=100, ended_at=clock.now())
        ReportFile.objects.create(
            region=town.region,
            job=done,
            counting=counting,
            name="rapport.pdf",
            content=b"%PDF-",
            size=5,
            sha256="0" * 64,
        )
    waiting = _job(town, follow_up, "secretary")
    with as_loader():
        world.objects["quarter's patterns"] = followup.quarter(town).pk
        world.objects |= laid_together(town, counting, words="Det går åt rätt håll.")
        ready = laid_together(town, counting, words="Klart.", year=followup.YEAR - 1, **_ready(world))
        world.objects["region's year that is ready"] = ready["region's year"]
    world.objects |= {"follow-up": follow_up.pk, "report job": waiting.pk, "report file": done.pk}


def _ready(world: Filled) -> dict:
    return {"status": "drafted", "made_by": world.who("support")}


def _earlier(follow_up: AnnualFollowUp, year: int) -> AnnualFollowUp:
    with as_loader():
        kept = {"area": follow_up.area, "clock_starts_on": follow_up.clock_starts_on}
        return AnnualFollowUp.objects.create(
            region=follow_up.region, year=year, status="collecting", collected_at=follow_up.collected_at, **kept
        )


def _job(town, follow_up, who: str) -> ReportJob:
    acting = getattr(town, who)
    with acting_as(acting):
        return ask_for_job(town.area, followup.YEAR, by=acting, kind="report", follow_up=follow_up)


def _closed(number: int) -> date | None:
    return date(followup.YEAR, 6, 1) if number % 2 else None


def _people(world: Filled) -> None:
    town, teacher = world.town, world.who("teacher")
    today = clock.today()
    with as_loader():
        build.with_app(teacher.user)
        common = {"region": town.region, "person": teacher.person, "proposed_by": world.who("admin2")}
        proposal = RoleProposal.objects.create(
            **common, role="unit_manager", unit=town.school, valid_from=today, valid_to=today + timedelta(days=9)
        )
        reset = FactorReset.objects.create(**common, user=teacher.user, identity_check="video")
        override = ProfileOverride.objects.create(**_override(world, key="has_working_group"))
        ProfileOverride.objects.create(
            **_override(world, key="action_plan_required"),
            status="approved", approved_user=world.who("admin").user_id, approved_by=uuid4(), approved_at=clock.now(),
        )  # fmt: skip
    world.objects |= {"role proposal": proposal.pk, "factor reset": reset.pk, "override": override.pk}
    world.objects |= {"change": _change(world).pk}


def _change(world: Filled) -> StructureChange:
    """Another unit for the town, that waits for an answer."""
    proposer, town = world.who("admin2"), world.town
    unsaid = dict.fromkeys(("second_principal", "district", "age_from", "age_to"))
    said = {"name": "Hamnen", "unit_type": "youth_clinic", "principal": str(town.city.pk), "serves": [], **unsaid}
    with as_loader():
        return StructureChange.objects.create(
            region=town.region, kind="add_unit", on=clock.today(), said={**said, "lines": []}, reason="Prov",
            proposed_user=proposer.user_id, proposed_person=proposer.person_id, proposed_by=proposer.pk,
        )  # fmt: skip


def _override(world: Filled, key: str) -> dict:
    proposer = world.who("admin2")
    return {
        "region": world.town.region, "area": world.town.area, "key": key, "value": False, "reason": "Prov",
        "valid_from": clock.today(), "proposed_user": proposer.user_id, "proposed_by": proposer.pk,
    }  # fmt: skip


def _doors(world: Filled) -> None:
    """What the mailed links and second steps of one's own account stand on."""
    teacher, admin = world.who("teacher"), world.who("admin")
    token, account = "ett-brev-som-har-skickats", world.who("colleague").user
    with as_loader():
        teacher.user.set_password(build.PASSPHRASE)
        teacher.user.save()
        head = world.who("head").user
        key = Authenticator.objects.create(user=head, type=Authenticator.Type.WEBAUTHN, data={"name": "Nyckel"})
        Invitation.objects.create(
            region=world.town.region, person=teacher.person, email="ny@prov.example", token_hash=hash_token(token),
            invited_by=admin, expires_at=clock.now() + timedelta(hours=9),
        )  # fmt: skip
    world.objects |= {
        "passkey": key.pk, "invitation": token, "region": world.town.region.code,
        "account": user_pk_to_url_str(account),
    }  # fmt: skip


def _notices(world: Filled) -> None:
    with as_loader():
        ParkedNotice.objects.create(
            region=world.town.region, notice_id=uuid4(), kind="case_event", recipient=world.who("teacher"), attempts=5,
            reason="SMTPException", parked_at=clock.now(),
        )  # fmt: skip


def _placements(world: Filled) -> None:
    """A placed child near eighteen, its clocks, a secret residence; a transition found by the job."""
    town = world.town
    with as_loader():
        for code in (*placing.CODES, "DL-34"):
            make_rule(town.region, code)
    transition = placing.found(town)
    with acting_as(town.social_worker) as by:
        placement = Placement.objects.get(child_id=transition.child_id)
        placed = placing.placed(town, child=placement.child, act="lvu", is_acute=True)
        secret = protecting.protect_residence(placed, by=by, starts_on=clock.today(), place="Storgatan 1")
        said = {"units": [town.bup], "text": "Kom till planeringen.", "basis": "osl_10_2"}
        told = telling.tell(placed, by=by, kind="joint_planning", decided=Decided("Skäl", "Sam", "Chef"), **said)
        exam = placed.exams.first()
        offer = lss.note_lss(placement.child, by=by, why="granted", on=clock.today())
        lss.note_answer(lss.offer_plan(offer, by=by, on=clock.today()), by=by, answer="yes", on=clock.today())
        for step, answers in PLACING.items():
            save_draft(by, "place_child", str(placement.child_id), step, answers)
    world.objects |= {
        "placed child": placement.child_id,
        "placement": placed.pk,
        "health exam": exam.pk,
        "residence": secret.pk,
        "placement notice": told.pk,
        "lss offer": offer.pk,
        "transition": transition.pk,
    }


def _named(world: Filled) -> None:
    town = world.town
    with as_loader():
        world.objects |= retention.made(town, town.assignments["records"])
        child = world.children["raised"]
        world.objects |= extracts.made(town, child, town.assignments["secretary"])
        world.objects |= extracts.read_one(town, child, town.assignments["secretary"], town.assignments["records"])
    with as_loader():
        consent = Consent.objects.get(case_id=world.cases["called"].pk)
    world.objects["file"] = added(town, consent).pk
    asked = sip.consented(town, sip.raised(town), form="screen", document_place="")
    world.objects["screen consent"] = asked.pk
    world.objects["asked consent"] = sip.consented(town, sip.raised(town), answers=None).pk
    with as_loader():
        world.objects |= {
            "child": world.children["raised"].pk,
            "consent": Consent.objects.get(case_id=world.cases["called"].pk).pk,
            "call": Call.objects.get(case_id=world.cases["called"].pk, unit=town.bup).pk,
            "minutes": Minutes.objects.get(case_id=world.cases["held"].pk).pk,
            "decision": Decision.objects.filter(case_id=world.cases["held"].pk).first().pk,
            "obligation": Obligation.objects.get(case_id=world.cases["called"].pk, code="DL-01").pk,
            "unit": town.school.pk,
            "area": town.area.pk,
            "forum": town.steering.pk,
            "person": world.who("teacher").person_id,
            "assignment": world.who("teacher").pk,
        }
