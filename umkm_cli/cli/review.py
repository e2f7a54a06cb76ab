"""`umkm review`."""

import typer

from umkm_cli import options
from umkm_cli.errors import ExitStatus


def review(
    context: typer.Context,  # noqa: ARG001
    *,
    reviewer: options.Reviewer = None,  # noqa: ARG001
    district: options.District = None,  # noqa: ARG001
    kind: options.Doubt = None,  # noqa: ARG001
    limit: options.Limit = None,  # noqa: ARG001
) -> ExitStatus:
    """Decide the doubtful pairs."""
    return ExitStatus.DONE
