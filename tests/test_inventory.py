from __future__ import annotations

import pytest

from sa75kit.errors import BadInput
from sa75kit.inventory import parse_inventory
from sa75kit.reference import SecretName

HEADER = ("host", "address", "port", "rcs_address", "amt_password", "owner")


def test_a_host_without_an_address_is_reached_by_its_name() -> None:
    (host,) = parse_inventory(HEADER, [("pc-1", "", "", "", "", "Sales")], where="hosts.csv")
    assert (host.name, host.address, host.port) == ("pc-1", "pc-1", None)
    assert host.extra == (("owner", "Sales"),)


def test_a_whole_row_is_read() -> None:
    row = ("pc-1", "10.0.0.1", "5985", "rcs.corp", "env:AMT", "")
    (host,) = parse_inventory(HEADER, [row], where="hosts.csv")
    assert (host.address, host.port, host.rcs_address) == ("10.0.0.1", 5985, "rcs.corp")
    assert host.amt_password == SecretName("env:AMT")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("", "10.0.0.1"), "row 2: column 'host' is blank"),
        (("../x",), "row 2: host '../x' is no host name"),
        (("pc", "", "0"), "row 2: column 'port'"),
        (("pc", "", "65536"), "row 2: column 'port'"),
        (("pc", "", "9" * 5000), "row 2: column 'port'"),
        (("pc", "", "\uff15\uff19"), "row 2: column 'port'"),
        (("pc",) + ("",) * 6, "row 2: 7 cells for 6 columns"),
    ],
)
def test_a_defect_names_its_row(row: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_inventory(HEADER, [row], where="hosts.csv")
    assert sentence in str(caught.value)


def test_a_password_in_the_place_of_a_reference_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadInput) as caught:
        parse_inventory(HEADER, [("pc", "", "", "", "P@ssw0rd", "")], where="hosts.csv")
    assert "P@ssw0rd" not in str(caught.value)


def test_a_host_twice_in_other_letters_is_refused_with_both_rows() -> None:
    with pytest.raises(BadInput, match="row 4: host 'PC-1' stands already in row 2"):
        parse_inventory(("host",), [("pc-1",), ("pc-2",), ("PC-1",)], where="hosts.csv")


def test_all_defects_are_told_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        parse_inventory(HEADER, [("pc", "", "x"), ("", "a")], where="hosts.csv")
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("header", [("name",), ("host", "host")])
def test_a_table_without_one_host_column_is_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(BadInput, match="row 1"):
        parse_inventory(header, [], where="hosts.csv")


def test_a_table_without_a_host_is_refused() -> None:
    with pytest.raises(BadInput, match="no host"):
        parse_inventory(("host",), [("",)], where="hosts.csv")
