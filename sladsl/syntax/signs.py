"""Signs of other languages that are read as ours, with one finding each: `${name}`, `bands [ … ]`, `2. Sunday`.

In `let` the colon is no sign of division.

What stands around them is read as if they had been written rightly, so one slip is one finding.
"""

from __future__ import annotations

import re

from sladsl.diagnostics.finding import Edit, Finding, Fix
from sladsl.diagnostics.fixes import replacing
from sladsl.record import replace
from sladsl.source import SourceText, Span
from sladsl.syntax import key_messages, messages
from sladsl.syntax.between import BETWEEN, NO_COLON, PARTS, between_rows
from sladsl.syntax.drive import WEEKDAYS
from sladsl.syntax.leading import without_leading
from sladsl.syntax.scanner import BAD, DATE, MARK, NUMBER, WORD, Token
from sladsl.syntax.unfinished import without_markers

_NAMED = re.compile(r"\$([^\W\d]\w*)|%([^\W\d]\w*)%|<([^\W\d]\w*)>")
COMPARED = ("least", "most", "above", "below", "exactly")
ORDINALS = ("", "1st", "2nd", "3rd", "4th", "5th")
FORMULAS = ("let", "figures")


def read(source: SourceText, tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """The tokens with foreign signs read as ours; a finding for each."""
    tokens = without_leading(source, without_markers(source, tokens, findings), findings)
    tokens = _rows(tokens, source, findings)
    if "*" in source.text:
        tokens = _wildcards(tokens, findings)
    tokens = _short_months(tokens, source, findings)
    if "{{" in source.text or any(token.kind == BAD for token in tokens):
        tokens = _placeholders(tokens, source, findings)
    if any(day in source.text for day in WEEKDAYS):
        tokens = _ordinals(tokens, findings)
    if "[" in source.text or "(" in source.text:
        tokens = _brackets(tokens, findings)
    if any(word in source.text for word in FORMULAS):
        tokens = _divisions(tokens, source, findings)
    return tokens


def _otherwise(span: Span, right: str, message: str, hint: str) -> Finding:
    """The finding about a sign of which there is one meaning, with the fix that writes ours."""
    said = messages.error("S310", "written-otherwise", span, message, hint)
    return replace(said, fix=replacing(span, right, safe=True))


def _word(text: str, first: Token, last: Token) -> Token:
    return Token(WORD, text, first.start, last.end, first.first, first.indentation)


def _placeholders(tokens: list[Token], source: SourceText, findings: list[Finding]) -> list[Token]:
    """`${name}`, `{{name}}`, `$name`, `<name>`: a figure or parameter as templates of other tools write it."""
    found: list[Token] = []
    at = 0
    while at < len(tokens):
        token, width, name = tokens[at], 0, ""
        if token.kind != BAD and token.text not in ("$", "#", "{"):
            found.append(token)
            at += 1
            continue
        texts = [each.text for each in tokens[at : at + 5]]
        if texts[:2] in (["$", "{"], ["#", "{"]) and texts[3:4] == ["}"]:
            width, name = 4, texts[2]
        elif texts[:1] == ["{"] and texts[2:3] == ["}"] and tokens[at - 1].text in COMPARED and at:
            width, name = 3, texts[1]
        elif texts[:2] == ["{", "{"] and texts[3:5] == ["}", "}"] and tokens[at + 1].start == token.end:
            width, name = 5, texts[2]
        elif token.kind == BAD and (match := _NAMED.fullmatch(token.text)):
            width, name = 1, next(each for each in match.groups() if each)
        if width and name.replace("_", "a").isalnum() and tokens[at + width - 1].kind != "end":
            last = tokens[at + width - 1]
            span = Span(start=token.start, end=last.end)
            findings.append(
                _otherwise(
                    span,
                    name,
                    f"A figure or parameter is used by its bare name, not as `{messages.printable(source[span])}`.",
                    f"Write `{name}`.",
                )
            )
            found.append(_word(name, token, last))
            at += width
        else:
            found.append(token)
            at += 1
    return found


def _rows(tokens: list[Token], source: SourceText, findings: list[Finding]) -> list[Token]:
    """`bands { at least 99.9% -> none, otherwise: 10% }`: arrows, and commas between rows; rows hold no lists."""
    found: list[Token] = []
    inside: list[bool] = []
    opened: list[int] = []
    skip = False
    for at, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        if token.kind == "end":
            found.append(token)
            continue
        if token.text == "{":
            inside.append(tokens[at - 1].text in ("bands", "printed") or tokens[at - 2].text == "bands")
            opened.append(at)
        elif token.text == "}" and inside:
            inside.pop()
            opened.pop()
        elif (
            token.text == ":"
            and tokens[at - 1].text in PARTS
            and opened
            and tokens[opened[-1] - 1].text == "responsibilities"
        ):
            span = Span(start=token.start, end=token.end)
            if not any(each.message == NO_COLON for each in findings[-1:]):
                findings.append(
                    _otherwise(span, "", NO_COLON, f"Write `{tokens[at - 1].text} {tokens[at + 1].text}`.")
                )
            elif (fix := findings[-1].fix) is not None:
                findings[-1] = replace(
                    findings[-1], fix=Fix(edits=(*fix.edits, Edit(span=span, text="")), safe=True)
                )
            continue
        elif token.text in BETWEEN and opened and between_rows(tokens, at, opened[-1]):
            findings.append(key_messages.sign_between(token.text, Span(start=token.start, end=token.end)))
            continue
        elif token.text == "," and inside and inside[-1] and tokens[at + 1].text in BEGINS_BAND:
            findings.append(key_messages.comma_between(Span(start=token.start, end=token.end)))
            continue
        elif inside and inside[-1] and (sign := _arrow(tokens, at)):
            skip = token.text == "-"
            last = tokens[at + skip]
            span = Span(start=token.start, end=last.end)
            said = messages.error(
                "S112",
                "row-without-colon",
                span,
                f"A colon stands between the two sides of a row of `bands`, not `{sign}`.",
                f"Write `{_row(source, tokens, at, at + skip)}`.",
            )
            fix = replacing(Span(start=tokens[at - 1].end, end=last.end), ":", safe=True)
            findings.append(replace(said, fix=fix))
            found.append(Token(MARK, ":", token.start, last.end, token.first, token.indentation))
            continue
        found.append(token)
    return found


def _row(source: SourceText, tokens: list[Token], sign: int, last: int) -> str:
    """The row around a sign, with a colon for it."""
    first = next(at for at in range(sign - 1, -1, -1) if tokens[at].text in BEGINS_BAND | {"{"})
    first += tokens[first].text == "{"
    end = next(
        at
        for at in range(last + 1, len(tokens))
        if tokens[at].text in BEGINS_BAND or tokens[at].kind == "end"
    )
    head = source.text[tokens[first].start : tokens[sign - 1].end]
    cell = source.text[tokens[last + 1].start : tokens[max(end - 1, last + 1)].end]
    return messages.printable(f"{head}: {cell}", 90)


def _arrow(tokens: list[Token], at: int) -> str:
    """An arrow at a token, where a colon belongs: `at least 99.0% -> 10%`."""
    token, after = tokens[at], tokens[at + 1]
    if token.text == "-" and after.text == ">" and after.start == token.end:
        return "->"
    return token.text if token.text in ("→", "⇒", "=>", "->") else ""


BEGINS_BAND = frozenset({"at", "above", "below", "exactly", "otherwise", "}"})


def _wildcards(tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """`Bronze, *: 24 hours`: any value, as other tools write it."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        before, after = tokens[at - 1] if at else token, tokens[at + 1] if token.text == "*" else token
        if (
            token.text != "*"
            or after.text not in (",", ":")
            or not (before.text in (",", "{") or token.first)
        ):
            continue
        span = Span(start=token.start, end=token.end)
        findings.append(_otherwise(span, "any", "Any value is `any`, not `*`.", "Write `any`."))
        found[at] = _word("any", token, token)
    return found


_SHORT_MONTH = re.compile(r"(\d{4})-(\d)(?![\w-])")


def _short_months(tokens: list[Token], source: SourceText, findings: list[Finding]) -> list[Token]:
    """`2026-7`: a month with one digit, which stands before colons as well as behind them."""
    if not _SHORT_MONTH.search(source.text):
        return tokens
    found: list[Token] = []
    end = 0
    for token in tokens:
        if token.kind != "end" and token.start < end:
            continue
        match = _SHORT_MONTH.match(source.text, token.start) if token.kind == NUMBER else None
        if match is None:
            found.append(token)
            continue
        right, end = f"{match[1]}-0{match[2]}", match.end()
        span = Span(start=token.start, end=end)
        findings.append(
            _otherwise(
                span,
                right,
                f"A month has two digits, and `{source[span]}` has one.",
                f"Write `{right}`.",
            )
        )
        found.append(Token(DATE, right, token.start, end, token.first, token.indentation))
    return found


def _ordinals(tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """`2. Sunday of the month`, `2 Sunday`: the number of a day with a point, or with nothing."""
    found: list[Token] = []
    skip = False
    for at, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        point = tokens[at + 1].text == "." and at + 2 < len(tokens) if token.kind == NUMBER else False
        after = tokens[at + (2 if point else 1)] if token.kind == NUMBER else token
        if token.kind == NUMBER and token.text in "12345" and after.text in WEEKDAYS and not after.first:
            last = tokens[at + 1] if point else token
            span, right = Span(start=token.start, end=last.end), ORDINALS[int(token.text)]
            source_text = f"{token.text}." if point else token.text
            findings.append(
                _otherwise(
                    span,
                    right,
                    f"The day of the month is counted with `{right}`, not with `{source_text}`.",
                    f"Write `{right} {after.text}`.",
                )
            )
            found.append(Token(NUMBER, right, token.start, last.end, token.first, token.indentation))
            skip = point
        else:
            found.append(token)
    return found


OPENING, CLOSING = {"[": "]", "(": ")"}, ("]", ")")


def _brackets(tokens: list[Token], findings: list[Finding]) -> list[Token]:
    """`bands [ at least 99%: none ]`: a block in the brackets of another language, known by the colons inside."""
    found = list(tokens)
    gone: set[int] = set()
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else token
        if (
            token.text not in OPENING
            or (before.kind not in (WORD, "string") and not (before.text == ":" and _rows_follow(tokens, at)))
            or before.text in ("of", "in", "one")
        ):
            continue
        end = _closing(tokens, at)
        if not end or tokens[at].first:
            continue
        inside = tokens[at + 1 : end]
        if not any(each.text == ":" for each in inside) or not inside or inside[0].text in ("{", "[", "("):
            continue
        first, last = token, tokens[end]
        span = Span(start=first.start, end=first.end)
        said = messages.error(
            "S008",
            "brackets",
            span,
            f"What belongs to a block stands in braces, not between `{token.text}` and `{last.text}`.",
            f"Write `{tokens[at - 2].text if before.text == ':' else before.text} {{ … }}`.",
        )
        between = {
            place
            for place in range(at + 1, end)
            if tokens[place].text == "," and _label_and_colon(tokens, place + 1)
        }
        gone |= between
        edits = (
            Edit(span=span, text="{"),
            *(
                Edit(span=Span(start=each.start, end=each.end), text="")
                for each in map(tokens.__getitem__, between)
            ),
            Edit(span=Span(start=last.start, end=last.end), text="}"),
        )
        findings.append(replace(said, fix=Fix(edits=edits, safe=True)))
        for place, text in ((at, "{"), (end, "}")):
            was = tokens[place]
            found[place] = Token(MARK, text, was.start, was.end, was.first, was.indentation)
    return [token for at, token in enumerate(found) if at not in gone]


def _label_and_colon(tokens: list[Token], at: int) -> bool:
    """Whether a row begins here: a name or text, and a colon."""
    return tokens[at].kind in (WORD, "string") and tokens[at + 1].text == ":"


def _rows_follow(tokens: list[Token], at: int) -> bool:
    """Whether rows stand in this bracket: `allocation: [ Availability: 60%, Restore: 40% ]`."""
    return tokens[at - 2].kind == WORD and _label_and_colon(tokens, at + 1)


def _closing(tokens: list[Token], at: int) -> int:
    """The bracket that closes the one at `at`, or the brace that does so, `fields [ … }`; 0 where the end comes first."""
    right, depth, braces = OPENING[tokens[at].text], 0, 0
    for place in range(at, len(tokens)):
        text = tokens[place].text
        braces += (text == "{") - (text == "}")
        if braces < 0:
            return place
        if text == tokens[at].text:
            depth += 1
        elif text == right:
            depth -= 1
            if not depth:
                return place
        elif tokens[place].kind == "end":
            return 0
    return 0


def _divisions(tokens: list[Token], source: SourceText, findings: list[Finding]) -> list[Token]:
    """`leads: target : value`: the colon as the sign of division, in rows of figures."""
    found = list(tokens)
    kinds: list[str] = []
    told = -1
    for at, token in enumerate(tokens):
        if token.text == "{":
            kinds.append(tokens[at - 1].text if at else "")
        elif token.text == "}" and kinds:
            kinds.pop()
        if not kinds or kinds[-1] not in FORMULAS or token.text not in (":", "÷") or token.first or at < 3:
            continue
        before = found[at - 2].text
        if tokens[at - 1].kind not in (WORD, NUMBER) or tokens[at - 1].first or before not in (":", "/"):
            continue
        if source.text[tokens[at - 1].end : token.start] == "" or tokens[at + 1].kind not in (WORD, NUMBER):
            continue  # `cost: 5   rate: 2`: a row begins
        found[at] = Token(MARK, "/", token.start, token.end)
        edit = Edit(span=Span(start=token.start, end=token.end), text="/")
        if before == "/" and told >= 0:
            fix = findings[told].fix
            edits = (*(fix.edits if fix else ()), edit)
            findings[told] = replace(findings[told], fix=Fix(edits=edits, safe=True))
            findings[told] = replace(
                findings[told], hint=f"{findings[told].hint[:-2]} / {tokens[at + 1].text}`."
            )
            continue
        told = len(findings)
        findings.append(
            _otherwise(
                edit.span,
                "/",
                "The sign of division is `/`; a colon stands behind a name only.",
                f"Write `{tokens[at - 1].text} / {tokens[at + 1].text}`.",
            )
        )
    return found
