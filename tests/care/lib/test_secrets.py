"""Secrets at rest: only the right key gives the text back, keys rotate, a link's secret is kept as a hash."""

import pytest
from cryptography.fernet import Fernet

from care.lib.secrets import WrongKey, decrypt, encrypt, new_secret, secret_hash

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_the_text_comes_back_and_does_not_show() -> None:
    token = encrypt("JBSWY3DPEHPK3PXP", [NEW])
    assert "JBSWY3DPEHPK3PXP" not in token
    assert decrypt(token, [NEW]) == "JBSWY3DPEHPK3PXP"


def test_the_same_text_is_never_stored_alike() -> None:
    assert encrypt("one", [NEW]) != encrypt("one", [NEW])


def test_keys_rotate_newest_first() -> None:
    before = encrypt("one", [OLD])
    assert decrypt(before, [NEW, OLD]) == "one"
    assert decrypt(encrypt("two", [NEW, OLD]), [NEW]) == "two"


@pytest.mark.parametrize(
    "token",
    ["", "one", "gAAAA", encrypt("one", [OLD]), encrypt("one", [NEW])[:-4] + "AAA="],
    ids=["empty", "a word", "cut", "another key", "changed"],
)
def test_a_wrong_key_or_a_changed_text_is_refused_and_never_returned(token: str) -> None:
    with pytest.raises(WrongKey):
        decrypt(token, [NEW])


def test_a_links_secret_is_long_and_hashed() -> None:
    secrets = {new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(len(secret) == 43 for secret in secrets)
    assert len(secret_hash("a")) == 32
    assert secret_hash("a") != secret_hash("b")
