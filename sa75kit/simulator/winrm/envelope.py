"""SOAP envelopes of WS-Management: a request read into its parts, an answer written."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from sa75kit.simulator.winrm import faults
from sa75kit.simulator.winrm.durations import parse_duration
from sa75kit.simulator.winrm.limits import Limits
from sa75kit.simulator.winrm.names import (
    ADDRESSING,
    ADDRESSING_FAULT_ACTION,
    ANONYMOUS,
    ENUMERATION,
    FAULT_ACTION,
    MS_WSMAN,
    SHELL,
    SOAP,
    TRANSFER,
    WSMAN,
    XML,
)

_OPEN = (
    f'<s:Envelope xml:lang="en-US" xmlns:s="{SOAP}" xmlns:a="{ADDRESSING}" '
    f'xmlns:x="{TRANSFER}" xmlns:n="{ENUMERATION}" xmlns:w="{WSMAN}" xmlns:rsp="{SHELL}" '
    f'xmlns:p="{MS_WSMAN}">'
)
_KNOWN_HEADERS = frozenset(
    {f"{{{ADDRESSING}}}{name}" for name in ("To", "ReplyTo", "Action", "MessageID", "FaultTo")}
    | {
        f"{{{WSMAN}}}{name}"
        for name in (
            "ResourceURI", "MaxEnvelopeSize", "Locale", "OperationTimeout", "SelectorSet",
            "OptionSet", "FragmentTransfer",
        )
    }
    | {
        f"{{{MS_WSMAN}}}{name}"
        for name in (
            "SessionId", "DataLocale", "OperationID", "SequenceId", "CompressionType", "ActivityId"
        )
    }
)  # fmt: skip
_TRUE = frozenset({"true", "1"})


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request of WS-Management; `to_answer` is the id that the answer relates to."""

    action: str
    to_answer: str
    resource_uri: str = ""
    selectors: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    timeout: float = 60.0
    max_envelope: int = 153600
    locale: str = "en-US"
    data_locale: str = "en-US"
    body: ET.Element | None = None

    @property
    def shell_id(self) -> str:
        """Give the shell that is meant; the fault where none is named."""
        shell_id = self.selectors.get("shellid")
        if not shell_id:
            raise faults.selectors_needed()
        return shell_id

    def flag(self, option: str, default: bool = False) -> bool:
        """Say whether an option of the option set is on."""
        return self.options.get(option.lower(), str(default)).strip().lower() in _TRUE


def parse_message(data: bytes, charset: str) -> ET.Element:
    """Give the envelope element of a message; the fault where it is none."""
    try:
        if charset.lower().startswith("utf-16") and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            data = data.decode("utf-16-le").encode("utf-16")
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise faults.invalid_xml()
        root = ET.fromstring(data)  # noqa: S314 — without a DOCTYPE there are no entities
    except (ET.ParseError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise faults.invalid_xml() from error
    if root.tag == f"{{{SOAP}}}Envelope":
        return root
    if root.tag.endswith("}Envelope") and "xmlsoap.org/soap/envelope" in root.tag:
        raise faults.wrong_soap_version()
    raise faults.invalid_xml()


def message_id(envelope: ET.Element) -> str:
    """Give the id that an answer, a fault too, relates to; empty where the request has none."""
    return envelope.findtext(f"{{{SOAP}}}Header/{{{ADDRESSING}}}MessageID", "").strip()


def parse_request(envelope: ET.Element, limits: Limits) -> Request:
    """Read a request's headers; the fault where one is missing, wrong or not understood."""
    header, body = envelope.find(f"{{{SOAP}}}Header"), envelope.find(f"{{{SOAP}}}Body")
    if header is None or body is None:
        raise faults.missing_header()
    for element in header:
        must = element.get(f"{{{SOAP}}}mustUnderstand", element.get("mustUnderstand", "false"))
        if must.lower() in _TRUE and element.tag not in _KNOWN_HEADERS:
            raise faults.not_understood()
    action = header.findtext(f"{{{ADDRESSING}}}Action", "").strip()
    if not action or not message_id(envelope) or header.find(f"{{{ADDRESSING}}}To") is None:
        raise faults.missing_header()
    return Request(
        action=action,
        to_answer=message_id(envelope),
        resource_uri=header.findtext(f"{{{WSMAN}}}ResourceURI", "").strip(),
        selectors=_named(header, "SelectorSet", "Selector"),
        options=_named(header, "OptionSet", "Option"),
        timeout=_timeout(header, limits),
        max_envelope=_max_envelope(header, limits),
        locale=_language(header, f"{{{WSMAN}}}Locale"),
        data_locale=_language(header, f"{{{MS_WSMAN}}}DataLocale"),
        body=body[0] if len(body) else None,
    )


def _named(header: ET.Element, outer: str, inner: str) -> dict[str, str]:
    return {
        element.get("Name", "").lower(): element.text or ""
        for element in header.iterfind(f"{{{WSMAN}}}{outer}/{{{WSMAN}}}{inner}")
    }


def _timeout(header: ET.Element, limits: Limits) -> float:
    text = header.findtext(f"{{{WSMAN}}}OperationTimeout")
    if text is None:
        return limits.operation_timeout
    try:
        seconds = parse_duration(text)
    except ValueError:
        raise faults.invalid_timeout() from None
    if seconds <= 0:
        raise faults.invalid_timeout()
    return seconds


def _max_envelope(header: ET.Element, limits: Limits) -> int:
    text = header.findtext(f"{{{WSMAN}}}MaxEnvelopeSize")
    if text is None:
        return 153600
    if not text.strip().isdecimal():
        raise faults.invalid_header()
    if int(text) < limits.min_envelope_bytes:
        raise faults.envelope_too_small()
    return min(int(text), limits.max_envelope_bytes)


def _language(header: ET.Element, tag: str) -> str:
    element = header.find(tag)
    return "en-US" if element is None else element.get(f"{{{XML}}}lang", "en-US")


def write_response(action: str, to_answer: str, body: str) -> str:
    """Give the envelope that answers a request; `body` is the content of s:Body."""
    return _envelope(f"{action}Response", to_answer, body)


def write_fault(fault: faults.WsmanFault, to_answer: str, machine: str) -> str:
    """Give the envelope of a fault."""
    addressing = (fault.subcode or "").startswith("a:")
    action = ADDRESSING_FAULT_ACTION if addressing else FAULT_ACTION
    return _envelope(action, to_answer, fault.body(machine))


def _envelope(action: str, to_answer: str, body: str) -> str:
    relates = f"<a:RelatesTo>{escape(to_answer)}</a:RelatesTo>" if to_answer else ""
    return (
        f"{_OPEN}<s:Header><a:Action>{action}</a:Action>"
        f"<a:MessageID>uuid:{str(uuid.uuid4()).upper()}</a:MessageID><a:To>{ANONYMOUS}</a:To>"
        f"{relates}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
