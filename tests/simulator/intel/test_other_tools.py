from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from sa75kit.simulator.windows import WmiError
from tests.simulator.intel.hosts import run, simulated

CONSOLE = (
    r'"C:\Program Files (x86)\Intel\Intel-SA-00075 Detection and Mitigation Tool'
    r'\Intel-SA-00075-console.exe"'
)
KEY = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\INTEL-SA-00075 Discovery Tool"
MSI = r"C:\Intel\UnprovisioningTool\unprovisionToolInstaller.msi"


def test_the_console_tool_speaks_writes_and_registers() -> None:
    with simulated(control_mode="CCM", tools=["console-tool"], ehbc="enabled") as host:
        code, text = run(host, f"{CONSOLE} -Discover -f -p C:\\Windows\\Temp")
        assert code == 0
        assert "Is CCM Disabled: False" in text
        assert "EHBC Enabled: True" in text
        assert "LMS service state: Running" in text
        assert "microLMS service state: NotPresent" in text
        tree = ElementTree.fromstring(host.machine.files.read(r"C:\Windows\Temp\PC-17.xml"))
        assert tree.findtext("System_Status/System_Risk") == "Vulnerable"
        assert tree.findtext("System_Status/System_Exposure") == "Exposed"
        assert tree.findtext("ME_Firmware_Information/ME_Driver_Installed") == "True"
        value = host.machine.registry.get(
            rf"{KEY}\ME Firmware Information", "ME Provisioning State", view=32
        )
        assert value is not None
        assert value.data == "Provisioned"


def test_the_console_tool_can_be_quiet_and_leave_nothing() -> None:
    with simulated(tools=["console-tool"]) as host:
        code, text = run(host, f"{CONSOLE} -discover -n -c")
        assert (code, text) == (0, "")
        assert not host.machine.registry.exists(KEY, view=32)


def test_amt_off_in_the_bios_is_unknown_to_the_console_tool() -> None:
    with simulated(amt_in_bios=False, tools=["console-tool"]) as host:
        _, text = run(host, f"{CONSOLE} -Discover -n")
    assert "Version: Unknown" in text
    assert "may be vulnerable" in text


@pytest.mark.parametrize(
    ("described", "code", "gone"),
    [
        ({"control_mode": "CCM"}, 3010, True),
        ({"control_mode": "ACM", "admin_password": "x"}, 1603, False),
        ({"control_mode": "CCM", "lms": {"state": "stopped"}}, 1603, False),
    ],
)
def test_the_unprovisioning_tool_unprovisions_while_it_installs(
    described: dict[str, object], code: int, gone: bool
) -> None:
    with simulated(tools=["unprovisioning-msi"], **described) as host:
        assert run(host, f"msiexec /i {MSI} /qn")[0] == code
        assert host.engine.provisioned is not gone
        pending = host.machine.registry.get(
            r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager", "PendingFileRenameOperations"
        )
        assert (pending is not None) is gone
        assert run(host, f"msiexec /x {MSI} /qn")[0] == (0 if gone else 1605)


def test_a_package_that_is_not_there_cannot_be_opened() -> None:
    with simulated() as host:
        assert run(host, r"msiexec.exe /i C:\none.msi /qn")[0] == 1619


def test_rpc_tells_and_deactivates() -> None:
    with simulated(control_mode="CCM", tools=["rpc"]) as host:
        _, text = run(host, r"C:\Intel\rpc\rpc.exe amtinfo -json")
        assert json.loads(text)["controlMode"] == "activated in client control mode"
        assert run(host, r"C:\Intel\rpc\rpc.exe deactivate -local")[0] == 0
        assert not host.engine.provisioned
        assert run(host, r"C:\Intel\rpc\rpc.exe deactivate -local")[0] == 109


def test_wmi_says_what_the_provider_publishes() -> None:
    with simulated(sku="ISM", control_mode="CCM") as host:
        machine = host.machine
        system = machine.wmi(r"root\Intel_ME", "ME_System")[0]
        assert (system["FWVersion"], system["ManageabilityMode"]) == ("9.1.20.1035", 3)
        state = machine.wmi_invoke(r"root\Intel_ME", "OOB_Service", "GetProvisioningState", {})
        assert state == {"state": 2, "ReturnValue": 0}
        machine.wmi_invoke(r"root\Intel_ME", "OOB_Service", "Unconfigure", {})
        state = machine.wmi_invoke(r"root\Intel_ME", "OOB_Service", "GetProvisioningState", {})
        assert state["state"] == 0


def test_the_namespace_comes_with_the_provider_only() -> None:
    with simulated(tools=[]) as host, pytest.raises(WmiError) as error:
        host.machine.wmi(r"root\Intel_ME", "ME_System")
    assert error.value.code == 0x8004100E


def test_wmi_refuses_admin_control_mode() -> None:
    with simulated(control_mode="ACM", admin_password="x") as host:
        told = host.machine.wmi_invoke(r"root\Intel_ME", "OOB_Service", "Unconfigure", {})
        assert told == {"ReturnValue": 3}
        assert host.engine.provisioned


def test_an_older_run_may_say_something_else() -> None:
    traces = [{"source": "systemdiscovery", "view": 64, "says": {"control_mode": "ACM"}}]
    key = r"HKLM\SOFTWARE\Intel\Setup and Configuration Software\SystemDiscovery"
    with simulated(traces=traces) as host:
        settings = rf"{key}\ManageabilityInfo\ManagementSettings"
        value = host.machine.registry.get(settings, "AMTControlMode", view=64)
        assert value is not None
        assert value.data == "Admin Control Mode"
        assert not host.machine.registry.exists(key, view=32)
