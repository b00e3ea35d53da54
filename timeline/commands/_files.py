"""Which files a command is about, and the chronology that they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial

from timeline.commands import Params
from timeline.console import Progress, progress, say, say_if_typed
from timeline.errors import MachineError, UsageError
from timeline.load import load
from timeline.load.disk import STDIN, Fetch
from timeline.model import Chronology

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Sieve
    from timeline.query import Query

BUNDLED = "space-film.yaml"
DEFAULT_NAME = "timeline.yaml"

_kept: list[Chronology] = []
"""What was loaded last: kept to the end, since taking a big chronology apart takes as long as printing a part of it."""


def today() -> int:
    """Today's ordinal, in local time. The only use of the clock: the day for which statuses are worked out."""
    import time

    now = time.localtime()
    from timeline.dates.days import ordinal

    return ordinal(now.tm_year, now.tm_mon, now.tm_mday)


def data_folder() -> str:
    """Where the bundled stories are: inside an installed package, beside it in a checkout.

    Raises:
        MachineError: Neither is there.
    """
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for parent in (package, os.path.dirname(package)):
        folder = os.path.join(parent, "data")
        if os.path.isfile(os.path.join(folder, BUNDLED)):
            return folder
    raise MachineError(f"the bundled story is missing: no {BUNDLED} beside {package}")


def files_of_environment() -> list[str]:
    """The files that TIMELINE_FILE names, one or more with the separator of the system's paths."""
    return [name for name in os.environ.get("TIMELINE_FILE", "").split(os.pathsep) if name]


def chosen_files(params: Params, *, quiet: bool = False) -> list[str]:
    """The files a command is about: those named, else TIMELINE_FILE, else timeline.yaml here, else the bundled story.

    Unless `quiet`, one line on stderr says which were taken where none was named.
    """
    named = [*(params.get("files") or ()), *(params.get("file") or ())]
    if named:
        return [bundled(name) or name for name in named]
    tell = (lambda message: None) if quiet else say
    from_environment = files_of_environment()
    if from_environment:
        tell(f"reading {', '.join(from_environment)} (TIMELINE_FILE)")
        return from_environment
    if os.path.isfile(DEFAULT_NAME):
        tell(f"reading {DEFAULT_NAME}")
        return [DEFAULT_NAME]
    tell("no file named, so this is the bundled story; yours: timeline show FILE")
    return [os.path.join(data_folder(), BUNDLED)]


def files_to_change(params: Params) -> list[str]:
    """The files that a command may write: those named, else TIMELINE_FILE, else timeline.yaml here.

    Raises:
        UsageError: There is none; the bundled stories are not for writing.
    """
    named = [*(params.get("files") or ()), *(params.get("file") or ())]
    if named:
        return named
    from_environment = files_of_environment()
    if from_environment or os.path.isfile(DEFAULT_NAME):
        return from_environment or [DEFAULT_NAME]
    raise UsageError(f"no file to work on; name one, or begin a {DEFAULT_NAME} here")


def bundled(name: str) -> str:
    """The path of a bundled story that is asked for by its bare name; empty where the name means a file.

    Raises:
        MachineError: It is neither, but nearly the name of one.
    """
    if not name.replace("-", "").isalnum() or os.path.exists(name):
        return ""
    folder = data_folder()
    path = os.path.join(folder, f"{name}.yaml")
    if os.path.isfile(path):
        return path
    from difflib import get_close_matches

    stories = [file.removesuffix(".yaml") for file in os.listdir(folder) if file.endswith(".yaml")]
    near = get_close_matches(name, stories, 1, 0.8)
    if near:
        raise MachineError(f"{name}: No such file or directory; did you mean the bundled story {near[0]}?")
    return ""


def loaded(
    params: Params,
    *,
    fetch: Fetch | None = None,
    query: Query | None = None,
    sifted: bool = True,
    again: bool = False,
) -> Chronology:
    """The chronology of the files in use, as of the day asked for.

    Args:
        params: The options of the command.
        fetch: As in `load`.
        query: What will be asked; of a file that has an index, or is big, events that cannot match may be left out.
        sifted: Whether of a big file without an index, too.
        again: It has been told which files these are.

    Raises:
        UsageError: The output is one of the files.
    """
    _kept.clear()
    chronology = _loaded(params, fetch, query, sifted, again)
    _kept.append(chronology)
    spare(params.get("output", ""), chronology.files)
    return chronology


def spare(output: str, read: Iterable[str]) -> None:
    """Sees to it that what was read is not written over: of a selection, or in another format, much would be gone.

    Raises:
        UsageError: The output is a file that was read.
    """
    for name in read:
        with suppress(OSError, ValueError):
            if output and name != STDIN and os.path.samefile(output, name):
                raise UsageError(f"-o {output}: that is the file that is read; name another")


def _loaded(params: Params, fetch: Fetch | None, query: Query | None, sifted: bool, again: bool) -> Chronology:
    names = chosen_files(params, quiet=again)
    if STDIN in names:
        say_if_typed()
    keep_going, strict = bool(params.get("keep_going")), bool(params.get("strict"))
    as_of = (params.get("as_of", ""), bool(params.get("as_of_possible")))
    if as_of[1] and not as_of[0]:
        raise UsageError("--as-of-possible says how --as-of is meant; add --as-of DAY, or leave it out")
    if query is not None:
        found = by_index(params, query)
        if found is not None:
            return as_of_text(found, *as_of)
    sieve = _sieve_of(query, params.get("view") or (), as_of) if sifted and query is not None else None
    with progress(f"reading {', '.join(names)}") as shown:
        told = partial(_told, shown) if shown.is_wanted else None
        chronology = load(names, keep_going=keep_going, strict=strict, fetch=fetch, sieve=sieve, told=told)
    return as_of_text(chronology, *as_of)


def by_index(params: Params, query: Query, *, quiet: bool = False) -> Chronology | None:
    """What may match of a file that has an index; None where it has none, or it does not help.

    Args:
        params: The options of the command.
        query: What is asked, the views of the options besides.
        quiet: Do not say why an index is not used.
    """
    view = params.get("view") or ()
    if params.get("no_index") or (query.is_empty and not view):
        return None
    names = chosen_files(params, quiet=True)
    index = _index_of(names)
    if not index:
        return None
    from timeline.index.reading import chronology_by_index

    as_of = params.get("as_of", ""), bool(params.get("as_of_possible")), today()
    return chronology_by_index(names[0], index, query, view, as_of, _nobody if quiet else say)


def _nobody(message: str) -> None:
    """Tells nobody."""


def counted_by_index(
    params: Params, kinds: Sequence[str], *, by_header: bool = True, quiet: bool = False
) -> tuple[Chronology, dict[str, dict[str, int]]] | None:
    """The chronology without events, and in how many each name stands; None where the index does not tell.

    Args:
        params: The options of the command.
        kinds: Of names.
        by_header: People go by the names that the header gives them, as in `names.counted_by_header`.
        quiet: Say nothing, not even why an index is not used.
    """
    if params.get("no_index") or params.get("as_of") or params.get("as_of_possible"):
        return None
    names = chosen_files(params, quiet=True)
    index = _index_of(names)
    if not index:
        return None
    from timeline.index.reading import names_by_index

    found = names_by_index(names[0], index, kinds, _nobody if quiet else say, by_header=by_header)
    if found is not None and not quiet:
        chosen_files(params)  # says which
        spare(params.get("output", ""), names)
    return found


def _index_of(names: Sequence[str]) -> str:
    """The index of the one file that is named; empty where there is none."""
    if len(names) != 1 or names[0] == STDIN:
        return ""
    from timeline.index.place import index_of

    index = index_of(names[0], os.environ)
    return index if index and os.path.exists(index) else ""


def _sieve_of(query: Query, view: Sequence[str], as_of: tuple[str, bool]) -> Sieve | None:
    if query.is_empty and not view:
        return None
    from timeline.query.sieve import AsOf, sieve_of

    return sieve_of(query, today(), AsOf(*as_of), view)


_MB = 1_000_000


def _told(shown: Progress, done: int, total: int) -> None:
    shown.told(done // _MB, -(-total // _MB), "MB")


def as_of_text(chronology: Chronology, text: str, possible: bool) -> Chronology:
    """The chronology as it stood on the last day of a date; what is in the files today is all out today."""
    if not text:
        return chronology
    from timeline.query.dates import date_bounds
    from timeline.replay import as_of

    try:
        day = date_bounds(text, chronology).upper
    except UsageError as error:
        raise UsageError(f"--as-of: {error}") from error
    if day is None:
        raise UsageError(f'--as-of: "{text}" has no last day')
    return chronology._replace(as_of=day) if day >= today() else as_of(chronology, day, possible=possible)


def day_of(chronology: Chronology) -> int:
    """The day for which statuses are worked out: the as-of day, else today."""
    return today() if chronology.as_of is None else chronology.as_of
