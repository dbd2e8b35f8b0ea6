"""The demo: from one seed, invented, as far as the story needs; at each of its doors something true to do. [issue 2]"""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from core import clock
from core.people.models import DemoSignIn
from core.traces import personal_numbers
from demo import names
from demo.cast import LIVED
from ops import testing
from tests.core.people.build import sign_in
from tests.database import as_loader, folder
from tests.demo.conftest import make
from tests.demo.signature import signature


@pytest.mark.full
def test_both_counties_have_lived_what_the_story_needs(rows):
    cases = dict(rows("SELECT status, count(*) FROM sip_forumcase GROUP BY status"))
    reported = {(code, path) for code, path in rows(
        "SELECT r.code, d.status FROM deviations_deviationreport d JOIN regions_region r ON r.id = d.region_id"
    )}  # fmt: skip
    assert rows("SELECT count(*) > 0 FROM deviations_deviationpattern WHERE published_on IS NOT NULL") == [(True,)]
    assert rows("SELECT count(*) > 0 FROM deviations_deviationaction WHERE done_on IS NOT NULL") == [(True,)]
    reasons = {reason for (reason,) in rows("SELECT withdraw_reason FROM deviations_deviationreport")}
    years = set(rows(
        "SELECT r.code, f.status FROM followup_annualfollowup f JOIN regions_region r ON r.id = f.region_id"
    ))  # fmt: skip
    regions = set(rows(
        "SELECT r.code, c.status FROM followup_compilation c JOIN regions_region r ON r.id = c.region_id"
    ))  # fmt: skip
    waiting = rows("SELECT status FROM followup_reportjob")

    assert set(cases) >= {"raised", "convened", "held", "resolved", "escalated", "closed"}
    assert {status for code, status in reported if code == "stockholm"} >= {
        "with_line_manager", "principled", "submitted", "under_review", "returned", "closed", "withdrawn",
    }  # fmt: skip
    assert {status for code, status in reported if code == "vastmanland"} >= {
        "with_managers", "in_local_group", "in_preparatory_group", "in_managers_forum",
        "in_political_forum", "closed", "withdrawn",
    }  # fmt: skip
    assert reasons == {"", "settled", "duplicate"}
    assert years == {
        ("stockholm", "fed_back"), ("stockholm", "reported"), ("stockholm", "adopted_local"), ("stockholm", "drafted"),
        ("vastmanland", "analysed_regional"), ("vastmanland", "drafted"),
    }  # fmt: skip
    assert regions == {
        ("stockholm", "published"), ("stockholm", "collecting"), ("vastmanland", "collecting"), ("vastmanland", "open"),
    }  # fmt: skip
    assert {status for (status,) in waiting} == {"queued"}


@pytest.mark.full
def test_both_counties_have_lived_what_the_plans_need(rows):
    plans: dict[str, list[str]] = {"stockholm": [], "vastmanland": []}
    for code, status in rows(
        "SELECT r.code, p.status FROM sip_sipplan p JOIN regions_region r ON r.id = p.region_id ORDER BY p.status"
    ):
        plans[code].append(status)
    follow_ups = rows(
        "SELECT r.code, p.next_follow_up_on FROM sip_sipplan p JOIN regions_region r ON r.id = p.region_id "
        "WHERE p.status = 'active'"
    )
    versions = rows(
        "SELECT max(v.number) FROM sip_planversion v JOIN sip_sipplan p USING (case_id) WHERE p.status = 'active'"
    )

    assert plans["stockholm"] == [
        "active", "active", "active", "closed", "consented", "drafted", "meeting_called", "need_identified", "offered",
        "preparing", "stopped",
    ]  # fmt: skip
    assert plans["vastmanland"] == [
        "active", "closed", "drafted", "meeting_called", "need_identified", "preparing",
    ]  # fmt: skip
    assert {code for code, on in follow_ups if on - clock.today() < timedelta(days=7)} == set(plans)
    assert versions == [(2,)]


APPOINTED = "FROM sip_guardian g JOIN regions_regionprofile p USING (region_id) WHERE g.custody = 'appointed'"


@pytest.mark.full
@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("answer FROM sip_planoffer WHERE answer IN ('no', 'none')", {"no", "none"}),
        ("refused_to || reason FROM sip_refusal", {"beginno_need"}),
        ("reply FROM sip_planinvitation i JOIN sip_planmeeting m ON m.id = i.meeting_id WHERE m.status = 'called'",
         {"none", "yes", "substitute"}),
        ("status FROM sip_planmeeting", {"called", "held", "cancelled"}),
        ("status FROM sip_handover", {"proposed"}),
        ("version_number FROM sip_filedcopy", {1}),
        ("language || answer FROM sip_consentsignature", {"artrue", "svtrue"}),
        ("basis FROM sip_filedpiece", {"consent"}),
        ("count(*) FROM sip_costrecord", {1}),
        ("r.code || a.status FROM groups_agreement a JOIN regions_region r ON r.id = a.region_id",
         {f"{code}{status}" for code in ("stockholm", "vastmanland") for status in ("in_force", "in_consultation")}),
        ("r.code || q.status FROM groups_liftedquestion q JOIN regions_region r ON r.id = q.region_id",
         {f"{code}{status}" for code in ("stockholm", "vastmanland") for status in ("lifted", "confirmed")}),
        ("f.kind || s.status FROM groups_liftstep s JOIN groups_forum f ON f.id = s.to_forum_id",
         {"regional_groupreceived", "regional_groupanswered", "preparatory_groupreceived", "preparatory_grouppassed_on",
          "managers_forumanswered"}),
        ("kind || (case_id IS NULL) FROM sip_otherplan",
         {"lss_planfalse", "school_action_programmetrue", "care_plantrue"}),
        ("position || (instead_id IS NOT NULL) FROM sip_needassessment WHERE instead_id IS NOT NULL", {"siptrue"}),
        ("act || is_acute FROM sip_placement WHERE status = 'ongoing'", {"lvutrue", "lvufalse", "solfalse"}),
        ("kind || (sent_on IS NOT NULL) FROM sip_placementnotice", {"residence_secrettrue"}),
        ("status FROM sip_firstlineask", {"taken_up", "asked"}),
        ("whose || answer FROM sip_plananswer", {"childagreed", "guardianreserved"}),
        (f"p.data ->> 'consent_signatories' {APPOINTED}", {"child_if_mature"}),
        ("r.code || c.version FROM sip_surveycode c JOIN regions_region r ON r.id = c.region_id",
         {"stockholm1", "vastmanland2"}),
        ("code FROM obligations_obligation WHERE status = 'pending' AND code IN ('DL-02', 'DL-03', 'DL-37', 'DL-41')",
         {"DL-02", "DL-03", "DL-37", "DL-41"}),
        ("kind || status FROM sip_transition WHERE kind = 'adult_18'", {"adult_18upcoming"}),
        ("step FROM sip_checkliststep", {"behov", "kontakt", "parter", "rektorn-vet", "utredning", "elevhalsan"}),
        ("count(DISTINCT region_id) FROM sip_needassessment", {2}),
        ("status FROM sip_lssoffer", {"offered", "in_force"}),
        ("purpose || status FROM sip_consent WHERE case_id IN (SELECT case_id FROM sip_transfer)",
         {"information_transfergiven"}),
        ("answered_at IS NULL FROM sip_timequestion", {True, False}),
        ("told_to::text || sheets::text FROM sip_informationgiven", {"{child,guardians}{sip}"}),
    ],
)  # fmt: skip
def test_what_lies_beside_the_plans_is_there(rows, what, found):
    assert {value for (value,) in rows(f"SELECT {what}")} == found


@pytest.mark.full
def test_seats_stand_empty_terms_run_out_and_schools_have_been_asked_in_both_regions(rows):
    ended = rows(
        "SELECT r.code, count(*) FILTER (WHERE m.valid_to < CURRENT_DATE), "
        "count(*) FILTER (WHERE m.valid_to BETWEEN CURRENT_DATE AND CURRENT_DATE + 60) "
        "FROM groups_membership m JOIN regions_region r ON r.id = m.region_id GROUP BY r.code ORDER BY r.code"
    )
    assert ended == [("jamtland", 0, 0), ("stockholm", 1, 1), ("vastmanland", 0, 1)]
    answered = rows(
        "SELECT r.code, kind, count(*) FROM groups_schoolcontact c JOIN regions_region r ON r.id = c.region_id "
        "GROUP BY r.code, kind ORDER BY r.code, kind"
    )
    assert answered == [
        ("stockholm", "invited", 2),
        ("stockholm", "joins", 2),
        ("vastmanland", "invited", 1),
        ("vastmanland", "joins", 1),
    ]


@pytest.mark.full
def test_the_groups_have_met_and_will_meet(rows):
    meetings = set(rows(
        "SELECT r.code, f.kind, m.status FROM groups_meeting m JOIN groups_forum f ON f.id = m.forum_id "
        "JOIN regions_region r ON r.id = m.region_id"
    ))  # fmt: skip
    calls = rows(
        "SELECT DISTINCT i.place, i.reply FROM groups_invitation i JOIN groups_meeting m ON m.id = i.meeting_id "
        "JOIN groups_forum f ON f.id = m.forum_id WHERE m.status = 'called' AND f.kind = 'steering_group'"
    )
    outcomes = {outcome for (outcome,) in rows("SELECT outcome FROM groups_agendaitem")}
    brought = rows("SELECT outcome FROM groups_agendaitem WHERE carried_from_id IS NOT NULL")
    actions = {done for (done,) in rows("SELECT done_on IS NOT NULL FROM groups_actionitem")}
    waiting = rows(
        "SELECT a.approved_at IS NULL FROM groups_approval a JOIN groups_meeting m ON m.id = a.meeting_id "
        "WHERE m.status = 'minutes_drafted' ORDER BY 1"
    )

    assert meetings == {
        *(("stockholm", "steering_group", status) for status in ("planned", "called", "minutes_drafted")),
        ("stockholm", "steering_group", "disseminated"), ("stockholm", "working_group", "called"),
        ("stockholm", "working_group", "cancelled"), ("stockholm", "regional_group", "planned"),
        ("vastmanland", "local_group", "minutes_approved"), ("vastmanland", "local_group", "called"),
    }  # fmt: skip
    assert set(calls) == {
        ("member", "yes"), ("member", "none"), ("member", "substitute"), ("substitute", "none"), ("co_opted", "none"),
    }  # fmt: skip
    sums = rows(
        "SELECT r.code, s.answers, cardinality(s.words) > 0 FROM groups_evaluationsum s "
        "JOIN regions_region r ON r.id = s.region_id ORDER BY 1"
    )
    surveys = rows(
        "SELECT r.code, s.kind, s.answers >= s.least, s.closes_on < current_date, count(*) FROM groups_surveyround s "
        "JOIN regions_region r ON r.id = s.region_id JOIN groups_forum f ON f.id = s.forum_id "
        "WHERE s.answers > 0 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2"
    )
    concerns = {one for (one,) in rows("SELECT concerns FROM groups_bestinterests")}

    assert [(code, answers >= 3, words) for code, answers, words in sums] == [
        ("stockholm", True, True), ("stockholm", True, True), ("vastmanland", True, True),
    ]  # fmt: skip
    assert surveys == [
        ("stockholm", "groups", False, False, 1),
        ("stockholm", "spider", True, True, 2),
        ("vastmanland", "members", False, False, 1),
    ]
    assert concerns == {"assessed", "lacking", "nobody"}
    assert outcomes == {"none", "noted", "decided", "carried", "referred"}
    assert brought == [("noted",)]
    assert actions == {True, False}
    assert waiting == [(False,), (True,)]


@pytest.mark.full
def test_everybody_in_it_is_invented(rows):
    children = rows("SELECT given_name, family_name FROM sip_child")
    people = rows("SELECT given_name, family_name, email FROM people_person")
    guardians = rows("SELECT name FROM sip_guardian UNION SELECT name FROM sip_consentgiver")
    voices = rows("SELECT whose, name FROM sip_planvoice")

    assert len(children) > 30
    assert {given for given, _family in children} <= set(names.CHILD_GIVEN)
    assert {family for _given, family in children} <= set(names.FAMILY)
    assert {given for given, _family, _email in people} <= set(names.GIVEN)
    assert {email.partition("@")[2] for *_name, email in people} == {"demo.example"}
    assert {whose for whose, _name in voices} == {"child", "guardian"}
    assert {name for whose, name in voices if whose == "child"} <= set(names.CHILD_GIVEN)
    assert {name for whose, name in voices if whose == "guardian"} <= {name for (name,) in guardians}
    assert {part for (name,) in guardians for part in name.split()} <= {*names.GIVEN, *names.FAMILY}


@pytest.mark.full
def test_nobody_in_it_has_a_personal_number(rows):
    """Whoever bears a number of the test series is invented too; the demo needs none, so it has none."""
    texts = rows(
        "SELECT description || tried || suggestion FROM deviations_deviationreport "
        "UNION ALL SELECT text FROM deviations_deviationstep UNION ALL SELECT text FROM deviations_deviationanswer "
        "UNION ALL SELECT text FROM sip_minutessection UNION ALL SELECT question FROM sip_forumcase "
        "UNION ALL SELECT text FROM sip_plansection UNION ALL SELECT words FROM sip_planvoice "
        "UNION ALL SELECT text FROM sip_planmeasure UNION ALL SELECT text FROM sip_contribution "
        "UNION ALL SELECT need || tried FROM sip_needassessment UNION ALL SELECT note FROM sip_checkliststep "
        "UNION ALL SELECT text FROM sip_costrecord UNION ALL SELECT coordination FROM sip_otherplan "
        "UNION ALL SELECT text FROM followup_followupsection UNION ALL SELECT text FROM followup_regionalreply "
        "UNION ALL SELECT text FROM followup_compilationsection "
        "UNION ALL SELECT concat(title, background, note) FROM groups_agendaitem "
        "UNION ALL SELECT text FROM groups_forumdecision UNION ALL SELECT text FROM groups_actionitem "
        "UNION ALL SELECT concat(title, text, why, did) FROM groups_liftedquestion "
        "UNION ALL SELECT concat(message, answer) FROM groups_liftstep UNION ALL SELECT text FROM groups_liftnote"
    )

    assert rows("SELECT count(*) FROM sip_childidentifier") == [(0,)]
    assert len(texts) > 400
    assert [found for (text,) in texts if (found := personal_numbers(text))] == []


EMPTY = '<div class="empty">'
# What a role has nothing of, and may well have nothing of: the page says what will come there.
NOTHING = {
    *((role, "/") for role in ("caseworker", "unit_manager")),  # in the county without forum
    *((role, "/barn/arenden/") for role in ("caseworker", "unit_manager")),
    *((role, "/avvikelser/") for role in ("caseworker", "unit_manager", "steering_member", "group_coordinator")),
    *((role, "/grupper/") for role in ("caseworker", "school_principal_head", "unit_manager")),
    *((role, "/") for role in ("region_admin", "political_member", "log_reviewer")),
    *((role, "/grupper/") for role in ("region_admin", "log_reviewer")),
    *((role, "/besked/") for role in ("region_admin", "political_member", "log_reviewer", "support_unit_officer")),
    ("log_reviewer", "/granskning/"),
    *(("records_officer", address) for address in ("/besked/", "/grupper/")),
    # Five no's of one kind in half a year are too many for an invented county; nobody has left it either.
    *((role, "/barn/nej-till-sip/") for role in ("secretariat_officer", "group_chair", "group_coordinator")),
    *((role, "/barn/nej-till-sip/") for role in ("prep_member", "managers_forum_member", "political_member")),
    *((role, "/barn/nej-till-sip/") for role in ("steering_member", "support_unit_officer")),
    # Who sits in no group that meets in the demo.
    *((role, "/grupper/moten/") for role in ("forum_convenor", "political_member", "unit_manager")),
    *((role, "/grupper/moten/") for role in ("managers_forum_member", "prep_member")),
    # Whose groups have asked nothing of each other in the demo.
    *((role, "/grupper/uppdrag/") for role in ("forum_convenor", "political_member", "prep_member", "unit_manager")),
    *((role, "/grupper/uppdrag/") for role in ("group_coordinator", "managers_forum_member", "support_unit_officer")),
    *((role, "/grupper/uppdrag/") for role in ("school_principal_head", "steering_member", "secretariat_officer")),
    *((role, "/barn/overtaganden/") for role in ("unit_manager", "school_principal_head")),
}


def signed_up() -> list[DemoSignIn]:
    with as_loader():
        return list(
            DemoSignIn.objects.select_related(
                "assignment__region", "assignment__person", "assignment__user", "assignment__unit"
            )
        )


def menu_of(page: str) -> list[str]:
    nav = re.search(r'<nav[^>]*class="[^"]*menu[^"]*".*?</nav>', page, re.S)
    assert nav, page[:500]
    return list(dict.fromkeys(re.findall(r'<a[^>]*href="(/[^"]*)"', nav.group(0))))


@pytest.mark.full
def test_each_role_at_the_door_finds_its_pages_and_something_on_them(demo, db):
    cards = signed_up()
    wrong, empty = [], set()
    for card in cards:
        client = Client(headers={"host": "localhost"})
        sign_in(client, card.assignment)
        start = client.get("/")
        for address in dict.fromkeys(["/", *menu_of(start.content.decode())]):
            answer = client.get(address, follow=True)
            if answer.status_code != 200:
                wrong.append((card.title, address, answer.status_code))
            elif EMPTY in answer.content.decode() and card.assignment.region.code in LIVED:
                empty.add((card.assignment.role, address))

    assert len(cards) >= 20
    assert wrong == []
    assert empty <= NOTHING, sorted(empty - NOTHING)


# Whom the tour names: county, the unit's kind, role, and what their start page asks of them in plans.
OWED = [
    ("stockholm", "school", "caseworker", "Erbjud familjen en SIP"),
    ("stockholm", "school", "caseworker", "Fråga vad familjen svarar om en SIP"),
    ("stockholm", "school", "caseworker", "Kalla till SIP-möte"),
    ("stockholm", "school", "caseworker", "Mina planer"),
    ("stockholm", "bup", "unit_manager", "Svara på kallelsen till SIP-möte"),
    ("stockholm", "bup", "caseworker", "Svara om att bli huvudansvarig"),
    ("stockholm", "social_services", "caseworker", "Följ upp planen"),
    ("stockholm", "social_services", "caseworker", "Börja arbetet med planen"),
    ("vastmanland", "school", "caseworker", "Erbjud familjen en SIP"),
    ("vastmanland", "bup", "unit_manager", "Svara på kallelsen till SIP-möte"),
    ("vastmanland", "family_services", "caseworker", "Följ upp planen"),
    ("vastmanland", "family_services", "caseworker", "Kalla till SIP-möte"),
    ("vastmanland", "bup", "unit_manager", "Vistelseorten är skyddad"),
    ("vastmanland", "first_line_mental_health", "unit_manager", "Svara på en begäran om SIP"),
]


@pytest.mark.full
def test_those_whom_the_tour_names_have_plans_to_see_to(demo, db):
    pages: dict[tuple, str] = {}
    for card in signed_up():
        unit = card.assignment.unit
        key = card.assignment.region.code, unit.unit_type if unit else "", card.assignment.role
        if key in {owed[:3] for owed in OWED}:
            client = Client(headers={"host": "localhost"})
            sign_in(client, card.assignment)
            pages[key] = client.get("/").content.decode()

    assert [owed for owed in OWED if owed[3] not in pages.get(owed[:3], "")] == []


@pytest.mark.full
def test_the_chair_finds_last_years_figures_and_this_years(demo, db):
    card = next(card for card in signed_up() if card.assignment.role == "group_chair")
    client = Client(headers={"host": "localhost"})
    sign_in(client, card.assignment)
    years = re.findall(r'href="(/uppfoljning/[0-9a-f-]{36}/\d{4}/)"', client.get("/uppfoljning/").content.decode())

    pages = [client.get(year).content.decode() for year in years]

    assert len(years) == 3
    assert [page.count('class="section finding sheet"') for page in pages] == [13, 13, 13]
    assert "arbete/rader/?tal=meetings" in pages[0]  # what the groups have done so far this year


@pytest.mark.full
def test_the_same_seed_gives_the_same_rows(demo, database_name):
    first = signature(database_name)
    connections.close_all()
    testing.clone(folder(), testing.ensure_template(folder()), database_name)
    make(testing.servers_in(folder()).addresses(database_name))

    assert signature(database_name) == first


@pytest.mark.full
def test_one_extract_waits_for_its_second_reader_and_one_is_handed_out(rows):
    found = rows("SELECT status, kind, builder_id <> reader_id FROM sip_extract ORDER BY status")
    assert found == [("built", "register", None), ("handed_out", "log", True)]
    items = "SELECT count(*) > 0 FROM sip_extractitem i JOIN sip_extract x ON x.id = i.extract_id GROUP BY x.id"
    assert rows(items) == [(True,), (True,)]
