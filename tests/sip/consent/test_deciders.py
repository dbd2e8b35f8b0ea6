"""Who decides for a child a day, and whether they have said yes: in Python and in the database. [CS-07, X-06]"""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from core import clock
from core.access import acting_as
from core.errors import Refused
from sip.children import services
from sip.children.services.guardians import GuardianFacts
from sip.consent.asked import Asked, Given
from sip.consent.deciders import deciders, deciders_of
from sip.consent.forms import ConsentForm
from sip.consent.rows import consent_facts
from sip.consent.services import recording
from sip.family.readers import readers_of_child
from sip.models import ChildPerson, Consent, ConsentGiver, Guardian
from tests.database import as_loader, as_role
from tests.sip import town as t
from tests.sip.consent.build import child_in, god_man, guardian_of
from tests.sip.signatures.build import sign
from tests.sip.test_later_answers import answers, givers
from tests.sip.unguarded import past_row_security

pytestmark = pytest.mark.django_db
SCREEN = {"form": "screen", "document_place": ""}


def names(town, case) -> list[str]:
    with acting_as(town.teacher):
        return [one.name.split()[0] for one in deciders_of(case, "all_guardians", clock.today())]


@pytest.mark.parametrize(
    ("appointed", "expected"),
    [
        ({}, ["Gösta"]),
        ({"last": None}, ["Gösta"]),
        ({"last": 0}, ["Gösta"]),
        ({"first": 0}, ["Gösta"]),
        ({"last": -1}, ["Anna", "Erik"]),  # it ended yesterday
        ({"first": 1}, ["Anna", "Erik"]),
        ({"instead_of": "Erik"}, ["Anna", "Gösta"]),
        ({"instead_of": "Erik", "last": -1}, ["Anna", "Erik"]),
    ],
)
def test_one_who_is_appointed_decides_in_the_place_of_others_while_it_holds(town, case, appointed, expected):
    god_man(town, case, **appointed)
    assert names(town, case) == expected


def test_a_representative_without_an_appointment_decides_nothing(town, case):
    with as_loader():
        child = child_in(town, case)
        ChildPerson.objects.create(region=town.region, child=child, relation="representative", name="Ombudet")
    assert names(town, case) == ["Anna", "Erik"]


def test_who_no_longer_represents_the_child_decides_no_more(town, case):
    person = god_man(town, case)
    with acting_as(town.teacher):
        services.end_person(person, by=town.teacher, on=clock.today())
    assert names(town, case) == ["Anna", "Erik"]


@pytest.mark.parametrize(
    ("days", "expected"), [((-9, 9), ["Sara"]), ((-9, None), ["Sara"]), ((-9, -1), []), ((1, 9), []), (None, [])]
)
def test_a_specially_appointed_guardian_decides_by_the_decision_while_it_holds(town, days, expected):
    today = clock.today()
    said = {} if days is None else {
        "appointment_number": "T 5-26", "appointed_from": today + timedelta(days[0]),
        "appointed_to": None if days[1] is None else today + timedelta(days[1]),
    }  # fmt: skip
    case = t.raised(town, child=t.child_of(town, guardians=[GuardianFacts("Sara", custody="appointed", **said)]))

    assert names(town, case) == expected
    if expected:
        consent = t.consented(town, case)
        assert (consent.status, givers(consent)[0].appointment) == ("given", "T 5-26")
    else:
        with pytest.raises(Refused, match="förordnandet stå på barnets sida"):
            t.consented(town, case)


def test_a_god_man_gives_it_alone_by_the_decision_and_no_longer_than_it_holds(town, case):
    person = god_man(town, case)

    consent = t.consented(town, case, answered={person.pk: True})

    assert (consent.status, consent.valid_to) == ("given", clock.today() + timedelta(days=30))
    with acting_as(town.teacher):
        told = {fact["term"]: fact["text"] for fact in consent_facts(consent)}["Svar"]
    assert told == "Gösta God, förordnad Ä 12-26: ja"


def test_what_a_child_gives_alone_is_no_matter_of_an_appointment(town, case):
    god_man(town, case)
    alone = {"signatories": "child_alone", "signatories_reason": "x", "maturity_judgement": "Mogen", "answered": {}}
    assert t.consented(town, case, **alone).valid_to == clock.today() + timedelta(days=60)


def test_the_guardians_yes_is_nothing_while_another_is_appointed_in_their_place(town, case):
    god_man(town, case)
    assert t.consented(town, case).status == "requested"


def test_a_god_man_whose_appointment_ended_yesterday_gives_nothing(town, case):
    person = god_man(town, case, last=-1)

    consent = t.consented(town, case, answered={person.pk: True})

    assert consent.status == "requested"
    assert [one.name for one in givers(consent)] == ["Anna Provsson", "Erik Provsson"]


def test_nobody_answers_before_being_appointed(town, case):
    person = god_man(town, case, first=-1)
    said = {"answered": {person.pk: True}}
    with pytest.raises(Refused) as refused:
        t.consented(town, case, **said, given_on=clock.today() - timedelta(days=2))
    assert refused.value.field == "given_on"
    assert t.consented(town, case, **said, given_on=clock.today() - timedelta(days=1)).status == "given"


def test_a_barred_guardians_silence_is_no_yes_and_one_appointed_in_that_place_says_it(town, case):
    anna, erik = (guardian_of(town, case, name) for name in ("Anna", "Erik"))
    with acting_as(town.teacher):
        services.bar_items(
            erik, by=town.teacher, items=["everything"], reason="harm", valid_from=clock.today(), valid_to=None
        )
    assert t.consented(town, case, answered={anna.pk: True}).status == "requested"

    person = god_man(town, case, instead_of="Erik")
    assert t.consented(town, case, answered={anna.pk: True}).status == "requested"
    assert t.consented(town, case, answered={anna.pk: True, person.pk: True}).status == "given"


def test_it_is_asked_for_anew_when_somebody_is_appointed_in_between(town, case):
    asked = t.consented(town, case, answered={})
    god_man(town, case)
    with pytest.raises(Refused, match="inte desamma"):
        answers(town, asked, 0, True)


def test_it_is_asked_for_anew_when_the_appointment_is_made_shorter(town, case):
    person = god_man(town, case)
    asked = t.consented(town, case, answered={})
    with as_loader():
        ChildPerson.objects.filter(pk=person.pk).update(appointed_to=clock.today() + timedelta(days=9))
    with pytest.raises(Refused, match="slutar innan"):
        answers(town, asked, 0, True)


def test_a_god_man_reads_and_signs_on_the_screen_as_long_as_it_holds(town, case):
    god_man(town, case)
    consent = t.consented(town, case, **SCREEN)

    sign(town, consent, "Gösta")

    with as_loader():
        assert Consent.objects.get(pk=consent.pk).status == "given"
    with acting_as(town.teacher):
        child = child_in(town, case)
        assert [one.name.split()[0] for one in readers_of_child(child)] == ["Elsa", "Anna", "Erik", "Gösta"]
    with as_loader():
        ChildPerson.objects.update(appointed_to=clock.today() - timedelta(days=1))
    with acting_as(town.teacher):
        assert len(readers_of_child(child)) == 3


def test_the_child_signs_on_the_screen_beside_its_guardians(town, case):
    consent = t.consented(town, case, signatories="guardians_and_child", **SCREEN)

    for name in ("Anna", "Elsa", "Erik"):
        sign(town, consent, name)

    with as_loader():
        assert Consent.objects.get(pk=consent.pk).status == "given"


def test_the_form_asks_who_is_appointed_and_says_by_which_decision(town, case):
    person = god_man(town, case)
    with acting_as(town.teacher):
        form = ConsentForm(case)
    field = form.fields[f"guardian_{person.pk}"]
    assert (field.label, field.help_text) == ("Samtycker Gösta God?", "Förordnad, Ä 12-26.")
    assert [name for name in form.fields if name.startswith("guardian_")] == [f"guardian_{person.pk}"]


CONFIGURED = {
    "nobody": {},
    "all": {"last": 60},
    "ended": {"last": -1},
    "short": {"last": 9},
    "for erik": {"instead_of": "Erik", "last": 60},
    "was for erik": {"instead_of": "Erik", "last": -1},
    "not yet": {"first": 1, "last": 60},
}
RULES = "all_guardians guardians_and_child one_guardian sole_custody prevented child_alone individual".split()
ENOUGH = "SELECT access.consent_is_enough(%s)"


@pytest.mark.parametrize("appointed", CONFIGURED)
def test_the_database_and_the_services_count_the_same_answers_as_enough(town, case, appointed):
    if CONFIGURED[appointed]:
        god_man(town, case, **CONFIGURED[appointed])
    wanted = []
    with past_row_security(town.teacher):
        child = child_in(town, case)
        people = deciders(child.guardians.order_by("created_at"), child.persons.all(), clock.today())
    for signatories in RULES:
        asked = t.consented(town, case, signatories="all_guardians", answered={})
        with past_row_security(town.teacher):
            all_asked = deciders_of(case, signatories, clock.today())
        with as_loader():
            ConsentGiver.objects.filter(consent=asked).delete()
            Consent.objects.filter(pk=asked.pk).update(
                signatories=signatories, signatories_reason="x", maturity_judgement="x",
                valid_to=clock.today() + timedelta(days=30),
            )  # fmt: skip
            rows = [
                ConsentGiver.objects.create(
                    region=town.region, case_id=case.pk, consent=asked, name=one.name, answered_on=clock.today(),
                    guardian_id=None if one.is_representative else one.pk,
                    person_id=one.pk if one.is_representative else None,
                )
                for one in all_asked
            ]  # fmt: skip
        for said in product((None, True, False), repeat=len(rows)):
            with as_loader():
                for row, answer in zip(rows, said, strict=True):
                    ConsentGiver.objects.filter(pk=row.pk).update(answer=answer)
            words = Asked(units=(), information_kinds=(), valid_to=clock.today(), signatories=signatories)
            told = {one.pk: answer for one, answer in zip(all_asked, said, strict=True) if answer is not None}
            status = recording._status(words, Given(form="oral", given_on=clock.today(), answers=told), all_asked)
            too_short = appointed == "short" and signatories not in ("child_alone", "individual")
            with as_role("bus_owner"), connection.cursor() as cursor:
                cursor.execute(ENOUGH, [asked.pk])
                found = cursor.fetchone()[0]
            assert found is (status == "given" and not too_short), (signatories, said)
            wanted.append(found)
    assert len(people) == len([one for one in all_asked if one.pk])
    assert {*wanted} == {True, False}


def test_what_nobody_has_answered_is_not_given_whatever_a_service_says(town, case, monkeypatch):
    monkeypatch.setattr(recording, "_status", lambda *words: "given")
    with pytest.raises(IntegrityError, match="by those who decide"), transaction.atomic():
        t.consented(town, case, answered={})
    assert t.consented(town, case).status == "given"


def test_what_a_statement_says_is_given_is_asked_at_the_end_of_the_request(town, case, monkeypatch):
    monkeypatch.setattr(recording, "_status", lambda *words: "given")
    monkeypatch.setattr(recording, "refuse_undecided", lambda: None)
    with acting_as(town.teacher):
        t.consented(town, case, answered={})
        with pytest.raises(IntegrityError, match="by those who decide"), transaction.atomic():
            connection.check_constraints()
        Consent.objects.filter(case_id=case.pk).update(status="withdrawn")


def test_a_guardian_who_has_come_since_has_not_said_yes(town):
    case = t.raised(town, child=t.child_of(town, guardians=[GuardianFacts("Anna")]))
    asked = t.consented(town, case, answered={})
    with acting_as(town.teacher):
        services.add_guardian(child_in(town, case), by=town.teacher, facts=GuardianFacts("Ny"))
    with as_loader():
        ConsentGiver.objects.filter(consent=asked).update(answer=True, answered_on=clock.today())
        with as_role("bus_owner"), connection.cursor() as cursor:
            cursor.execute(ENOUGH, [asked.pk])
            assert cursor.fetchone() == (False,)
        Guardian.objects.filter(name="Ny").update(valid_to=clock.today())
        with as_role("bus_owner"), connection.cursor() as cursor:
            cursor.execute(ENOUGH, [asked.pk])
            assert cursor.fetchone() == (True,)
