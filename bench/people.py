"""Readers and writers at once, for locust: `bench.load` starts it and says in the environment what there is.

A reader opens a mixed sequence of pages, a writer records appearances with the form that people use. Each
waits a while before the next, as somebody does who looks at a page.
"""

import json
import os
import random
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from locust import between, task
from locust.contrib.fasthttp import FastHttpUser

KNOWN: dict[str, Any] = json.loads(Path(os.environ["PROVENANCE_LOAD"]).read_text())
PAUSE = float(KNOWN["pause"])
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo")
ALIKE = 'name="seen"'
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|digest|decision|seen)" value="([^"]*)"')


class Person(FastHttpUser):
    """Somebody with a browser."""

    abstract = True
    wait_time = between(PAUSE / 2, PAUSE * 1.5)
    network_timeout = connection_timeout = 60.0
    headers: dict[str, str] = {}  # of whoever is signed in by a cookie that was made before

    def on_start(self) -> None:
        """A sequence of their own."""
        self.draw = random.Random(f"{type(self).__name__} {random.random()}")

    def open(self, address: str, name: str) -> None:
        """Read a page."""
        self.client.get(address, name=name, headers=self.headers)

    def one(self, what: str) -> Any:
        """One of the rows that there are."""
        return self.draw.choice(KNOWN[what])


class Reader(Person):
    """Reads; every second one is signed in."""

    fixed_count = KNOWN["readers"]

    def on_start(self) -> None:
        """Signed in, or not."""
        super().on_start()
        if KNOWN["signed_in_alone"] or self.draw.random() < 0.5:
            self.headers = {"Cookie": f"sessionid={self.one('sessions')}"}

    @task(6)
    def claims(self) -> None:
        """The list, filtered or not."""
        filters = (
            "",
            "?status=uncorroborated",
            "?status=corroborated&figure=yes",
            "?sort=articles",
        )
        self.open("/claims/" + self.draw.choice(filters), "/claims/")

    @task(3)
    def search(self) -> None:
        """Two words of one claim."""
        words = [word for word in self.one("statements").split() if word.isalpha()]
        asked = "+".join(self.draw.sample(words, min(2, len(words))))
        self.open(f"/claims/?q={asked}", "/claims/?q=")

    @task(8)
    def claim(self) -> None:
        """A claim."""
        self.open(f"/claims/{self.one('claims')}/", "/claims/<id>/")

    @task(3)
    def article(self) -> None:
        """An article."""
        self.open(f"/articles/{self.one('articles')}/", "/articles/<id>/")

    @task(2)
    def source(self) -> None:
        """A source."""
        self.open(f"/sources/{self.one('sources')}/", "/sources/<id>/")

    @task(1)
    def home(self) -> None:
        """The first page."""
        self.open("/", "/")


class Writer(Person):
    """Signs in with name and password, and records."""

    fixed_count = KNOWN["writers"]

    def on_start(self) -> None:
        """Sign in."""
        super().on_start()
        name, password = KNOWN["people"].pop()
        self.send("/accounts/login/", "sign in", login=name, password=password)

    @task
    def record(self) -> None:
        """Record an appearance, and note that it was acknowledged."""
        article, quote = self.one("quotes")
        statement = " ".join("".join(self.draw.choices(SYLLABLES, k=4)) for _ in range(6))
        answer = self.send(
            f"/articles/{article}/record/",
            "/articles/<id>/record/",
            quote=quote,
            statement=statement,
            basis="own_reporting",
        )
        if answer == 302:
            with Path(KNOWN["acknowledged"]).open("a") as file:
                file.write(statement + "\n")

    def send(self, address: str, name: str, **fields: str) -> int:
        """Open the page, fill in the form with what it holds hidden, and send it; once more, as the page
        asks, if claims on record look alike."""
        page = self.client.get(address, name=name).text or ""
        answer = self.post(address, name, page, fields)
        if ALIKE in (answer.text or ""):
            answer = self.post(address, name, answer.text, fields)
        return int(answer.status_code)

    def post(self, address: str, name: str, page: str, fields: dict[str, str]) -> Any:
        """Send the form of a page."""
        with self.client.post(
            address,
            urlencode([*HIDDEN.findall(page), *fields.items()]),
            headers={"Origin": self.host, "Content-Type": "application/x-www-form-urlencoded"},
            name=f"POST {name}",
            allow_redirects=False,
            catch_response=True,
        ) as answer:
            if answer.status_code == 302 or ALIKE in (answer.text or ""):
                answer.success()
            else:
                answer.failure(f"{answer.status_code}")
            return answer
