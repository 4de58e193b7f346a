"""The tables that people and scripts rely on: columns, words, order; no formulas."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sa75kit import tables
from sa75kit.assessment import Assessment, Witness, assess
from sa75kit.facts import Facts, facts_from, queries_for
from sa75kit.guide import Step
from sa75kit.inventory import Host
from sa75kit.outcome import Outcome, Result
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.settings import Policy
from sa75kit.steps import Choices
from sa75kit.verification import verify
from tests.flow.windows_host import TOOL, WindowsHost

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SILENT: Reading[Witness] = Known(Witness(), "wire")
HOSTS = (
    Host(name="pc-2", address="10.0.0.2", extra=(("owner", "=1+1"),)),
    Host(name="東京-pc-1", address="10.0.0.1", extra=(("owner", "営業"),)),
)


def facts(host: str, machine: WindowsHost) -> Facts:
    return facts_from(host, NOW, machine.read(queries_for(TOOL)), TOOL)


def assessments() -> list[Assessment]:
    """In another order than the inventory's."""
    mitigated = WindowsHost(mode="None", start="disabled", running=False)
    return [
        assess(facts("東京-pc-1", mitigated), SILENT, reached=True),
        assess(facts("pc-2", WindowsHost()), Unknown("timeout"), reached=True),
    ]


def test_assessment_has_the_columns_of_the_contract_and_then_the_inventorys() -> None:
    table = tables.assessment_table(assessments(), HOSTS)
    assert " ".join(table.columns) == (
        "host address reached network_exposure local_exposure sku firmware firmware_status"
        " control_mode lms lms_running listening alternative_lms wire because owner"
    )
    assert list(table["host"]) == ["pc-2", "東京-pc-1"]


def test_assessment_says_the_words_of_the_contract() -> None:
    table = tables.assessment_table(assessments(), HOSTS).set_index("host")
    mitigated = table.loc["東京-pc-1"]
    assert mitigated["network_exposure"] == mitigated["local_exposure"] == "mitigated"
    assert (mitigated["reached"], mitigated["lms"], mitigated["lms_running"]) == (
        *("yes", "disabled", "no"),
    )
    assert (mitigated["control_mode"], mitigated["listening"], mitigated["wire"]) == (
        *("none", "none", "none"),
    )
    assert table.loc["pc-2", "wire"] == "undetermined"
    assert table.loc["pc-2", "local_exposure"] == "exposed"


def test_what_was_not_read_is_undetermined_in_every_column() -> None:
    read = assessments()[1].facts
    fields = ("sku", "firmware", "firmware_status", "control_mode", "lms_start", "lms_running")
    unknown: dict[str, Any] = {
        name: Unknown("timeout") for name in (*fields, "listeners", "alternative_lms")
    }
    unread = assess(replace(read, **unknown), Unknown("timeout"), reached=False)
    row = tables.assessment_table([unread], HOSTS).iloc[0]
    assert row["reached"] == "no"
    assert set(row["network_exposure":"wire"]) == {"undetermined"}


@pytest.mark.parametrize(
    ("witness", "cell"),
    [
        (Witness(), "none"),
        (Witness(answered={16993: "", 623: "RMCP"}), "623 (RMCP), 16993"),
        (Witness(unclear={664: "no answer"}), "undetermined"),
        (Witness(answered={16992: "AMT"}, unclear={664: "no answer"}), "16992 (AMT)"),
    ],
)
def test_wire_says_what_answered(witness: Witness, cell: str) -> None:
    assert tables.wire_cell(Known(witness, "wire")) == cell


def test_verification_has_the_columns_and_words_of_the_contract() -> None:
    choices = Choices(policy=Policy(), acuconfig=TOOL)
    found = [verify(each, choices, changed=None) for each in assessments()]
    table = tables.verification_table(found, HOSTS)
    assert " ".join(table.columns) == (
        "host unprovisioned ccm_restricted ehbc_restricted lms ports_inside ports_outside"
        " restarted_since_change verdict because"
    )
    assert list(table["host"]) == ["pc-2", "東京-pc-1"]
    assert list(table["verdict"]) == ["left", "done"]
    assert list(table["ports_outside"]) == ["undetermined", "done"]
    assert set(table["ehbc_restricted"]) == {"not required"}


def test_outcomes_have_the_columns_of_the_contract_and_no_times_where_nothing_was_tried() -> None:
    done = Outcome(
        host="pc-1",
        wave=2,
        step=Step.LMS,
        result=Result.DONE,
        detail="",
        started=NOW,
        finished=NOW + timedelta(seconds=1.5),
    )
    idle = Outcome(host="pc-2", wave=0, step=Step.LMS, result=Result.NOT_TRIED, detail="gate")
    table = tables.outcomes_table([done, idle])
    assert list(table.columns) == [
        "host",
        "wave",
        "step",
        "outcome",
        "detail",
        "started",
        "finished",
    ]
    assert list(table.iloc[0][["wave", "outcome", "finished"]]) == [
        *("2", "done", "2026-11-24T00:00:01.500+00:00"),
    ]
    assert list(table.iloc[1][["wave", "outcome", "started"]]) == ["", "not tried", ""]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert tables.neutral(cell) == f"'{cell}"


def test_files_are_harmless_in_a_spreadsheet_and_keep_japanese(tmp_path: Path) -> None:
    table = tables.assessment_table(assessments(), HOSTS)
    tables.write_csv(table, tmp_path / "a.csv")
    tables.write_xlsx(table, tmp_path / "a.xlsx")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfhost,address,")
    back = tables.read_csv(tmp_path / "a.csv")
    assert list(back["owner"]) == ["'=1+1", "営業"]
    assert list(back["host"]) == ["pc-2", "東京-pc-1"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert [p.name for p in sorted(tmp_path.iterdir())] == ["a.csv", "a.xlsx"]
