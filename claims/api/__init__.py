"""The API: `/api/v1/`, for programs. docs/api.md tells them how to use it.

resource        what every address has in common: who may, what it answers, what it takes
authentication  whose token it is; permissions: what they and it may; throttles: how often
problems        every error as problem+json (RFC 9457), by the field that it is about
bodies          what is sent: strict fields, and a parser with limits
lists           a page of a list, by the FilterSets of the pages and by key
etags           what version somebody has, and whether it is still that
once            Idempotency-Key: what is sent twice is done once
writing         putting rows on record and changing them, in the record's own words of refusal
schema          the OpenAPI description; docs: the page that shows it

The rest is one module a concept. All of it writes through `claims.actions` alone.
"""
