"""Backups: the database by PostgreSQL's own programs, the stored files, and what tells if they are whole.

A place holds any number of backups, and the stored files that they share:

    2026-11-22T031500Z/     one backup
        database/             pg_dump's folder, dumped by several processes at once
        files.jsonl           the stored files that the database names, by name, SHA-256 and size
        manifest.json         written last; a folder without one is no backup
    files/ab/abcd…          stored files under the SHA-256 of their bytes: copied once, by the first
                            backup that needs them

Of an encrypted backup every part but the manifest and the list of files is in the age format:
`database.dump.age` is one stream, since several processes would have to put plain files on the disk;
stored files are under `files-KEY/`, so that those of another key are never counted on; and
`secret_keys.age` holds the secret key, which a plain backup is without.

What belongs together is read at one moment: a transaction names its snapshot of the database, pg_dump
dumps that snapshot, and the list of files is read in it too. Files are stored before the rows that name
them are committed, and are never changed, so copying them afterwards misses none.
"""
