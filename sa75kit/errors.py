"""The tree of errors.

Sa75Error
├── BadInput              a person gave something that cannot be used; nothing was touched
├── GateStopped           a rollout gate stopped the waves that would have followed
└── HostError             one host failed; the others go on
    ├── NotSent           nothing reached the host: it is as it was
    │   ├── Unreachable        no connection, or nothing there speaks WinRM
    │   └── CredentialRejected the host refused the credential (counts towards account lockout)
    └── Unanswered        something was sent and no answer came: it may have happened
"""

from __future__ import annotations


class Sa75Error(Exception):
    """Everything that sa75kit raises on purpose."""


class BadInput(Sa75Error):
    """A person gave something that cannot be used: the message names file, row or key."""


class GateStopped(Sa75Error):
    """Too many hosts of a wave failed, so the next wave does not start."""


class HostError(Sa75Error):
    """One host failed; the message is the reason that its row shows."""


class NotSent(HostError):
    """Nothing was sent to the host, so it may be tried again."""


class Unreachable(NotSent):
    """Nothing answered at the host's address, or what answered is not WinRM."""


class CredentialRejected(NotSent):
    """The host refused the credential."""


class Unanswered(HostError):
    """Something was sent and no answer came: read the host again, never send again."""
