"""Who reaches receipts: whoever leads the forum whose text it is, and the one asked. [security 13]"""

from core.access.routes import SIGNED_IN, Route

BOTH = {"GET", "HEAD", "POST"}
LEADS = "leads the forum"
ROUTES = [
    Route("groups:receipt_confirm", {"POST"}, SIGNED_IN, object="receipt", relation="asked to read"),
    Route("groups:receipt_list", {"GET"}, SIGNED_IN, object="made known", relation=LEADS),
    Route("groups:receipt_publish", BOTH, SIGNED_IN, object="made known", relation=LEADS),
    Route("groups:receipt_remind", BOTH, SIGNED_IN, object="made known", relation=LEADS),
]
