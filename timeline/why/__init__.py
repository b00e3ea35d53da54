"""One event, whole: where it stands, how its date was read and narrowed, what each source did to its status.

`timeline why` prints it. Every line has a lead (a label, or a date and a status) and a rest that wraps beside it; on
a narrow terminal the rest stands below its lead instead. `finding` looks the event up; `dating`, `ledger` and
`mentions` are the sections, `answer` puts them together; `record` has the same for programs.
"""

from timeline.why.answer import explained, run
from timeline.why.finding import find_event
from timeline.why.record import why_record

__all__ = ["explained", "find_event", "run", "why_record"]
