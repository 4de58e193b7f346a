"""The environment block of a process: names without case, as SetEnvironmentVariable keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping


class Environment(MutableMapping[str, str]):
    """Variables by name; the case of the name's first writing is kept."""

    def __init__(self, *sources: Mapping[str, str]) -> None:
        self._items: dict[str, tuple[str, str]] = {}
        for source in sources:
            self.update(source)

    def __getitem__(self, name: str) -> str:
        return self._items[name.upper()][1]

    def __setitem__(self, name: str, value: str) -> None:
        written = self._items.get(name.upper(), (name,))[0]
        self._items[name.upper()] = (written, value)

    def __delitem__(self, name: str) -> None:
        del self._items[name.upper()]

    def __iter__(self) -> Iterator[str]:
        return iter([name for name, _ in sorted(self._items.values(), key=lambda i: i[0].upper())])

    def __len__(self) -> int:
        return len(self._items)

    def expand(self, text: str) -> str:
        """Replace %NAME% as ExpandEnvironmentStrings does: unknown names stay as they are."""
        out, rest = [], text
        while rest:
            before, percent, after = rest.partition("%")
            name, closing, tail = after.partition("%")
            out.append(before)
            if not percent:
                break
            if closing and name in self:
                out.append(self[name])
                rest = tail
            else:
                out.append("%")
                rest = after
        return "".join(out)


def default_environment(
    *, computer: str, domain: str, username: str, x64: bool, temporary: str | None = None
) -> Environment:
    """Give the environment with which a user's processes begin."""
    profile = f"C:\\Users\\{username}"
    temp = temporary or f"{profile}\\AppData\\Local\\Temp"
    block = Environment(
        {
            "ALLUSERSPROFILE": r"C:\ProgramData",
            "APPDATA": f"{profile}\\AppData\\Roaming",
            "CommonProgramFiles": r"C:\Program Files\Common Files",
            "COMPUTERNAME": computer.upper(),
            "ComSpec": r"C:\Windows\system32\cmd.exe",
            "LOCALAPPDATA": f"{profile}\\AppData\\Local",
            "NUMBER_OF_PROCESSORS": "4",
            "OS": "Windows_NT",
            "Path": r"C:\Windows\system32;C:\Windows;C:\Windows\System32\Wbem;"
            r"C:\Windows\System32\WindowsPowerShell\v1.0" + "\\",
            "PATHEXT": ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC",
            "PROCESSOR_ARCHITECTURE": "AMD64" if x64 else "x86",
            "PROCESSOR_IDENTIFIER": "Intel64 Family 6 Model 60 Stepping 3, GenuineIntel",
            "PROCESSOR_LEVEL": "6",
            "PROCESSOR_REVISION": "3c03",
            "ProgramData": r"C:\ProgramData",
            "ProgramFiles": r"C:\Program Files",
            "PROMPT": "$P$G",
            "PSModulePath": r"C:\Windows\system32\WindowsPowerShell\v1.0\Modules" + "\\",
            "PUBLIC": r"C:\Users\Public",
            "SystemDrive": "C:",
            "SystemRoot": r"C:\Windows",
            "TEMP": temp,
            "TMP": temp,
            "USERDOMAIN": domain,
            "USERNAME": username,
            "USERPROFILE": profile,
            "windir": r"C:\Windows",
        }
    )
    if x64:
        block["CommonProgramFiles(x86)"] = r"C:\Program Files (x86)\Common Files"
        block["CommonProgramW6432"] = r"C:\Program Files\Common Files"
        block["ProgramFiles(x86)"] = r"C:\Program Files (x86)"
        block["ProgramW6432"] = r"C:\Program Files"
    return block
