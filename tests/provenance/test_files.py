"""Where files are kept, as the environment names it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from provenance.files import FOLDER, from_url


def test_without_an_address_it_is_the_folder():
    assert from_url("") == FOLDER


def test_a_bucket_with_all_that_may_be_said_of_it():
    found = from_url("s3://evidence/record/files/?endpoint=http://127.0.0.1:9000&region=eu-1")
    assert found["OPTIONS"] == {
        "bucket_name": "evidence",
        "location": "record/files",
        "endpoint_url": "http://127.0.0.1:9000",
        "region_name": "eu-1",
    }


@pytest.mark.parametrize(
    "url",
    [
        "https://evidence/record",
        "s3://",
        "s3://key:secret-word@evidence/record",
        "s3://evidence?secret-word",
        "s3://evidence?acl=public-read",
        "s3://evidence?endpoint=ftp://storage.example",
    ],
)
def test_what_is_none_is_refused_without_repeating_it(url):
    with pytest.raises(ImproperlyConfigured, match="PROVENANCE_FILES_URL") as refused:
        from_url(url)
    assert "secret-word" not in str(refused.value)
