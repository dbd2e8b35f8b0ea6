"""A report's way to the secretariat and its answer, as its people press it in their browsers."""

from playwright.sync_api import expect

QUEUE = "/avvikelser/att-svara-pa/"
ANSWER = "Varje mottagning utser en ersättare."


def unseen(page) -> None:
    """Nothing more is asked of the page."""


def mark_principled(head, look=unseen) -> None:
    head.goto(QUEUE)
    head.locator("summary", has_text="Frågan är principiell").click()
    head.get_by_label("Varför är frågan principiell").fill("Gäller alla skolor i området")
    look(head)
    head.get_by_role("button", name="Frågan är principiell").click()


def send_on(chair, look=unseen) -> None:
    chair.goto(QUEUE)
    look(chair)
    chair.get_by_role("button", name="Skicka till sekretariatet").click()


def answer(officer, look=unseen) -> None:
    """Received, handled, answered."""
    officer.goto(QUEUE)
    look(officer)
    officer.get_by_role("button", name="Bekräfta att den har kommit").click()
    officer.get_by_label("Mönster").fill("utebliven ersättare")
    officer.get_by_role("button", name="Börja handlägga").click()
    officer.get_by_label("Svaret").fill(ANSWER)
    officer.get_by_role("button", name="Skicka svaret").click()
    expect(officer.get_by_text("Svaret är skickat.")).to_be_visible()


def reads_the_answer(reporter, code: str) -> None:
    reporter.goto("/avvikelser/")
    reporter.locator("li", has_text=code).get_by_role("link").click()
    expect(reporter.get_by_text(ANSWER)).to_be_visible()
