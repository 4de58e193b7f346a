"""The type system: .NET types, their members, and how a call finds its overload."""
