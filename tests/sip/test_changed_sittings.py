"""What is called is moved, cancelled or widened; the consent stays what it was given for. [P-83, SM-5, CS-10]"""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.obligations.models import Obligation
from sip.cases.models import ForumCase
from sip.consent.services import withdraw_consent
from sip.individual_forum import calling, changing, holding
from sip.individual_forum.models import Call, Minutes, Occasion
from sip.models import CaseChild, Consent
from tests.database import as_loader
from tests.days import days_on
from tests.groups import build as b
from tests.kept import kept
from tests.sip import town as t
from tests.sip import walk as w


@kept
def sitting(town) -> SimpleNamespace:
    """A case with consent and a called sitting; BUP's manager has answered."""
    case = t.raised(town)
    consent = t.consented(town, case)
    occasion = t.called(town, case)
    with acting_as(town.bup_manager):
        call = Call.objects.get(case_id=case.pk, assignment_id=town.bup_manager.assignment_id)
        calling.answer_call(call, by=town.bup_manager, reply="yes")
    return SimpleNamespace(case=case, consent=consent, occasion=occasion)


def moved(town, sitting, days=8, place="Rum 4", by=None):
    by = by or town.convenor
    with acting_as(by):
        return changing.move_sitting(sitting.case, by=by, starts_at=t.in_days(days), place=place)


def cancelled(town, sitting, reason="cannot_come"):
    with acting_as(town.convenor):
        return changing.cancel_sitting(sitting.case, by=town.convenor, reason=reason)


def widened(town, sitting, *names):
    with acting_as(town.convenor):
        people = [town.assignments[name] for name in names]
        return changing.call_more(sitting.case, by=town.convenor, people=people)


def found(model, **of):
    with as_loader():
        return model.objects.get(**of)


def told(kind: str) -> set:
    with as_loader():
        return {*Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient_id", flat=True)}


def person(town, *names) -> set:
    return {town.assignments[name].pk for name in names}


def test_a_moved_sitting_is_the_same_and_all_are_asked_anew(town, sitting):
    before = sitting.occasion.starts_at
    moved(town, sitting)

    stands = found(Occasion, case_id=sitting.case.pk)
    assert (stands.number, stands.status, stands.place) == (1, "called", "Rum 4")
    assert stands.starts_at == t.in_days(8)
    assert (stands.moved_from, stands.consent_id) == (before, sitting.consent.pk)
    with as_loader():
        assert {*Call.objects.filter(case_id=sitting.case.pk).values_list("reply", flat=True)} == {"none"}
    assert told("call_moved") == person(town, "head", "social_manager", "bup_manager")
    page = w.words(w.page(w.as_person(town, "bup_manager"), sitting.case.get_absolute_url()))
    assert "Flyttat från" in page
    assert "Svara på kallelsen" in page


def test_the_two_weeks_are_judged_by_the_first_call(town):
    case = t.raised(town, noticed=clock.today() - timedelta(days=13))
    t.consented(town, case)
    t.called(town, case)
    sitting = SimpleNamespace(case=case)
    moved(town, sitting, 30)
    cancelled(town, sitting)

    with days_on(9):
        t.consented(town, case)
        t.called(town, case)
    assert found(Obligation, case_id=case.pk, code="DL-01").status == "met"
    assert found(ForumCase, pk=case.pk).convened_on == clock.today()


def test_a_consent_is_not_stretched_by_a_move(town, sitting):
    with pytest.raises(Refused) as refused:
        moved(town, sitting, 61)
    assert refused.value.field == "day"
    with acting_as(town.teacher):
        withdraw_consent(sitting.consent, by=town.teacher)
    with pytest.raises(PermissionDenied):
        moved(town, sitting)


@pytest.mark.parametrize(("days", "place"), [(-1, "Rum 4"), (5, "Rum 3 ")])
def test_a_move_goes_ahead_in_time_and_to_something_else(town, sitting, days, place):
    with pytest.raises(Refused) as refused:
        moved(town, sitting, days, place)
    assert refused.value.field == "day"


@pytest.mark.parametrize("who", ["teacher", "bup_manager", "other_convenor"])
def test_only_the_districts_convenor_changes_what_is_called(town, sitting, who):
    by = getattr(town, who)
    with pytest.raises(PermissionDenied):
        moved(town, sitting, by=by)
    client = w.as_person(town, who)
    for name in ("sitting_cancel", "sitting_widen", "sitting_move", "case_units"):
        assert client.get(reverse(f"sip:{name}", args=[sitting.case.pk])).status_code in (403, 404)


def test_a_cancelled_sitting_was_not_held_and_its_consent_ends_with_it(town, sitting):
    cancelled(town, sitting)

    case, occasion = found(ForumCase, pk=sitting.case.pk), found(Occasion, case_id=sitting.case.pk)
    assert (case.status, case.held_on, case.convened_on) == ("raised", None, clock.today())
    assert (occasion.status, occasion.cancel_reason, occasion.held_at) == ("cancelled", "cannot_come", None)
    consent = found(Consent, pk=sitting.consent.pk)
    assert (consent.status, consent.ended_by_id) == ("expired", town.assignments["convenor"].pk)
    teacher = w.as_person(town, "teacher")
    assert "Gäller inte längre" in w.words(w.page(teacher, reverse("sip:consent_detail", args=[consent.pk])))
    story = w.words(w.page(teacher, reverse("sip:case_story", args=[case.pk])))
    assert "Samtycket upphörde, mötet ställdes in" in story
    assert "Samtycket ersattes av ett nytt" not in story
    with as_loader():
        assert not CaseChild.objects.filter(case_id=case.pk).exists()
    assert told("call_cancelled") == person(town, "head", "social_manager", "bup_manager")
    with acting_as(town.bup_manager):
        assert not ForumCase.objects.filter(pk=case.pk).exists()
    with pytest.raises(Refused):  # the old consent was for that sitting
        t.called(town, case)
    page = w.words(w.page(w.as_person(town, "convenor"), case.get_absolute_url()))
    assert "Mötet ställdes in. Nästa steg är att kalla till ett nytt. Samtycke saknas." in page
    assert "Skäl: Någon som behövs kan inte komma." in page
    assert "Kalla till ett nytt möte, det förra ställdes in" in w.words(w.page(w.as_person(town, "convenor"), "/"))


def test_a_second_sitting_that_is_cancelled_leaves_the_first_as_it_was_held(town, sitting):
    with clock.moved_to(sitting.occasion.starts_at + timedelta(hours=1)):
        with acting_as(town.convenor):
            calls = Call.objects.filter(case_id=sitting.case.pk)
            came = {call.pk: "present" for call in calls}
            holding.hold_occasion(sitting.case, by=town.convenor, attendance=came)
        t.called(town, sitting.case, is_deidentified=True, starts_at=t.in_days(9))
        cancelled(town, sitting, "not_needed")

        case = found(ForumCase, pk=sitting.case.pk)
        assert (case.status, case.held_on) == ("held", timezone.localdate(sitting.occasion.starts_at))
        convenor = w.as_person(town, "convenor")
        page = w.page(convenor, case.get_absolute_url())
        assert not case.is_deidentified  # the sitting that was held was not
        assert "Utan uppgift om vem barnet är" not in w.words(page)
        assert (">Skriv protokollet<" in page, ">Ange utfallet<" in page) == (True, False)
        with acting_as(town.convenor):
            minutes = Minutes.objects.get(case_id=case.pk)
            for section in minutes.sections.all():
                holding.save_section(section, by=town.convenor, text="Det sades.", version=0)
        t.approved(town, case)
        page = w.page(convenor, case.get_absolute_url())
        assert "Mötet har hållits och protokollet är godkänt." in w.words(page)
        assert ">Ange utfallet<" in page


def test_what_should_have_been_and_was_not_held_can_still_be_cancelled(town, sitting):
    with clock.moved_to(sitting.occasion.starts_at + timedelta(hours=3)):
        cancelled(town, sitting, "other")
        with pytest.raises(WrongState):
            cancelled(town, sitting)
    assert found(ForumCase, pk=sitting.case.pk).held_on is None


def test_more_are_called_where_the_consent_covers_them(town, sitting):
    widened(town, sitting, "social_worker", "bup_deputy")

    with as_loader():
        calls = Call.objects.filter(case_id=sitting.case.pk)
        assert {call.assignment_id for call in calls} == person(
            town, "head", "social_manager", "bup_manager", "social_worker", "bup_deputy"
        )
    with acting_as(town.social_worker):
        assert ForumCase.objects.filter(pk=sitting.case.pk).exists()
    assert person(town, "social_worker", "bup_deputy") <= told("call")
    with pytest.raises(Refused):  # called already
        widened(town, sitting, "social_worker")


def test_nobody_more_is_called_to_what_has_begun(town, sitting):
    url = reverse("sip:sitting_widen", args=[sitting.case.pk])
    page, home = w.as_person(town, "convenor"), sitting.case.get_absolute_url()
    assert url in w.page(page, home)

    with clock.moved_to(sitting.occasion.starts_at + timedelta(minutes=5)):
        with pytest.raises(Refused):
            widened(town, sitting, "social_worker")
        with acting_as(town.convenor), pytest.raises(Error), transaction.atomic():  # nor by the database's door
            calling.call_one(sitting.occasion, town.assignments["social_worker"], "caseworker", town.convenor)
        page = w.as_person(town, "convenor")
        assert url not in w.page(page, home)
        assert reverse("sip:sitting_move", args=[sitting.case.pk]) in w.page(page, home)
    with acting_as(town.social_worker):
        assert not ForumCase.objects.filter(pk=sitting.case.pk).exists()


def test_an_answer_to_the_time_that_was_is_not_an_answer_to_the_new_one(town, sitting):
    manager = w.as_person(town, "bup_manager")
    call = found(Call, case_id=sitting.case.pk, assignment=town.assignments["bup_manager"])
    url = reverse("sip:call_answer", args=[call.pk])

    def seen(html: str) -> set:
        return {*re.findall(r'name="seen" value="([^"]*)"', html)} or {""}

    [before] = seen(w.page(manager, url))
    moved(town, sitting)

    answer = manager.post(url, {**w.key(), "reply": "yes", "seen": before})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Mötet har flyttats. Läs den nya tiden och svara igen." in w.words(html)
    assert found(Call, pk=call.pk).reply == "none"
    [after] = seen(html)  # the page that says so can be sent again
    assert "Rum 4" in w.words(html)
    w.send(manager, url, {"reply": "yes", "seen": after})
    assert found(Call, pk=call.pk).reply == "yes"


def test_one_more_unit_is_called_when_a_consent_covers_it_and_not_before(town, sitting):
    with as_loader():
        habilitation = b.make_unit(town.region, town.care, "Habiliteringen", "habilitation", serves=[town.area])
        chief = b.make_assignment(town.region, "unit_manager", "Hanna Chef", unit=habilitation, has_mandate=True)
        town.assignments["hab_manager"] = chief
        town.hab_manager = b.acting_for(chief)
    page = w.as_person(town, "convenor")
    url = reverse("sip:case_units", args=[sitting.case.pk])
    assert "Habiliteringen" in w.page(page, url)
    w.send(page, url, {"units": [str(habilitation.pk)]})

    with pytest.raises(Refused):
        widened(town, sitting, "hab_manager")
    with acting_as(town.hab_manager):
        assert not ForumCase.objects.filter(pk=sitting.case.pk).exists()
    cancelled(town, sitting, "more_time")
    units = (town.school, town.social, town.bup, habilitation)
    t.consented(town, sitting.case, units=units)
    t.called(town, sitting.case, managers=("head", "social_manager", "bup_manager", "hab_manager"))
    with acting_as(town.hab_manager):
        assert ForumCase.objects.filter(pk=sitting.case.pk).exists()
    with acting_as(town.convenor), pytest.raises(Refused):
        changing.name_units(sitting.case, by=town.convenor, units=[habilitation])


def test_the_convenor_moves_and_cancels_in_the_page(town, sitting):
    page = w.as_person(town, "convenor")
    home = sitting.case.get_absolute_url()
    move = w.link(w.page(page, home), "/flytta/")
    assert "Samtycket till mötet gäller till och med" in w.words(w.page(page, move))
    w.send(page, move, {"day": t.in_days(7).date().isoformat(), "at": "15:30", "place": "Rådhuset"})
    assert timezone.localtime(found(Occasion, case_id=sitting.case.pk).starts_at).hour == 15

    cancel = w.link(w.page(page, home), "/stall-in/")
    w.send(page, cancel, {"reason": "cannot_come"})
    assert found(ForumCase, pk=sitting.case.pk).status == "raised"
    assert page.get(cancel).status_code == 403
