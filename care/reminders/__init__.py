"""Messages to patients: wording, consent to the channel, quiet hours, caps, STOP."""
