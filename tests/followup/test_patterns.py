"""The secretariat's reports quarter by quarter: counted by a job, small numbers hidden, released by two. [F125]"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.utils import DatabaseError
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from core.errors import Refused, WrongState
from core.notices.models import Notice
from core.organisations.models import AreaDistrict
from core.regions.models import RegionProfile
from core.regions.profile import profile_of
from followup.models import PatternCount, PatternTally
from followup.patterns import keeping, services
from followup.patterns.changes import GROWS, NEW, SILENT, changes
from followup.patterns.counts import count_reports
from followup.patterns.quarters import Quarter, ended
from followup.patterns.reports import base_of
from followup.patterns.tables import Counts, table_of
from followup.suppress import FEW, HIDDEN
from tests.database import as_loader, as_role
from tests.followup import town as t
from tests.followup.people import signed
from tests.sip.town import make_profile

Q2, Q3 = Quarter(2025, 2), Quarter(2025, 3)
PAGE = reverse("followup:patterns")


def submitted(town, on, **facts):
    """A report that came to the secretariat on the day."""
    facts = {"status": "submitted", "level": "secretariat", "is_principled": True, "principled_reason": "Alla", **facts}
    return t.deviation(town, on - timedelta(days=5), submitted_on=on, reacted_on=on, **facts)


def kept(town, quarter, *, at=t.COUNTED_ON):
    """Counted by the counting role, kept by the job; the count that stands."""
    with t.job(town) as by:
        profile = profile_of(town.region.pk, quarter.last)
    with as_role("bus_report"):
        counts = count_reports(town.region.pk, quarter, base_of(profile), using="default")
    with t.job(town) as by:
        keeping.keep(town.region.pk, quarter, profile, counts, by=by, at=t.noon(at))
    with as_loader():
        rows = PatternCount.objects.filter(region=town.region, year=quarter.year, number=quarter.number)
        return rows.standing().first()


@pytest.fixture
def quarter(town):
    """Nine about one unit, two about another, and reports that are not the secretariat's or another quarter's."""
    for _number in range(9):
        submitted(town, date(2025, 5, 5))
    for _number in range(2):
        submitted(town, date(2025, 6, 30), category="routine", against=town.social)
    submitted(town, date(2025, 7, 1))
    t.deviation(town, date(2025, 5, 5))
    return kept(town, Q2)


@pytest.mark.parametrize("county", ["vastmanland", "jamtland"])
def test_where_there_is_no_secretariat_the_quarter_counts_what_was_sent(client, town, county):
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        make_profile(town.region, county)
    for _number in range(6):
        t.deviation(town, date(2025, 5, 5))
    t.deviation(town, date(2025, 7, 1))
    count = kept(town, Q2)
    assert (count.base, count.shown["all"], count.shown[f"area.{town.area.pk}"]) == ("sent", 6, 6)
    released(town, count)
    body = signed(client, town, "political").get(PAGE).content.decode()
    assert "6 avvikelser skickades under kvartalet." in body
    assert "sekretariat" not in body.lower()


def act(town, service, count, who, *, at=date(2026, 3, 2), logged_in=timedelta(0)):
    now = t.noon(at)
    acting = replace(getattr(town, who), logged_in_at=now - logged_in)
    with clock.moved_to(now), acting_as(acting):
        return service(count, by=acting)


def released(town, count, *, at=date(2026, 3, 2)):
    act(town, services.prepare, count, "secretary", at=at)
    return act(town, services.publish, count, "support", at=at)


def test_a_quarter_counts_what_came_to_the_secretariat_and_hides_small_numbers_and_what_gives_them_away(town, quarter):
    shown = quarter.shown
    area, school = f"area.{town.area.pk}", town.school.unit_type
    assert (shown["all"], shown[area], shown[f"from.{school}"]) == (11, 11, 11)
    assert (shown["category.routine"], shown["category.absence"]) == (FEW, HIDDEN)
    assert shown[f"pair.{school}.{town.social.unit_type}"] == FEW
    assert (
        shown[f"pair.{school}.{town.bup.unit_type}"] == 9
    )  # the other pair may be two, three or four: one may name both
    with as_loader():
        assert PatternTally.objects.get(count=quarter).values["category.routine"] == 2
        assert AuditEvent.objects.filter(act="patterns.counted", object_id=quarter.pk).exists()


def test_a_report_counts_in_the_area_where_its_district_lay_that_day_as_in_the_year(client, town):
    with as_loader():
        AreaDistrict.objects.filter(district=town.west).update(valid_to=date(2025, 4, 30))
        AreaDistrict.objects.create(
            region=town.region, area=town.other_area, district=town.west, valid_from=date(2025, 5, 1)
        )
    for on in (date(2025, 4, 30), date(2025, 5, 1)):
        for _number in range(5):
            submitted(town, on, district=town.west)
    submitted(town, date(2025, 5, 2), district=None, area=town.area)
    count = released(town, kept(town, Q2))

    with as_loader():
        values = PatternTally.objects.get().values
    assert {key: values[f"area.{area.pk}"] for key, area in (("old", town.area), ("new", town.other_area))} == {
        "old": 6, "new": 5,
    }  # fmt: skip
    cell = {"tal": f"area.{town.other_area.pk}", "antal": 50}
    page = signed(client, town, "secretary").get(reverse("followup:pattern_rows", args=[count.pk]), cell)
    assert page.content.decode().count('<th scope="row">') == 5


def test_a_count_with_the_same_result_is_confirmed_and_a_new_one_stands_in_its_place(town, quarter):
    again = kept(town, Q2, at=t.COUNTED_ON + timedelta(days=1))
    assert (again.pk, again.confirmed_at > quarter.confirmed_at) == (quarter.pk, True)
    for _number in range(6):
        submitted(town, date(2025, 4, 2), category="transition")
    assert kept(town, Q2).pk != quarter.pk


def test_two_persons_publish_a_quarter_and_it_is_never_counted_again(town, quarter):
    count = released(town, quarter)
    assert (count.prepared_by_id, count.published_by_id) == (town.secretary.assignment_id, town.support.assignment_id)
    with as_loader():
        acts = list(AuditEvent.objects.filter(object_id=count.pk).order_by("pk").values_list("act", flat=True))
        told = set(
            Notice.objects.filter(kind="patterns_prepared", channel="in_app").values_list("recipient", flat=True)
        )
    assert acts == ["patterns.counted", "patterns.prepared", "patterns.published"]
    assert (town.support.assignment_id in told, town.secretary.assignment_id in told) == (True, False)
    with pytest.raises(DatabaseError, match="append-only"), as_loader():
        PatternCount.objects.filter(pk=count.pk).update(confirmed_at=t.noon(t.COUNTED_ON))


def test_what_cannot_be_released_is_refused_and_nothing_moves(town, quarter):
    with pytest.raises(PermissionDenied):
        act(town, services.publish, quarter, "support")
    for who in ("regional", "chair", "teacher"):
        with pytest.raises((PermissionDenied, PatternCount.DoesNotExist)):
            act(town, services.prepare, quarter, who)
    act(town, services.prepare, quarter, "secretary")
    with pytest.raises(WrongState):
        act(town, services.prepare, quarter, "support")
    with pytest.raises(PermissionDenied):
        act(town, services.publish, quarter, "secretary")
    with pytest.raises(Refused, match="mer än tio minuter"):
        act(town, services.publish, quarter, "support", logged_in=timedelta(minutes=11))
    t.collected(town, on=date(2026, 2, 20))
    with pytest.raises(Refused, match="prövas mot dem inom en timme"):
        act(town, services.publish, quarter, "support")
    for _number in range(6):
        submitted(town, date(2025, 4, 2))
    kept(town, Q2)
    with pytest.raises(WrongState, match="räknats om"):
        act(town, services.publish, quarter, "support")
    with as_loader():
        assert not PatternCount.objects.filter(published_at__isnull=False).exists()


def test_the_database_lets_no_other_role_release_and_nobody_publish_alone(town, quarter):
    at = t.noon(t.COUNTED_ON)
    with acting_as(town.regional):
        assert PatternCount.objects.update(prepared_at=at, prepared_by=town.assignments["regional"]) == 0
    mine = {"by": town.assignments["secretary"], "at": at}
    both = {f"{verb}_{name}": value for verb in ("prepared", "published") for name, value in mine.items()}
    with pytest.raises(DatabaseError, match="patterns_published_by_another"), acting_as(town.secretary):
        PatternCount.objects.update(**both)
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(town.secretary):
        PatternCount.objects.update(shown={})
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(town.secretary):
        list(PatternTally.objects.all())


def test_nobody_reads_a_quarter_before_it_is_published_but_those_who_compile(client, town, quarter):
    def reads(who):
        answer = signed(client, town, who).get(PAGE)
        return answer.status_code, "Kvartal 2 2025" in answer.content.decode()

    before = {who: reads(who) for who in ("secretary", "support", "chair", "regional", "teacher")}
    released(town, quarter)
    after = {who: reads(who) for who in before}
    assert before == {
        "secretary": (200, True), "support": (200, True), "chair": (200, False), "regional": (200, False),
        "teacher": (404, False),
    }  # fmt: skip
    assert after == {**dict.fromkeys(before, (200, True)), "teacher": (404, False)}


def test_the_page_shows_the_heat_table_what_changed_and_no_hidden_number(client, town, quarter):
    for _number in range(7):
        submitted(town, date(2025, 8, 1), category="transition")
        submitted(town, date(2025, 8, 2))
    kept(town, Q3)
    text = signed(client, town, "secretary").get(PAGE).content.decode()
    assert '<table class="heat">' in text
    assert "Rad: den som anmäler." in text
    assert "<dt>Nytt</dt>" in text
    assert "<dt>Har tystnat</dt>" in text
    assert "inte andelar, och ingen rangordning" in text
    older = signed(client, town, "secretary").get(PAGE, {"kvartal": "2025-2"}).content.decode()
    assert "11 avvikelser kom till sekretariatet" in older
    assert "tal=category.routine" not in older


def test_a_number_opens_the_reports_it_counts_and_a_hidden_one_opens_none(client, town, quarter):
    url = reverse("followup:pattern_rows", args=[quarter.pk])

    def rows(who, cell):
        return signed(client, town, who).get(url, {"tal": cell, "antal": 50})

    area = f"area.{town.area.pk}"
    assert rows("secretary", area).content.decode().count('<th scope="row">') == 11
    assert "öppnas inga rader" in rows("secretary", "category.routine").content.decode()
    assert "Du får inte se någon av dem" in rows("support", "all").content.decode()
    assert [rows("secretary", "category.none").status_code, rows("chair", "all").status_code] == [404, 404]
    released(town, quarter)
    assert rows("chair", "all").content.decode().count('<th scope="row">') == 11


def test_the_release_is_asked_on_a_page_of_its_own_by_one_and_by_another(client, town, quarter):
    url = reverse("followup:pattern_release", args=[quarter.pk])
    first = signed(client, town, "secretary").post(url)
    assert (first.status_code, client.get(url).status_code) == (302, 403)
    shown = signed(client, town, "support").get(url).content.decode()
    assert "har gjort kvartalet klart" in shown
    assert client.post(url).status_code == 302
    with as_loader():
        assert PatternCount.objects.get(pk=quarter.pk).published_at is not None


@pytest.mark.parametrize("number", [1, 3])
def test_a_published_year_hides_what_would_give_a_quarter_away(town, number):
    """Four quarters and their year are told apart: three numbers and their sum are not told beside a small fourth."""
    days = [date(2025, 2, 3), date(2025, 5, 5), date(2025, 8, 1), date(2025, 11, 3)]
    for day, many in zip(days, [7, 8, 9, number], strict=True):
        for _number in range(many):
            submitted(town, day)
    for four in range(1, 5):
        at = date(2026, 2, four)
        released(town, kept(town, Quarter(2025, four), at=at), at=at)
    year = t.shown(t.collected_counting(town, on=date(2026, 3, 5)), "I-03")
    assert year["submitted"] == HIDDEN


def test_quarters_end_where_the_next_begins():
    assert (Q2.first, Q2.last, Quarter(2025, 4).after) == (date(2025, 4, 1), date(2025, 6, 30), Quarter(2026, 1))
    assert [one.key for one in ended(date(2026, 1, 1), 2)] == ["2025q4", "2025q3"]


def test_changes_are_told_by_what_is_shown_alone():
    before = {
        "category.a": 0,
        "category.b": 5,
        "category.c": 9,
        "category.d": HIDDEN,
        "cause.e": FEW,
        "cause.none": 0,
        "all": 1,
    }
    now = {"category.a": FEW, "category.b": 11, "category.c": 10, "category.d": 30, "pair.x.y": 8, "cause.none": 60}
    found = [(one.kind, one.cell) for one in changes(before, now, least=5)]
    assert found == [(GROWS, "category.b"), (NEW, "pair.x.y"), (NEW, "category.a"), (SILENT, "cause.e")]


def test_a_report_that_names_two_sides_counts_in_both_pairs():
    table = table_of(Counts(3, {"from": {"school": 3}}, {("school", "bup"): 3, ("school", "social"): 2}))
    assert (table.values["pair.school.bup"], table.values["~pairs.school"], table.values["from.school"]) == (3, 5, 3)
