"""The tables: one noun a file, with its fields, constraints, scopes and claims.

May import Django and `core`. No sending, parsing, composing or deciding happens here. Every row
belongs to a workspace.
"""

from .account import Account
from .account_folder import Folder, FolderMail
from .address import Address
from .campaign import Enrolled
from .contact import Contact, Detail
from .event import CalendarEvent
from .fact import Fact
from .folder_entry import Collection, FolderEntry
from .follow_up import FollowUp
from .guess import Guess, Trace
from .heartbeat import Heartbeat
from .imports import Import, ImportFile, Unread
from .letter import Letter
from .login_link import LoginLink
from .mention import Mention
from .merge import Merge
from .message import Message
from .opportunity import Opportunity
from .organisation import Organisation
from .playbook import PlaybookText
from .ranking import Buyer, Ranking
from .sign_in import Grant, SignIn
from .suppression import Suppression
from .table_legend import TableLegend
from .workspace import Member, Sender, Workspace

__all__ = [
    "Account",
    "Address",
    "Buyer",
    "CalendarEvent",
    "Collection",
    "Contact",
    "Detail",
    "Enrolled",
    "Fact",
    "Folder",
    "FolderEntry",
    "FolderMail",
    "FollowUp",
    "Grant",
    "Guess",
    "Heartbeat",
    "Import",
    "ImportFile",
    "Letter",
    "LoginLink",
    "Member",
    "Mention",
    "Merge",
    "Message",
    "Opportunity",
    "Organisation",
    "PlaybookText",
    "Ranking",
    "Sender",
    "SignIn",
    "Suppression",
    "TableLegend",
    "Trace",
    "Unread",
    "Workspace",
]
