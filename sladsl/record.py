"""Frozen, slotted, keyword-only records: the one class mechanism of the project.

Why not dataclasses: decorating eighty of them costs seven starts of the interpreter, and a cold `sladsl check` has twelve
in all (docs/decisions/0002-records.md has the figures). A record class costs nothing until it is used often: only then is
its constructor compiled. Type checkers see ordinary frozen dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, dataclass_transform

R = TypeVar("R", bound="Record")
T = TypeVar("T")

_MISSING: Any = object()


class _RecordType(type):
    """Turns annotations into slots and defaults; `ClassVar` annotations and private names stay class attributes."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **kwargs: Any
    ) -> _RecordType:
        own: dict[str, str] = {
            field: str(annotation)
            for field, annotation in namespace.get("__annotations__", {}).items()
            if not str(annotation).startswith("ClassVar") and not field.startswith("__")
        }
        fields: dict[str, Any] = {}
        for base in reversed(bases):
            fields.update(getattr(base, "_defaults", {}))
        inherited = set(fields)
        for field in own:
            fields[field] = namespace.pop(field, _MISSING)
        # The base alone has places for the hash and for what is within: plans and agreements are deep trees that are looked
        # up and gone through again and again.
        hashed = () if bases else ("_hashed", "_within")
        nested = dict.fromkeys(name for base in reversed(bases) for name in getattr(base, "_nested", ()))
        nested.update(dict.fromkeys(field for field, annotation in own.items() if not _plain(annotation)))
        namespace["_nested"] = tuple(nested)
        kept = tuple(f"_{field}" for field, value in namespace.items() if type(value) is once)
        namespace["__slots__"] = (*hashed, *kept, *(field for field in own if field not in inherited))
        namespace["_defaults"] = fields
        namespace["__match_args__"] = ()
        if bases and "__init__" not in namespace:
            namespace["__new__"] = object.__new__  # not that of a base, which may have been compiled
        made = super().__new__(mcs, name, bases, namespace, **kwargs)
        if bases and "__init__" not in namespace:
            made.__init__ = _generic_init(made)  # type: ignore[misc, arg-type]
        return made


class once(Generic[T]):
    """A property of a record that is worked out when it is first asked for, and kept: an index of what the record holds."""

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.slot = f"_{work.__name__}"
        self.__doc__ = work.__doc__

    def __get__(self, record: Any, owner: type) -> T:
        try:
            return getattr(record, self.slot)  # type: ignore[no-any-return]
        except AttributeError:
            found = self.work(record)
            object.__setattr__(record, self.slot, found)
            return found


def _plain(annotation: str) -> bool:
    """Whether a field with this annotation never holds a record, nor anything that holds one."""
    if annotation.startswith("Literal[") and annotation.index("]") == len(annotation) - 1:
        return True
    return annotation in ("str", "int", "bool", "Span", "Number", "Fraction", "int | None", "Fraction | None")


def _compile(cls: type[Record]) -> None:
    """Gives `cls` a constructor in plain Python: one keyword parameter and one assignment a field.

    What is made is of a twin that is not frozen, and becomes one of `cls` when all is assigned: that takes a quarter of the
    time of going around the lock of every field. Of both locks, as one slot of the interpreter holds them.
    """
    defaults = cls._defaults
    required = [field for field, default in defaults.items() if default is _MISSING]
    optional = [field for field, default in defaults.items() if default is not _MISSING]
    parameters = ", ".join(required + [f"{field}=_d_{field}" for field in optional])
    body = "".join(f" self.{field} = {field}\n" for field in defaults)
    scope: dict[str, Any] = {f"_d_{field}": defaults[field] for field in optional}
    scope["_bare"] = object.__new__
    unlocked = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    scope["_twin"] = type.__new__(_RecordType, cls.__name__, (cls,), unlocked)
    star = "*, " if parameters else ""
    lines = f" self = _bare(_twin)\n{body} self.__class__ = cls\n return self\n"
    exec(f"def __new__(cls, {star}{parameters}):\n{lines}", scope)  # noqa: S102 - field names only
    copied = "".join(f" found.{field} = record.{field}\n" for field in defaults)
    exec(f"def _copied(record):\n found = _bare(_twin)\n{copied} return found\n", scope)  # noqa: S102
    cls._copied = scope["_copied"]
    cls.__new__ = scope["__new__"]  # type: ignore[method-assign]
    cls.__init__ = object.__init__  # type: ignore[method-assign]


FEW = 24
"""Instances after which a constructor is worth compiling: that costs as much as a hundred generic calls."""


def _generic_init(cls: type[Record]) -> Callable[..., None]:
    """A constructor for the first few instances; then it replaces itself by a compiled one."""
    defaults = cls._defaults
    put = object.__setattr__
    made = 0

    def __init__(self: Record, **values: Any) -> None:
        nonlocal made
        made += 1
        if made > FEW:
            _compile(cls)
        for field, default in defaults.items():
            value = values.pop(field, default)
            if value is _MISSING:
                raise TypeError(f"{cls.__name__}() needs the keyword argument {field!r}")
            put(self, field, value)
        if values:
            raise TypeError(f"{cls.__name__}() has no field {next(iter(values))!r}")

    return __init__


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=True)
class Record(metaclass=_RecordType):
    """Base of every record. Fields named in `_unequal` (spans) take no part in equality and hashing."""

    _defaults: ClassVar[dict[str, Any]] = {}
    _nested: ClassVar[tuple[str, ...]] = ()
    """The fields that may hold records, or tuples and mappings of them."""
    _unequal: ClassVar[frozenset[str]] = frozenset({"span"})
    if TYPE_CHECKING:
        _copied: ClassVar[Callable[[Any], Any]]
        _hashed: ClassVar[int]
        _within: ClassVar[tuple[Record, ...]]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be set; use replace()")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} can't be deleted")

    def __iter_fields__(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in self._defaults)

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        if type(other) is not type(self):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in self._defaults
            if name not in self._unequal
        )

    def __hash__(self) -> int:
        try:
            return self._hashed
        except AttributeError:
            own = (getattr(self, name) for name in self._defaults if name not in self._unequal)
            found = hash((type(self), *own))
            object.__setattr__(self, "_hashed", found)
            return found

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.__iter_fields__())
        return f"{type(self).__name__}({inside})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), dict(self.__iter_fields__())))


def _rebuild(cls: type[Record], values: dict[str, Any]) -> Record:
    return cls(**values)


def replace(record: R, /, **changes: Any) -> R:
    """A copy of `record` with some fields changed; an unknown field raises TypeError."""
    cls = type(record)
    if "_copied" in cls.__dict__:
        # Compiled along with the constructor: a copy that is not frozen yet, and has places for fields alone.
        found = cls._copied(record)
        try:
            for name, value in changes.items():
                setattr(found, name, value)
        except AttributeError as unknown:
            raise TypeError(f"{cls.__name__} has no field {name!r}") from unknown
        found.__class__ = cls
        return found  # type: ignore[no-any-return]
    values = {name: getattr(record, name) for name in record._defaults}
    values.update(changes)
    return type(record)(**values)


def each_with(record: R, name: str, values: Iterable[object]) -> Iterator[R]:
    """Copies of `record`, one for each of the values, which it has in the field `name`."""
    cls = type(record)
    for value in values:
        if "_copied" not in cls.__dict__:
            yield replace(record, **{name: value})
            continue
        found = cls._copied(record)
        setattr(found, name, value)
        found.__class__ = cls
        yield found


def fields(record: Record | type[Record]) -> tuple[str, ...]:
    """The names of a record's fields, in the order of their declaration, inherited ones first."""
    return tuple(record._defaults)


def changed(record: Record) -> Iterator[str]:
    """The names of the fields whose value is not the default, and of those that have none."""
    return (name for name, value in record._defaults.items() if getattr(record, name) != value)


def nested(record: Record) -> Iterator[tuple[str, Any]]:
    """The fields of a record that may hold other records, with their values."""
    return ((name, getattr(record, name)) for name in record._nested)


def within(value: object) -> Sequence[Record]:
    """A value and all records in it, each before those that it holds, in the order of the fields.

    Looks into records, tuples, lists and the values of mappings. Records under a plain annotation (spans, numbers) are
    not looked for. A record keeps what was found: the rules go through the values of an agreement again and again.
    """
    try:
        return value._within  # type: ignore[attr-defined, no-any-return]
    except AttributeError:
        found = _within(value)
        if isinstance(value, Record):
            object.__setattr__(value, "_within", tuple(found))
        return found


def _within(value: object) -> list[Record]:
    found: list[Record] = []
    waiting: list[Any] = [value]
    while waiting:
        each = waiting.pop()
        if (
            type(type(each)) is _RecordType
        ):  # asking isinstance() takes far longer where the class is not a plain one
            found.append(each)
            waiting += [field for name in each._nested[::-1] if (field := getattr(each, name))]
        elif isinstance(each, tuple | list):
            waiting += each[::-1]
        elif isinstance(each, dict | MappingProxyType):
            waiting += [*each.values()][::-1]
    return found
