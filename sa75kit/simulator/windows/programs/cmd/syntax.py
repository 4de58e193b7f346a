"""cmd.exe's grammar: from one (already %-expanded) text to a tree of commands."""

from __future__ import annotations

from sa75kit.simulator.windows.programs.cmd.tree import (
    For,
    Group,
    If,
    Node,
    Pipeline,
    Redirection,
    Sequence,
    Simple,
)

BLANKS = " \t,;=\v\f\xa0"
_ENDS = "&|<>()\n"


class BadSyntax(Exception):
    """The text is not a command; `unexpected` is the word at which cmd.exe stumbled."""

    def __init__(self, unexpected: str = "") -> None:
        super().__init__(unexpected)
        self.unexpected = unexpected


class Parser:
    """Reads one text; made for one use."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def parse(self) -> Sequence:
        """Give the whole text as commands."""
        sequence = self.sequence(closing=False)
        self._skip()
        if self.at < len(self.text):
            raise BadSyntax(self.text[self.at])
        return sequence

    def sequence(self, *, closing: bool) -> Sequence:
        """Read commands up to the end, or to the parenthesis that closes them."""
        parts: list[tuple[str, Node]] = []
        operator = "&"
        while True:
            self._skip(lines=True)
            if self.at >= len(self.text) or (closing and self._peek(")")):
                return Sequence(parts)
            parts.append((operator, self._pipeline(closing=closing)))
            self._skip()
            operator = self._operator()
            if not operator:
                return Sequence(parts)

    def _operator(self) -> str:
        for operator in ("&&", "||", "&", "\n"):
            if self.text.startswith(operator, self.at):
                self.at += len(operator)
                self._skip(lines=True)
                if operator in ("&&", "||") and self.at >= len(self.text):
                    raise BadSyntax
                return operator.replace("\n", "&")
        return ""

    def _pipeline(self, *, closing: bool) -> Node:
        stages, sources = [], []
        while True:
            start = self.at
            stages.append(self._command(closing=closing))
            sources.append(self.text[start : self.at])
            self._skip()
            if not self._peek("|") or self._peek("||"):
                break
            self.at += 1
            self._skip()
            if self.at >= len(self.text):
                raise BadSyntax
        return stages[0] if len(stages) == 1 else Pipeline(stages, sources)

    def _command(self, *, closing: bool) -> Node:
        self._skip()
        silent = self._peek("@")
        if silent:
            self.at += 1
            self._skip()
        if self._peek("("):
            return self._group()
        word = self._word_ahead().lower()
        if word == "if":
            return self._if(closing=closing)
        if word == "for":
            return self._for(closing=closing)
        if self.at < len(self.text) and self.text[self.at] in "&|)":
            raise BadSyntax(self._unexpected())
        simple = self._simple(closing=closing)
        simple.silent = silent
        return simple

    def _unexpected(self) -> str:
        two = self.text[self.at : self.at + 2]
        return two if two in ("&&", "||") else two[:1]

    def _group(self) -> Node:
        self.at += 1
        body = self.sequence(closing=True)
        if not self._peek(")"):
            raise BadSyntax
        self.at += 1
        group = Group(body)
        while True:
            self._skip()
            found = self._redirection()
            if found is None:
                return group
            group.redirections.append(found)

    def _simple(self, *, closing: bool) -> Simple:
        out: list[str] = []
        redirections: list[Redirection] = []
        quoted = False
        remark = self._word_ahead().lower() == "rem"
        while self.at < len(self.text):
            char = self.text[self.at]
            if remark and char != "\n":
                out.append(char)
                self.at += 1
            elif char == '"':
                quoted = not quoted
                out.append(char)
                self.at += 1
            elif char == "\n":
                break
            elif quoted:
                out.append(char)
                self.at += 1
            elif char == "^":
                out.append(self._escaped())
            elif char in "<>" or (char.isdigit() and self._handle_ahead(out)):
                found = self._redirection()
                assert found is not None
                redirections.append(found)
            elif char in "&|" or (char == ")" and closing):
                break
            else:
                out.append(char)
                self.at += 1
        return Simple("".join(out), redirections)

    def _escaped(self) -> str:
        self.at += 1
        if self.text[self.at : self.at + 1] == "\n":
            self.at += 1
        char = self.text[self.at : self.at + 1]
        self.at += 1
        return char

    def _handle_ahead(self, out: list[str]) -> bool:
        before = out[-1] if out else " "
        after = self.text[self.at + 1 : self.at + 2]
        return before in ' \t")' and after in ("<", ">") and after != ""

    def _redirection(self) -> Redirection | None:
        start = self.at
        handle = ""
        if self.at < len(self.text) and self.text[self.at].isdigit():
            handle = self.text[self.at]
            self.at += 1
        operator = next((o for o in (">>", ">", "<") if self._peek(o)), "")
        if not operator:
            self.at = start
            return None
        self.at += len(operator)
        default = 0 if operator == "<" else 1
        if self._peek("&"):
            self.at += 1
            target = f"&{self.text[self.at : self.at + 1]}"
            self.at += 1
        else:
            self._skip()
            target = self._token()
            if not target:
                raise BadSyntax(self._unexpected())
        return Redirection(int(handle) if handle else default, operator, target)

    def _if(self, *, closing: bool) -> Node:
        self.at += 2
        words = self._condition()
        then = self._branch(closing=closing)
        otherwise = None
        saved = self.at
        self._skip()
        if self._word_ahead().lower() == "else":
            self.at += 4
            otherwise = self._branch(closing=closing)
        else:
            self.at = saved
        return If(words, then, otherwise)

    def _condition(self) -> list[str]:
        words: list[str] = []
        while True:
            word = self._next_word()
            words.append(word)
            if word.lower() in ("/i", "not"):
                continue
            break
        if words[-1].lower() in ("exist", "defined", "errorlevel", "cmdextversion"):
            words.append(self._next_word())
            return words
        if "==" in words[-1] and not words[-1].endswith("=="):
            return words
        if words[-1].endswith("=="):
            words[-1] += self._next_word()
            return words
        self._skip()
        if self.text.startswith("==", self.at):
            self.at += 2
            words[-1] += "==" + self._next_word()
            return words
        words += [self._next_word(), self._next_word()]
        return words

    def _branch(self, *, closing: bool) -> Sequence:
        self._skip()
        if self.at >= len(self.text):
            raise BadSyntax
        if self._peek("("):
            return Sequence([("&", self._group())])
        node = self._pipeline(closing=closing)
        parts: list[tuple[str, Node]] = [("&", node)]
        while True:
            saved = self.at
            self._skip()
            operator = self._operator() if not self._peek("\n") else ""
            if not operator:
                self.at = saved
                return Sequence(parts)
            parts.append((operator, self._pipeline(closing=closing)))

    def _for(self, *, closing: bool) -> Node:
        self.at += 3
        switch = options = ""
        word = self._next_word()
        if word.startswith("/"):
            switch, word = word.lower(), self._next_word()
            if switch in ("/f", "/r") and not word.startswith("%"):
                options, word = word, self._next_word()
        if not word.startswith("%") or self._next_word().lower() != "in":
            raise BadSyntax(word)
        self._skip()
        source = self._parenthesised()
        if self._next_word().lower() != "do":
            raise BadSyntax
        self._skip()
        start = self.at
        body = self._branch(closing=closing)
        return For(switch, options, word.lstrip("%")[:1], source, body, self.text[start : self.at])

    def _parenthesised(self) -> str:
        if not self._peek("("):
            raise BadSyntax(self.text[self.at : self.at + 1])
        self.at += 1
        out: list[str] = []
        quote = ""
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "^" and quote != '"':
                # The caret is gone before the command in '…' is started.
                out.append(self._escaped())
                continue
            if quote:
                quote = "" if char == quote else quote
            elif char == '"' or (char in "'`" and not "".join(out).strip()):
                quote = char
            elif char == ")":
                self.at += 1
                return "".join(out)
            out.append(char)
            self.at += 1
        raise BadSyntax

    def _next_word(self) -> str:
        self._skip()
        word = self._token()
        if not word:
            raise BadSyntax(self.text[self.at : self.at + 1])
        return word

    def _token(self) -> str:
        out, quoted = [], False
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == '"':
                quoted = not quoted
            elif not quoted and (char in " \t,;" or char in _ENDS):
                break
            elif not quoted and char == "^":
                out.append(self._escaped())
                continue
            out.append(char)
            self.at += 1
        return "".join(out)

    def _word_ahead(self) -> str:
        end = self.at
        while end < len(self.text) and self.text[end] not in BLANKS + _ENDS + '"/':
            end += 1
        return self.text[self.at : end]

    def _peek(self, text: str) -> bool:
        return self.text.startswith(text, self.at)

    def _skip(self, *, lines: bool = False) -> None:
        blanks = " \t,;=\r" + ("\n" if lines else "")
        while self.at < len(self.text) and self.text[self.at] in blanks:
            self.at += 1
