"""The three documents of the portal, made once a test process; they are only read."""

import pytest

from core.documents.attachments import figure_attachments
from core.documents.kinds import DocumentKind
from core.documents.render import render_pdf
from tests.documents import samples


def make_report(**more) -> bytes:
    return render_pdf(
        "documents/_annual_report.html",
        samples.report(),
        kind=DocumentKind.REPORT,
        title="Årsuppföljning 2025",
        attachments=figure_attachments(samples.figures()),
        created_at=samples.CREATED_AT,
        **more,
    )


def make_case(template: str, context: dict, title: str) -> bytes:
    return render_pdf(template, context, kind=DocumentKind.CASE, title=title, created_at=samples.CREATED_AT)


@pytest.fixture(scope="session")
def report_pdf():
    return make_report()


@pytest.fixture(scope="session")
def certificate_pdf():
    return make_case("documents/_certificate.html", samples.certificate(), "Intyg, ärende K7M2-X4QD")


@pytest.fixture(scope="session")
def minutes_pdf():
    return make_case("documents/_minutes.html", samples.minutes(), "Protokoll, ärende K7M2-X4QD")


@pytest.fixture(params=["report_pdf", "certificate_pdf", "minutes_pdf"])
def any_pdf(request):
    return request.getfixturevalue(request.param)
