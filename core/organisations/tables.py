from core.organisations.words_sql import FOUND

REGION_LEVEL = {
    "organisations_principal",
    "organisations_unit",
    "organisations_district",
    "organisations_area",
    "organisations_arealink",
    "organisations_areadistrict",
    "organisations_areaservice",
    "organisations_schoolarea",
    "organisations_schoolareadistrict",
    "organisations_profileoverride",
    "organisations_structurechange",
    "organisations_unitlink",
}
DEFINERS = {*FOUND, "value_goes_on"}
