"""The sheets on the portal's pages: in every language, for whoever works here, and no child in them. [F112]"""

from itertools import product

import pytest
from django.urls import reverse

from core.audit.models import AuditEvent
from core.regions.models import RegionProfile
from sip.family import texts
from sip.family.presenting import SHEETS
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.town import make_profile


def sheet(slug: str, code: str = "") -> str:
    return reverse("sip:sheet", args=[slug]) + (f"?sprak={code}" if code else "")


def test_every_sheet_is_shown_in_the_language_asked_for(town):
    teacher = w.as_person(town, "teacher")
    for one, about in product(texts.languages(), SHEETS.values()):
        page = w.page(teacher, sheet(about.slug, one.code))

        assert f'<article class="paper family" lang="{one.tag}" dir="{one.direction}">' in page
        assert [key for pair in about.parts for key in pair if one.say(key) not in page] == []
        assert (one.say("common.original") in page) is (one.code != "sv")


def test_swedish_is_shown_when_no_language_of_ours_is_asked_for(town):
    teacher = w.as_person(town, "teacher")

    for address in (sheet("sip"), sheet("sip", "xx"), sheet("sip", "../sv")):
        assert texts.language("sv").say("sip.what") in w.page(teacher, address)


def test_a_sheet_that_does_not_exist_is_not_found(town):
    teacher = w.as_person(town, "teacher")

    for name in ("sip:sheet", "sip:sheet_pdf"):
        assert teacher.get(reverse(name, args=["okand"])).status_code == 404


def test_the_file_is_named_by_what_it_is_and_its_language(town):
    answer = w.as_person(town, "teacher").get(reverse("sip:sheet_pdf", args=["individforum"]) + "?sprak=sv-lattlast")

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="individforum-sv-lattlast.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_a_worker_sees_which_languages_nobody_has_reviewed_and_the_sheet_does_not_say(town):
    teacher, admin = w.as_person(town, "teacher"), w.as_person(town, "admin")
    address = reverse("sip:family_languages")

    page = w.words(w.page(admin, address))
    assert page.count("Ska granskas") == len(texts.languages())
    assert "9 språk är inte granskade" in page
    assert address in w.page(teacher, reverse("sip:sheet_list"))
    assert "granska" not in w.page(teacher, sheet("samtycke", "en"))


def test_who_does_not_meet_families_reads_the_sheets_but_not_the_list_of_reviews(town):
    member = w.as_person(town, "steering_bup")

    assert member.get(sheet("sip")).status_code == 200
    assert member.get(reverse("sip:family_languages")).status_code == 404
    assert reverse("sip:family_languages") not in w.page(member, reverse("sip:sheet_list"))


def test_the_sheets_lie_where_they_are_handed_over(town):
    teacher = w.as_person(town, "teacher")
    child = w.page(teacher, w.register_child(teacher, town))
    assert [slug for slug in SHEETS if sheet(slug) not in child] == []

    case_url = w.raise_case(teacher, town)
    assert sheet("samtycke") in w.page(teacher, f"{case_url}samtycke/")


def test_reading_a_sheet_leaves_no_row_in_the_log_since_it_is_about_nobody(town):
    teacher = w.as_person(town, "teacher")
    before = _logged()
    w.page(teacher, sheet("sip"))

    assert _logged() == before


def _logged() -> int:
    with as_loader():
        return AuditEvent.objects.count()


@pytest.mark.parametrize(("profile", "is_told"), [("stockholm", True), ("vastmanland", False)])
def test_a_sheet_tells_of_an_individual_forum_only_where_there_is_one(town, profile, is_told):
    with as_loader():
        RegionProfile.objects.filter(region=town.region).delete()
        make_profile(town.region, profile)
    teacher = w.as_person(town, "teacher")

    for address in (reverse("sip:sheet_list"), reverse("sip:child_detail", args=[t.child_of(town).pk])):
        page = w.page(teacher, address)
        assert sheet("samtycke") in page
        assert (sheet("individforum") in page) is is_told
