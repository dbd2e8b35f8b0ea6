REGION_LEVEL = {"notices_notice", "notices_parkednotice"}
OPEN = {"notices_passphrasemail"}
