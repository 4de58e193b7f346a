"""Fleets: which simulated hosts there are, what is in them, and what is wrong with them.

A fleet file is JSON: `{"hosts": [{"name": "tokyo-17", …}, …]}`, optionally with `"account"`
(`{"domain", "username", "password"}`: the responder's account, made up when it is not given) and
`"about"` (free text). Of a host only its name is required. What a host may have:

    name               NetBIOS-like, unique; address: 127.x.y.z, unique, chosen free when not given
    about              free text: what a responder should learn here
    language           en de ja fr es zh;  windows: version such as 6.1.7601 or 10.0.19045;  x64
    sku                AMT ISM SBT none;  firmware: four fields, such as 9.5.45.1234
    control_mode       none CCM ACM: not provisioned, or provisioned in this mode
    in_provisioning    set-up was begun and never ended (control_mode none)
    admin_password     the AMT password (ACM needs one; CCM may have one)
    password_known     whether the inventory refers to that password (default true)
    rcs                the RCS that configured it (ACM): its address stands in the inventory
    rcs_reachable      false: the RCS is not there any more
    tls web_ui redirection            what provisioned firmware serves on the wire
    ccm_disabled  ehbc (enabled disabled unsupported)  auditor_blocks  amt_in_bios  mei_driver
    bmc                a board controller answers UDP 623 besides, as iLO and iDRAC do
    lms                {"state": running stopped absent, "start": delayed automatic manual disabled,
                       "path": …, …} (see `parts.Lms`); null: there is none
    alternative_lms    [{"kind": microlms meshcommander meshagent rpc renamed-lms custom, …}]
    sockets            [{"port", "protocol", "addresses", "image"}]: further owners of sockets
    tools              what is installed: acuconfig scsdiscovery console-tool unprovisioning-msi
                       rpc me-wmi (default: acuconfig and me-wmi)
    traces             what earlier runs of tools left behind: [{"source", "age_hours", "says"}]
    fault              how the host is broken (see `host.Fault`);  program_faults: {"netstat.exe":
                       "hang", …};  dies_after: goes down for good after so many requests
    accounts           who may log on instead of the responder; [] refuses everybody
    powershell         full constrained none;  logs_command_lines: process auditing is on
    latency            seconds before every answer;  uptime_hours; clock_skew_seconds
    unprovision_seconds  how long un-provisioning takes (default 0.3)

Hosts that cannot exist are refused with a sentence that names file, host and key.
"""

from __future__ import annotations

from sa75kit.simulator.fleet.generation import generate
from sa75kit.simulator.fleet.host import Host
from sa75kit.simulator.fleet.parts import Account, AlternativeLms, Lms, OwnedSocket, Trace
from sa75kit.simulator.fleet.reading import Fleet, FleetError, parse_fleet, read_fleet

__all__ = [
    "Account",
    "AlternativeLms",
    "Fleet",
    "FleetError",
    "Host",
    "Lms",
    "OwnedSocket",
    "Trace",
    "generate",
    "parse_fleet",
    "read_fleet",
]
