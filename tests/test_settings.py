from __future__ import annotations

from typing import Any

import pytest

from sa75kit.errors import BadInput
from sa75kit.settings import parse_settings

LEAST: dict[str, Any] = {
    "site": "tokyo",
    "inventory": "hosts.csv",
    "remoting": {"credential": "env:SA75_TOKYO"},
}


def test_the_defaults_are_those_of_the_contract() -> None:
    found = parse_settings(LEAST, where="site.yaml")
    assert (found.remoting.port, found.remoting.ssl, found.remoting.parallel) == (5986, True, 32)
    assert (found.policy.lms, found.policy.restrict_ehbc) == ("disable", False)
    assert found.rollout.waves == (1, "10%", "100%")


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"sitee": "x"}, "unknown key 'sitee'"),
        ({"policy": {"lsm": "keep"}}, "unknown key 'policy.lsm'"),
        ({"policy": {"lms": "remove"}}, "policy.lms"),
        ({"policy": {"lms": "restore"}}, "restore is not in this version"),
        ({"policy": {"restrict_ehbc": True}}, "ehbc_is_permanent"),
        ({"tools": {"acuconfig_push": "x"}}, "acuconfig_push is not in this version"),
        ({"remoting": {"credential": "hunter2"}}, "give a reference"),
        ({"remoting": {"ssl": True}}, "credential: is required"),
        ({"remoting": {"credential": "env:A", "port": 0}}, "remoting.port"),
        ({"rollout": {"waves": []}}, "rollout.waves"),
        ({"rollout": {"waves": [0]}}, "neither a count"),
        ({"rollout": {"waves": ["120%"]}}, "neither a count"),
        ({"rollout": {"max_failed": "nan%"}}, "neither a count"),
        ({"rollout": {"waves": [True]}}, "neither a count"),
        ({"site": "../x"}, "site"),
    ],
)
def test_a_defect_names_its_key(over: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_settings({**LEAST, **over}, where="site.yaml")
    assert sentence in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("content", [None, [], "site"])
def test_what_is_no_mapping_is_refused(content: object) -> None:
    with pytest.raises(BadInput, match="mapping"):
        parse_settings(content, where="site.yaml")


def test_a_missing_key_is_named() -> None:
    with pytest.raises(BadInput, match="key 'inventory' is missing"):
        parse_settings({"site": "a"}, where="site.yaml")
