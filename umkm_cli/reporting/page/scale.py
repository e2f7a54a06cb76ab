"""Axes: round numbers and months that fit."""

from datetime import date


def ticks(top: float, most: int = 5) -> list[int]:
    """Round numbers from 0 up to `top`, at most so many above 0.

    >>> ticks(64_000), ticks(7)
    ([0, 20000, 40000, 60000], [0, 2, 4, 6])
    """
    step = 1
    while top / step > most:
        # 1, 2, 5, 10, 20 ...
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return list(range(0, int(top) + 1, step))


def months(first: date, last: date, most: int = 8) -> list[date]:
    """First days of months between two days, at most so many, evenly apart.

    >>> [day.isoformat() for day in months(date(2021, 3, 1), date(2021, 7, 2), most=3)]
    ['2021-03-01', '2021-05-01', '2021-07-01']
    """
    start, end = first.year * 12 + first.month - 1 + (first.day > 1), last.year * 12 + last.month - 1
    count = end - start + 1
    step = next((step for step in (1, 2, 3, 6, 12) if count / step <= most), 12 * (count // (12 * most) + 1))
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, end + 1, step)]
