"""Which bases may carry a piece from one kind of unit to another. The database holds the same table. [facts 1.3, 9.5]

`access.may_rest_on` says it too, in SQL, and a test compares the two for every pair of kinds of unit.
"""

from dataclasses import dataclass

from core.organisations.choices import PrincipalKind, SecrecyLevel, UnitType, secrecy_of
from core.organisations.models import Unit
from sip.disclosures.choices import Basis, Side

_SOCIAL = {
    UnitType.SOCIAL_SERVICES,
    UnitType.FAMILY_SERVICES,
    UnitType.LSS_SERVICES,
    UnitType.SOCIAL_WELFARE_BOARD,
}
_SCHOOL = {UnitType.SCHOOL, UnitType.PRESCHOOL}
# Who decides under the act on publicity and secrecy; others are bound by duties of silence of their own.
_AUTHORITIES = {PrincipalKind.REGION, PrincipalKind.MUNICIPALITY, PrincipalKind.STATE}
EVERYBODY = frozenset(Side)


def side_of(unit_type: str) -> Side | None:
    """The secrecy that a kind of unit works under; None for those who meet no children, the police among them."""
    if secrecy_of(unit_type) == SecrecyLevel.NONE:
        return None
    if unit_type in _SOCIAL:
        return Side.SOCIAL
    if unit_type in _SCHOOL:
        return Side.SCHOOL
    return Side.STUDENT_HEALTH if unit_type == UnitType.STUDENT_HEALTH else Side.HEALTH


@dataclass(frozen=True)
class Party:
    """What of a unit decides which bases there are."""

    unit_type: str
    principal_kind: str
    principal: object

    @property
    def side(self) -> Side | None:
        return side_of(self.unit_type)

    @property
    def is_authority(self) -> bool:
        return self.principal_kind in _AUTHORITIES


@dataclass(frozen=True)
class Ground:
    """A basis, the place in the law that it stands on, and between whom it may be used."""

    basis: str
    law: str  # code of the region's legal reference
    senders: frozenset[str]
    receivers: frozenset[str]
    from_authority: bool = True
    to_authority: bool = False
    within_principal: bool = False

    def holds_for(self, sender: Party, receiver: Party) -> bool:
        """Whether a piece may go from one to the other on this basis at all; the decision is still a person's."""
        return (
            sender.side in self.senders
            and receiver.side in self.receivers
            and (sender.is_authority or not self.from_authority)
            and (receiver.is_authority or not self.to_authority)
            and (sender.principal == receiver.principal or not self.within_principal)
        )


CARE = frozenset({Side.HEALTH, Side.SOCIAL})
GROUNDS = (
    Ground(Basis.CONSENT, "osl-consent", EVERYBODY, EVERYBODY, from_authority=False),
    Ground(Basis.OSL_25_12, "osl-health-child", frozenset({Side.HEALTH}), CARE),
    Ground(Basis.OSL_26_9, "osl-social-child", frozenset({Side.SOCIAL}), CARE),
    Ground(Basis.OSL_10_2, "osl-own-duty", EVERYBODY, EVERYBODY),
    # Never facts of care or social services: student health keeps medical records too, so it is left out.
    Ground(Basis.OSL_10_27, "osl-general-clause", frozenset({Side.SCHOOL}), EVERYBODY, to_authority=True),
    # To the social welfare board, from everybody that the duty to report and to give facts binds, private too.
    Ground(Basis.OSL_10_28, "osl-duty", EVERYBODY, frozenset({Side.SOCIAL}), from_authority=False),
    Ground(
        Basis.OSL_25_13A,
        "osl-student-health",
        frozenset({Side.STUDENT_HEALTH}),
        frozenset({Side.STUDENT_HEALTH}),
        within_principal=True,
    ),
)


def party(unit: Unit) -> Party:
    return Party(unit.unit_type, unit.principal.kind, unit.principal_id)


def grounds_between(sender: Party, receiver: Party) -> list[Ground]:
    """The bases that may be offered, the consent first."""
    return [ground for ground in GROUNDS if ground.holds_for(sender, receiver)]
