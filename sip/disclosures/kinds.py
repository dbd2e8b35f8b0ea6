"""Which kind of information a piece is, by the secrecy of the unit that wrote it. [F110, facts 1.3]"""

from sip.consent.kinds import InformationKind
from sip.disclosures.choices import PieceKind, Side
from sip.disclosures.grounds import side_of

_OF_SIDE = {
    Side.SOCIAL: InformationKind.SOCIAL,
    Side.HEALTH: InformationKind.HEALTH,
    Side.STUDENT_HEALTH: InformationKind.HEALTH,
}


def kind_needed(piece_kind: str, unit_type: str) -> InformationKind | None:
    """What a consent must name for the piece to be shared on it; None where no consent can. [CS-03]

    Strict secrecy binds whatever the piece is about. A school tells what has happened and been tried; its own picture
    of the child is the school's facts. `access.kind_of_piece` says the same.
    """
    side = side_of(unit_type)
    if side == Side.SCHOOL:
        return InformationKind.SCHOOL if piece_kind == PieceKind.VIEW else InformationKind.SITUATION
    return _OF_SIDE.get(side) if side else None
