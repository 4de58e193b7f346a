"""The syntax tree of a script, named as System.Management.Automation.Language names it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Source:
    """A script's text; `file` is None where it was typed or sent."""

    text: str
    file: str | None = None


@dataclass(slots=True, eq=False)
class Node:
    """Any part of the tree; `start` and `end` are offsets in the source's text."""

    start: int
    end: int


class Expression(Node):
    """Something that has a value."""

    __slots__ = ()


class Statement(Node):
    """Something that is carried out."""

    __slots__ = ()


# -- types and attributes ---------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class TypeName:
    """A type as it is written: `List[string][]` is name List, arguments (string,), ranks (1,)."""

    name: str
    arguments: tuple[TypeName, ...] = ()
    ranks: tuple[int, ...] = ()

    def __str__(self) -> str:
        inner = f"[{','.join(map(str, self.arguments))}]" if self.arguments else ""
        return self.name + inner + "".join(f"[{',' * (rank - 1)}]" for rank in self.ranks)


@dataclass(slots=True, eq=False)
class Attribute(Node):
    """An attribute such as [Parameter(Mandatory=$true)]."""

    name: str
    positional: list[Expression]
    named: dict[str, Expression]


# -- expressions ------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Constant(Expression):
    """A literal; `text` is how a number or word was written."""

    value: object
    text: str
    bare: bool = False  # a word of command mode, without quotes


@dataclass(slots=True, eq=False)
class Expandable(Expression):
    """A string with variables and subexpressions in it."""

    parts: list[str | Expression]
    bare: bool = False


@dataclass(slots=True, eq=False)
class Variable(Expression):
    """A variable; `drive` is the word before the colon: env, global, script, function…"""

    name: str
    drive: str = ""
    splatted: bool = False

    @property
    def path(self) -> str:
        """Give the variable's name with its drive."""
        return f"{self.drive}:{self.name}" if self.drive else self.name


@dataclass(slots=True, eq=False)
class ArrayLiteral(Expression):
    """Values with commas between them."""

    items: list[Expression]


@dataclass(slots=True, eq=False)
class ArrayExpression(Expression):
    """@( … )."""

    body: Block


@dataclass(slots=True, eq=False)
class SubExpression(Expression):
    """$( … )."""

    body: Block


@dataclass(slots=True, eq=False)
class Paren(Expression):
    """( … )."""

    body: Statement


@dataclass(slots=True, eq=False)
class HashLiteral(Expression):
    """@{ … }."""

    pairs: list[tuple[Expression, Statement]]


@dataclass(slots=True, eq=False)
class ScriptBlockLiteral(Expression):
    """{ … }."""

    body: ScriptBlock


@dataclass(slots=True, eq=False)
class TypeLiteral(Expression):
    """A type as a value: [int]."""

    type: TypeName


@dataclass(slots=True, eq=False)
class Cast(Expression):
    """[type] before a value; attributes such as [ValidateRange(1,2)] come as `attribute`."""

    type: TypeName
    operand: Expression
    attribute: Attribute | None = None


@dataclass(slots=True, eq=False)
class Unary(Expression):
    """An operator before its operand: -, +, !, -not, -bnot, `,`, -join, -split."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False)
class Increment(Expression):
    """++ and --, before or after their operand."""

    operand: Expression
    by: int
    prefix: bool


@dataclass(slots=True, eq=False)
class Binary(Expression):
    """An operator between two operands; `operator` is in lower case without its dash."""

    operator: str
    left: Expression
    right: Expression
    operator_start: int


@dataclass(slots=True, eq=False)
class Member(Expression):
    """A property: target.name or [type]::name."""

    target: Expression
    name: str | Expression
    static: bool


@dataclass(slots=True, eq=False)
class Invocation(Expression):
    """A method call."""

    target: Expression
    name: str | Expression
    arguments: list[Expression]
    static: bool


@dataclass(slots=True, eq=False)
class Index(Expression):
    """target[index]."""

    target: Expression
    index: Expression


# -- pipelines --------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Redirection(Node):
    """`stream` is 1 to 6 or * (0); the target is a file, or stream 1 when it is merged."""

    stream: int
    target: Expression | None
    append: bool


@dataclass(slots=True, eq=False)
class Parameter(Node):
    """-Name or -Name:value in a command; `spaced` says that a space follows the colon."""

    name: str
    text: str
    argument: Expression | None
    spaced: bool = False


@dataclass(slots=True, eq=False)
class Command(Node):
    """One command of a pipeline; `operator` is "", "&" or "."."""

    operator: str
    name: Expression
    elements: list[Parameter | Expression]
    redirections: list[Redirection]


@dataclass(slots=True, eq=False)
class CommandExpression(Node):
    """An expression as an element of a pipeline."""

    expression: Expression
    redirections: list[Redirection]


@dataclass(slots=True, eq=False)
class Pipeline(Statement):
    """Commands with | between them."""

    elements: list[Command | CommandExpression]


@dataclass(slots=True, eq=False)
class Assignment(Statement):
    """target = value; `operator` is "", "+", "-", "*", "/" or "%"."""

    target: Expression
    operator: str
    value: Statement


# -- statements -------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Block(Node):
    """Statements in a row, and the traps that hold for them."""

    statements: list[Statement]
    traps: list[Trap] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class If(Statement):
    """Conditions with their blocks."""

    clauses: list[tuple[Statement, Block]]
    otherwise: Block | None


@dataclass(slots=True, eq=False)
class Loop(Statement):
    """While, do-while (`first`), do-until (`until`) and for."""

    label: str
    condition: Statement | None
    body: Block
    initial: Statement | None = None
    step: Statement | None = None
    first: bool = False
    until: bool = False


@dataclass(slots=True, eq=False)
class ForEach(Statement):
    """A foreach loop."""

    label: str
    variable: Variable
    source: Statement
    body: Block


@dataclass(slots=True, eq=False)
class Switch(Statement):
    """A switch; `kind` is exact, regex or wildcard."""

    label: str
    kind: str
    case_sensitive: bool
    from_file: bool
    source: Statement
    clauses: list[tuple[Expression, Block]]
    default: Block | None


@dataclass(slots=True, eq=False)
class Catch(Node):
    """A catch block with its types."""

    types: list[TypeName]
    body: Block


@dataclass(slots=True, eq=False)
class Try(Statement):
    """try, catch, finally."""

    body: Block
    catches: list[Catch]
    cleanup: Block | None


@dataclass(slots=True, eq=False)
class Trap(Node):
    """A trap with its type."""

    type: TypeName | None
    body: Block


@dataclass(slots=True, eq=False)
class Jump(Statement):
    """`kind` is break, continue, return, throw or exit."""

    kind: str
    label: Expression | None = None
    value: Statement | None = None


@dataclass(slots=True, eq=False)
class FunctionDefinition(Statement):
    """A function or filter."""

    name: str
    body: ScriptBlock


@dataclass(slots=True, eq=False)
class ParameterDeclaration(Node):
    """One parameter of a param() block."""

    name: str
    types: list[TypeName]
    attributes: list[Attribute]
    default: Expression | None


@dataclass(slots=True, eq=False)
class ScriptBlock(Node):
    """The body of a script, function or { … }."""

    source: Source
    attributes: list[Attribute] = field(default_factory=list)
    parameters: list[ParameterDeclaration] | None = None
    begin: Block | None = None
    process: Block | None = None
    finish: Block | None = None
    is_filter: bool = False

    @property
    def text(self) -> str:
        """Give the text between the braces."""
        text = self.source.text[self.start : self.end]
        return text[1:-1] if text.startswith("{") and text.endswith("}") else text
