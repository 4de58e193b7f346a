"""The machine under Windows, as its firmware names itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Hardware:
    """Maker, model, BIOS and network adapter."""

    manufacturer: str = "Dell Inc."
    model: str = "OptiPlex 9020"
    bios: str = "A18"
    network: str = "Intel(R) Ethernet Connection I217-LM"
