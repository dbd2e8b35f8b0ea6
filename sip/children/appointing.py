"""What is said of an appointment: which decision, from when, until when. [G-005, G-008, X-06]"""

from typing import Protocol

from django.utils.translation import gettext as _

from core.errors import Refused


class SaysAppointment(Protocol):
    """What a form has said; a model's row has the same names."""

    @property
    def appointment_number(self) -> str: ...
    @property
    def appointed_from(self): ...
    @property
    def appointed_to(self): ...


def check_appointment(said: SaysAppointment, *, may_be: bool, none_here: str) -> None:
    """Raises Refused for half an appointment, for days that cannot be, and with `none_here` where there is none."""
    number = said.appointment_number.strip()
    if not number and said.appointed_from is None and said.appointed_to is None:
        return
    if not may_be:
        raise Refused(none_here, field="appointment_number")
    if not number:
        raise Refused(_("Skriv förordnandets beteckning, den som står på beslutet."), field="appointment_number")
    if said.appointed_from is None:
        raise Refused(_("Skriv från vilken dag förordnandet gäller."), field="appointed_from")
    if said.appointed_to is not None and said.appointed_to < said.appointed_from:
        raise Refused(_("Förordnandets sista dag kan inte ligga före den första."), field="appointed_to")
