"""The pages as people meet them: who sees which, what a number opens, how texts and jobs behave."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.audit.models import AuditEvent
from followup.indicators.formulas import FORMULAS
from followup.models import AnnualFollowUp, FollowUpSection, ReportJob
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.followup import town as t

YEAR = "followup:year"


@pytest.fixture
def client():
    return Client(raise_request_exception=True)


def signed(client, town, who):
    sign_in(client, town.assignments[who])
    return client


def page(client, town, who, name=YEAR, *args, area=None, **query):
    sign_in(client, town.assignments[who])
    return client.get(reverse(name, args=[(area or town.area).pk, t.YEAR, *args]), query)


def post(client, town, who, name, *args, **data):
    sign_in(client, town.assignments[who])
    where = args or (town.area.pk, t.YEAR)
    return client.post(reverse(name, args=where), data)


def advanced(town, status):
    """A follow-up in the state, as its leader would have brought it there."""
    follow_up = t.collected(town)
    chair = town.assignments["chair"]
    values = {"status": status}
    if status in ("adopted_local", "reported"):
        values |= {"adopted_on": date(2026, 2, 10), "adopted_at_meeting": "Mötet", "adopted_by": chair}
    if status == "reported":
        values |= {"reported_at": t.noon(date(2026, 2, 11)), "reported_by": chair}
    with as_loader():
        AnnualFollowUp.objects.filter(pk=follow_up.pk).update(**values)
    return t.row(follow_up)


OWN = dict.fromkeys(["chair", "steering_bup", "steering_social", "member", "convenor"], 200)
COMPILING = dict.fromkeys(["secretary", "support"], 200)
LATER = dict.fromkeys(["regional", "political"], 404)
NEVER = dict.fromkeys(["teacher", "head", "social_manager", "admin", "reviewer", "other_chair", "other_convenor"], 404)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("drafted", {**OWN, **COMPILING, **LATER, **NEVER, "other_convenor": 200}),
        ("reported", {**OWN, **COMPILING, **dict.fromkeys(LATER, 200), **NEVER, "other_convenor": 200}),
    ],
)
def test_who_reads_an_areas_year(client, town, status, expected):
    t.held(town)
    advanced(town, status)

    found = {who: page(client, town, who).status_code for who in expected}
    texts = {who: page(client, town, who, "followup:texts").status_code for who in expected}

    assert found == texts == expected  # the other convenor's district lies in the same area


def test_a_follow_up_of_another_region_does_not_exist(client, town, other_town):
    t.held(town)
    advanced(town, "reported")

    for who in ("chair", "secretary", "regional"):
        assert page(client, other_town, who, area=town.area).status_code == 404


def test_leave_to_read_opens_one_draft_for_its_time(client, town, other_town):
    follow_up = advanced(town, "drafted")
    email = town.assignments["head"].person.email = "rektor@prov.example"
    with as_loader():
        town.assignments["head"].person.save(update_fields=["email"])
    with clock.moved_to(t.noon(date(2026, 2, 3))):
        answer = post(client, town, "chair", "followup:leave", to=email, reason="Ska läsa igenom", until="2026-02-05")
        assert answer.status_code == 302

    def seen(day):
        from followup.policies import visible_follow_ups

        with clock.moved_to(t.noon(day)), acting_as(town.head):
            return visible_follow_ups(town.head).filter(pk=follow_up.pk).exists()

    assert seen(date(2026, 2, 3))
    assert seen(date(2026, 2, 5))
    assert not seen(date(2026, 2, 6))
    with clock.moved_to(t.noon(date(2026, 2, 3))), acting_as(town.colleague):
        from followup.policies import visible_follow_ups

        assert not visible_follow_ups(town.colleague).exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"to": "ingen@prov.example"}, "Ingen i regionen har ett konto med den adressen."),
        ({"until": "2026-08-01"}, "Läsrätten får gälla i högst 90 dagar."),
        ({"until": "2026-01-01"}, "2 februari 2026"),
        ({"reason": ""}, "Varför behöver personen läsa utkastet?"),
    ],
)
def test_leave_to_read_is_refused_in_a_sentence(client, town, data, sentence):
    advanced(town, "drafted")
    with as_loader():
        person = town.assignments["head"].person
        person.email = "rektor@prov.example"
        person.save(update_fields=["email"])
    given = {"to": "rektor@prov.example", "reason": "Ska läsa", "until": "2026-02-05", **data}

    with clock.moved_to(t.noon(t.COUNTED_ON)):
        answer = post(client, town, "chair", "followup:leave", **given)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_page_says_the_sentence_before_the_chart_the_table_and_the_definition(client, town):
    for number in range(12):
        t.held(town, sex=("girl", "boy")[number % 2])
    t.collected(town)

    text = page(client, town, "chair").content.decode()
    of_i01 = text[text.index('aria-labelledby="i-01"') :]
    rows = reverse("followup:rows", args=[town.area.pk, t.YEAR, "I-01"])

    places = [
        of_i01.index(part)
        for part in (
            f'<b><a href="{rows}?tal=held">12</a></b> ärenden togs upp i individforum',
            "<svg",
            "<table",
            "Så räknar vi",
            "Period",
            "Räknat",
        )
    ]
    assert places == sorted(places)


def test_small_numbers_are_marked_and_open_nothing(client, town):
    for sex in ("girl", "girl", "boy"):
        t.held(town, sex=sex)
    t.collected(town)

    text = page(client, town, "chair").content.decode()
    rows = page(client, town, "head", "followup:rows", "I-01")
    rows_of_chair = page(client, town, "chair", "followup:rows", "I-01").content.decode()

    assert "<b>Färre än 5</b> ärenden togs upp i individforum." in text
    assert reverse("followup:rows", args=[town.area.pk, t.YEAR, "I-01"]) not in text
    assert rows.status_code == 404  # the head follows no area's figures
    assert "öppnas inga rader" in rows_of_chair
    assert "till får du inte se" not in rows_of_chair


def see_all_cases(town, cases):
    """The steering member is named in every case and it stands escalated: this reader may see them all."""
    from sip.cases.models import ConcernedManager

    with as_loader():
        for case in cases:
            type(case).objects.filter(pk=case.pk).update(status="escalated")
            ConcernedManager.objects.create(
                region=town.region,
                case_id=case.pk,
                assignment=town.assignments["steering_bup"],
                named_by=town.assignments["convenor"],
            )


def many_cases(town):
    """Cases of every kind, enough of each to be shown."""
    cases = []
    for number in range(6):
        sex = ("girl", "boy")[number % 2]
        cases += [
            t.held(town, sex=sex, wait=5),
            t.held(town, sex=sex, wait=20, outcome_on=date(2025, 5, 1), first_outcome="resolved"),
            t.held(
                town,
                date(2025, 6, 1),
                sex=sex,
                outcome_on=date(2025, 6, 9),
                first_outcome="unresolved",
                escalated_on=date(2025, 6, 10),
                decided_on=date(2025, 6, 20),
            ),
        ]
    return cases


@pytest.mark.parametrize("code", ["I-01", "I-02", "I-04"])
def test_the_number_and_its_rows_are_the_same_for_a_reader_who_sees_all(client, town, code):
    from followup.indicators.year import area_year
    from followup.presenting.cells import Cells

    see_all_cases(town, many_cases(town))
    kept = t.collected_counting(town)
    with as_loader():
        figure = kept.figures.get(code=code)
    with t.job(town):
        year = area_year(town.area, t.YEAR, t.COUNTED_ON)
    for cell in FORMULAS[code].opens(year):
        number = Cells(figure, kept)[cell]
        text = page(client, town, "steering_bup", "followup:rows", code, tal=cell, antal=50).content.decode()

        assert text.count('<th scope="row">') == number > 0, cell
        assert "till får du inte se" not in text


def test_reports_are_opened_the_same_way(client, town):
    for _number in range(6):
        t.deviation(town)
    t.collected(town)

    text = page(client, town, "chair", "followup:rows", "I-03").content.decode()

    assert text.count('<th scope="row">') == 6
    assert "till får du inte se" not in text
    assert "MÄRKE-TEXT" not in text


@pytest.mark.parametrize(
    ("seen", "more"), [(0, "18 till får du inte se."), (13, "5 till"), (14, "Färre än 5 till får du inte se.")]
)
def test_rows_one_may_not_see_are_counted_under_the_same_rule(client, town, seen, more):
    cases = many_cases(town)
    see_all_cases(town, cases[:seen])
    t.collected(town)

    text = page(client, town, "steering_bup", "followup:rows", "I-01").content.decode()

    assert text.count('<th scope="row">') == seen
    assert more in text
    assert "MÄRKE-FRÅGA" not in text


def test_each_row_shown_is_a_line_of_the_log(client, town):
    cases = many_cases(town)
    see_all_cases(town, cases[:3])
    t.collected(town)

    page(client, town, "steering_bup", "followup:rows", "I-01")

    with as_loader():
        logged = list(AuditEvent.objects.filter(act="figures.rows_listed"))
    assert sorted(str(row.case_id) for row in logged) == sorted(str(case.pk) for case in cases[:3])


@pytest.mark.parametrize(
    ("code", "cell"), [("I-99", ""), ("I-01", "escalated"), ("I-01", "held.girl"), ("I-03", "~sent")]
)
def test_numbers_that_nobody_shows_open_no_page(client, town, code, cell):
    many_cases(town)
    t.collected(town)

    assert page(client, town, "chair", "followup:rows", code, tal=cell).status_code == 404


@pytest.mark.parametrize("name", ["followup:overview", YEAR, "followup:texts"])
def test_pages_ask_the_same_however_much_there_is(client, town, name):
    def statements():
        url = reverse(name) if name == "followup:overview" else reverse(name, args=[town.area.pk, t.YEAR])
        sign_in(client, town.assignments["secretary"])
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    t.held(town)
    t.collected(town)
    few = statements()
    for year in (2022, 2023, 2024):
        t.collected(town, year)
        t.collected(town, year, area=town.other_area)
    for _number in range(8):
        t.held(town)

    assert few == statements() <= 12  # eight of them are every request's own


def test_the_overview_shows_areas_by_years_that_one_may_see(client, town):
    t.collected(town)
    t.collected(town, area=town.other_area)
    with clock.moved_to(t.noon(t.COUNTED_ON)):
        mine = signed(client, town, "chair").get(reverse("followup:overview")).content.decode()
        all_of_them = signed(client, town, "secretary").get(reverse("followup:overview")).content.decode()
        none = signed(client, town, "teacher").get(reverse("followup:overview")).content.decode()

    assert ("Öster och Väster" in mine, "Söder" in mine) == (True, False)
    assert ("Öster och Väster" in all_of_them, "Söder" in all_of_them) == (True, True)
    assert "Det finns ingen uppföljning som du får läsa" in none


def test_the_menu_has_the_entry_for_those_who_may_ever_use_it(client, town):
    def shown(who):
        return reverse("followup:overview") in signed(client, town, who).get("/").content.decode()

    assert {who: shown(who) for who in ("chair", "steering_bup", "secretary", "political", "teacher", "admin")} == {
        **dict.fromkeys(("chair", "steering_bup", "secretary", "political"), True),
        **dict.fromkeys(("teacher", "admin"), False),
    }


def test_the_chair_owes_the_year_and_what_comes_after_on_the_start_page(client, town):
    with clock.moved_to(t.noon(t.COUNTED_ON)):
        t.opened(town)
        start = signed(client, town, "chair").get("/").content.decode()
        member = signed(client, town, "steering_bup").get("/").content.decode()

    assert "Årlig uppföljning av den lokala överenskommelsen" in start
    assert "Öppna uppföljningen" in start
    assert "Öppna uppföljningen" not in member


def test_a_text_is_saved_and_two_editors_see_both(client, town):
    follow_up = t.collected(town)
    section = _section(follow_up, "analysis")

    first = post(client, town, "chair", "followup:section_save", section.pk, text="Min text", version=0)
    script = {"headers": {"X-Autosave": "1"}}
    sign_in(client, town.assignments["member"])
    second = client.post(
        reverse("followup:section_save", args=[section.pk]), {"text": "En annan text", "version": 0}, **script
    )
    plain = post(client, town, "member", "followup:section_save", section.pk, text="En annan text", version=0)

    assert first.status_code == 302
    assert (second.status_code, second.json()["texts"]) == (409, {"text": "Min text"})
    assert plain.status_code == 409
    assert "Min text" in plain.content.decode()
    assert "En annan text" in plain.content.decode()
    assert t.row(section).text == "Min text"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Barnet 19121212-1212 fick vänta", "personnummer"),
        ("Ärendet K7-4QZM tog tid", "ärendekod"),
        ("Avvikelsen A7-3KQF tog tid", "ärendekod"),
    ],
)
def test_a_text_that_points_at_a_child_is_refused_and_kept_in_its_box(client, town, text, sentence):
    section = _section(t.collected(town), "analysis")

    answer = post(client, town, "chair", "followup:section_save", section.pk, text=text, version=0)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert text in answer.content.decode()
    assert t.row(section).text == ""


@pytest.mark.parametrize(
    ("who", "expected"),
    [("steering_bup", 404), ("secretary", 404), ("other_chair", 404), ("head", 404)],
)
def test_those_who_do_not_write_save_no_text(client, town, who, expected):
    section = _section(t.collected(town), "analysis")

    answer = post(client, town, who, "followup:section_save", section.pk, text="Nej", version=0)

    assert (answer.status_code, t.row(section).text) == (expected, "")


def test_the_year_is_brought_from_texts_to_the_secretariat_by_its_pages(client, town):
    follow_up = t.collected(town)
    with clock.moved_to(t.noon(date(2026, 2, 12))):
        too_early = post(client, town, "chair", "followup:finish")
        assert too_early["Location"].endswith("/texter/")
        assert t.row(follow_up).status == "collecting"
        for key in ("analysis", "gender_analysis", "effects_for_children"):
            section = _section(follow_up, key)
            post(client, town, "chair", "followup:section_save", section.pk, text=f"Text om {key}", version=0)
        assert post(client, town, "chair", "followup:finish").status_code == 302
        future = post(client, town, "chair", "followup:adopt", adopted_on="2026-02-20", meeting="Mötet")
        assert future.status_code == 422
        assert "Mötet kan inte ligga framåt i tiden." in future.content.decode()
        assert (
            post(
                client, town, "chair", "followup:adopt", adopted_on="2026-02-10", meeting="Mötet 10 februari"
            ).status_code
            == 302
        )
        assert post(client, town, "chair", "followup:report").status_code == 302

    done = t.row(follow_up)
    assert (done.status, done.adopted_on, done.adopted_at_meeting) == (
        "reported",
        date(2026, 2, 10),
        "Mötet 10 februari",
    )
    assert page(client, town, "regional").status_code == 200


@pytest.mark.parametrize(
    ("who", "expected"),
    [("chair", 302), ("member", 404), ("steering_bup", 404), ("secretary", 404), ("other_chair", 404)],
)
def test_only_the_areas_leader_adopts(client, town, who, expected):
    advanced(town, "drafted")

    with clock.moved_to(t.noon(date(2026, 2, 12))):
        answer = post(client, town, who, "followup:adopt", adopted_on="2026-02-10", meeting="Mötet")

    assert answer.status_code == expected


def test_a_double_click_makes_one_job(client, town):
    t.collected(town)
    sign_in(client, town.assignments["chair"])
    url = reverse("followup:make_report", args=[town.area.pk, t.YEAR])

    answers = [client.post(url), client.post(url)]

    with as_loader():
        jobs = list(ReportJob.objects.all())
    assert len(jobs) == 1
    assert {answer["Location"] for answer in answers} == {reverse("followup:job", args=[jobs[0].pk])}


def test_the_job_is_seen_as_page_and_part_and_again_on_the_years_page(client, town):
    t.collected(town)
    post(client, town, "chair", "followup:make_report")
    with as_loader():
        job = ReportJob.objects.get()
        ReportJob.objects.update(status="running", progress=45, step="writing")
    url = reverse("followup:job", args=[job.pk])

    whole = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    year = page(client, town, "chair").content.decode()

    assert part.strip() in whole
    assert "<html" not in part
    for text in (whole, part, year):
        assert 'value="45"' in text
        assert f'hx-get="{url}"' in text
        assert f'<a href="{url}">Läs av igen</a>' in text
    assert page(client, town, "other_chair", "followup:year").status_code == 404
    assert signed(client, town, "other_chair").get(url).status_code == 404


def test_a_failed_job_says_so_without_its_inside(client, town):
    t.collected(town)
    post(client, town, "chair", "followup:make_report")
    with as_loader():
        ReportJob.objects.update(status="failed", ended_at=clock.now(), failure="too_long")
        job = ReportJob.objects.get()

    text = client.get(reverse("followup:job", args=[job.pk])).content.decode()

    assert "Dokumentet tog för lång tid att göra." in text
    assert "too_long" not in text
    assert client.get(reverse("followup:report_pdf", args=[job.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "who"),
    [("followup:collect", "steering_bup"), ("followup:collect", "secretary"), ("followup:recount", "member")],
)
def test_jobs_are_asked_for_by_those_who_may(client, town, name, who):
    t.opened(town)

    assert post(client, town, who, name).status_code == 404
    with as_loader():
        assert not ReportJob.objects.exists()


def test_the_figures_are_fetched_as_they_are_shown(client, town):
    for sex in ("girl",) * 6 + ("boy",) * 2:
        t.held(town, sex=sex)
    t.collected(town)

    file = page(client, town, "chair", "followup:figures_csv")
    lines = file.content.decode("utf-8-sig").splitlines()

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert '"nyckeltal";"rubrik"' in lines[0]
    assert any('"Pojkar";"2025";"<5"' in line for line in lines)
    assert any('"Flickor";"2025";"–"' in line for line in lines)
    assert any('"Alla";"2025";"8"' in line for line in lines)


def test_a_region_without_individual_forum_lists_its_own_measures(client, town):
    from core.regions.models import RegionProfile
    from tests.sip.town import make_profile

    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        make_profile(town.region, "vastmanland")
    t.held(town)
    t.collected(town)

    text = page(client, town, "chair").content.decode()

    assert "individforum" not in text.lower()
    for code in ("I-11", "I-12", "I-13", "I-14", "I-15", "I-16", "I-17"):
        assert code in text
    assert "Enkäter görs inte i portalen än." in text


def _section(follow_up, key) -> FollowUpSection:
    with as_loader():
        return FollowUpSection.objects.get(follow_up=follow_up, key=key)
