"""Reading and writing variables: scopes, drives, types, what is automatic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.powershell.conversion.convert import cast
from sa75kit.simulator.powershell.conversion.text import to_text
from sa75kit.simulator.powershell.engine.scope import Scope, Slot
from sa75kit.simulator.powershell.values.blocks import Reference, ScriptBlockValue
from sa75kit.simulator.powershell.values.errors import runtime_error

if TYPE_CHECKING:
    from sa75kit.simulator.powershell.engine.context import Context
    from sa75kit.simulator.powershell.language.syntax import Variable
    from sa75kit.simulator.powershell.types.net_type import NetType

_SCOPES = ("global", "script", "local", "private", "using", "variable")


def read_variable(ctx: Context, variable: Variable) -> object:
    """Give a variable's value, null where there is none."""
    drive = variable.drive
    if drive and drive not in _SCOPES:
        return _read_drive(ctx, drive, variable.name)
    name = variable.name
    if name == "?":
        return ctx.session.success
    scope = ctx.scope.named(drive) if drive and drive not in ("using", "variable") else None
    if scope is not None:
        slot = scope.variables.get(name.lower())
    else:
        slot = ctx.scope.find(name)
    if slot is None:
        if name.lower() == "pwd":
            return ctx.session.location
        return _undefined(ctx, variable)
    return slot.value


def _undefined(ctx: Context, variable: Variable) -> object:
    strict = ctx.scope.find("__strict")
    if strict is not None and strict.value:
        raise runtime_error(
            f"The variable '${variable.path}' cannot be retrieved because it has not been set.",
            "VariableIsUndefined", target=variable.name)  # fmt: skip
    return None


def _read_drive(ctx: Context, drive: str, name: str) -> object:
    if drive == "env":
        return ctx.session.environment.get(name)
    if drive == "function":
        return ctx.scope.function(name)
    if drive == "alias":
        return ctx.session.aliases.get(name.lower())
    from sa75kit.simulator.powershell.engine.providers import read_content_of_path

    return read_content_of_path(ctx, f"{drive}:{name}")


def write_variable(
    ctx: Context, variable: Variable, value: object, net_type: NetType | None = None
) -> None:
    """Give a variable a value; it is made in this scope unless another is named."""
    drive, name = variable.drive, variable.name
    if drive and drive not in _SCOPES:
        _write_drive(ctx, drive, name, value)
        return
    scope = ctx.scope.named(drive) if drive not in ("", "variable", "using") else ctx.scope
    assign(ctx, scope or ctx.scope, name, value, net_type)


def assign(
    ctx: Context, scope: Scope, name: str, value: object, net_type: NetType | None = None
) -> None:
    """Give a variable of one scope a value, converted to its type where it has one."""
    slot = scope.variables.get(name.lower())
    constant = slot or ctx.session.globals.variables.get(name.lower())
    if constant is not None and constant.options != "None":
        constant.check()
    if net_type is not None:
        value = cast(ctx.session, value, net_type)
    elif slot is not None and slot.type is not None:
        value = _converted(ctx, slot, value)
    if slot is None:
        scope.variables[name.lower()] = Slot(name, value, net_type)
    else:
        slot.value = value
        slot.type = net_type or slot.type


def _converted(ctx: Context, slot: Slot, value: object) -> object:
    assert slot.type is not None
    return cast(ctx.session, value, slot.type)


def _write_drive(ctx: Context, drive: str, name: str, value: object) -> None:
    if drive == "env":
        if value is None or value == "":
            ctx.session.environment.pop(name, None)
        else:
            ctx.session.environment[name] = to_text(value)
    elif drive == "function" and isinstance(value, ScriptBlockValue):
        ctx.scope.functions[name.lower()] = value
    elif drive == "alias":
        ctx.session.aliases[name.lower()] = to_text(value)
    else:
        from sa75kit.simulator.powershell.engine.providers import write_content_of_path

        write_content_of_path(ctx, f"{drive}:{name}", value)


def reference_to(ctx: Context, variable: Variable) -> Reference:
    """Give a [ref] to a variable."""
    scope = ctx.scope
    here: Scope | None = scope
    while here is not None and variable.name.lower() not in here.variables:
        here = here.parent
    place = ctx.within(here or scope)
    return Reference(
        lambda: read_variable(place, variable), lambda value: write_variable(place, variable, value)
    )
