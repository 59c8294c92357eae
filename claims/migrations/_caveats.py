"""Published claims of before 0012 carry what their decision says, as those published since do."""

# The latest decision of a published claim is the one that published it. What has a caveat or a rating
# already was decided since.
CAVEATS = """
UPDATE claims_claim AS claim SET caveat = live.caveat, rating = live.rating
FROM (
    SELECT DISTINCT ON (claim_id) claim_id, outcome, caveat, rating
    FROM claims_decision ORDER BY claim_id, id DESC
) AS live
WHERE live.claim_id = claim.id AND claim.state = 'published'
    AND live.outcome IN ('corroborated', 'caveat')
    AND claim.caveat = '' AND claim.rating = '' AND (live.caveat <> '' OR live.rating <> '')
"""
WHY = "the caveat of its decision, which stood there alone"
