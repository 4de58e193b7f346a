"""The values that scripts work with: .NET's numbers, collections, objects, errors."""
