"""Handing the survey out: after the meeting, by who leads the plan, once to each, never to who is barred. [P-49]"""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.errors import Refused, WrongState
from sip.models import GuardianBar, PlanMeeting, SurveyCode
from sip.surveys import codes, services
from tests.audit_rows import acts_on
from tests.core.people.build import sign_in
from tests.database import as_loader
from tests.sip.consent.build import god_man
from tests.sip.plans import town as p
from tests.sip.surveys import build as s
from tests.sip.walk import as_person, key, page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return s.held()


def test_who_is_appointed_to_decide_for_the_child_is_not_asked_how_the_family_felt(meeting):
    town, plan, sitting = meeting
    person = god_man(town, plan)
    with acting_as(town.teacher):
        assert [one.name.split()[0] for one in services.respondents(town.teacher, plan)] == ["Elsa", "Anna", "Erik"]
    with pytest.raises(Refused):
        s.handed_out(town, sitting, str(person.pk))


def url(name: str, pk) -> str:
    return reverse(f"sip:survey_{name}", args=[pk])


def test_child_and_guardian_get_a_code_each_once_of_which_the_row_keeps_a_hash_alone(meeting, settings):
    town, plan, sitting = meeting
    anna = s.guardians(plan)[0]

    child, guardian = s.handed_out(town, sitting), s.handed_out(town, sitting, str(anna.pk))

    assert (child.kind, child.guardian_id, guardian.kind, guardian.guardian_id) == (
        "child",
        None,
        "guardian",
        str(anna.pk),
    )
    code = services.paper_code(child)
    assert (len(code), code.isdecimal()) == (12, True)
    assert code != services.paper_code(guardian)
    assert code not in child.code_hash
    assert child.expires_on == clock.today() + timedelta(days=30)
    assert acts_on(child.pk) == {"survey.handed_out"}

    with pytest.raises(Refused):
        s.handed_out(town, sitting)
    with as_loader(), pytest.raises(IntegrityError), transaction.atomic():
        SurveyCode.objects.create(
            region=town.region, case_id=child.case_id, meeting=sitting, kind="child", version=1, code_hash="x",
            opened_by=child.opened_by, opened_on=clock.today(), expires_on=clock.today(),
        )  # fmt: skip
    with pytest.raises(Refused):
        s.handed_out(town, sitting, "00000000-0000-0000-0000-000000000000")

    # A key changed with its predecessor kept: the paper and the door still know the code.
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 60

    assert services.paper_code(child) == code
    assert services.opened_by_code(code).kind == "child"
    settings.SECRET_KEY_FALLBACKS = []
    assert services.paper_code(child) == ""
    assert services.opened_by_code(code) is None


def test_nothing_is_handed_out_before_the_meeting_is_held():
    town, plan = p.until("meeting_called")
    with as_loader():
        sitting = PlanMeeting.objects.get(case_id=plan.pk)

    with pytest.raises(WrongState):
        s.handed_out(town, sitting)
    answer = as_person(town, "teacher").post(url("hand_out", sitting.pk), {**key(), "till": "barnet"})

    assert answer.status_code == 422
    assert s.used() == []


def test_a_guardian_who_is_barred_from_the_plan_is_not_asked(meeting):
    town, plan, sitting = meeting
    erik = s.guardians(plan)[1]
    with as_loader():
        GuardianBar.objects.create(
            region=town.region, child=erik.child, guardian=erik, item="plan", reason="harm",
            valid_from=clock.today(), set_by=town.assignments["teacher"],
        )  # fmt: skip

    with pytest.raises(Refused, match="får inte ta del av planen"):
        s.handed_out(town, sitting, str(erik.pk))

    html = page(as_person(town, "teacher"), url("hand_out", sitting.pk))
    assert f'value="{erik.pk}"' not in html
    assert "Får inte ta del av planen." in words(html)


def test_who_leads_without_the_childs_own_record_asks_the_child_and_who_leads_nothing_asks_nobody(meeting):
    town, _plan, sitting = meeting

    html = words(page(as_person(town, "social_worker"), url("hand_out", sitting.pk)))

    assert html.count("Inte utlämnad.") == 1
    assert "Provsson" not in html
    row = s.handed_out(town, sitting, by=town.social_worker)
    assert row.kind == "child"

    with pytest.raises(PermissionDenied):
        s.handed_out(town, sitting, by=town.bup_worker)
    client = as_person(town, "bup_worker")
    assert client.get(url("hand_out", sitting.pk)).status_code == 403
    assert client.get(url("sheet", row.pk)).status_code == 403
    assert client.post(url("tablet", row.pk)).status_code == 403
    stranger = as_person(town, "colleague")
    assert stranger.get(url("hand_out", sitting.pk)).status_code == 404
    assert stranger.get(url("sheet", row.pk)).status_code == 404


def test_the_sheet_names_nobody_and_stands_no_more_when_the_code_is_used(meeting, settings):
    town, plan, sitting = meeting
    row = s.handed_out(town, sitting, str(s.guardians(plan)[0].pk))
    client = as_person(town, "teacher")

    html = page(client, url("sheet", row.pk) + "?sprak=ar")

    paper = html.split("<article")[1].split("</article>")[0]
    assert 'dir="rtl"' in paper
    assert codes.spaced(services.paper_code(row)) in paper
    assert not [word for word in ("Elsa", "Provsson", "Österskolan", "Tora", plan.case.code) if word in paper]
    assert "inte granskad av någon människa" in html
    pdf = client.get(url("sheet_pdf", row.pk) + "?sprak=ar")
    assert (pdf.status_code, pdf["Content-Type"]) == (200, "application/pdf")
    assert pdf["Content-Disposition"] == 'attachment; filename="enkat-guardian.pdf"'
    assert acts_on(row.pk) == {"survey.handed_out", "survey.read", "survey.printed"}

    assert services.answer_survey(services.paper_code(row), s.ALL_FOUR)
    assert "Koden är använd eller för gammal." in words(page(client, url("sheet", row.pk)))
    assert client.get(url("sheet_pdf", row.pk)).status_code == 422
    assert client.post(url("tablet", row.pk))["Location"] == reverse("sip:plan_detail", args=[row.case_id])
    with acting_as(town.teacher), pytest.raises(WrongState):
        services.open_on_tablet(SurveyCode.objects.get(pk=row.pk), by=town.teacher)


def test_handing_over_the_tablet_signs_out_of_that_device_and_leaves_only_the_survey(meeting):
    town, _plan, sitting = meeting
    row = s.handed_out(town, sitting)
    client, elsewhere = Client(), Client()
    sign_in(client, town.assignments["teacher"])
    sign_in(elsewhere, town.assignments["teacher"])

    answer = client.post(url("tablet", row.pk), key())

    assert answer["Location"] == reverse("sip:survey_link", args=[services.paper_code(row)])
    assert '"cache"' in answer["Clear-Site-Data"]
    plan = reverse("sip:plan_detail", args=[row.case_id])
    assert client.get(plan).status_code == 302
    assert elsewhere.get(plan).status_code == 200
    html = page(client, answer["Location"])
    assert "/barn/planer/" not in html
    assert 'href="/"' not in html
    assert acts_on(row.pk) == {"survey.handed_out", "survey.on_tablet"}


def test_the_plans_page_tells_how_many_have_answered_and_never_what(meeting):
    town, plan, sitting = meeting
    client = as_person(town, "teacher")
    plan_url = reverse("sip:plan_detail", args=[plan.pk])
    assert "Enkäten är inte utlämnad efter det senaste mötet." in words(page(client, plan_url))

    row = s.handed_out(town, sitting)
    s.handed_out(town, sitting, str(s.guardians(plan)[0].pk))
    services.answer_survey(services.paper_code(row), s.ALL_FOUR)

    assert "Utlämnad till 2 personer. 1 har svarat." in words(page(client, plan_url))
    assert url("hand_out", sitting.pk) in page(client, plan_url)
    others = page(as_person(town, "bup_worker"), plan_url)
    assert "1 har svarat." in words(others)
    assert url("hand_out", sitting.pk) not in others
