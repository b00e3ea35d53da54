"""An index beside a big archive: derived, disposable, in the cache folder, and made by `timeline index` alone.

For a query it tells which events may match, and where in the file they begin; those are read from the file, built and
asked by the ordinary code, so an index can make a query faster but never answer it. It is trusted only as long as the
file is the one that it was made of (`freshness`), and every part of it that is read carries a checksum (`store`). Where
there is any doubt, the file is read as if there were no index.

`building` makes one, `narrowing` asks it, `reading` makes the chronology; `place` says where it lies.
"""
