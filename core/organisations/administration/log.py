from core import audit
from core.access import Acting
from core.regions.models import Region
from core.regions.profile import Profile


def profile_loaded(region: Region, profile: Profile, by: Acting) -> None:
    """A change of the region's settings is logged in the transaction that makes it. [security 5]"""
    audit.record("region.profile_loaded", region, by=by, reason=f"v{profile.version}")
