"""What has to be so before ACUConfig can do anything to the firmware."""

from __future__ import annotations

from sa75kit.simulator.intel.acuconfig.exits import (
    BLOCKED,
    NO_AMT,
    NO_DRIVER,
    NO_LMS,
    NOT_ADMINISTRATOR,
    NOT_SUPPORTED,
    WRONG_MODE,
    WRONG_PASSWORD,
    Ending,
    Failed,
)
from sa75kit.simulator.intel.platform import Platform
from sa75kit.simulator.intel.pthi import Refused, Status
from sa75kit.simulator.windows import Invocation

_ENDINGS: dict[Status, Ending] = {
    Status.NOT_PERMITTED: WRONG_PASSWORD,
    Status.BLOCKING_COMPONENT: BLOCKED,
    Status.INVALID_AMT_MODE: WRONG_MODE,
    Status.NOT_FOUND: NOT_SUPPORTED,
    Status.NOT_READY: NO_AMT,
}


def need_firmware(platform: Platform, call: Invocation) -> None:
    """Require an administrator, the MEI driver, and a Management SKU that is switched on."""
    if not call.user.elevated:
        raise Failed(NOT_ADMINISTRATOR)
    if not platform.mei_driver:
        raise Failed(NO_DRIVER)
    if not platform.engine.present:
        raise Failed(NO_AMT)


def need_lms(platform: Platform, call: Invocation) -> None:
    """Require besides that LMS carries what is said to the firmware (guide, note of step 2)."""
    need_firmware(platform, call)
    if not platform.engine.reachable_locally():
        raise Failed(NO_LMS)


def refusal(refused: Refused) -> Failed:
    """Give how ACUConfig ends when the firmware refuses."""
    return Failed(_ENDINGS.get(refused.status, WRONG_MODE), str(refused))
