"""What a host of a fleet file is made of: accounts, LMS, its variants, sockets, old traces."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Port = Annotated[int, Field(ge=1, le=65535)]
Start = Literal["delayed", "automatic", "manual", "disabled"]
Where = Literal["anywhere", "loopback"]


class Part(BaseModel):
    """A piece of a fleet file: unknown keys are errors, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Account(Part):
    """Somebody who may log on over the network."""

    domain: str = ""
    username: Annotated[str, Field(min_length=1)]
    password: Annotated[str, Field(min_length=1, repr=False)]
    administrator: bool = True


class Lms(Part):
    """Intel's Local Management Service.

    `path` is the service's binary path as it stands in the registry (quotes, arguments); without
    one it is made from `generation`. `ports` replaces what the firmware asks for (G14). `stop`:
    how it obeys; `handle_open`: somebody holds it open, so that a deletion only marks it.
    """

    state: Literal["running", "stopped", "absent"] = "running"
    start: Start = "delayed"
    generation: Literal["program-files", "program-files-x86", "driver-store", "old"] = (
        "program-files-x86"
    )
    path: str | None = None
    service: Annotated[str, Field(pattern=r"^[^\\/]{1,256}$")] = "LMS"
    display_name: str = "Intel(R) Management and Security Application Local Management Service"
    version: str | None = None
    ports: tuple[Port, ...] | None = None
    stop: Literal["normal", "slow", "never", "refused"] = "normal"
    handle_open: bool = False
    restarts_itself: bool = False
    companions: bool = True

    @model_validator(mode="after")
    def _has_a_program(self) -> Lms:
        if self.path is not None and not self.path.strip():
            raise ValueError("lms.path is empty: a service has a binary path")
        return self


class AlternativeLms(Part):
    """A program besides Intel's that does what LMS does.

    Every kind but `custom` knows its own image, service and ports; what is given here replaces
    them. `as`: a service, or a process somebody started. `renamed-lms` is Intel's own file under
    another name.
    """

    kind: Literal["microlms", "meshcommander", "meshagent", "rpc", "renamed-lms", "custom"]
    runs_as: Annotated[Literal["service", "process"], Field(alias="as")] = "service"
    image: str | None = None
    service: str | None = None
    display_name: str | None = None
    arguments: str | None = None
    ports: tuple[Port, ...] | None = None
    addresses: Where | None = None
    start: Start = "automatic"
    state: Literal["running", "stopped"] = "running"

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    @model_validator(mode="after")
    def _has_an_image(self) -> AlternativeLms:
        if self.kind == "custom" and not self.image:
            raise ValueError(
                "an alternative LMS of kind custom needs an image (its program's path)"
            )
        if self.image is not None and not self.image.lower().endswith(".exe"):
            raise ValueError(f"the image {self.image!r} of an alternative LMS is no .exe path")
        if self.kind == "custom" and self.runs_as == "service" and not self.service:
            raise ValueError("a custom alternative LMS that is a service needs the service's name")
        return self


class OwnedSocket(Part):
    """A socket that some other program holds: for instance a proxy that sits on 16992."""

    port: Port
    protocol: Literal["tcp", "udp"] = "tcp"
    addresses: Where = "anywhere"
    image: str = r"C:\Program Files\Example\proxy.exe"


class Trace(Part):
    """What an earlier run of a tool left: its age, and where it differs from what is so now.

    `says` may replace `sku`, `firmware`, `control_mode`, `ccm_disabled` or `ehbc`.
    """

    source: Literal["systemdiscovery", "systemdiscovery-xml", "console-tool", "console-tool-xml"]
    age_hours: Annotated[float, Field(ge=0)] = 1.0
    view: Literal[32, 64] = 32
    says: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_what_it_could(self) -> Trace:
        allowed: dict[str, tuple[str, ...]] = {
            "sku": ("AMT", "ISM", "SBT", "none"),
            "control_mode": ("none", "CCM", "ACM"),
            "ccm_disabled": ("true", "false"),
            "ehbc": ("true", "false"),
        }
        for key, value in self.says.items():
            if key == "firmware" and re.match(r"^\d{1,2}(\.\d+){3}$", value):
                continue
            if value not in allowed.get(key, ()):
                words = ", ".join(allowed.get(key, ("four fields such as 9.5.45.1234",)))
                raise ValueError(f"says {key}: {value!r} is not one of: {words}")
        return self
