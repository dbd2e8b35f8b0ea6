"""Who builds, reads through and hands out an extract, by plain SQL: the principal's own officers. [security 2, 6]

Two of the town's people have become records officers of the city; the child's record is the city's.
"""

from collections.abc import Iterator

from tests.access.joining_changes import changing
from tests.access.joining_contacts import OWN_CHILD
from tests.access.tries import DONE, NOTHING, REFUSED, insert, tries, wrong_in
from tests.access.world import World

OFFICER = (
    "UPDATE people_roleassignment SET role = '{0}', unit_id = NULL, district_id = NULL, area_id = NULL, "
    "principal_id = %({1})s WHERE id = %({2})s"
)
FIRST, SECOND = (OFFICER.format("records_officer", "city", who) for who in ("colleague", "social_worker"))
OFFICERS = (FIRST, SECOND)


def person(who: str) -> str:
    return f"(SELECT a.person_id FROM people_roleassignment a WHERE a.id = %({who})s)"


EXTRACT = {
    "code": "'x'", "principal_id": "city", "child_id": "child", "kind": "'register'", "receiver": "'other'",
    "receiver_name": "''", "asked_on": "current_date", "status": "'built'", "built_by_id": "colleague",
    "builder_id": person("colleague"), "sha256": "''", "manner": "''", "reason": "''", "words": "''",
}  # fmt: skip
NO_OTHERS = "DELETE FROM sip_extractitem", "DELETE FROM sip_extract"
allowed, refused = tries("called", "sip_extract", EXTRACT, OFFICERS, "colleague")
BUILT = [
    allowed(),
    refused(built_by_id="social_worker"),
    refused(builder_id=person("social_worker")),
    refused(status="'refused'", ended_at="clock_timestamp()", ended_by_id="colleague", reason="'x'"),
    refused(principal_id="(SELECT id FROM organisations_principal WHERE id <> %(city)s LIMIT 1)"),
    refused(OWN_CHILD, "UPDATE sip_child SET principal_id = (SELECT principal_id FROM organisations_unit "
            "WHERE id = %(bup)s) WHERE id = %(second)s", child_id="second"),
    refused(receiver="'guardian'", guardian_id="child"),
    refused(by="teacher", built_by_id="teacher", builder_id=person("teacher")),
]  # fmt: skip
MADE = insert("sip_extract", EXTRACT, id="new")
MINE = "WHERE id = %(new)s"
READ = "status = 'read', read_at = clock_timestamp(), read_by_id = %({0})s, reader_id = {1}, sha256 = 'x'"
READS = READ.format("social_worker", person("social_worker"))
WAS_READ = f"UPDATE sip_extract SET {READS} {MINE}"
HANDED = "status = 'handed_out', handed_on = current_date, handed_by_id = %({})s, manner = 'post'"
ENDED = "status = 'revoked', ended_at = clock_timestamp(), ended_by_id = %({})s, reason = 'x'"
IS_ENDED = f"UPDATE sip_extract SET {ENDED.format('colleague')} {MINE}"


def moves(who: str, change: str, said: str, *given: str):
    return changing(who, f"UPDATE sip_extract SET {change}", said, *OFFICERS, *NO_OTHERS, MADE, *given)


MOVES = [
    moves("social_worker", READS, DONE),
    moves("social_worker", READ.format("colleague", person("social_worker")), REFUSED),
    moves("social_worker", READ.format("social_worker", person("teacher")), REFUSED),
    moves("social_worker", HANDED.format("social_worker"), DONE, WAS_READ),
    moves("social_worker", HANDED.format("colleague"), REFUSED, WAS_READ),
    moves("colleague", ENDED.format("colleague"), DONE),
    moves("colleague", ENDED.format("social_worker"), REFUSED),
    moves("colleague", "words = 'x'", REFUSED),
    moves("colleague", "words = 'x'", NOTHING, IS_ENDED),
    moves("teacher", ENDED.format("teacher"), NOTHING),
    moves("colleague", ENDED.format("colleague"), NOTHING, OFFICER.format("caseworker", "city", "colleague")),
]
SEEN = f"SELECT id FROM sip_extract {MINE}"
READERS = [
    *(changing(who, SEEN, said, *OFFICERS, MADE)
      for who, said in (("colleague", DONE), ("social_worker", DONE), ("teacher", NOTHING), ("head", NOTHING))),
    changing("colleague", SEEN, NOTHING, *OFFICERS, MADE, OFFICER.format("caseworker", "city", "colleague")),
]  # fmt: skip

ITEM = {
    "extract_id": "new", "child_id": "child", "number": "7", "source": "'x'", "content": "'x'", "marks": "'{}'",
    "choice": "''", "ground": "''",
}  # fmt: skip
allowed, refused = tries("called", "sip_extractitem", ITEM, (*OFFICERS, MADE), "colleague")
DECIDES = "UPDATE sip_extractitem SET choice = 'whole', ground = 'x', decided_by_id = %({})s"
IS_THERE = insert("sip_extractitem", ITEM, id="second")
OF_IT = "SELECT id FROM sip_extractitem WHERE id = %(second)s"


def decides(who: str, by: str, said: str, *given: str):
    return changing(who, DECIDES.format(by), said, *OFFICERS, *NO_OTHERS, MADE, IS_THERE, *given)


ITEMS = [
    allowed(),
    refused(by="social_worker"),
    refused(choice="'whole'", ground="'x'", decided_by_id="colleague"),
    refused(WAS_READ),
    decides("social_worker", "social_worker", DONE),
    decides("social_worker", "colleague", REFUSED),
    decides("colleague", "colleague", NOTHING),
    decides("social_worker", "social_worker", NOTHING, WAS_READ),
    decides("teacher", "teacher", NOTHING),
    *(changing(who, OF_IT, said, *OFFICERS, MADE, IS_THERE)
      for who, said in (("colleague", DONE), ("social_worker", DONE), ("teacher", NOTHING))),
    changing("colleague", OF_IT, NOTHING, *OFFICERS, MADE, IS_THERE, IS_ENDED),
]  # fmt: skip

TRIES = [*BUILT, *MOVES, *READERS, *ITEMS]


def wrong_extracts(worlds: dict[str, World]) -> Iterator[str]:
    """Each try that ends otherwise than it must."""
    return wrong_in(TRIES, worlds)
