"""Values between PSRP's CLIXML (psrpcore) and the simulated PowerShell."""

from __future__ import annotations

import datetime
import decimal
import queue
import uuid
from collections.abc import Iterable, Sequence

import psrpcore.types as ps

from sa75kit.simulator.powershell import Credential, ErrorRecord, PSObject, SecureString
from sa75kit.simulator.winrm.error_records import error_record_object
from sa75kit.simulator.winrm.objects import net_object

_OBJECT_ARRAY = ["System.Object[]", "System.Array", "System.Object"]
_INT32 = range(-(2**31), 2**31)
_INT64 = range(-(2**63), 2**63)
_UINT64 = range(2**64)


def from_clixml(value: object) -> object:
    """Give a value as the simulated PowerShell knows it."""
    match value:
        case None | bool():
            return value
        case ps.PSEnumBase() | ps.PSFlagBase():
            return int(value.value)
        case ps.PSChar():
            return str(value)
        case ps.PSSecureString():
            return SecureString(str(value.decrypt()))
        case ps.PSCredential():
            return Credential(
                username=str(value.UserName), password=SecureString(str(value.Password.decrypt()))
            )
        case ps.PSVersion():
            return PSObject(type_names=("System.Version", "System.Object"), text=str(value))
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case int():
            return int(value)
        case str():
            return str.__str__(value)
        case float():
            return float(value)
        case bytes():
            return bytes(value)
        case decimal.Decimal():
            return decimal.Decimal(value)
        case uuid.UUID():
            return uuid.UUID(int=value.int)
        case datetime.datetime():
            return _datetime(value)
        case datetime.timedelta():
            return datetime.timedelta(value.days, value.seconds, value.microseconds)
    return _container(value)


def _container(value: object) -> object:
    match value:
        case dict():
            return {from_clixml(k): from_clixml(v) for k, v in value.items()}
        case list():
            return [from_clixml(item) for item in value]
        case queue.Queue():
            return [from_clixml(item) for item in value.queue]
        case ps.PSObject():
            return _object(value)
    raise TypeError(f"psrpcore gave a {type(value).__name__}")


def _datetime(value: datetime.datetime) -> datetime.datetime:
    date = datetime.datetime.combine(value.date(), value.time())
    return date.replace(tzinfo=value.tzinfo)


def _object(value: ps.PSObject) -> PSObject:
    properties: dict[str, object] = {}
    for prop in (*value.PSObject.adapted_properties, *value.PSObject.extended_properties):
        properties[str(prop.name)] = from_clixml(prop.get_value(value))
    text = value.PSObject.to_string
    return PSObject(
        type_names=tuple(str(name) for name in value.PSObject.type_names),
        properties=properties,
        text=None if text is None else str(text),
        adapted=bool(value.PSObject.adapted_properties),
    )


def to_clixml(value: object) -> object:
    """Give a value as psrpcore serializes it."""
    match value:
        case None | bool() | bytes() | decimal.Decimal() | uuid.UUID() | str():
            return value
        case int():
            return _number(value)
        case float():
            return ps.PSDouble(value)
        case datetime.datetime():
            return value
        case datetime.timedelta():
            return value
        case SecureString():
            return ps.PSSecureString(value.text)
        case Credential():
            password = ps.PSSecureString(value.password.text)
            return ps.PSCredential(UserName=value.username, Password=password)
        case ErrorRecord():
            return error_record_object(value, to_clixml)
        case PSObject():
            return _net_object(value)
    return _collection(value)


def _number(value: int) -> object:
    if value in _INT32:
        return ps.PSInt(value)
    if value in _INT64:
        return ps.PSInt64(value)
    return ps.PSUInt64(value) if value in _UINT64 else ps.PSDouble(value)


def _net_object(value: PSObject) -> ps.PSObject:
    properties = {name: to_clixml(item) for name, item in value.properties.items()}
    return net_object(
        value.type_names,
        text=value.text,
        adapted=properties if value.adapted else {},
        notes={} if value.adapted else properties,
    )


def _collection(value: object) -> object:
    match value:
        case dict():
            return ps.PSDict({to_clixml(k): to_clixml(v) for k, v in value.items()})
        case list() | tuple():
            return typed_list(value, _OBJECT_ARRAY)
    raise TypeError(f"a {type(value).__name__} cannot cross into CLIXML")


def typed_list(items: Iterable[object], type_names: Sequence[str]) -> ps.PSList:
    """Give a list that says which .NET list it is."""
    result = ps.PSList([to_clixml(item) for item in items])
    result.PSObject.type_names = list(type_names)
    return result
