"""Changes of the consent's logic that nobody can meet, each by the reason why nothing turns red."""

RECORDING = "sip/consent/services/recording.py"
WITHDRAWING = "sip/consent/services/withdrawing.py withdraw_consent:"
OF_A_TRANSFER = "isinstance(case, Transfer) and is_whole and (not given_beside(consent)"
PIECES = "sip/disclosures/services.py"
ENDING = "sip/consent/ending.py"
INSERTED = "a new row with a key of its own is inserted, asked to or not"
SAME = {
    f"{RECORDING} answer_on_screen: states.GIVE if answer else states.REFUSE turned": (
        "both moves begin in the same state: who is guarded by the one is by the other"
    ),
    f"{RECORDING} answered: one.guardian_id and one.answer is not None without one.guardian_id": (
        "every giver is a guardian's: no row without one is ever saved"
    ),
    f"{RECORDING} _closed: if not is_given: never": "what is found where nothing is given is not used",
    f"{RECORDING} _closed: return Closed() → None": "what is found where nothing is given is not used",
    f"{RECORDING} _replace_earlier: if is_given: always": "what was only asked for has no clock that could end",
    f"{RECORDING} _status: answers and None not in answers without answers": (
        "a consent of guardians is refused before this where there is none"
    ),
    f"{WITHDRAWING} {OF_A_TRANSFER} without isinstance(case, Transfer)": (
        "no plan and no forum case is ever in the state that a transfer is stopped from"
    ),
    f"{PIECES} write_piece: True → False": INSERTED,
    f"{PIECES} disclose_piece: True → False": INSERTED,
    f"{PIECES} file_piece: True → False": INSERTED,
    f"{ENDING} _ask: if lead is None: never": "without its days the database finds none to ask for",
}
