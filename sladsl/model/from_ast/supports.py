"""What agreements carry of each other: `support for` bound to both promises, whichever file they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.objectives import Objective as ObjectiveBlock
from sladsl.ast.objectives import Promise
from sladsl.ast.structure import Support
from sladsl.diagnostics.suggest import closest, listing
from sladsl.model.from_ast.context import CLOCK, Context
from sladsl.model.from_ast.context import a as article
from sladsl.model.from_ast.known import Known
from sladsl.model.meanings import Agreement, Objective, Unit
from sladsl.model.supports import Side, Supported
from sladsl.record import replace


def refuse_targets(node: a.Agreement, known: Known, context: Context) -> None:
    """A finding for each support of something in these files that is no objective."""
    for block in node.children(Support):
        for name in _heads(block):
            of, dot, what = name.text.partition(".")
            there = list(known.blocks_of_agreement(of))
            objectives = {
                each.name.text: each for each in there if _is_objective(each) and each.name is not None
            }
            if not there or (dot and what in objectives):
                continue
            kind = next((each.kind for each in there if each.name is not None and each.name.text == what), "")
            promising = [key for key, each in objectives.items() if what in _promised(each)]
            if dot and not kind and closest(what, tuple(objectives)):
                continue  # an unknown name, told with what it is near to
            said = (
                f"`{name.text}` is {article(kind)}; what is supported is an objective."
                if kind
                else f"`{of}` is the whole agreement; what is supported is one of its objectives."
            )
            if dot and not kind:
                continue
            among = [f"{of}.{each}" for each in (promising or sorted(objectives))[:12]]
            hint = f"Write {listing(among, 'or')}." if among else f"`{of}` has no objective."
            context.add("N235", "support-for-what", name.span, said, hint)


def _is_objective(block: object) -> bool:
    return isinstance(block, ObjectiveBlock)


def _promised(block: object) -> set[str]:
    assert isinstance(block, ObjectiveBlock)
    return {
        metric.text
        for promise in block.children(Promise)
        if isinstance(promise.head_value, v.PromiseWords)
        for metric in promise.head_value.metrics
    }


def with_supports(
    made: Sequence[Agreement], others: Iterable[str], build: Callable[[str], Agreement | None]
) -> tuple[Agreement, ...]:
    """The agreements with what they support; `others` are those that are not asked for, built where they are named."""
    if not any(agreement.node.children(Support) for agreement in made):
        return tuple(made)
    built = {agreement.name: agreement for agreement in made}
    for name in others:
        if name not in built and (found := build(name)) is not None:
            built[name] = found
    every = [(agreement, each) for agreement in built.values() for each in _supports(agreement, built)]
    here = {agreement.name for agreement in made}
    found_here: dict[str, list[Supported]] = {}
    for place, (agreement, each) in enumerate(every):
        same = [
            (other, at)
            for at, (_, other) in enumerate(every)
            if at != place and other.name == each.name and other.by is not None
        ]
        below = any(at > place and every[at][0].name in here for _, at in same)
        beside = tuple(other.by for other, _ in same if other.by is not None)
        found_here.setdefault(agreement.name, []).append(replace(each, beside=beside, last=not below))
    return tuple(replace(each, supports=tuple(found_here.get(each.name, ()))) for each in made)


def _supports(agreement: Agreement, built: Mapping[str, Agreement]) -> Iterator[Supported]:
    for block in agreement.node.children(Support):
        by, why_not = _own(block, agreement)
        margin, unit = _margin(block.margin)
        for name in _heads(block):
            of, _, what = name.text.partition(".")
            other = built.get(of)
            promised = _promise(other, what) if other is not None else None
            why = why_not
            meant: tuple[str, ...] = ()
            if other is None:
                why = f"`{of}` is in none of these files"
                meant = _alike(what, agreement, built)
            elif promised is None:
                why = why or f"`{name.text}` has no one level that is evaluated"
            yield Supported(
                name=name.text,
                by=by,
                of=Side(name=name.text, agreement=other, objective=promised)
                if other is not None and promised is not None
                else None,
                why=why,
                meant=meant,
                margin=margin,
                margin_unit=unit,
                by_span=block.by.span if isinstance(block.by, v.Name) else name.span,
                span=name.span,
            )


def _own(block: Support, agreement: Agreement) -> tuple[Side | None, str]:
    """The promise that carries, and in words why there is none."""
    labels = {each.label for each in agreement.objectives.values() if not each.part_of}
    if isinstance(block.by, v.Name):
        name = block.by.text
    elif len(labels) == 1:
        name = next(iter(labels))
    else:
        return None, "it does not say by which objective (`by: …`)"
    found = _promise(agreement, name)
    if found is None:
        return None, f"`{name}` has no one level that is evaluated"
    return Side(name=f"{agreement.name}.{name}", agreement=agreement, objective=found), ""


def _alike(what: str, agreement: Agreement, built: Mapping[str, Agreement]) -> tuple[str, ...]:
    """The promises of this name in the other agreements."""
    return tuple(
        f"{name}.{what}"
        for name, other in built.items()
        if name != agreement.name and _promise(other, what) is not None
    )


def _promise(agreement: Agreement, name: str) -> Objective | None:
    found = [each for each in agreement.objectives.values() if name in (each.label, each.name)]
    return found[0] if len(found) == 1 else None


def _margin(written: object) -> tuple[Fraction | None, Unit | None]:
    if isinstance(written, v.Quantity):
        if written.unit == "%":
            return written.number.value / 100, "percent"
        return written.number.value, "number"
    if isinstance(written, v.Duration) and all(part.unit in CLOCK for part in written.parts):
        total = sum((part.number.value * CLOCK[part.unit] for part in written.parts), Fraction(0))
        return total, "duration"
    return None, None


def _heads(block: Support) -> tuple[v.Name, ...]:
    return block.head_value.items if isinstance(block.head_value, v.Names) else ()
