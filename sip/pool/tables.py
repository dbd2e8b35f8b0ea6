"""The asks stand among the region's own rows: what is in them tells of no child. [security 3]"""

REGION_LEVEL = {"sip_poolask"}
