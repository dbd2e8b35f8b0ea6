"""The clocks of how often each kind of forum meets, and when one that was missed is put away. [DL-04..DL-10]"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from core.obligations import Clock
from groups.choices import ForumKind

CODES: dict[str, tuple[str, ...]] = {
    ForumKind.STEERING_GROUP: ("DL-04",),  # [001:L172-176]
    ForumKind.WORKING_GROUP: ("DL-05",),  # [001:L270-276]
    ForumKind.REGIONAL_GROUP: ("DL-06",),  # [003:L1301-1307]
    ForumKind.MUNICIPAL_PREP_GROUP: ("DL-07",),  # [003:L1321-1323]
    ForumKind.LOCAL_GROUP: ("DL-08", "DL-09"),  # each term and each year [004:L649, L161-163]
    ForumKind.MANAGERS_FORUM: ("DL-10",),  # [004:L586-588]
}
CLOCKS = {
    code: Clock(code, starts=lambda period: period.starts_on, button=_("Öppna gruppen"), about=_("Period"))
    for codes in CODES.values()
    for code in codes
}
# [default] So long a missed period is seen among what is owed, and a meeting held in it may be noted late.
PUT_AWAY_AFTER = timedelta(days=30)
