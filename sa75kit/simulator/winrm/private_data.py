"""What a Windows PowerShell 5.1 endpoint tells of itself when a pool opens."""

from __future__ import annotations

import psrpcore.types as ps

_VERSION_ARRAY = ["System.Version[]", "System.Array", "System.Object"]


def private_data(windows_version: str) -> dict[str, object]:
    """Give the application private data: $PSVersionTable of this Windows."""
    major, minor, build = (int(part) for part in windows_version.split(".")[:3])
    # Before Windows 10, PowerShell 5.1 is Windows Management Framework 5.1 with its own build.
    own = f"5.1.{build}" if major >= 10 else "5.1.14409"
    version, built = f"{own}.1005", f"10.0.{own.rpartition('.')[2]}.1005"
    compatible = ps.PSList([ps.PSVersion(v) for v in ("1.0", "2.0", "3.0", "4.0", "5.0", version)])
    compatible.PSObject.type_names = list(_VERSION_ARRAY)
    table = ps.PSPrimitiveDictionary({
        "PSVersion": ps.PSVersion(version),
        "PSEdition": "Desktop",
        "PSCompatibleVersions": compatible,
        "CLRVersion": ps.PSVersion("4.0.30319.42000"),
        "BuildVersion": ps.PSVersion(built),
        "WSManStackVersion": ps.PSVersion("3.0" if (major, minor) >= (6, 2) else "2.0"),
        "PSRemotingProtocolVersion": ps.PSVersion("2.3"),
        "SerializationVersion": ps.PSVersion("1.1.0.1"),
    })  # fmt: skip
    return ps.PSPrimitiveDictionary({"PSVersionTable": table})
