"""Each scene of a case shows everybody what security.md's table says, by plain SQL. [security 2]"""

import pytest

from tests.access.scenes import SCENES, wrong_in
from tests.access.world import PHASES, World, make_world
from tests.kept import kept


@kept
def worlds() -> dict[str, World]:
    return {phase: make_world(phase) for phase in PHASES}


@pytest.mark.parametrize("name", SCENES)
def test_everybody_sees_what_the_table_says(worlds, name):
    scene = SCENES[name]

    assert list(wrong_in(scene, worlds[scene.phase])) == []
