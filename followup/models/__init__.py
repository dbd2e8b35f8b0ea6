"""The year's follow-up of an area and of the region, its figures, and the jobs that make them."""

from followup.models.compilation import Compilation, CompilationSection, RegionCount, RegionTally
from followup.models.figures import Counting, Figure, Tally
from followup.models.follow_up import (
    AnnualFollowUp,
    AnnualFollowUpGrant,
    FollowUpComment,
    FollowUpSection,
    RegionalReply,
)
from followup.models.jobs import ReportFile, ReportJob
from followup.models.patterns import PatternCount, PatternTally

__all__ = [
    "AnnualFollowUp",
    "AnnualFollowUpGrant",
    "Compilation",
    "CompilationSection",
    "Counting",
    "Figure",
    "FollowUpComment",
    "FollowUpSection",
    "PatternCount",
    "PatternTally",
    "RegionCount",
    "RegionTally",
    "RegionalReply",
    "ReportFile",
    "ReportJob",
    "Tally",
]
