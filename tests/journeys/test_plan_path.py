"""A plan from the need to its second version in real browsers; interactions are counted. [issue 3, design: bars]"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from sip.models import PlanInvitation, PlanMeeting, PlanVersion, SipPlan
from tests.database import as_loader
from tests.journeys import room, steps
from tests.journeys.test_forum import Hand
from tests.sip.plans import town as p

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(transactional_db):
    return p.make_town()


def test_from_the_need_to_the_second_version_with_two_units_and_a_family(town, as_user, faultless):
    teacher = as_user("teacher")
    steps.register(teacher, town, faultless)
    _start(teacher, faultless)
    _offer_and_consent(teacher, faultless)
    _begin(teacher, faultless)
    _find(teacher, faultless)
    hand = Hand(teacher)
    teacher.goto("/")
    faultless(teacher)
    with as_loader():
        code = SipPlan.objects.get().case.code
    hand.click("link", code)
    _call(hand, faultless)
    assert hand.count <= 8

    worker = as_user("bup_worker", width=390)
    _answer(worker, faultless)
    with as_loader():
        PlanMeeting.objects.update(starts_at=clock.now() - timedelta(seconds=1))
    _hold(teacher, faultless)
    teacher.set_viewport_size({"width": 390, "height": 900})
    faultless(teacher)
    with as_loader():
        plan = SipPlan.objects.select_related("case", "district").get()
        assert plan.status == "drafted"

    room.from_the_first_words_to_the_second_version(plan, teacher, worker, faultless)
    with as_loader():
        assert list(PlanVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
        assert SipPlan.objects.get().status == "active"
    _hand_out(teacher, faultless)


def _start(page, look) -> None:
    steps.follow(page, "Starta en SIP")
    look(page)
    steps.press(page, "Fortsätt")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    page.get_by_label("Barnet", exact=True).check()
    steps.press(page, "Fortsätt")
    page.locator("[name=need_noticed_on]").fill((clock.today() - timedelta(days=3)).isoformat())
    page.locator("[name=need]").fill("Skolan och BUP gör olika.")
    look(page)
    steps.press(page, "Fortsätt")
    look(page)
    steps.press(page, "Fortsätt")
    expect(page.locator("h1")).to_have_text("Kontrollera innan du startar planen")
    look(page)
    steps.press(page, "Starta planen")
    steps.says(page, "Behovet är noterat.")
    look(page)


def _offer_and_consent(page, look) -> None:
    steps.follow(page, "Notera att ni har erbjudit en SIP")
    look(page)
    steps.press(page, "Spara erbjudandet")
    steps.says(page, "Familjen är erbjuden en SIP.")
    look(page)
    page.locator(".head").get_by_role("link", name="Registrera samtycke").click()
    for unit in ("Barnenheten Öster", "BUP Norr"):
        if not page.get_by_label(re.compile(f"^{unit}")).is_visible():
            page.locator("[name=search_district]").select_option(label="Öster")
            steps.press(page, "Visa fler verksamheter")
        page.get_by_label(re.compile(f"^{unit}")).check()
    for answer in page.locator("[name^=guardian_][value=yes]").all():
        answer.check()
    page.get_by_label("Muntligt", exact=True).check()
    page.locator("[name=witness]").fill("Rut Rektor")
    page.locator("[name=child_view]").first.check()
    page.locator("[name=child_view_text]").fill("Jag vill gå i skolan")
    look(page)
    steps.press(page, "Spara samtycket")
    steps.says(page, "Samtycket är komplett och gäller nu.")
    look(page)


def _begin(page, look) -> None:
    steps.follow(page, "Börja arbetet")
    for name in ("Bim Behandlare", "Siv Sekreterare"):
        page.get_by_label(re.compile(name)).check()
    look(page)
    steps.press(page, "Börja arbetet")
    steps.says(page, "Arbetet har börjat.")
    look(page)
    steps.under_more(page, "Utse kontaktpersoner och samordnare")
    look(page)


def _find(page, look) -> None:
    """The plan in three interactions from the start page."""
    page.goto("/")
    hand = Hand(page)
    hand.click("link", "Barn och planer", within=page.locator("nav.menu"))
    hand.click("link", "Planer")
    look(page)
    page.locator("#results a.code").first.click()
    hand.count += 1
    steps.says(page, "Arbetet har börjat.")
    assert hand.count <= 3


def _call(hand: Hand, look) -> None:
    """Everything usual stands chosen; what the meeting is about, the day, the place and the contact are said."""
    page = hand.page
    look(page)
    hand.click("link", "Kalla till möte")
    look(page)
    hand.fill("question", "Hur får jag en skolvecka som håller?")
    hand.fill("day", (clock.today() + timedelta(days=5)).isoformat())
    hand.fill("place", "Rum 3")
    hand.count += 1
    page.locator("[name^=contact_][value=yes]").first.check()
    hand.click("button", "Skicka kallelsen")
    steps.says(page, "Kallelsen är skickad.")
    look(page)


def _answer(page, look) -> None:
    """In two interactions from the start page, on a phone."""
    page.goto("/")
    hand = Hand(page)
    look(page)
    page.locator("a[href*='/svar/']").first.click()
    hand.count += 1
    look(page)
    hand.click("button", "Ja, jag kommer")
    steps.says(page, "Ditt svar är sparat.")
    assert hand.count <= 2
    with as_loader():
        assert PlanInvitation.objects.get(assignment__person__family_name="Behandlare").reply == "yes"
    look(page)


def _hold(page, look) -> None:
    page.goto("/")
    page.locator("a[href*='/narvaro/']").first.click()
    for answer in page.locator("[name^=came_][value=present], [name$=_present][value=yes]").all():
        answer.check()
    look(page)
    steps.press(page, "Spara närvaron")
    steps.says(page, "Mötet har hållits.")
    look(page)


def _hand_out(page, look) -> None:
    """What the family gets of the new version, on a page of its own."""
    with as_loader():
        newest = PlanVersion.objects.order_by("number").last()
    page.goto(reverse("sip:plan_family", args=[newest.pk]))
    expect(page.locator("article.family")).to_contain_text("Jag vill rida.")
    look(page)


def test_a_unit_without_consent_reads_why_the_plan_is_closed(town, as_user, faultless):
    town, plan = p.until("preparing", town)
    with as_loader():
        plan.case.consents.get().units.filter(unit=town.bup).update(withdrawn_at=clock.now())
    page = as_user("bup_worker", width=390)
    page.goto("/")
    hand = Hand(page)
    hand.click("link", plan.case.code)

    steps.says(page, "Be Österskolan att fråga familjen om ett nytt samtycke")
    assert [text for text in ("Elsa", "Provsson", p.NEED) if text in page.content()] == []
    expect(page.get_by_role("link", name="Kalla till möte")).to_have_count(0)
    faultless(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    faultless(page)
