"""Which bases the law offers between whom: what the table says, and the database the same. [facts 1.3, 9.5]"""

import pytest

from core.organisations.choices import UnitType
from core.organisations.models import Principal, Unit
from sip.disclosures.choices import Basis
from sip.disclosures.grounds import GROUNDS, Party, grounds_between, party
from sip.disclosures.kinds import kind_needed
from tests.access.grounds import wrong_grounds, wrong_kinds

MUNICIPAL, REGIONAL, PRIVATE = "municipality", "region", "independent_school"


def offered(sender, receiver, *, kinds=(MUNICIPAL, REGIONAL), same=False) -> set[str]:
    one, other = Party(sender, kinds[0], 1), Party(receiver, kinds[1], 1 if same else 2)
    return {ground.basis for ground in grounds_between(one, other)}


@pytest.mark.parametrize(
    ("sender", "receiver", "expected"),
    [
        ("bup", "social_services", {"consent", "osl_25_12", "osl_10_2", "osl_10_28"}),
        ("bup", "habilitation", {"consent", "osl_25_12", "osl_10_2"}),
        ("social_services", "bup", {"consent", "osl_26_9", "osl_10_2"}),
        ("social_services", "school", {"consent", "osl_10_2"}),
        ("school", "bup", {"consent", "osl_10_2", "osl_10_27"}),
        ("school", "social_services", {"consent", "osl_10_2", "osl_10_27", "osl_10_28"}),
        ("student_health", "bup", {"consent", "osl_10_2"}),
        ("bup", "police", set()),
        ("police", "school", set()),
        ("culture_leisure", "bup", set()),
    ],
)
def test_what_the_law_offers_depends_on_who_gives_and_who_receives(sender, receiver, expected):
    assert offered(sender, receiver) == expected


def test_necessary_support_is_never_offered_to_or_from_a_school_or_the_police():
    closed = ("school", "preschool", "student_health", "police")
    for kind in UnitType.values:
        for side in closed:
            assert not {"osl_25_12", "osl_26_9"} & (offered(side, kind) | offered(kind, side))


def test_the_general_clause_never_carries_facts_of_care_or_social_services():
    senders = {kind for kind in UnitType.values for to in UnitType.values if "osl_10_27" in offered(kind, to)}
    assert senders == {"school", "preschool"}


def test_student_health_shares_only_within_its_own_principal():
    assert "osl_25_13a" in offered("student_health", "student_health", same=True)
    assert "osl_25_13a" not in offered("student_health", "student_health")


def test_who_is_no_authority_has_the_consent_and_the_duty_alone():
    assert offered("school", "social_services", kinds=(PRIVATE, MUNICIPAL)) == {"consent", "osl_10_28"}
    assert "osl_10_27" not in offered("school", "bup", kinds=(MUNICIPAL, PRIVATE))


def test_a_unit_is_a_party_by_its_kind_and_by_whose_it_is():
    care = Principal(kind=REGIONAL)
    assert party(Unit(unit_type="bup", principal=care)) == Party("bup", REGIONAL, care.pk)


def test_no_basis_is_left_out_of_the_table():
    assert [ground.basis for ground in GROUNDS] == sorted(Basis.values, key=[g.basis for g in GROUNDS].index)


@pytest.mark.parametrize(
    ("kind", "unit_type", "expected"),
    [
        ("tried", "school", "situation"),
        ("view", "school", "school"),
        ("need", "preschool", "situation"),
        ("tried", "student_health", "health"),
        ("tried", "bup", "health"),
        ("view", "social_services", "social"),
        ("tried", "police", None),
    ],
)
def test_strict_secrecy_binds_whatever_the_piece_is_about(kind, unit_type, expected):
    assert kind_needed(kind, unit_type) == expected


@pytest.mark.django_db
def test_the_database_holds_the_same_table():
    assert [*wrong_grounds()] == []
    assert [*wrong_kinds()] == []
