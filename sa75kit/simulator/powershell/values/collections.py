"""Collections: typed arrays, lists, hashtables, dictionaries, queues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sa75kit.simulator.powershell.types.net_type import NetObject, NetType


class TypedArray(list[object]):
    """An array whose elements have one type, other than object[] (list) and byte[] (bytearray)."""

    def __init__(self, net_type: NetType, items: Iterable[object] = ()) -> None:
        super().__init__(items)
        self.net_type = net_type


class NetList(NetObject):
    """An ArrayList, List[T], Collection, Queue, Stack or HashSet: its items in order."""

    def __init__(self, net_type: NetType, items: Iterable[object] = ()) -> None:
        self.net_type = net_type
        self.items = list(items)

    def __iter__(self) -> Iterator[object]:
        return iter(list(self.items))


class Enumerator(NetObject):
    """An IEnumerator: what $input and GetEnumerator() give; it can be run through once."""

    def __init__(self, net_type: NetType, items: Iterable[object]) -> None:
        self.net_type = net_type
        self.items = list(items)
        self.place = -1

    def __iter__(self) -> Iterator[object]:
        while self.place + 1 < len(self.items):
            self.place += 1
            yield self.items[self.place]


class KeyValue(NetObject):
    """A DictionaryEntry or KeyValuePair."""

    def __init__(self, net_type: NetType, key: object, value: object) -> None:
        self.net_type = net_type
        self.key = key
        self.value = value


class Dictionary(NetObject):
    """A Hashtable, OrderedDictionary or Dictionary[K,V]; text keys without case unless told."""

    def __init__(
        self,
        net_type: NetType,
        pairs: Iterable[tuple[object, object]] = (),
        *,
        case_sensitive: bool = False,
    ) -> None:
        self.net_type = net_type
        self.case_sensitive = case_sensitive
        self._pairs: dict[object, tuple[object, object]] = {}
        for key, value in pairs:
            self[key] = value

    def _key(self, key: object) -> object:
        if isinstance(key, str):
            return ("s", key if self.case_sensitive else key.lower())
        if isinstance(key, list | bytearray):
            return ("o", id(key))
        return (type(key).__name__, key)

    def __contains__(self, key: object) -> bool:
        return self._key(key) in self._pairs

    def __getitem__(self, key: object) -> object:
        found = self._pairs.get(self._key(key))
        return found[1] if found else None

    def __setitem__(self, key: object, value: object) -> None:
        place = self._key(key)
        before = self._pairs.get(place)
        self._pairs[place] = (before[0] if before else key, value)

    def __len__(self) -> int:
        return len(self._pairs)

    def remove(self, key: object) -> bool:
        """Take a key out; say whether it was there."""
        return self._pairs.pop(self._key(key), None) is not None

    def clear(self) -> None:
        """Take everything out."""
        self._pairs.clear()

    def keys(self) -> list[object]:
        """Give the keys as they were first written."""
        return [key for key, _ in self._pairs.values()]

    def values(self) -> list[object]:
        """Give the values."""
        return [value for _, value in self._pairs.values()]

    def pairs(self) -> list[tuple[object, object]]:
        """Give keys with values."""
        return list(self._pairs.values())
