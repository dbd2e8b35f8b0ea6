"""One order drawn by WeasyPrint. Imported in the child only, when the bundled fonts are in place."""

import base64
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from weasyprint import HTML, Attachment
from weasyprint.document import DocumentMetadata
from weasyprint.logger import LOGGER

from core.documents import prepare
from core.documents.failures import DocumentFailure, Failure
from core.documents.fetch import BASE_URL, StaticFetcher
from core.documents.finish import finish
from core.documents.kinds import DocumentKind
from core.documents.legible import legible

VARIANTS = {DocumentKind.REPORT: "pdf/a-3a", DocumentKind.CASE: "pdf/ua-1"}
GENERATOR = "BUS-portalen"


class Complaints(logging.Handler):
    """WeasyPrint logs a broken drawing or a lacking description and goes on; here it counts."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


class Drawing:
    """What is the same for every order: bundled files, fonts, the most pages."""

    def __init__(self, static: Path, font_config: Any, drawable: frozenset[int], pages: int) -> None:
        self._complaints = Complaints()
        LOGGER.handlers[:] = [self._complaints]
        LOGGER.propagate = False
        self._fetcher = StaticFetcher(static)
        self._chart_css = (static / "documents" / "chart.css").read_text(encoding="utf-8")
        self._font_config, self._drawable, self._pages = font_config, drawable, pages

    def draw(self, order: dict[str, Any]) -> bytes:
        """The PDF of an order as `render.render_pdf` sends it. Raises DocumentFailure or a fetching error."""
        kind = DocumentKind(order["kind"])
        page = HTML(string=legible(order["html"], self._drawable), base_url=BASE_URL, url_fetcher=self._fetcher)
        prepare.refuse_foreign_addresses(page.etree_element)
        prepare.put_theme(page.etree_element, order["theme"])
        prepare.prepare_pictures(page.etree_element, prepare.resolve(self._chart_css, order["theme"]))

        document = page.render(font_config=self._font_config, pdf_variant=VARIANTS[kind])
        if len(document.pages) > self._pages:
            raise DocumentFailure(Failure.TOO_MANY_PAGES)
        describe(document.metadata, order)
        pdf = document.write_pdf(
            finisher=lambda document, pdf: finish(document, pdf, both_standards=kind is DocumentKind.REPORT),
            pdf_variant=VARIANTS[kind],
            pdf_identifier=True,
            attachments=[self._attachment(part, order["created_at"]) for part in order["attachments"]],
        )
        if self._complaints.count:
            raise DocumentFailure(Failure.INCOMPLETE)
        return pdf

    def _attachment(self, part: dict[str, str], created_at: str) -> Attachment:
        moment = datetime.fromisoformat(created_at).astimezone(UTC)
        return Attachment(
            string=base64.b64decode(part["content"]),
            name=part["name"],
            description=part["description"],
            relationship=part["relationship"],
            created=moment,
            modified=moment,
            url_fetcher=self._fetcher,
        )


def describe(metadata: DocumentMetadata, order: dict[str, Any]) -> None:
    """The file's own title and dates, whatever the page says about itself. [security 7]"""
    metadata.title, metadata.lang = order["title"], order["language"]
    metadata.created = metadata.modified = order["created_at"]
    metadata.generator = GENERATOR
    metadata.authors, metadata.keywords, metadata.description, metadata.custom = [], [], None, {}
