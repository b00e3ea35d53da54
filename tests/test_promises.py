r"""What the program promises in each situation that is not a sunny day: what stands on both streams, and the exit.

A row is a situation, a shell command in a folder with the files of `FILES`, and what is to come of it; `$T` is
`timeline`. What is promised of writing and importing is held elsewhere: files that are replaced, interrupted, contended
or changed meanwhile in `test_storage.py`; events and sources that are added in `test_add.py`; items of foreign files
that cannot be used in `importers/`. Indexes and other caches have tests of their own where there are any. Bombs:
`test_bombs.py`. Data that is wrong: `test_errors.py` has every message.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from support import ROOT, environment, run_pty, without_escapes

GOOD = "events:\n  - {id: a, date: May 2020, title: Good, background: true}\n"
FILES: dict[str, bytes] = {
    "good.yaml": GOOD.encode(),
    "bom.yaml": ("\ufeff" + GOOD.replace("\n", "\r\n").rstrip()).encode(),
    "tab.yaml": b"events:\n\t- date: 2020\n",
    "quote.yaml": b"events:\n  - date: 2020\n    title: 'open\n",
    "latin.yaml": b"events:\n  - date: 2020\n    title: caf\xe9\n",
    "utf16.yaml": GOOD.encode("utf-16"),
    "nul.yaml": b"events:\n  - date: 2020\n    title: a\0b\n",
    "binary.yaml": bytes(range(256)),
    "empty.yaml": b"",
    "none.yaml": b"title: T\nevents:\n",
    "evnets.yaml": b"evnets:\n  - {date: 2020, title: T}\n",
    "shape.yaml": b"- just\n- a list\n",
    "twice.yaml": b"events:\n  - date: 2020\n    title: One\n    title: Two\n",
    "second.yaml": GOOD.encode() + b"---\nevents: []\n",
    "short.csv": b"id,date,title\n1,2020,T\n2,2020\n",
    "columns.csv": b"date,title,title\n2020,One,Two\n",
    "long.csv": b"id,date,title\n1,2020,T,more\n",
    "wrong.yaml": b"events:\n  - title: No date\n  - date: 2020\n  - {date: 2024-02-30, title: T}\n  - {date: 2021/2020, title: T}\n",
    "partial.yaml": b"events:\n  - {date: a September, title: T, background: true}\n  - {date: May, title: U, background: true}\n",
    "typed.yaml": b"title: 1917\nevents:\n"
    + b"".join(b"  - {date: 2020, title: %s, background: true}\n" % one for one in (b"007", b"NO", b"12:08", b"Null", b"0x1F", b"1_000")),
    "itself.yaml": b"include: '-'\nevents:\n  - {date: 2020, title: T, background: true}\n",
    "tab.csv": b'title,date,tags\n"a\tb",notadate,x\n',
    "unknown.yaml": b"events:\n  - {date: 2020, title: T, poeple: [A], background: true}\n",
    "alias.yaml": b"events:\n  - {date: 2020, title: &a T}\n",
    "merge.yaml": b"events:\n  - {date: 2020, title: T, <<: {note: x}}\n",
    "tagged.yaml": b"events:\n  - {date: 2020, title: !!python/object/apply:os.system [id]}\n",
    "deep.yaml": b"events: " + b"[" * 70 + b"]" * 70,
    "control.yaml": b'events:\n  - {date: 2020, title: "a\\x1b[31mb\\u202ec\\x9bd\\u2028e\\nf\\x07", background: true}\n',
    "xkey.yaml": b'events:\n  - {id: a, date: 2020, title: A, "x-\\e[8mhidden": v}\n  - {id: b, date: 2020, title: B, x-something-long: v}\n',
    "markup.yaml": b"events:\n  - {date: 2020, title: '[bold] :smile: {x} [/] %s [link=https://evil.example]v[/link]', background: true}\n",
    "rows.csv": b"date,title\n2020,One\n2021,\nsoonish,Three\n",
    "links.yaml": b"events:\n  - date: 2020\n    title: T\n    sources:\n      - {outlet: A, url: 'javascript:alert(1)'}\n"
    b"      - {outlet: B, url: \"https://b.example/\\x1b]8;;x\"}\n      - {outlet: C, url: 'https://c.example/\"><script>'}\n",
}  # fmt: skip

_INDEXED = "export XDG_CACHE_HOME=$PWD/c; cp good.yaml g.yaml; $T index g.yaml 2>&-"
NOTHING = r"\A\Z"


class Row(NamedTuple):
    """A situation: a command, its exit, and what its two streams look like, as regular expressions."""

    command: str
    code: int
    out: str = NOTHING
    err: str = NOTHING


ROWS: dict[str, Row] = {
    "a tab": Row("$T show tab.yaml", 2, err=r"\Atab.yaml:2:1: F101 not valid YAML: .*\n.*\n.*\nIndent with spaces, not tabs\n\Z"),
    "a tab in an event": Row("printf 'events:\\n- date: 2020\\n\\ttitle: A\\n' | $T show -", 2, err=r"(?s).*<stdin>:3:1: F101 .*\nIndent with spaces, not tabs\n\Z"),
    "a backslash between double quotes": Row(r"""printf '%s\n' 'events:' '- date: 2020' '  title: "a\qb"' | $T show -""", 2, err=r"\A<stdin>:3:12: F101 .*escape.*\n.*\n.*\nWrite \\\\ for a backslash"),
    "a value that begins with a star": Row("printf 'events:\\n- date: 2020\\n  title: *foo*\\n' | $T show -", 2, err=r"\A<stdin>:3:14: F101 .*\n.*\n.*\nPut quotes around a value"),
    "a value that goes on behind its bracket": Row("printf 'events:\\n- title: A\\n  date: [2019..2030]; after @old\\n' | $T show -", 2, err=r"\A<stdin>:3:21: F101 .*\n.*\n.*\nPut quotes around a value that goes on behind its bracket"),
    "a control character as it is": Row("printf 'events:\\n- date: 2020\\n  title: A\\n- date: 2020\\n  title: b \\033[31m\\n' | $T show -", 2, err=r"\A<stdin>:5:12: F101 .*control character \\x1b\n.*\n.*\^{4}\nTake it out"),
    "a merge that was left": Row("printf 'events:\\n- {date: 2020, title: A}\\n<<<<<<< HEAD\\n- {date: 2021, title: B}\\n=======\\n>>>>>>> x\\n' | $T show -", 2, err=r"\A<stdin>:3:1: F101 two versions of the file"),
    "single quotes in JSON": Row("""echo "{'events': []}" > s.json; $T show s.json""", 2, err=r"F102 .*\n.*\n.*\nPut double quotes around it\n\Z"),
    "a raw tab in JSON": Row("""printf '{"events": [{"date": "2020", "title": "A\\tB"}]}' > s.json; $T show s.json""", 2, err=r"F102 .*control character\n.*\n.*\nWrite .t for a tab"),
    "semicolons for commas": Row("printf 'date;title\\n2020;A\\n' > s.csv; $T show s.csv", 2, err=r"F104 .*\n.*\n.*\nThe cells are not parted by commas"),
    "what check found, mistakes included": Row("printf 'events:\\n- {date: 2020x, title: B}\\n- {date: 2020, titel: A}\\n- {date: 2020, title: C}' > o.yaml; $T check o.yaml", 2, out=r"(?s).*", err=r"(?s).*\ntimeline: 2 errors, 2 warnings\n\Z"),
    "an open quote": Row("$T show quote.yaml", 2, err=r"\Aquote.yaml:3:12: F101 .*\n.*\n.*\nClose the quote\n\Z"),
    "not UTF-8": Row("$T show latin.yaml", 2, err=r"\Alatin.yaml:3:15: F103 not UTF-8 \(byte 0xe9\)\n"),
    "UTF-16": Row("$T show utf16.yaml", 2, err=r"\Autf16.yaml:1:1: F103 the file is UTF-16\nSave it as UTF-8\n\Z"),
    "a NUL": Row("$T show nul.yaml", 2, err=r"\Anul.yaml:3:13: F103 the file holds a NUL byte"),
    "binary": Row("$T show binary.yaml", 2, err=r"\Abinary.yaml:1:1: F103 "),
    "a mark, CRLF, no final newline": Row("$T show bom.yaml --brief", 0, out=r"\AMay 2020 .*Good\n\Z"),
    "an empty file": Row("$T show empty.yaml", 0, err=r"\Atimeline: no events\n\Z"),
    "no events": Row("$T show none.yaml", 0, err=r"\Atimeline: no events\n\Z"),
    "a typo in events": Row("$T show evnets.yaml", 2, err=r"no `events` list; found `evnets`\n(.*\n)*Did you mean `events`\?\n\Z"),
    "a wrong shape": Row("$T show shape.yaml", 2, err=r"\Ashape.yaml:1:1: F104 the file holds a list, not a chronology\n"),
    "a key twice": Row("$T show twice.yaml", 2, err=r"\Atwice.yaml:4:5: F105 key `title` is given twice \(first on line 3\)\n"),
    "a second document": Row("$T show second.yaml", 2, err=r"\Asecond.yaml:3:1: F106 a second document begins here\n"),
    "a column twice": Row("$T show columns.csv", 2, err=r"\Acolumns.csv:1:12: F105 column `title` is given twice\n1 \| .*\n  \|            \^{5}\nKeep one of them\n\Z"),
    "a short row": Row("$T show short.csv", 2, err=r"\Ashort.csv:3:1: F109 2 cells where the first row has 3\n"),
    "a long row": Row("$T show long.csv", 2, err=r"\Along.csv:2:1: F109 4 cells where the first row has 3\n"),
    "all that is wrong in one run": Row("$T show wrong.yaml", 2, err=r"(?s)\Awrong.yaml:2:5: E102 .*:3:5: E101 .*:4:12: D102 .*:5:12: D105 "),
    "--keep-going": Row("$T show wrong.yaml good.yaml --keep-going --brief", 2, out=r"\AMay 2020 .*Good\n\Z", err=r"E102"),
    "partial dates stay partial": Row(
        "$T show partial.yaml --brief", 0, out=r"\ASeptember, year unknown .*T\nMay, year unknown .*U\n\Z"
    ),
    "unquoted words and numbers": Row("$T show typed.yaml", 0, out=r"(?s)\A1917  .* 007\n.* NO\n.* 12:08\n.* Null\n.* 0x1F\n.* 1_000\n\Z"),
    "an unknown key": Row("$T show unknown.yaml --brief", 0, out=r" T\n\Z", err=r"\Aunknown.yaml:2:28: warning: E105 .*\n.*\n.*\nDid you mean `people`\?\n\Z"),
    "an unknown key, strictly": Row("$T show unknown.yaml --strict", 2, err=r"\Aunknown.yaml:2:28: E105 "),
    "an alias": Row("$T show alias.yaml", 2, err=r"\Aalias.yaml:2:25: F107 anchors are not supported\n"),
    "a merge key": Row("$T show merge.yaml", 2, err=r"\Amerge.yaml:2:28: F107 merge keys are not supported\n"),
    "a tag": Row("$T show tagged.yaml", 2, err=r"\Atagged.yaml:2:25: F107 tags such as .* are not supported\n"),
    "too deep": Row("$T show deep.yaml", 2, err=r"F108 nested more than 64 levels deep\n"),
    "larger than 64 MiB": Row("head -c 70000000 /dev/zero | $T show -", 3, err=r"\Atimeline: -: larger than 64 MiB\n\Z"),
    "a table larger than that": Row("head -c 70000000 /dev/zero > big.csv; $T show big.csv; $T import big.csv", 3, err=r"\A(timeline: big.csv: larger than 64 MiB.*\n){2}\Z"),
    "JSON larger than that": Row("head -c 70000000 /dev/zero > big.json; $T filter big.json --person x", 3, err=r"\Atimeline: big.json: larger than 64 MiB; JSON Lines and YAML may be larger\n\Z"),
    "a cell that holds a tab": Row("$T show tab.csv", 2, err=r"\Atab.csv:2:7: D\d+ .*\n2 \| .*\n  \|       \^{8}\n"),
    "a file that includes a dash": Row("echo 'events: [{date: 2021, title: Other}]' | $T show itself.yaml", 2, err=r"F110 cannot include .*-: No such file"),
    "control characters": Row("$T show control.yaml --brief", 0, out=r"a\\x1b\[31mb\\u202ec\\x9bd\\u2028e f\\x07\n\Z"),
    "control characters in a key": Row("$T why a xkey.yaml", 0, out=r"(?s).*\n  x-\\x1b\[8mhidden v\n"),
    "a long key": Row("$T why b xkey.yaml", 0, out=r"(?s).*\n  x-something-long v\n"),
    "names in ASCII": Row("$T names space-film --kind work --ascii", 0, out=r"\A[\x00-\x7f]+\Z"),
    "no dates to read": Row("$T date - --json < empty.yaml", 0),
    "an ending that no format has": Row("$T show good.yaml --brief -o o.xlsx && $T show good.yaml -o o.xlsx", 0, err=r"\Atimeline: o.xlsx: .xlsx is no ending of a format, so this is text; -O names another\n\Z"),
    "control characters in a name": Row("$T show $'no\\e[31m\\u202e.yaml'", 3, err=r"\Atimeline: no\\x1b\[31m\\u202e.yaml: No such file"),
    "control characters in an option": Row("$T show $'--x\\u202e\\e[2J'", 2, err=r"No such option: --x\\u202e\\x1b\[2J\s*\Z"),
    "control characters in a command": Row("$T $'sh\\u202e\\e[2J'", 2, err=r"No such command .*\\u202e"),
    "markup stays as typed": Row("$T show markup.yaml --brief", 0, out=r"\[bold\] :smile: \{x\} \[/\] %s \[link=https://evil.example\]v\[/link\]\n\Z"),
    "odd addresses are no links": Row("$T show links.yaml -O html", 0, out=r"(?s)\A(?!.*href=\"(javascript|https://[bc])).*\Z"),
    "no match": Row("$T filter good.yaml --person Nobody", 0, err=r"\A(timeline: .*\n)*timeline: no event matches\n\Z"),
    "no match, asked for": Row("$T filter good.yaml --text nothing --exit-code", 1, err=r"no event matches\n\Z"),
    "a missing file": Row("$T show no.yaml", 3, err=r"\Atimeline: no.yaml: No such file or directory\n\Z"),
    "a bundled story, mistyped": Row("$T show space-flim", 3, err=r"\Atimeline: space-flim: No such file or directory; did you mean the bundled story space-film\?\n\Z"),
    "a folder": Row("$T show .", 3, err=r"\Atimeline: .: Is a directory\n\Z"),
    "a loop of links": Row("ln -s b a; ln -s a b; $T show a", 3, err=r"\Atimeline: a: Too many levels of symbolic links\n\Z"),
    "a link": Row("ln -s good.yaml l.yaml; $T show l.yaml --brief", 0, out=r"Good\n\Z"),
    "standard input": Row("$T show - --brief < good.yaml", 0, out=r"Good\n\Z"),
    "a FIFO": Row("mkfifo f; cat good.yaml > f & $T show f --brief", 0, out=r"Good\n\Z"),
    "a big FIFO, filtered": Row("$T filter <($T show space-film-record -O yaml; head -c 300000 /dev/zero | tr '\\0' '#') --person cruise --person nobody --limit 1 --brief", 0, out=r"\A.+\n", err=r'\Atimeline: no person "nobody".*\n'),
    "process substitution": Row("$T show <(cat good.yaml) --brief", 0, out=r"Good\n\Z"),
    "standard input closed": Row("$T show - <&-", 3, err=r"\Atimeline: -: it is closed\n\Z"),
    "standard output full": Row("$T show good.yaml > /dev/full", 3, err=r"\Atimeline: cannot write to standard output: No space left on device\n\Z"),
    "standard output full, much of it": Row("$T schema > /dev/full", 3, err=r"\Atimeline: cannot write to standard output: No space left on device\n\Z"),
    "help into a full disk": Row("$T show --help > /dev/full", 3, err=r"\Atimeline: cannot write to standard output: No space left on device\n\Z"),
    "version into a full disk": Row("$T --version > /dev/full", 3, err=r"\Atimeline: cannot write to standard output: No space left on device\n\Z"),
    "a date into a full disk": Row("$T date 2020 > /dev/full", 3, err=r"\Atimeline: cannot write to standard output: No space left on device\n\Z"),
    "a file on a full disk": Row("$T show good.yaml -o /dev/full", 3, err=r"\Atimeline: /dev/full: .*No space left on device\n\Z"),
    "a folder that is gone": Row("mkdir d; cd d; rmdir ../d; $T show x.yaml", 3, err=r"\Atimeline: No such file or directory\n\Z"),
    "a file written over itself": Row("$T filter good.yaml --person x -o ./good.yaml; $T import rows.csv -o rows.csv; $T show good.yaml --brief", 0, out=r"Good\n\Z", err=r"\Atimeline: -o ./good.yaml: that is the file that is read; name another\ntimeline: -o rows.csv: .*\n\Z"),
    "a file in no folder": Row("$T show good.yaml -o no/such.txt", 3, err=r"\Atimeline: no/such.txt: .*No such file or directory\n\Z"),
    "standard output closed": Row("$T show good.yaml >&-", 3, err=r"\Atimeline: cannot write to standard output: it is closed\n\Z"),
    "standard output closed, but a file is named": Row("$T show good.yaml --brief -o o.txt >&-; cat o.txt", 0, out=r"Good\n\Z"),
    "help, standard output closed": Row("$T --help >&-", 3, err=r"\Atimeline: cannot write to standard output: it is closed\n\Z"),
    "standard error closed": Row("$T show unknown.yaml --brief 2>&-", 0, out=r" T\n\Z"),
    "standard error closed, data wrong": Row("$T show tab.yaml 2>&-", 2),
    "standard error full": Row("$T show unknown.yaml --brief 2>/dev/full", 0, out=r" T\n\Z"),
    "all of them closed": Row("$T show good.yaml -o o.txt <&- >&- 2>&-; cat o.txt", 0, out=r"Good\n\Z"),
    "standard output full, without a buffer": Row("ulimit -f 40; PYTHONUNBUFFERED=1 $T show space-film-record -O json > o.json; test $(wc -c < o.json) -le 40960", 0, err=r"(?s).*cannot write to standard output"),
    "the reader goes away, without a buffer": Row("set -o pipefail; PYTHONUNBUFFERED=1 $T show space-film-record -O jsonl | head -1 > /dev/null", 141),
    "a slow reader, without a buffer": Row("PYTHONUNBUFFERED=1 $T show space-film-record -O json | (sleep 0.5; cat) | tail -1", 0, out=r"\A}\n\Z"),
    "the reader goes away": Row("set -o pipefail; $T show space-film-record -O jsonl | head -1 > /dev/null", 141),
    "the reader stalls, then goes": Row("set -o pipefail; $T show space-film-record -O html | (sleep 0.5; head -c 10 > /dev/null)", 141),
    "no HOME": Row("env -u HOME $T show good.yaml --brief", 0, out=r"Good\n\Z"),
    "a HOME that is none": Row("HOME=/no/such $T show good.yaml --brief", 0, out=r"Good\n\Z"),
    "a folder that cannot be written": Row("cd / && $T show --brief", 0, out=r"(?s)\A.+\Z", err=r"bundled story"),
    "an index that is damaged": Row(f"{_INDEXED}; printf x > $(find c -type f); $T show g.yaml --brief", 0, out=r"Good\n\Z"),
    "an index that is gone": Row(f"{_INDEXED}; rm -r c; $T show g.yaml --brief", 0, out=r"Good\n\Z"),
    "an index of another version": Row(
        f"{_INDEXED}; for f in $(find c -type f); do printf '\\0\\0\\0\\11' | dd of=$f bs=1 seek=60 conv=notrunc 2>&-; done; "
        "$T show g.yaml --brief", 0, out=r"Good\n\Z"),
    "a folder for the index that cannot be": Row("XDG_CACHE_HOME=/dev/null $T show good.yaml --brief", 0, out=r"Good\n\Z"),
    "an edit of the same size and time": Row(
        f"{_INDEXED}; touch -r g.yaml t; sed -i s/Good/Well/ g.yaml; touch -r t g.yaml; $T show g.yaml --brief", 0, out=r"Well\n\Z"),
    "an import leaves out what it cannot use": Row(
        "$T import rows.csv -o o.yaml && $T show o.yaml --brief", 0, out=r"\A2020 .*One\ndate unknown .*Three\n\Z",
        err=r"2 events imported as csv; 1 row left out; 1 with a part not read\n.*:3: left out: no title; .*\n.*:4: \"Three\": date not read"),
    "add to a file with mistakes": Row("cp tab.yaml kept; $T add '2020: N' -f tab.yaml; c=$?; cmp tab.yaml kept && exit $c", 2, err=r"\Atab.yaml:2:1: F101 "),
    "add to what is no file": Row("mkfifo f; $T add '2020: N' -f f", 3, err=r"\Atimeline: f: not a regular file\n\Z"),
    "add to a folder that takes no more": Row(
        "cp good.yaml g.yaml; (trap '' XFSZ; ulimit -f 0; $T add '2020: N' -f g.yaml 2>&-); c=$?; cmp g.yaml good.yaml && ls -A | grep -v yaml | grep g.yaml; exit $c",
        3, out=r".*"),
    "any title comes back": Row(
        "cp good.yaml g.yaml; $T add \"2020: it's # a: '[b]' {c} \\\\ - ? %\" -f g.yaml; head -1 g.yaml; tail -1 g.yaml; $T show g.yaml --brief", 0,
        out=r"(?s)\A.*\nevents:\n  - \{id: a, date: May 2020, title: Good, background: true\}\n2020 .*it's # a: '\[b\]' \{c\} \\ - \? %\nMay", err=r"no source yet"),
    "a link stays a link, a mode a mode": Row(
        "cp good.yaml g.yaml; ln -s g.yaml l.yaml; chmod 640 g.yaml; $T add '2020: N' -f l.yaml; stat -c '%a %F' g.yaml l.yaml", 0,
        out=r"added n, 2020: N\n640 regular file\n777 symbolic link\n\Z", err=r"no source yet"),
    "two at once both land": Row(
        "cp good.yaml g.yaml; $T add '2020: One' -f g.yaml >o & $T add '2021: Two' -f g.yaml >p; wait; $T show g.yaml --brief", 0,
        out=r"\A2020 .*One\nMay 2020 .*Good\n2021 .*Two\n\Z", err=r"no source yet"),
    "killed, the file is whole and the next lands": Row(
        "for n in 05 10 15 20 25; do cp good.yaml g.yaml; $T add '2020: One' -f g.yaml >o 2>&1 & sleep 0.$n; kill -9 $!; wait; "
        "$T add '2021: Two' -f g.yaml >o 2>&1 && $T show g.yaml --brief; done", 0,
        out=r"\A(?:(?:2020 .*One\n)?May 2020 .*Good\n2021 .*Two\n){5}\Z", err=r"(?s).*"),
    "dates that are not text": Row("printf 'May 2020\\n\\xff\\n' | $T date -", 2, err=r"\A<stdin>:2:1: F103 not UTF-8 \(byte 0xff\)\n"),
    "deep parentheses": Row("$T filter good.yaml --where \"$(printf '(%.0s' {1..2000})\"", 2, err=r"\Atimeline: --where: more than 64 parentheses"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("files")
    for name, data in FILES.items():
        (made / name).write_bytes(data)
    return made


def in_shell(command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A command in bash, with `$T` for timeline; the exit is that of timeline."""
    program = f"{shlex.quote(sys.executable)} -m timeline"
    return subprocess.run(
        ["bash", "-c", command.replace("$T", program)],
        capture_output=True,
        cwd=folder,
        env=environment(PYTHONPATH=str(ROOT), LC_ALL="C.UTF-8", **env),
        timeout=120,
        check=False,
        encoding="utf-8",
    )


@pytest.mark.parametrize("situation", ROWS)
def test_promise(situation: str, folder: Path, tmp_path: Path) -> None:
    """What is said of it holds, and there is no traceback."""
    row = ROWS[situation]
    for name in FILES:
        if name in row.command:
            (tmp_path / name).write_bytes(FILES[name])
    if "/dev/full" in row.command and not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    done = in_shell(row.command, tmp_path)
    assert "Traceback" not in done.stderr
    assert re.search(row.err, done.stderr), done.stderr
    assert re.search(row.out, done.stdout), done.stdout
    if "; cat " not in row.command:
        assert done.returncode == row.code


@pytest.mark.parametrize("words", [["filter", "--help"], ["--help"], ["schema"], ["date", "2020"], ["names"], ["show"]])
def test_a_reader_that_never_was(words: list[str]) -> None:
    """A pipe that nobody reads ends the run quietly, whatever is written."""
    near, far = os.pipe()
    os.close(near)
    command = [sys.executable, "-m", "timeline", *words]
    done = subprocess.run(command, stdout=far, stderr=subprocess.PIPE, cwd=ROOT, env=environment(), check=False)
    os.close(far)
    assert done.returncode == 141
    assert done.stderr in (b"", b"timeline: no file named, so this is the bundled story; yours: timeline show FILE\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    """A file that may not be read is told: exit 3."""
    path = tmp_path / "secret.yaml"
    path.write_text(GOOD, "utf-8")
    path.chmod(0)
    done = in_shell("$T show secret.yaml", tmp_path)
    assert (done.returncode, done.stderr) == (3, "timeline: secret.yaml: Permission denied\n")


# --- signals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """It ends at once, says nothing, and the exit names the signal, as a shell counts it."""
    os.mkfifo(tmp_path / "waits")
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "show", str(tmp_path / "waits")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    )
    with open(tmp_path / "waits", "wb"):  # opens once it reads
        began = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert (out, err) == (b"", b"")
    assert process.returncode in (code, -number)
    assert time.monotonic() - began < 10


# --- the same bytes, wherever it runs -----------------------------------------------------------------------------

SURROUNDINGS: list[dict[str, str]] = [
    {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"LC_ALL": "tr_TR.UTF-8"},
    {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "utf-16"}, {"TERM": "dumb"},
    {"TERM": ""}, {"COLUMNS": "0"}, {"COLUMNS": "-1"}, {"COLUMNS": "99999999"}, {"COLUMNS": "x"}, {"LINES": "0"},
    {"PYTHONWARNINGS": "error"}, {"PYTHONHASHSEED": "0"}, {"PYTHONHASHSEED": "1"}, {"PYTHONDEVMODE": "1"},
    {"TZ": "Pacific/Kiritimati"}, {"TZ": "XYZ25:99"}, {"PYTHONOPTIMIZE": "1"}, {"NO_COLOR": "1"}, {"PAGER": "false"},
    {"TIMELINE_PAGER": "no such"},
]  # fmt: skip
COMMANDS = "$T show space-film-record --as-of 'July 2026'; $T filter space-film-record --person Liman --as-of 2024 -O json; $T date 'mid-2020'"


@pytest.fixture(scope="module")
def usual(folder: Path) -> str:
    return in_shell(COMMANDS, folder).stdout


@pytest.mark.parametrize("env", SURROUNDINGS, ids=lambda env: " ".join(f"{key}={env[key]}" for key in env))
def test_the_same_bytes(env: dict[str, str], usual: str, folder: Path) -> None:
    """In a pipe neither locale nor terminal, neither hash seed nor time zone changes a byte."""
    surroundings = " ".join(f"{key}={shlex.quote(value)}" for key, value in env.items())
    done = in_shell(COMMANDS.replace("$T", f"env {surroundings} $T"), folder)
    assert done.stdout == usual
    assert done.stderr == ""


# --- terminals ----------------------------------------------------------------------------------------------------

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")  # fmt: skip
HARD = str(ROOT / "tests" / "data" / "hard.yaml")


@pytest.mark.parametrize("columns", [0, 1, 20, 40, 80, 300])
@pytest.mark.parametrize(
    "command", ["show", "chart", "check --severity note", "why control", "names", "names --outlets"]
)
def test_a_terminal_of_any_width(command: str, columns: int) -> None:
    """Hard values at every width: something is shown, and but for colours nothing steers the terminal."""
    done = run_pty(*command.split(), HARD, cols=columns)
    shown = without_escapes(done.out)
    assert done.code in (0, 1)
    assert len(shown) > 20
    assert not FORBIDDEN.search(shown), shown


FORMATS = ["brief", "csv", "tsv", "json", "jsonl", "yaml", "markdown", "html", "wikitext", "svg", "ics", "markwhen",
           "timelinejs", "timelinejs-csv", "csl-json"]  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_on_a_terminal(name: str) -> None:
    """A format without colours sends a terminal no control character at all; in a pipe a table stays as it is."""
    done = run_pty("show", HARD, "-O", name, env={"FORCE_COLOR": "1"})
    assert done.code == 0
    assert not FORBIDDEN.search(done.out)


@pytest.mark.parametrize("columns", ["0", "-1", "99999999", "999999", "x", "1"])
@pytest.mark.parametrize("command", ["show", "chart"])
def test_absurd_columns(command: str, columns: str) -> None:
    """A COLUMNS that is no width is passed over; a line is never cut to nothing, nor filled with blanks."""
    done = run_pty(command, HARD, env={"COLUMNS": columns})
    assert done.code == 0
    assert "Escapes" in done.out or "control" in done.out
    assert max(map(len, done.out.splitlines())) < 2000


@pytest.mark.parametrize("pager", ["less 'x", "no such pager", "'' ''", "/", "false"])
def test_a_pager_that_is_none(pager: str) -> None:
    """What cannot be run is passed over; what runs and shows nothing is the user's wish."""
    done = run_pty("show", HARD, "--brief", env={"TIMELINE_PAGER": pager})
    assert done.code == 0
    assert ("Escapes" in done.out) is (pager != "false")


def test_an_interrupt_belongs_to_the_pager(tmp_path: Path) -> None:
    """A pager that does not read on is left to end by itself; output of a megabyte is in its hands."""
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nkill -INT $PPID\nhead -c 20\nsleep 0.2\nkill -INT $PPID\necho end\n")
    pager.chmod(0o755)
    done = run_pty("show", str(ROOT / "data/space-film-record.yaml"), "-O", "html", env={"TIMELINE_PAGER": str(pager)})
    assert done.out.endswith("end\n")
    assert done.code == 0
