"""What Intel's discovery tools find out about a host, before anybody writes it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sa75kit.simulator.intel.components import component_version
from sa75kit.simulator.intel.firmware import ControlMode, Sku, State
from sa75kit.simulator.intel.platform import Platform


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One look at a host; None is what the tool could not read."""

    moment: datetime
    sku: Sku | None
    firmware: str | None
    state: State | None
    control_mode: ControlMode | None
    ccm_disabled: bool | None
    ehbc: bool | None
    enabled_in_bios: bool | None
    driver: str | None
    lms_version: str | None
    lms_state: str
    microlms_state: str

    @property
    def vulnerable(self) -> bool | None:
        """Say what Intel's rule says of this version, None where there is none to judge."""
        if self.sku is Sku.NONE:
            return False
        if self.sku is None or self.firmware is None or self.firmware == "0.0.0.0":  # noqa: S104
            return None
        major, minor, _, build = (int(field) for field in self.firmware.split("."))
        if major < 6 or major >= 12:
            return False
        if major == 11 and minor >= 7:
            return minor == 7 and 1000 <= build < 2000
        return build < 3000

    @property
    def configured(self) -> bool:
        """Say whether it found AMT set up."""
        return self.state is State.POST


def observe(platform: Platform, moment: datetime) -> Observation:
    """Look at a host through its MEI driver, as a tool that runs there does."""
    engine = platform.engine
    blind = not platform.mei_driver
    off = blind or not engine.enabled_in_bios
    return Observation(
        moment=moment,
        sku=None if blind else engine.sku,
        firmware=None if blind else engine.reported_version,
        state=None if off else engine.state,
        control_mode=None if off else engine.control_mode,
        ccm_disabled=None if off else engine.ccm_disabled,
        ehbc=None if off else bool(engine.ehbc),
        enabled_in_bios=None if blind else engine.enabled_in_bios,
        driver=None if blind else component_version(engine),
        lms_version=platform.file_version(platform.lms_service),
        lms_state=platform.service_state(platform.lms_service),
        microlms_state=platform.service_state("MicroLMS"),
    )


def altered(observation: Observation, says: Mapping[str, str]) -> Observation:
    """Give an observation that differs: what a tool wrote when things were not as they are now."""
    changes: dict[str, object] = {}
    for key, value in says.items():
        match key:
            case "sku":
                changes["sku"] = Sku(value)
            case "control_mode":
                mode = ControlMode(value)
                changes["control_mode"] = mode
                changes["state"] = State.PRE if mode is ControlMode.NONE else State.POST
            case "firmware":
                changes["firmware"] = value
            case _:
                changes[key] = value.lower() == "true"
    return replace(observation, **changes)  # type: ignore[arg-type]
