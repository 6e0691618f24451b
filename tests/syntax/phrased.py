"""The samples of the phrasings, each in a small agreement: what the tests, the snippets and the documentation share."""

from __future__ import annotations

from typing import NamedTuple

from sladsl.diagnostics.finding import Finding
from sladsl.syntax.phrasings.phrase import Foreign, Phrase, Word
from sladsl.syntax.phrasings.table import Topic, topics
from tests.syntax.reading import read

AROUND = (
    'party Nimbus "Nimbus Hosting GmbH" { role: provider }   party Acme "Acme Retail AG" { role: customer }\n'
    '  service Shop "Web shop" { hours: always }   calendar Support "Support hours" { Monday to Friday: 08:00 to 18:00 }\n'
    "  source checks { holds: samples }   source tickets { holds: records }\n"
    '  metric Uptime "Monthly uptime" { measure: uptime from checks   down when: not ok   controlled by: Nimbus }'
)
INSIDE = {
    "sla": "{}",
    "bands": "credit for O {{ bands {{\n    {}\n  }} }}",
    "bands as printed": "credit for O {{ bands as printed {{\n    {}\n  }} }}",
    "fields": "source s {{ holds: records   fields {{\n    {}\n  }} }}",
    "source": "source s {{ holds: records\n    {}\n  }}",
    "scenario": 'scenario "S" {{\n    {}\n  }}',
    "clause": 'clause "C" {{\n    {}\n  }}',
    **{kind: f"{kind} {{{{\n    {{}}\n  }}}}" for kind in ("claims", "term", "interpretation", "review")},
    "responsibilities": "responsibilities {{\n    {}\n  }}",
    "credit": "credit for O {{\n    {}\n  }}",
    "right": "Acme may terminate {{\n    {}\n  }}",
    "duty": "Nimbus sends ServiceReport to Acme {{\n    {}\n  }}",
    "earn back": "credit for O {{ amount: 5%   earn back {{\n    {}\n  }} }}",
    **{kind: f"{kind} {{{{\n    {{}}\n  }}}}" for kind in ("audit", "change", "dispute", "settlement")},
    **{kind: f"{kind} for O {{{{\n    {{}}\n  }}}}" for kind in ("pricing", "support", "escalation")},
    "table": "table T by priority {{ columns: answer | solution\n    {}\n  }}",
}
"""How a sample stands in a block of its kind; in the others with a name."""
NAMED = "{kind} Sample {{\n    {sample}\n  }}"


class Sample(NamedTuple):
    """An entry of a table with its sample and where that stands."""

    topic: str
    entry: Phrase | Word | Foreign
    inside: str
    text: str
    """The whole agreement."""
    sample: str


def block(inside: str, sample: str) -> str:
    if inside == "source" and sample.startswith(("holds", "type")):
        return f"source s {{\n    {sample}\n  }}"
    return INSIDE[inside].format(sample) if inside in INSIDE else NAMED.format(kind=inside, sample=sample)


def agreement(inside: str, sample: str) -> str:
    if inside == "file":
        return f"{sample}\n"
    if inside == "amendment":
        of = "" if sample.startswith("amends") else "of: Hosting   "
        since = "" if sample.startswith("starts") else "from: 2027-01-01   "
        return f"sla Hosting {{\n  {AROUND}\n}}\namendment First {{\n  {of}{since}\n  {sample}\n}}\n"
    return f"sla Hosting {{\n  {AROUND}\n  {block(inside, sample)}\n}}\n"


def samples_of(topic: Topic) -> list[Sample]:
    found = []
    for entry in (*topic.phrases, *topic.keys, *topic.blocks, *topic.texts):
        inside = (
            "file"
            if isinstance(entry, Foreign)
            else entry.inside
            if isinstance(entry, Phrase)
            else entry.inside[0]
        )
        found.append(Sample(topic.title, entry, inside, agreement(inside, entry.sample), entry.sample))
    return found


def samples() -> list[Sample]:
    return [sample for topic in topics() for sample in samples_of(topic)]


def findings_of(text: str) -> tuple[Finding, ...]:
    return read(text)[1]
