"""The interview of `sladsl init`: one question a line, what is usual in brackets, `?` for help, `-` to leave it open."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sladsl.api.drafting.answers import Answers, Unclear
from sladsl.api.drafting.questions import QUESTIONS, Question, asked, explained, with_answer

COLUMNS = 79
OPEN = "-"
WELCOME = (
    "Press Enter for what stands in brackets; `-` leaves a question open, `?` explains it. "
    "Ctrl-C ends without writing anything."
)


class Interview:
    """Asks what `given` does not answer. `hear` shows a prompt and gives the line that was typed."""

    def __init__(
        self, given: Mapping[str, str], hear: Callable[[str], str], say: Callable[[str], None], known: Answers
    ) -> None:
        self.given = given
        self.hear = hear
        self.say = say
        self.known = known

    def answers(self) -> Answers:
        """All answers, those of `known` and `given` included."""
        found = self.known
        self._tell(WELCOME, "")
        self.say("")
        for question in QUESTIONS:
            if question.key in self.given or not asked(question, found, self.known):
                continue
            found = with_answer(found, question, self._answer(question, found))
        return found

    def _answer(self, question: Question, so_far: Answers) -> str:
        usual = question.usual(so_far)
        shown = f"[{usual or 'open'}]"
        if question.offered:
            self.say(question.ask)
            for number, line in enumerate(question.offered, start=1):
                self.say(f"  {number}  {line}")
            prompt = "Choose [1]: "
        else:
            prompt = f"{question.ask} {shown}: "
        while True:
            said = self.hear(prompt).strip()
            if said == "?":
                self._tell(explained(question, so_far), "  ")
            elif said == OPEN:
                return ""
            else:
                try:
                    return question.read(said or usual, so_far) if said or usual else ""
                except Unclear as trouble:
                    self._tell(f"{trouble.message} {trouble.hint}", "  ")

    def _tell(self, text: str, indentation: str) -> None:
        from sladsl.diagnostics.cells import printable, wrap

        for line in wrap(printable(text), COLUMNS - len(indentation)):
            self.say(f"{indentation}{line}")
