"""Text that is being typed, kept on the server until its form is saved."""
