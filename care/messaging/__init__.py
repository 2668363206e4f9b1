"""Channels that leave the building: e-mail and text messages. What goes wrong is a SendError, permanent or not."""

from care.messaging.channels import Attachment, provider_token, send_email, send_sms
from care.messaging.rules import SendError

__all__ = ["Attachment", "SendError", "provider_token", "send_email", "send_sms"]
