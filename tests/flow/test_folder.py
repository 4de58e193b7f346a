from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from sa75kit.assessment import Witness
from sa75kit.case.folder import SiteFolder, Taken
from sa75kit.case.intake import only, read_site
from sa75kit.errors import BadInput
from sa75kit.facts import queries_for
from sa75kit.plan import plan_for
from sa75kit.reading import Known, Unknown
from sa75kit.settings import Policy
from tests.flow.windows_host import TOOL, WindowsHost


def write_site(folder: Path, yaml: str = "", inventory: str = "host\npc-1\npc-2\n") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "hosts.csv").write_text(inventory, "utf-8")
    path = folder / "site.yaml"
    path.write_text("site: lab\ninventory: hosts.csv\n" + yaml, "utf-8")
    return path


def open_folder(tmp_path: Path) -> SiteFolder:
    return SiteFolder.open(tmp_path / "case", read_site(write_site(tmp_path / "a")))


def test_answers_come_back_byte_for_byte(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    probe = folder.new_probe("investigate")
    taken = Taken(
        host="pc-1",
        moment=datetime.now(UTC),
        failure=None,
        answers=WindowsHost().read(queries_for(TOOL)),
        wire=Known(Witness(answered={16992: "AMT"}, unclear={16993: "TLS refused"}), "wire"),
    )
    folder.write_taken(probe, taken)
    assert folder.taken((probe,), "pc-1", TOOL) == taken


def test_a_host_that_was_not_asked_is_unknown(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    taken = folder.taken((folder.new_probe("investigate"),), "pc-2", TOOL)
    assert taken.failure == "was not asked yet"
    assert isinstance(taken.wire, Unknown)


def test_what_a_killed_or_partial_probe_collected_is_not_lost(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    whole, partial = folder.new_probe("investigate"), folder.new_probe("investigate")
    for probe, host in ((whole, "pc-1"), (whole, "pc-2"), (partial, "pc-1")):
        failure = f"{host} in {probe}"
        folder.write_taken(
            probe,
            Taken(
                host=host,
                moment=datetime.now(UTC),
                failure=failure,
                answers={},
                wire=Unknown("not looked"),
            ),
        )
    probes = folder.probes("investigate")
    assert folder.taken(probes, "pc-1", TOOL).failure == f"pc-1 in {partial}"
    assert folder.taken(probes, "pc-2", TOOL).failure == f"pc-2 in {whole}"


def test_a_folder_of_another_site_file_is_refused(tmp_path: Path) -> None:
    open_folder(tmp_path)
    other = read_site(write_site(tmp_path / "b"))
    with pytest.raises(BadInput, match="belongs to"):
        SiteFolder.open(tmp_path / "case", other)


def test_a_plan_that_was_edited_is_refused(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    folder.write_plan(plan_for(site="lab", probe="p", policy=Policy(), decisions={}, waves=(1,)))
    path = folder.path / "plan.json"
    path.write_text(path.read_text("utf-8").replace('"probe": "p"', '"probe": "q"'), "utf-8")
    with pytest.raises(BadInput, match="changed after it was written"):
        folder.plan()


def test_one_run_at_a_time(tmp_path: Path) -> None:
    folder = open_folder(tmp_path)
    with folder.alone(), pytest.raises(BadInput, match="another run"), folder.alone():
        pass
    with folder.alone():
        pass


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("remoting: {paralel: 3}\n", "unknown key 'remoting.paralel'"),
        ("polcy: {}\n", "unknown key 'polcy'"),
        ("policy: {restrict_ehbc: true}\n", "ehbc_is_permanent: understood"),
        ("policy: {lms: remove}\n", "policy.lms"),
        ("rollout: {waves: ['10']}\n", "neither a count nor a share"),
        ("remoting: {credential: hunter2}\n", "give a reference"),
        ("remoting: {auth: basic}\n", "remoting.auth"),
        ("site: [\n", "not YAML"),
    ],
)
def test_a_site_file_that_is_wrong_says_where(tmp_path: Path, yaml: str, said: str) -> None:
    path = write_site(tmp_path / "a", yaml)
    with pytest.raises(BadInput) as refused:
        read_site(path)
    assert said in str(refused.value)
    assert str(path) in str(refused.value)
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    ("inventory", "said"),
    [
        ("host\npc-1\nPC-1\n", "row 3: host 'PC-1' stands already in row 2"),
        ("host,port\npc-1,1\n,2\n", "row 3: column 'host' is blank"),
        ("host,port\npc-1,99999\n", "row 2: column 'port': '99999' is no port"),
        ("host,amt_password\npc-1,S3cret!\n", "row 2: column 'amt_password' takes a reference"),
        ("host\n../x\n", "row 2: host '../x' is no host name"),
        ("name\npc-1\n", "no column 'host'"),
        ("host,host\npc-1,pc-2\n", "column 'host' stands twice"),
        ("", "is empty"),
        ("host\n", "no host"),
    ],
)
def test_an_inventory_that_is_wrong_says_where(tmp_path: Path, inventory: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_site(write_site(tmp_path / "a", inventory=inventory))
    assert said in str(refused.value)
    assert "S3cret" not in str(refused.value)


def test_other_columns_are_carried_along(tmp_path: Path) -> None:
    site = read_site(write_site(tmp_path / "a", inventory="\ufeffhost,部署\npc-1,営業\n"))
    assert site.hosts[0].extra == (("部署", "営業"),)


def test_a_host_that_is_not_in_the_inventory_is_refused(tmp_path: Path) -> None:
    site = read_site(write_site(tmp_path / "a"))
    assert [host.name for host in only(site, ["PC-2"])] == ["pc-2"]
    with pytest.raises(BadInput, match="no host 'pc-9'"):
        only(site, ["pc-9"])
