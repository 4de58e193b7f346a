"""The guide as data: its steps and their order, its ports, its sections, its errata.

Source: INTEL-SA-00075 Mitigation Guide 1.2 (Japanese edition, 5 May 2017).
"""

from __future__ import annotations

from enum import Enum


class Step(Enum):
    """A step of the guide, by the word that plans and tables use."""

    UNPROVISION = "unprovision"
    RESTRICT_CCM = "restrict_ccm"
    RESTRICT_EHBC = "restrict_ehbc"
    LMS = "lms"
    CONFIRM_PORTS = "confirm_ports"


# G3: unprovisioning and the restrictions need a running LMS, so both stand before it (E8).
ORDER = (
    Step.UNPROVISION,
    Step.RESTRICT_CCM,
    Step.RESTRICT_EHBC,
    Step.LMS,
    Step.CONFIRM_PORTS,
)

# G13. The guide's text about LMS says 632 once; IANA's 623 is meant (E1).
ME_PORTS = frozenset({623, 664, 16992, 16993, 16994, 16995})
ME_UDP_PORTS = frozenset({623, 664})
TLS_PORTS = frozenset({664, 16993, 16995})
HTTP_PORTS = frozenset({623, 664, 16992, 16993})
RMCP_PORT = 623

SECTIONS = {
    Step.UNPROVISION: "ステップ 1: クライアントのアンプロビジョン",
    Step.RESTRICT_CCM: "オプション: ACUConfig による CCM の無効化手順",
    Step.RESTRICT_EHBC: "オプション: EHBC を ACUConfig で無効化する手順",
    Step.LMS: "ステップ 2: LMS の削除や無効化",
    Step.CONFIRM_PORTS: "ローカル LMS が有効であることを確認する",
}

REVERSIBLE = {
    Step.UNPROVISION: False,
    Step.RESTRICT_CCM: False,  # G16: only by a BIOS reset, where the manufacturer supports it
    Step.RESTRICT_EHBC: False,  # G17: permanent
    Step.LMS: True,
    Step.CONFIRM_PORTS: True,
}
