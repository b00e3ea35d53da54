"""What is found on loading, before any rule runs: the codes and what each means, for `timeline check --explain`."""

from timeline.records import NamedTuple


class LoadCode(NamedTuple):
    """A code of loading: a name as rules have one, what it means, what to write instead."""

    name: str
    found: str
    remedy: str
    severity: str = "error"


LOAD_CODES: dict[str, LoadCode] = {
    "F101": LoadCode(
        "not-yaml", "The file is not valid YAML", "Follow the remedy told with it; most often, quote a value"
    ),
    "F102": LoadCode("not-json", "The file is not valid JSON", "Mend it at the place told"),
    "F103": LoadCode("not-text", "The file is not text in UTF-8", "Save it as UTF-8"),
    "F104": LoadCode(
        "not-a-chronology",
        "The file, or an event in it, has not the shape of a chronology",
        "Put the events under events:, each a map of keys and values",
    ),
    "F105": LoadCode("key-twice", "A key is given twice", "Keep one of them"),
    "F106": LoadCode("second-document", "More text follows the end of the chronology", "Keep one chronology to a file"),
    "F107": LoadCode("yaml-extra", "Anchors, aliases, merge keys and tags of YAML are not used", "Write the value out"),
    "F108": LoadCode("too-deep", "The file is nested more than 64 levels deep", "Take the nesting out"),
    "F109": LoadCode(
        "not-a-table",
        "A table is not valid CSV, or a row has more or fewer cells than the first",
        "Put quotes around a cell that holds the separator, and separators to the end of a row that lacks empty cells",
    ),
    "F110": LoadCode(
        "cannot-include", "A file under include: cannot be read", "Write its name as it is seen from this file"
    ),
    "F111": LoadCode("other-version", "The file is of another version of the format", "Write timeline: 1"),
    "E101": LoadCode("no-title", "An event has no title", "Add title: what happened, in one line"),
    "E102": LoadCode("no-date", "An event or era has no date", "Add date: May 2020, or date: unknown"),
    "E103": LoadCode("id-twice", "An id is given twice", "Give each event and era an id of its own"),
    "E104": LoadCode(
        "wrong-shape",
        "A key holds a list or a map where text belongs, or the reverse",
        "Put quotes around text with brackets or colons",
    ),
    "E105": LoadCode(
        "unknown-key",
        "A key that the format does not know",
        "Correct its spelling, or begin it with x-: such keys are yours",
        "warning",
    ),
    "E106": LoadCode(
        "unknown-stance", "An unknown says:", "Use reports, confirms, rumours, plans, denies, corrects or retracts"
    ),
    "E107": LoadCode(
        "unknown-status", "An unknown status:", "Use one of the statuses: timeline check --explain status"
    ),
    "E108": LoadCode("no-outlet", "A source has no outlet", "Add outlet: who published it"),
    "E109": LoadCode(
        "not-a-value", "A value is none that the key can have", "Write what is told with it: four digits, true"
    ),
    "E110": LoadCode(
        "not-an-id",
        "An id has other signs than letters, digits, dots, hyphens and underscores",
        "Write it like deadline-report",
    ),
    "E112": LoadCode(
        "not-a-convention", "A convention that there is not", "Write first and last: mid-year: 5-8, or slack: no"
    ),
    "E113": LoadCode(
        "files-differ",
        "Files read together differ in what can be said but once: conventions, births, home pages, views, years",
        "Give both files the same, or leave it out of one",
    ),
    "D101": LoadCode(
        "not-a-date",
        "A text that cannot be read as a date",
        "Write it like May 2020, mid-2020, 2020-05-04, before 2015 or unknown",
    ),
    "D102": LoadCode("no-such-day", "A day that the calendar does not have", "Write the month if the day is not known"),
    "D103": LoadCode(
        "several-readings",
        "A date with more than one reading: 02/03/2020, 2020-21, until 2012",
        "Choose one of those told with it",
    ),
    "D104": LoadCode("edtf-draft", "A form of the 2012 draft of EDTF", "Write today's form, told with it"),
    "D105": LoadCode("ends-before-start", "A range that ends before it starts", "Put the earlier date first"),
    "D106": LoadCode(
        "not-a-reference",
        "A reference that is not understood",
        "Write after @id, before @id, during @era, within 1 year after @id",
    ),
    "R101": LoadCode(
        "unknown-reference", "A date refers to an event or era that there is not", "Write an id of this file"
    ),
    "R102": LoadCode(
        "contradiction",
        "Dates that cannot all hold; told is the smallest set of lines that clash",
        "Correct or take out one of these lines",
    ),
    "R103": LoadCode(
        "circle", "References that lead round in a circle and cannot hold", "Take out or turn round one of them"
    ),
    "R104": LoadCode(
        "no-birth-date",
        "A date rests on the age of somebody whose birth date is not in the file",
        "Write it under people: born: YYYY-MM-DD",
    ),
}
