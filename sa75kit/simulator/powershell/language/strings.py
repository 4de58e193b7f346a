"""Literals: quoted and here-strings, variables, numbers, type names."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from sa75kit.simulator.powershell.language.scanner import Scanner
from sa75kit.simulator.powershell.language.syntax import (
    Constant,
    Expandable,
    Expression,
    SubExpression,
    TypeName,
    Variable,
)
from sa75kit.simulator.powershell.values.numbers import fit_integer

SINGLE_QUOTES, DOUBLE_QUOTES = "'‘’‚‛", '"“”„'
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_VARIABLE = re.compile(r"\$(?:(\w+):(?!:))?([\w?]+|[$^])")
_NUMBER = re.compile(
    r"(?:0x(?P<hex>[0-9a-f]+)|(?P<whole>\d+)?(?P<fraction>\.\d+|\.(?![.\w]))?(?P<exponent>e[+-]?\d+)?)"
    r"(?P<suffix>[ld])?(?P<multiplier>[kmgtp]b)?(?![\w`])",
    re.IGNORECASE,
)
_MULTIPLIERS = {"": 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}
_TYPE_WORD = re.compile(r"[A-Za-z_][\w.+`]*")


class Literals(Scanner):
    """Reads the leaves of the tree."""

    # -- strings ----------------------------------------------------------------------------

    def single_quoted(self) -> Constant:
        """Parse '…'."""
        start = self.at
        self.at += 1
        out: list[str] = []
        while self.at < self.size:
            char = self.text[self.at]
            if char in SINGLE_QUOTES:
                if self.peek(1) and self.peek(1) in SINGLE_QUOTES:
                    self.at += 1
                else:
                    self.at += 1
                    return Constant(start, self.at, "".join(out), self.text[start : self.at])
            out.append(char)
            self.at += 1
        self.fail("TerminatorExpectedAtEndOfString",
                  "The string is missing the terminator: '.", start, self.size)  # fmt: skip

    def double_quoted(self) -> Expression:
        '''Parse "…".'''
        start = self.at
        self.at += 1
        parts: list[str | Expression] = []
        out: list[str] = []
        while self.at < self.size:
            char = self.text[self.at]
            if char in DOUBLE_QUOTES:
                if self.peek(1) and self.peek(1) in DOUBLE_QUOTES:
                    out.append(char)
                    self.at += 2
                    continue
                self.at += 1
                return self._string(start, parts, out)
            self._string_part(parts, out)
        self.fail("TerminatorExpectedAtEndOfString",
                  'The string is missing the terminator: ".', start, self.size)  # fmt: skip

    def here_string(self) -> Expression:
        """Parse @'…'@ or @"…"@."""
        start = self.at
        quote = self.text[self.at + 1]
        quotes = SINGLE_QUOTES if quote in SINGLE_QUOTES else DOUBLE_QUOTES
        head = re.compile(r"[ \t]*(\r?\n)").match(self.text, self.at + 2)
        if head is None:
            self.fail("UnexpectedCharactersAfterHereStringHeader", "No characters are allowed "
                      "after a here-string header but before the end of the line.",
                      start + 2)  # fmt: skip
        footer = re.compile(rf"\r?\n[{quotes}]@").search(self.text, head.end(1) - len(head[1]))
        if footer is None:
            sign = "'" if quotes is SINGLE_QUOTES else '"'
            self.fail("TerminatorExpectedAtEndOfString",
                      f"The string is missing the terminator: {sign}@.", start, self.size)  # fmt: skip
        self.at = head.end()
        end = max(footer.start(), self.at)
        if quotes is SINGLE_QUOTES:
            value = self.text[self.at : end]
            self.at = footer.end()
            return Constant(start, self.at, value, value)
        parts: list[str | Expression] = []
        out: list[str] = []
        while self.at < end:
            self._string_part(parts, out)
        self.at = footer.end()
        return self._string(start, parts, out)

    def _string(self, start: int, parts: list[str | Expression], out: list[str]) -> Expression:
        if not parts:
            return Constant(start, self.at, "".join(out), self.text[start : self.at])
        if out:
            parts.append("".join(out))
        return Expandable(start, self.at, parts)

    def _string_part(self, parts: list[str | Expression], out: list[str]) -> None:
        """Take one character, escape, variable or subexpression of an expandable string."""
        char = self.text[self.at]
        if char == "`":
            out.append(self.escape())
        elif char == "$" and (part := self.interpolation()) is not None:
            if out:
                parts.append("".join(out))
                out.clear()
            parts.append(part)
        else:
            out.append(char)
            self.at += 1

    def escape(self) -> str:
        """Move over a backtick and what it escapes, and give what they mean."""
        char = self.peek(1)
        self.at += 1 + len(char)
        if char == "\r" and self.peek() == "\n":
            self.at += 1
            return "\r\n"
        return _ESCAPES.get(char, char)

    def interpolation(self) -> Expression | None:
        """Give the variable or subexpression that begins at a dollar sign, None if none does."""
        if self.peek(1) == "(":
            return self.subexpression()
        if self.peek(1) == "{" or _VARIABLE.match(self.text, self.at):
            return self.variable()
        return None

    def subexpression(self) -> SubExpression:
        """Parse $( … )."""
        start = self.at
        self.at += 2
        body = self.block_until(")")
        self.expect(")", "MissingEndParenthesisInSubexpression",
                    "Missing closing ')' in subexpression.", start)  # fmt: skip
        return SubExpression(start, self.at, body)

    # -- variables --------------------------------------------------------------------------

    def variable(self) -> Variable:
        """Parse $name, $drive:name or ${any name}."""
        start = self.at
        if self.peek(1) == "{":
            return self._braced_variable()
        found = _VARIABLE.match(self.text, self.at)
        if found is None:
            self.at += 1
            self.unexpected()
        drive, name = found[1] or "", found[2]
        self.at = found.end()
        if not drive and self.peek() == ":" and self.peek(1) != ":":
            self.fail("InvalidVariableReferenceWithDrive", "Variable reference is not valid. ':' "
                      "was not followed by a valid variable name character. Consider using ${} to "
                      "delimit the name.", start, self.at + 1)  # fmt: skip
        return Variable(start, self.at, name, drive.lower())

    def _braced_variable(self) -> Variable:
        start = self.at
        self.at += 2
        out: list[str] = []
        while self.at < self.size and self.peek() != "}":
            if self.peek() == "`":
                out.append(self.escape())
            else:
                out.append(self.text[self.at])
                self.at += 1
        self.expect("}", "IncompleteDollarOpenBrace", "Missing closing '}' in a variable.", start)
        name = "".join(out)
        drive, colon, rest = name.partition(":")
        if colon and re.fullmatch(r"\w+", drive) and rest:
            return Variable(start, self.at, rest, drive.lower())
        if not name:
            self.fail("InvalidVariableReference", "The empty ${} variable reference is not valid.",
                      start, self.at)  # fmt: skip
        return Variable(start, self.at, name)

    # -- numbers ----------------------------------------------------------------------------

    def number(self) -> Constant | None:
        """Parse a number, None where there is none (or where it is the start of a word)."""
        found = _NUMBER.match(self.text, self.at)
        if found is None or not (found["hex"] or found["whole"] or (found["fraction"] or "")[1:]):
            return None
        start, self.at = self.at, found.end()
        return Constant(start, self.at, number_value(found), found.group())

    # -- types ------------------------------------------------------------------------------

    def type_name(self) -> TypeName:
        """Parse a type's name with generic arguments and array ranks."""
        found = _TYPE_WORD.match(self.text, self.at)
        if found is None:
            self.fail("MissingTypename", "Missing type name after '['.", self.at - 1, self.at)
        self.at = found.end()
        name = found.group()
        arguments: list[TypeName] = []
        ranks: list[int] = []
        while True:
            self.newlines()
            array = re.compile(r"\[\s*(,*)\s*\]").match(self.text, self.at)
            if array:
                ranks.append(len(array[1]) + 1)
                self.at = array.end()
            elif self.peek() == "[" and not arguments and not ranks:
                arguments = self._type_arguments()
            else:
                break
        if self.peek() == "," and not arguments and "." in name:  # an assembly's name follows
            depth = re.compile(r"[^\]\[]*").match(self.text, self.at)
            assert depth is not None
            self.at = depth.end()
        return TypeName(name, tuple(arguments), tuple(ranks))

    def _type_arguments(self) -> list[TypeName]:
        self.at += 1
        arguments = []
        while True:
            self.newlines()
            bracketed = self.take("[")
            arguments.append(self.type_name())
            if bracketed:
                self.take("]")
            self.newlines()
            if not self.take(","):
                break
        self.expect("]", "EndSquareBracketExpectedAtEndOfType",
                    "Missing ] at end of attribute or type literal.", self.at)  # fmt: skip
        return arguments


def number_value(found: re.Match[str]) -> object:
    """Give the value of a number literal with PowerShell's choice of type."""
    suffix = (found["suffix"] or "").lower()
    factor = _MULTIPLIERS[(found["multiplier"] or "").lower()]
    if found["hex"] and suffix != "d":
        return fit_integer(_two_complement(found["hex"]) * factor, long=suffix == "l")
    text = (found["whole"] or "0") + (found["fraction"] or "") + (found["exponent"] or "")
    if suffix == "d":
        return Decimal(text) * factor
    if found["fraction"] or (found["exponent"] and suffix != "l"):
        return float(text) * factor
    try:
        return fit_integer(int(Decimal(text)) * factor, long=suffix == "l")
    except (InvalidOperation, OverflowError):
        return float(text)


def _two_complement(digits: str) -> int:
    value = int(digits, 16)
    if len(digits) <= 8 and value >> 31:
        return value - (1 << 32)
    if 8 < len(digits) <= 16 and value >> 63:
        return value - (1 << 64)
    return value


def parse_number(text: str) -> object | None:
    """Give the value of a text that is one number literal with a sign, else None."""
    text = text.strip()
    negative = text.startswith("-")
    found = _NUMBER.fullmatch(text.lstrip("+-"))
    if found is None or not (found["hex"] or found["whole"] or (found["fraction"] or "")[1:]):
        return None
    value = number_value(found)
    if not negative:
        return value
    if isinstance(value, int):
        return fit_integer(-value)
    return -value if isinstance(value, float | Decimal) else None
