"""What the child needs: read by those who see the child; one's own note by nobody but oneself. [security 1, P-16]"""

from tests.access.more.children import sees


def make(world) -> dict[str, object]:
    """Made with everything else around the child."""
    return {kind: world.around[kind] for kind in REACHES}


REACHES = {"need": sees, "child's other plan": sees}
MARKS = {
    "MÄRKE-BEHOV": sees,
    "MÄRKE-HEMMET": sees,
    "MÄRKE-STEG": sees,
    "MÄRKE-EGEN-PLAN": sees,
    "Vårdnadshavarna. Noterat av": sees,
    "Du har noterat att du själv anmälde": lambda who, phase: who == "teacher",
}
