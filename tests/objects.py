"""An S3-compatible storage on this machine: a server of its own, over HTTP."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import boto3
from moto.server import ThreadedMotoServer

BUCKET, PREFIX = "evidence", "record/files"
KEYS = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret-word"}


class Store:
    """A server with one bucket. It forgets nothing when it is ended and started again."""

    def __init__(self) -> None:
        """Started, on a port that is free."""
        self._server = self._started(0)
        self.port = self._server.get_host_and_port()[1]
        self.client.create_bucket(Bucket=BUCKET)

    def _started(self, port: int) -> ThreadedMotoServer:
        server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
        server.start()
        return server

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """As PROVENANCE_FILES_URL names it."""
        return f"s3://{BUCKET}/{PREFIX}?endpoint={self.address}&region=us-east-1"

    @property
    def client(self):
        """What a program besides ours has."""
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )

    def names(self) -> list[str]:
        """The keys of all objects."""
        found = self.client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        return [one["Key"] for one in found]

    def empty(self) -> None:
        for name in self.names():
            self.client.delete_object(Bucket=BUCKET, Key=name)

    def end(self) -> None:
        """Nobody answers any more."""
        self._server.stop()
        self._server._server.server_close()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody answers meanwhile."""
        self.end()
        try:
            yield
        finally:
            self._server = self._started(self.port)


@contextmanager
def storing() -> Iterator[Store]:
    """A store for as long as the block runs, with its keys in the environment."""
    with patch.dict(os.environ, KEYS):
        store = Store()
        try:
            yield store
        finally:
            store.end()
