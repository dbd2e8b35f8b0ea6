"""A meeting from plan to approved minutes in real browsers; interactions are counted. [design: bars, SM-5]"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from groups.models import ActionItem, AgendaItem, ForumDecision, Meeting
from tests.database import as_loader
from tests.groups.meetings import table as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


class Hands:
    """Counts what all of them do together: each click, choice or filled field is one interaction."""

    def __init__(self):
        self.count = 0

    def click(self, page, role: str, name: str) -> None:
        self.count += 1
        page.locator("main").get_by_role(role, name=name, exact=True).first.click()

    def follow(self, page, name: str) -> None:
        """To the page behind the link: what comes next meets that page, not the one that is left."""
        with page.expect_navigation():
            self.click(page, "link", name)

    def take_up(self, page, title: str) -> None:
        """What the start page asks for."""
        self.count += 1
        with page.expect_navigation():
            page.locator(".duty", has_text=title).locator("a.ds-button").click()

    def fill(self, where, field: str, text: str) -> None:
        self.count += 1
        where.locator(f"[name={field}]").fill(text)

    def check(self, where, label: str) -> None:
        self.count += 1
        where.get_by_label(label, exact=True).check()

    def choose(self, where, field: str, label: str) -> None:
        self.count += 1
        where.locator(f"[name={field}]").select_option(label=label)

    def press(self, fold) -> None:
        """The one button under a fold."""
        self.count += 1
        fold.get_by_role("button").click()

    def open(self, page, number: int, title: str):
        """A folded verb of the item; its form."""
        self.count += 1
        fold = page.locator("article.item").nth(number).locator("details", has_text=title)
        fold.locator("summary").click()
        return fold


def says(page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(text)


def test_a_meeting_is_planned_called_held_written_and_approved_in_forty_interactions(town, browser_of, faultless):
    hands = Hands()
    chair = browser_of(town.people["chair"])
    member = browser_of(town.people["bup_head"], width=390)
    meeting = _planned_and_called(hands, chair, town, faultless)
    _answered(hands, member, faultless)
    t.begun(meeting)
    _held(hands, chair, meeting, faultless)
    _written(hands, chair, faultless)
    _approved(hands, chair, member, faultless)

    with as_loader():
        assert Meeting.objects.get().status == "minutes_approved"
        assert [*AgendaItem.objects.values_list("outcome", flat=True)] == ["decided", "noted"]
        assert ForumDecision.objects.get().text == "Rutinen antas."
        assert ActionItem.objects.get().responsible_id == town.people["school_head"].pk
    assert hands.count <= 40, hands.count


def _planned_and_called(hands: Hands, page, town, faultless) -> Meeting:
    page.goto(reverse("groups:forum_detail", args=[town.steering.pk]))
    faultless(page)
    hands.follow(page, "Planera nästa möte")
    faultless(page)
    hands.fill(page, "day", (clock.today() + timedelta(days=14)).isoformat())
    hands.fill(page, "place", "Rum 1")
    hands.click(page, "button", "Spara mötet")
    says(page, "Mötet är planerat.")
    faultless(page)
    for title in ("Rutin för skolfrånvaro", "Utbildning i SIP"):
        hands.follow(page, "Lägg till en punkt")
        hands.fill(page, "title", title)
        hands.click(page, "button", "Lägg till punkten")
        says(page, title)
    faultless(page)
    hands.follow(page, "Kalla till mötet")
    says(page, "Karin Ordförande: mandat ej angivet")
    faultless(page)
    hands.click(page, "button", "Skicka kallelsen")
    says(page, "Kallelsen är skickad.")
    faultless(page)
    with as_loader():
        return Meeting.objects.get()


def _answered(hands: Hands, page, faultless) -> None:
    page.goto("/")
    faultless(page)
    hands.take_up(page, "Svara på kallelsen till")
    faultless(page)
    hands.click(page, "button", "Ja, jag kommer")
    says(page, "Ditt svar: Kommer")
    faultless(page)


def _held(hands: Hands, page, meeting: Meeting, faultless) -> None:
    page.goto(reverse("groups:meeting_detail", args=[meeting.pk]))
    faultless(page)
    hands.follow(page, "Notera vilka som kom")
    hands.click(page, "button", "Spara närvaron")
    expect(page.locator(".errors")).to_be_focused()
    faultless(page)
    unanswered = page.locator("fieldset:not(:has(:checked)) [value=present]")
    for _ in range(unanswered.count()):
        hands.count += 1
        unanswered.first.check()
    hands.click(page, "button", "Spara närvaron")
    says(page, "Närvaron är sparad.")
    faultless(page)


def _written(hands: Hands, page, faultless) -> None:
    hands.follow(page, "Skriv protokollet")
    faultless(page)
    hands.count += 1
    page.locator("article.item textarea[name=text]").first.fill("Alla ställer sig bakom rutinen.")
    decide = hands.open(page, 0, "Skriv ett beslut")
    expect(page.locator("[data-save]").first).to_contain_text("Sparat kl.")
    faultless(page)
    hands.fill(decide, "text", "Rutinen antas.")
    hands.press(decide)
    says(page, f"{clock.today().year}:1")
    take_on = hands.open(page, 1, "Lägg till en åtgärd")
    hands.fill(take_on, "text", "Boka lokal")
    hands.choose(take_on, "responsible", "Siv Skola, Österskolan")
    hands.fill(take_on, "due_on", (clock.today() + timedelta(days=30)).isoformat())
    hands.press(take_on)
    says(page, "Boka lokal")
    outcome = hands.open(page, 1, "Avsluta punkten")
    faultless(page)
    hands.check(outcome, "Behandlad")
    hands.press(outcome)
    says(page, "Punkten är avslutad.")
    faultless(page)
    hands.follow(page, "Lämna protokollet för justering")
    faultless(page)
    hands.check(page, "Bo Bup, BUP Norr")
    hands.click(page, "button", "Lämna för justering")
    says(page, "Protokollet väntar på dem som justerar det.")


def _approved(hands: Hands, chair, member, faultless) -> None:
    hands.follow(chair, "Justera protokollet")
    hands.click(chair, "button", "Justera")
    says(chair, "Du har justerat protokollet.")
    member.goto("/")
    faultless(member)
    hands.take_up(member, "Justera protokollet från")
    hands.follow(member, "Justera protokollet")
    faultless(member)
    hands.click(member, "button", "Justera")
    says(member, "Protokollet är justerat och låst.")
    faultless(member)
