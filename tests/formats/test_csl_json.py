"""CSL-JSON: the sources as citation software reads them, within the rules of its schema."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from samples import HARD, one, source, written

from timeline.load import load
from timeline.model import Chronology, Source

text_of = partial(written, "csl-json")


def _validator() -> Any:
    """The project's own schema, and the one key that its version 1.0.2 adds to dates (tests/data/csl/README.md)."""
    schema = json.loads((Path(HARD).parent / "csl" / "csl-data.json").read_text("utf-8"))
    schema["items"]["properties"]["accessed"]["type"][0]["properties"]["edtf"] = {"type": "string"}
    return jsonschema.Draft3Validator(schema)


VALIDATOR = _validator()
TEXTS = {"id", "type", "title", "container-title", "URL", "archive", "archive_location", "language", "note"}
DATES = {"issued", "accessed"}
DATE_KEYS = {"date-parts", "season", "circa", "literal", "raw", "edtf"}


def items(chronology: Chronology, said: list[str] | None = None, **options: object) -> list[dict[str, Any]]:
    """The items, held against the schema, and each against the stricter rules that concern ours."""
    found: list[dict[str, Any]] = json.loads(text_of(chronology, said=said, **options))
    assert [error.message for error in VALIDATOR.iter_errors(found)] == []
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["type"] == "article-newspaper"
        assert set(item) <= TEXTS | DATES | {"author"}
        assert all(isinstance(item[name], str) and item[name] for name in TEXTS & set(item))
        assert all(set(name) == {"literal"} for name in item.get("author", []))
        for date in (item[name] for name in DATES & set(item)):
            assert date
            assert set(date) <= DATE_KEYS
            parts = date.get("date-parts", [[2000]])
            assert 1 <= len(parts) <= 2
            assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in parts)
    return found


@pytest.mark.parametrize(
    ("date", "issued"),
    [
        ("2020", {"date-parts": [[2020]]}),
        ("May 2020", {"date-parts": [[2020, 5]]}),
        ("May 4, 2020", {"date-parts": [[2020, 5, 4]]}),
        ("2020-06/2020-08", {"date-parts": [[2020, 6], [2020, 8]]}),
        ("summer 2020", {"date-parts": [[2020]], "season": 2}),
        ("c. 2019", {"date-parts": [[2019]], "circa": True}),
        ("2020-05?", {"date-parts": [[2020, 5]], "literal": "May 2020 (uncertain)", "edtf": "2020-05?"}),
        (
            "2020-05%",
            {"date-parts": [[2020, 5]], "circa": True, "literal": "c. May 2020 (uncertain)", "edtf": "2020-05%"},
        ),
        ("mid-2020", {"literal": "mid-2020"}),
        ("before 2015", {"literal": "before 2015"}),
        ("between June and August 2020", {"literal": "between June and August 2020"}),
        ("2020s", {"literal": "2020s", "edtf": "202X"}),
        ("since 2019", {"literal": "since 2019", "edtf": "2019/.."}),
        ("unknown", None),
    ],
)
def test_dates_say_no_more_than_was_given(date: str, issued: dict[str, Any] | None) -> None:
    """Parts where parts say all; else the words, and EDTF up to level 1."""
    assert items(one("T", "2020", source(date)))[0].get("issued") == issued


def test_a_full_item() -> None:
    """Everything that a source has, and nothing else."""
    copy = "https://web.archive.org/web/20200506000000/https://a.b/c"
    full = source(
        title="T", url="https://a.b/c", archive=copy, accessed="May 7, 2020", lang="en", quote="q\nr", by="Ann", via="CNN",
        unnamed="insiders", says="confirms",
    )  # fmt: skip
    assert items(one("T", "2020", full)) == [
        {
            "id": "deadline-t",
            "type": "article-newspaper",
            "title": "T",
            "container-title": "Deadline",
            "issued": {"date-parts": [[2020, 5]]},
            "URL": "https://a.b/c",
            "accessed": {"date-parts": [[2020, 5, 7]]},
            "archive": "web.archive.org",
            "archive_location": copy,
            "language": "en",
            "note": "Events: e (confirms; quoted: Ann; unnamed: insiders; via: CNN; quote: q r)",
        }
    ]


def test_what_is_no_address_or_date_is_a_note_or_literal() -> None:
    """An address that is no link goes to the note, a day of access that is no date stays words."""
    item = items(one("T", "2020", source(url="javascript:x", archive="shelf 3", accessed="last week")))[0]
    assert "URL" not in item
    assert item["note"] == "Events: e\nAddress as given: javascript:x\nArchived copy as given: shelf 3"
    assert item["accessed"] == {"literal": "last week"}


def test_the_same_article_is_one_item() -> None:
    """One item for what several events cite; without title and address only where all that is said is the same."""

    def events(*sources: Source) -> Chronology:
        return Chronology(
            "C", events=tuple(one("T", "2020", each).events[0]._replace(id=f"e{n}") for n, each in enumerate(sources))
        )

    merged = items(events(source(title="A"), source(title="A", says="denies"), source(title="B")))
    assert [item["note"] for item in merged] == ["Events: e0; e1 (denies)", "Events: e2"]
    assert [item["id"] for item in merged] == ["deadline-a", "deadline-b"]
    assert len(items(events(source(), source(says="denies"), source()))) == 2


def test_events_without_a_source_are_told() -> None:
    """What is left out is counted; a limit is respected; no source at all is an empty list."""
    said: list[str] = []
    assert items(one("T"), said) == []
    assert said == ["1 event without a source left out: csl-json holds sources only"]
    assert len(items(load([HARD]))) == 5
    assert items(load([HARD]), limit=1) == []


def test_the_schema_is_asked() -> None:
    """What it forbids is found: a type that is none, an unknown key, a date in three parts too many."""
    for wrong in ({"id": "a"}, {"id": "a", "type": "news"}, {"id": "a", "type": "book", "unknown": "x"}):
        assert not VALIDATOR.is_valid([wrong])
    assert not VALIDATOR.is_valid([{"id": "a", "type": "book", "issued": {"date-parts": [[1, 2, 3, 4]]}}])
    assert VALIDATOR.is_valid([{"id": "a", "type": "book", "issued": {"date-parts": [[2020, 5]]}}])


def test_stories(data: Path) -> None:
    """The bundled stories as a whole keep to the rules, and hold no raw control character."""
    assert items(load([str(data / "space-film.yaml")]))
    assert items(load([str(data / "space-film-record.yaml")]))
    assert "\x1b" not in text_of(load([HARD]))
