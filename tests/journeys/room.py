"""What two units do in the room: a plan written, agreed and followed up to a second version. [F81-F85]"""

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from core import clock
from tests.journeys.steps import follow, press, says
from tests.sip.plans.test_settling_pages import hold_follow_up


def from_the_first_words_to_the_second_version(plan, teacher, worker, faultless) -> None:
    """Written by both in the same room, agreed, met about again and renewed."""

    def look(page) -> None:
        """No fault at a desk's width nor at a phone's."""
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            faultless(page)

    address = reverse("sip:plan_write", args=[plan.pk])
    for page in (teacher, worker):
        page.goto(address)
    look(teacher)
    _write_in_the_same_box(teacher, worker, look)
    _the_child_first(teacher, look)
    _goals_and_measures(worker, address, look)
    _agree(teacher, address, look)
    _follow_up(teacher, plan, look)


def _box(page, key: str):
    return page.locator(f"#text-{key}")


def _write_in_the_same_box(teacher, worker, look) -> None:
    lacks = teacher.locator("#saknas a", has_text="Så är det nu")
    expect(lacks).to_have_count(1)
    _box(teacher, "situation").fill("Skolan och hemmet berättar.")
    _box(teacher, "situation").blur()
    expect(teacher.locator("[data-save]", has_text="Sparat kl.")).to_have_count(1)
    expect(lacks).to_have_count(0)  # told anew without leaving the page

    _box(worker, "situation").fill("BUP ser något annat.")
    _box(worker, "situation").blur()
    conflict = worker.locator("[data-conflict]:not([hidden])")
    expect(conflict).to_contain_text("Tora Lärare")
    expect(conflict).to_contain_text("Skolan och hemmet berättar.")
    expect(_box(worker, "situation")).to_have_value("BUP ser något annat.")
    look(worker)
    _box(worker, "situation").fill("Skolan och hemmet berättar. BUP ser något annat.")
    conflict.get_by_role("button", name="Spara min text").click()
    expect(worker.locator("[data-save]", has_text="Sparat kl.")).to_have_count(1)


def _the_child_first(page, look) -> None:
    press(page, "Spara orden")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    page.get_by_label("Barnet, Elsa", exact=True).check()
    page.locator("[name=words]").fill("Jag vill ha hästunderstödd terapiverksamhet.")
    says(page, "Ordet ”terapiverksamhet” är långt. Finns det ett kortare?")
    look(page)
    page.locator("[name=words]").fill("Jag vill rida.")
    press(page, "Spara orden")
    says(page, "Jag vill rida.")
    page.locator("summary", has_text="Skriv vad någon säger").click()
    page.get_by_label("Vårdnadshavare, Anna Provsson", exact=True).check()
    page.locator("[name=words]").fill("Vi vill veta vem vi ska ringa.")
    press(page, "Spara orden")
    says(page, "Vi vill veta vem vi ska ringa.")


def _goals_and_measures(page, address: str, look) -> None:
    page.goto(address)
    page.locator("summary", has_text="Lägg till ett mål").click()
    page.locator("#mal_text").fill("Hela skoldagar")
    press(page, "Lägg till målet")
    says(page, "Hela skoldagar")
    _measure(page, "Samtal varje vecka", "En verksamhet")
    look(page)
    _measure(page, "Rider på lördagar", "Vårdnadshavarna")
    page.locator("table a", has_text="Ändra").first.click()
    look(page)
    page.locator("#insats_due_on").fill((clock.today() + timedelta(days=20)).isoformat())
    press(page, "Spara ändringen")
    says(page, "Insatsen är ändrad.")


def _measure(page, what: str, doer: str) -> None:
    if not page.locator("#insats_text").is_visible():
        page.locator("summary", has_text="Lägg till en insats").click()
    form = page.locator("form", has=page.locator("#insats_text"))
    form.locator("#insats_text").fill(what)
    form.get_by_label(doer, exact=True).check()
    if doer == "En verksamhet":
        form.locator("#insats_unit").select_option(label="BUP Norr")
        form.locator("#insats_assignment").select_option(label="Bim Behandlare, BUP Norr")
    form.locator("#insats_goal").select_option(label="Hela skoldagar")
    press(page, "Lägg till insatsen")
    says(page, what)


def _agree(page, address: str, look) -> None:
    page.goto(address)
    follow(page, "Gå igenom och besluta")
    look(page)
    press(page, "Besluta planen")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    _settle(page, 60)
    press(page, "Besluta planen")
    says(page, "Version 1 är låst.")
    look(page)
    follow(page, "Version 1")
    says(page, "Kontrollsumma")
    look(page)
    page.go_back()


def _settle(page, days: int) -> None:
    page.locator("[name=responsible_principal]").select_option(label="Norrstad")
    page.locator("[name=main_responsible]").select_option(label="Tora Lärare, Österskolan")
    page.locator("[name=next_follow_up_on]").fill((clock.today() + timedelta(days=days)).isoformat())


def _follow_up(page, plan, look) -> None:
    hold_follow_up(plan)
    page.goto(reverse("sip:plan_follow_up", args=[plan.pk]))
    look(page)
    for number, result in enumerate(("Klar", "Pågår")):
        page.locator("select[name^=result_]").nth(number).select_option(label=result)
        page.locator("input[name^=text_]").nth(number).fill("Det gick bra.")
    press(page, "Spara uppföljningen")
    says(page, "Uppföljningen är sparad.")
    follow(page, "Besluta en ny version")
    look(page)
    _settle(page, 90)
    press(page, "Besluta den nya versionen")
    says(page, "Den nya versionen är beslutad och låst.")
    says(page, "Version 2")
    look(page)
