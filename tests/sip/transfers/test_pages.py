"""From a need to what has been given and taken back, through the pages. [F72, F106, CS-20]"""

import re
from datetime import timedelta

from django.urls import reverse

from core import clock
from core.access import acting_as
from core.ui.pages import CONFIRM_PARAMETER
from sip.children.services import assess_need
from sip.disclosures import rows
from sip.models import Child, Transfer
from tests.database import as_loader
from tests.sip import town as t
from tests.sip import walk as w
from tests.sip.transfers import town as x


def noted(town, client) -> str:
    """The page of a need where the unit takes the position to cooperate."""
    child = t.child_of(town)

    with acting_as(town.teacher) as by:
        need = assess_need(
            Child.objects.get(pk=child.pk), by=by, noticed_on=clock.today() - timedelta(days=4),
            position="cooperate", need="Hjälp", reason="Flera behövs",
        )  # fmt: skip
    return reverse("sip:need_detail", args=[need.pk])


def asked(town, **other) -> dict:
    return {
        "units": [str(town.bup.pk)], "text": x.TEXT, "district": str(town.east.pk),
        "need_noticed_on": (clock.today() - timedelta(days=4)).isoformat(), **other,
    }  # fmt: skip


def said_yes(client, url: str, town, **other) -> dict:
    names = re.findall(r'name="(guardian_[0-9a-f-]{36})"', w.page(client, url))
    return {
        "units": [str(town.bup.pk)], "information_kinds": ["identity", "school"], "form": "oral",
        "given_on": clock.today().isoformat(), "witness": "Rut Rektor", "signatories": "all_guardians",
        "valid_to": (clock.today() + timedelta(days=60)).isoformat(), "child_view": "heard",
        "child_view_text": "Ja", **dict.fromkeys(names, "yes"), **other,
    }  # fmt: skip


def test_a_need_leads_to_the_familys_yes_to_the_receiver_and_to_nothing_when_it_is_taken_back(town):
    teacher = w.as_person(town, "teacher")
    start = w.link(w.page(teacher, noted(town, teacher)), "lamna-uppgifter")
    page = w.send(teacher, start, asked(town))
    assert "Nästa steg är att fråga familjen" in w.page(teacher, page)
    assert "Fråga familjen om att lämna uppgifter" in w.page(teacher, "/")
    url = w.link(w.page(teacher, page), "samtycke")
    assert w.send(teacher, url, said_yes(teacher, url, town)) == page

    manager, deputy = w.as_person(town, "bup_manager"), w.as_person(town, "bup_deputy")
    assert "Ta emot uppgifter om ett barn" in w.page(manager, "/")
    body = w.page(manager, page)
    assert x.TEXT in body
    assert "Provsson" not in w.words(body)
    assert "Elsa" in manager.post(f"{page}identitet/").content.decode()
    assert deputy.get(page).status_code == 404
    w.send(manager, f"{page}mottagare/", {"to": str(town.assignments["bup_deputy"].pk)})
    file_url = w.link(w.page(deputy, w.link(w.page(deputy, page), "underlag")), "ta-emot")
    copy = w.send(deputy, file_url, {"child": ""})

    withdraw = w.link(w.page(teacher, page), "aterkalla")
    assert "Till BUP Norr" in w.page(teacher, withdraw)  # what has been given is listed before it is done
    w.send(teacher, withdraw, {"unit": "", "word_of": "Anna Provsson", "word_form": "oral"})
    assert "Till BUP Norr" in w.words(w.page(teacher, page))
    for client in (manager, deputy):
        for gone in (page, f"{page}identitet/", url, file_url, w_pieces(page)):
            assert client.get(gone).status_code in (403, 404, 405)
    assert x.TEXT in w.page(deputy, copy)


def w_pieces(page: str) -> str:
    return reverse("sip:pieces", args=[w.pk_of(page)])


def test_what_lacks_is_said_beside_its_question_and_nothing_typed_is_lost(town):
    teacher, child = w.as_person(town, "teacher"), t.child_of(town)
    url = reverse("sip:transfer_start", args=[child.pk])
    answer = teacher.post(url, {**w.key(), **asked(town, units=[])})
    assert answer.status_code == 422
    assert x.TEXT in answer.content.decode()
    assert "Välj minst ett svar på ”Vilka verksamheter ska få uppgifterna?”" in answer.content.decode()
    with as_loader():
        assert not Transfer.objects.exists()

    transfer = x.started(town, child=child)
    url = reverse("sip:transfer_consent", args=[transfer.pk])
    answer = teacher.post(url, {**w.key(), **said_yes(teacher, url, town, witness="")})
    assert answer.status_code == 422
    assert "vem som hörde" in answer.content.decode()

    x.consented(town, transfer)
    manager = w.as_person(town, "bup_manager")
    url = reverse("sip:transfer_receiver", args=[transfer.pk])
    assert manager.post(url, {**w.key(), "to": str(town.assignments["social_worker"].pk)}).status_code == 422


def test_it_is_closed_with_its_page_and_stands_on_the_childs(town):
    teacher, transfer = w.as_person(town, "teacher"), x.given(town)
    page = transfer.get_absolute_url()
    assert "Inget mer lämnas ut" in w.page(teacher, f"{page}avsluta/")
    w.send(teacher, f"{page}avsluta/", {CONFIRM_PARAMETER: "1"})
    assert "avslutat" in w.page(teacher, page)
    with as_loader():
        child = Child.objects.get(cases__case_id=transfer.pk)
    assert transfer.case.code in w.page(teacher, reverse("sip:child_detail", args=[child.pk]))


def test_what_was_passed_on_is_listed_among_what_was_shared_and_told_by_day(town):
    transfer = x.given(town)
    with as_loader():
        child = Child.objects.get(cases__case_id=transfer.pk)
    page, code = transfer.get_absolute_url(), transfer.case.code
    story = reverse("sip:transfer_story", args=[transfer.pk])
    teacher, manager, deputy = (w.as_person(town, who) for who in ("teacher", "bup_manager", "bup_deputy"))

    shared = w.page(teacher, reverse("sip:shared", args=[child.pk]))
    assert f'Uppgifter till andra <a href="{page}"><span class="code">{code}</span></a>' in shared
    assert "Till BUP Norr" in w.words(shared)
    assert story in w.page(teacher, page)

    w.send(manager, f"{page}mottagare/", {"to": str(town.assignments["bup_deputy"].pk)})
    told = w.words(w.page(teacher, story))
    for said in ("Uppgifterna skrevs", "Samtycke lämnades", "Underlag lämnades till BUP Norr", "Enhetens chefer fick"):
        assert said in told
    assert "Utsågs att ta hand om uppgifterna" in w.words(w.page(deputy, story))
    assert "Provsson" not in told
    assert teacher.get(f"{story}pdf/")["Content-Type"] == "application/pdf"

    w.send(teacher, w.link(w.page(teacher, page), "aterkalla"), {"unit": "", "word_of": "A", "word_form": "oral"})
    assert "Lämnandet stoppades, samtycket återkallades" in w.words(w.page(teacher, story))
    stranger = w.as_person(town, "social_worker")
    assert {one.get(story).status_code for one in (manager, deputy, stranger)} == {404}


def test_a_piece_given_in_a_case_that_one_may_not_open_has_no_way_there(town):
    transfer = x.given(town)
    with as_loader():
        child = Child.objects.get(cases__case_id=transfer.pk)
    with acting_as(town.teacher) as by:
        [row] = rows.shared_on_page(rows.shared_about(by, child), [], [])
        assert row["where"]["code"] == transfer.case.code
        [one] = rows.shared_about(by, child)
        one.may_open = False
        assert rows.shared_on_page([one], [], [])[0]["where"] is None
