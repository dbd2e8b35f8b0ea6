"""What the family gets of a plan: in their language, and never what a reader may not be told. [P-62, domain 12.15]"""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.access import acting_as
from core.ui import dates
from sip.family import texts
from sip.family.readers import CHILD
from sip.models import Child, Guardian, GuardianBar, PlanVersion, ProtectedData
from sip.plans.services import beside
from tests.core.people.build import sign_in
from tests.database import as_loader

pytestmark = pytest.mark.django_db
TEXTS = ("Anpassad skoldag", "MÄRKE-RÖST", "MÄRKE-PLAN", "Elsa går i skolan varje dag")
PLACES = ("Österskolan", "BUP Norr", "Tora Lärare", "Bim Behandlare", "Norrstad")


@pytest.fixture
def agreed(active):
    town, plan = active
    with acting_as(town.bup_worker):
        text = "MÄRKE-KOSTNAD Regionen betalar."
        beside.note_cost(plan, by=town.bup_worker, agreed_on=clock.today(), text=text)
    with as_loader():
        return town, PlanVersion.objects.get(case_id=plan.pk)


def page(town, version, *, who="teacher", **asked):
    client = Client()
    sign_in(client, town.assignments[who])
    return client.get(reverse("sip:plan_family", args=[version.pk]), asked)


def paper_of(response) -> str:
    return response.content.decode().split("<article", 1)[1].split("</article>")[0]


def guardian_named(name: str) -> Guardian:
    return Guardian.objects.get(name=name)


def barred(version, name: str, item: str) -> None:
    with as_loader():
        guardian = guardian_named(name)
        GuardianBar.objects.create(
            region=version.region, child=guardian.child, guardian=guardian, item=item, reason="harm",
            valid_from=clock.today(), set_by=version.agreed_by,
        )  # fmt: skip


def test_the_plan_is_read_in_the_familys_language_and_what_people_wrote_stays_swedish(agreed):
    town, version = agreed
    arabic = paper_of(page(town, version, sprak="ar", papper="planen"))

    assert 'lang="ar" dir="rtl"' in arabic
    assert "Anpassad skoldag" in arabic
    assert all(name in arabic for name in PLACES[:2])
    assert "MÄRKE-KOSTNAD" not in arabic


def test_what_is_fixed_in_the_plan_is_in_the_language_and_what_is_not_translated_says_so(agreed):
    town, version = agreed
    easy = texts.language("sv-lattlast")
    arabic = texts.language("ar")
    shown = {one.code: paper_of(page(town, version, sprak=one.code, papper="planen")) for one in (arabic, easy)}

    for one in (arabic, easy):
        paper = shown[one.code]
        keys = ["plan.situation", "plan.works_well", "plan.by_guardians", "plan.part_main_responsible", "plan.goals"]
        assert [key for key in [*keys, "common.untranslated"] if one.say(key) not in paper] == []
        assert one.say("plan.valid_from", day=version.agreed_on) in paper
    assert [word for word in ("Så är det nu", "Vårdnadshavarna", "Huvudansvarig") if word in shown["ar"]] == []
    plain = paper_of(page(town, version, papper="planen"))
    assert ("Så är det nu" in plain, texts.language("sv").say("common.untranslated") in plain) == (True, False)
    child = paper_of(page(town, version, sprak="ar", papper="min-plan"))
    assert (arabic.say("plan.by_guardians") in child, arabic.say("common.untranslated") in child) == (True, True)


def test_the_childs_own_page_begins_with_its_own_words(agreed):
    town, version = agreed
    own = paper_of(page(town, version, papper="min-plan", till=CHILD))

    assert own.index("MÄRKE-RÖST") < own.index("Anpassad skoldag") < own.index("Samtal varje vecka")
    assert all(f'aria-label="{picture}"' in own for picture in ("Skola", "Vård", "Hemma", "Möte", "Almanacka"))
    assert "MÄRKE-PLAN" not in own  # the adults' description of the situation is no part of it


def test_a_guardian_who_may_not_know_where_the_child_is_reads_no_place_and_no_name_there(agreed):
    town, version = agreed
    barred(version, "Erik Provsson", "places")
    with as_loader():
        erik, anna = guardian_named("Erik Provsson").pk, guardian_named("Anna Provsson").pk

    his, hers = (paper_of(page(town, version, till=str(one))) for one in (erik, anna))

    assert [name for name in PLACES if name in his] == []
    assert [text for text in TEXTS if text in his] == []  # nobody has read them through with that in mind
    assert "Allt i planen står inte här" in his
    assert all(name in hers for name in (*PLACES, *TEXTS))
    assert "Allt i planen står inte här" not in hers


def test_a_guardian_who_may_not_know_of_meetings_is_not_told_the_day_of_the_one_that_agreed(agreed):
    town, version = agreed
    barred(version, "Erik Provsson", "meetings")
    with as_loader():
        erik, anna = guardian_named("Erik Provsson").pk, guardian_named("Anna Provsson").pk
    said = texts.language("sv").say("plan.valid_from", day=version.agreed_on)

    his, hers = (paper_of(page(town, version, till=str(one))) for one in (erik, anna))

    assert (said in his, said in hers) == (False, True)


def test_a_guardian_who_is_shut_out_of_the_plan_gets_none(agreed):
    town, version = agreed
    barred(version, "Erik Provsson", "plan")
    with as_loader():
        erik = guardian_named("Erik Provsson").pk
    answer = page(town, version, till=str(erik))
    client = Client()
    sign_in(client, town.assignments["teacher"])
    pdf = client.get(reverse("sip:plan_family_pdf", args=[version.pk]), {"till": str(erik)})

    assert "får inte ta del av planen" in answer.content.decode()
    assert "<article" not in answer.content.decode()
    assert pdf.status_code == 422
    assert "Erik Provsson får inte ta del av planen." in pdf.content.decode()


def test_who_is_a_guardian_no_longer_gets_no_pdf_and_the_page_says_who_why_and_what_to_do(agreed):
    town, version = agreed
    with as_loader():
        erik = guardian_named("Erik Provsson")
        Guardian.objects.filter(pk=erik.pk).update(valid_to=clock.today() - timedelta(days=1))
    client = Client()
    sign_in(client, town.assignments["teacher"])
    day = dates.day(clock.today() - timedelta(days=1))
    said = f"Erik Provsson är inte vårdnadshavare för barnet sedan {day} och får inget papper."

    pdf = client.get(reverse("sip:plan_family_pdf", args=[version.pk]), {"till": str(erik.pk)})
    shown = page(town, version, till=str(erik.pk)).content.decode()

    assert (pdf.status_code, pdf["Content-Type"]) == (422, "text/html; charset=utf-8")
    assert [html for html in (pdf.content.decode(), shown) if said not in html or "barnets sida" not in html] == []
    assert "<article" not in shown


def test_who_never_was_one_is_named_by_no_sentence(agreed):
    town, version = agreed
    client = Client()
    sign_in(client, town.assignments["teacher"])
    for key in (str(uuid4()), "x"):
        pdf = client.get(reverse("sip:plan_family_pdf", args=[version.pk]), {"till": key})
        assert (pdf.status_code, "Välj vem papperet är till." in pdf.content.decode()) == (422, True)


def test_no_paper_about_a_protected_child_names_a_place_whoever_reads_it(agreed):
    town, version = agreed
    with as_loader():
        child = Child.objects.get(cases__case_id=version.case_id)
        ProtectedData.objects.create(
            region=version.region, child=child, kind="secrecy", source="told",
            valid_from=clock.today() - timedelta(days=1),
            set_by=version.agreed_by,
        )  # fmt: skip
    for asked in ({"till": CHILD, "papper": "min-plan"}, {"till": str(guardian_named_pk("Anna Provsson"))}):
        shown = paper_of(page(town, version, **asked))
        assert [name for name in (*PLACES, 'aria-label="Skola"', 'aria-label="Vård"') if name in shown] == []


def guardian_named_pk(name: str):
    with as_loader():
        return guardian_named(name).pk


def test_whoever_lacks_the_childs_own_record_hands_no_paper_out(agreed):
    """The bars stand in the own record: who cannot see them does not guess. [security 1 (7)]"""
    town, version = agreed

    assert page(town, version, who="bup_worker").status_code == 403
    assert page(town, version, who="colleague").status_code == 404


def test_the_paper_as_pdf_is_tagged_and_names_nobody_outside_its_pages(agreed):
    town, version = agreed
    client = Client()
    sign_in(client, town.assignments["teacher"])
    answer = client.get(reverse("sip:plan_family_pdf", args=[version.pk]), {"sprak": "ar", "papper": "planen"})

    assert (
        answer.headers["Content-Disposition"] == f'attachment; filename="planen-{version.content["code"].lower()}.pdf"'
    )
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ar"
        assert "Elsa" not in str(pdf.docinfo.get("/Title", ""))
