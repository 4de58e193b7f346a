from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sa75kit.case.journal import Journal, entries
from sa75kit.errors import Unreachable
from sa75kit.facts import facts_from, queries_for
from sa75kit.guide import Step
from sa75kit.inventory import Host
from sa75kit.outcome import Result
from sa75kit.plan import Plan, plan_for
from sa75kit.rollout import Past, WaveReport, all_outcomes, orders_of, past_of, roll_out
from sa75kit.settings import Settings, parse_settings
from sa75kit.steps import choices_for, decide_all
from tests.flow.windows_host import TOOL, WindowsHost


class Fleet:
    def __init__(self, size: int, waves: list[int | str], max_failed: str = "50%") -> None:
        self.machines = {f"pc-{number}": WindowsHost() for number in range(1, size + 1)}
        self.hosts = tuple(Host(name=name, address=name) for name in self.machines)
        self.settings: Settings = parse_settings(
            {
                "site": "lab",
                "inventory": "hosts.csv",
                "remoting": {"credential": "kerberos:", "parallel": 2, "command_timeout": 0.3},
                "tools": {"acuconfig": TOOL},
                "rollout": {"waves": waves, "max_failed": max_failed},
            },
            where="site.yaml",
        )
        decisions = {}
        for host in self.hosts:
            answers = self.machines[host.name].read(queries_for(TOOL))
            facts = facts_from(host.name, datetime.now(UTC), answers, TOOL)
            decisions[host.name] = decide_all(facts, choices_for(host, self.settings))
        self.plan: Plan = plan_for(
            site="lab",
            probe="p",
            policy=self.settings.policy,
            decisions=decisions,
            waves=self.settings.rollout.waves,
        )

    @contextmanager
    def connect(self, host: Host) -> Iterator[WindowsHost]:
        with self.machines[host.name].connect(host) as session:
            yield session

    def run(self, journal: Path) -> list[WaveReport]:
        past = self.past(journal)
        with Journal(journal) as open_journal:
            return list(
                roll_out(
                    self.plan,
                    hosts=self.hosts,
                    settings=self.settings,
                    past=past,
                    connect=self.connect,
                    journal=open_journal,
                    waves=range(1, len(self.plan.waves) + 1),
                )
            )

    def past(self, journal: Path) -> Past:
        return past_of(entries(journal), self.plan.digest)


def test_every_host_is_done_wave_by_wave(tmp_path: Path) -> None:
    fleet = Fleet(4, [1, "50%", "100%"])
    reports = fleet.run(tmp_path / "j")
    assert [sorted({o.host for o in r.outcomes}) for r in reports] == [
        ["pc-1"],
        ["pc-2", "pc-3"],
        ["pc-4"],
    ]
    assert not any(machine.running for machine in fleet.machines.values())


def test_a_gate_stops_the_waves_that_follow(tmp_path: Path) -> None:
    fleet = Fleet(4, [2, 2])
    fleet.machines["pc-1"].refuses = Unreachable("pc-1: down")
    reports = fleet.run(tmp_path / "j")
    assert len(reports) == 1
    assert reports[0].stopped == "1 of 2 hosts failed or are unclear (limit 1): pc-1"
    assert fleet.machines["pc-3"].told == []


def test_below_the_limit_the_next_wave_starts(tmp_path: Path) -> None:
    fleet = Fleet(4, [3, 1])
    fleet.machines["pc-1"].refuses = Unreachable("pc-1: down")
    assert [report.stopped for report in fleet.run(tmp_path / "j")] == [None, None]


def test_a_second_run_touches_no_finished_host(tmp_path: Path) -> None:
    fleet = Fleet(3, ["100%"])
    fleet.run(tmp_path / "j")
    before = {name: (list(m.told), m.sessions) for name, m in fleet.machines.items()}
    fleet.run(tmp_path / "j")
    assert {name: (m.told, m.sessions) for name, m in fleet.machines.items()} == before


def test_a_second_run_tries_the_host_that_was_down(tmp_path: Path) -> None:
    fleet = Fleet(2, ["100%"], max_failed="100%")
    fleet.machines["pc-2"].refuses = Unreachable("pc-2: down")
    fleet.run(tmp_path / "j")
    fleet.machines["pc-2"].refuses = None
    fleet.run(tmp_path / "j")
    assert all(len(machine.told) == 3 for machine in fleet.machines.values())


def test_every_host_has_a_row_for_every_step_tried_or_not(tmp_path: Path) -> None:
    fleet = Fleet(3, [1, 2])
    fleet.machines["pc-1"].refuses = Unreachable("pc-1: down")
    fleet.run(tmp_path / "j")
    past = fleet.past(tmp_path / "j")
    hosts = {host.name: host for host in fleet.hosts}
    rows = all_outcomes(orders_of(fleet.plan, hosts, fleet.settings, past), past)
    assert len(rows) == 3 * 5
    assert rows[0].result is Result.UNREACHABLE
    waiting = {row.step: row for row in rows if row.host == "pc-2"}
    assert waiting[Step.LMS].detail == "its turn has not come"
    assert waiting[Step.CONFIRM_PORTS].result is Result.NOT_TRIED
