"""A consent's signed paper on a telephone: photographed, refused when it is not what it says, fetched again."""

import pytest
from django.urls import reverse

from tests.core.files import hostile as h
from tests.sip import town as t

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.FILES_DIR, settings.SCANNER = str(tmp_path / "files"), ""


def choose(page, name: str, content: bytes) -> None:
    page.get_by_label("Blanketten som fil").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": content})


@pytest.mark.parametrize(("scripts", "width"), [(False, 390), pytest.param(True, 1280, marks=pytest.mark.full)])
def test_a_photo_of_the_form_goes_with_the_consent_and_is_fetched_from_its_page(
    as_user, town, faultless, scripts, width
):
    case = t.raised(town)
    page = as_user("teacher", scripts=scripts, width=width)
    page.goto(reverse("sip:consent_record", args=[case.pk]))
    for name in ("Anna", "Erik"):
        page.get_by_role("group", name=f"Samtycker {name} Provsson?").get_by_label("Ja").check()
    page.get_by_label("Barnet har sagt sin mening").check()
    page.get_by_label("Barnets egna ord, eller varför").fill("Jag vill gå i skolan")

    choose(page, "IMG_2031.JPG", b"MZ not a photo")
    page.get_by_role("button", name="Spara samtycket").click()
    page.get_by_role("link", name="Filens innehåll är inte det som namnet säger").wait_for()
    assert page.get_by_label("Barnets egna ord, eller varför").input_value() == "Jag vill gå i skolan"
    if scripts:
        faultless(page)

    choose(page, "IMG_2031.JPG", h.picture("JPEG", (1200, 900)))
    page.get_by_role("button", name="Spara samtycket").click()
    page.get_by_text("Samtycket är komplett och gäller nu.").wait_for()
    page.locator("a[href*='/samtycken/']").first.click()
    if scripts:
        faultless(page)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hämta blanketten (JPEG").click()
    assert fetched.value.suggested_filename == f"samtycke-{case.case.code}-1.jpg"
    page.get_by_role("link", name="Lägg till blanketten").click()
    if scripts:
        faultless(page)
