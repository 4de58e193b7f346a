"""Any .NET object as psrpcore serializes it: type names, ToString, properties and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import psrpcore.types as ps


def net_object(
    type_names: Sequence[str],
    *,
    text: str | None = None,
    adapted: Mapping[str, object] | None = None,
    notes: Mapping[str, object] | None = None,
) -> ps.PSObject:
    """Give an object; `adapted` are its own properties (<Props>), `notes` the added (<MS>)."""
    result = ps.PSObject()
    result.PSObject.type_names = list(type_names)
    if text is not None:
        result.PSObject.to_string = text
    result.PSObject.adapted_properties = [
        ps.PSNoteProperty(name, value) for name, value in (adapted or {}).items()
    ]
    result.PSObject.extended_properties = [
        ps.PSNoteProperty(name, value) for name, value in (notes or {}).items()
    ]
    return result


def message(**notes: object) -> ps.PSObject:
    """Give a PSRP message: an object without a type that has only notes."""
    return net_object((), notes=notes)
