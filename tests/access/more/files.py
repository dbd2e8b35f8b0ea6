"""The signed paper of the case's consent; its content is the mark. [security 2, the consent record and Identity]

It bears names: so it is read by those who read the consent record (rows 3 to 6) and may know who the child is. The
convenor may as long as a consent given says so; to the called and the concerned the consent is a status only.
"""

from uuid import uuid4

from sip.models import Consent
from tests.database import as_loader
from tests.sip.papers import stood

MARK = "MARKE-BLANKETT"


def make(world) -> dict[str, object]:
    with as_loader():
        consent = Consent.objects.filter(case_id=world.case.pk).first()
    return {"file": stood(world.town, consent, MARK).pk if consent else uuid4()}


def _reads(who: str, phase: str) -> bool:
    if phase == "raised":  # nobody has been asked yet
        return False
    return who in ("teacher", "head") or (who == "convenor" and phase == "called")


REACHES = {"file": _reads}
MARKS = {MARK: _reads}
