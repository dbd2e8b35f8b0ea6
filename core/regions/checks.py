"""What must hold between the keys of a profile: each check gives (key, clause) for what does not."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from core.regions.keys import LENGTHS
from core.regions.problems import sentence
from core.regions.vocabulary import CONSENT_PURPOSES, KEPT_DOCUMENTS, MANAGERS_GROUPS
from core.ui import theme

if TYPE_CHECKING:
    from core.regions.shapes import GroupSurvey, SurveyQuestion
    from core.regions.typed import Profile

Found = Iterator[tuple[str, str]]
SHARE = "share_satisfied"  # of the spider's kinds of scale: the answers' steps are not its own [I-35]
MOST_QUESTIONS = 20  # as the database takes of one who answers (access.survey_answer)


def problems_of(profile: "Profile") -> list[tuple[str, str]]:
    """Everything that does not fit together, in the order of the checks."""
    checks = (
        _look,
        _tree,
        _unresolved,
        _ladder,
        _individual_forum,
        _lengths,
        _seats,
        _meetings,
        _terms,
        _spider,
        _aliases,
        _laws,
        _keeping,
        _consents,
        _surveys,
        _meeting_questions,
        _group_surveys,
    )
    return [found for check in checks for found in check(profile)]


def _look(profile: "Profile") -> Found:
    """Colours that can be read: identity is tenant data, contrast is not. [design]"""
    for pair in theme.faults(vars(profile.look)):
        yield "look", _("har för liten kontrast: %(pair)s") % {"pair": pair}


def _not_a_forum(kind: str) -> str:
    return _("ska vara ett av regionens forum, men är %(kind)s") % {"kind": kind}


def _tree(profile: "Profile") -> Found:
    kinds = [forum.kind for forum in profile.forums]
    for number, forum in enumerate(profile.forums, start=1):
        if kinds.count(forum.kind) > 1 and kinds.index(forum.kind) != number - 1:
            yield f"forums[{number}].kind", _("står två gånger: %(kind)s") % {"kind": forum.kind}
        if forum.parent is not None and forum.parent not in kinds[: number - 1]:
            yield f"forums[{number}].parent", _("ska vara ett forum som står tidigare i listan")
    named = {
        "unresolved_goes_to": profile.unresolved_goes_to,
        "routine_decided_by.decided_by": profile.routine_decided_by.decided_by,
        "routine_decided_by.adapted_by": profile.routine_decided_by.adapted_by,
    }
    for key, kind in named.items():
        if kind is not None and kind not in kinds:
            yield key, _not_a_forum(kind)


def _unresolved(profile: "Profile") -> Found:
    """A child's case goes to the managers of its area and to nobody further away. [security 2, 001:L242-244]"""
    if profile.unresolved_goes_to not in MANAGERS_GROUPS:
        yield (
            "unresolved_goes_to",
            _("ska vara chefernas grupp i ett område: %(kinds)s") % {"kinds": ", ".join(MANAGERS_GROUPS)},
        )


def _ladder(profile: "Profile") -> Found:
    persons = {"line_manager", "responsible_managers"}
    kinds = {forum.kind for forum in profile.forums}
    keys = [step.key for step in profile.deviation_ladder]
    if keys[0] not in persons:
        yield "deviation_ladder[1]", _("ska vara chefer, eftersom en brist först löses där den uppstod")
    for number, key in enumerate(keys, start=1):
        if key not in persons and key not in kinds:
            yield (
                f"deviation_ladder[{number}].key",
                _not_a_forum(key),
            )
    if len(set(keys)) != len(keys):
        yield "deviation_ladder", _("har samma steg två gånger")


def _individual_forum(profile: "Profile") -> Found:
    if not profile.has_individual_forum:
        return
    if profile.forum("individual_forum") is None:
        yield "forums", _("saknar individual_forum, fast has_individual_forum är true")
    for key in ("forum_deadline_measures", "forum_clock_start", "forum_deadline_days"):
        if getattr(profile, key) is None:
            yield key, _("måste anges när individforum finns")
    if not profile.minutes_templates.get("individual_forum"):
        yield "minutes_templates.individual_forum", _("måste anges när individforum finns")


def _lengths(profile: "Profile") -> Found:
    """Every length key has its row: a number, or an outspoken `monitored: false`."""
    for key in LENGTHS:
        row = profile.deadlines.get(key.code)
        if row is None:
            yield f"deadlines.{key.code}", _("saknas; den bär %(key)s") % {"key": key.name}
        elif row.monitored and getattr(row, key.field) is None:
            yield f"deadlines.{key.code}.{key.field}", _("saknas; skriv monitored: false om fristen inte gäller")
    for code, row in profile.deadlines.items():
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            yield f"deadlines.{code}.valid_to", _("är före valid_from")


def _seats(profile: "Profile") -> Found:
    kinds = {forum.kind for forum in profile.forums}
    for number, seat in enumerate(profile.seat_requirements, start=1):
        place = f"seat_requirements[{number}]"
        if seat.forum_kind not in kinds:
            yield (
                f"{place}.forum_kind",
                _not_a_forum(seat.forum_kind),
            )
        if not seat.unit_types and not seat.role:
            yield place, _("ska ha verksamhetstyper eller en roll")
        if seat.maximum is not None and seat.maximum < seat.minimum:
            yield f"{place}.maximum", _("är mindre än minimum")


def _meetings(profile: "Profile") -> Found:
    kinds = {forum.kind for forum in profile.forums} | {"steering", "working", "local_group"}
    for name, rows in profile.meetings_min.items():
        if name not in kinds:
            yield f"meetings_min.{name}", _("är inget av regionens forum")
        for number, row in enumerate(rows, start=1):
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                yield f"meetings_min.{name}[{number}].valid_to", _("är före valid_from")


def _terms(profile: "Profile") -> Found:
    if list(profile.term_boundaries) != sorted(set(profile.term_boundaries)):
        yield "term_boundaries", _("ska stå i ordning och vara olika")


def _spider(profile: "Profile") -> Found:
    if profile.spider_enabled and len(profile.spider_axes) < 3:
        yield "spider_axes", _("ska ha minst tre axlar när spindelmätning används")
    if profile.spider_scale.low >= profile.spider_scale.high:
        yield "spider_scale", _("ska ha low mindre än high")
    if profile.spider_scale.kind == SHARE and (profile.spider_scale.low, profile.spider_scale.high) != (0, 100):
        yield "spider_scale", _("ska gå från 0 till 100 när den visar andel nöjda")


def _aliases(profile: "Profile") -> Found:
    for alias, key in profile.aliases.items():
        if key not in profile.labels and profile.forum(key) is None:
            yield f"aliases.{alias}", _("leder till %(key)s, som inte har någon benämning") % {"key": key}


def _laws(profile: "Profile") -> Found:
    last: dict[str, tuple] = {}
    for number, law in enumerate(profile.legal_references, start=1):
        place = f"legal_references[{number}]"
        if law.valid_to and law.valid_to < law.valid_from:
            yield f"{place}.valid_to", _("är före valid_from")
        before = last.get(law.code)
        if before and (before[0] is None or before[0] >= law.valid_from):
            yield f"{place}.valid_from", _("överlappar den förra raden med samma kod")
        last[law.code] = (law.valid_to,)


def _keeping(profile: "Profile") -> Found:
    """Every kind of document of every kind of principal has its class, on every day once. [security 6]"""
    laws = {law.code for law in profile.legal_references}
    last: dict[tuple[str, str], date | None] = {}
    for number, row in enumerate(profile.retention_classes, start=1):
        place, key = f"retention_classes[{number}]", (row.document, row.principal_kind)
        if row.law not in laws:
            yield f"{place}.law", _("står inte bland laghänvisningarna: %(law)s") % {"law": row.law}
        if (row.amount is None) != (row.keeps == "never"):
            yield f"{place}.amount", _("ska anges för allt som gallras, och bara för det")
        if (last.get(key, date.min) or date.max) >= row.valid_from:
            yield f"{place}.valid_from", _("överlappar den förra raden för samma slag")
        last[key] = row.valid_to
    for kind, document in product(profile.principal_kinds, KEPT_DOCUMENTS):
        if last.get((document, kind), date.min) is not None:
            yield "retention_classes", _("saknar %(kind)s, %(document)s") % {"kind": kind, "document": document}


def _consents(profile: "Profile") -> Found:
    """No consent runs without an end: each purpose has its longest time, and what is suggested lies within it."""
    if profile.consent_times is None:  # a version stored before the key was thought of
        return
    for purpose in CONSENT_PURPOSES:
        time = profile.consent_times.get(purpose)
        if time is None:
            yield f"consent_times.{purpose}", _("saknas; ett samtycke utan längsta tid går inte att spara")
        elif not 1 <= time.usual_days <= time.longest_days:
            yield f"consent_times.{purpose}.usual_days", _("ska vara minst 1 och högst longest_days")


def _surveys(profile: "Profile") -> Found:
    """One version holds on each day of the profile, later ones have higher numbers; each says what it asks. [I-40]"""
    rows = profile.sip_survey_versions or ()
    if rows and rows[0].valid_from > profile.valid_from:
        yield "sip_survey_versions[1].valid_from", _("ska vara senast den dag då profilen börjar gälla")
    for number, (before, row) in enumerate(pairwise(rows), start=2):
        if row.version <= before.version or row.valid_from <= before.valid_from:
            yield f"sip_survey_versions[{number}]", _("ska ha högre nummer och senare dag än raden före")
    for number, row in enumerate(rows, start=1):
        place = f"sip_survey_versions[{number}]"
        own = [kind for kind, questions in row.questions.items() if questions]
        if (row.standard is None) != (len(own) == len(row.questions)) or (row.standard is not None and own):
            yield place, _("ska ha antingen standard eller egna frågor till både barn och vårdnadshavare")
        for kind, questions in row.questions.items():
            yield from _questions(f"{place}.{kind}", questions)


def _questions(place: str, questions: "tuple[SurveyQuestion, ...]") -> Found:
    keys = [question.key for question in questions]
    if len(keys) > MOST_QUESTIONS or len(set(keys)) < len(keys):
        yield place, _("ska ha högst %(most)d frågor med olika nycklar") % {"most": MOST_QUESTIONS}
    for number, question in enumerate(questions, start=1):
        if not re.fullmatch(r"[a-z_]{1,30}", question.key):
            yield f"{place}[{number}].key", _("ska vara högst 30 små bokstäver a–z och _")
        if question.words and "sv" not in question.words:
            yield f"{place}[{number}].words", _("saknar sv; svenska visas där en översättning saknas")


def _meeting_questions(profile: "Profile") -> Found:
    """Short enough to be answered before one leaves: three to five at a time, each under one key for ever. [F37]"""
    if profile.meeting_questions is None:
        return
    rows, place = profile.meeting_questions.asked, "meeting_questions.asked"
    keys = [one.key for one in rows]
    for number, one in enumerate(rows, start=1):
        if not re.fullmatch(r"[a-z_]{1,40}", one.key):
            yield f"{place}[{number}].key", _("ska vara 1 till 40 av tecknen a till z och understreck")
        if keys.index(one.key) != number - 1:
            yield f"{place}[{number}].key", sentence("twice")
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            yield f"{place}[{number}].valid_to", _("är före valid_from")
    days = {one.valid_from or date.min for one in rows}
    days |= {one.valid_to + timedelta(days=1) for one in rows if one.valid_to}
    for day in sorted(days):
        if not 3 <= len(profile.meeting_questions.on(day)) <= 5:
            yield place, _("ska ha tre till fem frågor som gäller samtidigt")
            return


def _group_surveys(profile: "Profile") -> Found:
    """What can be answered on one page, drawn in one spider, and told apart for ever. [F133, F135, I-30]"""
    axes = {one.key for one in profile.spider_axes}
    surveys = profile.group_surveys or ()
    if len({one.key for one in surveys}) < len(surveys):
        yield "group_surveys", sentence("twice")
    for number, survey in enumerate(surveys, start=1):
        place = f"group_surveys[{number}]"
        is_of_axes = survey.has_axes and profile.spider_scale.kind != SHARE
        if survey.steps not in (5, 10) or (is_of_axes and survey.steps != profile.spider_scale.high):
            yield f"{place}.steps", _("ska vara 5 eller 10, och spindelns högsta värde när frågorna är dess axlar")
        if not 0 < survey.remind_days < survey.answer_days <= 90:
            yield f"{place}.answer_days", _("ska vara högst 90 och mer än remind_days")
        yield from _group_questions(survey, f"{place}.asked", axes)


def _group_questions(survey: "GroupSurvey", place: str, axes: set[str]) -> Found:
    keys = [one.key for one in survey.asked]
    for number, one in enumerate(survey.asked, start=1):
        if not re.fullmatch(r"[a-z_]{1,40}", one.key):
            yield f"{place}[{number}].key", _("ska vara 1 till 40 av tecknen a till z och understreck")
        if keys.index(one.key) != number - 1:
            yield f"{place}[{number}].key", sentence("twice")
        if (one.axis and one.axis not in axes) or bool(one.axis) != survey.has_axes:
            yield f"{place}[{number}].axis", _("ska vara en av spindelns axlar på alla frågor, eller på ingen")
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            yield f"{place}[{number}].valid_to", _("är före valid_from")
    days = {one.valid_to + timedelta(days=1) for one in survey.asked if one.valid_to}
    if any(not 1 <= len(survey.on(day)) <= MOST_QUESTIONS for day in days | {date.max}):
        yield place, _("ska ha en till tjugo frågor som gäller samtidigt")
