"""Why a document could not be made, as sentences for the user. No detail of the document is in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.documents.failures import Failure


class DocumentError(Exception):
    """The document was not made; nothing was stored. str() is a sentence for the user."""

    failure: Failure
    sentence: str | Promise

    def __init__(self) -> None:
        super().__init__(self.failure.value)

    def __str__(self) -> str:
        return str(self.sentence)


class TooLong(DocumentError):
    failure = Failure.TOO_LONG
    sentence = _("Dokumentet tog för lång tid att göra. Välj en kortare period eller färre delar och försök igen.")


class TooMuchMemory(DocumentError):
    failure = Failure.TOO_MUCH_MEMORY
    sentence = _("Dokumentet är för stort för att göras. Välj en kortare period eller färre delar och försök igen.")


class TooManyPages(DocumentError):
    failure = Failure.TOO_MANY_PAGES
    sentence = _("Dokumentet får för många sidor. Välj en kortare period eller färre delar och försök igen.")


class ResourceRefused(DocumentError):
    failure = Failure.RESOURCE_REFUSED
    sentence = _("Dokumentet gjordes inte, för det hänvisar till något utanför portalen.")


class NoFont(DocumentError):
    failure = Failure.NO_FONT
    sentence = _("Dokumentet gjordes inte, för portalens typsnitt saknas. Säg till driften.")


class Incomplete(DocumentError):
    failure = Failure.INCOMPLETE
    sentence = _("Dokumentet gjordes inte, för en bild eller beskrivning i det är trasig. Säg till driften.")


class RendererCrashed(DocumentError):
    failure = Failure.CRASHED
    sentence = _("Dokumentet kunde inte göras. Försök igen, och säg till driften om det händer flera gånger.")


BY_FAILURE: dict[Failure, type[DocumentError]] = {
    error.failure: error
    for error in (TooLong, TooMuchMemory, TooManyPages, ResourceRefused, NoFont, Incomplete, RendererCrashed)
}
