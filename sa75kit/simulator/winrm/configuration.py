"""What the service tells of itself: `winrm get winrm/config` and Identify."""

from __future__ import annotations

from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.names import CONFIG, IDENTITY, SOAP, WSMAN

_PROFILE = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/http/spnego-kerberos"


def configuration(limits: Limits) -> str:
    """Give the cfg:Config element, Windows' defaults with our limits."""
    auth = "<cfg:Kerberos>true</cfg:Kerberos><cfg:Negotiate>true</cfg:Negotiate>"
    ports = (
        "<cfg:DefaultPorts><cfg:HTTP>5985</cfg:HTTP><cfg:HTTPS>5986</cfg:HTTPS></cfg:DefaultPorts>"
    )
    return (
        f'<cfg:Config xmlns:cfg="{CONFIG}">'
        f"<cfg:MaxEnvelopeSizekb>{limits.max_envelope_bytes // 1024}</cfg:MaxEnvelopeSizekb>"
        "<cfg:MaxTimeoutms>60000</cfg:MaxTimeoutms><cfg:MaxBatchItems>32000</cfg:MaxBatchItems>"
        "<cfg:MaxProviderRequests>4294967295</cfg:MaxProviderRequests>"
        "<cfg:Client><cfg:NetworkDelayms>5000</cfg:NetworkDelayms>"
        "<cfg:URLPrefix>wsman</cfg:URLPrefix><cfg:AllowUnencrypted>false</cfg:AllowUnencrypted>"
        f"<cfg:Auth><cfg:Basic>true</cfg:Basic><cfg:Digest>true</cfg:Digest>{auth}"
        "<cfg:Certificate>true</cfg:Certificate><cfg:CredSSP>false</cfg:CredSSP></cfg:Auth>"
        f"{ports}<cfg:TrustedHosts></cfg:TrustedHosts></cfg:Client>"
        "<cfg:Service>"
        "<cfg:RootSDDL>O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;IU)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"
        "</cfg:RootSDDL><cfg:MaxConcurrentOperations>4294967295</cfg:MaxConcurrentOperations>"
        "<cfg:MaxConcurrentOperationsPerUser>1500</cfg:MaxConcurrentOperationsPerUser>"
        "<cfg:EnumerationTimeoutms>240000</cfg:EnumerationTimeoutms>"
        "<cfg:MaxConnections>300</cfg:MaxConnections>"
        "<cfg:MaxPacketRetrievalTimeSeconds>120</cfg:MaxPacketRetrievalTimeSeconds>"
        "<cfg:AllowUnencrypted>false</cfg:AllowUnencrypted>"
        f"<cfg:Auth><cfg:Basic>false</cfg:Basic>{auth}<cfg:Certificate>false</cfg:Certificate>"
        "<cfg:CredSSP>false</cfg:CredSSP><cfg:CbtHardeningLevel>Relaxed</cfg:CbtHardeningLevel>"
        f"</cfg:Auth>{ports}<cfg:IPv4Filter>*</cfg:IPv4Filter><cfg:IPv6Filter>*</cfg:IPv6Filter>"
        "<cfg:EnableCompatibilityHttpListener>false</cfg:EnableCompatibilityHttpListener>"
        "<cfg:EnableCompatibilityHttpsListener>false</cfg:EnableCompatibilityHttpsListener>"
        "<cfg:CertificateThumbprint></cfg:CertificateThumbprint>"
        "<cfg:AllowRemoteAccess>true</cfg:AllowRemoteAccess></cfg:Service>"
        "<cfg:Winrs><cfg:AllowRemoteShellAccess>true</cfg:AllowRemoteShellAccess>"
        f"<cfg:IdleTimeout>{int(limits.winrs_idle_timeout * 1000)}</cfg:IdleTimeout>"
        f"<cfg:MaxConcurrentUsers>{limits.winrs_users}</cfg:MaxConcurrentUsers>"
        "<cfg:MaxShellRunTime>2147483647</cfg:MaxShellRunTime>"
        f"<cfg:MaxProcessesPerShell>{limits.processes_per_shell}</cfg:MaxProcessesPerShell>"
        "<cfg:MaxMemoryPerShellMB>1024</cfg:MaxMemoryPerShellMB>"
        f"<cfg:MaxShellsPerUser>{limits.winrs_shells_per_user}</cfg:MaxShellsPerUser></cfg:Winrs>"
        "</cfg:Config>"
    )


def identity(version: str, *, authenticated: bool) -> str:
    """Give the envelope of an IdentifyResponse; strangers are not told the version."""
    parts = [int(part) for part in version.split(".")[:2]]
    stack = "3.0" if parts >= [6, 2] else "2.0"
    system = version if authenticated else "0.0.0"
    profiles = (
        "<wsmid:SecurityProfiles>"
        f"<wsmid:SecurityProfileName>{_PROFILE}</wsmid:SecurityProfileName>"
        "</wsmid:SecurityProfiles>"
        if authenticated
        else ""
    )
    return (
        f'<s:Envelope xml:lang="en-US" xmlns:s="{SOAP}"><s:Header></s:Header><s:Body>'
        f'<wsmid:IdentifyResponse xmlns:wsmid="{IDENTITY}">'
        f"<wsmid:ProtocolVersion>{WSMAN}</wsmid:ProtocolVersion>"
        "<wsmid:ProductVendor>Microsoft Corporation</wsmid:ProductVendor>"
        f"<wsmid:ProductVersion>OS: {system} SP: 0.0 Stack: {stack}</wsmid:ProductVersion>"
        f"{profiles}</wsmid:IdentifyResponse></s:Body></s:Envelope>"
    )
