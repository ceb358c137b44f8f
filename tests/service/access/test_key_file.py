"""The file of keys: what is written, what is refused, and what becomes of damage."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.access.key import AccessKey, new_secret, secret_digest
from service.access.key_file import KeyFile, KeyRefused, KeysDamaged

KEY = AccessKey("intranet", ("search", "chat"), datetime(2026, 1, 31, tzinfo=UTC), ("Nord",), digest="0" * 64)


@pytest.fixture
def file(tmp_path: Path) -> KeyFile:
    return KeyFile(tmp_path / "new" / "keys.json")


def test_keys_come_back(file: KeyFile) -> None:
    """Whole, in order, and for the owner's eyes; without a file there is nothing."""
    assert file.read() is None
    other = replace(KEY, name="büro.süd-2@amt", digest=None, user="*@süd.example", expires=KEY.created, per_minute=7)
    for key in (KEY, other):
        file.add(key)
    assert file.read() == (KEY, other)
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in file.path.parent.iterdir()) == [".keys.json.lock", "keys.json"]


def test_no_secret_is_kept(file: KeyFile) -> None:
    """But what it is recognised by; no two are alike."""
    secret = new_secret()
    file.add(replace(KEY, digest=secret_digest(secret)))
    assert secret.removeprefix("lotse_") not in file.path.read_text("utf-8")
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(secret) == len("lotse_") + 43


def test_a_revoked_key_stays_known(file: KeyFile) -> None:
    """So its name isn't given to another."""
    file.add(KEY)
    file.revoke("intranet")
    (found,) = file.read() or ()
    assert (found.state, found.name) == ("revoked", "intranet")
    with pytest.raises(KeyRefused, match="names aren't given twice"):
        file.add(KEY)
    with pytest.raises(KeyRefused, match="there is no key 'intranet'"):
        file.revoke("intranet")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (replace(KEY, name="../x"), "is no name"),
        (replace(KEY, name=""), "is no name"),
        (replace(KEY, name="a\nb"), "is no name"),
        (replace(KEY, scopes=()), "opens nothing"),
        (replace(KEY, scopes=("admin",)), "of all catalogues"),
        (replace(KEY, scopes=("admin",), catalogues=None, origin="https://a.example"), "can't have the administration"),
    ],
)
def test_what_cannot_be_meant(file: KeyFile, key: AccessKey, reason: str) -> None:
    """Nothing is written then."""
    with pytest.raises(KeyRefused, match=reason):
        file.add(key)
    assert file.read() is None


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 1, "keys": []}', b"[" * 100_000])
def test_damage_is_named(file: KeyFile, content: bytes) -> None:
    """A file that isn't what was written is none, and never an empty one."""
    file.add(KEY)
    file.path.write_bytes(content)
    with pytest.raises(KeysDamaged, match=r"keys\.json is damaged"):
        file.read()
    with pytest.raises(KeysDamaged):
        file.add(replace(KEY, name="other"))


def test_a_changed_scope_is_damage(file: KeyFile) -> None:
    """As is any other change by a hand that doesn't know the checksum."""
    file.add(KEY)
    file.path.write_text(file.path.read_text("utf-8").replace('"search"', '"admin"'), "utf-8")
    with pytest.raises(KeysDamaged, match="checksum"):
        file.read()


def test_many_hands(file: KeyFile) -> None:
    """None of the keys that are added at once is lost."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: file.add(replace(KEY, name=f"key{number}")), range(20)))
    assert {key.name for key in file.read() or ()} == {f"key{number}" for number in range(20)}
    assert json.loads(file.path.read_bytes())["format"] == 1
