"""Channels that leave the building: e-mail and text messages. What goes wrong is a SendError, permanent or not."""
