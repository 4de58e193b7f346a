"""systeminfo.exe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.languages import format_date, format_time, group_digits
from sa75kit.simulator.windows.programs.tables import as_csv
from sa75kit.simulator.windows.text_width import fit, width
from sa75kit.simulator.windows.texts import systeminfo as texts

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation


def systeminfo(call: Invocation) -> int:
    """Run systeminfo.exe."""
    language = call.language.code
    words = [word.lower() for word in call.argv[1:]]
    labels = dict(zip(texts.KEYS, texts.LABELS[language], strict=True))
    values = _values(call)
    if "csv" in words:
        row = [values[key] for key in texts.KEYS]
        call.write(as_csv([labels[key] for key in texts.KEYS], [row], header="/nh" not in words))
        return 0
    cells = max(width(label) for label in labels.values()) + 3
    call.write("\r\n")
    for key in texts.KEYS:
        call.write(f"{fit(f'{labels[key]}:', cells)}{values[key]}\r\n")
    return 0


def _values(call: Invocation) -> dict[str, str]:
    machine, language = call.machine, call.language.code
    os = machine.wmi("root\\cimv2", "Win32_OperatingSystem")[0]
    fixes = machine.wmi("root\\cimv2", "Win32_QuickFixEngineering")
    boot, installed = (machine.local_time(m) for m in (machine.boot_time, machine.installed))
    pack = str(os["CSDVersion"] or texts.NOT_AVAILABLE[language])
    comma = ", "
    return {
        "host": machine.name.upper(),
        "name": str(os["Caption"]),
        "version": f"{machine.version} {pack} Build {machine.build}",
        "maker": "Microsoft Corporation",
        "configuration": (texts.MEMBER if machine.joined else texts.STANDALONE)[language],
        "build_type": "Multiprocessor Free",
        "owner": "IT",
        "product": str(os["SerialNumber"]),
        "installed": format_date(installed, machine.language)
        + comma
        + format_time(installed, machine.language),
        "boot": format_date(boot, machine.language) + comma + format_time(boot, machine.language),
        "system_maker": machine.hardware.manufacturer,
        "model": machine.hardware.model,
        "type": "x64-based PC" if machine.x64 else "X86-based PC",
        "bios": f"{machine.hardware.manufacturer} {machine.hardware.bios}",
        "windows": "C:\\Windows",
        "system": "C:\\Windows\\system32",
        "locale": machine.language.tag.lower(),
        "zone": machine.language.time_zone_name,
        "memory": f"{group_digits(8074, machine.language)} MB",
        "domain": machine.domain,
        "hotfixes": ", ".join(str(fix["HotFixID"]) for fix in fixes),
    }
