REGION_LEVEL = {"regions_region", "regions_regionprofile", "regions_legalreference"}
