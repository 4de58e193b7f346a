"""What a site is and what its responder chose, validated key by key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from sa75kit.errors import BadInput
from sa75kit.reference import is_reference


def _credential(reference: str) -> str:
    if not is_reference(reference):
        # The text may be the password itself, so it is not repeated.
        raise ValueError(
            "give a reference: env:NAME, keyring:SERVICE/USERNAME, file:PATH, prompt: or kerberos:"
        )
    return reference


def _share(value: object) -> object:
    if isinstance(value, str):
        number = value.strip().removesuffix("%")
        if not value.strip().endswith("%") or not _is_percentage(number):
            raise ValueError(f"{value!r} is neither a count nor a share such as '10%'")
        return f"{float(number):g}%"
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError(f"{value!r} is neither a count of at least 1 nor a share such as '10%'")
    return value


def _is_percentage(text: str) -> bool:
    try:
        return 0 < float(text) <= 100
    except ValueError:
        return False


Share = Annotated[int | str, BeforeValidator(_share)]
Seconds = Annotated[float, Field(gt=0, le=86400)]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Remoting(_Model):
    """How the site's hosts are reached; times in seconds."""

    transport: Literal["winrm", "local"] = "winrm"
    shell: Literal["powershell", "cmd", "auto"] = "powershell"
    ssl: bool = True
    port: Annotated[int, Field(gt=0, lt=65536)] = 5986
    auth: Literal["negotiate", "ntlm", "kerberos", "credssp", "certificate"] = "negotiate"
    ca: str | None = None
    credential: Annotated[str, AfterValidator(_credential)] | None = None
    parallel: Annotated[int, Field(gt=0, le=512)] = 32
    connect_timeout: Seconds = 10
    command_timeout: Seconds = 120
    host_timeout: Seconds = 900

    @model_validator(mode="after")
    def _credential_where_needed(self) -> Remoting:
        if self.transport == "winrm" and self.credential is None:
            raise ValueError("credential: is required for winrm, for example env:SA75_TOKYO")
        return self


class Tools(_Model):
    """Where Intel's tools are: on the hosts, or in a local folder to copy there first."""

    acuconfig: str = r"C:\Intel\ACUConfig\ACUConfig.exe"
    acuconfig_push: str | None = None


class Policy(_Model):
    """What the responder chose where the guide leaves a choice."""

    lms: Literal["disable", "delete", "keep", "restore"] = "disable"
    restrict_ccm: bool = False
    restrict_ehbc: bool = False
    ehbc_is_permanent: Literal["understood"] | None = None
    accept_cmdline_exposure: bool = False

    @model_validator(mode="after")
    def _permanence_is_understood(self) -> Policy:
        if self.restrict_ehbc and self.ehbc_is_permanent != "understood":
            raise ValueError("restrict_ehbc: true must come with ehbc_is_permanent: understood")
        return self


class Rollout(_Model):
    """How a plan is carried out: wave sizes, and when it stops."""

    waves: Annotated[tuple[Share, ...], Field(min_length=1)] = (1, "10%", "100%")
    max_failed: Share = "10%"
    max_credential_rejections: Annotated[int, Field(gt=0)] = 3


class Settings(_Model):
    """One site: its name, its hosts' file, and everything the responder decided for it."""

    site: Annotated[str, Field(pattern=r"^\w[\w.\-]{0,63}$")]
    inventory: str
    remoting: Remoting = Remoting(credential="kerberos:")
    tools: Tools = Tools()
    policy: Policy = Policy()
    rollout: Rollout = Rollout()


def parse_settings(content: object, *, where: str) -> Settings:
    """Give a site's settings from what its YAML says.

    Raises:
        BadInput: every defect, one a line, with its key.
    """
    if not isinstance(content, Mapping):
        raise BadInput(f"{where}: a site file is a mapping that begins with 'site:'")
    try:
        settings = Settings.model_validate(content)
    except ValidationError as error:
        raise BadInput("\n".join(_sentences(error, where))) from None
    not_yet = _not_yet(settings)
    if not_yet:
        raise BadInput(f"{where}: {not_yet}")
    return settings


def _not_yet(settings: Settings) -> str | None:
    """Say what of the contract this version does not carry out, rather than pass over it."""
    if settings.policy.lms == "restore":
        return "policy.lms: restore is not in this version; use disable, delete or keep"
    if settings.tools.acuconfig_push is not None:
        return "tools.acuconfig_push is not in this version; put ACUConfig on the hosts"
    return None


def _sentences(error: ValidationError, where: str) -> list[str]:
    sentences = []
    for defect in error.errors(include_url=False, include_input=False):
        key = ".".join(str(part) for part in defect["loc"])
        if defect["type"] == "extra_forbidden":
            text = f"unknown key {key!r}; check its spelling"
        elif defect["type"] == "missing":
            text = f"key {key!r} is missing"
        else:
            text = f"{key}: {defect['msg'].removeprefix('Value error, ')}".removeprefix(": ")
        sentences.append(f"{where}: {text}")
    return sentences
