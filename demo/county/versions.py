"""The frozen versions of a county's plans, with the hash the service would have given each, and filed copies."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid5

from django.utils import timezone

from demo.county import copying
from demo.county.people import SPACE
from sip.plans.frozen import hash_of

VERSION = "id created_at region_id case_id number agreed_on content sha256 agreed_by_id frozen_at".split()
COPY = "id created_at region_id case_id code version_number unit_id content sha256 filed_by_id filed_at".split()
# The plan's rows as they stand, put together as `frozen.content_of` does. Results are told in the second version.
CONTENT = """
SELECT p.case_id, p.region_id, c.code, p.initiated_by_id, p.activated_on, m.held_at, d.filer, d.unit,
  jsonb_build_object(
    'code', c.code, 'label', p.label, 'agreed_principal', h.name, 'people', (
      SELECT jsonb_agg(jsonb_build_array(r.part, e.given_name || ' ' || e.family_name, u.name) ORDER BY r.part)
      FROM sip_planrole r JOIN people_roleassignment a ON a.id = r.assignment_id
      JOIN people_person e ON e.id = a.person_id JOIN organisations_unit u ON u.id = r.unit_id
      WHERE r.case_id = p.case_id),
    'voices', (
      SELECT jsonb_agg(jsonb_build_object('whose', v.whose, 'name', v.name, 'words', v.words, 'heard', v.heard,
        'on', v.heard_on, 'informed', v.informed_how, 'why_not', v.not_asked_reason) ORDER BY v.created_at)
      FROM sip_planvoice v WHERE v.case_id = p.case_id),
    'sections', (
      SELECT jsonb_agg(jsonb_build_object('key', s.key, 'heading', s.heading, 'text', s.text) ORDER BY s.position)
      FROM sip_plansection s WHERE s.case_id = p.case_id AND s.text <> ''),
    'goals', (
      SELECT jsonb_agg(jsonb_build_object('id', g.id, 'horizon', g.horizon, 'serves', '', 'text', g.text, 'by', '',
        'reached', NULL))
      FROM sip_plangoal g WHERE g.case_id = p.case_id),
    'measures', (
      SELECT jsonb_agg(jsonb_build_object('id', k.id, 'goal', k.goal_id, 'text', k.text, 'doer', k.doer,
        'unit', coalesce(u.name, ''), 'person', coalesce(e.given_name || ' ' || e.family_name, ''), 'starts', '',
        'due', k.due_on, 'result', '', 'result_text', '') ORDER BY k.position)
      FROM sip_planmeasure k LEFT JOIN organisations_unit u ON u.id = k.unit_id
      LEFT JOIN people_roleassignment a ON a.id = k.assignment_id LEFT JOIN people_person e ON e.id = a.person_id
      WHERE k.case_id = p.case_id))::text
FROM sip_sipplan p JOIN sip_case c ON c.id = p.case_id
JOIN organisations_principal h ON h.id = p.responsible_principal_id
LEFT JOIN sip_planmeeting m ON m.case_id = p.case_id AND m.kind = 'follow_up'
JOIN LATERAL (
  SELECT r.assignment_id AS filer, r.unit_id AS unit FROM sip_planrole r
  WHERE r.case_id = p.case_id AND r.part = 'recorder') AS d ON true
WHERE p.region_id = ANY (%s) AND p.activated_on IS NOT NULL ORDER BY p.case_id
"""
FIRST, LATER = timedelta(days=90), timedelta(days=150)  # from a version to the follow-up it sets


def write(regions: list[Any]) -> int:
    """A version for each time a plan was agreed, the first filed by the recorder's unit; how many versions."""
    number = 0
    for batch in copying.batches(copying.read(CONTENT, [regions])):
        versions, copies = [], []
        for row in batch:
            made = list(_versions(row))
            versions += made
            copies.append(_copy(row, made[0]))
        copying.write("sip_planversion", VERSION, versions)
        copying.write("sip_filedcopy", COPY, copies)
        number += len(versions)
    return number


def _versions(row: tuple) -> Iterator[tuple]:
    case_id, region_id, _code, by, agreed_on, held_at, _filer, _unit, told = row
    content = json.loads(told)
    frozen_at, held_on = (held_at and held_at + timedelta(hours=2)), (held_at and timezone.localdate(held_at))
    for number, on, moment, wait in (
        (1, agreed_on, None, FIRST),
        (2, held_on, frozen_at, LATER),
    ):
        if on is None:
            return
        content["next_follow_up_on"] = (on + wait).isoformat()
        if number == 2:
            for measure in content["measures"]:
                measure |= {"result": "going_on"}
        moment = moment or copying.morning(on)
        key = uuid5(SPACE, f"version/{case_id}/{number}")
        text = json.dumps(content, ensure_ascii=False)
        yield key, moment, region_id, case_id, number, on, text, hash_of(content), by, moment


def _copy(row: tuple, version: tuple) -> tuple:
    case_id, region_id, code, _by, _on, _held, filer, unit, _told = row
    _key, moment, _region, _case, number, _agreed, text, sha256, *_rest = version
    filed_at = moment + timedelta(hours=3)
    return (
        uuid5(SPACE, f"copy/{case_id}"), filed_at, region_id, case_id, code, number, unit, text, sha256, filer,
        filed_at,
    )  # fmt: skip
