"""What goes when a consent is taken back, who is told, and what stays as it was. [SM-4, CS-20, DL-47]"""

from datetime import timedelta

import pytest

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from sip.consent import ending
from sip.consent.asked import Word
from sip.consent.services import use, withdraw_consent
from sip.disclosures.services import Decided, disclose_piece, write_piece
from sip.models import Consent, ConsentUnit, PlanTelling, SipPlan
from tests.core.obligations.build import make_rule
from tests.database import as_loader
from tests.sip import town as t
from tests.sip.placing import in_worker
from tests.sip.plans import town as p

pytestmark = pytest.mark.django_db
WORD = Word(of="guardian", form="oral")


def taken_back(town, consent, **how) -> dict[str, set]:
    """Takes it back; who is told of what by that."""
    with as_loader():
        Notice.objects.all().delete()
    with acting_as(town.teacher):
        withdraw_consent(consent, by=town.teacher, **how)
    return told()


def told() -> dict[str, set]:
    found: dict[str, set] = {}
    with as_loader():
        for kind, recipient in Notice.objects.values_list("kind", "recipient_id"):
            found.setdefault(kind, set()).add(recipient)
    return found


def of(town, *names: str) -> set:
    return {getattr(town, name).assignment_id for name in names}


def given(case) -> Consent:
    with as_loader():
        return Consent.objects.get(case_id=case.pk, status="given")


def logged(consent) -> list:
    with as_loader():
        found = AuditEvent.objects.filter(object_id=consent.pk, act="consent.withdrawn").order_by("number")
        return list(found.values_list("about_unit_id", flat=True))


def test_who_takes_part_and_who_convenes_learn_of_it_and_whose_call_went_learns_that_alone(town):
    case = t.raised(town)
    consent = t.consented(town, case, units=(town.school, town.social, town.bup))
    t.called(town, case)

    toward_one = taken_back(town, consent, unit=town.bup)
    wholly = taken_back(town, consent)

    assert toward_one["call_gone"] == of(town, "bup_manager")
    rest = of(town, "head", "social_manager", "convenor")
    for heard in (toward_one["consent_withdrawn"], wholly["consent_withdrawn"]):
        assert heard & (rest | of(town, "bup_manager", "teacher")) == rest


def test_those_who_take_part_are_told_that_a_piece_is_given(town):
    case = t.raised(town)
    t.consented(town, case)
    t.called(town, case)
    with acting_as(town.teacher):
        piece = write_piece(case, by=town.teacher, kind="tried", text="Prövat", reason="Mer")
    with as_loader():
        Notice.objects.all().delete()

    with acting_as(town.teacher):
        disclose_piece(piece, by=town.teacher, to=town.bup, basis="consent", decided=Decided())

    assert told() == {"case_event": of(town, "head", "social_manager", "bup_manager")}


def test_whose_word_it_was_stands_on_what_it_was_said_of_and_the_log_has_the_unit(town):
    consent = t.consented(town, t.raised(town))

    taken_back(town, consent, unit=town.bup, word=WORD)
    with as_loader():
        assert not Consent.objects.get(pk=consent.pk).word_of
        assert ConsentUnit.objects.get(word_of="guardian", word_form="oral").unit_id == town.bup.pk
    taken_back(town, consent, word=WORD)

    with as_loader():
        row = Consent.objects.get(pk=consent.pk)
    assert (row.word_of, row.word_form, row.ended_by_id) == ("guardian", "oral", town.teacher.assignment_id)
    assert logged(consent) == [town.bup.pk, None]


def test_it_is_not_taken_back_from_a_unit_that_it_does_not_cover(town):
    consent = t.consented(town, t.raised(town), units=(town.school, town.bup))

    with acting_as(town.teacher), pytest.raises(WrongState):
        withdraw_consent(consent, by=town.teacher, unit=town.social)

    assert logged(consent) == []


def test_nobody_owes_a_new_one_when_a_case_had_its_own_taken_back(town):
    with as_loader():
        make_rule(town.region, "DL-47B")
    consent = t.consented(town, t.raised(town), valid_to=clock.today() + timedelta(days=9))
    assert in_worker(ending.ask_all) == 1

    taken_back(town, consent, unit=town.bup)
    with as_loader():
        assert Obligation.objects.get(code="DL-47B").status == "pending"
    taken_back(town, consent)

    with as_loader():
        assert Obligation.objects.get(code="DL-47B").status == "waived"


def test_nothing_is_used_that_is_no_longer_given(town):
    consent = t.consented(town, t.raised(town))
    taken_back(town, consent)

    with acting_as(town.teacher), pytest.raises(WrongState):
        use(consent, by=town.teacher)


def test_a_forum_case_waits_for_no_telling_of_a_plan(town):
    consent = t.consented(town, t.raised(town))
    taken_back(town, consent, unit=town.bup)
    with as_loader():
        assert not PlanTelling.objects.exists()


def test_what_is_only_asked_for_beside_a_given_one_stops_no_plan_and_tells_no_child():
    town, plan = p.until("active")
    asked = p.consented(town, plan, answers=None)

    for unit in (town.bup, None):
        taken_back(town, asked, unit=unit)

    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "active"
        assert not PlanTelling.objects.filter(change__in=("narrowed", "stopped")).exists()
        assert Consent.objects.get(pk=asked.pk).status == "withdrawn"
    taken_back(town, given(plan))
    with as_loader():
        assert SipPlan.objects.get(pk=plan.pk).status == "stopped"
        assert PlanTelling.objects.filter(change="stopped").exists()
