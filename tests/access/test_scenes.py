"""Each scene of a case shows everybody what security.md's table says, by plain SQL. [security 2]"""

import pytest

from tests.access.scenes import SCENES, wrong_in
from tests.access.world import make_world


@pytest.mark.parametrize("name", SCENES)
def test_everybody_sees_what_the_table_says(db, name):
    scene = SCENES[name]

    assert list(wrong_in(scene, make_world(scene.phase))) == []
