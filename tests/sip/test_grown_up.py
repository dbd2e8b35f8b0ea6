"""The law of the eighteenth birthday: what guardians gave ends by the day itself. [SM-8, P-70..P-72]"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core import clock
from core.access import acting_as
from core.errors import Refused
from sip.cases.policies import visible_identities
from sip.children.ages import birthday, is_adult
from sip.children.models import Guardian
from sip.consent.models import Consent
from sip.transitions import finding, services
from tests.database import as_loader
from tests.sip import placing as p
from tests.sip import town as t
from tests.sip.ages import DAY, acts, stored


def grown(town, on: date, **facts):
    """A case with the guardians' consent, whose child comes of age on `on`; told on the day before a month earlier."""
    with p.day(on - timedelta(days=30)):
        child = t.child_of(town, birth_date=facts.pop("birth_date", p.born(on, 18)))
        case = t.raised(town, child=child)
        consent = t.consented(town, case, **facts)
    return child, case, consent


def expire(at: datetime) -> int:
    with clock.moved_to(at):
        return p.in_worker(finding.expire_on_birthdays)


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo("Europe/Stockholm"))


def names_the_child(town, case, on: date) -> bool:
    with p.day(on), acting_as(town.convenor):
        return visible_identities(town.convenor).filter(pk=case.pk).exists()


def test_what_guardians_gave_is_closed_by_the_day_itself_before_any_job(town):
    _child, case, consent = grown(town, DAY)

    assert stored(consent).valid_to == DAY - timedelta(days=1)
    assert names_the_child(town, case, DAY - timedelta(days=1))
    assert not names_the_child(town, case, DAY)


def test_on_the_birthday_the_consent_expires_and_custody_ends_once(town):
    child, case, consent = grown(town, DAY)

    assert expire(noon(DAY - timedelta(days=1))) == 0
    assert stored(consent).status == "given"
    assert expire(noon(DAY)) == 3
    assert expire(noon(DAY)) == expire(noon(DAY + timedelta(days=1))) == 0

    with as_loader():
        guardians = list(Guardian.objects.filter(child=child))
        assert {guardian.valid_to for guardian in guardians} == {DAY}
        assert not Consent.objects.filter(case_id=case.pk, status="given").exists()
    assert stored(consent).status == "expired"
    assert acts(consent) == ["consent.given", "consent.expired"]
    assert [acts(guardian)[-1] for guardian in guardians] == ["guardian.ended"] * 2


@pytest.mark.parametrize("hour", ["2026-03-29", "2026-10-25"])
def test_it_is_the_local_midnight_also_when_the_clocks_change(town, hour):
    on = date.fromisoformat(hour)
    _child, _case, consent = grown(town, on)
    midnight = datetime(on.year, on.month, on.day, tzinfo=ZoneInfo("Europe/Stockholm"))

    assert expire(midnight - timedelta(seconds=1)) == 0
    assert expire(midnight) == 3
    assert stored(consent).status == "expired"


def test_one_born_on_the_leap_day_comes_of_age_on_the_28th(town):
    _child, _case, consent = grown(town, date(2026, 2, 28), birth_date=date(2008, 2, 29))

    assert stored(consent).valid_to == date(2026, 2, 27)
    assert (expire(noon(date(2026, 2, 27))), expire(noon(date(2026, 2, 28)))) == (0, 3)


@pytest.mark.parametrize(
    ("born_on", "years", "expected"),
    [
        (date(2008, 2, 29), 18, date(2026, 2, 28)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 28), 18, date(2026, 2, 28)),
        (date(2008, 12, 31), 21, date(2029, 12, 31)),
    ],
)
def test_the_portal_and_the_database_count_birthdays_alike(db, born_on, years, expected):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s::date + make_interval(years => %s))::date", [born_on, years])
        assert cursor.fetchone()[0] == birthday(born_on, years) == expected
    assert (is_adult(born_on, birthday(born_on, 18) - timedelta(days=1)), is_adult(None, DAY)) == (False, False)


def test_what_the_young_person_gave_alone_stands(town):
    from sip.consent.states import Signatories

    _child, _case, consent = grown(
        town, DAY, signatories=Signatories.CHILD_ALONE, signatories_reason="Bedömd mognad, sjutton år.",
        maturity_judgement="Förstår vad som delas och vad det leder till.",
    )  # fmt: skip

    assert expire(noon(DAY)) == 2  # the guardians alone
    assert stored(consent).status == "given"
    assert stored(consent).valid_to > DAY


def test_guardians_give_nothing_after_the_birthday(town):
    with p.day(DAY):
        case = t.raised(town, child=t.child_of(town, birth_date=p.born(DAY, 18)))
        with pytest.raises(Refused, match="fyllt 18"):
            t.consented(town, case)
        own = t.consented(town, case, signatories="individual")
    assert own.status == "given"
    assert expire(noon(DAY)) == 2  # the guardians alone
    assert stored(own).status == "given"


def test_guardians_stay_when_the_young_person_allows_it_and_leave_when_it_changes(town):
    p.with_rules(town)
    transition = p.found(town)
    with acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")

    assert expire(noon(transition.on)) == 0
    with p.day(transition.on + timedelta(days=1)), acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="not_involved")
        ended = set(Guardian.objects.filter(child_id=transition.child_id).values_list("valid_to", flat=True))
    assert ended == {transition.on + timedelta(days=1)}


def test_guardians_come_back_when_the_young_person_allows_it_afterwards(town):
    p.with_rules(town)
    transition = p.found(town)
    assert expire(noon(transition.on)) == 2
    with p.day(transition.on + timedelta(days=1)), acting_as(town.social_worker) as by:
        services.note_wish(transition, by=by, wish="involved")

    with as_loader():
        assert set(Guardian.objects.filter(child_id=transition.child_id).values_list("valid_to", flat=True)) == {None}
    assert expire(noon(transition.on + timedelta(days=2))) == 0


def test_another_regions_children_are_not_touched(town, other_town):
    p.with_rules(town)
    p.with_rules(other_town)
    theirs = p.found(other_town)
    _child, _case, consent = grown(town, theirs.on + timedelta(days=400))

    assert expire(noon(theirs.on)) == 2
    assert stored(consent).status == "given"
