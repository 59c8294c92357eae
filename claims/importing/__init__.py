"""Spreadsheets in: what a file of rows would record, before anything is written.

    claims.spreadsheets.reading     the file, row by row
      └─► columns                   the header: which column is what
            └─► cells               a row as it is meant, or what is wrong with it
                  └─► planning      beside the record: new, linked, changed, unchanged, refused

Nothing here writes. `claims.actions.importing` does, chunk by chunk, what was planned.
"""
