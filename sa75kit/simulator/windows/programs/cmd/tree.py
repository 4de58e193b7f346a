"""What cmd.exe has read: a tree of commands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Redirection:
    """`handle` goes to (or comes from) a target; a target of `&1` is another handle."""

    handle: int
    operator: str  # "<", ">", ">>"
    target: str


@dataclass
class Simple:
    """One command as text: carets are gone, quotes are still there."""

    text: str
    redirections: list[Redirection] = field(default_factory=list)
    silent: bool = False


@dataclass
class Group:
    """Commands in parentheses."""

    body: Sequence
    redirections: list[Redirection] = field(default_factory=list)


@dataclass
class Pipeline:
    """Commands joined by |, each with the text from which it was read."""

    stages: list[Node]
    sources: list[str]


@dataclass
class If:
    """An if command; `words` is its condition."""

    words: list[str]
    then: Sequence
    otherwise: Sequence | None


@dataclass
class For:
    """A for command; `source` is what stands in its parentheses."""

    switch: str
    options: str
    variable: str
    source: str
    body: Sequence
    body_text: str


@dataclass
class Sequence:
    """Commands joined by &, && and ||: each with the operator before it."""

    parts: list[tuple[str, Node]]


Node = Simple | Group | Pipeline | If | For | Sequence
