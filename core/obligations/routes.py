from core.access.routes import SIGNED_IN, Route
from core.roles import Role

VISIBLE = "visible case, or no case and the region's"
ROUTES = [
    Route("obligations:overview", {"GET"}, {Role.REGION_ADMIN}, "", "own region, counts only"),
    Route("obligations:certificate", {"GET"}, SIGNED_IN, "obligation", VISIBLE, reads_child=True),
    Route("obligations:note", {"GET", "HEAD", "POST"}, SIGNED_IN, "obligation", "owes it", reads_child=True),
    Route("obligations:certificate_pdf", {"GET"}, SIGNED_IN, "obligation", VISIBLE, reads_child=True, pace="pdf"),
]
