"""Moments as WMI writes them."""

from __future__ import annotations

from datetime import datetime


def dmtf(moment: datetime) -> str:
    """Give a moment as CIM_DATETIME: 20170508093000.500000+540."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return f"{moment:%Y%m%d%H%M%S}.{moment.microsecond:06}{minutes:+04}"
