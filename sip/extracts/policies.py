"""Who builds, reads and hands out: the records officers of the owning principal, never one alone. [security 2, 6]"""

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from core.access import Acting
from core.crypto import keyed_index
from core.errors import Refused
from sip.children.numbers import read_number
from sip.extracts import states
from sip.extracts.models import Extract, ExtractItem
from sip.retention.models import RetentionProposal
from sip.retention.policies import is_records_officer
from sip.retention.states import Subject


def visible_extracts(acting: Acting) -> QuerySet[Extract]:
    """Those of the own principal. Row security holds the rule."""
    rows = Extract.objects.filter(region_id=acting.region_id, principal_id=acting.principal_id)
    return rows if is_records_officer(acting) else rows.none()


def visible_items(acting: Acting) -> QuerySet[ExtractItem]:
    """What stands in them, until they are refused or taken back. Row security holds the rule."""
    rows = ExtractItem.objects.filter(region_id=acting.region_id, extract__principal_id=acting.principal_id)
    return rows if is_records_officer(acting) else rows.none()


def found_child(acting: Acting, words: str) -> UUID | None:
    """The own principal's child with that number today, or with a case of that code; None as if there were none."""
    try:
        index = keyed_index(read_number(words).digits, acting.principal_id)
    except Refused:
        index = ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM access.extract_found(%s, %s)", [words.strip().upper(), index])
        found = cursor.fetchall()
    return found[0][0] if len(found) == 1 else None


def people_of(child_id: UUID) -> list[tuple[str, UUID, str]]:
    """The child and its guardians of today as (who, id, name); empty for all but its principal's records officers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT who, id, name FROM access.extract_people(%s)", [child_id])
        return cursor.fetchall()


def can_build(acting: Acting) -> bool:
    return is_records_officer(acting)


def can_build_before_deletion(acting: Acting, proposal: RetentionProposal) -> bool:
    """When: the record of a child is proposed to be deleted and has not been. [security 6]"""
    own = is_records_officer(acting) and proposal.principal_id == acting.principal_id
    return own and proposal.is_open and proposal.kind == Subject.CHILD


def is_officer_of(acting: Acting, extract: Extract) -> bool:
    return is_records_officer(acting) and extract.principal_id == acting.principal_id


def is_second_reader(acting: Acting, extract: Extract) -> bool:
    """Another person than the one who built it; two assignments are one person."""
    return is_officer_of(acting, extract) and acting.person_id != extract.builder_id


def can_decide(acting: Acting, extract: Extract) -> bool:
    """Item by item, pass or refuse. When: it waits for its second reader."""
    return states.READ.allowed_from(extract.status) and is_second_reader(acting, extract)


def can_hand_out(acting: Acting, extract: Extract) -> bool:
    return states.HAND_OUT.allowed_from(extract.status) and is_officer_of(acting, extract)


def can_fetch(acting: Acting, extract: Extract) -> bool:
    """The files: when the second reader is done, to hand out and to prove what was."""
    return extract.status in (states.S.READ, states.S.HANDED_OUT) and is_officer_of(acting, extract)


def can_extend(acting: Acting, extract: Extract) -> bool:
    """When: somebody has asked for it, and waits."""
    return extract.is_open and extract.kind != states.Kind.ARCHIVE and is_officer_of(acting, extract)


def can_revoke(acting: Acting, extract: Extract) -> bool:
    return extract.is_open and is_officer_of(acting, extract)
