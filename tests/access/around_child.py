"""A child with something in every table around it, made by the services: for the matrix and for the filled region."""

from datetime import date, timedelta

from stdnum import luhn

from core import clock
from core.access import acting_as
from core.organisations.models import Unit
from sip.children import services
from sip.children.models import Child, Guardian
from sip.children.numbers import Number
from sip.children.services import PersonFacts
from sip.needs.services import assess_need, do_step, note_information, note_own_report
from sip.plans.choices import Content
from sip.plans.services import others


def state_number(day: str, serial: int = 980) -> str:
    """Twelve digits of the day ÅÅÅÅMMDD. The serials 980–999 are the state's own test numbers."""
    ten = f"{day[2:]}{serial}"
    return f"{day}{serial}{luhn.calc_check_digit(ten)}"


FIRST = Number("personal_number", state_number("20140312"))
SECOND = Number("coordination_number", state_number("20140372"))
NOTHING = {"person": "Mormor", "adaptations": "", "note": "Vi sågs.", "need": "Stöd.", "dimension": "", "plan": ""}


def surround(child: Child, by, **words: str) -> dict:
    """A row of each kind; `words` put a mark into each text. By kind of object: its key."""
    said = {**NOTHING, **words}
    with acting_as(by):
        guardian = Guardian.objects.filter(child=child).order_by("created_at").first()
        number = services.add_number(child, by=by, number=FIRST, valid_from=date(2014, 3, 12))
        change = services.add_number(child, by=by, number=SECOND)
        person = services.add_person(
            child, by=by, facts=PersonFacts(name=said["person"], described="mormor", adaptations=said["adaptations"])
        )
        (bar,) = services.bar_items(guardian, by=by, items=["address"], reason="harm", valid_from=clock.today())
        protection = services.protect_child(child, by=by, kind="secrecy", source="told", hidden_from=guardian)
        need = assess_need(
            child, by=by, noticed_on=clock.today() - timedelta(days=2), position="sip", need=said["need"],
            reason=said["need"], dimensions={"home": said["dimension"]}, signs=["parent"],
        )  # fmt: skip
        told = assess_need(child, by=by, noticed_on=clock.today(), position="inform", need=said["need"])
        note_information(told, by=by, given_on=clock.today(), told_to=["guardians"], sheets=["samtycke"])
        do_step(child, by=by, step="behov", done_on=clock.today(), note=said["note"])
        school = Unit.objects.get(pk=by.unit_id)
        facts = others.OtherFacts("care_plan", school, clock.today(), coordination=said["plan"], holds=tuple(Content))
        other = others.note_at_child(child, by=by, facts=facts)
        note = note_own_report(child, by=by, reported_on=clock.today())
    return {
        "identifier": number.pk, "number change": change.pk, "guardian": guardian.pk, "child person": person.pk,
        "bar": bar.pk, "protection": protection.pk, "need": need.pk, "told need": told.pk, "concern note": note.pk,
        "child's other plan": other.pk,
    }  # fmt: skip


def fill(world) -> None:
    """The filled region's first child, so that every page of it has something to show."""
    world.objects |= surround(world.children["raised"], world.town.teacher)
