"""Pieces that the expressions of the tables share: `<figure>` is a number with any marks, `<day>` a day of the week."""

from __future__ import annotations

from sladsl.syntax.phrasings import figures
from sladsl.syntax.phrasings.words import DAYS, OFTEN, any_of

_FEES = "fees?|charges?|price|bill(?:ing)?|invoices?|payments?|subscription|rates?|revenue|rent|contract value|value|volume"
_ITEM = r"[\w·\"]+"

FRAGMENTS = {
    "edge": r"(?<![\w.,])",
    "figure": f"({figures.FIGURE})",
    "number": r"\d[\d_]*(?:\.\d+)?",
    "value": r"(\d[\d_.,]*(?: ?%| ?percent| ?(?:business )?[a-z]+)?)",
    "code": r"((?-i:[A-Z]{3}))",
    "sign": r"((?:US|A|C|NZ|HK|S)?\$|[€£¥₹])",
    "times": r"(?:\s?(k|m|mn|mm|mio\.?|thousand|millions?|tsd\.?)(?![a-z]))",
    "unit": figures.UNIT,
    "timeunit": figures.TIME_UNIT,
    "numberword": figures.NUMBER_WORD,
    "length": r"(\d[\d_]* (?:business )?(?:hour|day|week|month|quarter|year)s?)",
    "period": "day|week|month|quarter|year",
    "often": any_of(OFTEN),
    "month": figures.MONTH,
    "day": rf"({any_of(DAYS)})\.?",
    "half": r"(am|pm|a\. ?m\.?|p\. ?m\.?|uhr|h|o'clock)",
    "to": r"\s*(?:-|–|—|to|through|thru|until|till|bis|à|au|\.\.)\s*",
    "the": r"(?:(?:the|that|its|our|your|their|total|affected|applicable|respective|relevant|net|gross|customer's) )*",
    "fee": rf"(?:recurring |service |subscription |license |licence |hosting |base |total |contract |net )*(?:{_FEES})",
    "uptime": r"((?:monthly |minimum |service |system |network |overall )*(?:uptime|availability|verfügbarkeit"
    r"|service level|up-time)(?: percentage| rate| level)?)",
    "item": f"({_ITEM})",
    "items": rf"({_ITEM}(?: ?, ?{_ITEM})*)",
}
