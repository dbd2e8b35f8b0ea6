"""Changes of the consent's logic that nobody can meet, each by the reason why nothing turns red."""

RECORDING = "sip/consent/services/recording.py"
WITHDRAWING = "sip/consent/services/withdrawing.py withdraw_consent:"
OF_A_TRANSFER = "isinstance(case, Transfer) and is_whole and (not given_beside(consent)"
PIECES = "sip/disclosures/services.py"
ENDING = "sip/consent/ending.py"
CONSENTS = "sip/consent/policies.py"
ESCALATED = "sip/consent/queries.py escalation_consent:"
CALLS = "sip/consent/calls.py called_of:"
GIVEN_PIECES = "sip/disclosures/policies.py"
OF_ONE_REGION = "the ids that one may see are of one region alone: it is named for the index"
NOBODY_CALLED = "no call is of no unit, and nobody is called to a transfer: asked for all the same, none is found"
NOT_BEGUN = "no forum case and no transfer is ever in a state in which a plan waits for its consent"
INSERTED = "a new row with a key of its own is inserted, asked to or not"
LETS_IN = "sip/transfers/receiving.py let_in:"
SAME = {
    f"{RECORDING} answer_on_screen: states.GIVE if answer else states.REFUSE turned": (
        "both moves begin in the same state: who is guarded by the one is by the other"
    ),
    f"{RECORDING} _save: True → False": INSERTED,
    f"{RECORDING} _open: 1 → 2": "a case has one copy of the name: the second is not written",
    f"{RECORDING} _closed: if not is_given: never": "what is found where nothing is given is not used",
    f"{RECORDING} _closed: return Closed() → None": "what is found where nothing is given is not used",
    f"{RECORDING} _replace_earlier: if is_given: always": "what was only asked for has no clock that could end",
    f"{RECORDING} _status: answers and None not in answers without answers": (
        "a consent of guardians is refused before this where there is none"
    ),
    "sip/consent/deciders.py deciders_of: "
    "ChildPerson.objects.filter(child_id__in=children, relation=Relation.RE without relation": (
        "only a representative is appointed: the database has a rule"
    ),
    "sip/consent/deciders.py deciders_of: without together(guardians, persons)": "asked one by one they are the same",
    f"{LETS_IN} Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER,  without part": (
        "of a transfer nobody but a receiver stands there without a person"
    ),
    f"{LETS_IN} Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER,  without assignment__isnull": (
        "who is named is of a unit that has been let in"
    ),
    f"{LETS_IN} PlacementNotice.objects.filter(case_id=transfer.pk, receiving_unit_id_ without sent_on": (
        "a unit is let in once, and told of a placement once: the database has a rule"
    ),
    f"{LETS_IN} True → False (3)": INSERTED,
    "sip/transfers/consenting.py purpose_of: any → all": "who asks for a consent has one record of the child",
    "sip/transfers/consenting.py purpose_of: 1 → 2": "who asks for a consent has one record of the child",
    f"{WITHDRAWING} {OF_A_TRANSFER} without isinstance(case, Transfer)": (
        "no plan and no forum case is ever in the state that a transfer is stopped from"
    ),
    f"{PIECES} write_piece: True → False": INSERTED,
    f"{PIECES} disclose_piece: True → False": INSERTED,
    f"{PIECES} file_piece: True → False": INSERTED,
    f"{PIECES} _keep: True → False": INSERTED,
    f"{PIECES} _match: True → False": INSERTED,
    f"{PIECES} disclose_own_pieces: "
    "Unit.objects.select_related('principal').filter(pk__in=facts.units | { without .filter": (
        "more units than are asked for by their key change nothing but the time"
    ),
    f"{ENDING} _ask: if lead is None: never": "without its days the database finds none to ask for",
    f"{CONSENTS} visible_consents: "
    "Consent.objects.filter(within('case_id', 'visible_consent_case_ids'),  without region_id": OF_ONE_REGION,
    "sip/signatures/policies.py visible_signatures: "
    "ConsentSignature.objects.filter(within('case_id', 'visible_consent_cas without region_id": OF_ONE_REGION,
    f"{CONSENTS} _receives: Participation.objects.filter(case_id=transfer.pk, part=Part.RECEIVER,  without part": (
        "nobody is called to a transfer: who has another part takes part, and may for that"
    ),
    f"{ESCALATED} found.order_by('-created_at') turned": (
        "what is given for one purpose and sitting is one: the database has a rule"
    ),
    f"{CALLS} if not units or isinstance(case, Transfer): never": NOBODY_CALLED,
    f"{CALLS} not units or isinstance(case, Transfer) with and": NOBODY_CALLED,
    f"{CALLS} not units or isinstance(case, Transfer) without not units": NOBODY_CALLED,
    f"{CALLS} not units or isinstance(case, Transfer) without isinstance(case, Transfer)": NOBODY_CALLED,
    f"{GIVEN_PIECES} visible_pieces: "
    "Contribution.objects.filter(within('id', 'visible_piece_ids'), region_ without region_id": OF_ONE_REGION,
    f"{GIVEN_PIECES} visible_disclosures: "
    "Disclosure.objects.filter(within('case_id', 'visible_case_ids'), withi without region_id": OF_ONE_REGION,
    f"{GIVEN_PIECES} visible_filed_pieces: "
    "FiledPiece.objects.filter(within('id', 'visible_filed_piece_ids'), reg without region_id": OF_ONE_REGION,
    f"{GIVEN_PIECES} stands_for_unit: "
    "acting.unit_id is not None and own_parts(acting, case).exists() without acting.unit_id is not None": (
        "no part in a case is without its unit"
    ),
    f"{GIVEN_PIECES} receiving_units: "
    "Unit.objects.filter(Q(pk__in=taking_part) | Q(pk__in=concerned) | Q(pk without region_id": (
        "the units of a case are of its own region: their keys say so together"
    ),
    "sip/consent/answering.py answer_consent: if isinstance(case, SipPlan): always": NOT_BEGUN,
    "sip/signatures/services.py sign_consent: if isinstance(case, SipPlan): always": NOT_BEGUN,
    "sip/signatures/services.py sign_consent: True → False": INSERTED,
    "sip/plans/services/consenting.py begin_by_consent: "
    "given_on and consent.status == ConsentStatus.GIVEN and (plan.status in without given_on": (
        "what is given has its day: the database has a rule"
    ),
}
