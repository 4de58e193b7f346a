from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sa75kit.errors import BadInput
from sa75kit.guide import Step
from sa75kit.plan import Kind, Plan, from_json, plan_for, split_waves, to_json
from sa75kit.reference import SecretName
from sa75kit.remoting.session import Change
from sa75kit.settings import Policy
from sa75kit.steps import Act, Hold, Skip

PASSWORD = Change(
    argv=("ACUConfig.exe", "UnConfigure", "/AdminPassword", SecretName("env:AMT"), "/Full"),
    cites="G6",
)


def plan(reference: str = "env:AMT") -> Plan:
    change = Change(argv=(*PASSWORD.argv[:3], SecretName(reference), "/Full"), cites="G6")
    return plan_for(
        site="tokyo",
        probe="p",
        policy=Policy(),
        decisions={
            "pc-1": {Step.UNPROVISION: Act(changes=(change,), because="ACM", then=lambda f: f)},
            "pc-2": {Step.UNPROVISION: Skip(because="not provisioned")},
            "pc-3": {Step.UNPROVISION: Hold(because="no password")},
            "pc-4": {Step.UNPROVISION: Hold(because="no answer", undetermined=True)},
            "pc-5": {Step.UNPROVISION: Skip(because="fixed", required=False)},
        },
        waves=(1,),
    )


def test_a_plan_read_back_is_the_same_plan() -> None:
    content = json.loads(json.dumps(to_json(plan())))
    assert from_json(content, where="plan.json") == plan()
    assert from_json(content, where="plan.json").digest == plan().digest


def test_every_kind_of_decision_has_its_word() -> None:
    kinds = [each.kind for each in plan().planned]
    assert kinds == [Kind.ACT, Kind.SKIP, Kind.HOLD, Kind.UNDETERMINED, Kind.NOT_REQUIRED]


def test_only_hosts_with_something_to_do_are_in_waves() -> None:
    assert plan().waves == (("pc-1",),)


def test_the_digest_tells_which_secret_is_used() -> None:
    assert plan("env:AMT").digest != plan("env:OTHER").digest


def test_shown_commands_mask_the_secret() -> None:
    assert plan().planned[0].changes[0].shown[3] == "********"


@pytest.mark.parametrize("content", [None, [], {}, {"site": "x"}, {"site": 1, "planned": 3}])
def test_what_is_no_plan_is_refused(content: object) -> None:
    with pytest.raises(BadInput, match=r"plan\.json: not a plan"):
        from_json(content, where="plan.json")


def test_waves_are_counts_and_shares_and_the_last_repeats() -> None:
    hosts = [f"pc-{n}" for n in range(25)]
    sizes = [len(wave) for wave in split_waves(hosts, (1, "10%", "30%"))]
    assert sizes == [1, 3, 8, 8, 5]


@given(
    count=st.integers(0, 300),
    sizes=st.lists(
        st.one_of(st.integers(1, 50), st.integers(1, 100).map(lambda n: f"{n}%")), min_size=1
    ),
)
def test_waves_have_everybody_once_and_in_order(count: int, sizes: list[int | str]) -> None:
    hosts = [f"pc-{n}" for n in range(count)]
    waves = split_waves(hosts, sizes)
    assert [host for wave in waves for host in wave] == hosts
    assert all(waves)
