"""The tables of the contract, as DataFrames; nothing decides by looking at one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from pathlib import Path

import pandas as pd

from sa75kit.assessment import Assessment, Witness
from sa75kit.inventory import Host
from sa75kit.outcome import Outcome
from sa75kit.plan import Kind, Plan
from sa75kit.reading import Reading, Unknown
from sa75kit.verification import Verification

UNDETERMINED = "undetermined"
ASSESSMENT_COLUMNS = (
    *("host", "address", "reached", "network_exposure", "local_exposure", "sku", "firmware"),
    *("firmware_status", "control_mode", "lms", "lms_running", "listening", "alternative_lms"),
    *("wire", "because"),
)
OUTCOME_COLUMNS = ("host", "wave", "step", "outcome", "detail", "started", "finished")
VERIFICATION_COLUMNS = (
    *("host", "unprovisioned", "ccm_restricted", "ehbc_restricted", "lms", "ports_inside"),
    *("ports_outside", "restarted_since_change", "verdict", "because"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def assessment_table(assessments: Iterable[Assessment], hosts: Sequence[Host]) -> pd.DataFrame:
    """Give assessment.csv: one row a host, in inventory order, with the inventory's columns."""
    by_host = {each.facts.host: each for each in assessments}
    rows = [_assessment_row(by_host[host.name], host) for host in hosts if host.name in by_host]
    extra = list(dict.fromkeys(name for host in hosts for name, _ in host.extra))
    columns = [*ASSESSMENT_COLUMNS, *(name for name in extra if name not in ASSESSMENT_COLUMNS)]
    return pd.DataFrame(rows, columns=columns, dtype=str)


def _assessment_row(assessment: Assessment, host: Host) -> dict[str, str]:
    facts = assessment.facts
    return {
        **dict(host.extra),
        "host": host.name,
        "address": host.address,
        "reached": "yes" if assessment.reached else "no",
        "network_exposure": assessment.network.value,
        "local_exposure": assessment.local.value,
        "sku": _cell(facts.sku),
        "firmware": _cell(facts.firmware),
        "firmware_status": _cell(facts.firmware_status),
        "control_mode": _cell(facts.control_mode),
        "lms": _cell(facts.lms_start),
        "lms_running": _cell(facts.lms_running),
        "listening": _cell(facts.listening),
        "alternative_lms": _cell(facts.alternative_lms),
        "wire": wire_cell(assessment.wire),
        "because": assessment.because,
    }


def _cell(reading: Reading[object]) -> str:
    if isinstance(reading, Unknown):
        return UNDETERMINED
    match reading.value:
        case bool() as flag:
            return "yes" if flag else "no"
        case Enum() as word:
            return str(word.value)
        case frozenset() as numbers:
            return " ".join(str(number) for number in sorted(numbers)) or "none"
        case tuple() as names:
            return " ".join(str(name) for name in names) or "none"
    return str(reading.value)


def wire_cell(wire: Reading[Witness]) -> str:
    """Say what answered from outside: `16992 (AMT), 623`; unclear ports make it undetermined."""
    if isinstance(wire, Unknown):
        return UNDETERMINED
    if not wire.value.answered:
        return UNDETERMINED if wire.value.unclear else "none"
    said = sorted(wire.value.answered.items())
    return ", ".join(f"{port} ({what})" if what else str(port) for port, what in said)


def plan_table(plan: Plan) -> pd.DataFrame:
    """Give every decision of a plan: host, wave, step, decision, commands, because."""
    wave_of = {name: number for number, wave in enumerate(plan.waves, 1) for name in wave}
    rows = [
        {
            "host": each.host,
            "wave": str(wave_of.get(each.host, "")),
            "step": each.step.value,
            "decision": each.kind.value,
            "commands": "\n".join(" ".join(change.shown) for change in each.changes),
            "because": each.because,
        }
        for each in plan.planned
    ]
    return pd.DataFrame(
        rows, columns=["host", "wave", "step", "decision", "commands", "because"], dtype=str
    )


def commands_table(plan: Plan) -> pd.DataFrame:
    """Give a plan's rows that are not skipped."""
    table = plan_table(plan)
    skipped = (Kind.SKIP.value, Kind.NOT_REQUIRED.value)
    return table[~table["decision"].isin(skipped)].reset_index(drop=True)


def outcomes_table(outcomes: Iterable[Outcome]) -> pd.DataFrame:
    """Give outcomes.csv: a row for every step of every host, tried or not."""
    rows = [
        {
            "host": each.host,
            "wave": str(each.wave or ""),
            "step": each.step.value,
            "outcome": each.result.value,
            "detail": each.detail,
            "started": each.started.isoformat(timespec="milliseconds") if each.started else "",
            "finished": each.finished.isoformat(timespec="milliseconds") if each.finished else "",
        }
        for each in outcomes
    ]
    return pd.DataFrame(rows, columns=list(OUTCOME_COLUMNS), dtype=str)


def verification_table(
    verifications: Iterable[Verification], hosts: Sequence[Host]
) -> pd.DataFrame:
    """Give verification.csv: one row a host, in inventory order."""
    by_host: Mapping[str, Verification] = {each.host: each for each in verifications}
    rows = []
    for host in hosts:
        if (found := by_host.get(host.name)) is not None:
            rows.append(
                {
                    "host": found.host,
                    **{name: verdict.value for name, verdict in found.checks.items()},
                    "restarted_since_change": found.restarted.value,
                    "verdict": found.verdict.value,
                    "because": found.because,
                }
            )
    return pd.DataFrame(rows, columns=list(VERIFICATION_COLUMNS), dtype=str)


def neutral(text: object) -> object:
    """Give a cell that no spreadsheet takes for a formula."""
    if isinstance(text, str) and text.startswith(_FORMULA):
        return f"'{text}"
    return text


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV that Excel opens in any language (UTF-8 with BOM)."""
    temporary = path.with_name(f".{path.name}.new")
    safe = table.map(neutral).rename(columns=neutral)
    safe.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\r\n")
    temporary.replace(path)


def write_xlsx(table: pd.DataFrame, path: Path) -> None:
    """Write a table as XLSX, its header frozen."""
    safe = table.map(neutral).rename(columns=neutral)
    safe.to_excel(path, index=False, freeze_panes=(1, 1))


def read_csv(path: Path) -> pd.DataFrame:
    """Read a table back for showing: every cell as text."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
