"""What each person may see in each phase, written from security.md's table by hand and from no code of ours.

Letters are those of `world.MARKERS`: Existence, Identity, others' or own pieces (T), Consent record, Minutes,
decisions (B). An empty string is row 0-2, 10-12: nothing, and every address answers 404.
"""

NOBODY = dict.fromkeys(
    "colleague other_convenor social_worker bup_deputy steering_social secretary admin reviewer".split(), ""
)

SEES = {
    # No consent yet: the raiser and the own unit's head; the convenor has code and question only. (rows 3, 5, 6)
    "raised": {
        **NOBODY,
        "teacher": "ETC",
        "head": "ETC",
        "convenor": "EC",
        "social_manager": "",
        "bup_manager": "",
        "chair": "",
        "steering_bup": "",
    },
    # Consent for the sitting, managers called: rows 4, 3 and 7, 6, 7.
    "called": {
        **NOBODY,
        "teacher": "EITC",
        "head": "EITC",
        "convenor": "EITC",
        "social_manager": "EIT",
        "bup_manager": "EIT",
        "chair": "",
        "steering_bup": "",
    },
    # The sitting is over, the consent used: rows 5, 3, 6, 8 (attending units' managers keep the minutes).
    "held": {
        **NOBODY,
        "teacher": "ETCB",
        "head": "EITCMB",
        "convenor": "ECMB",
        "social_manager": "MB",
        "bup_manager": "MB",
        "chair": "",
        "steering_bup": "",
    },
    # Escalated: the named manager and the chair, without identity since no consent names them. (row 9)
    "escalated": {
        **NOBODY,
        "teacher": "ETCB",
        "head": "EITCMB",
        "convenor": "ECMB",
        "social_manager": "MB",
        "bup_manager": "MB",
        "chair": "EMB",
        "steering_bup": "EMB",
    },
}

# Who sees the own principal's child row itself: the one in contact and that unit's head.
SEE_CHILD = {"teacher", "head"}


def may_see_object(kind: str, who: str, phase: str) -> bool | None:
    """May this person reach an object of the kind? None where the kind says nothing about children."""
    sees = SEES[phase][who]
    questions = {
        "case": "E" in sees,
        "child": who in SEE_CHILD,
        "consent": "C" in sees and phase != "raised",
        "call": who == "bup_manager" and phase == "called",
        "minutes": "M" in sees,
        "section": "M" in sees,
        "decision": "B" in sees and ("E" in sees or phase == "escalated"),  # row 8: by the approved minutes
        "identity": "I" in sees,
        "case log": "C" in sees or who == "reviewer",
        "obligation": "E" in sees,
    }
    return questions.get(kind)
