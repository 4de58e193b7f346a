"""The languages of Windows that can be simulated: code pages, formats, names of editions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone


@dataclass(frozen=True, kw_only=True)
class Language:
    """One display language of Windows and the region that goes with it."""

    code: str
    tag: str
    lcid: int
    oem_code_page: int
    ansi_code_page: int
    decimal_group: str
    date_format: str
    time_format: str
    time_zone: timezone
    time_zone_name: str
    country_code: str


def _hours(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


LANGUAGES = {
    language.code: language
    for language in (
        Language(
            code="en", tag="en-US", lcid=0x409, oem_code_page=437, ansi_code_page=1252,
            decimal_group=",", date_format="{0.month}/{0.day}/{0.year}",
            time_format="{hour12}:{0.minute:02}:{0.second:02} {ampm}", time_zone=_hours(-8),
            time_zone_name="Pacific Standard Time", country_code="1",
        ),
        Language(
            code="de", tag="de-DE", lcid=0x407, oem_code_page=850, ansi_code_page=1252,
            decimal_group=".", date_format="{0.day:02}.{0.month:02}.{0.year}",
            time_format="{0.hour:02}:{0.minute:02}:{0.second:02}", time_zone=_hours(1),
            time_zone_name="W. Europe Standard Time", country_code="49",
        ),
        Language(
            code="fr", tag="fr-FR", lcid=0x40C, oem_code_page=850, ansi_code_page=1252,
            decimal_group="\u00a0", date_format="{0.day:02}/{0.month:02}/{0.year}",
            time_format="{0.hour:02}:{0.minute:02}:{0.second:02}", time_zone=_hours(1),
            time_zone_name="Romance Standard Time", country_code="33",
        ),
        Language(
            code="es", tag="es-ES", lcid=0xC0A, oem_code_page=850, ansi_code_page=1252,
            decimal_group=".", date_format="{0.day:02}/{0.month:02}/{0.year}",
            time_format="{0.hour}:{0.minute:02}:{0.second:02}", time_zone=_hours(1),
            time_zone_name="Romance Standard Time", country_code="34",
        ),
        Language(
            code="ja", tag="ja-JP", lcid=0x411, oem_code_page=932, ansi_code_page=932,
            decimal_group=",", date_format="{0.year}/{0.month:02}/{0.day:02}",
            time_format="{0.hour}:{0.minute:02}:{0.second:02}", time_zone=_hours(9),
            time_zone_name="Tokyo Standard Time", country_code="81",
        ),
        Language(
            code="zh", tag="zh-CN", lcid=0x804, oem_code_page=936, ansi_code_page=936,
            decimal_group=",", date_format="{0.year}/{0.month}/{0.day}",
            time_format="{0.hour}:{0.minute:02}:{0.second:02}", time_zone=_hours(8),
            time_zone_name="China Standard Time", country_code="86",
        ),
    )
}  # fmt: skip


def format_date(moment: datetime, language: Language) -> str:
    """Give a date in the region's short format."""
    return language.date_format.format(moment)


def format_time(moment: datetime, language: Language) -> str:
    """Give a time of day in the region's long format."""
    ampm = "AM" if moment.hour < 12 else "PM"
    return language.time_format.format(moment, hour12=moment.hour % 12 or 12, ampm=ampm)


def group_digits(number: int, language: Language) -> str:
    """Give a whole number with the region's separators."""
    return f"{number:,}".replace(",", language.decimal_group)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A release of Windows as its version names it."""

    version: str
    product: str
    release: str = ""

    @property
    def build(self) -> int:
        """Give the build number."""
        return int(self.version.split(".")[2])


def edition_of(version: str) -> Edition:
    """Give the release of a version such as 6.1.7601 or 10.0.19045."""
    known = _EDITIONS.get(version)
    if known:
        return known
    major, minor, build = (int(part) for part in version.split(".")[:3])
    name = "11" if build >= 22000 else {(6, 1): "7", (6, 2): "8", (6, 3): "8.1"}.get((major, minor))
    return Edition(version=f"{major}.{minor}.{build}", product=f"Windows {name or 10} Pro")


_EDITIONS = {
    edition.version: edition
    for edition in (
        Edition(version="6.1.7601", product="Windows 7 Professional"),
        Edition(version="6.2.9200", product="Windows 8 Pro"),
        Edition(version="6.3.9600", product="Windows 8.1 Pro"),
        Edition(version="10.0.10240", product="Windows 10 Pro", release="1507"),
        Edition(version="10.0.10586", product="Windows 10 Pro", release="1511"),
        Edition(version="10.0.14393", product="Windows 10 Pro", release="1607"),
        Edition(version="10.0.15063", product="Windows 10 Pro", release="1703"),
        Edition(version="10.0.16299", product="Windows 10 Pro", release="1709"),
        Edition(version="10.0.17134", product="Windows 10 Pro", release="1803"),
        Edition(version="10.0.17763", product="Windows 10 Pro", release="1809"),
        Edition(version="10.0.18363", product="Windows 10 Pro", release="1909"),
        Edition(version="10.0.19045", product="Windows 10 Pro", release="22H2"),
        Edition(version="10.0.22631", product="Windows 11 Pro", release="23H2"),
        Edition(version="10.0.26100", product="Windows 11 Pro", release="24H2"),
    )
}
