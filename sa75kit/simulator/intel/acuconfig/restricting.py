"""ACUConfig DisableClientControlMode and DisableEmbeddedHBC (guide, optional section)."""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.arguments import Arguments
from sa75kit.simulator.intel.acuconfig.conditions import need_lms, refusal
from sa75kit.simulator.intel.acuconfig.exits import CANCELLED, SUCCESS, Ending, Failed
from sa75kit.simulator.intel.acuconfig.log import Log
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused
from sa75kit.simulator.windows import Invocation

_CCM_WARNING = (
    "Warning: You are about to disable Client Control Mode on this system.\r\n"
    "To enable it again you will need to reset Intel(R) AMT from the BIOS.\r\n"
)
_EHBC_WARNING = (
    "Warning: You are about to disable Embedded Host Based Configuration on this system.\r\n"
    "This change is permanent and cannot be undone.\r\n"
)


def disable_client_control_mode(
    platform: Platform, call: Invocation, arguments: Arguments, log: Log
) -> Ending:
    """Switch Client Control Mode off; without /confirmDisableCCM somebody must press Y."""
    need_lms(platform, call)
    if not arguments.has("/confirmdisableccm"):
        _ask(call, _CCM_WARNING)
    try:
        platform.engine.disable_client_control_mode()
    except Refused as refused:
        raise refusal(refused) from refused
    platform.machine.record("ccm_disabled")
    log.info("-DisableClientControlMode-", "Client Control Mode was disabled.")
    return SUCCESS


def disable_embedded_hbc(
    platform: Platform, call: Invocation, arguments: Arguments, log: Log
) -> Ending:
    """Switch Embedded Host Based Configuration off, for ever; somebody must press Y."""
    assert not arguments.options
    need_lms(platform, call)
    _ask(call, _EHBC_WARNING)
    try:
        platform.engine.disable_embedded_hbc()
    except Refused as refused:
        raise refusal(refused) from refused
    platform.machine.record("ehbc_disabled")
    log.info("-DisableEmbeddedHBC-", "Embedded Host Based Configuration was disabled.")
    return SUCCESS


def _ask(call: Invocation, warning: str) -> None:
    """Wait for Y or N. At the end of its input the program still waits: for the console's key."""
    call.write(f"{warning}Do you want to continue? (Y/N): ")
    while True:
        line = call.stdin.readline()
        if not line:
            call.hang()
        key = line.strip()[:1].lower()
        if key == b"y":
            return
        if key == b"n":
            raise Failed(CANCELLED)
