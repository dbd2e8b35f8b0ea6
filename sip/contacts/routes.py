"""Who reaches the addresses of who works with a child. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES

BOTH = {"GET", "HEAD", "POST"}

ROUTES = [
    Route("sip:contact_add", BOTH, CASE_ROLES, "child", "visible child", reads_child=True),
    Route("sip:contact_leave", BOTH, CASE_ROLES, "child", "works with the child", reads_child=True),
]
