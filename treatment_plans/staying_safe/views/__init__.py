"""The screens of this room, and the frame that they share."""
