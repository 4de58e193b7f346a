"""The engine: scopes, evaluation, commands and the pipelines between them."""
