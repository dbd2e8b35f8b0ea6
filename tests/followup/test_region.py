"""The region's year: laid together of what the areas sent on, written, published by another, read. [SM-9, F136-F138]"""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pdfua import validate

from core.access import acting_as
from core.access.together import side_by_side
from core.audit.models import AuditEvent
from core.errors import EditedByAnother, Refused, WrongState
from core.notices.models import Notice
from followup.choices import RegionalSection
from followup.jobs import running
from followup.jobs.asking import ask_for_region_job
from followup.models import Compilation, CompilationSection, RegionCount, RegionTally, ReportFile
from followup.patterns import keeping as patterns
from followup.patterns.quarters import Quarter
from followup.region import policies, services
from followup.region.report import build_region
from followup.region.sureness import between
from followup.start import duties
from followup.suppress import FEW, HIDDEN
from tests.core.people.build import sign_in
from tests.database import as_loader, as_role
from tests.documents import reading
from tests.documents.test_tags import FAULTY
from tests.followup import region_town as r
from tests.followup import town as t
from tests.followup.people import signed
from tests.kept import kept

GIRLS_AND_BOYS = {"girl": 6, "boy": 7}


@kept
def county(town) -> Compilation:
    """Both areas have sent on: the first hides how many were boys, the other hides nothing."""
    r.some_held(town, east={"girl": 6, "boy": 2}, south=GIRLS_AND_BOYS)
    r.sent_on(town)
    r.sent_on(town, town.other_area)
    return r.opened(town)


@pytest.fixture
def count(town, county) -> RegionCount:
    return r.collected(town, county)


def test_the_sum_is_told_and_what_an_area_hides_is_not_told_by_it(town, count):
    told = {cell: count.shown[cell] for cell in ("held", "held.girl", "held.boy", "held.other")}

    assert told == {"held": 21, "held.girl": HIDDEN, "held.boy": HIDDEN, "held.other": 0}
    assert [(area["name"], area["shown"]["I-01"]["held"]) for area in count.areas] == [
        ("Söder", 13), ("Öster och Väster", 8),
    ]  # fmt: skip
    assert "children" not in count.shown
    with as_loader():
        assert RegionTally.objects.get(count=count).values["held.boy"] == 9
    with acting_as(town.secretary), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        RegionTally.objects.first()


def test_the_same_is_confirmed_and_more_areas_give_a_new_count_beside_the_old(town):
    r.some_held(town, east={"girl": 6, "boy": 6}, south=GIRLS_AND_BOYS)
    r.sent_on(town)
    compilation = r.opened(town)
    first = r.collected(town, compilation)
    again = r.collected(town, compilation, on=r.DAY + timedelta(days=1))
    r.sent_on(town, town.other_area)
    both = r.collected(town, compilation, on=r.DAY + timedelta(days=2))

    assert (again.pk, again.confirmed_at > first.confirmed_at) == (first.pk, True)
    assert [(one.shown["held"], one.context["missing"], len(one.areas)) for one in (first, both)] == [
        (12, [], 1), (25, [], 2),
    ]  # fmt: skip
    assert first.fingerprint != both.fingerprint


def test_an_area_that_is_late_is_named_and_not_counted(town):
    r.some_held(town, east={"girl": 6, "boy": 6}, south=GIRLS_AND_BOYS)
    r.sent_on(town)
    t.collected(town, area=town.other_area)

    count = r.collected(town, r.opened(town))

    assert (count.shown["held"], count.context["missing"]) == (12, ["Söder"])


def test_nothing_is_laid_together_before_an_area_has_sent_its_own_on_nor_by_a_person(town):
    t.collected(town)
    compilation = r.opened(town)

    with pytest.raises(Refused, match="Inget område"):
        r.collected(town, compilation)
    with acting_as(town.secretary), pytest.raises(Refused, match="Inget område"):
        ask_for_region_job(compilation, by=town.secretary, kind="compile")
    with acting_as(town.secretary), pytest.raises(PermissionDenied):
        services.collect(compilation, by=town.secretary, at=t.noon(r.DAY))
    with t.job(town) as by, pytest.raises(Refused, match="inte slut"):
        services.open_compilation(town.region.pk, 2099, by=by)
    assert t.row(compilation).status == "open"


def test_the_regions_year_is_opened_once_with_its_texts(town, county):
    assert r.opened(town) is None
    with as_loader():
        assert county.sections.filter(text="").count() == len(RegionalSection)


def test_it_is_written_made_ready_and_published_by_another_and_the_groups_are_told(town, county, count):
    with pytest.raises(Refused, match="Regional analys, Jämställdhet, Svar"):
        r.act(town, services.finish, county, "secretary")
    r.written(town, county)
    r.act(town, services.finish, county, "secretary")
    for who, error in (("secretary", PermissionDenied), ("chair", PermissionDenied)):
        with pytest.raises(error):
            r.act(town, services.release, county, who)
    with pytest.raises(Refused, match="mer än tio minuter"):
        r.act(town, services.release, county, "support", logged_in=timedelta(minutes=11))
    r.act(town, services.reopen, county, "support")
    r.act(town, services.finish, county, "secretary")
    assert [owed(town, who) for who in ("secretary", "support", "chair")] == [0, 1, 0]
    r.act(town, services.release, county, "support")

    row = t.row(county)
    assert (row.status, row.made_by_id, row.released_by_id) == (
        "published", town.secretary.assignment_id, town.support.assignment_id,
    )  # fmt: skip
    with as_loader():
        told = {
            kind: set(Notice.objects.filter(kind=kind, channel="in_app").values_list("recipient", flat=True))
            for kind in ("compilation_ready", "compilation_released")
        }
        acts = list(AuditEvent.objects.filter(object_id=county.pk).order_by("pk").values_list("act", flat=True))
    assert told["compilation_ready"] >= {town.support.assignment_id}
    assert town.secretary.assignment_id not in told["compilation_ready"]
    assert told["compilation_released"] >= {town.chair.assignment_id, town.other_chair.assignment_id}
    assert acts == [
        "region.opened", "region.drafted", "region.reopened", "region.drafted", "region.released",
    ]  # fmt: skip


def test_what_is_ready_stands_still_in_the_database_too(town, county, count):
    r.written(town, county)
    r.act(town, services.finish, county, "secretary")
    with as_loader():
        section = CompilationSection.objects.filter(compilation=county).first()

    for service, facts in ((services.finish, {}),):
        with pytest.raises(WrongState):
            r.act(town, service, county, "secretary", **facts)
    with pytest.raises(WrongState, match="kan inte ändras"):
        r.act(town, services.save_section, section, "secretary", text="Nytt", version=section.version)
    with pytest.raises(WrongState):
        r.collected(town, county)
    for change in (
        lambda: CompilationSection.objects.filter(pk=section.pk).update(text="Förbi"),
        lambda: RegionCount.objects.filter(pk=count.pk).update(shown={}),
    ):
        with as_loader(), pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
            change()
    r.act(town, services.release, county, "support")
    with as_loader(), pytest.raises(ProgrammingError, match="append-only"), transaction.atomic():
        Compilation.objects.filter(pk=county.pk).update(year=2024)


def test_a_text_that_points_at_a_child_or_was_changed_meanwhile_is_refused(town, county):
    with as_loader():
        section = county.sections.get(key="analysis")
    for text in ("Barnet 19121212-1212 fick vänta", "Ärendet K7-4QZM tog tid"):
        with pytest.raises(Refused):
            r.act(town, services.save_section, section, "secretary", text=text, version=0)
    r.act(town, services.save_section, section, "secretary", text="Först", version=0)
    with pytest.raises(EditedByAnother):
        r.act(town, services.save_section, section, "support", text="Sedan", version=0)
    with pytest.raises(PermissionDenied):
        r.act(town, services.save_section, section, "chair", text="Nej", version=1)
    assert t.row(section).text == "Först"


def owed(town, who) -> int:
    """How many region's years wait for this one to publish them, at the start."""
    with acting_as(getattr(town, who)) as acting:
        found = side_by_side(duties(acting, r.DAY))[0]
    return sum(duty.title == "Publicera regionens sammanställning" for duty in found)


READ_BEFORE = {"secretary", "support"}
READ_AFTER = READ_BEFORE | {"chair", "other_chair", "member", "steering_bup", "regional", "political", "convenor"}
PEOPLE = READ_AFTER | {"teacher", "head", "admin"}


def readers(town) -> set[str]:
    found = set()
    for who in PEOPLE:
        with acting_as(getattr(town, who)) as acting:
            rows = [Compilation.objects.all(), CompilationSection.objects.all(), RegionCount.objects.all()]
            seen = {bool(one.exists()) for one in rows}
            assert seen == {policies.visible_compilations(acting).exists()}, who
            if seen == {True}:
                found.add(who)
    return found


def test_who_compiles_reads_it_before_and_all_who_read_figures_once_it_is_published(town, county, count):
    before = readers(town)
    r.published(town, county)

    assert (before, readers(town)) == (READ_BEFORE, READ_AFTER)


def test_a_quarter_is_tried_against_what_the_region_told(town, county):
    """The region's number joins the areas' years in what a later quarter is guarded with."""
    for _number in range(9):
        t.deviation(town, status="submitted", level="secretariat", submitted_on=r.DAY.replace(year=2025),
                    is_principled=True, principled_reason="Alla", reacted_on=r.DAY.replace(year=2025))  # fmt: skip
    count = r.collected(town, county)
    with as_loader():
        table = patterns.table_of(patterns.Counts())
        joined = patterns.told_of(town.region.pk, t.YEAR, "sent", table, threshold=5)[1]
    assert joined.shown[f"region:{count.pk}"] == count.shown["sent"]
    assert Quarter(t.YEAR, 1).year == count.compilation.year


def asked(town, compilation, kind, who="secretary"):
    with acting_as(getattr(town, who)) as acting:
        return ask_for_region_job(compilation, by=acting, kind=kind)


def test_asking_twice_is_one_job_and_the_worker_lays_together(town, county):
    with pytest.raises(Refused, match="inte räknade"):
        asked(town, county, "report")
    jobs = [asked(town, county, "compile").pk for _time in range(2)]
    assert jobs[0] == jobs[1]
    with as_role("bus_worker"):
        assert [running.run(jobs[0]), running.run(jobs[0])] == [True, False]
    assert t.row(county).status == "collecting"
    r.published(town, county, plain="Fler barn får hjälp snabbare.")

    with pytest.raises(PermissionDenied):
        asked(town, t.row(county), "compile")


@pytest.mark.full
def test_the_worker_draws_the_report_for_whoever_reads_it(town, county, count):
    r.published(town, county, plain="Fler barn får hjälp snabbare.")
    job = asked(town, t.row(county), "report", "chair")
    with as_role("bus_worker"):
        running.run(job.pk)
    with as_loader():
        file = ReportFile.objects.get(job=job)
    assert (t.row(job).status, file.region_count_id is None, file.counting_id) == ("done", False, None)
    content = bytes(file.content)
    faults = [one for one in validate(io.BytesIO(content)).findings if one.rule_id not in FAULTY]
    pdf = reading.opened(content)
    assert (content[:5], faults, [str(one.UF) for one in pdf.Root.AF]) == (
        b"%PDF-", [], ["figurer.csv", "figurer.json"],
    )  # fmt: skip
    assert file.name == f"arsuppfoljning-2025-{town.region.code.lower()}.pdf"


def test_the_report_tells_the_sums_the_areas_and_the_texts_and_has_them_as_data(town, county, count):
    r.published(town, county, plain="Fler barn får hjälp snabbare.")
    with t.job(town):
        document = build_region(count)
    report = document.context["report"]

    assert (document.title, report["facts"][1]["text"]) == (
        f"Regionens årsuppföljning 2025, {town.region.name}", "Alla områden är med: 2 av 2.",
    )  # fmt: skip
    assert "21 ärenden togs upp i individforum." in report["summary"]
    assert [one["heading"] for one in report["sections"]] == [
        "Regional analys", "Jämställdhet", "Svar till de lokala grupperna", "Sammanfattning för barn och familjer",
    ]  # fmt: skip
    data = {one["code"]: one for one in json.loads(document.attachments[1].content)}
    assert [row["head"] for row in data["I-01-O"]["table"]["rows"]] == ["Söder", "Öster och Väster"]
    assert data["I-01-O"]["table"]["foot"]["cells"] == ["21", "21", "21"]
    with t.job(town):
        assert build_region(count).attachments == document.attachments


def page(client, town, who, name, pk, **query):
    return signed(client, town, who).get(reverse(f"followup:{name}", args=[pk]), query)


def test_the_page_lays_the_areas_beside_each_other_and_says_where_each_stands(client, town, county, count):
    body = page(client, town, "secretary", "region", county.pk).content.decode()

    for words in (
        "21 ärenden togs upp i individforum", "Tillsammans", "Öster och Väster", "Söder", "Skickad vidare",
        "Alla områden är med: 2 av 2.", "Barnen räknas inte för hela regionen",
    ):  # fmt: skip
        assert words in body, words
    rows = reverse("followup:rows", args=[town.other_area.pk, t.YEAR, "I-01"])
    assert f'<a href="{rows}?tal=held">13</a>' in body
    assert page(client, town, "chair", "region", county.pk).status_code == 404

    r.published(town, county, answer="Vi ordnar ersättare i hela länet.")
    shown = page(client, town, "chair", "region", county.pk).content.decode()
    assert "Vi ordnar ersättare i hela länet." in shown
    assert ("Områdenas uppföljningar" in shown, f'href="{rows}' in shown) == (False, False)
    area = signed(client, town, "chair").get(reverse("followup:year", args=[town.area.pk, t.YEAR])).content.decode()
    assert "Vi ordnar ersättare i hela länet." in area
    assert "Publicerad" in signed(client, town, "chair").get(reverse("followup:overview")).content.decode()
    told = page(client, town, "chair", "region_csv", county.pk).content.decode("utf-8-sig")
    assert '"I-01-O"' in told
    assert '"Söder";"Hållna ärenden";"13"' in told


def test_the_texts_are_written_on_their_page_and_kept_when_refused(client, town, county, count):
    with as_loader():
        section = county.sections.get(key="analysis")
    signed(client, town, "secretary")
    url = reverse("followup:region_section", args=[section.pk])
    refused = client.post(url, {"text": "Barnet 19121212-1212 fick vänta", "version": 0})
    saved = client.post(url, {"text": "Först", "version": 0})
    conflict = client.post(url, {"text": "Sedan", "version": 0})
    body = client.get(reverse("followup:region_texts", args=[county.pk])).content.decode()

    assert (refused.status_code, "19121212-1212" in refused.content.decode()) == (422, True)
    assert (saved.status_code, conflict.status_code) == (302, 409)
    assert {"Först", "Sedan"} <= {word for word in ("Först", "Sedan") if word in conflict.content.decode()}
    assert "Vad visar områdenas tal och texter tillsammans" in body
    sign_in(client, town.assignments["chair"])
    assert client.post(url, {"text": "Nej", "version": 1}).status_code == 404


def test_more_areas_ask_no_more_statements(client, town, county, count):
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert page(client, town, "secretary", "region", county.pk).status_code == 200
        return len(found)

    statements()
    both = statements()
    with as_loader():
        one = RegionCount.objects.get(pk=count.pk)
        one.pk, one.areas = None, one.areas[:1]
        one.computed_at += timedelta(hours=1)
        one._state.adding = True
        one.save()
    assert statements() == both


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(0, 0, None), (3, 2, None), (0, 10, (0, 28)), (10, 10, (72, 100)), (25, 31, (64, 91)), (81, 100, (72, 87))],
)
def test_a_share_of_few_rows_lies_anywhere(part, whole, expected):
    """Wilson's interval, by hand."""
    assert between(part, whole) == expected


def test_a_small_sum_is_told_as_few(town):
    r.some_held(town, east={"girl": 1}, south={"boy": 2})
    r.sent_on(town)
    r.sent_on(town, town.other_area)
    count = r.collected(town, r.opened(town))

    assert (count.shown["held"], count.shown["held.girl"]) == (FEW, HIDDEN)
