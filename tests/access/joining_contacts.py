"""Who works with a child and who lets whom in by plain SQL, tried as those who already do. [security 1]"""

from tests.access.tries import DONE, NOTHING, REFUSED, ROLE, TOMORROW, YESTERDAY, Try, copied, insert, tries, update

OWN_CHILD = copied("sip_child", "r.id = %(child)s", id="second")
CONTACT = {"child_id": "child", "unit_id": "school", "assignment_id": "teacher", "valid_from": "clock_timestamp()"}
allowed, refused = tries("called", "sip_contact", CONTACT, (OWN_CHILD,), "teacher")
CONTACTS = [
    allowed(),
    allowed(assignment_id="colleague"),
    refused(assignment_id="colleague", by="colleague"),
    refused(assignment_id="colleague", child_id="second"),
    refused(assignment_id="social_worker"),
    refused(assignment_id="head"),
    *(refused(ROLE.format(f"valid_{word}", "colleague"), assignment_id="colleague")
      for word in (f"to = {YESTERDAY}", f"from = {TOMORROW}")),
    refused(unit_id="social"),
    refused(copied("sip_contact", "r.child_id = %(child)s", id="new", child_id="second"), child_id="second",
            by="social_worker", assignment_id="social_worker", unit_id="social"),
]  # fmt: skip

OF_MINE = "child_id = %(child)s AND assignment_id = %(teacher)s"
OTHERS = insert("sip_contact", CONTACT, assignment_id="colleague")
TO_SEE_BY = insert("sip_contact", CONTACT)  # beside the one that has ended


def leaves(who: str, value: str, said: str, *given: str, where: str = OF_MINE) -> Try:
    return Try("called", who, update("sip_contact", f"valid_to = {value}", where), said, given)


def until(value: str) -> str:
    return update("sip_contact", f"valid_to = {value}", OF_MINE)


LEAVES = [
    leaves("teacher", "clock_timestamp()", DONE),
    leaves("teacher", "clock_timestamp()", DONE, until("clock_timestamp() + interval '1 day'")),
    *(leaves("teacher", value, REFUSED)
      for value in ("NULL", *(f"clock_timestamp() {sign} interval '1 hour'" for sign in "+-"))),
    leaves("teacher", "clock_timestamp()", NOTHING, until("clock_timestamp() - interval '1 hour'"), TO_SEE_BY,
           where=f"{OF_MINE} AND valid_to < clock_timestamp()"),
    leaves("teacher", "clock_timestamp()", NOTHING, OTHERS, where="assignment_id = %(colleague)s"),
    leaves("head", "clock_timestamp()", NOTHING),
]  # fmt: skip
