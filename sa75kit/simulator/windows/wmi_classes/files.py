"""CIM_DataFile and Win32_LogicalDisk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows.files import File
from sa75kit.simulator.windows.winerror import Win32Error
from sa75kit.simulator.windows.wmi import Instance, Invoked, WmiClass
from sa75kit.simulator.windows.wmi_classes.moments import dmtf

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows


def _files(machine: Windows) -> list[Instance]:
    return [
        {
            "Name": path.lower(),
            "Caption": path.lower(),
            "Drive": "c:",
            "Extension": path.rpartition(".")[2].lower(),
            "FileName": entry.name.rpartition(".")[0].lower(),
            "FileSize": len(entry.read()),
            "LastModified": dmtf(machine.local_time(entry.modified)),
            "Manufacturer": entry.version.company if entry.version else None,
            "Path": path[2:].rpartition("\\")[0].lower() + "\\",
            "Version": entry.version.file_version if entry.version else None,
        }
        for path, entry in machine.files.walk("C:\\")
        if isinstance(entry, File)
    ]


def _delete(machine: Windows, instance: Instance | None, _arguments: Invoked) -> Invoked:
    try:
        machine.files.delete(str((instance or {}).get("Name", "")))
    except Win32Error as error:
        return {"ReturnValue": {2: 9, 3: 9, 5: 2, 32: 15}.get(error.code, 8)}
    return {"ReturnValue": 0}


def _disks(_machine: Windows) -> list[Instance]:
    return [
        {
            "Caption": "C:",
            "DeviceID": "C:",
            "DriveType": 3,
            "FileSystem": "NTFS",
            "FreeSpace": 97844117504,
            "Name": "C:",
            "Size": 255446740992,
            "VolumeName": "OS",
            "VolumeSerialNumber": "7A3C91E4",
        }
    ]


DATA_FILE = WmiClass(
    name="CIM_DataFile", instances=_files, key=("Name",), methods={"Delete": _delete}
)
LOGICAL_DISK = WmiClass(name="Win32_LogicalDisk", instances=_disks, key=("DeviceID",))
