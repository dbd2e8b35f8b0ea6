"""The tables of this app. [security 3]"""

from deviations.questions import REMEMBERED

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {
    "deviations_deviationreport",
    "deviations_deviationcounterpart",
    "deviations_deviationstep",
    "deviations_deviationanswer",
    "deviations_deviationaction",
    "deviations_deviationpattern",
    "deviations_deviationguest",
    "deviations_deviationdraft",
    "deviations_deviationreportgrant",
}
OPEN: set[str] = set()
DEFINERS = {"deviation_guest", "deviation_guest_tells", *REMEMBERED, *(f"asked_{name}" for name in REMEMBERED)}
