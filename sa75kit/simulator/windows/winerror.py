"""Windows' system error codes, as the simulated machine's parts raise them."""

from __future__ import annotations

from typing import Final

FILE_NOT_FOUND: Final = 2
PATH_NOT_FOUND: Final = 3
ACCESS_DENIED: Final = 5
INVALID_HANDLE: Final = 6
SHARING_VIOLATION: Final = 32
NOT_SUPPORTED: Final = 50
BAD_NETPATH: Final = 53
FILE_EXISTS: Final = 80
INVALID_PARAMETER: Final = 87
INVALID_NAME: Final = 123
DIRECTORY_NOT_EMPTY: Final = 145
ALREADY_EXISTS: Final = 183
BAD_EXE_FORMAT: Final = 193
DIRECTORY_INVALID: Final = 267
INVALID_SERVICE_CONTROL: Final = 1052
DEPENDENT_SERVICES_RUNNING: Final = 1051
SERVICE_REQUEST_TIMEOUT: Final = 1053
SERVICE_ALREADY_RUNNING: Final = 1056
INVALID_SERVICE_ACCOUNT: Final = 1057
SERVICE_DISABLED: Final = 1058
CIRCULAR_DEPENDENCY: Final = 1059
SERVICE_DOES_NOT_EXIST: Final = 1060
SERVICE_CANNOT_ACCEPT_CONTROL: Final = 1061
SERVICE_NOT_ACTIVE: Final = 1062
SERVICE_SPECIFIC_ERROR: Final = 1066
PROCESS_ABORTED: Final = 1067
SERVICE_DEPENDENCY_FAIL: Final = 1068
SERVICE_MARKED_FOR_DELETE: Final = 1072
SERVICE_EXISTS: Final = 1073
SERVICE_NEVER_STARTED: Final = 1077
DUPLICATE_SERVICE_NAME: Final = 1078
INVALID_COMMAND_LINE: Final = 1639
RPC_SERVER_UNAVAILABLE: Final = 1722


class Win32Error(Exception):
    """A call of the Windows API failed with this code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"Windows error {code}")
        self.code = code
