"""Who reaches a meeting's documents: who reads what they belong to. [security 13]"""

from core.access.routes import SIGNED_IN, Route

BOTH = {"GET", "HEAD", "POST"}
ROUTES = [
    Route("groups:document_add", BOTH, SIGNED_IN, object="meeting", relation="convenes, chairs or writes"),
    Route("groups:document_fetch", {"GET", "HEAD"}, SIGNED_IN, object="agenda document", relation="reads its item"),
    Route("groups:document_remove", BOTH, SIGNED_IN, object="agenda document", relation="convenes, chairs or writes"),
]
