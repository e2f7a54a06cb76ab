"""follow: a record that was corrected in its list has another name; what people decided of it goes with it."""

from collections.abc import Collection, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from umkm_cli.matching.carry import carry


def renamed(names: Collection[str], records: pa.Table, before: pa.Table) -> Mapping[str, str]:
    """The new name of those of `names` that are no longer there but continue under another one.

    Args:
        names: Records that people decided something of.
        records: `record_id` and, where the list has them, `TRACES` of the records of today.
        before: `IDENTITIES` of the last run.
    """
    asked = pa.array(sorted(names), pa.string())
    gone = asked.filter(pc.invert(pc.is_in(asked, value_set=records["record_id"].combine_chunks())))
    current = before.filter(before["is_current"])
    if not len(gone) or not pc.any(pc.is_in(gone, value_set=current["record_id"].combine_chunks())).as_py():
        return {}
    continues = carry(current, records)
    now = np.flatnonzero(continues >= 0)
    old = current["record_id"].take(pa.array(continues[now])).to_pylist()
    new = records["record_id"].take(pa.array(now)).to_pylist()
    wanted = set(gone.to_pylist())
    return {one: other for one, other in zip(old, new, strict=True) if one in wanted}
