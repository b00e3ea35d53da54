"""Makes the index of a file: every event is looked at, and nothing is kept that cannot be trusted."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable
from contextlib import suppress
from itertools import accumulate, groupby, islice
from mmap import ACCESS_READ, mmap
from operator import eq
from stat import S_ISREG

from timeline import __version__
from timeline.errors import MachineError
from timeline.index import shape
from timeline.index.collecting import Collected
from timeline.index.events import Follow, take
from timeline.index.freshness import SETTLED, Stamp, hash_of
from timeline.index.place import index_of
from timeline.index.store import Writer
from timeline.index.texts import can_be_kept
from timeline.load.nodes import NotPlain
from timeline.load.picking import Picking
from timeline.load.syntaxes import plain_document
from timeline.names import OutletNames, folded
from timeline.storage import replace_by

_WAITING = 16 * 1024 * 1024
"""Bytes from which it is worth waiting until the time stamps of a file can be trusted, rather than to hash it at every
query."""


def build(name: str, follow: Follow, env: dict[str, str]) -> tuple[int, int]:
    """Makes the index of a file anew; gives the number of its events and the bytes of the index.

    Args:
        name: The file.
        follow: Shows progress; see `console.Progress.follow`.
        env: Where the cache folder is found.

    Raises:
        NotPlain: The file has to be read whole; says why, where it can.
        MachineError: The machine refuses, or the file changes meanwhile.
    """
    target = index_of(name, env)
    if not target:
        raise MachineError("no cache folder for the index; set HOME or XDG_CACHE_HOME")
    try:
        with open(name, "rb") as stream:
            about = os.fstat(stream.fileno())
            if not S_ISREG(about.st_mode):
                raise MachineError(f"{name}: not a regular file")
            if not about.st_size:
                raise NotPlain("it is empty")
            _settle(Stamp.of(about))
            started, stamp = time.time_ns(), Stamp.of(os.fstat(stream.fileno()))
            with mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
                number = _write(name, data, stamp, started, target, follow)
            if Stamp.of(os.fstat(stream.fileno())) != stamp or Stamp.of(os.stat(name)) != stamp:
                with suppress(OSError):
                    os.unlink(target)
                raise MachineError(f"{name}: it changed while it was read; no index is left")
    except OSError as error:
        raise MachineError(f"{name}: {error.strerror or error}") from error
    return number, os.stat(target).st_size


def _settle(stamp: Stamp) -> None:
    age = time.time_ns() - max(stamp.mtime, stamp.ctime)
    if stamp.size >= _WAITING and 0 <= age <= SETTLED:
        time.sleep((SETTLED - age) / 1e9 + 0.01)


def _write(name: str, data: mmap, stamp: Stamp, started: int, target: str, follow: Follow) -> int:
    document = plain_document(name, data)
    if document is None or document.pick is None:
        raise NotPlain("only YAML as people usually write it and JSON Lines can be read in part")
    picking = Picking(document)
    header = picking.header
    eras, with_texts = frozenset(era.id for era in header.eras), can_be_kept()
    collected = Collected(picking.context, eras, OutletNames(header.outlets), with_texts=with_texts)
    meta: dict[str, object] = {
        "schema": shape.SCHEMA,
        "version": __version__,
        "order": array("I", [1]).tobytes().hex(),
        "path": os.fsencode(os.path.realpath(name)).hex(),
        "stamp": " ".join(map(str, stamp)),
        "settled": int(stamp.is_settled(started)),
        "hash": hash_of(data),
        "marks": " ".join(map(str, document.marks)),
        "texts": int(with_texts),
    }

    def fill(path: str) -> None:
        writer = Writer(path)
        try:
            take(document, picking, collected, data, writer, follow, os.path.dirname(path))
            if not collected.number:
                raise NotPlain("it has no events")
            _ids(writer)
            _terms(collected, writer)
            _ranges(collected, writer)
            _buckets(collected, writer)
            _known(collected, writer)
            lines = meta | {"events": collected.number}
            writer.put("meta", 0, "".join(f"{key} {value}\n" for key, value in lines.items()).encode())
            writer.finish()
        finally:
            writer.close()

    _put_in_place(target, fill)
    return collected.number


def _put_in_place(target: str, fill: Callable[[str], None]) -> None:
    """Writes an index, in a folder that is its owner's alone.

    Raises:
        MachineError: The machine refuses.
    """
    from sqlite3 import Error

    folder = os.path.dirname(target)
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        replace_by(target, fill)
    except OSError as error:
        raise MachineError(f"the cache folder {folder}: {error.strerror or error}") from error
    except Error as error:  # a full disk, most likely
        raise MachineError(f"the cache folder {folder}: {error}") from error


# --- the rest -----------------------------------------------------------------------------------------------------


def _ids(writer: Writer) -> None:
    """Writes the ids in order, in blocks, each found by its first."""
    firsts: list[str] = []
    block: list[tuple[str, int]] = []
    last = None

    def end() -> None:
        n = len(firsts)
        firsts.append(block[0][0])
        writer.put("ids", n, "\n".join([identity for identity, _ in block]).encode())
        writer.put("id numbers", n, array("I", [number for _, number in block]).tobytes())
        block.clear()

    for row in writer.sorted_ids():
        if row[0] == last:
            raise NotPlain(f"the id {last} is given twice")
        last = row[0]
        block.append(row)
        if len(block) == shape.IDS:
            end()
    if block:
        end()
    writer.put("id blocks", 0, "\n".join(firsts).encode())


def _terms(collected: Collected, writer: Writer) -> None:
    for kind, terms in collected.terms.items():
        for name, numbers in terms.items():
            # An event may name somebody twice; its outlets have been looked at.
            if kind in shape.NAMES and kind != "outlet" and any(map(eq, numbers, islice(numbers, 1, None))):
                terms[name] = array("I", [n for n, _ in groupby(numbers)])
        names = [name.encode("utf-8", "surrogatepass") for name in terms]
        forms = [folded(name).encode("utf-8", "surrogatepass") for name in terms]
        writer.put(f"forms {kind}", 0, b"\n".join([b"", *forms, b""]))
        writer.put(f"names {kind}", 0, b"".join(names))
        writer.put(f"ends {kind}", 0, array("I", accumulate(map(len, names))).tobytes())
        writer.put(f"counts {kind}", 0, array("I", map(len, terms.values())).tobytes())
        if kind == "outlet":
            writer.put("out outlet", 0, array("i", [day for name in terms for day in collected.out[name]]).tobytes())
        for n, numbers in enumerate(terms.values()):
            writer.put(f"has {kind}", n, numbers.tobytes())
        terms.clear()


def _ranges(collected: Collected, writer: Writer) -> None:
    for axis, ranges in collected.ranges.items():
        numbers = [day for chunk in range(len(ranges)) for day in ranges[chunk]]
        writer.put(f"ranges {axis}", 0, array("i", numbers).tobytes())


def _buckets(collected: Collected, writer: Writer) -> None:
    for axis, buckets in collected.buckets.items():
        filled = {where: numbers for where, numbers in buckets.items() if numbers}
        listed = [number for (level, n), numbers in filled.items() for number in (level, n, len(numbers))]
        writer.put(f"buckets {axis}", 0, array("i", listed).tobytes())
        for n, numbers in enumerate(filled.values()):
            writer.put(f"bucket {axis}", n, numbers.tobytes())


def _known(collected: Collected, writer: Writer) -> None:
    """Writes by which day how many events were known."""
    for name, known in zip(("known", "known perhaps"), collected.known, strict=True):
        days = sorted(known)
        writer.put(name, 0, array("i", days).tobytes())
        writer.put(name, 1, array("I", accumulate(known[day] for day in days)).tobytes())
