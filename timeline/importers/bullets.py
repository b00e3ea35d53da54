"""`bullets`: lists of dated items in Markdown or wikitext, as in articles, notes and issues.

An item that begins with a date is an event; what stands below it belongs to it. A heading that is a year or a month
says the year of the dates below it, any other heading is their group. Citations and links are sources.
"""

from __future__ import annotations

import re
from itertools import groupby

from timeline.importers import Draft, Input, Options, Record
from timeline.importers._days import UNKNOWN, reading
from timeline.importers._drafting import Drafting, one_line, sources
from timeline.importers._json import text_of
from timeline.importers._lead import Above, Lead, above_of, lead_of
from timeline.importers._outline import Heading, Item, Other, Part, is_wikitext, outline
from timeline.importers._own import loosened
from timeline.importers._own_bullets import (
    is_ours,
    markdown_head,
    settle_names,
    take_around,
    take_aside,
    take_markdown,
    without_status,
)
from timeline.importers._prose import (
    Prose,
    citation,
    comment_begins,
    cut_out,
    markdown,
    parted,
    plain_wikitext,
    wikitext,
)

SUMMARY = "lists of dated items: Markdown, wikitext"


def looks_like(given: Input) -> bool:
    """Whether it has list items, and a third of the outermost ones begin with a date, or stand below one.

    Where as many dated lines are no items, `lines` is to read it.
    """
    text = text_of(given)
    if not text or text.lstrip()[:1] in "{[" or "\0" in text or is_markup(text):
        return False
    parts = outline(_References(text).text)
    items = [part for part in parts if isinstance(part, Item) and part.depth == 1]
    if not items or len(items) * 3 < sum(isinstance(part, Other) for part in parts):
        return False
    reader = _Reader(given, text)
    reader.read()
    if reader.dated >= len(reader.drafting.events):  # some of its lines begin with a sign, most with their date alone
        from timeline.importers import lines

        if lines.looks_like(given):
            return False
    return len(reader.drafting.events) * 3 >= len(items)


def is_markup(text: str) -> bool:
    """Whether it is XML or HTML rather than prose that may hold some; a comment at the beginning says nothing."""
    return re.match(r"\s*<(?!!--|ref\b|br\b)", text) is not None


def read(given: Input, options: Options) -> Draft:
    """The dated items in their order.

    Raises:
        DataError: It is not text.
    """
    reader = _Reader(given, given.text)
    reader.read()
    return reader.drafting.draft()


class _References:
    """A document without its comments and references, each replaced by a sign; and what they hold."""

    def __init__(self, text: str) -> None:
        self.contents: list[str] = []
        self.names: dict[str, str] = {}
        self.asides: list[str] = []
        self.is_wiki = is_wikitext(text)
        text = text.replace("\0", "\ufffd").replace("\1", "\ufffd")
        self.text = text
        if self.is_wiki:
            text = cut_out(text, comment_begins, "-->", self._aside)
            text = _CALL.sub(self._called, text)
            self.text = cut_out(text, _REFERENCE, "</ref>", self._reference)

    def _aside(self, found: re.Match[str], content: str) -> str:
        self.asides.append(one_line(plain_wikitext(content)))
        return f"\1{len(self.asides) - 1}\1"

    def _called(self, found: re.Match[str]) -> str:
        """The sign of a reference that is only a name: it stands for the one that has it, wherever that is."""
        return self._sign(_name(found[0]))

    def _reference(self, found: re.Match[str], content: str) -> str:
        if name := _name(found[0]):
            self.names[name] = content
        return self._sign(f"\0{content}")

    def _sign(self, content: str) -> str:
        self.contents.append(content)
        return f"\0{len(self.contents) - 1}\0"

    def within(self, text: str) -> tuple[str, list[str], list[str]]:
        """A text without signs, the references in it, and the comments."""
        numbers = [int(number) for number in re.findall(r"\x00(\d+)\x00", text)]
        asides = [self.asides[int(number)] for number in re.findall(r"\x01(\d+)\x01", text)]
        found = [self.contents[number] for number in numbers]
        contents = [one[1:] if one.startswith("\0") else self.names.get(one, "") for one in found]
        return re.sub(r"\x00\d+\x00|\x01\d+\x01", "", text), [one for one in contents if one.strip()], asides


_CALL = re.compile(r"<ref\s[^<>]*/>", re.IGNORECASE)
_REFERENCE = re.compile(r"<ref(?:\s[^<>]*)?>", re.IGNORECASE).search


def _name(tag: str) -> str:
    """The name that a tag of a reference gives, if any."""
    found = re.search(r"name\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", tag)
    return next(filter(None, found.groups()), "") if found else ""


class _Reader:
    def __init__(self, given: Input, text: str) -> None:
        self.drafting = Drafting("bullets")
        self.references = _References(text)
        self.ours = is_ours(text)
        self.notes = dict(re.findall(r"^\[\^([^\]\s]+)\]:\s*(.+)$", text, re.MULTILINE))
        # What headings say, by level: their text, and what they say of dates.
        self.headings: list[tuple[int, str, Above | None]] = []
        self.other = self.dated = 0
        self.in_table = self.in_row = False

    def read(self) -> None:
        parts = outline(self.references.text)
        for is_item, run in groupby(parts, lambda part: isinstance(part, Item)):
            if is_item:
                self.items([part for part in run if isinstance(part, Item)], self.above())
            else:
                for part in run:
                    self.part(part)
        if self.ours:
            settle_names(self.drafting.events)
        self.drafting.count("lines that are no list items, left out", self.other)

    def part(self, part: Part) -> None:
        if not isinstance(part, Heading):
            is_note = isinstance(part, Other) and bool(
                part.text.startswith("[^") or not self.references.within(part.text)[0].strip()
            )
            if self.references.is_wiki and self.table(part):
                return
            prose = self.prose(part.text)[0]
            if isinstance(part, Other) and not is_note and _lead(prose, self.above()):
                self.dated += 1
                self.drafting.skip(part.line, prose.text, "a dated line that is no list item")
            else:
                self.other += not is_note
            return
        text = self.prose(part.text)[0].text
        while self.headings and self.headings[-1][0] >= part.level:
            self.headings.pop()
        above = above_of(text, self.above())
        is_title = above is None and not self.drafting.header.get("title") and not self.headings and part.level == 1
        if is_title and not self.references.is_wiki and not self.drafting.events:
            self.drafting.header["title"] = one_line(text)
        else:
            self.headings.append((part.level, text, above))

    def table(self, part: Part) -> bool:
        """Whether a line belongs to a table of wikitext; each row is told where it begins."""
        sign = part.text[:2]
        self.in_table = sign == "{|" or (self.in_table and sign != "|}")
        if sign in ("{|", "|-", "|+", "|}"):
            self.in_row = False
        elif self.in_table and part.text[:1] in "|!" and not self.in_row:
            self.in_row = True
            self.drafting.skip(part.line, self.prose(part.text.strip("|! "))[0].text, "a row of a table, no list item")
        return self.in_table or sign == "|}"

    def above(self) -> Above:
        return next((above for _, _, above in reversed(self.headings) if above is not None), Above())

    def group(self) -> str:
        return " / ".join(text for _, text, above in self.headings if above is None)

    def prose(self, text: str) -> tuple[Prose, list[Record]]:
        """A text without markup, and the sources that its citations are."""
        text, contents, asides = self.references.within(text)
        if not self.references.is_wiki:
            found = markdown(text, self.notes)
            return found, found.sources
        cited: list[Record] = []
        for content in contents:
            source, before, behind = citation(content, _citation_date)
            if source and self.ours:
                take_around(source, plain_wikitext(before), plain_wikitext(behind))
            cited.append(source)
        found = wikitext(text)
        found.asides += asides
        return found, [*cited, *found.sources]

    # --- items ----------------------------------------------------------------------------------------------------

    def items(self, items: list[Item], above: Above) -> None:
        """The items of a list, each with those below it."""
        at = 0
        while at < len(items):
            first = items[at]
            end = at + 1
            while end < len(items) and items[end].depth > first.depth:
                end += 1
            self.item(first, items[at + 1 : end], above)
            at = end

    def item(self, item: Item, below: list[Item], above: Above) -> None:
        if not self.references.is_wiki and (head := markdown_head(item.text)):
            self.own(head, below, above)
            return
        prose, found = self.prose(item.text)
        inner = above_of(prose.text, above) if below else None
        if inner is not None:
            self.items(below, inner)
            return
        lead = _lead(prose, above)
        if lead is not None and not lead.rest and below:
            # A date alone, with what happened below it.
            self.items(below, Above(date=lead.date))
            return
        if lead is None and above.date and (above.year or not below):
            self.drafting.count("items dated by the heading above them alone")
            lead = Lead(above.date, prose.text)
        if lead is None:
            self.undated(item, prose, below, above)
            return
        if not lead.rest:
            self.drafting.skip(item.line, prose.text, "a date with nothing behind it")
            return
        self.event(item.line, lead, prose, found, below)

    def undated(self, item: Item, prose: Prose, below: list[Item], above: Above) -> None:
        """An item without a date; one with dated items below it stands for their group."""
        if below and any(_lead(self.prose(one.text)[0], above) for one in below):
            self.headings.append((100 + item.depth, prose.text, None))
            self.items(below, above)
            self.headings.pop()
            return
        self.drafting.skip(item.line, prose.text or "an empty item", "no date at its beginning")
        for one in below:
            self.drafting.skip(one.line, self.prose(one.text)[0].text, "it stands below an item without a date")

    def event(self, line: int, lead: Lead, prose: Prose, found: list[Record], below: list[Item]) -> None:
        rest = without_status(lead.rest) if self.ours and self.references.is_wiki else lead.rest
        title, more = parted(rest, strictly=not self.ours)
        lines = [more] if more else []
        self.templates(line, prose)
        for one in below:
            said, cited = self.prose(one.text)
            lines.append("  " * (one.depth - below[0].depth) + said.text)
            found = [*found, *cited]
            self.templates(one.line, said)
        record: Record = {"date": lead.date, "title": title or prose.text, "summary": "\n".join(filter(None, lines))}
        record["sources"] = sources(found)
        record["group"] = "" if self.ours else self.group()
        if self.ours:
            record["date"] = loosened(record["date"])
            for aside in prose.asides:
                take_aside(record, aside)
        self.drafting.add(record)

    def templates(self, line: int, prose: Prose) -> None:
        for template in prose.left:
            self.drafting.skip(line, template, "a template that stands for no words")

    def own(self, head: tuple[str, str, str], below: list[Item], above: Above) -> None:
        """An event of our own Markdown export."""
        date, status, title = head
        lead = lead_of(f"{date} – x", above)
        record: Record = {"date": loosened(lead.date) if lead else "", "title": title}
        take_markdown(record, status, [one.text for one in below])
        if not lead:
            self.drafting.undated(record, date)
        self.drafting.add(record)


def _lead(prose: Prose, above: Above) -> Lead | None:
    """The date with which an item begins: in bold, or up to a dash, a colon, a comma."""
    if prose.bold and prose.text.startswith(prose.bold):
        found = lead_of(f"{prose.bold.rstrip(' :–—-,.')} – x", above)
        if found is not None and found.rest == "x":
            rest = prose.text[len(prose.bold) :]
            return Lead(found.date, re.sub(r"^[\s:–—,.·|-]+", "", rest))
    alone = above_of(prose.text, above)
    if alone is not None and alone.date:
        return Lead(alone.date, "")
    return lead_of(prose.text, above)


def _citation_date(text: str) -> str:
    """The date of a citation in our language; empty where it is none."""
    when = reading(text)
    return text if when is not None and when.is_dated and text != UNKNOWN else ""
