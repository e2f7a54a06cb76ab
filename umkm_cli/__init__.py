"""From messy BPUM spreadsheets to a clean list of owners and a coverage report."""

__version__ = "0.1.0"
