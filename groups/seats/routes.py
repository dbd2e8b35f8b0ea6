"""Who reaches the pages of seats: everybody reads who sits where; the relation says who gives them. [security 13]"""

from core.access.routes import SIGNED_IN, Route
from groups.seats.policies import WATCHERS

READ = {"GET", "HEAD"}
BOTH = {"GET", "HEAD", "POST"}
LEADS = "leads the forum's area, or administers the region"
ROUTES = [
    Route("groups:vacancy_list", READ, WATCHERS, relation="own area's forums, or the region's"),
    Route("groups:seat_new", BOTH, SIGNED_IN, object="forum", relation=LEADS),
    Route("groups:seat_detail", READ, SIGNED_IN, object="membership", relation="seat in the own region"),
    Route("groups:seat_note", BOTH, SIGNED_IN, object="membership", relation=LEADS),
    Route("groups:school_invite", BOTH, SIGNED_IN, object="forum", relation=LEADS),
    Route("groups:school_answer", BOTH, SIGNED_IN, object="forum", relation=LEADS),
]
