"""The year's follow-up of an area, its figures, and the jobs that make them."""

from followup.models.figures import Counting, Figure, Tally
from followup.models.follow_up import AnnualFollowUp, AnnualFollowUpGrant, FollowUpSection, RegionalReply
from followup.models.jobs import ReportFile, ReportJob

__all__ = [
    "AnnualFollowUp",
    "AnnualFollowUpGrant",
    "Counting",
    "Figure",
    "FollowUpSection",
    "RegionalReply",
    "ReportFile",
    "ReportJob",
    "Tally",
]
