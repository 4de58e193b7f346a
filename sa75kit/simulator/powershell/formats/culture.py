"""A culture: how a region writes numbers and dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Culture:
    """What CultureInfo says about one region; patterns are .NET's own."""

    name: str
    lcid: int
    display_name: str
    english_name: str
    decimal: str = "."
    group: str = ","
    currency: str = "$"
    currency_after: bool = False
    short_date: str = "M/d/yyyy"
    long_date: str = "dddd, MMMM d, yyyy"
    short_time: str = "h:mm tt"
    long_time: str = "h:mm:ss tt"
    am: str = "AM"
    pm: str = "PM"
    list_separator: str = ","
    months: tuple[str, ...] = ()
    short_months: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    short_days: tuple[str, ...] = ()
    ansi_code_page: int = 1252
    oem_code_page: int = 437


_ENGLISH_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_ENGLISH_DAYS = tuple("Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split())
_GERMAN_MONTHS = tuple(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
_GERMAN_DAYS = tuple("Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag".split())
_FRENCH_MONTHS = tuple(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
_FRENCH_DAYS = tuple("dimanche lundi mardi mercredi jeudi vendredi samedi".split())
_SPANISH_MONTHS = tuple(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre".split()
)
_SPANISH_DAYS = tuple("domingo lunes martes miércoles jueves viernes sábado".split())
_JAPANESE_MONTHS = tuple(f"{number}月" for number in range(1, 13))
_JAPANESE_DAYS = tuple(f"{day}曜日" for day in "日月火水木金土")
_CHINESE_MONTHS = tuple(f"{n}月" for n in "一 二 三 四 五 六 七 八 九 十 十一 十二".split())
_CHINESE_DAYS = tuple(f"星期{day}" for day in "日一二三四五六")


def _short(names: tuple[str, ...], size: int = 3) -> tuple[str, ...]:
    return tuple(name[:size] for name in names)


INVARIANT = Culture(
    name="", lcid=127, display_name="Invariant Language (Invariant Country)",
    english_name="Invariant Language (Invariant Country)", currency="¤",
    short_date="MM/dd/yyyy", long_date="dddd, dd MMMM yyyy", short_time="HH:mm",
    long_time="HH:mm:ss", months=_ENGLISH_MONTHS, short_months=_short(_ENGLISH_MONTHS),
    days=_ENGLISH_DAYS, short_days=_short(_ENGLISH_DAYS),
)  # fmt: skip
_ENGLISH = Culture(
    name="en-US", lcid=1033, display_name="English (United States)",
    english_name="English (United States)", months=_ENGLISH_MONTHS,
    short_months=_short(_ENGLISH_MONTHS), days=_ENGLISH_DAYS, short_days=_short(_ENGLISH_DAYS),
)  # fmt: skip
_GERMAN = Culture(
    name="de-DE", lcid=1031, display_name="Deutsch (Deutschland)",
    english_name="German (Germany)", decimal=",", group=".", currency="€", currency_after=True,
    short_date="dd.MM.yyyy", long_date="dddd, d. MMMM yyyy", short_time="HH:mm",
    long_time="HH:mm:ss", am="", pm="", list_separator=";", months=_GERMAN_MONTHS,
    short_months=tuple("Jan Feb Mrz Apr Mai Jun Jul Aug Sep Okt Nov Dez".split()),
    days=_GERMAN_DAYS, short_days=_short(_GERMAN_DAYS, 2), oem_code_page=850,
)  # fmt: skip
_FRENCH = Culture(
    name="fr-FR", lcid=1036, display_name="Français (France)", english_name="French (France)",
    decimal=",", group="\u00a0", currency="€", currency_after=True, short_date="dd/MM/yyyy",
    long_date="dddd d MMMM yyyy", short_time="HH:mm", long_time="HH:mm:ss", am="", pm="",
    list_separator=";", months=_FRENCH_MONTHS,
    short_months=tuple(
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
    ),
    days=_FRENCH_DAYS, short_days=tuple(f"{d[:3]}." for d in _FRENCH_DAYS), oem_code_page=850,
)  # fmt: skip
_SPANISH = Culture(
    name="es-ES", lcid=3082, display_name="Español (España)", english_name="Spanish (Spain)",
    decimal=",", group=".", currency="€", currency_after=True, short_date="dd/MM/yyyy",
    long_date="dddd, d' de 'MMMM' de 'yyyy", short_time="H:mm", long_time="H:mm:ss", am="", pm="",
    list_separator=";", months=_SPANISH_MONTHS,
    short_months=tuple(f"{m[:3]}." for m in _SPANISH_MONTHS), days=_SPANISH_DAYS,
    short_days=tuple(f"{d[:3]}." for d in _SPANISH_DAYS), oem_code_page=850,
)  # fmt: skip
_JAPANESE = Culture(
    name="ja-JP", lcid=1041, display_name="日本語 (日本)", english_name="Japanese (Japan)",
    currency="¥", short_date="yyyy/MM/dd", long_date="yyyy'年'M'月'd'日'", short_time="H:mm",
    long_time="H:mm:ss", am="午前", pm="午後", months=_JAPANESE_MONTHS,
    short_months=tuple(str(number) for number in range(1, 13)), days=_JAPANESE_DAYS,
    short_days=_short(_JAPANESE_DAYS, 1), ansi_code_page=932, oem_code_page=932,
)  # fmt: skip
_CHINESE = Culture(
    name="zh-CN", lcid=2052, display_name="中文(中华人民共和国)",
    english_name="Chinese (Simplified, PRC)", currency="¥", short_date="yyyy/M/d",
    long_date="yyyy'年'M'月'd'日'", short_time="H:mm", long_time="H:mm:ss", am="上午", pm="下午",
    months=_CHINESE_MONTHS, short_months=_CHINESE_MONTHS, days=_CHINESE_DAYS,
    short_days=tuple(f"周{day[2:]}" for day in _CHINESE_DAYS), ansi_code_page=936,
    oem_code_page=936,
)  # fmt: skip

CULTURES = {
    culture.name.lower(): culture
    for culture in (INVARIANT, _ENGLISH, _GERMAN, _FRENCH, _SPANISH, _JAPANESE, _CHINESE)
}
