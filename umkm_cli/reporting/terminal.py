"""What the commands show at the end, as something Rich can print; the caller prints it.

Every screen fits 80 columns, uses the terminal's own colours (so that light and dark both work), and never tells
anything by colour alone.
"""

from umkm_cli.reporting.check_screen import render_check
from umkm_cli.reporting.compare_screen import render_comparison
from umkm_cli.reporting.coverage_screen import render_coverage
from umkm_cli.reporting.evaluation_screen import render_evaluation
from umkm_cli.reporting.explain_screen import render_owner, render_pair
from umkm_cli.reporting.intake_screen import render_ingest
from umkm_cli.reporting.matching_screen import render_dedupe
from umkm_cli.reporting.trace_screen import render_trace

__all__ = [
    "render_check",
    "render_comparison",
    "render_coverage",
    "render_dedupe",
    "render_evaluation",
    "render_ingest",
    "render_owner",
    "render_pair",
    "render_trace",
]
