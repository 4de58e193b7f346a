"""Expressions: operands with what stands before and after them, and operators by precedence."""

from __future__ import annotations

import re
from decimal import Decimal

from sa75kit.simulator.powershell.language.strings import (
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
    Literals,
)
from sa75kit.simulator.powershell.language.syntax import (
    ArrayExpression,
    ArrayLiteral,
    Attribute,
    Binary,
    Cast,
    Constant,
    Expression,
    HashLiteral,
    Increment,
    Index,
    Invocation,
    Member,
    Paren,
    ScriptBlockLiteral,
    Statement,
    TypeLiteral,
    TypeName,
    Unary,
)
from sa75kit.simulator.powershell.values.numbers import Int64, fit_integer

_COMPARISONS = (
    "eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split"
).split()
_LEVELS: tuple[dict[str, str], ...] = (
    {f"-{name}": name for name in ("and", "or", "xor")},
    {f"-{name}": name for name in ("band", "bor", "bxor")},
    {
        **{f"-{prefix}{name}": prefix + name for name in _COMPARISONS for prefix in ("", "i", "c")},
        **{f"-{name}": name for name in ("is", "isnot", "as", "join", "shl", "shr")},
    },
    {"+": "+", "-": "-", "–": "-", "—": "-"},
    {"*": "*", "/": "/", "%": "%"},
    {"-f": "f"},
    {"..": ".."},
)
_PRECEDENCE = {
    symbol: (level, name) for level, names in enumerate(_LEVELS) for symbol, name in names.items()
}
_SYMBOL = re.compile(r"[-–—][A-Za-z]+|\.\.|[-+*/%–—]")
_UNARY_WORDS = {"-not": "!", "-bnot": "-bnot", "-join": "-join", "-split": "-split",
                "-isplit": "-split", "-csplit": "-csplit"}  # fmt: skip
_MEMBER_NAME = re.compile(r"[A-Za-z_][\w]*")
_ATTRIBUTE_NAME = re.compile(r"\[\s*([A-Za-z_][\w.]*)\s*\(")


class Expressions(Literals):
    """Reads expressions."""

    def expression(self) -> Expression:
        """Parse an expression with all its operators."""
        return self._binary(0)

    def _binary(self, lowest: int) -> Expression:
        left = self._array()
        while True:
            self.space()
            found = _SYMBOL.match(self.text, self.at)
            level, operator = _PRECEDENCE.get(found.group().lower(), (-1, "")) if found else (-1, "")
            if found is None or level < lowest:
                return left
            if level in (3, 4) and self.peek(1) == "=":
                return left
            place = self.at
            self.at = found.end()
            self.newlines()
            if self.at >= self.size or self.peek() in ");}|":
                self.fail("ExpectedValueExpression", "You must provide a value expression "
                          f"following the '{found.group()}' operator.", place,
                          found.end())  # fmt: skip
            right = self._binary(level + 1)
            left = Binary(left.start, right.end, operator, left, right, place)

    def _array(self) -> Expression:
        first = self.unary()
        self.space()
        if self.peek() != "," or self._no_commas:
            return first
        items = [first]
        while True:
            self.space()
            if not self.take(","):
                break
            self.newlines()
            if self.at >= self.size or self.peek() in ")};|":
                self.fail("MissingExpressionAfterToken",
                          "Missing expression after ','.", self.at - 1, self.at)  # fmt: skip
            items.append(self.unary())
        return ArrayLiteral(first.start, items[-1].end, items)

    # -- one operand ------------------------------------------------------------------------

    def unary(self) -> Expression:
        """Parse an operand with the operators before and after it."""
        self.space()
        start = self.at
        char = self.peek()
        if char in ("!", ",") and char:
            self.at += 1
            self.newlines()
            operand = self.unary()
            return Unary(start, operand.end, char, operand)
        if self.looking_at("--") or self.looking_at("++"):
            by = 1 if char == "+" else -1
            self.at += 2
            operand = self.unary()
            return Increment(start, operand.end, operand, by, True)
        if char and char in "+-–—":
            return self._signed(start)
        if char == "[":
            return self._bracketed(start)
        return self.postfix(self.primary())

    def _signed(self, start: int) -> Expression:
        found = _SYMBOL.match(self.text, self.at)
        word = found.group().lower() if found else ""
        if word in _UNARY_WORDS:
            self.at += len(word)
            self.newlines()
            operand = self.unary()
            return Unary(start, operand.end, _UNARY_WORDS[word], operand)
        if len(word) > 1 and word[1].isalpha():
            self.unexpected()
        sign = "+" if self.peek() == "+" else "-"
        self.at += 1
        self.newlines()
        if (number := self.number()) is not None:
            number.start, number.text = start, sign + number.text
            if sign == "-":
                number.value = _negated(number.value)
            return self.postfix(number)
        operand = self.unary()
        return Unary(start, operand.end, sign, operand)

    def _bracketed(self, start: int) -> Expression:
        """Parse a type, as a value or as a cast; attributes are kept for assignments."""
        if _ATTRIBUTE_NAME.match(self.text, self.at):
            attribute = self.attribute()
            self.newlines()
            operand = self.unary()
            return Cast(start, operand.end, TypeName("object"), operand, attribute)
        self.at += 1
        self.space()
        name = self.type_name()
        self.space()
        self.expect("]", "EndSquareBracketExpectedAtEndOfType",
                    "Missing ] at end of attribute or type literal.", start)  # fmt: skip
        literal = TypeLiteral(start, self.at, name)
        if self.looking_at("::") or (self.peek() == "." and _MEMBER_NAME.match(self.text, self.at + 1)):
            return self.postfix(literal)
        mark = self.at
        self.newlines() if self.text[mark : mark + 2].strip() == "" else self.space()
        if self._operand_follows():
            operand = self.unary()
            return Cast(start, operand.end, name, operand)
        self.at = mark
        return self.postfix(literal)

    def _operand_follows(self) -> bool:
        char = self.peek()
        if char and char in "$(@{'\"[" + SINGLE_QUOTES + DOUBLE_QUOTES:
            return True
        if char.isdigit() or (char == "." and self.peek(1).isdigit()):
            return True
        return bool(char in ("-", "+", "!") and char) and (
            self.peek(1).isdigit() or self.peek(1) in "$(" or self.word_of_operator()
        )

    def word_of_operator(self) -> bool:
        """Say whether a unary operator written as a word stands here."""
        found = _SYMBOL.match(self.text, self.at)
        return found is not None and found.group().lower() in _UNARY_WORDS

    def primary(self) -> Expression:
        """Parse an operand alone."""
        start, char = self.at, self.peek()
        if char == "$" and self.peek(1) != "(":
            return self.variable()
        if char and char in SINGLE_QUOTES:
            return self.single_quoted()
        if char and char in "$(@{" + DOUBLE_QUOTES:
            commas, self._no_commas = self._no_commas, False
            nested = self._nested(start, char)
            self._no_commas, nested.end = commas, self.at
            return nested
        if (number := self.number()) is not None:
            return number
        self.unexpected()

    def _nested(self, start: int, char: str) -> Expression:
        if char == "$":
            return self.subexpression()
        if char == "(":
            return self._parenthesized(start)
        if char == "@":
            return self._at_sign(start)
        if char == "{":
            self.at += 1
            return ScriptBlockLiteral(start, self.at, self.script_block(start))
        return self.double_quoted()

    def _parenthesized(self, start: int) -> Expression:
        self.at += 1
        self.newlines()
        if self.peek() == ")":
            self.fail("ExpectedExpression", "An expression was expected after '('.", self.at - 1, self.at)
        body = self.pipeline()
        self.newlines()
        self.expect(")", "MissingEndParenthesisInExpression",
                    "Missing closing ')' in expression.", start)  # fmt: skip
        return Paren(start, self.at, body)

    def _at_sign(self, start: int) -> Expression:
        following = self.peek(1)
        if following == "(":
            self.at += 2
            body = self.block_until(")")
            self.expect(")", "MissingEndParenthesisInExpression",
                        "Missing closing ')' in expression.", start)  # fmt: skip
            return ArrayExpression(start, self.at, body)
        if following == "{":
            self.at += 2
            return self._hash(start)
        if following and following in SINGLE_QUOTES + DOUBLE_QUOTES:
            return self.here_string()
        found = _MEMBER_NAME.match(self.text, self.at + 1)
        if found:
            self.fail("SplattingNotPermitted", f"The splatting operator '@' cannot be used to "
                      f"reference variables in an expression. '@{found.group()}' can be used only "
                      f"as an argument to a command. To reference variables in an expression use "
                      f"'${found.group()}'.", start, found.end())  # fmt: skip
        self.fail("UnrecognizedToken", "Unrecognized token in source text.", start, start + 1)

    def _hash(self, start: int) -> HashLiteral:
        pairs: list[tuple[Expression, Statement]] = []
        while True:
            self.separators()
            if self.take("}"):
                return HashLiteral(start, self.at, pairs)
            if self.at >= self.size:
                self.fail("MissingEndCurlyBrace",
                          "Missing closing '}' in statement block or type definition.",
                          start, start + 1)  # fmt: skip
            key = self._hash_key()
            self.space()
            if not self.take("="):
                self.fail("MissingEqualsInHashLiteral",
                          "Missing '=' operator after key in hash literal.")  # fmt: skip
            self.newlines()
            if self.peek() in ("}", ";", ""):
                self.fail("MissingStatementInHashLiteral",
                          "Missing statement after '=' in hash literal.")  # fmt: skip
            value = self.statement()
            pairs.append((key, value))
            self.space()
            if self.peek() not in ("}", ";", "\r", "\n", ""):
                self.unexpected()

    def _hash_key(self) -> Expression:
        found = re.compile(r"[A-Za-z_][\w-]*").match(self.text, self.at)
        if found:
            start, self.at = self.at, found.end()
            return Constant(start, self.at, found.group(), found.group(), True)
        return self.unary()

    # -- what follows an operand ------------------------------------------------------------

    def postfix(self, target: Expression) -> Expression:
        """Parse members, calls, indexes, ++ and -- after an operand."""
        while True:
            char = self.peek()
            if char == "[":
                target = self._index(target)
            elif char == "." and self._member_follows():
                self.at += 1
                target = self._member(target, static=False)
            elif char == ":" and self.peek(1) == ":":
                self.at += 2
                self.newlines()
                target = self._member(target, static=True)
            elif self.looking_at("++") or self.looking_at("--"):
                by = 1 if char == "+" else -1
                self.at += 2
                return Increment(target.start, self.at, target, by, False)
            else:
                return target

    def _member_follows(self) -> bool:
        following = self.peek(1)
        return bool(following) and (
            following.isalpha() or following in "_$('\"\r\n" + SINGLE_QUOTES + DOUBLE_QUOTES
        )

    def _member(self, target: Expression, *, static: bool) -> Expression:
        self.newlines()
        name: str | Expression
        found = _MEMBER_NAME.match(self.text, self.at)
        if found:
            name, self.at = found.group(), found.end()
        elif self.peek() and self.peek() in "$('\"" + SINGLE_QUOTES + DOUBLE_QUOTES:
            name = self.primary()
            if isinstance(name, Constant) and isinstance(name.value, str):
                name = name.value
        else:
            self.fail("MissingPropertyName", "Missing property name after reference operator.",
                      self.at - 1, self.at)  # fmt: skip
        if self.peek() == "(":
            arguments = self._arguments()
            return Invocation(target.start, self.at, target, name, arguments, static)
        if self.peek() == "{" and not static:
            start = self.at
            self.at += 1
            block = self.script_block(start)
            literal: Expression = ScriptBlockLiteral(start, self.at, block)
            return Invocation(target.start, self.at, target, name, [literal], static)
        return Member(target.start, self.at, target, name, static)

    def _arguments(self) -> list[Expression]:
        start = self.at
        self.at += 1
        arguments: list[Expression] = []
        self.newlines()
        while self.peek() != ")":
            if self.at >= self.size:
                break
            arguments.append(self._argument_level())
            self.newlines()
            if not self.take(","):
                break
            self.newlines()
            if self.peek() == ")":
                self.fail("MissingExpressionAfterToken", "Missing expression after ','.",
                          self.at - 1, self.at)  # fmt: skip
        if not self.take(")"):
            if self.at >= self.size:
                self.fail("MissingEndParenthesisInMethodCall",
                          "Missing ')' in method call.", start, start + 1)  # fmt: skip
            self.fail("MissingEndParenthesisInMethodCall", "Missing ')' in method call.")
        return arguments

    def _argument_level(self) -> Expression:
        """Parse one argument of a call: an expression in which a comma ends it."""
        commas, self._no_commas = self._no_commas, True
        try:
            return self.expression()
        finally:
            self._no_commas = commas

    _no_commas = False

    def _index(self, target: Expression) -> Expression:
        start = self.at
        self.at += 1
        self.newlines()
        if self.peek() == "]":
            self.fail("MissingArrayIndexExpression", "Array index expression is missing or not valid.")
        commas, self._no_commas = self._no_commas, False
        index = self.expression()
        self._no_commas = commas
        self.newlines()
        self.expect("]", "EndSquareBracketExpected", "Missing ] at end of array index.", start)
        return Index(target.start, self.at, target, index)

    # -- attributes -------------------------------------------------------------------------

    def attribute(self) -> Attribute:
        """Parse [Name(arguments)]."""
        start = self.at
        found = _ATTRIBUTE_NAME.match(self.text, self.at)
        assert found is not None
        self.at = found.end()
        positional: list[Expression] = []
        named: dict[str, Expression] = {}
        self.newlines()
        while self.peek() != ")" and self.at < self.size:
            word = re.compile(r"([A-Za-z_]\w*)\s*(=(?!=))?").match(self.text, self.at)
            if word:
                self.at = word.end() if word[2] else word.end(1)
                self.newlines()
                truth = Constant(self.at, self.at, True, "true")
                named[word[1].lower()] = self._argument_level() if word[2] else truth
            else:
                positional.append(self._argument_level())
            self.newlines()
            if not self.take(","):
                break
            self.newlines()
        self.expect(")", "MissingEndParenthesisInExpression",
                    "Missing closing ')' in expression.", start)  # fmt: skip
        self.newlines()
        self.expect("]", "EndSquareBracketExpectedAtEndOfAttribute",
                    "Missing ] at end of attribute or type literal.", start)  # fmt: skip
        return Attribute(start, self.at, found[1], positional, named)


def _negated(value: object) -> object:
    if isinstance(value, int):
        return fit_integer(-value, long=isinstance(value, Int64) and abs(value) != 1 << 31)
    return -value if isinstance(value, float | Decimal) else value
