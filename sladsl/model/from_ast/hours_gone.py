"""Which levels are counted in the hours of a service: without its calendar they are left out, and no others."""

from __future__ import annotations

from sladsl.ast import agreements as a
from sladsl.ast import values as v
from sladsl.ast.metrics import Measured
from sladsl.ast.sources import Source


class Hours:
    """Services whose hours are not evaluated (`gone`), and what is measured of them."""

    def __init__(self, node: a.Agreement) -> None:
        self.gone: set[str] = set()
        self._sources = {each.name.text: each for each in node.children(Source) if each.name is not None}

    def count_for(self, block: Measured) -> bool:
        """Whether a level is counted in hours that are gone. Records are counted whenever they come, on their own clock."""
        measure = block.measure
        if not self.gone or not isinstance(measure, v.Measure) or not measure.sources:
            return False  # what somebody reports, or what is made of other levels
        sources = [self._sources[each.text] for each in measure.sources if each.text in self._sources]
        own = block.of
        services = {own.text} if isinstance(own, v.Name) else set()
        services = services or {each.of.text for each in sources if isinstance(each.of, v.Name)}
        if not services & self.gone:
            return False
        records = all(isinstance(each.holds, v.Answer) and each.holds.text == "records" for each in sources)
        # An allowance may be one of service hours.
        return not records or block.has(Measured.slots) or block.has(Measured.excluding)
