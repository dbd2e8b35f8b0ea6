from core.ui import registry
from core.ui.registry import CaseLink, MenuEntry, Register, Who


def test_the_menu_shows_only_what_the_role_may_ever_use_in_order(clean_registry, acting):
    clean_registry.menu.add(MenuEntry("Sist", "core:groups", order=20))
    clean_registry.menu.add(MenuEntry("Först", "core:start", order=10))
    clean_registry.menu.add(MenuEntry("Administration", "core:start", shown_to=lambda who: who.role == "region_admin"))

    assert [entry.label for entry in registry.menu_for(acting)] == ["Först", "Sist"]
    assert registry.menu_for(None) == []


def test_filling_in_twice_changes_nothing():
    register = Register()
    entry = MenuEntry("A", "core:start")
    register.add(entry)
    register.add(MenuEntry("A", "core:start", entry.shown_to))

    assert list(register) == [entry]


def test_a_cases_page_gets_its_links_and_readers_from_above(clean_registry, acting):
    case = object()
    clean_registry.case_panels.add(lambda who, about: [CaseLink("Anmäl avvikelse", "/a/")] if about is case else [])
    clean_registry.who_sees.add(lambda who, about: [Who("Du", "Du är sammankallande.")])

    assert registry.case_links(acting, case) == [CaseLink("Anmäl avvikelse", "/a/")]
    assert registry.case_links(acting, object()) == []
    assert registry.readers_of(acting, case) == [Who("Du", "Du är sammankallande.")]
