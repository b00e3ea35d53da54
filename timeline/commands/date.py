"""`timeline date`: how a text is read as a date."""

from __future__ import annotations

from timeline import explain
from timeline.commands import Params
from timeline.commands._delivery import as_ascii
from timeline.console import Exit, put, say_if_typed
from timeline.dates import Context, DateError, read
from timeline.errors import UsageError
from timeline.load.disk import STDIN, text_of


def run(params: Params) -> int:
    """How dates are read; exit 2 if any was refused."""
    if params["conventions"]:
        put(explain.conventions())
        return Exit.DONE
    texts = list(params["texts"] or ())
    if not texts:
        raise UsageError('which date? Write: timeline date "mid-2020", or - to read one a line')
    if texts == [STDIN]:
        say_if_typed()
        texts = [line.removesuffix("\r") for line in text_of(STDIN).removesuffix("\n").split("\n")]
        texts = texts if texts != [""] else []
    context = Context(edtf=params["edtf"])
    write = as_ascii(put) if params["ascii_only"] else put
    refused = False
    for n, text in enumerate(texts):
        try:
            answer = explain.reading(text, read(text, context), params["json"], ascii_only=params["ascii_only"])
        except DateError as error:
            refused = True
            answer = explain.refusal(text, error, params["json"])
        separator = "\n" if n and not params["json"] else ""
        write(separator + answer)
    return Exit.DATA if refused else Exit.DONE
