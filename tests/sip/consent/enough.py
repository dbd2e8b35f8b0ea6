"""Who has said what, and whether that is enough: by hand from the law, for the database to count. [CS-07, X-06]

Days are counted from today. A consent begins today and ends in thirty days; who answers does so today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from uuid import UUID, uuid4

from django.db import connection

from core import clock
from sip.cases.models import Case, ChildCase
from sip.models import Child, ChildPerson, Consent, ConsentGiver, ConsentSignature, Guardian
from tests.database import as_loader, as_role

LASTS = 30
EVER = (-30, None)
NOT_ASKED = "not asked"


@dataclass(frozen=True)
class One:
    """Somebody by the child: `says` yes, no, nothing yet (None), or is not asked; `signs` the same on the screen.

    `days`: from and to of the appointment. `elsewhere`: the signature stands under another consent.
    """

    says: bool | str | None = NOT_ASKED
    on: int = 0
    signs: bool | None = None
    elsewhere: bool = False
    days: tuple[int, int | None] | None = None
    has_ended: bool = False
    is_guardian: bool = True
    instead_of: str = ""


def god_man(says: bool | str | None = NOT_ASKED, *, days: tuple[int, int | None] = EVER, **facts) -> One:
    return One(says, days=days, is_guardian=False, **facts)


def of_both(anna=True, erik=True, **more: One) -> dict[str, One]:
    return {"Anna": One(anna), "Erik": One(erik), **more}


def signed(anna: bool | None, erik: bool | None, **more: One) -> dict[str, One]:
    return {"Anna": One(None, signs=anna), "Erik": One(None, signs=erik), **more}


@dataclass(frozen=True)
class Told:
    """One consent: those by the child, by what rule it is given, and whether it is given by what they have said."""

    is_enough: bool
    people: dict[str, One]
    by: str = "all_guardians"
    form: str = "written"
    child: bool | str | None = NOT_ASKED
    alone: bool | None = None  # the child's own signature on the screen
    valid_to: int = LASTS
    others: dict[str, One] = field(default_factory=dict)  # guardians of another principal's row of the child


TOLD = {
    # All who have custody, today.
    "both": Told(True, of_both()),
    "one says no": Told(False, of_both(erik=False)),
    "one is silent": Told(False, of_both(erik=None)),
    "one was never asked": Told(False, of_both(erik=NOT_ASKED)),
    "nobody is there": Told(False, {}),
    "one has no custody any more": Told(True, {"Anna": One(True), "Erik": One(has_ended=True)}),
    "one without custody was asked and says no": Told(False, {"Anna": One(True), "Erik": One(False, has_ended=True)}),
    "another row of the child names others": Told(True, {"Anna": One(True)}, others={"Carl": One()}),
    "another row of the child is none of ours": Told(False, {"Anna": One(None)}, others={"Carl": One(True)}),
    # What asks one of them.
    "any one": Told(True, of_both(erik=None), by="one_guardian"),
    "any one, and the other says no": Told(True, of_both(erik=False), by="one_guardian"),
    "none of them": Told(False, of_both(anna=False, erik=None), by="one_guardian"),
    "sole custody": Told(True, {"Anna": One(True)}, by="sole_custody"),
    "the other is prevented": Told(True, of_both(erik=None), by="prevented"),
    "both are": Told(False, of_both(anna=None, erik=None), by="prevented"),
    # The child beside its guardians, and by itself.
    "the child too": Told(True, of_both(), by="guardians_and_child", child=True),
    "the child is silent": Told(False, of_both(), by="guardians_and_child", child=None),
    "the child says no": Told(False, of_both(), by="guardians_and_child", child=False),
    "the child was never asked": Told(False, of_both(), by="guardians_and_child"),
    "the child alone of the three": Told(False, of_both(anna=None), by="guardians_and_child", child=True),
    "one who is appointed is not the child": Told(False, of_both(Gösta=god_man(True)), by="guardians_and_child"),
    "the child's own, on paper": Told(True, of_both(anna=None, erik=None), by="child_alone"),
    "its own, by the region's rule": Told(True, {}, by="individual"),
    "its own, on the screen": Told(True, {}, by="child_alone", form="screen", alone=True),
    "by the rule, on the screen": Told(True, {}, by="individual", form="screen", alone=True),
    "its own, not signed yet": Told(False, {}, by="child_alone", form="screen"),
    "its own no on the screen": Told(False, {}, by="individual", form="screen", alone=False),
    "signed by another than the child": Told(False, signed(True, True), by="child_alone", form="screen"),
    # On the screen the signature is the answer.
    "both signed": Told(True, signed(True, True), form="screen"),
    "one did not": Told(False, signed(True, None), form="screen"),
    "one signed a no": Told(False, signed(True, False), form="screen"),
    "said and not signed": Told(False, of_both(), form="screen"),
    "signed and not said": Told(False, signed(True, True)),
    "signed under another": Told(
        False, {"Anna": One(None, signs=True), "Erik": One(None, signs=True, elsewhere=True)}, form="screen"
    ),
    "signed before the appointment": Told(
        False, signed(True, None, Gösta=god_man(None, signs=True, on=-2, days=(-1, 60), instead_of="Erik"))
        | {"Erik": One()}, form="screen",
    ),
    "signed within the appointment": Told(
        True, signed(True, None, Gösta=god_man(None, signs=True, on=-1, days=(-1, 60), instead_of="Erik"))
        | {"Erik": One()}, form="screen",
    ),
    # A guardian who is specially appointed counts by the decision, and no longer than it holds.
    "appointed": Told(True, {"Sara": One(True, days=(-9, 40))}),
    "appointed with no end": Told(True, {"Sara": One(True, days=EVER)}),
    "appointed to the very last day": Told(True, {"Sara": One(True, days=(0, LASTS))}),
    "appointed not long enough": Told(False, {"Sara": One(True, days=(-9, LASTS - 1))}),
    "appointed from tomorrow": Told(False, {"Sara": One(True, days=(1, 90))}),
    "no longer appointed when she said it": Told(False, {"Sara": One(True, on=9, days=(-9, 7))}, valid_to=5),
    # Whoever is appointed in the place of all, or of one.
    "one for all": Told(True, of_both(NOT_ASKED, NOT_ASKED, Gösta=god_man(True))),
    "one for all is silent": Told(False, of_both(Gösta=god_man())),
    "one for all, who has an end": Told(True, of_both(NOT_ASKED, NOT_ASKED, Gösta=god_man(True, days=(0, LASTS)))),
    "one for all, not long enough": Told(
        False, of_both(NOT_ASKED, NOT_ASKED, Gösta=god_man(True, days=(0, LASTS - 1)))
    ),
    "one for all, until yesterday": Told(True, of_both(Gösta=god_man(days=(-30, -1)))),
    "one for all, from tomorrow": Told(True, of_both(Gösta=god_man(days=(1, 60)))),
    "one for all is no longer there": Told(True, of_both(Gösta=god_man(has_ended=True))),
    "one for one": Told(True, of_both(erik=NOT_ASKED, Gösta=god_man(True, instead_of="Erik"))),
    "one for one is silent": Told(False, of_both(erik=NOT_ASKED, Gösta=god_man(instead_of="Erik"))),
    "one for one, and the other is silent": Told(False, of_both(NOT_ASKED, Gösta=god_man(True, instead_of="Erik"))),
    "one for one who has no custody any more": Told(
        True, {"Anna": One(True), "Erik": One(has_ended=True), "Gösta": god_man(instead_of="Erik")}
    ),
    "one for one beside one for all": Told(
        True, of_both(NOT_ASKED, NOT_ASKED, Gösta=god_man(True), Greta=god_man(instead_of="Erik"))
    ),
    "said before the appointment": Told(
        False, of_both(erik=NOT_ASKED, Gösta=god_man(True, on=-2, days=(-1, 60), instead_of="Erik"))
    ),
    # Who decides is asked of the day of the last yes, not of a no that came later.
    "appointed after the last yes": Told(
        True, {"Anna": One(True), "Erik": One(False, on=3), "Gösta": god_man(days=(2, 60))}, by="one_guardian"
    ),
    "appointed before the last yes": Told(
        False, {"Anna": One(True), "Erik": One(True, on=3), "Gösta": god_man(days=(2, 60))}
    ),
}  # fmt: skip


def told_in(town: SimpleNamespace, like: Consent) -> dict[UUID, str]:
    """Every consent of the table, in cases of their own, as the loader writes them: its key, and its name here."""
    with as_loader(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # another's row of the child asks for no consent
        made = _Made(town, like, Case.objects.get(pk=like.case_id))
        for name, told in TOLD.items():
            made.add(name, told)
        made.sign()
        cursor.execute("SET LOCAL session_replication_role = origin")
    return made.names


class _Made:
    """Rows like those of one consent that is there."""

    def __init__(self, town: SimpleNamespace, like: Consent, case: Case):
        self.town, self.like, self.case = town, like, case
        self.names: dict[UUID, str] = {}
        self.signatures: list[tuple[Consent, ConsentGiver | None, One]] = []

    def add(self, name: str, told: Told) -> None:
        today = clock.today()
        case = Case.objects.create(
            region=self.town.region, kind=self.case.kind, area_id=self.case.area_id,
            district_id=self.case.district_id, created_by_id=self.case.created_by_id,
        )  # fmt: skip
        consent = Consent.objects.get(pk=self.like.pk)
        consent.pk, consent.case, consent.status, consent.form = uuid4(), case, "requested", told.form
        consent.signatories, consent.signatories_reason, consent.maturity_judgement = told.by, "x", "x"
        consent.given_on = consent.valid_from = today
        consent.valid_to = today + timedelta(told.valid_to)
        consent.save(force_insert=True)
        self.names[consent.pk] = name
        if told.others:
            self._child(case, consent, self.town.care, told.others)
        self._child(case, consent, self.town.city, told.people)
        if told.child != NOT_ASKED:
            self._giver(consent, "Elsa", One(told.child))
        if told.alone is not None:
            self.signatures.append((consent, None, One(signs=told.alone)))

    def _child(self, case: Case, consent: Consent, principal, people: dict[str, One]) -> None:
        of = {"region": self.town.region}
        child = Child.objects.create(
            **of, principal=principal, given_name="Elsa", family_name="Prov", created_by_id=self.case.created_by_id
        )
        ChildCase.objects.create(**of, case=case, child=child)
        guardians: dict[str, Guardian] = {}
        for name, one in people.items():
            facts = {**of, "child": child, "name": name, **_appointed(one)}
            facts["valid_to"] = clock.today() if one.has_ended else None
            if one.is_guardian:
                guardians[name] = row = Guardian.objects.create(**facts, custody="appointed" if one.days else "joint")
                whose = {"guardian_id": row.pk}
            else:
                stands_for = guardians.get(one.instead_of)
                row = ChildPerson.objects.create(**facts, relation="representative", stands_for=stands_for)
                whose = {"person_id": row.pk}
            if one.says != NOT_ASKED:
                self._giver(consent, name, one, **whose)

    def _giver(self, consent: Consent, name: str, one: One, **whose: UUID) -> None:
        said = None if one.says is None else clock.today() + timedelta(one.on)
        giver = ConsentGiver.objects.create(
            region=self.town.region, case_id=consent.case_id, consent=consent, name=name, answer=one.says,
            answered_on=said, **whose,
        )  # fmt: skip
        if one.signs is not None:
            self.signatures.append((consent, giver, one))

    def sign(self) -> None:
        """What is signed under another consent than its own stands under the one that is like them all."""
        for consent, giver, one in self.signatures:
            under = self.like if one.elsewhere else consent
            ConsentSignature.objects.create(
                region=self.town.region, case_id=under.case_id, consent=under, giver=giver, name="x", answer=one.signs,
                language="sv", shown_text="x", shown_hash=sha256(b"x").hexdigest(), typed_name="x",
                signed_at=clock.now() + timedelta(one.on), held_by_id=self.case.created_by_id,
            )  # fmt: skip


def _appointed(one: One) -> dict:
    if one.days is None:
        return {}
    first, last = one.days
    today = clock.today()
    return {
        "appointment_number": "T 5-26",
        "appointed_from": today + timedelta(first),
        "appointed_to": None if last is None else today + timedelta(last),
    }


def wrong_enough(names: dict[UUID, str]) -> Iterator[str]:
    """Each consent that the database counts otherwise than the table."""
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute("SELECT c, access.consent_is_enough(c) FROM unnest(%s::uuid[]) c", [[*names]])
        found = dict(cursor.fetchall())
    for key, name in names.items():
        if found[key] is not TOLD[name].is_enough:
            yield f"{name}: {found[key]}"
