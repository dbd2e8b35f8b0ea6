"""What the region's profile says today, as the database asks; `core.regions.profile` says the same. [F2]"""


def of_the_file(region: str) -> str:
    """The row `p` of the version that holds, or of the nearest to today."""
    return f"""FROM regions_regionprofile p WHERE p.region_id = {region}
    ORDER BY (p.valid_from <= access.today() AND coalesce(p.valid_to, 'infinity') >= access.today()) DESC,
      CASE WHEN p.valid_from <= access.today() THEN -p.version ELSE p.version END LIMIT 1"""


def decided(region: str) -> str:
    """The rows `o` that its administrators have decided for all of it: they lie on the file's values."""
    return f"""FROM organisations_profileoverride o
    WHERE o.region_id = {region} AND o.area_id IS NULL AND o.status = 'approved'
      AND o.valid_from <= access.today() AND coalesce(o.valid_to, 'infinity') >= access.today()"""
