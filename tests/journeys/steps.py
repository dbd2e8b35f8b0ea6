"""What people do on one child's way, each step in a browser, every state looked at. [issue 2: the story]"""

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page, expect

from core import clock
from sip.individual_forum.models import Occasion
from tests.database import as_loader

Look = Callable[[Page], None]
NEED = "Barnet kommer inte till skolan."


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    """To the page behind the link: what comes next meets that page, not the one that is left."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def says(page: Page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(text)


def under_more(page: Page, name: str) -> None:
    page.locator("details.more summary").click()
    with page.expect_navigation():
        page.locator("details.more").get_by_role("link", name=name, exact=True).click()


def register(page: Page, town, look: Look) -> None:
    page.goto("/barn/ny/")
    look(page)
    for name, text in {"given_name": "Elsa", "family_name": "Provsson", "birth_date": "2014-03-12"}.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_label("Flicka", exact=True).check()
    page.locator("[name=district]").select_option(label="Öster")
    page.locator("[name=guardian_1]").fill("Anna Provsson")
    page.get_by_label("Gemensam vårdnad", exact=True).check()
    page.locator("[name=guardian_2]").fill("Erik Provsson")
    press(page, "Registrera barnet")
    expect(page.locator("h1")).to_have_text("Elsa Provsson")
    look(page)


def lift(page: Page, look: Look, *, noticed_ago: int = 3, district: str = "Öster") -> str:
    """From the child's page through the four questions and the page to check; the case's address."""
    follow(page, "Lyft till individforum")
    noticed = (clock.today() - timedelta(days=noticed_ago)).isoformat()
    page.locator("[name=need_noticed_on]").fill(noticed)
    page.locator("[name=need]").fill(NEED)
    _next(page, look)
    page.locator("[name=reason]").first.check()
    page.locator("[name=tried]").fill("Två möten med hemmet.")
    _next(page, look)
    page.locator("[name=question]").fill("Vem samordnar stödet?")
    _next(page, look)
    page.locator("[name=district]").select_option(label=district)
    for unit in ("Barnenheten Öster", "BUP Norr"):
        if not page.get_by_label(unit, exact=True).is_visible():
            page.locator("details.far summary").click()
        page.get_by_label(unit, exact=True).check()
    _next(page, look)
    expect(page.locator("h1")).to_have_text("Kontrollera innan du skickar")
    look(page)
    press(page, "Lyft ärendet")
    expect(page.locator("h1")).to_contain_text("Individforum")
    look(page)
    return re.sub(r"^https?://[^/]+", "", page.url)


def _next(page: Page, look: Look) -> None:
    look(page)
    press(page, "Fortsätt")


def consent(page: Page, case_url: str, look: Look) -> None:
    page.goto(f"{case_url}samtycke/")
    look(page)
    for answer in page.locator("[name^=guardian_][value=yes]").all():
        answer.check()
    page.locator("[name=document_place]").fill("Pärm 3")
    page.locator("[name=child_view]").first.check()
    page.locator("[name=child_view_text]").fill("Jag vill gå i skolan")
    press(page, "Spara samtycket")
    says(page, "Samtycket är komplett och gäller nu.")
    look(page)
    page.locator("aside").get_by_role("link", name=re.compile("^Möte|^Att berörda")).first.click()
    says(page, "Anna Provsson: ja")
    look(page)


def withdraw_consent(page: Page, case_url: str, look: Look) -> None:
    page.goto(case_url)
    follow(page, "Registrera återkallelse")
    look(page)
    press(page, "Återkalla samtycket")
    says(page, "Samtycket är återkallat.")
    look(page)


def call(page: Page, case_url: str, look: Look, *, without_identity: bool = False) -> None:
    page.goto(case_url)
    look(page)
    page.locator(".head").get_by_role("link", name=re.compile("^Kalla till")).first.click()
    look(page)
    page.locator("[name=day]").fill((clock.today() + timedelta(days=5)).isoformat())
    page.locator("[name=place]").fill("Rum 3")
    if without_identity:
        page.get_by_label("Hantera ärendet utan att säga vem barnet är", exact=True).check()
    press(page, "Kalla till möte")
    says(page, "Kallelsen är skickad.")
    look(page)


def send_a_substitute(page: Page, look: Look) -> None:
    """From the start page: somebody else of the unit comes."""
    page.goto("/")
    look(page)
    page.locator("a[href*='/svar/']").first.click()
    look(page)
    page.get_by_label("Nej, en ersättare kommer", exact=True).check()
    page.locator("[name=substitute]").select_option(index=1)
    press(page, "Skicka svaret")
    says(page, "Ditt svar är sparat.")
    look(page)


def let_it_begin(case_pk) -> None:
    """The day of the sitting has come."""
    with as_loader():
        Occasion.objects.filter(case_id=case_pk, status="called").update(starts_at=clock.now() - timedelta(seconds=1))


def hold(page: Page, case_url: str, look: Look) -> None:
    page.goto(case_url)
    follow(page, "Notera närvaro")
    look(page)
    press(page, "Spara närvaron")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    for answer in page.locator("[name^=call_][value=present]").all():
        answer.check()
    press(page, "Spara närvaron")
    expect(page.locator("h1")).to_contain_text("Protokoll")
    look(page)


def write_minutes(page: Page, look: Look, *, approver: Page, decision: str = "") -> None:
    """Each heading saves itself; a decision; another than who wrote approves, from the start page; printed."""
    for box in page.locator("textarea[name=text]").all()[:2]:
        box.fill("Det här kom vi fram till.")
        status = box.locator("xpath=ancestor::form").locator("[data-save]")
        box.blur()
        expect(status).to_contain_text("Sparat kl.")
    if decision:
        page.locator("summary", has_text="Lägg till ett beslut").click()
        look(page)
        decide_on(page, decision)
        press(page, "Lägg till beslutet")
        says(page, "Beslutet är tillagt.")
        look(page)
    expect(page.get_by_role("link", name="Godkänn och lås")).to_have_count(0)
    says(page, "Den som har skrivit godkänner inte.")
    approver.goto("/")
    look(approver)
    approver.locator("main").get_by_role("link", name="Läs och godkänn protokollet").first.click()
    look(approver)
    follow(approver, "Godkänn och lås")
    look(approver)
    press(approver, "Godkänn och lås")
    says(approver, "Protokollet är godkänt och låst.")
    look(approver)
    page.reload()
    says(page, "Godkända och låsta")
    look(page)
    printed = page.request.get(page.get_by_role("link", name="Hämta som PDF").get_attribute("href"))
    assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
    assert printed.body().startswith(b"%PDF-")


def decide_on(page: Page, text: str) -> None:
    form = page.locator("form", has=page.locator("[name=due_on]")).last
    (form.locator("textarea[name=text]")).fill(text)
    form.locator("[name=unit]").select_option(label="BUP Norr")
    form.locator("[name=due_on]").fill((clock.today() + timedelta(days=30)).isoformat())


def conclude(page: Page, case_url: str, answer: str, look: Look) -> None:
    page.goto(case_url)
    follow(page, "Ange utfallet")
    look(page)
    page.get_by_label(answer, exact=True).check()
    press(page, "Spara utfallet")
    says(page, "Utfallet är sparat.")
    look(page)


def escalate(page: Page, case_url: str, manager: str, look: Look) -> None:
    page.goto(case_url)
    follow(page, "Lyft till berörda chefer")
    look(page)
    press(page, "Lyft ärendet")
    expect(page.locator(".errors")).to_be_focused()
    look(page)
    page.get_by_label(manager, exact=True).check()
    page.get_by_label("Lyft ärendet utan uppgift om vem barnet är").check()
    page.locator("[name=summary]").fill("Verksamheterna gör olika bedömningar av vem som samordnar.")
    press(page, "Lyft ärendet")
    says(page, "De berörda cheferna har fått ärendet.")
    look(page)


def decide(page: Page, look: Look) -> None:
    """A concerned manager, from the start page."""
    page.goto("/")
    look(page)
    page.locator("a[href$='/beslut/']").first.click()
    look(page)
    decide_on(page, "BUP är samordnande instans")
    press(page, "Spara beslutet")
    says(page, "Beslutet är sparat.")
    look(page)


def follow_up(page: Page, case_url: str, look: Look) -> None:
    """Every decision of the case, then it is closed."""
    page.goto(case_url)
    while page.locator("main a[href*='/barn/beslut/']").count():
        with page.expect_navigation():
            page.locator("main a[href*='/barn/beslut/']").first.click()
        look(page)
        page.locator("[name=done_on]").fill(clock.today().isoformat())
        page.locator("[name=result]").fill("Barnet är i skolan.")
        press(page, "Spara uppföljningen")
        says(page, "Uppföljningen är sparad.")
    look(page)
    page.locator(".head").get_by_role("link", name="Avsluta ärendet").click()
    look(page)
    press(page, "Avsluta ärendet")
    says(page, "Ärendet är avslutat.")
    look(page)


def report_deviation(page: Page, case_url: str, look: Look) -> str:
    """From the case's page and back to it; the report's code."""
    page.goto(case_url)
    under_more(page, "Rapportera en avvikelse")
    assert case_url not in page.url
    look(page)
    page.get_by_label("Vilken verksamhet gäller det").select_option(label="BUP Norr")
    page.get_by_label("Vad hände", exact=True).fill("Ingen från mottagningen kom till det möte vi hade bestämt.")
    page.get_by_label("Stödet dröjde").check()
    press(page, "Skicka anmälan")
    expect(page).to_have_url(re.compile(re.escape(case_url)))
    code = page.locator("section[aria-labelledby=avvikelser] .code").first.inner_text()
    look(page)
    return code
