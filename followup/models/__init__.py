"""The year's follow-up of an area, its figures, and the jobs that make them."""

from followup.models.figures import Counting, Figure, Tally
from followup.models.follow_up import AnnualFollowUp, AnnualFollowUpGrant, FollowUpSection, RegionalReply
from followup.models.jobs import ReportFile, ReportJob
from followup.models.patterns import PatternCount, PatternTally

__all__ = [
    "AnnualFollowUp",
    "AnnualFollowUpGrant",
    "Counting",
    "Figure",
    "FollowUpSection",
    "PatternCount",
    "PatternTally",
    "RegionalReply",
    "ReportFile",
    "ReportJob",
    "Tally",
]
