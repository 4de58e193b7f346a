"""Where secrets come from: references of the contract, resolved at the last moment.

No message repeats what was read: it may be the secret.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path

import keyring
from keyring.errors import KeyringError

from sa75kit.errors import BadInput
from sa75kit.reference import SecretName


@dataclass(frozen=True, kw_only=True)
class Credential:
    """A user name and its password; only the name shows."""

    username: str
    password: str = field(repr=False)


def resolve_credential(reference: str, folder: Path) -> Credential | None:
    """Give what the reference stands for; None for `kerberos:`, which needs none.

    `folder` is the one that `file:` paths are relative to (the site file's).

    Raises:
        BadInput: there is no such credential, or it must not be used; the reference is named.
    """
    scheme, _, rest = reference.partition(":")
    match scheme:
        case "kerberos":
            return None
        case "env":
            return Credential(
                username=_variable(f"{rest}_USERNAME", reference),
                password=_variable(f"{rest}_PASSWORD", reference),
            )
        case "keyring":
            service, username = _service_and_username(rest, reference)
            return Credential(
                username=username, password=_from_keyring(service, username, reference)
            )
        case "file":
            return _credential_in(_file(rest, folder, reference), reference)
        case "prompt":
            return _ask_credential(reference)
        case _:
            raise _not_a_reference()


def resolve_secret(name: SecretName, folder: Path) -> str:
    """Give the lone secret that a name stands for.

    Raises:
        BadInput: there is none, or it must not be used; the reference is named.
    """
    scheme, _, rest = name.reference.partition(":")
    match scheme:
        case "env":
            return _variable(rest, name.reference)
        case "keyring":
            service, username = _service_and_username(rest, name.reference)
            return _from_keyring(service, username, name.reference)
        case "file":
            return _secret_in(_file(rest, folder, name.reference))
        case "prompt" | "kerberos":
            raise BadInput(
                f"{name.reference} gives no lone secret; use env:NAME, keyring:SERVICE/USERNAME"
                " or file:PATH"
            )
        case _:
            raise _not_a_reference()


def check_references(names: Iterable[SecretName | None], folder: Path) -> None:
    """See that every secret can be had, before any host is touched; nothing is kept.

    Raises:
        BadInput: every defect, one a line.
    """
    defects = []
    for name in dict.fromkeys(names):
        if name is None:
            continue
        try:
            resolve_secret(name, folder)
        except BadInput as error:
            defects.append(str(error))
    if defects:
        raise BadInput("\n".join(defects))


def _not_a_reference() -> BadInput:
    # The text may be the secret itself, so it is not repeated.
    return BadInput(
        "not a reference; give env:NAME, keyring:SERVICE/USERNAME, file:PATH, prompt: or kerberos:"
    )


def _variable(name: str, reference: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise BadInput(f"{reference}: the environment variable {name} is not set; set it")
    return value


def _service_and_username(rest: str, reference: str) -> tuple[str, str]:
    service, _, username = rest.rpartition("/")
    if not service or not username:
        raise BadInput(f"{reference}: write keyring:SERVICE/USERNAME")
    return service, username


def _from_keyring(service: str, username: str, reference: str) -> str:
    try:
        secret = keyring.get_password(service, username)
    except KeyringError as error:
        raise BadInput(
            f"{reference}: the keyring cannot be read ({type(error).__name__}); unlock it, or"
            " install a keyring backend, or use env: or file:"
        ) from error
    if not secret:
        raise BadInput(f"{reference}: not in the keyring; run: keyring set {service} {username}")
    return secret


def _file(rest: str, folder: Path, reference: str) -> str:
    path = folder / Path(rest).expanduser()
    try:
        with path.open(encoding="utf-8-sig") as opened:
            # The opened file is looked at, not the path: it may be another one by then.
            mode = os.fstat(opened.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise BadInput(f"{reference}: {path} is no regular file")
            if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
                raise BadInput(
                    f"{reference}: others than its owner may use {path}; run: chmod 600 {path}"
                )
            content = opened.read()
    except OSError as error:
        raise BadInput(
            f"{reference}: {path} cannot be read ({error.strerror}); create it, readable by you"
            " alone"
        ) from error
    except UnicodeDecodeError:
        # From None: the error would carry the file's content.
        raise BadInput(f"{reference}: {path} is not UTF-8; save it as UTF-8") from None
    if not content.strip():
        raise BadInput(f"{reference}: {path} is empty; write the secret into it")
    return content


def _json_fields(content: str) -> dict[str, object] | None:
    """Give the fields of a JSON credential; None for a lone secret."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _credential_in(content: str, reference: str) -> Credential:
    fields = _json_fields(content) or {}
    username, password = fields.get("username"), fields.get("password")
    if (
        not isinstance(username, str)
        or not isinstance(password, str)
        or not (username and password)
    ):
        raise BadInput(
            f'{reference}: write JSON into the file: {{"username": "…", "password": "…"}}'
        )
    return Credential(username=username, password=password)


def _secret_in(content: str) -> str:
    fields = _json_fields(content) or {}
    password = fields.get("password")
    return password if isinstance(password, str) and password else content.rstrip("\r\n")


def _ask_credential(reference: str) -> Credential:
    """Ask whoever sits there; a Jupyter kernel brings its own `input` and `getpass`."""
    alone = BadInput(
        f"{reference}: nobody can be asked here; use env:NAME, keyring:SERVICE/USERNAME or"
        " file:PATH"
    )
    if "ipykernel" not in sys.modules and not (sys.stdin is not None and sys.stdin.isatty()):
        raise alone
    try:
        username = input("User name: ").strip()
        password = getpass("Password: ")
    except (EOFError, OSError, RuntimeError) as error:
        # RuntimeError: what a kernel without a person in front of it raises (papermill).
        raise alone from error
    if not username or not password:
        raise BadInput(f"{reference}: the user name or the password was left empty")
    return Credential(username=username, password=password)
