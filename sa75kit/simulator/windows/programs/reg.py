"""reg.exe: the registry's command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sa75kit.simulator.windows import winerror as err
from sa75kit.simulator.windows.programs import reg_change, reg_query
from sa75kit.simulator.windows.programs.reg_arguments import BadKey, BadSyntax
from sa75kit.simulator.windows.texts import reg as texts
from sa75kit.simulator.windows.texts.system import system_message
from sa75kit.simulator.windows.winerror import Win32Error

if TYPE_CHECKING:
    from sa75kit.simulator.windows.invocation import Invocation

_OPERATIONS = {"query": reg_query.query, "add": reg_change.add, "delete": reg_change.delete,
               "export": reg_change.export, "copy": reg_change.copy}  # fmt: skip


def reg(call: Invocation) -> int:
    """Run reg.exe: 0 done, 1 failed."""
    language = call.language.code
    words = call.argv[1:]
    operation = words[0].lower() if words else ""
    try:
        if operation not in _OPERATIONS:
            raise BadSyntax
        return _OPERATIONS[operation](call, words[1:])
    except BadSyntax:
        call.error(f"{texts.SYNTAX[language].format(operation.upper())}\r\n")
    except BadKey:
        call.error(f"{texts.INVALID_KEY[language]}\r\n")
    except Win32Error as error:
        if error.code == err.FILE_NOT_FOUND:
            call.error(f"{texts.NOT_FOUND[language]}\r\n")
        else:
            message = system_message(error.code, language)
            call.error(f"{texts.ERROR[language].format(message)}\r\n")
    return 1
