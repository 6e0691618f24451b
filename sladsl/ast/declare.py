"""How a block of the language is declared: its keys, rows, blocks within and head, each listed once, here and nowhere else.

A key is a typed descriptor on the node class of its block: `metric.where` is the written value. Parser, printer,
completion, did-you-mean, highlighting, cheat sheet and reference all read these declarations.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Literal, TypeVar, cast, overload

from sladsl.ast.values import Answer, Broken, Name, NotStated, Text, Value
from sladsl.record import Record, once
from sladsl.source import NOWHERE, Span

V = TypeVar("V", bound=Value)
W = TypeVar("W", bound=Value)


class Form(Generic[V]):
    """The shape of a value: `rule` is its start rule in the grammar, `words` its name, `example` one that is right."""

    __slots__ = ("direct", "example", "names", "rule", "words")

    def __init__(
        self,
        rule: str,
        words: str,
        example: str,
        direct: str = "",
        names: Mapping[str, str] | None = None,
    ) -> None:
        self.rule = rule
        self.words = words
        self.example = example
        self.direct = direct
        """Read from tokens without the grammar: `text`, `texts`, `name`, `names`, `date` (the frequent, plain ones)."""
        self.names = names
        """Whose names stand in it, for completion: by the keyword before the name ("" where it begins, `*` anywhere
        else) a kind of block, or a family of sladsl/syntax/completion/families.py; None where any may stand."""


ANSWER: Form[Value] = Form("", "one of its answers", "", direct="answer")


UNSTATED = {
    "condition": "conditions that are not stated",
    "population": "conditions that are not stated",
    "trigger": "events that are not stated",
    "measure": "measures that are not stated",
    "clock": "clocks that are not stated",
}
"""What is left out where a key of this form is `not stated`: see `Key.unstated`."""


class Key(Generic[V]):
    """A key of a block. `answers` are words that may stand instead of a value of the form."""

    __slots__ = (
        "answers",
        "attribute",
        "example",
        "form",
        "later",
        "many",
        "meaning",
        "name",
        "names",
        "open",
        "required",
        "unstated",
    )

    def __init__(
        self,
        form: Form[V],
        meaning: str,
        *,
        example: str = "",
        answers: tuple[str, ...] = (),
        required: bool = False,
        open: bool = False,
        name: str = "",
        many: bool = False,
        names: str | None = None,
        later: str = "",
        unstated: str = "",
    ) -> None:
        self.form = form
        self.meaning = meaning
        self.later = later
        """What the outcome leaves out as long as nothing evaluates the key; "" once something does."""
        self.unstated = unstated or UNSTATED.get(form.rule, "")
        """What the outcome leaves out where the key is `not stated`, because to take it as absent would say more than the
        text: a right without its event could always be used. "" where it is as absent."""
        self.answers = answers
        self.required = required
        self.open = open
        """What hangs on it is told where it is `not stated`. All other keys may be left open too: then they are taken as
        absent, and sladsl/model/from_ast/unstated.py tells it."""
        self.many = many
        self.names = names
        """Whose names begin its value: a kind of block, several with `or`, or a family; None where the form says it."""
        self.name = name
        self.example = example
        self.attribute = ""

    @property
    def only_open(self) -> bool:
        """Whether it has no value but `not stated`: what else the text could say stands elsewhere."""
        return self.form is ANSWER and not self.answers

    def says(self, value: Value) -> bool:
        """Whether a value says something: one that could not be read does not, nor one that is left open without effect."""
        kind = type(value)
        return kind is not Broken and (self.open or kind is not NotStated)

    def __set_name__(self, owner: type, attribute: str) -> None:
        if hasattr(Block, attribute):
            raise TypeError(
                f"`{attribute}` is an attribute of every block; declare the key as `{attribute}_`"
            )
        self.attribute = attribute
        if not self.name:
            self.name = attribute.rstrip("_").replace("_", " ")
        if not self.example:
            sample = self.form.example or (self.answers[0] if self.answers else "not stated")
            self.example = f"{self.name}: {sample}"


class One(Key[V]):
    """A key that stands at most once; reading it gives the value, None where it is absent (or broken)."""

    @overload
    def __get__(self, node: None, owner: type) -> One[V]: ...
    @overload
    def __get__(self, node: Block, owner: type) -> V | Answer | NotStated | None: ...
    def __get__(self, node: Block | None, owner: type) -> Any:
        if node is None:
            return self
        name = self.name
        for entry in node.entries:
            if entry.key == name:
                return entry.value if self.says(entry.value) else None
        return None


class Many(Key[V]):
    """A key that may be repeated; reading it gives all values in their order."""

    def __init__(self, form: Form[V], meaning: str, **options: Any) -> None:
        super().__init__(form, meaning, many=True, **options)

    @overload
    def __get__(self, node: None, owner: type) -> Many[V]: ...
    @overload
    def __get__(self, node: Block, owner: type) -> tuple[V, ...]: ...
    def __get__(self, node: Block | None, owner: type) -> Any:
        if node is None:
            return self
        return tuple(
            entry.value for entry in node.entries if entry.key == self.name and self.says(entry.value)
        )


class Entry(Record):
    """`key: value` as written."""

    key: str
    value: Value
    span: Span
    key_span: Span


class Row(Record):
    """One row of a table block: what stands before and after its colon."""

    head: Value
    cell: Value
    span: Span


class Rows(Generic[V, W]):
    """How the rows of a table block begin and what their two sides are.

    `starts`: `label` (a comma list of names, texts or periods), `comparator`, `day`, `step` (`at 50%`, `1 hour after due`).
    """

    __slots__ = ("cell", "head", "meaning", "names", "starts")

    def __init__(
        self,
        starts: Literal["label", "comparator", "day", "step"],
        head: Form[V],
        cell: Form[W],
        meaning: str,
        names: str | None = None,
    ) -> None:
        self.starts = starts
        self.head = head
        self.cell = cell
        self.meaning = meaning
        self.names = names
        """Whose names begin a row, as of a key."""


HeadShape = Literal[
    "nothing", "name", "name and title", "title", "for names", "by names", "name by names", "sentence", "rule"
]


class Block(Record):
    """A block as written. Subclasses declare `kind` (its words), `head`, keys as descriptors, `rows`, `within`.

    `head_value` is what a head says beyond name and title (names after `for` or `by`, a sentence). A sentence is found
    by its `verbs`; one that declares keys may have a body in braces.
    """

    name: Name | None = None
    title: Text | None = None
    head_value: Value | None = None
    entries: tuple[Entry, ...] = ()
    blocks: tuple[Block, ...] = ()
    table: tuple[Row, ...] = ()
    span: Span = NOWHERE
    head_span: Span = NOWHERE
    _unequal = frozenset({"span", "head_span"})

    kind: ClassVar[str] = ""
    meaning: ClassVar[str] = ""
    head: ClassVar[HeadShape] = "nothing"
    head_form: ClassVar[Form[Any] | None] = None
    head_names: ClassVar[str] = ""
    """Whose names stand after `for` or `by` in the head."""
    rows: ClassVar[Rows[Any, Any] | None] = None
    within: ClassVar[tuple[type[Block], ...]] = ()
    verbs: ClassVar[tuple[str, ...]] = ()
    example: ClassVar[str] = ""
    later: ClassVar[str] = ""
    """What the outcome leaves out as long as nothing evaluates the block; "" once something does."""

    def has(self, key: Key[Any]) -> bool:
        """Whether the key was written, even when its value could not be read."""
        return key.name in [entry.key for entry in self.entries]

    def span_of(self, key: Key[Any]) -> Span:
        """Where the key's value stands; the head of the block where the key is absent."""
        for entry in self.entries:
            if entry.key == key.name:
                return entry.value.span
        return self.head_span

    def children(self, kind: type[B]) -> tuple[B, ...]:
        """The blocks of one kind directly within this one."""
        if len(self.blocks) < MANY:
            return tuple([block for block in self.blocks if type(block) is kind])
        if not _sorted or _sorted[0][0] is not self:
            by_kind: dict[type[Block], list[Block]] = {}
            for block in self.blocks:
                by_kind.setdefault(type(block), []).append(block)
            _sorted[:] = [(self, {each: tuple(blocks) for each, blocks in by_kind.items()})]
        return cast("tuple[B, ...]", _sorted[0][1].get(kind, ()))

    @once
    def deep(self) -> tuple[Block, ...]:
        """The block and all blocks within it, outer ones first."""
        found = [self]
        for block in self.blocks:
            found += block.deep if block.blocks else (block,)
        return tuple(found)

    @property
    def label(self) -> str:
        """How people call this block: its kind and name or title."""
        if self.name is not None:
            return f"{self.kind} {self.name.text}"
        if self.title is not None:
            return f"{self.kind} {self.title.text!r}".replace("'", '"')
        return self.kind


B = TypeVar("B", bound=Block)
MANY = 40
_sorted: list[tuple[Block, dict[type[Block], tuple[Block, ...]]]] = []
"""The blocks of the long agreement that was asked last, by their kinds: each rule asks it for some of them."""


def keys_of(block: type[Block]) -> dict[str, Key[Any]]:
    """The keys of a block kind by their words, in the order of declaration."""
    cached = _KEYS.get(block)
    if cached is None:
        cached = {}
        for base in reversed(block.__mro__):
            for value in vars(base).values():
                if isinstance(value, Key):
                    cached[value.name] = value
        _KEYS[block] = cached
    return cached


_KEYS: dict[type[Block], dict[str, Key[Any]]] = {}
