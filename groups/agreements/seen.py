"""What a party binds itself to, in short: where the mark is another, so is the text. [AG-05]"""

import json
from hashlib import sha256

from django.utils.translation import gettext as _

from core.access import together
from core.errors import WrongState
from groups.agreements import policies
from groups.agreements.models import Agreement


def mark_of(agreement: Agreement) -> str:
    """Of its name, whom it is for, its chapters as last saved, its annexes and its parties. One statement."""
    chapters = agreement.chapters.order_by("order").values_list("key", "version")
    annexes = policies.standing_files(agreement).filter(party=None).order_by("pk").values_list("pk")
    parties = policies.standing_parties(agreement).order_by("principal_id").values_list("principal_id")
    together(chapters, annexes, parties)
    said = [agreement.title, agreement.target_group, list(chapters), list(annexes), list(parties)]
    return sha256(json.dumps(said, default=str).encode()).hexdigest()


def must_be_seen(agreement: Agreement, mark: str) -> None:
    """Raises WrongState when it is not as it was where the mark was taken."""
    if mark != mark_of(agreement):
        raise WrongState(_("Texten har ändrats sedan du öppnade sidan. Läs den och skriv under på nytt."))
