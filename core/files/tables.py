REGION_LEVEL = {"files_keptfile"}
