"""What leaves a block other than by its end."""

from __future__ import annotations


class Signal(BaseException):
    """A jump of control."""


class BreakLoop(Signal):
    """`break`, with the label of the loop that it leaves."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class ContinueLoop(Signal):
    """`continue`, with the label of the loop that goes on."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class ReturnFrom(Signal):
    """`return`: the function, script or script block ends."""


class ExitSession(Signal):
    """`exit`, with the code."""

    def __init__(self, code: object) -> None:
        super().__init__(code)
        self.code = code


class EnoughInput(Signal):
    """A command of a pipeline wants no more input: what stands before it ends."""

    def __init__(self, command: object) -> None:
        super().__init__()
        self.command = command
