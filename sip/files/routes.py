"""Who reaches the files' addresses; the relation decides. [security 2, 13]"""

from core.access.routes import Route
from core.roles import CASE_ROLES, Role

READERS = CASE_ROLES | {Role.FORUM_CONVENOR}

ROUTES = [
    Route("sip:paper_add", {"GET", "HEAD", "POST"}, CASE_ROLES, "consent", "takes part", reads_child=True),
    Route("sip:file_fetch", {"GET", "HEAD"}, READERS, "file", "may know the child", reads_child=True),
]
