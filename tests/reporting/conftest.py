"""What the tests of what is shown share."""

from tests.reporting.office import office

__all__ = ["office"]
