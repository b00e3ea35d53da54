"""`add` without arguments on a terminal: one question after the other, each answer explained back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from timeline import console, explain
from timeline.dates import Context, DateError, read
from timeline.dates.when import When
from timeline.editing.spelling import Spelling
from timeline.errors import UsageError
from timeline.importers import Record
from timeline.model import STANCES, Chronology
from timeline.query.dates import date_bounds
from timeline.views import printable

_EXPLAINED = ("means", "days", "begins", "ends", "convention", "reference", "note")


def asked_event(chronology: Chronology, context: Context) -> Record:
    """The event that the answers make.

    Raises:
        EOFError: The user leaves (Ctrl-D).
        KeyboardInterrupt: The user leaves (Ctrl-C).
    """
    spelling = Spelling(chronology)
    _tell("When did it happen? As the source says it: May 2020, mid-2020, after @deadline-report, unknown")
    record: Record = {"date": _ask("date", _date_check(chronology, context))}
    record["title"] = _ask("title", _filled)
    record["people"] = _names(_ask("people, parted by ;", completions=spelling.known("person").values()))
    source = asked_source(chronology, context, spelling)
    return record | ({"sources": [source]} if source else {})


def asked_source(
    chronology: Chronology, context: Context, spelling: Spelling | None = None, *, needed: bool = False
) -> Record:
    """A source; empty where the first question has no answer and none is `needed`."""
    spelling = spelling or Spelling(chronology)
    if not needed:
        _tell("Who published it? Leave it empty where there is no source yet")
    outlet = _ask("outlet", _filled if needed else None, completions=spelling.known("outlet").values())
    if not outlet:
        return {}
    published = _ask("published (date, may stay empty)", _date_check(chronology, context, may_be_empty=True))
    url = _ask("url")
    says = _ask(f"says ({', '.join(STANCES)}) [reports]", _stance, completions=STANCES)
    return {"outlet": outlet, "date": published, "url": url, "says": _stance_of(says)}


def agreed(question: str) -> bool:
    """Whether the user says yes, which is also what an empty answer says."""
    return not _ask(f"{question} [Y/n]").lower().startswith("n")


# --- one question -------------------------------------------------------------------------------------------------

_Check = Callable[[str], str]
"""From an answer to what is wrong with it; empty where nothing is."""


def _ask(prompt: str, wrong: _Check | None = None, completions: Iterable[str] = ()) -> str:
    """The answer, asked for again until nothing is wrong with it."""
    with_completions = _complete([name for name in completions if name])
    try:
        while True:
            answer = input(f"{prompt}: ").strip()
            trouble = wrong(answer) if wrong else ""
            if not trouble:
                return answer
            _tell(trouble)
    finally:
        with_completions()


def _complete(names: Sequence[str]) -> Callable[[], None]:
    """Has the TAB key offer names while a question stands; gives what ends that."""
    try:
        import readline
    except ImportError:
        return lambda: None

    def offer(text: str, state: int) -> str | None:
        found = [name for name in names if name.casefold().startswith(text.strip().casefold())]
        return found[state] if state < len(found) else None

    before = readline.get_completer()
    readline.set_completer_delims(";\t\n")
    readline.parse_and_bind("tab: complete")
    readline.set_completer(offer)
    return lambda: readline.set_completer(before)


def _tell(text: str) -> None:
    console.put("".join(f"  {printable(line)}\n" for line in text.splitlines()))


# --- answers ------------------------------------------------------------------------------------------------------


def _filled(answer: str) -> str:
    return "" if answer else "Something must stand here; Ctrl-D leaves without a change"


def _date_check(chronology: Chronology, context: Context, *, may_be_empty: bool = False) -> _Check:
    def check(answer: str) -> str:
        if not answer:
            return "" if may_be_empty else "Write unknown where nothing is known"
        try:
            when = read(answer, context)
            _explain(answer, date_bounds(answer, chronology)._replace(clauses=()) if when.clauses else when)
        except DateError as error:
            return f"{error}. {error.hint}" if error.hint else str(error)
        except UsageError as error:
            return str(error)
        return ""

    return check


def _explain(text: str, when: When) -> None:
    """How a date is read, in the lines of `timeline date` that say so."""
    lines = explain.reading(text, when, False).splitlines()[1:]
    _tell("\n".join(line.strip() for line in lines if line.split()[:1] and line.split()[0] in _EXPLAINED))


def _stance(answer: str) -> str:
    return "" if not answer or _stance_of(answer) else f"Use one of: {', '.join(STANCES)}"


def _stance_of(answer: str) -> str:
    """The stance that begins so; empty for none, and for the default, which needs no words."""
    found = [stance for stance in STANCES if stance.startswith(answer.lower())] if answer else []
    exact = [stance for stance in found if stance == answer.lower()] or found
    return exact[0] if len(exact) == 1 else ""


def _names(answer: str) -> list[str]:
    return [name.strip() for name in answer.split(";") if name.strip()]
