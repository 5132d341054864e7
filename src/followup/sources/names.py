"""Folder and file names that mean sent mail, in the languages of mail programs."""

import re

SENT = re.compile(
    r"^(inbox\.)?\.?("
    r"sent([ _-]?(items|messages|mail|objects))?"
    r"|gesendet(e)?( (objekte|elemente|nachrichten))?"
    r"|(messages |éléments |elements )?envoy[ée]s?"
    r"|(elementos |mensajes |correo |itens )?enviad[oa]s?"
    r"|(posta |messaggi )?inviat[ai]|verzonden( (items|berichten))?|verstuurd"
    r"|sendt( post)?|skickat?|skickade( (meddelanden|objekt))?|lähetetyt|wysłane|odeslan[áé]|отправленные|送信済み|已发送(邮件)?"
    r")(\.mbox|\.mbx|\.eml)?$",
    re.IGNORECASE,
)


def is_sent_name(name: str) -> bool:
    """Whether a folder or mailbox file of this name holds what its owner sent."""
    return bool(SENT.match(name))
