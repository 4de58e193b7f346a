"""The .NET exceptions that a script can meet, each with its base."""

from __future__ import annotations

from sa75kit.simulator.powershell.types.net_type import OBJECT, NetType

EXCEPTION = NetType("System.Exception", OBJECT)

# name: base; each base stands before what derives from it.
_TREE = """
System.SystemException System.Exception
System.ApplicationException System.Exception
System.ArgumentException System.SystemException
System.ArgumentNullException System.ArgumentException
System.ArgumentOutOfRangeException System.ArgumentException
System.ArithmeticException System.SystemException
System.DivideByZeroException System.ArithmeticException
System.OverflowException System.ArithmeticException
System.FormatException System.SystemException
System.IndexOutOfRangeException System.SystemException
System.InvalidCastException System.SystemException
System.InvalidOperationException System.SystemException
System.ObjectDisposedException System.InvalidOperationException
System.NotImplementedException System.SystemException
System.NotSupportedException System.SystemException
System.PlatformNotSupportedException System.NotSupportedException
System.NullReferenceException System.SystemException
System.RankException System.SystemException
System.TimeoutException System.SystemException
System.UnauthorizedAccessException System.SystemException
System.OutOfMemoryException System.SystemException
System.OperationCanceledException System.SystemException
System.Collections.Generic.KeyNotFoundException System.SystemException
System.Runtime.InteropServices.ExternalException System.SystemException
System.Runtime.InteropServices.COMException System.Runtime.InteropServices.ExternalException
System.ComponentModel.Win32Exception System.Runtime.InteropServices.ExternalException
System.IO.IOException System.SystemException
System.IO.FileNotFoundException System.IO.IOException
System.IO.DirectoryNotFoundException System.IO.IOException
System.IO.DriveNotFoundException System.IO.IOException
System.IO.PathTooLongException System.IO.IOException
System.IO.EndOfStreamException System.IO.IOException
System.Security.SecurityException System.SystemException
System.Security.Cryptography.CryptographicException System.SystemException
System.ServiceProcess.TimeoutException System.SystemException
System.Xml.XmlException System.SystemException
System.Management.ManagementException System.SystemException
System.Reflection.TargetInvocationException System.ApplicationException
System.Net.Sockets.SocketException System.ComponentModel.Win32Exception
System.Net.WebException System.InvalidOperationException
System.Management.Automation.RuntimeException System.SystemException
System.Management.Automation.ParseException System.Management.Automation.RuntimeException
System.Management.Automation.IncompleteParseException System.Management.Automation.ParseException
System.Management.Automation.CommandNotFoundException System.Management.Automation.RuntimeException
System.Management.Automation.ParameterBindingException System.Management.Automation.RuntimeException
System.Management.Automation.ParameterBindingValidationException System.Management.Automation.ParameterBindingException
System.Management.Automation.ActionPreferenceStopException System.Management.Automation.RuntimeException
System.Management.Automation.ApplicationFailedException System.Management.Automation.RuntimeException
System.Management.Automation.CmdletInvocationException System.Management.Automation.RuntimeException
System.Management.Automation.PipelineStoppedException System.Management.Automation.RuntimeException
System.Management.Automation.RemoteException System.Management.Automation.RuntimeException
System.Management.Automation.MethodException System.Management.Automation.RuntimeException
System.Management.Automation.MethodInvocationException System.Management.Automation.MethodException
System.Management.Automation.ExtendedTypeSystemException System.Management.Automation.RuntimeException
System.Management.Automation.GetValueException System.Management.Automation.ExtendedTypeSystemException
System.Management.Automation.GetValueInvocationException System.Management.Automation.GetValueException
System.Management.Automation.SetValueException System.Management.Automation.ExtendedTypeSystemException
System.Management.Automation.SetValueInvocationException System.Management.Automation.SetValueException
System.Management.Automation.PSInvalidCastException System.InvalidCastException
System.Management.Automation.PSArgumentException System.ArgumentException
System.Management.Automation.PSArgumentNullException System.ArgumentNullException
System.Management.Automation.PSArgumentOutOfRangeException System.ArgumentOutOfRangeException
System.Management.Automation.PSInvalidOperationException System.InvalidOperationException
System.Management.Automation.PSNotSupportedException System.NotSupportedException
System.Management.Automation.PSSecurityException System.Management.Automation.RuntimeException
System.Management.Automation.ScriptCallDepthException System.SystemException
System.Management.Automation.SessionStateException System.Management.Automation.RuntimeException
System.Management.Automation.DriveNotFoundException System.Management.Automation.SessionStateException
System.Management.Automation.ItemNotFoundException System.Management.Automation.SessionStateException
System.Management.Automation.ProviderNotFoundException System.Management.Automation.SessionStateException
System.Management.Automation.SessionStateUnauthorizedAccessException System.Management.Automation.SessionStateException
System.Management.Automation.ValidationMetadataException System.Management.Automation.RuntimeException
System.Management.Automation.MetadataException System.Management.Automation.RuntimeException
System.Management.Automation.Host.HostException System.Management.Automation.RuntimeException
Microsoft.PowerShell.Commands.WriteErrorException System.SystemException
Microsoft.PowerShell.Commands.ServiceCommandException System.SystemException
Microsoft.PowerShell.Commands.ProcessCommandException System.SystemException
Microsoft.PowerShell.Cmdletization.Cim.CimJobException System.Exception
Microsoft.Management.Infrastructure.CimException System.Exception
""".split()  # noqa: SIM905

for _name, _base in zip(_TREE[::2], _TREE[1::2], strict=True):
    NetType(_name, NetType.known[_base.lower()])

# HRESULTs that somebody might look at.
HRESULTS = {
    "System.IO.FileNotFoundException": -2147024894,
    "System.IO.DirectoryNotFoundException": -2147024893,
    "System.UnauthorizedAccessException": -2147024891,
    "System.ArgumentException": -2147024809,
    "System.InvalidCastException": -2147467262,
    "System.NullReferenceException": -2147467261,
    "System.DivideByZeroException": -2147352558,
    "System.FormatException": -2146233033,
    "System.IO.IOException": -2146232800,
    "System.ComponentModel.Win32Exception": -2147467259,
    "System.Management.Automation.RuntimeException": -2146233087,
}
