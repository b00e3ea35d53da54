"""Which column of a spreadsheet says what: the usual names in English, and what the user says of others.

To have a column recognised, add its name to a row of `_NAMES`, in lower case without signs.
"""

import re
from collections.abc import Mapping, Sequence

from timeline.errors import UsageError
from timeline.records import NamedTuple

_NAMES = """\
id: id, event id, identifier, key, ref, slug
date: date, when, event date, date of event, start date, start, begin, begins, begin date, from, date start, start
  day, since, on, dates, date time, datetime, timestamp, time stamp, day, happened, happened on, date happened,
  occurred, date occurred, time
end: end date, end, ends, until, to, date end, end day, finish, finished, last day, ended
year: year, start year, yr, yyyy
month: month, start month, mon, mm
day: day, start day, dd, day of month
end_year: end year, year end
end_month: end month, month end
end_day: end day, day end
title: title, event title, event name, event, what, what happened, headline, name, subject, entry, item, milestone,
  development, incident, occurrence, happening, activity, label, fact
summary: summary, description, text, details, detail, event description, body, abstract, content, explanation,
  narrative, full text, long description, desc, blurb, story
note: note, notes, comment, comments, remark, remarks, editor note, editors note, internal notes
people: people, person, persons, who, names, people involved, who was involved, involved, individuals, cast, actors,
  participants, subjects, characters, people mentioned
orgs: orgs, org, organisation, organisations, organization, organizations, company, companies, institution,
  institutions, studio, studios, agency, agencies
works: works, work, film, films, movie, movies, show, shows, book, books, project, projects, production
places: places, place, where, location, locations, city, venue, country, site of event
tags: tags, tag, category, categories, keyword, keywords, labels, topic, topics, type, theme, themes
group: group, section, thread, strand, track, lane, storyline
status: status
because: because
background: background
source_outlet: source outlet, outlet, source, sources, source name, publisher, publication, news outlet, newspaper,
  published by, reported by, media outlet, media, medium, website, site, credit
source_date: source date, published, publication date, date published, pub date, pubdate, published on, published
  at, date of publication, reported, reported on, date reported, article date, posted
source_title: source title, article title, article, source headline, headline
source_url: source url, url, link, source link, links, urls, web address, href, article url, article link, source
  urls, source links, reference, references, hyperlink, permalink, citation
source_by: source by, quoted, spokesperson, speaker, said by, who said it, on the record
source_unnamed: source unnamed, unnamed, unnamed source, anonymous source
source_says: source says, says, stance
source_via: source via, via, according to, credits, hat tip
source_archive: source archive, archive, archived, archive url, archive link, archived url, wayback
source_accessed: source accessed, accessed, access date, retrieved, date accessed
source_lang: source lang, lang, language
source_quote: source quote, quote, quotation, excerpt
"""
"""By field the names of its column, the likeliest first; a name may stand for the next field where one is taken."""

_WORDS = {
    field: tuple(words.replace("\n  ", " ").split(", "))
    for field, words in (row.split(": ", 1) for row in re.split(r"\n(?=\w)", _NAMES.strip()))
}
_SPLIT = ("month", "day", "end_month", "end_day")
FIELDS = tuple(_WORDS)
LEFT_OUT = "-"
"""What the user writes for the field of a column that is not wanted."""

_LAYOUT = re.compile(
    r"\b(?:(?P<day>d{1,2}[^a-z]{0,2}m{1,3}[^a-z]{0,2}y)|(?P<month>m{1,2}[^a-z]{0,2}d{1,2}[^a-z]{0,2}y))"
)


class Columns(NamedTuple):
    """What the columns of a table hold.

    Attributes:
        header: The names as they stand.
        fields: The number of a column, from 0, by our field.
        extras: The key that begins with `x-`, by the number of a column that is no field of ours.
    """

    header: tuple[str, ...]
    fields: Mapping[str, int]
    extras: Mapping[int, str]

    def name(self, field: str) -> str:
        """The name of a field's column, as it stands."""
        return self.header[self.fields[field]].strip()

    @property
    def is_table_of_events(self) -> bool:
        """Whether there is a date and something that happened."""
        dated = {"date", "year", "source_date"} & self.fields.keys()
        return bool(dated) and bool({"title", "summary"} & self.fields.keys())


def simple(name: str) -> str:
    """A column's name without case, signs and what stands in brackets."""
    bare = re.sub(r"[(\[{].*?[)\]}]", " ", name)
    return " ".join(re.findall(r"[^\W_]+", (bare if bare.strip() else name).casefold()))


def columns_of(header: Sequence[str], mapped: Mapping[str, str]) -> Columns:
    """What the columns of a header hold; `mapped`, our field by the name of a column, stands above the usual names.

    Raises:
        UsageError: A column that is mapped is not there, or what it is to be is no field.
    """
    fields: dict[str, int] = {}
    extras: dict[int, str] = {}
    left_out: set[int] = set()
    for name, field in mapped.items():
        number = _column(header, name)
        if field == LEFT_OUT:
            left_out.add(number)
        elif field.startswith("x-"):
            extras[number] = field
        elif field in fields:
            raise UsageError(f"--map: two columns for {field}; give one of them another field, or x-{field}")
        elif field in FIELDS:
            fields[field] = number
        else:
            raise UsageError(
                f'--map {name}={field}: no field "{field}"; there are: {", ".join(FIELDS)}, x-… and - to leave it out'
            )
    taken = {*fields.values(), *extras, *left_out}
    _recognise([simple(name) for name in header], fields, taken)
    keys = {"x-import", *extras.values()}
    for number, name in enumerate(header):
        if number not in taken:
            extras[number] = _key(name, number, keys)
            keys.add(extras[number])
    return Columns(tuple(header), fields, extras)


def recognised(header: Sequence[str]) -> Columns:
    """What the usual names say of a row."""
    return columns_of(header, {})


def day_first_by(name: str) -> bool | None:
    """What a column's name says of its dates: `Date (DD/MM/YYYY)`; None where it says nothing."""
    found = _LAYOUT.search(name.casefold())
    return None if found is None else found["day"] is not None


def _column(header: Sequence[str], name: str) -> int:
    """The number of a column by its name: as it stands, else whatever the case and the signs."""
    for same in (str.strip, simple):
        for number, one in enumerate(header):
            if same(one) == same(name):
                return number
    raise UsageError(f'--map: no column "{name}"; there are: {listed(header)}')


def listed(header: Sequence[str]) -> str:
    """The names of columns in a sentence."""
    return ", ".join(f'"{name.strip()}"' for name in header if name.strip()) or "none with a name"


def _recognise(names: Sequence[str], fields: dict[str, int], taken: set[int]) -> None:
    """Adds to `fields` and `taken` the columns that the table knows."""
    split = any(name in _WORDS["year"] for name in names)  # then "Day" is the day of the month
    for field, usual in _WORDS.items():
        if field in fields or (field in _SPLIT and not split):
            continue
        for word in usual:
            number = next((n for n, name in enumerate(names) if name == word and n not in taken), None)
            if number is not None and not (split and field == "date" and word in ("day", "time", "start day")):
                fields[field] = number
                taken.add(number)
                break


def _key(name: str, number: int, taken: set[str]) -> str:
    """The key under which a column of its own kind is kept: `x-` and its name."""
    from unicodedata import normalize

    folded = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode() or name.casefold()
    words = re.findall(r"[^\W_]+", folded)
    if words[:1] == ["x"] and len(words) > 1:
        words = words[1:]  # a column of our own tables
    base = f"x-{'-'.join(words) or f'column-{number + 1}'}"[:80]
    key, n = base, 1
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    return key
