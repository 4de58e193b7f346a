"""ACUConfig's log: a file beside the program for each run, and what is shown on the console."""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.arguments import Arguments
from sa75kit.simulator.intel.acuconfig.exits import Ending
from sa75kit.simulator.windows import Invocation, Win32Error
from sa75kit.simulator.windows.files import full_path


class Log:
    """The messages of one run; `close` writes the file."""

    def __init__(self, call: Invocation, arguments: Arguments) -> None:
        self._call = call
        self._arguments = arguments
        self._lines: list[str] = []
        stamp = call.machine.local_time().strftime("%Y-%m-%d-%H-%M-%S")
        name = f"ACUConfig_{call.machine.name.upper()}_{stamp}.log"
        directory = call.process.path.rpartition("\\")[0]
        self.path = (
            full_path(arguments.log_file, call.directory)
            if arguments.output == "file"
            else f"{directory}\\{name}"
        )
        self.info("HandleOutPut", f"Starting log {self._now()}")

    def info(self, category: str, message: str) -> None:
        """Note something."""
        self._add("INFO", category, message)

    def warning(self, category: str, message: str) -> None:
        """Note something that somebody should look at."""
        self._add("WARN", category, message)

    def error(self, category: str, message: str) -> None:
        """Note a failure."""
        self._add("ERROR", category, message)

    def close(self, ending: Ending) -> None:
        """Note the exit code, and write the file unless everything went to the console."""
        message = f"***********Exit with code {ending.code}. Details: {ending.details}"
        if ending.internal:
            message += f"(0x{ending.internal:08x})"
        self._add("INFO" if ending.code == 0 else "ERROR", "Exit", message.rstrip())
        if self._arguments.output not in ("console", "silent"):
            self._write()

    def _add(self, level: str, category: str, message: str) -> None:
        line = f"{self._now()}:({level}) : ACU Configurator , Category: {category}: {message}"
        self._lines.append(line)
        if self._arguments.output in ("", "console"):
            self._call.write(line + "\r\n")

    def _now(self) -> str:
        return self._call.machine.local_time().strftime("%Y-%m-%d %H:%M:%S")

    def _write(self) -> None:
        data = ("\r\n".join(self._lines) + "\r\n").encode("utf-8")
        files = self._call.machine.files
        try:
            if self._arguments.keep_log and files.is_file(self.path):
                data = files.read(self.path) + data
            files.write(self.path, data)
        except Win32Error as error:
            self._call.error(f"Failed to write the log file {self.path} ({error.code})\r\n")
