"""The pages of a child's record, as those who work with the child meet them. [F70, F71, facts 9.33, 9.34]"""

import re

import pytest
from django.urls import reverse

from core import clock
from core.access import acting_as
from sip.children import services
from sip.children.models import ChildIdentifier, NumberChange, ProtectedData
from sip.children.numbers import written
from sip.models import Child, Guardian
from tests.access.around_child import FIRST, state_number, surround
from tests.audit_rows import acts_of_child
from tests.database import as_loader
from tests.days import days_on
from tests.sip import town as t
from tests.sip import walk as w


@pytest.fixture
def child(town):
    return t.child_of(town, school_unit=town.school)


@pytest.fixture
def teacher(town):
    return w.as_person(town, "teacher")


def kept(child) -> Child:
    with as_loader():
        return Child.objects.get(pk=child.pk)


def url_of(name: str, *args) -> str:
    return reverse(f"sip:{name}", args=args)


def test_each_fact_has_a_page_of_its_own(town, child, teacher):
    sent = {
        "namn": {"given_name": "Elsie", "family_name": "Ny"},
        "fodelse": {"birth_date": "13 mars 2014"},
        "kon": {"sex": "unknown"},
        "folkbokforing": {"registered_district": str(town.west.pk)},
        "skola": {"school_unit": ""},
        "sprak": {
            "interpreter_language": "somaliska",
            "dialect": "maay",
            "sign_language": "on",
            "adaptations": "Bilder",
        },
    }
    for part, data in sent.items():
        url = url_of("child_edit", child.pk, part)
        w.page(teacher, url)
        assert w.send(teacher, url, data) == url_of("child_detail", child.pk)

    now = kept(child)
    assert (now.full_name, str(now.birth_date), now.sex, now.registered_district_id, now.school_unit_id) == (
        "Elsie Ny", "2014-03-13", "unknown", town.west.pk, None,
    )  # fmt: skip
    page = w.words(w.page(teacher, url_of("child_detail", child.pk)))
    assert "Behöver tolk på somaliska, maay, behöver teckenspråkstolk, Bilder" in page


def test_a_refused_fact_stays_in_its_box(child, teacher):
    answer = teacher.post(url_of("child_edit", child.pk, "fodelse"), {"birth_date": "30 februari 2014"})

    assert answer.status_code == 422
    assert "30 februari 2014" in answer.content.decode()
    assert str(kept(child).birth_date) == "2014-03-12"


def test_a_number_is_added_changed_and_confirmed_through_the_pages(town, child, teacher):
    child_url, add = url_of("child_detail", child.pk), url_of("number_add", child.pk)
    data = {"kind": FIRST.kind, "number": FIRST.digits, "issuer": "", "valid_from": "2014-03-12"}
    for wrong in ({"kind": "coordination_number"}, {"number": "1"}, {"kind": "reserve_number", "number": "99ABC123"}):
        assert teacher.post(add, {**data, **wrong}).status_code == 422
    w.send(teacher, add, data)
    assert written(FIRST.kind, FIRST.digits) in w.page(teacher, child_url)
    w.send(teacher, add, {**data, "number": state_number("20140312", 985), "valid_from": clock.today().isoformat()})

    with as_loader():
        change = NumberChange.objects.get()
    decide = url_of("number_decide", change.pk)
    assert decide not in w.page(teacher, child_url)
    assert teacher.get(decide).status_code == 403
    head = w.as_person(town, "head")
    assert w.link(w.page(head, child_url), "/nummerbyten/") == decide
    assert state_number("20140312", 985)[8:] in w.page(head, decide)
    assert w.send(head, decide, {"answer": "yes"}) == child_url
    with as_loader():
        assert [one.valid_to for one in ChildIdentifier.objects.order_by("created_at")] == [clock.today(), None]


def test_guardians_bars_and_persons_through_the_pages(town, child, teacher):
    child_url = url_of("child_detail", child.pk)
    with as_loader():
        anna, erik = Guardian.objects.filter(child=child).order_by("created_at")
    speaks = {"interpreter_language": "", "dialect": "", "adaptations": ""}
    w.send(teacher, url_of("guardian_end", erik.pk), {"on": clock.today().isoformat()})
    edited = {"name": "Anna Ny", "custody": "sole", "phone": "070-1", **speaks, "interpreter_language": "dari"}
    w.send(teacher, url_of("guardian_edit", anna.pk), edited)
    answer = teacher.post(url_of("guardian_add", child.pk), {"name": "Ny", "custody": "joint", **speaks})
    assert answer.status_code == 422
    bar = {"items": ["plan", "minutes"], "reason": "harm", "valid_from": clock.today().isoformat(), "valid_to": ""}
    assert teacher.post(url_of("bar_add", anna.pk), {**bar, "items": []}).status_code == 422
    w.send(teacher, url_of("bar_add", anna.pk), bar)
    person = {"name": "Gun", "relation": "representative", "described": "god man", "may_take_part": "on", **speaks}
    w.send(teacher, url_of("person_add", child.pk), person)

    page = w.page(teacher, child_url)
    said = w.words(page)
    for text in ("Anna Ny Ensam vårdnad Behöver tolk på dari Telefon 070-1", "Får inte ta del av Planen Protokoll",
                 "Gun God man eller annan företrädare, god man Får delta när stödet planeras"):  # fmt: skip
        assert text in said
    assert "Erik Provsson" not in said
    w.send(teacher, w.link(page, "/hav/"), {"on": clock.today().isoformat()})
    with days_on(1):
        tomorrow = w.words(w.page(w.as_person(town, "teacher"), child_url))
    assert "Får inte ta del av Protokoll" in tomorrow


def test_a_protected_child_is_told_of_calmly_and_shown_only_on_request(town, child, teacher):
    surround(child, town.teacher)
    with as_loader():
        Guardian.objects.filter(child=child).update(phone="070-555")
    hidden = ("Österskolan", "Öster", "070-555", written(FIRST.kind, FIRST.digits))
    child_url = url_of("child_detail", child.pk)
    main = re.search(r"<main.*</main>", w.page(teacher, child_url), re.S)[0]
    said = w.words(main)

    assert "Barnet har skyddade personuppgifter" in said
    assert "Skyddas från Anna Provsson." in said
    assert [text for text in hidden if text in said] == []
    listed = re.search(r"<main.*</main>", w.page(teacher, url_of("child_list")), re.S)[0]
    found = teacher.post(url_of("child_search"), {"words": "Elsa"}).content.decode()
    for page in (listed, re.search(r"<main.*</main>", found, re.S)[0]):
        assert "Elsa Provsson Skyddade personuppgifter" in w.words(page)
        assert "Född" not in w.words(page)
    assert "child.protected_read" not in acts_of_child(child)
    shown = w.words(teacher.post(url_of("child_protected", child.pk)).content.decode())
    assert [text for text in hidden if text not in shown] == []
    assert acts_of_child(child).count("child.protected_read") == 1


def test_an_assumed_identity_is_answered_with_how_to_go_on_and_kept_nowhere(child, teacher):
    url = url_of("protection_add", child.pk)
    before = acts_of_child(child)
    answer = teacher.post(
        url, {"kind": "assumed", "source": "told", "valid_from": clock.today().isoformat(), **w.key()}
    )

    assert "Börja om med en ny person" in w.words(answer.content.decode())
    assert "/ny/" not in re.search(r"<main.*</main>", answer.content.decode(), re.S)[0]
    assert acts_of_child(child) == before
    with as_loader():
        assert not ProtectedData.objects.exists()


def test_an_expected_child_is_registered_asked_about_and_born(town, teacher):
    url = url_of("child_expected")
    data = {
        "family_name": "Provsson", "expected_on": clock.today().isoformat(), "parent_1": "Maja Provsson",
        "parent_2": "", "district": str(town.east.pk),
    }  # fmt: skip
    assert teacher.post(url, {**data, "parent_1": ""}).status_code == 422
    child_url = w.send(teacher, url, data)
    page = w.words(w.page(teacher, child_url))
    assert "Ofött barn, Provsson" in page
    assert "Dagen har passerat" not in page
    with days_on(1):
        later = w.as_person(town, "teacher")
        page = w.page(later, child_url)
        assert "Dagen har passerat." in w.words(page)
        owed = w.words(w.page(later, reverse("core:start")))
        assert "Fråga om det väntade barnet är fött, och anmäl om oron finns kvar" in owed
        assert "Fråga om ett väntat barn är fött" not in owed  # once is enough
        born = {
            "born_on": clock.today().isoformat(), "given_name": "Vera", "family_name": "Provsson", "sex": "girl",
            "custody": "sole",
        }  # fmt: skip
        w.send(later, w.link(page, "/fott/"), born)
        assert "Barnet är fött. Finns oron kvar ska den anmälas nu." in w.words(w.page(later, child_url))
        assert "Fråga om det väntade barnet" not in w.words(w.page(later, reverse("core:start")))


def test_a_double_send_adds_one(child, teacher):
    data = {"name": "Gun", "relation": "related", "described": "", **w.key()}
    for _time in range(2):
        assert teacher.post(url_of("person_add", child.pk), data).status_code == 302
    assert acts_of_child(child).count("person.added") == 1


def test_a_verb_in_the_wrong_state_says_so_on_the_childs_page(town, child):
    ids = surround(child, town.teacher)
    head = w.as_person(town, "head")
    url = url_of("number_decide", ids["number change"])
    w.send(head, url, {"answer": "no"})
    assert head.post(url, {"answer": "yes"}).status_code == 403
    with acting_as(town.head):
        assert services.end_protection(ProtectedData.objects.get(), by=town.head, on=clock.today()).valid_to
