"""The tables of this app. [security 3]"""

CHILD_LEVEL: set[str] = set()
REGION_LEVEL = {
    "deviations_deviationreport",
    "deviations_deviationcounterpart",
    "deviations_deviationstep",
    "deviations_deviationanswer",
    "deviations_deviationdraft",
    "deviations_deviationreportgrant",
}
OPEN: set[str] = set()
DEFINERS = {"visible_deviation_ids", "readable_deviation_ids", "writable_deviation_ids"}
