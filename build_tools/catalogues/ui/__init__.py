"""Load UI strings, the glossary and titles in a language."""
