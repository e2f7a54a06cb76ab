"""What does not fit is told, once it is far enough from fitting."""

from dataclasses import replace
from datetime import timedelta

import pyarrow as pa
import pytest

from tests.world import DAY
from umkm_cli.schema import RECORDS


def visited(world, owner, days_ago):
    """An office whose one visit was so many days before the report."""
    office = world([owner("33.25.09", "33.25.09.2009", survey=1)])
    day = DAY - timedelta(days=days_ago)
    days = pa.array([day if name == "survey" else None for name in office.tables["records"]["list"].to_pylist()])
    place = RECORDS.names.index("visited_on")
    records = office.tables["records"].set_column(place, "visited_on", days)
    return replace(office, tables={**office.tables, "records": records})


@pytest.mark.parametrize(("days_ago", "told"), [(0, None), (28, None), (29, 29), (200, 200)])
def test_a_survey_that_rests_is_told(world, owner, regions, days_ago, told):
    rows = visited(world, owner, days_ago).cover(regions).tables["coverage_doubt"].to_pylist()
    assert {row["doubt"]: row["count"] for row in rows}.get("survey_resting") == told
