"""The JSON Schema says what our own reader says."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from timeline import formats
from timeline.commands import schema as command
from timeline.dates import Conventions
from timeline.load import keys, load
from timeline.model import STANCES, STATUSES
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

ROOT = Path(__file__).parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "timeline" / "schema" / command.NAME).read_text("utf-8"))
KINDS = SCHEMA["definitions"]
FILES = [*sorted((ROOT / "data").glob("*.yaml")), ROOT / "tests" / "data" / "hard.yaml"]


def _keys(definition: dict[str, Any]) -> set[str]:
    """The keys that a map may have, those aside that only our own JSON writes."""
    found = definition if "properties" in definition else definition["anyOf"][0]
    assert found["additionalProperties"] is False
    derived = {"$ref": "#/definitions/derived"}
    return {key for key, value in found["properties"].items() if value != derived}


@pytest.mark.parametrize(
    ("definition", "keys"),
    [
        (SCHEMA, keys.HEADER_KEYS | {"events"}),
        (KINDS["event"], keys.EVENT_KEYS),
        (KINDS["source"], keys.SOURCE_KEYS),
        (KINDS["era"], keys.ERA_KEYS),
        (KINDS["person"], keys.PERSON_KEYS),
        (KINDS["outlet"], keys.OUTLET_KEYS),
        (SCHEMA["properties"]["conventions"], {name.replace("_", "-") for name in Conventions._fields}),
    ],
)
def test_the_keys_are_those_of_the_reader(definition: dict[str, Any], keys: frozenset[str]) -> None:
    """What the reader knows the schema knows, and nothing else."""
    assert _keys(definition) == set(keys)


def test_what_our_own_json_adds_is_known() -> None:
    """The keys that are passed over when our JSON is read back."""
    derived = {"$ref": "#/definitions/derived"}
    known = {key for kind in (SCHEMA, KINDS["event"]) for key, value in kind["properties"].items() if value == derived}
    assert known == keys.DERIVED_KEYS


def test_the_choices_are_those_of_the_model() -> None:
    """Statuses and stances, each in the order of the model."""
    assert KINDS["event"]["properties"]["status"]["enum"] == [*STATUSES, ""]
    assert KINDS["source"]["properties"]["says"]["enum"] == [*STANCES, ""]


def _problems(document: object) -> list[str]:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    return [error.message for error in jsonschema.Draft7Validator(SCHEMA).iter_errors(document)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_files_are_valid(path: Path) -> None:
    """Read as text, and as editors read YAML."""
    text = path.read_text("utf-8")
    for loader in (yaml.BaseLoader, _EditorLoader):
        assert _problems(yaml.load(text, loader)) == []


class _EditorLoader(yaml.SafeLoader):
    """YAML as editors have it: numbers and yes are no text, days are."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_json_is_valid(path: Path) -> None:
    """What `-O json` writes is a file of the same format."""
    chronology = load([str(path)])
    parts: list[str] = []
    formats.named("json").write(chronology, select(chronology, Query(), 739_000), Options(), Out(parts.append, 739_000))
    assert _problems(json.loads("".join(parts))) == []


EVENT = {"date": "May 2020", "title": "A"}


@pytest.mark.parametrize(
    ("valid", "document"),
    [
        (True, {"events": [EVENT]}),
        (True, {"timeline": "1", "year": "2021", "events": ""}),
        (True, {"year": 2021, "events": None}),
        (True, {"include": "more.yaml"}),
        (True, {"events": [{"id": "a", "sources": [{"outlet": "B"}]}]}),
        (True, {"events": [EVENT | {"people": "Tom Cruise", "x-own": "kept", "background": "yes"}]}),
        (True, {"eras": {"e": "2019/2021"}, "people": {"A": "", "B": ["C"]}, "conventions": {"mid-year": "5-8"}}),
        (True, {"events": [EVENT | {"id": "a.b-c_2"}, EVENT | {"id": "王小明"}]}),
        (False, {"events": [EVENT | {"id": "-a"}]}),
        (False, {"events": [EVENT | {"id": "a;b"}]}),
        (False, {"events": [{"title": "A"}]}),
        (False, {"events": [{"id": "a", "title": "A", "sources": []}]}),
        (False, {"events": [EVENT | {"date": ""}]}),
        (False, {"events": [EVENT | {"poeple": "A"}]}),
        (False, {"events": [EVENT | {"status": "true"}]}),
        (False, {"events": [EVENT | {"id": "two words"}]}),
        (False, {"events": [EVENT | {"title": ["A"]}]}),
        (False, {"events": [EVENT | {"sources": [{"date": "2020"}]}]}),
        (False, {"events": [EVENT | {"sources": [{"outlet": "A", "says": "shouts"}]}]}),
        (False, {"timeline": "2"}),
        (False, {"year": "21"}),
        (False, {"conventions": {"mid-year": "May"}}),
        (False, {"eras": {"e": {"name": "A"}}}),
    ],
)  # fmt: skip
def test_what_is_valid(valid: bool, document: object) -> None:
    """What the reader takes the schema takes; what it refuses, or warns of, the schema refuses."""
    assert (_problems(document) == []) is valid


def test_the_command_prints_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """`timeline schema`, byte for byte."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert command.run({}) == 0
    assert json.loads(out.getvalue()) == SCHEMA
