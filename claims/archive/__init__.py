"""The whole record in a folder, to leave with or to move: written by `manage.py export`, and made a
record again by `manage.py import_export`.

    DIR/
        manifest.json                 the format, the state of the tables, SHA-256 and rows of each
        tables/claims_claim.jsonl     a row a line, in the order of the key
        files.jsonl                   path, SHA-256 and size of each stored file
        files/snapshots/ab/ab12…      the bytes of captures, under the names that rows give them

Two exports of one record are the same, byte by byte: nothing in them says when or where.
"""
