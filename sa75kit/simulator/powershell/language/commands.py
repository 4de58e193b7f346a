"""Commands: names, parameters, words, redirections, and pipelines of them."""

from __future__ import annotations

import re

from sa75kit.simulator.powershell.language.expressions import Expressions
from sa75kit.simulator.powershell.language.strings import DOUBLE_QUOTES, SINGLE_QUOTES
from sa75kit.simulator.powershell.language.syntax import (
    ArrayLiteral,
    Assignment,
    Cast,
    Command,
    CommandExpression,
    Constant,
    Expandable,
    Expression,
    Index,
    Member,
    Parameter,
    Pipeline,
    Redirection,
    Statement,
    TypeLiteral,
    Variable,
)

_PARAMETER = re.compile(r"[-–—]([A-Za-z_?][^\s{}();,|&.\[:'\"‘’“”`$<>]*)(:)?")
_REDIRECTION = re.compile(r"([1-6*])?>(>|&1|&2)?")
_SPLAT = re.compile(r"@(?:(\w+):)?([\w?]+)(?![\w(])")
_ENDS = set("|;)}\r\n&<>") | {""}
_WORD_ENDS = set(" \t\f\v\r\n|;(){},&<>\u00a0") | {""}
_ASSIGNMENT = re.compile(r"([-+*/%])?=(?!=)")
_OPERATOR_START = re.compile(
    r"[-–—](?:not|bnot|join|split|isplit|csplit)\b|--|\+\+|[-+–—]\.?\d|[-+–—][$(]", re.IGNORECASE
)


class Commands(Expressions):
    """Reads pipelines."""

    def pipeline(self) -> Statement:
        """Parse a pipeline or an assignment."""
        start = self.at
        first = self._first_element()
        if isinstance(first, Statement):
            return first
        elements = [first]
        while True:
            self.space()
            if self.peek() != "|" or self.looking_at("||"):
                break
            bar = self.at
            self.at += 1
            self.newlines()
            if self.at >= self.size or self.peek() in "|;)}":
                self.fail("EmptyPipeElement", "An empty pipe element is not allowed.", bar, bar + 1)
            elements.append(self._later_element())
        return Pipeline(start, elements[-1].end, elements)

    def _first_element(self) -> Command | CommandExpression | Statement:
        if not self._expression_starts():
            return self.command()
        start = self.at
        expression = self.expression()
        self.space()
        found = _ASSIGNMENT.match(self.text, self.at)
        if found:
            return self._assignment(start, expression, found)
        redirections = self._redirections()
        self.space()
        if self.peek() not in _ENDS:
            self.unexpected()
        return CommandExpression(start, expression.end, expression, redirections)

    def _later_element(self) -> Command | CommandExpression:
        if self.peek() in "$(@'\"{[" or self.peek() in SINGLE_QUOTES + DOUBLE_QUOTES or (
            self.peek().isdigit() and self._expression_starts()
        ):
            start = self.at
            self.expression()
            self.fail("ExpressionsMustBeFirstInPipeline", "Expressions are only allowed as the "
                      "first element of a pipeline.", start, self.at)  # fmt: skip
        return self.command()

    def _assignment(self, start: int, target: Expression, found: re.Match[str]) -> Assignment:
        self._check_target(target)
        self.at = found.end()
        self.newlines()
        if self.at >= self.size or self.peek() in ";)}":
            self.fail("ExpectedValueExpression", "You must provide a value expression following "
                      f"the '{found.group()}' operator.", found.start(), found.end())  # fmt: skip
        value = self.statement()
        return Assignment(start, value.end, target, found[1] or "", value)

    def _check_target(self, target: Expression) -> None:
        inner = target
        while isinstance(inner, Cast):
            inner = inner.operand
        if isinstance(inner, ArrayLiteral):
            for item in inner.items:
                self._check_target(item)
        elif not isinstance(inner, Variable | Member | Index) or isinstance(inner, TypeLiteral):
            self.fail("InvalidLeftHandSide", "The assignment expression is not valid. The input to "
                      "an assignment operator must be an object that is able to accept "
                      "assignments, such as a variable or a property.",
                      target.start, target.end)  # fmt: skip

    def _expression_starts(self) -> bool:
        char = self.peek()
        if not char:
            return False
        if char in "$({['\"!," or char in SINGLE_QUOTES + DOUBLE_QUOTES:
            return True
        if char == "@":
            return True
        if char.isdigit() or (char == "." and self.peek(1).isdigit()):
            mark = self.at
            number = self.number()
            ends = self.peek() in _ENDS or self.peek() in " \t,.+-*/%=`:\u00a0["
            self.at = mark
            return number is not None and ends
        return _OPERATOR_START.match(self.text, self.at) is not None

    # -- one command ------------------------------------------------------------------------

    def command(self) -> Command:
        """Parse one command with its arguments."""
        start = self.at
        operator = self._invocation_operator()
        if operator:
            self.at += 1
            self.newlines()
            name = self._invoked()
        else:
            name = self._command_name()
        command = Command(start, self.at, operator, name, [], [])
        while self._element(command):
            command.end = self.at
        return command

    def _invocation_operator(self) -> str:
        char = self.peek()
        if char == "&" and not self.looking_at("&&"):
            return char
        following = self.peek(1)
        if char == "." and (following.isspace() or (following and following in "'\"$({")):
            return char
        return ""

    def _invoked(self) -> Expression:
        char = self.peek()
        if char in _ENDS:
            self.fail("MissingExpression", "Missing expression after '&' in pipeline element."
                      if self.text[self.at - 1] == "&" else
                      "Missing expression after '.' in pipeline element.",
                      self.at - 1, self.at)  # fmt: skip
        if char in "$({'\"@" or char in SINGLE_QUOTES + DOUBLE_QUOTES:
            return self.postfix(self.primary())
        return self._bare_word()

    def _command_name(self) -> Expression:
        if self.peek() in _WORD_ENDS or self.peek() == "<":
            self.unexpected()
        return self._bare_word()

    def _element(self, command: Command) -> bool:
        """Parse the next argument, parameter or redirection; False at the command's end."""
        self.space()
        redirection = _REDIRECTION.match(self.text, self.at)
        if redirection and self._redirection_is_meant():
            command.redirections.append(self._redirection(redirection))
            return True
        if self.looking_at("--%") and self.peek(3) in (" ", "\t", "\r", "\n", ""):
            self._verbatim(command)
            return True
        if self.peek() in _ENDS:
            if self.peek() == "&" or self.peek() == "<":  # noqa: PLR1714
                self.unexpected()
            return False
        parameter = _PARAMETER.match(self.text, self.at)
        if parameter and not self._word_goes_on(parameter.end()):
            command.elements.append(self._parameter(parameter))
            return True
        command.elements.append(self._argument())
        return True

    def _word_goes_on(self, end: int) -> bool:
        return self.text[end : end + 1] in tuple("'\"`$") and self.text[end : end + 1] != ""

    def _redirection_is_meant(self) -> bool:
        before = self.text[self.at - 1 : self.at]
        return self.peek() == ">" or not before or before.isspace() or before in ")}'\"]"

    def _parameter(self, found: re.Match[str]) -> Parameter:
        start, self.at = self.at, found.end()
        if not found[2]:
            return Parameter(start, self.at, found[1], found.group(), None)
        spaced = self.peek().isspace()
        self.space()
        if self.peek() in _ENDS:
            self.fail("ParameterRequiresArgument", f"Parameter '{found.group()}' requires an "
                      "argument.", start, self.at)  # fmt: skip
        argument = self._argument()
        return Parameter(start, self.at, found[1], found.group(), argument, spaced)

    def _argument(self) -> Expression:
        first = self._one_argument()
        mark = self.at
        self.space()
        if self.peek() != ",":
            self.at = mark
            return first
        items = [first]
        while True:
            self.space()
            if not self.take(","):
                return ArrayLiteral(first.start, items[-1].end, items)
            self.newlines()
            if self.peek() in _ENDS:
                self.fail("MissingArgument", "Missing argument in parameter list.",
                          self.at - 1, self.at)  # fmt: skip
            items.append(self._one_argument())
            mark = self.at
            self.space()
            if self.peek() != ",":
                self.at = mark

    def _one_argument(self) -> Expression:
        char = self.peek()
        if char == ",":
            self.fail("MissingArgument", "Missing argument in parameter list.")
        if char == "$":
            return self._dollar_argument()
        if char == "@":
            splat = _SPLAT.match(self.text, self.at)
            if splat and self.peek(1) not in "({'\"":
                start, self.at = self.at, splat.end()
                return Variable(start, self.at, splat[2], (splat[1] or "").lower(), True)
            if self.peek(1) in ("(", "{", "'", '"'):
                return self.postfix(self.primary())
            self.fail("UnrecognizedToken", "Unrecognized token in source text.")
        if char and (char in "({'\"" or char in SINGLE_QUOTES + DOUBLE_QUOTES):
            return self.postfix(self.primary())
        number = self._number_argument()
        return number if number is not None else self._bare_word()

    def _number_argument(self) -> Constant | None:
        mark = self.at
        signed = self.peek() in ("-", "+")
        if signed:
            self.at += 1
        number = self.number()
        if number is None or (self.peek() not in _WORD_ENDS):
            self.at = mark
            return None
        number.start, number.text = mark, self.text[mark : self.at]
        if self.text[mark] == "-":
            self.at = mark
            signed_number = self.unary()
            assert isinstance(signed_number, Constant)
            return signed_number
        return number

    def _dollar_argument(self) -> Expression:
        if self.peek(1) == "(":
            return self.postfix(self.primary())
        mark = self.at
        if self.interpolation() is None:
            self.at = mark
            return self._bare_word()
        following = self.peek()
        goes_on = following not in _WORD_ENDS and following not in ".[:=" and not (
            self.looking_at("++") or self.looking_at("--")
        )
        self.at = mark
        return self._bare_word() if goes_on else self.postfix(self.variable())

    def _bare_word(self) -> Expression:
        """Parse a word without quotes around it: escapes, quotes and variables inside count."""
        start = self.at
        parts: list[str | Expression] = []
        out: list[str] = []
        while self.peek() not in _WORD_ENDS:
            char = self.text[self.at]
            if char == "`":
                out.append(self.escape())
            elif char in SINGLE_QUOTES and self.at > start:
                out.append(str(self.single_quoted().value))
            elif char in DOUBLE_QUOTES and self.at > start:
                self._inner_string(parts, out)
            elif char == "$" and (part := self.interpolation()) is not None:
                if out:
                    parts.append("".join(out))
                    out = []
                parts.append(part)
            else:
                out.append(char)
                self.at += 1
        if self.at == start:
            self.unexpected()
        if not parts:
            text = "".join(out)
            return Constant(start, self.at, text, self.text[start : self.at], True)
        if out:
            parts.append("".join(out))
        return Expandable(start, self.at, parts, True)

    def _inner_string(self, parts: list[str | Expression], out: list[str]) -> None:
        inner = self.double_quoted()
        if isinstance(inner, Constant):
            out.append(str(inner.value))
            return
        if out:
            parts.append("".join(out))
            out.clear()
        parts.append(inner)

    def _verbatim(self, command: Command) -> None:
        """Parse --%: the rest of the line goes to a native program as it stands."""
        start = self.at
        found = re.compile(r"--%[ \t]*([^\r\n|]*)").match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        command.elements.append(Constant(start, self.at, "--%", "--%", True))
        if found[1].strip():
            command.elements.append(Constant(start, self.at, found[1].rstrip(), "--%", True))

    # -- redirections -----------------------------------------------------------------------

    def _redirections(self) -> list[Redirection]:
        found: list[Redirection] = []
        while True:
            self.space()
            match = _REDIRECTION.match(self.text, self.at)
            if not match:
                return found
            found.append(self._redirection(match))

    def _redirection(self, found: re.Match[str]) -> Redirection:
        start, self.at = self.at, found.end()
        stream = 0 if found[1] == "*" else int(found[1] or 1)
        if found[2] in ("&1", "&2"):
            if found[2] == "&2" or stream == 1:
                self.fail("RedirectionNotSupported", f"The '{found.group()}' operator is reserved "
                          "for future use.", start, self.at)  # fmt: skip
            return Redirection(start, self.at, stream, None, False)
        self.space()
        if self.peek() in _ENDS:
            self.fail("MissingFileSpecification",
                      "Missing file specification after redirection operator.",
                      start, self.at)  # fmt: skip
        target = self._one_argument()
        return Redirection(start, self.at, stream, target, found[2] == ">")
