"""Consents that follow a region's rule and that break it, as somebody's statements: by hand from the rule. [X-06, X-08]

Each is tried as the teacher in whose case it stands, after the loader has made true what is given.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import SimpleNamespace
from uuid import uuid4

from django.db import Error, connection, transaction

from core.regions import vocabulary
from sip.consent import rules
from sip.consent.rules import Rule, Said
from sip.consent.states import Form, Signatories
from tests.access.doors import become
from tests.access.passing_on import CONSENT
from tests.access.scenes import run
from tests.access.tries import insert
from tests.database import as_loader, as_role
from tests.groups import build as b
from tests.sip import town as t

ROW = {
    **CONSENT, "id": "new", "case_id": "case", "purpose": "'forum_occasion'", "sitting": "7", "form": "'written'",
    "valid_to": "current_date + 10",
}  # fmt: skip
NONE, RULE, FITS, DECIDED = "done", "consent_follows_rule", "consent_fits_its_case", "consent_is_decided"


@dataclass(frozen=True)
class Try:
    """`said` is the constraint that stops it."""

    said: str
    given: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


def tried(said: str, *given: str, then: tuple[str, ...] = (), **changes: str) -> Try:
    return Try(said, given, then, tuple(changes.items()))


def says(**rule: object) -> str:
    """What the profile of today says, changed."""
    return f"""UPDATE regions_regionprofile SET data = data || '{json.dumps(rule)}'::jsonb
      WHERE region_id = %(region)s AND version = 1"""


def profile(version: int, first: str, last: str = "NULL", **rule: object) -> str:
    """One more of the region's profiles, from a day to a day."""
    return f"""INSERT INTO regions_regionprofile SELECT (jsonb_populate_record(p, jsonb_build_object(
      'id', gen_random_uuid(), 'version', {version}, 'valid_from', {first}, 'valid_to', {last},
      'data', p.data || '{json.dumps(rule)}'::jsonb))).* FROM regions_regionprofile p
      WHERE p.region_id = %(region)s AND p.version = 1"""


def moved(**days: str) -> str:
    said = ", ".join(f"{name} = {day}" for name, day in days.items())
    return f"UPDATE regions_regionprofile SET {said} WHERE region_id = %(region)s AND version = 1"


def decides(
    *,
    region: str = "region",
    area: str = "NULL",
    status: str = "approved",
    first: str = "current_date",
    last: str = "NULL",
    **rule: object,
) -> str:
    """What two administrators have decided for the region, or an area of it, from a day to a day."""
    ((key, value),) = rule.items()
    two = "gen_random_uuid(), gen_random_uuid(), ''"
    return f"""INSERT INTO organisations_profileoverride (id, created_at, region_id, area_id, key, value, status,
      reason, from_file, proposed_user, proposed_by, proposed_name, approved_user, approved_by, approved_name,
      valid_from, valid_to) VALUES (gen_random_uuid(), clock_timestamp(), %({region})s, {area}, '{key}',
      '{json.dumps(value)}', '{status}', '', false, {two}, {two}, {first}, {last})"""


def role(change: str) -> str:
    return f"UPDATE people_roleassignment SET {change} WHERE id = %(head)s"


LENIENT, STRICT = {"consent_signatories": "one_guardian"}, {"consent_signatories": "all_guardians"}
BOTH = {"consent_signatories": "guardians_and_child"}
ONE = {"signatories": "'one_guardian'"}
WAITS = {"signatories": "'prevented'", "signatories_reason": "'x'", "approved_by_id": "head"}
TIMES = {"consent_times": {"forum_occasion": {"usual_days": 5, "longest_days": 9}}}
UNBORN = {"purpose": "'unborn'", "sitting": "NULL"}
THEIRS = "UPDATE regions_regionprofile SET version = 9, data = data || '{}' WHERE region_id = %(syd)s"
GIVEN = {"status": "'given'", "given_on": "current_date"}
YES = """INSERT INTO sip_consentgiver (id, created_at, region_id, case_id, consent_id, guardian_id, name, appointment,
  answer, answered_on) SELECT gen_random_uuid(), clock_timestamp(), g.region_id, %(case)s, %(new)s, g.id, g.name, '',
  true, current_date FROM sip_guardian g JOIN sip_childcase l ON l.child_id = g.child_id WHERE l.case_id = %(case)s"""
UNDECIDED = (  # as it can never become, for no guard is asked
    "SET LOCAL session_replication_role = replica",
    "UPDATE sip_consent SET status = 'given', given_on = current_date WHERE id = %(other)s",
    "SET LOCAL session_replication_role = origin",
)

RULED = (
    tried(NONE),
    # Whose rule: that of today, else of the profile that was last in force, else of the first to come.
    tried(RULE, **ONE),
    tried(NONE, says(**LENIENT), **ONE),
    tried(NONE, profile(2, "current_date - 1", **LENIENT), **ONE),
    tried(RULE, profile(2, "current_date - 1", **LENIENT), profile(3, "current_date - 1", **STRICT), **ONE),
    tried(RULE, profile(2, "current_date + 1", **LENIENT), **ONE),
    tried(RULE, profile(2, "current_date - 9", "current_date - 1", **LENIENT), **ONE),
    tried(NONE, profile(2, "current_date - 9", "current_date", **LENIENT), **ONE),
    tried(RULE, moved(valid_to="current_date - 1"), profile(2, "current_date + 1", **LENIENT), **ONE),
    tried(NONE, moved(valid_to="current_date - 5"),
          profile(2, "current_date - 4", "current_date - 1", **LENIENT), **ONE),
    tried(RULE, moved(valid_from="current_date + 1"), profile(2, "current_date + 5", **LENIENT), **ONE),
    tried(RULE, THEIRS.replace("{}", json.dumps(LENIENT)), **ONE),
    # What the administrators have decided for the region lies on its file, on the days it holds.
    tried(NONE, decides(**LENIENT), **ONE),
    tried(RULE, says(**LENIENT), decides(**STRICT), **ONE),
    tried(NONE, decides(**LENIENT, first="current_date - 9", last="current_date"), **ONE),
    tried(RULE, decides(**LENIENT, first="current_date - 9", last="current_date - 1"), **ONE),
    tried(RULE, decides(**LENIENT, first="current_date + 1"), **ONE),
    tried(RULE, decides(**LENIENT, status="proposed"), **ONE),
    tried(RULE, decides(**LENIENT, area="%(area)s"), **ONE),
    tried(RULE, decides(**LENIENT, region="syd"), **ONE),
    # Nobody asks a child that is not born; where one guardian is enough, one is enough for it too.
    tried(RULE, says(**BOTH)),
    tried(NONE, says(**BOTH), maturity_judgement="'x'"),
    tried(FITS, says(**BOTH), **UNBORN),
    tried(FITS, says(**LENIENT), **UNBORN, **ONE),
    tried(RULE, **UNBORN, **ONE),
    # How long, and in writing.
    tried(RULE, says(**TIMES)),
    tried(NONE, says(**TIMES), valid_to="current_date + 9"),
    tried(RULE, says(consent_written=["forum_occasion"]), form="'oral'"),
    tried(NONE, says(consent_written=["sip"]), form="'oral'"),
    # Not to wait for one who is prevented is for a leader in force of the recording unit to say.
    tried(NONE, **WAITS),
    tried(RULE, **WAITS | {"approved_by_id": "NULL"}),
    tried(RULE, **WAITS | {"approved_by_id": "social_manager"}),
    tried(RULE, **WAITS | {"approved_by_id": "colleague"}),
    tried(RULE, role("valid_from = current_date + 1"), **WAITS),
    tried(RULE, role("valid_to = current_date - 1"), **WAITS),
    tried(NONE, role("valid_to = current_date"), **WAITS),
)  # fmt: skip
# What is recorded as given is so by those who decide, when the request ends.
DECISIONS = (
    tried(DECIDED, **GIVEN),
    tried(NONE, then=(YES,), **GIVEN),
    tried(NONE, then=(YES, "UPDATE sip_consent SET status = 'withdrawn' WHERE id = %(new)s"), **GIVEN),
    tried(NONE, then=("UPDATE sip_consent SET status = 'withdrawn' WHERE id = %(new)s",), **GIVEN),
    tried(NONE, *UNDECIDED, then=(YES,), **GIVEN),
)


def make_ruled(town: SimpleNamespace) -> dict:
    """What the statements name: a case of the teacher's, another whose consent nobody has given, another region."""
    case, elsewhere = t.raised(town), t.raised(town)
    other = t.consented(town, elsewhere, answers=None)
    with as_loader():
        syd = b.make_region("syd")
        t.make_profile(syd)
    people = {name: one.pk for name, one in town.assignments.items()}
    places = {"school": town.school.pk, "region": town.region.pk, "area": town.area.pk, "syd": syd.pk}
    return {**people, **places, "case": case.pk, "other": other.pk, "new": uuid4()}


def wrong_in(tries: Iterable[Try], town: SimpleNamespace, names: dict) -> Iterator[str]:
    """Each consent that is stopped otherwise than it must be."""
    for one in tries:
        before = transaction.savepoint()
        with as_loader():
            for sql in one.given:
                run(sql, names)
        become(town.teacher)
        said = _comes_of((insert("sip_consent", ROW, **dict(one.changes)), *one.then), names)
        transaction.savepoint_rollback(before)
        if said != one.said:
            yield f"given {one.given}, {dict(one.changes)}, then {one.then}: {said}"


def _comes_of(statements: tuple[str, ...], names: dict) -> str:
    try:
        for sql in statements:
            run(sql, names)
        run("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as error:
        return error.__cause__.diag.constraint_name or str(error.__cause__.sqlstate)
    return NONE


BREAKS = """SELECT access.consent_breaks(x.rule, x.longest, x.is_written, x.signatories, x.form, x.days, x.reason,
  x.judgement, x.is_approved) FROM ROWS FROM (jsonb_to_recordset(%s) AS (rule text, longest int, is_written boolean,
  signatories text, form text, days int, reason text, judgement text, is_approved boolean)) WITH ORDINALITY
  AS x (rule, longest, is_written, signatories, form, days, reason, judgement, is_approved, n) ORDER BY x.n"""


@cache
def every_way() -> tuple[str, tuple[str, ...]]:
    """Every rule with every consent, and what of it breaks the rule as the services count."""
    asked, expected = [], []
    for name, longest, is_written in product(vocabulary.CONSENT_RULES, (None, 10), (False, True)):
        for signatories, form, days in product(Signatories.values, Form.values, (10, 11)):
            for reason, judgement, is_approved in product(("", "x"), ("", "x"), (False, True)):
                said = Said(signatories, form, days, reason, judgement, is_approved)
                asked.append({"rule": name, "longest": longest, "is_written": is_written, **vars(said)})
                expected.append(rules.breaks(Rule(name, longest, is_written), said))
    return json.dumps(asked), tuple(expected)


def broken_by_the_database() -> list[str]:
    with as_role("bus_owner"), connection.cursor() as cursor:
        cursor.execute(BREAKS, [every_way()[0]])
        return [row[0] for row in cursor.fetchall()]


def wrong_breaks() -> Iterator[str]:
    if tuple(broken_by_the_database()) != every_way()[1]:
        yield "the database breaks by another rule"
