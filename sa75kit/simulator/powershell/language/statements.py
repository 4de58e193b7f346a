"""Statements and blocks: the whole of a script."""

from __future__ import annotations

import re
from functools import lru_cache

from sa75kit.simulator.powershell.language.commands import Commands
from sa75kit.simulator.powershell.language.definitions import Definitions
from sa75kit.simulator.powershell.language.syntax import (
    Block,
    Catch,
    Constant,
    Expression,
    ForEach,
    If,
    Jump,
    Loop,
    ScriptBlock,
    Source,
    Statement,
    Switch,
    Trap,
    Try,
    TypeName,
    Variable,
)

_LABEL = re.compile(r":([A-Za-z_]\w*)")
_KEYWORD = re.compile(r"[A-Za-z]+(?![\w\-.\\:/])")


class Statements(Definitions, Commands):
    """Reads statements."""

    def statement(self) -> Statement:
        """Parse one statement."""
        start, label = self.at, ""
        found = _LABEL.match(self.text, self.at)
        if found:
            label, self.at = found[1], found.end()
            self.newlines()
        word = _KEYWORD.match(self.text, self.at)
        keyword = word.group().lower() if word else ""
        loop = getattr(self, f"_{keyword}_loop", None) if keyword in _LOOPS else None
        if loop is not None:
            self.at += len(keyword)
            self.newlines()
            made: Statement = loop(start, label)
            return made
        if keyword in _STATEMENTS:
            self.at += len(keyword)
            parsed: Statement = getattr(self, f"_{keyword}")(start)
            return parsed
        if keyword in ("class", "enum", "using", "workflow", "configuration"):
            self._not_in_this_simulator(keyword)
        return self.pipeline()

    # -- blocks -----------------------------------------------------------------------------

    def block_until(self, closing: str) -> Block:
        """Parse statements up to a closing character, which is left standing."""
        block = Block(self.at, self.at, [])
        while True:
            self.separators()
            if self.at >= self.size or (closing and self.peek() == closing):
                break
            if self.peek() in ")}":
                self.unexpected()
            self._statement_into(block)
        block.end = self.at
        return block

    def _statement_into(self, block: Block) -> None:
        if self.word() == "trap" and _KEYWORD.match(self.text, self.at):
            block.traps.append(self._trap())
            return
        block.statements.append(self.statement())
        self.space()
        if self.at < self.size and self.peek() not in ";\r\n)}":
            ended_by_brace = self.text[self.at - 1] == "}" or self.text[:self.at].rstrip()[-1:] == "}"
            if not ended_by_brace or self.peek() in "|&<>":
                self.unexpected()

    def _block(self, after: str) -> Block:
        """Parse { statements } after a keyword."""
        self.newlines()
        start = self.at
        if not self.take("{"):
            self.fail("MissingStatementBlock", f"Missing statement block after {after}.")
        body = self.block_until("}")
        self.expect("}", "MissingEndCurlyBrace",
                    "Missing closing '}' in statement block or type definition.",
                    start)  # fmt: skip
        body.start, body.end = start, self.at
        return body

    def _condition(self, keyword: str) -> Statement:
        self.newlines()
        start = self.at
        if not self.take("("):
            self.fail("MissingOpenParenthesisInIfStatement",
                      f"Missing '(' after '{keyword}' in {keyword} statement.")  # fmt: skip
        self.newlines()
        if self.peek() == ")":
            self.fail("IfStatementMissingCondition",
                      f"Missing condition in {keyword} statement after '{keyword} ('.")  # fmt: skip
        condition = self.pipeline()
        self.newlines()
        self.expect(")", "MissingEndParenthesisAfterStatement",
                    f"Missing ')' after expression in {keyword} statement.", start)  # fmt: skip
        return condition

    # -- branches ---------------------------------------------------------------------------

    def _if(self, start: int) -> Statement:
        condition = self._condition("if")
        clauses = [(condition, self._block("if ( condition )"))]
        otherwise: Block | None = None
        while True:
            mark = self.at
            self.newlines()
            word = _KEYWORD.match(self.text, self.at)
            keyword = word.group().lower() if word else ""
            if keyword == "elseif":
                self.at += 6
                condition = self._condition("elseif")
                clauses.append((condition, self._block("elseif ( condition )")))
            elif keyword == "else":
                self.at += 4
                otherwise = self._block("'else' keyword")
                break
            else:
                self.at = mark
                break
        return If(start, self.at, clauses, otherwise)

    def _switch_loop(self, start: int, label: str) -> Statement:
        kind, sensitive, from_file = "exact", False, False
        while found := re.compile(r"-([a-z]+)\s*", re.I).match(self.text, self.at):
            flag = found[1].lower()
            if "casesensitive".startswith(flag):
                sensitive = True
            elif "file".startswith(flag):
                from_file = True
            else:
                kind = next((k for k in ("regex", "wildcard", "exact") if k.startswith(flag)), "")
                if not kind:
                    self.fail("InvalidSwitchFlag", f"The switch statement flag '-{flag}' is not "
                              "valid.", self.at, found.end())  # fmt: skip
            self.at = found.end()
        if from_file and self.peek() != "(":
            subject = self._one_argument()
            source: Statement = Jump(subject.start, subject.end, "value", subject)
        else:
            source = self._condition("switch")
        self.newlines()
        opening = self.at
        if not self.take("{"):
            self.fail("MissingCurlyBraceInSwitchStatement", "Missing '{' in switch statement.")
        clauses: list[tuple[Expression, Block]] = []
        default: Block | None = None
        while True:
            self.separators()
            if self.at >= self.size or self.peek() == "}":
                break
            condition = self._one_argument()
            body = self._block("switch statement clause")
            if isinstance(condition, Constant) and condition.bare and (
                str(condition.value).lower() == "default"
            ):
                default = body
            else:
                clauses.append((condition, body))
        self.expect("}", "MissingEndCurlyBrace",
                    "Missing closing '}' in statement block or type definition.",
                    opening)  # fmt: skip
        return Switch(start, self.at, label, kind, sensitive, from_file, source, clauses, default)

    # -- loops ------------------------------------------------------------------------------

    def _while_loop(self, start: int, label: str) -> Statement:
        condition = self._condition("while")
        return Loop(start, self.at, label, condition, self._block("while ( condition )"))

    def _do_loop(self, start: int, label: str) -> Statement:
        body = self._block("do")
        self.newlines()
        word = self.word()
        if word not in ("while", "until"):
            self.fail("MissingWhileOrUntilInDoWhile",
                      "Missing while or until keyword in do loop.")  # fmt: skip
        self.at += 5
        condition = self._condition(word)
        return Loop(start, self.at, label, condition, body, first=True, until=word == "until")

    def _for_loop(self, start: int, label: str) -> Statement:
        if not self.take("("):
            self.fail("MissingOpenParenthesisAfterKeyword", "Missing opening '(' after keyword 'for'.")
        parts: list[Statement | None] = []
        for closing in (";", ";", ")"):
            self.newlines()
            parts.append(None if self.peek() in (";", ")", "") else self.pipeline())
            self.newlines()
            if closing == ";" and not self.take(";") and self.peek() != ")":
                self.fail("MissingEndParenthesisAfterStatement",
                          "Missing ')' after expression in for statement.")  # fmt: skip
        self.expect(")", "MissingEndParenthesisAfterStatement",
                    "Missing ')' after expression in for statement.", start)  # fmt: skip
        body = self._block("for statement")
        return Loop(start, self.at, label, parts[1], body, initial=parts[0], step=parts[2])

    def _foreach_loop(self, start: int, label: str) -> Statement:
        if self.peek() != "(":
            self.at = start
            return self.pipeline()
        opening = self.at
        self.at += 1
        self.newlines()
        if self.peek() != "$":
            self.fail("MissingVariableNameAfterForeach", "Missing variable name after foreach.")
        variable = self.variable()
        self.newlines()
        if self.word() != "in":
            self.fail("MissingInInForeach", "Missing 'in' after variable in foreach loop.")
        self.at += 2
        self.newlines()
        source = self.pipeline()
        self.newlines()
        self.expect(")", "MissingEndParenthesisAfterForeach",
                    "The foreach statement is missing the closing ')'.", opening)  # fmt: skip
        body = self._block("foreach statement")
        return ForEach(start, self.at, label, variable, source, body)

    # -- errors -----------------------------------------------------------------------------

    def _try(self, start: int) -> Statement:
        body = self._block("try")
        catches: list[Catch] = []
        cleanup: Block | None = None
        while True:
            mark = self.at
            self.newlines()
            word = self.word()
            if word == "catch" and cleanup is None:
                catches.append(self._catch())
            elif word == "finally" and cleanup is None:
                self.at += 7
                cleanup = self._block("finally")
            else:
                self.at = mark
                break
        if not catches and cleanup is None:
            self.fail("MissingCatchOrFinally",
                      "The Try statement is missing its Catch or Finally block.",
                      self.at - 1, self.at)  # fmt: skip
        return Try(start, self.at, body, catches, cleanup)

    def _catch(self) -> Catch:
        start = self.at
        self.at += 5
        types: list[TypeName] = []
        self.newlines()
        while self.peek() == "[":
            types.append(self._type_in_brackets())
            self.newlines()
            if self.take(","):
                self.newlines()
        return Catch(start, self.at, types, self._block("catch"))

    def _type_in_brackets(self) -> TypeName:
        start = self.at
        self.at += 1
        self.space()
        name = self.type_name()
        self.space()
        self.expect("]", "EndSquareBracketExpectedAtEndOfType",
                    "Missing ] at end of attribute or type literal.", start)  # fmt: skip
        return name

    def _trap(self) -> Trap:
        start = self.at
        self.at += 4
        self.newlines()
        of = self._type_in_brackets() if self.peek() == "[" else None
        return Trap(start, self.at, of, self._block("trap"))

    # -- leaving ----------------------------------------------------------------------------

    def _leave(self, start: int, kind: str) -> Statement:
        self.space()
        value = None if self.peek() in (";", "\r", "\n", ")", "}", "|", "&", "") else self.pipeline()
        return Jump(start, self.at, kind, None, value)

    def _return(self, start: int) -> Statement:
        return self._leave(start, "return")

    def _throw(self, start: int) -> Statement:
        return self._leave(start, "throw")

    def _exit(self, start: int) -> Statement:
        return self._leave(start, "exit")

    def _jump(self, start: int, kind: str) -> Statement:
        self.space()
        label: Expression | None = None
        if self.peek() not in (";", "\r", "\n", ")", "}", "|", "&", ""):
            label = self._one_argument()
        return Jump(start, self.at, kind, label)

    def _break(self, start: int) -> Statement:
        return self._jump(start, "break")

    def _continue(self, start: int) -> Statement:
        return self._jump(start, "continue")

    def _data(self, start: int) -> Statement:
        self.space()
        if self.peek() not in ("{",) and self.word():
            self.at += len(self.word())
        body = self._block("data")
        truth = Constant(start, start, True, "true")
        return If(start, self.at, [(Jump(start, start, "value", truth), body)], None)

    def _not_in_this_simulator(self, keyword: str) -> None:
        found = re.compile(rf"{keyword}[ \t]+[A-Za-z_][\w.]*\s*(\{{|:|;|\r?\n|$)", re.I)
        if found.match(self.text, self.at):
            self.fail("NotSupportedBySimulator",
                      f"The '{keyword}' keyword is not supported in this version of the language.",
                      self.at, self.at + len(keyword))  # fmt: skip


_LOOPS = {"while", "do", "for", "foreach", "switch"}
_STATEMENTS = {"if", "try", "return", "throw", "exit", "break", "continue", "data", "function",
               "filter"}  # fmt: skip


class Parser(Statements):
    """Reads a whole script."""

    def script(self) -> ScriptBlock:
        """Parse the text from beginning to end."""
        block = ScriptBlock(0, self.size, self.source)
        self.fill(block, "")
        self.separators()
        if self.at < self.size:
            self.unexpected()
        return block


@lru_cache(maxsize=512)
def parse_script(text: str, file: str | None = None) -> ScriptBlock:
    """Give a script's tree, parsed once for each text.

    Raises:
        ParseError: the text is no script.
    """
    return Parser(Source(text, file)).script()


__all__ = ["Parser", "Variable", "parse_script"]
