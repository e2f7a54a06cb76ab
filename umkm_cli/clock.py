"""The day it is, for what is not told another one."""

from datetime import date, datetime


def today() -> date:
    """The day by the clock of the machine, where it stands."""
    return datetime.now().astimezone().date()


def hour() -> str:
    """The time of day by that clock, `14:05`."""
    return f"{datetime.now().astimezone():%H:%M}"
