from __future__ import annotations

import json
from pathlib import Path

import keyring
import keyring.backend
import pytest

from sa75kit.errors import BadInput
from sa75kit.reference import SecretName
from sa75kit.remoting.secrets import (
    Credential,
    check_references,
    resolve_credential,
    resolve_secret,
)

PASSWORD = "S3cr&t-パス"


class Memory(keyring.backend.KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        return PASSWORD if (service, username) == ("sites/tokyo", "CORP\\ir") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", Memory())  # type: ignore[no-untyped-call]


def private(path: Path, content: str) -> Path:
    path.touch(mode=0o600)
    path.write_text(content, "utf-8")
    return path


def test_a_credential_shows_its_name_only() -> None:
    credential = Credential(username="ir", password=PASSWORD)
    assert "ir" in repr(credential)
    assert PASSWORD not in repr(credential)


def test_environment_gives_name_and_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SA75_X_USERNAME", "ir")
    monkeypatch.setenv("SA75_X_PASSWORD", PASSWORD)
    assert resolve_credential("env:SA75_X", tmp_path) == Credential(
        username="ir", password=PASSWORD
    )


def test_environment_gives_a_lone_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SA75_AMT", PASSWORD)
    assert resolve_secret(SecretName("env:SA75_AMT"), tmp_path) == PASSWORD


@pytest.mark.parametrize("blank", [None, ""])
def test_a_variable_that_is_not_set_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, blank: str | None
) -> None:
    monkeypatch.setenv("SA75_X_USERNAME", "ir")
    monkeypatch.delenv("SA75_X_PASSWORD", raising=False)
    if blank is not None:
        monkeypatch.setenv("SA75_X_PASSWORD", blank)
    with pytest.raises(BadInput, match=r"env:SA75_X: .*SA75_X_PASSWORD"):
        resolve_credential("env:SA75_X", tmp_path)


@pytest.mark.usefixtures("memory")
def test_keyring_splits_at_the_last_slash(tmp_path: Path) -> None:
    reference = "keyring:sites/tokyo/CORP\\ir"
    found = resolve_credential(reference, tmp_path)
    assert found == Credential(username="CORP\\ir", password=PASSWORD)
    assert resolve_secret(SecretName(reference), tmp_path) == PASSWORD


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("reference", ["keyring:sites/nobody", "keyring:sites", "keyring:/x"])
def test_what_the_keyring_does_not_have_is_bad_input(tmp_path: Path, reference: str) -> None:
    with pytest.raises(BadInput, match=r"^keyring:"):
        resolve_credential(reference, tmp_path)


def test_a_keyring_that_cannot_be_read_is_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from keyring.backends.fail import Keyring

    monkeypatch.setattr(keyring.core, "_keyring_backend", Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(BadInput, match="keyring cannot be read"):
        resolve_credential("keyring:a/b", tmp_path)


def test_a_file_is_relative_to_the_site_file(tmp_path: Path) -> None:
    content = json.dumps({"username": "ir", "password": PASSWORD})
    private(tmp_path / "credential.json", content)
    found = resolve_credential("file:credential.json", tmp_path)
    assert found == Credential(username="ir", password=PASSWORD)
    assert resolve_secret(SecretName("file:credential.json"), tmp_path) == PASSWORD


@pytest.mark.parametrize("content", [PASSWORD, PASSWORD + "\n", PASSWORD + "\r\n"])
def test_a_lone_secret_loses_its_line_end_alone(tmp_path: Path, content: str) -> None:
    private(tmp_path / "amt.txt", content)
    assert resolve_secret(SecretName("file:amt.txt"), tmp_path) == PASSWORD


@pytest.mark.parametrize(
    "content", ['{"username": "ir"', '{"username": "ir"}', '{"password": "s3cr3t!"}', "s3cr3t!"]
)
def test_a_defect_in_a_credential_file_never_repeats_it(tmp_path: Path, content: str) -> None:
    private(tmp_path / "c.json", content)
    with pytest.raises(BadInput) as caught:
        resolve_credential("file:c.json", tmp_path)
    assert "file:c.json" in str(caught.value)
    assert "s3cr3t" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    private(tmp_path / "c", PASSWORD).chmod(mode)
    with pytest.raises(BadInput, match="chmod 600"):
        resolve_secret(SecretName("file:c"), tmp_path)


def test_a_file_that_is_not_there_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"file:none\.json: .*cannot be read.*create it"):
        resolve_credential("file:none.json", tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00\xd8"])
def test_an_empty_or_foreign_file_is_bad_input(tmp_path: Path, content: bytes) -> None:
    path = private(tmp_path / "c", "")
    path.write_bytes(content)
    with pytest.raises(BadInput, match="file:c"):
        resolve_secret(SecretName("file:c"), tmp_path)


def test_kerberos_needs_no_credential(tmp_path: Path) -> None:
    assert resolve_credential("kerberos:", tmp_path) is None


def test_nobody_is_asked_where_nobody_sits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("ir\n"))
    monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    with pytest.raises(BadInput, match="nobody can be asked"):
        resolve_credential("prompt:", tmp_path)


@pytest.mark.parametrize("reference", ["prompt:", "kerberos:"])
def test_some_references_give_no_lone_secret(tmp_path: Path, reference: str) -> None:
    with pytest.raises(BadInput, match="no lone secret"):
        resolve_secret(SecretName(reference), tmp_path)


def test_a_password_in_place_of_a_reference_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        resolve_credential("hunter2", tmp_path)
    assert "hunter2" not in str(caught.value)


def test_all_missing_references_are_told_at_once(tmp_path: Path) -> None:
    names = [SecretName("env:SA75_NO1"), None, SecretName("file:no2"), SecretName("env:SA75_NO1")]
    with pytest.raises(BadInput) as caught:
        check_references(names, tmp_path)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        "env:SA75_NO1",
        "file:no2",
    ]
