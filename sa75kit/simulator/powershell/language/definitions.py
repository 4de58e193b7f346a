"""Script blocks, functions and their parameters."""

from __future__ import annotations

import re

from sa75kit.simulator.powershell.language.expressions import _ATTRIBUTE_NAME, Expressions
from sa75kit.simulator.powershell.language.syntax import (
    Attribute,
    Block,
    FunctionDefinition,
    ParameterDeclaration,
    ScriptBlock,
    Statement,
    TypeName,
)

_FUNCTION_NAME = re.compile(r"(?:(\w+):)?([^\s(){};,|&<>'\"]+)")
_SECTION = re.compile(r"(begin|process|end|dynamicparam)(?=\s*\{)", re.IGNORECASE)
_PARAM = re.compile(r"param(?=\s*\()", re.IGNORECASE)


class Definitions(Expressions):
    """Reads what is defined rather than done."""

    def script_block(self, opening: int) -> ScriptBlock:
        """Parse the inside of braces, the opening one at `opening`; move over the closing one."""
        block = ScriptBlock(opening, self.at, self.source)
        self.fill(block, "}")
        self.expect("}", "MissingEndCurlyBrace",
                    "Missing closing '}' in statement block or type definition.",
                    opening)  # fmt: skip
        block.end = self.at
        return block

    def fill(self, block: ScriptBlock, closing: str) -> None:
        """Parse attributes, param(), and sections or statements into a block."""
        mark = self.at
        self.separators()
        while self.peek() == "[" and _ATTRIBUTE_NAME.match(self.text, self.at):
            block.attributes.append(self.attribute())
            self.separators()
        if _PARAM.match(self.text, self.at):
            self.at += 5
            self.newlines()
            block.parameters = self.parameter_list()
        elif block.attributes:
            block.attributes = []
            self.at = mark
        self.separators()
        if _SECTION.match(self.text, self.at):
            self._sections(block, closing)
            return
        body = self.block_until(closing)
        if block.is_filter:
            block.process = body
        else:
            block.finish = body

    def _sections(self, block: ScriptBlock, closing: str) -> None:
        while found := _SECTION.match(self.text, self.at):
            self.at = found.end()
            self.newlines()
            start = self.at
            self.at += 1
            body = self.block_until("}")
            self.expect("}", "MissingEndCurlyBrace",
                        "Missing closing '}' in statement block or type definition.",
                        start)  # fmt: skip
            body.start, body.end = start, self.at
            self._put(block, found[1].lower(), body)
            self.separators()
        if self.at < self.size and self.peek() != closing:
            start, end = self.token()
            self.fail("MissingNamedBlocks", f"unexpected token '{self.text[start:end]}', expected "
                      "'begin', 'process', 'end', or 'dynamicparam'.", start, end)  # fmt: skip

    def _put(self, block: ScriptBlock, section: str, body: Block) -> None:
        if section == "begin":
            block.begin = body
        elif section == "process":
            block.process = body
        elif section == "end":
            block.finish = body

    # -- functions --------------------------------------------------------------------------

    def _function(self, start: int) -> Statement:
        return self._definition(start, is_filter=False)

    def _filter(self, start: int) -> Statement:
        return self._definition(start, is_filter=True)

    def _definition(self, start: int, *, is_filter: bool) -> Statement:
        self.newlines()
        found = _FUNCTION_NAME.match(self.text, self.at)
        if found is None:
            self.fail("MissingNameAfterKeyword", "Missing name after function keyword.")
        self.at = found.end()
        self.newlines()
        parameters: list[ParameterDeclaration] | None = None
        if self.peek() == "(":
            parameters = self.parameter_list()
            self.newlines()
        opening = self.at
        if not self.take("{"):
            self.fail("MissingFunctionBody", "Missing function body in function declaration.")
        block = ScriptBlock(opening, self.at, self.source, is_filter=is_filter)
        self.fill(block, "}")
        self.expect("}", "MissingEndCurlyBrace",
                    "Missing closing '}' in statement block or type definition.",
                    opening)  # fmt: skip
        block.end = self.at
        if parameters is not None:
            block.parameters = parameters
        return FunctionDefinition(start, self.at, found.group(), block)

    # -- parameters -------------------------------------------------------------------------

    def parameter_list(self) -> list[ParameterDeclaration]:
        """Parse the parentheses of a param() block or function."""
        start = self.at
        self.at += 1
        declared: list[ParameterDeclaration] = []
        while True:
            self.newlines()
            if self.peek() == ")" or self.at >= self.size:
                break
            declared.append(self._parameter_declaration())
            self.newlines()
            if not self.take(","):
                break
        self.expect(")", "MissingEndParenthesisInFunctionParameterList",
                    "Missing ')' in function parameter list.", start)  # fmt: skip
        return declared

    def _parameter_declaration(self) -> ParameterDeclaration:
        start = self.at
        types: list[TypeName] = []
        attributes: list[Attribute] = []
        while self.peek() == "[":
            if _ATTRIBUTE_NAME.match(self.text, self.at):
                attributes.append(self.attribute())
            else:
                opening = self.at
                self.at += 1
                self.space()
                types.append(self.type_name())
                self.space()
                self.expect("]", "EndSquareBracketExpectedAtEndOfType",
                            "Missing ] at end of attribute or type literal.", opening)  # fmt: skip
            self.newlines()
        if self.peek() != "$":
            self.unexpected("function parameter list")
        variable = self.variable()
        self.newlines()
        default = None
        if self.peek() == "=" and self.peek(1) != "=":
            self.at += 1
            self.newlines()
            default = self._argument_level()
        return ParameterDeclaration(start, self.at, variable.name, types, attributes, default)
