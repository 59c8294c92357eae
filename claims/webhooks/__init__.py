"""Webhooks as the Standard Webhooks specification has them: signed, sent, and tried again.

    signing.py    secrets, and the headers that prove who sent a message
    sending.py    one attempt: the same addresses as fetching, no redirects, little read
    retrying.py   when the next attempt is

No Django here. What is sent and when stands in `claims.actions.notifying` and `.delivering`.
https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""
