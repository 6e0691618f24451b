"""Entries as JSON writes them, key and value in quotes and a comma behind: told and mended in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sladsl.ast.declare import Key
from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.record import replace
from sladsl.syntax import key_messages, messages
from sladsl.syntax.forms import fits
from sladsl.syntax.scanner import STRING, WORD

if TYPE_CHECKING:
    from sladsl.syntax.build import Builder


def entry_of_json(builder: Builder, key: Key[Any], text: str, start: int) -> Finding | None:
    """The finding for `"fee": "500 EUR per month",`, read to its end; None where the value would be wrong without quotes."""
    tokens = builder.tokens
    first = end = start + 2
    while tokens[end].kind != "end" and tokens[end].text not in ("{", "}") and not tokens[end].first:
        if tokens[end].text == "," and tokens[end + 1].kind in (STRING, WORD) and tokens[end + 2].text == ":":
            break
        end += 1
    comma = end if tokens[end].text == "," else end - 1 if tokens[end - 1].text == "," else 0
    last = comma or end
    if last <= first or (not comma and tokens[first].kind != STRING):
        return None
    value = builder.source.text[tokens[first].start : tokens[last - 1].end]
    edits = [Edit(span=builder.span(start, start + 1), text=text)]
    quoted = last == first + 1 and tokens[first].kind == STRING and not fits(key, key.form, value)
    if quoted:
        value = value.strip('"')
        edits.append(Edit(span=builder.span(first, last), text=value))
    if not fits(key, key.form, value):
        return None
    if comma:
        edits.append(Edit(span=builder.span(comma, comma + 1), text=""))
    builder.at = max(end, last + bool(comma))
    found = key_messages.quoted_key(text, edits[0].span, f"{text}: {messages.printable(value, 90)}", None)
    said = f"Keys{' and values' if quoted else ''} stand without quotes{', and no comma ends them' if comma else ''}"
    return replace(found, message=f"{said}: {text}.", fix=Fix(edits=tuple(edits), safe=True))
