"""The rules by family. Each module has one function per rule and one `judge` that asks them all. Pure."""
