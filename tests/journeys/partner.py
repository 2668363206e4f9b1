"""A partner clinic's own system, as its programmer would write it: a token by client credentials, then plain GETs."""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

# what differs between any two answers
OF_THE_MOMENT = {"date", "x-request-id", "ratelimit"}


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> Any:
        return json.loads(self.text)

    def as_seen(self, *hidden: str) -> tuple[int, dict[str, str], str]:
        """The answer without what belongs to the moment; `hidden` texts (what was asked for) are blanked."""
        text, headers = self.text, {name: value for name, value in self.headers.items() if name not in OF_THE_MOMENT}
        for number in (*hidden, self.headers.get("x-request-id", "")):
            text = text.replace(number, "…") if number else text
        return self.status, headers, text


@dataclass
class Partner:
    """Who asks."""

    address: str
    client_id: str
    secret: str
    token: str = field(default="")

    def signs_in(self) -> "Partner":
        words = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
        asked = urllib.request.Request(f"{self.address}/oauth/token/", data=form, headers={"Authorization": f"Basic {words}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            self.token = json.load(answer)["access_token"]
        return self

    def asks(self, path: str, **headers: str) -> Answer:
        given = {"Authorization": f"Bearer {self.token}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        asked = urllib.request.Request(f"{self.address}{path}", headers=given)
        try:
            answer = urllib.request.urlopen(asked, timeout=10)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            found = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status, found, answer.read().decode())
