import pytest

from tests.app.invented import invented_desk
from umkm_cli.review.desk import Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return invented_desk(tmp_path)
