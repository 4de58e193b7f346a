"""A site's folder in a case: where everything that was asked, decided and done is kept."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sa75kit import plan as plans
from sa75kit.assessment import Witness
from sa75kit.case.intake import Site
from sa75kit.errors import BadInput
from sa75kit.facts import queries_for
from sa75kit.plan import Plan
from sa75kit.reading import Known, Reading, Unknown
from sa75kit.remoting.session import Answer, Answers, Query


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One host's raw answers of one probe, read back from the case."""

    host: str
    moment: datetime
    failure: str | None
    answers: Answers
    wire: Reading[Witness]


@dataclass(frozen=True)
class SiteFolder:
    """`CASE/SITE/`."""

    path: Path

    @classmethod
    def open(cls, case: Path, site: Site) -> SiteFolder:
        """Give the site's folder, made where it is not there, with copies of its two files.

        Raises:
            BadInput: the folder belongs to another site file, or cannot be written.
        """
        path = case / site.settings.site
        kept = path / "site.yaml"
        if kept.exists() and _origin(path) not in (None, str(site.path.resolve())):
            raise BadInput(
                f"{path}: this case folder belongs to {_origin(path)}, not to {site.path};"
                " use another --case"
            )
        try:
            for part in ("raw", "notebooks"):
                (path / part).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site.path, kept)
            shutil.copyfile(site.inventory_path, path / f"inventory{site.inventory_path.suffix}")
            write_text(path / "origin.json", json.dumps({"site": str(site.path.resolve())}))
        except OSError as error:
            raise BadInput(f"{path}: cannot be written ({error.strerror})") from error
        return cls(path)

    @classmethod
    def existing(cls, path: Path) -> SiteFolder:
        """Give a site's folder that must be there already."""
        if not (path / "site.yaml").exists():
            raise BadInput(f"{path}: no such case folder; it is CASE/SITE of an earlier run")
        return cls(path)

    @property
    def journal(self) -> Path:
        """The journal's file."""
        return self.path / "journal.jsonl"

    def new_probe(self, purpose: str) -> str:
        """Make the folder of a new probe and give its name, which sorts by time."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{purpose}"
        (self.path / "raw" / name).mkdir()
        return name

    def probes(self, purpose: str) -> tuple[str, ...]:
        """Name the probes of this purpose that reached any host, the latest first.

        Raises:
            BadInput: there is none.
        """
        folders = {file.parent.name for file in (self.path / "raw").glob(f"*-{purpose}/*.jsonl")}
        if not folders:
            raise BadInput(f"{self.path}: no {purpose} yet; run --stage {purpose} first")
        return tuple(sorted(folders, reverse=True))

    def write_taken(self, probe: str, taken: Taken) -> None:
        """Keep one host's raw answers: a head, one line an answer, the outside's view."""
        head = {
            "host": taken.host,
            "moment": taken.moment.isoformat(),
            "failure": taken.failure,
        }
        lines = [head, *map(answer_to_json, taken.answers.values())]
        lines.append({"wire": _wire_to_json(taken.wire)})
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_text(self.path / "raw" / probe / f"{taken.host}.jsonl", text)

    def taken(self, probes: Sequence[str], host: str, tool: str) -> Taken:
        """Read one host's raw answers back, from the first of these probes that has them."""
        found = (self.path / "raw" / probe / f"{host}.jsonl" for probe in probes)
        path = next((path for path in found if path.exists()), None)
        if path is None:
            reason = "was not asked yet"
            return Taken(
                host=host,
                moment=datetime.now(UTC),
                failure=reason,
                answers={},
                wire=Unknown(reason),
            )
        head, *answers, wire = (json.loads(line) for line in path.read_text("utf-8").splitlines())
        by_argv = {query.shown: query for query in queries_for(tool)}
        read: dict[Query, Answer] = {}
        for content in answers:
            answer = answer_from_json(content)
            if answer.argv in by_argv:
                read[by_argv[answer.argv]] = answer
        return Taken(
            host=host,
            moment=datetime.fromisoformat(head["moment"]),
            failure=head["failure"],
            answers=read,
            wire=_wire_from_json(wire["wire"]),
        )

    def write_plan(self, plan: Plan) -> None:
        """Keep the plan, with its digest beside it for people."""
        content = {"digest": plan.digest, **plans.to_json(plan)}
        write_text(self.path / "plan.json", json.dumps(content, ensure_ascii=False, indent=1))

    def plan(self) -> Plan:
        """Read the plan back.

        Raises:
            BadInput: there is none, or it was changed after it was written.
        """
        path = self.path / "plan.json"
        content = _json(path, "plan first: sa75kit run SITE.yaml --stage plan")
        plan = plans.from_json(content, where=str(path))
        if content.get("digest") != plan.digest:
            raise BadInput(f"{path}: was changed after it was written; plan again")
        return plan

    def approve(self, digest: str, by: str) -> None:
        """Record who approved which digest."""
        approval = {"digest": digest, "by": by, "time": datetime.now(UTC).isoformat()}
        write_text(self.path / "approval.json", json.dumps(approval, ensure_ascii=False))

    def approved(self) -> str:
        """Give the digest that was approved.

        Raises:
            BadInput: nothing was.
        """
        path = self.path / "approval.json"
        content = _json(path, f"approve the plan first: sa75kit approve {self.path} --by NAME")
        return str(content.get("digest"))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder for one run at a time; the lock ends with its process.

        Raises:
            BadInput: another run holds it.
        """
        with (self.path / ".lock").open("a+b") as file:
            try:
                _lock(file)
            except OSError as error:
                raise BadInput(f"{self.path}: another run works in this folder") from error
            yield


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def write_text(path: Path, text: str) -> None:
    """Write a file so that a kill leaves the old one or the new one, never half of one."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)  # noqa: PTH105


def _json(path: Path, otherwise: str) -> dict[str, Any]:
    if not path.exists():
        raise BadInput(f"{path}: is not there; {otherwise}")
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise BadInput(f"{path}: is not JSON ({error})") from error
    if not isinstance(content, dict):
        raise BadInput(f"{path}: is not a JSON object")
    return content


def _origin(path: Path) -> str | None:
    origin = path / "origin.json"
    return str(_json(origin, "")["site"]) if origin.exists() else None


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as plain data, its streams as base64."""
    return {
        "argv": list(answer.argv),
        "stdout": base64.b64encode(answer.stdout).decode(),
        "stderr": base64.b64encode(answer.stderr).decode(),
        "exit_code": answer.exit_code,
        "code_page": answer.code_page,
        "started": answer.started.isoformat(),
        "duration": answer.duration,
        "truncated": answer.truncated,
        "failure": answer.failure,
    }


def answer_from_json(content: Mapping[str, Any]) -> Answer:
    """Read back what `answer_to_json` gave."""
    return Answer(
        argv=tuple(content["argv"]),
        stdout=base64.b64decode(content["stdout"]),
        stderr=base64.b64decode(content["stderr"]),
        exit_code=content["exit_code"],
        code_page=content["code_page"],
        started=datetime.fromisoformat(content["started"]),
        duration=content["duration"],
        truncated=content["truncated"],
        failure=content["failure"],
    )


def _wire_to_json(wire: Reading[Witness]) -> dict[str, Any]:
    if isinstance(wire, Unknown):
        return {"unknown": wire.reason}
    return {"answered": dict(wire.value.answered), "unclear": dict(wire.value.unclear)}


def _wire_from_json(content: Mapping[str, Any]) -> Reading[Witness]:
    if "unknown" in content:
        return Unknown(content["unknown"])
    answered = {int(port): str(said) for port, said in content["answered"].items()}
    unclear = {int(port): str(why) for port, why in content["unclear"].items()}
    return Known(Witness(answered=answered, unclear=unclear), "wire")
