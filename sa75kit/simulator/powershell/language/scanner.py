"""The text under the parser: where it stands, what to skip, what to complain of."""

from __future__ import annotations

import re
from typing import NoReturn

from sa75kit.simulator.powershell.language.failure import ParseError
from sa75kit.simulator.powershell.language.syntax import (
    Block,
    Expression,
    ScriptBlock,
    Source,
    Statement,
)

_SPACE = re.compile(r"(?:[ \t\f\v\u00a0\u0085]+|`\r?\n|<#.*?#>|#[^\r\n]*)+", re.DOTALL)
_LINES = re.compile(
    r"(?:[ \t\f\v\u00a0\u0085\r\n;]+|`\r?\n|<#.*?#>|#[^\r\n]*)+",
    re.DOTALL,
)
_NEWLINES = re.compile(
    r"(?:[ \t\f\v\u00a0\u0085\r\n]+|`\r?\n|<#.*?#>|#[^\r\n]*)+",
    re.DOTALL,
)
WORD = re.compile(r"[A-Za-z_][\w-]*")


class Scanner:
    """A script's text with a place in it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.size = len(source.text)
        self.at = 0

    # -- looking and moving -----------------------------------------------------------------

    def peek(self, ahead: int = 0) -> str:
        """Give the character here, "" at the end."""
        return self.text[self.at + ahead : self.at + ahead + 1]

    def looking_at(self, text: str) -> bool:
        """Say whether this text stands here."""
        return self.text.startswith(text, self.at)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Give what a pattern finds here, without moving."""
        return pattern.match(self.text, self.at)

    def take(self, text: str) -> bool:
        """Move over this text if it stands here."""
        if self.text.startswith(text, self.at):
            self.at += len(text)
            return True
        return False

    def space(self) -> None:
        """Skip blanks and comments of this line."""
        found = _SPACE.match(self.text, self.at)
        if found:
            self.at = found.end()

    def newlines(self) -> None:
        """Skip blanks, comments and line ends."""
        found = _NEWLINES.match(self.text, self.at)
        if found:
            self.at = found.end()

    def separators(self) -> None:
        """Skip blanks, comments, line ends and semicolons."""
        found = _LINES.match(self.text, self.at)
        if found:
            self.at = found.end()

    def word(self) -> str:
        """Give the word here in lower case, without moving; "" where there is none."""
        found = WORD.match(self.text, self.at)
        return found.group().lower() if found else ""

    def token(self) -> tuple[int, int]:
        """Give the extent of what a complaint about this place would underline."""
        found = re.compile(r"\r?\n|[\w$:.@-]+|&&|\|\||.", re.DOTALL).match(self.text, self.at)
        return self.at, found.end() if found else self.at

    # -- complaining ------------------------------------------------------------------------

    def fail(
        self, identifier: str, message: str, start: int | None = None, end: int | None = None
    ) -> NoReturn:
        """Raise a ParseError about a place, this one by default."""
        begin = self.at if start is None else start
        raise ParseError(identifier, message, begin, begin + 1 if end is None else end)

    def unexpected(self, where: str = "expression or statement") -> NoReturn:
        """Raise the error about the token here."""
        start, end = self.token()
        found = self.text[start:end]
        if found in ("&&", "||"):
            self.fail("InvalidEndOfLine", f"The token '{found}' is not a valid statement separator "
                      "in this version.", start, end)  # fmt: skip
        if found == "<":
            self.fail("RedirectionNotSupported", "The '<' operator is reserved for future use.",
                      start, end)  # fmt: skip
        if found == "&":
            self.fail("AmpersandNotAllowed", "The ampersand (&) character is not allowed. The & "
                      "operator is reserved for future use; wrap an ampersand in double quotation "
                      'marks ("&") to pass it as part of a string.', start, end)  # fmt: skip
        if found == ")" or found == "}":  # noqa: PLR1714
            where = "expression or statement"
        self.fail("UnexpectedToken", f"Unexpected token '{found}' in {where}.", start, end)

    def expect(self, closing: str, identifier: str, message: str, start: int) -> None:
        """Move over `closing`, or complain: at the end of the text about `start`."""
        if self.take(closing):
            return
        if self.at >= self.size:
            self.fail(identifier, message, start, start + 1)
        self.fail(identifier, message)

    # -- what the layers above do -----------------------------------------------------------

    def block_until(self, closing: str) -> Block:
        """Parse statements up to a closing character, which is left standing."""
        raise NotImplementedError

    def script_block(self, opening: int) -> ScriptBlock:
        """Parse the inside of braces, the opening one at `opening`; move over the closing one."""
        raise NotImplementedError

    def statement(self) -> Statement:
        """Parse one statement."""
        raise NotImplementedError

    def pipeline(self) -> Statement:
        """Parse a pipeline or an assignment."""
        raise NotImplementedError

    def expression(self) -> Expression:
        """Parse an expression with all its operators."""
        raise NotImplementedError

    def unary(self) -> Expression:
        """Parse an operand with the operators before and after it."""
        raise NotImplementedError
