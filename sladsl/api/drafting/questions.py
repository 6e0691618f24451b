"""The questions of the interview, in order: their words, their help, what is usual, and how an answer is read.

Flags of the command line are the same questions, so both say the same.
"""

from __future__ import annotations

from collections.abc import Callable

from sladsl.api.drafting import answers as read
from sladsl.api.drafting.answers import Answers
from sladsl.api.drafting.writing import TITLE, usual_bands, usual_target
from sladsl.record import Record, replace


def _always(so_far: Answers) -> bool:
    return True


def _open(so_far: Answers) -> str:
    return ""


class Question(Record):
    """A question; `key` is its field of the answers and its flag.

    `usual`: what Enter stands for ("" leaves it open); `applies`: whether it is asked after the answers so far; `offered`: a
    line for each answer, where there are few.
    """

    key: str
    ask: str
    explain: str
    form: str
    read: Callable[[str, Answers], str]
    usual: Callable[[Answers], str] = _open
    applies: Callable[[Answers], bool] = _always
    offered: tuple[str, ...] = ()


QUESTIONS = (
    Question(
        key="title",
        ask="Title of the agreement",
        explain="What the contract is called on its first page.",
        form="TEXT",
        read=read.text,
        usual=lambda so_far: TITLE,
    ),
    Question(
        key="provider",
        ask="Who provides the service?",
        explain="The company or team that promises, as it signs: Nimbus Hosting GmbH.",
        form="TEXT",
        read=read.text,
    ),
    Question(
        key="customer",
        ask="Who receives it?",
        explain="The company or team that it is promised to.",
        form="TEXT",
        read=read.text,
    ),
    Question(
        key="service",
        ask="What is provided?",
        explain="The service in a few words: Web shop hosting. More services can be added later.",
        form="TEXT",
        read=read.text,
    ),
    Question(
        key="currency",
        ask="Currency",
        explain="Three letters: EUR, USD, GBP.",
        form="CODE",
        read=read.currency,
    ),
    Question(
        key="fee",
        ask="What does it cost?",
        explain="12000 EUR per month, or `as invoiced` where only the invoice says. Credits can be a part of it.",
        form="FEE",
        read=read.fee,
    ),
    Question(
        key="zone",
        ask="Time zone",
        explain="The zone in which days and months begin, by its IANA name: Europe/Berlin, America/New_York, UTC.",
        form="ZONE",
        read=read.zone,
    ),
    Question(
        key="effective",
        ask="First day in force",
        explain="As 2026-01-31.",
        form="DATE",
        read=read.day,
    ),
    Question(
        key="promise",
        ask="What is promised?",
        explain="`uptime` is told from checks or outages, `answers` from tickets and their times, `levels` are figures"
        " that the provider reports and nobody measures again.",
        form="[uptime|answers|levels]",
        read=read.promise,
        usual=lambda so_far: "uptime",
        offered=(
            "uptime, told from checks",
            "answers: tickets dealt with in time",
            "levels that the provider reports",
        ),
    ),
    Question(
        key="every",
        ask="How often is it checked?",
        explain="The time that one check stands for: 1 minute, 30 seconds.",
        form="LENGTH",
        read=read.length,
        usual=lambda so_far: "1 minute",
        applies=lambda so_far: so_far.promise == "uptime",
    ),
    Question(
        key="within",
        ask="Within what time?",
        explain="From the opening of a ticket to its answer: 30 minutes, 4 hours. Business hours need a calendar, which can"
        " be added later.",
        form="LENGTH",
        read=read.length,
        usual=lambda so_far: "30 minutes",
        applies=lambda so_far: so_far.promise == "answers",
    ),
    Question(
        key="target",
        ask="How much of it is promised?",
        explain="The least level, in percent: 99.9% of the time, 95% of the tickets.",
        form="PERCENT",
        read=read.target,
        usual=usual_target,
        applies=lambda so_far: bool(so_far.promise),
    ),
    Question(
        key="period",
        ask="Over which period?",
        explain="The period for which the level is computed: day, week, month, quarter or year.",
        form="PERIOD",
        read=read.period,
        usual=lambda so_far: "month",
        applies=lambda so_far: bool(so_far.promise),
    ),
    Question(
        key="credits",
        ask="What does a miss cost?",
        explain="A part of the fee for any miss (5%), an amount (100 EUR), `none`, or bands from the best level to the"
        " worst, with commas between.",
        form="CREDITS",
        read=read.credits,
        applies=lambda so_far: bool(so_far.target),
    ),
    Question(
        key="cap",
        ask="The most that is credited",
        explain="A part of the fee (50%), or an amount (1000 EUR per month).",
        form="CAP",
        read=read.cap,
        applies=lambda so_far: so_far.credits not in ("", "none"),
    ),
    Question(
        key="deadline",
        ask="Days to claim a credit",
        explain="Counted from the end of the period: 30, or 20 business days.",
        form="LENGTH",
        read=read.deadline,
        applies=lambda so_far: so_far.credits not in ("", "none"),
    ),
)


def explained(question: Question, so_far: Answers) -> str:
    """The help of a question, with an example that fits what was answered before."""
    if question.key != "credits":
        return question.explain
    return f"{question.explain} For example: {usual_bands(so_far.target or '99.9%')}."


def asked(question: Question, so_far: Answers, known: Answers) -> bool:
    """Whether a question is asked after these answers; what the data tell is `known` from the beginning."""
    return question.applies(so_far) and question.key not in known.assumed


def with_answer(so_far: Answers, question: Question, answer: str) -> Answers:
    """The answers with one more. A period there must be, and a fee tells the currency."""
    if question.key == "period" and not answer:
        answer = "month"
    found: Answers = replace(so_far, **{question.key: answer})
    if question.key == "fee" and not found.currency and not answer.startswith("as invoiced"):
        found = replace(found, currency=answer.partition(" ")[2][:3])
    return found
