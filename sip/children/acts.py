"""What the log calls each act on a child's record."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "child.changed": _("Ändrade barnets uppgifter"),
    "child.expected": _("Registrerade ett ofött barn"),
    "child.expected_no_longer": _("Noterade att barnet inte väntas längre"),
    "child.born": _("Noterade barnets födelse"),
    "child.protected_read": _("Visade skyddade uppgifter"),
    "number.added": _("Lade till ett nummer"),
    "number.ended": _("Avslutade ett nummer"),
    "number.proposed": _("Skrev in ett nummerbyte"),
    "number.confirmed": _("Bekräftade ett nummerbyte"),
    "number.rejected": _("Avvisade ett nummerbyte"),
    "guardian.changed": _("Ändrade uppgifter om en vårdnadshavare"),
    "guardian.ended": _("Avslutade en vårdnad"),
    "bar.set": _("Spärrade uppgifter för en vårdnadshavare"),
    "bar.ended": _("Hävde en spärr för en vårdnadshavare"),
    "person.added": _("Lade till en person kring barnet"),
    "person.changed": _("Ändrade uppgifter om en person kring barnet"),
    "person.ended": _("Avslutade en person kring barnet"),
    "protection.set": _("Antecknade skyddade personuppgifter"),
    "protection.ended": _("Avslutade skyddade personuppgifter"),
}
