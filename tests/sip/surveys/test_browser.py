"""A child answers in Arabic on a phone; a worker hands the tablet over and is signed out of it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sip.surveys import services
from tests.sip.surveys import build as s

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_child_answers_on_a_phone_in_arabic_and_on_the_tablet_there_is_no_way_back(
    transactional_db, browser, live_server, browser_of, faultless
):
    town, plan, sitting = s.held()
    code = services.paper_code(s.handed_out(town, sitting))
    phone = browser.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844})
    page = phone.new_page()
    page.goto(reverse("sip:survey_link", args=[code]))
    faultless(page)
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert code not in page.url
    faultless(page)
    questions = page.locator("fieldset")
    for number in range(questions.count() - 1):
        questions.nth(number).locator("label", has_text="نعم، كثيراً").click()
    page.get_by_role("button", name="إرسال الإجابات").click()
    expect(page.locator(".question.in-error")).to_have_count(1)
    faultless(page)
    questions.last.get_by_text("لا أريد أن أجيب", exact=True).click()
    page.get_by_role("button", name="إرسال الإجابات").click()
    expect(page.get_by_role("heading", name="شكراً على إجابتك.")).to_be_visible()
    faultless(page)
    page.goto(reverse("sip:survey_link", args=[code]))
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_role("alert")).to_contain_text("الرمز لا يعمل.")
    faultless(page)
    phone.close()

    tablet = browser_of(town.assignments["teacher"])
    tablet.goto(reverse("sip:plan_detail", args=[plan.pk]))
    tablet.get_by_role("link", name="Lämna ut enkäten").click()
    faultless(tablet)
    tablet.get_by_role("button", name="Lämna ut till Anna Provsson").click()
    faultless(tablet)
    tablet.get_by_role("button", name="Logga ut och visa enkäten").click()
    expect(tablet.get_by_role("button", name="svenska", exact=True)).to_be_visible()
    tablet.go_back()
    expect(tablet.get_by_text("Svara på din platta")).to_have_count(0)
    tablet.goto(reverse("sip:plan_detail", args=[plan.pk]))
    assert "/planer/" not in tablet.url.partition("?")[0]
    assert s.tallied() != []
