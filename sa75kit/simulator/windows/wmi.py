"""WMI: namespaces of classes, each served by a provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sa75kit.simulator.windows.machine import Windows

INVALID_NAMESPACE, INVALID_CLASS, INVALID_METHOD = 0x8004100E, 0x80041010, 0x8004102E
ACCESS_DENIED, NOT_FOUND, INVALID_QUERY = 0x80041003, 0x80041002, 0x80041017

Instance = dict[str, object]
Invoked = Mapping[str, object]


class WmiError(Exception):
    """WMI refused, with this HRESULT."""

    def __init__(self, code: int) -> None:
        super().__init__(f"WMI error {code:#010x}")
        self.code = code


@dataclass(kw_only=True)
class WmiClass:
    """One class: its instances, its methods, and which properties are its key.

    A method is called with the machine, the instance (None for a static method) and its
    arguments by name, and gives its out-parameters, ReturnValue among them.
    """

    name: str
    instances: Callable[[Windows], list[Instance]]
    key: tuple[str, ...] = ()
    methods: Mapping[str, Callable[[Windows, Instance | None, Invoked], Invoked]] = field(
        default_factory=dict
    )


class WmiTable:
    """All classes of one machine."""

    def __init__(self, machine: Windows) -> None:
        self._machine = machine
        self._namespaces: dict[str, dict[str, WmiClass]] = {}

    def register(self, namespace: str, *classes: WmiClass) -> None:
        """Add classes to a namespace, which is made if it was not there."""
        place = self._namespaces.setdefault(normal_namespace(namespace), {})
        for served in classes:
            place[served.name.lower()] = served

    def unregister(self, namespace: str) -> None:
        """Remove a namespace with its classes."""
        self._namespaces.pop(normal_namespace(namespace), None)

    def namespaces(self) -> list[str]:
        """Give the namespaces."""
        return sorted(self._namespaces)

    def classes(self, namespace: str) -> list[str]:
        """Give the names of a namespace's classes."""
        place = self._namespaces.get(normal_namespace(namespace))
        if place is None:
            raise WmiError(INVALID_NAMESPACE)
        return sorted(served.name for served in place.values())

    def find(self, namespace: str, class_name: str) -> WmiClass:
        """Give a class; an invalid namespace and an invalid class are two different errors."""
        place = self._namespaces.get(normal_namespace(namespace))
        if place is None:
            raise WmiError(INVALID_NAMESPACE)
        if class_name.lower() not in place:
            raise WmiError(INVALID_CLASS)
        return place[class_name.lower()]

    def instances(self, namespace: str, class_name: str) -> list[Instance]:
        """Give the instances of a class, each as its properties by name."""
        return self.find(namespace, class_name).instances(self._machine)

    def invoke(
        self,
        namespace: str,
        class_name: str,
        method: str,
        arguments: Invoked,
        instance: Instance | None = None,
    ) -> Invoked:
        """Call a method, static when no instance is given."""
        methods = self.find(namespace, class_name).methods
        for name, function in methods.items():
            if name.lower() == method.lower():
                lowered = {key.lower(): value for key, value in arguments.items()}
                return function(self._machine, instance, lowered)
        raise WmiError(INVALID_METHOD)


def normal_namespace(namespace: str) -> str:
    """Give a namespace in lower case with backslashes, without a machine before it."""
    text = namespace.replace("/", "\\").lower()
    if text.startswith("\\\\"):
        text = text[2:].partition("\\")[2]
    return text.strip("\\")
