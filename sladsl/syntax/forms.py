"""Reads one value: answers and plain values from tokens, everything else by its form's rule of the grammar.

Values that were read once are kept by their text, because agreements (and each keystroke in an editor) repeat
them: a kept value is copied to its new place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sladsl.ast import values as v
from sladsl.ast.declare import Form, Key
from sladsl.diagnostics.finding import Finding
from sladsl.record import replace
from sladsl.source import SourceText, Span, respanned
from sladsl.syntax import value_messages, wrong
from sladsl.syntax.drive import drive
from sladsl.syntax.scanner import BAD, DATE, NUMBER, STRING, WORD, Token, is_name, scan
from sladsl.syntax.surroundings import NOBODY

if TYPE_CHECKING:
    from lark import Lark

    from sladsl.syntax.repair import Repair

MOST_TOKENS = 4_000
MOST_OPERATORS = 64
MOST_DIGITS = 40
OPERATORS = frozenset({"not", "(", "+", "-", "*", "/"})
MOST_REPAIRS = 40
MOST_KEPT = 20_000
LONGEST_KEPT = 200
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

_KEPT: dict[tuple[str, str], tuple[v.Value, int]] = {}
"""By rule and text, each with where it was first read: its spans are moved when it is read again."""
_parser: Lark | None = None


def grammar_value(rule: str, text: str) -> v.Value:
    """The value of a text by a start rule, spans from 0; raises what lark raises, and `Unreadable`."""
    global _parser
    if _parser is None:
        from sladsl.syntax.grammar import load

        _parser = load()
    from sladsl.syntax.values import read

    found: v.Value = read(_parser.parse(text, start=rule))
    return found


def moved(value: Any, by: int) -> Any:
    """A copy of a value, all its spans moved by so many characters."""
    kind = type(value)
    if kind is Span:
        return Span(start=value.start + by, end=value.end + by)
    if kind is tuple:
        return tuple([moved(item, by) for item in value])
    span = getattr(value, "span", None)
    if span is None:
        return value
    fields = {name: getattr(value, name) for name in value._defaults}
    fields["span"] = Span(start=span.start + by, end=span.end + by)
    for name in value._nested:
        field = fields[name]
        if field is not None and type(field) is not str:
            fields[name] = moved(field, by)
    return kind(**fields)


class ValueReader:
    """Values of one text; findings go into the list given."""

    def __init__(self, source: SourceText, findings: list[Finding]) -> None:
        self.source = source
        self.findings = findings
        self.repairs = 0
        self.around = NOBODY
        """What the text declares, for messages in its own words."""

    def key_value(self, key: Key[Any], tokens: list[Token]) -> v.Value:
        """The value of a key, or `Broken` with a finding."""
        words = (
            " ".join([token.text for token in tokens[:12]]) if key.answers or tokens[0].text == "not" else ""
        )
        if words == "not stated":
            return v.NotStated(span=self.span(tokens))
        for answer in key.answers:
            if words == answer or words == answer.replace("-", " - "):
                return v.Answer(text=answer, span=self.span(tokens))
        if key.form.direct == "answer":
            otherwise = self.otherwise(key, key.form, tokens, wrong.Place.of_key(key))
            if otherwise is not None:
                return self._broken(otherwise)
            answers = key.answers + (("not stated",) if key.open or key.only_open else ())
            text = self.source.text[tokens[0].start : tokens[-1].end]
            return self._broken(value_messages.bad_answer(text, key.name, self.span(tokens), answers))
        return self.value(key.form, tokens, wrong.Place.of_key(key), key)

    def value(
        self, form: Form[Any], tokens: list[Token], place: wrong.Place, key: Key[Any] | None = None
    ) -> v.Value:
        """The value of a form, or `Broken` with a finding that shows a right one."""
        for token in tokens:
            if token.kind == NUMBER and len(token.text) > MOST_DIGITS:
                span = Span(start=token.start, end=token.end)
                return self._broken(value_messages.long_number(span, MOST_DIGITS))
        if len(tokens) > MOST_OPERATORS and (
            len(tokens) > MOST_TOKENS or sum(token.text in OPERATORS for token in tokens) > MOST_OPERATORS
        ):
            return self._broken(value_messages.long_value(self.span(tokens), MOST_OPERATORS, MOST_TOKENS))
        if form.direct:
            direct = self.direct(form.direct, tokens)
            if direct is not None:
                return direct
        if not form.rule:
            return self._broken(
                self.otherwise(key, form, tokens, place)
                or wrong.finding(self.source, form, tokens, self._first_wrong(form, tokens), place)
            )
        return self._by_grammar(form, tokens, place, key)

    def otherwise(
        self,
        key: Key[Any] | None,
        form: Form[Any],
        tokens: list[Token],
        place: wrong.Place,
        *,
        proved: bool = False,
    ) -> Finding | None:
        """What a phrasing says of a value that can't be read; `proved`: only where the mended value can."""
        from sladsl.syntax import otherwise

        rule, name = form.rule or form.direct, key.name if key is not None else ""
        place = self._own(key, form, tokens, place)
        return otherwise.value(
            self.source,
            rule,
            name,
            tokens,
            place,
            lambda text: fits(key, form, text),
            self.around,
            proved=proved,
        )

    def fits(self, form: Form[Any], tokens: list[Token]) -> bool:
        """Whether the tokens have the form."""
        return bool(tokens) and fits(None, form, self.source.text[tokens[0].start : tokens[-1].end])

    def span(self, tokens: list[Token]) -> Span:
        return Span(start=tokens[0].start, end=tokens[-1].end)

    # ---- plain values

    def direct(self, direct: str, tokens: list[Token]) -> v.Value | None:
        """A plain value from its tokens, None when they are something else."""
        first = tokens[0]
        if direct == "text":
            if len(tokens) == 1 and first.kind == STRING:
                return _text(first)
        elif direct == "name":
            if len(tokens) == 1 and first.kind == WORD and is_name(first.text):
                return _name(first)
        elif direct == "date":
            if len(tokens) == 1 and first.kind == DATE and len(first.text) == 10:
                if not is_day(first.text):
                    return self._broken(value_messages.no_such_day(first.text, self.span(tokens)))
                return v.Date(iso=first.text, span=self.span(tokens))
        elif len(tokens) % 2 and all(token.text == "," for token in tokens[1::2]):
            items = tokens[::2]
            wanted = STRING if direct == "texts" else WORD
            dots = direct == "references"
            if all(
                token.kind == wanted and (wanted != WORD or is_name(token.text, dots=dots)) for token in items
            ):
                if direct == "texts":
                    return v.Texts(items=tuple(_text(token) for token in items), span=self.span(tokens))
                return v.Names(items=tuple(_name(token) for token in items), span=self.span(tokens))
        return None

    def _first_wrong(self, form: Form[Any], tokens: list[Token]) -> Token | None:
        """Where tokens stop to be a plain value: after a right beginning, the first token too many."""
        wanted = {"text": STRING, "texts": STRING, "name": WORD, "names": WORD, "date": DATE}[form.direct]
        for position, token in enumerate(tokens):
            if form.direct in ("texts", "names") and position % 2:
                if token.text != ",":
                    return token
            elif (
                token.kind != wanted
                or (wanted == WORD and not is_name(token.text))
                or (position and form.direct[-1] != "s")
            ):
                return token
        return None

    # ---- the grammar

    def _by_grammar(
        self, form: Form[Any], tokens: list[Token], place: wrong.Place, key: Key[Any] | None
    ) -> v.Value:
        start, end = tokens[0].start, tokens[-1].end
        text = self.source.text[start:end]
        if "#" in text:
            text = _without_comments(text, tokens)
        kept = _KEPT.get((form.rule, text))
        if kept is not None:
            value, first = kept
            return moved(value, start - first)  # type: ignore[no-any-return]

        from sladsl.syntax.values import Unreadable, read

        tree = drive(form.rule, tokens)
        if tree is not None:
            try:
                found: v.Value = read(tree)
            except Unreadable as trouble:
                return self._broken(
                    self.otherwise(key, form, tokens, place)
                    or value_messages.meaningless(trouble.message, trouble.hint, trouble.span)
                )
            _keep(form.rule, text, found, start)
            return found
        otherwise = None
        if form.rule == "promise":
            from sladsl.syntax.reordered import promise

            otherwise = promise(tokens, lambda text: fits(None, form, text))
        if otherwise is None:
            otherwise = self.otherwise(key, form, tokens, place)
        if otherwise is None and form.rule in ("right", "expected"):
            from sladsl.syntax.misrights import condition_inside, right_otherwise

            otherwise = right_otherwise(form.rule, tokens)
            if otherwise is None and form.rule == "right":
                otherwise = condition_inside(
                    self.source, tokens, lambda text: fits(None, form, text), self.around
                )
        if otherwise is None and form.rule == "offset":
            from sladsl.syntax.misanchors import anchor_otherwise

            otherwise = anchor_otherwise(tokens, place, lambda text: fits(key, form, text))
        if otherwise is None and form.rule == "duty":
            from sladsl.syntax.misduties import sent_otherwise

            otherwise = sent_otherwise(self.source, tokens, lambda text: fits(key, form, text), self.around)
        if otherwise is not None:
            broken = self._broken(otherwise)
            one_line = not any(each.first for each in tokens[1:])
            return self._meant(form, broken, otherwise.expected) if one_line else broken
        return self._by_lark(form, tokens, place, text, key)

    def _meant(self, form: Form[Any], broken: v.Broken, line: str) -> v.Value:
        """A sentence of a right or a duty that was meant, so that what hangs on it is not told; else what is broken."""
        if form.rule not in ("right", "duty"):
            return broken
        line = line.partition(" {")[0]
        if not fits(None, form, line):
            return broken
        return respanned(grammar_value(form.rule, line), lambda span: broken.span)

    def _own(
        self, key: Key[Any] | None, form: Form[Any], tokens: list[Token], place: wrong.Place
    ) -> wrong.Place:
        """The place with a line in the author's own figures instead of the example, where one can be made."""
        from sladsl.syntax.composing import value

        text = self.source.text[tokens[0].start : tokens[-1].end]
        name = key.name if key is not None else ""
        line = value(form.rule, text, self.around, name) if len(text) < LONGEST_KEPT else ""
        if not line or not fits(key, form, line) or _loses(text, line):
            return place
        return replace(place, example=f"{place.before}{line}")

    def _by_lark(
        self, form: Form[Any], tokens: list[Token], place: wrong.Place, text: str, key: Key[Any] | None
    ) -> v.Value:
        """A value that the tables do not accept: lark says where it goes wrong."""
        from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

        from sladsl.syntax.values import Unreadable

        start = tokens[0].start
        try:
            found = grammar_value(form.rule, text)
        except Unreadable as trouble:
            return self._broken(
                value_messages.meaningless(trouble.message, trouble.hint, moved(trouble.span, start))
            )
        except UnexpectedInput as trouble:
            position = len(text)
            if isinstance(trouble, UnexpectedCharacters) or (
                isinstance(trouble, UnexpectedToken) and trouble.token.type != "$END"
            ):
                position = trouble.pos_in_stream or 0
            at = next((token for token in tokens if token.end > start + position), None)
            own = self._own(key, form, tokens, place)
            mended = self.repaired(key, form, tokens)
            broken = self._broken(wrong.finding(self.source, form, tokens, at, own, mended))
            if (
                mended is None
                or form.rule != "duty"
                or mended.others
                or any(each.first for each in tokens[1:])
            ):
                return broken
            # What is sent can be spoken of all the same.
            sent = respanned(grammar_value(form.rule, mended.text), lambda span: broken.span)
            return sent
        _keep(form.rule, text, found, 0)
        return moved(found, start)  # type: ignore[no-any-return]

    def repaired(self, key: Key[Any] | None, form: Form[Any], tokens: list[Token]) -> Repair | None:
        """The value in the author's own words; of a text full of mistakes the first ones only."""
        from sladsl.syntax.repair import repaired

        self.repairs += 1
        if self.repairs > MOST_REPAIRS or not form.rule:
            return None
        return repaired(form.rule, self.source, tokens, lambda text: fits(key, form, text), self.around)

    def _broken(self, finding: Finding) -> v.Broken:
        self.findings.append(finding)
        return v.Broken(span=finding.span)


def fits(key: Key[Any] | None, form: Form[Any], text: str) -> bool:
    """Whether a text can stand after the key, or where the form is asked for."""
    tokens = [token for token in scan(SourceText(text)) if token.kind != "end"]
    if not tokens or len(tokens) > MOST_OPERATORS or any(token.kind == BAD for token in tokens):
        return False
    if key is not None:
        words = " ".join(token.text for token in tokens).replace(" - ", "-")
        if words == "not stated" or words in key.answers:
            return True
    if form.rule:
        from sladsl.syntax.values import Unreadable, read

        tree = drive(form.rule, tokens)
        try:
            return tree is not None and read(tree) is not None
        except Unreadable:
            return False
    reader = ValueReader(SourceText(text), [])
    value = reader.direct(form.direct, tokens) if form.direct != "answer" else None
    return value is not None and not reader.findings


def _loses(text: str, line: str) -> bool:
    """Whether a date of the author's text is missing in a line that is made of it: it would say something else."""
    return any(date not in line for date in _DATE.findall(text))


def _keep(rule: str, text: str, value: v.Value, start: int) -> None:
    if len(text) <= LONGEST_KEPT:
        if len(_KEPT) >= MOST_KEPT:
            _KEPT.clear()
        _KEPT[rule, text] = value, start


def _without_comments(text: str, tokens: list[Token]) -> str:
    """The text with blanks for its comments: they may stand inside a phrase, where the grammar has none."""
    parts, last = [], tokens[0].start
    for token in tokens:
        parts += [" " * (token.start - last), token.text]
        last = token.end
    return "".join(parts)


def _text(token: Token) -> v.Text:
    from sladsl.syntax.values.trees import unquote

    return v.Text(text=unquote(token.text), span=Span(start=token.start, end=token.end))


def _name(token: Token) -> v.Name:
    return v.Name(text=token.text, span=Span(start=token.start, end=token.end))


def is_day(iso: str) -> bool:
    """Whether `2026-02-29` is in the calendar."""
    from datetime import date

    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True
