"""How well mail is understood: figures on public mail kept beside the project and on mails written for it."""
