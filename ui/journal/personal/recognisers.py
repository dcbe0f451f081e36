"""All recognisers, in the order in which they look: what one has found no later one sees."""

from ui.journal.personal.abroad_phone import AbroadPhone
from ui.journal.personal.account import Account
from ui.journal.personal.address import Address
from ui.journal.personal.bank_card import BankCard
from ui.journal.personal.birth import Birth
from ui.journal.personal.coordinates import Coordinates
from ui.journal.personal.email_address import EmailAddress
from ui.journal.personal.hong_kong_identity import HongKongIdentity
from ui.journal.personal.internet_address import InternetAddress
from ui.journal.personal.landline import Landline
from ui.journal.personal.macau_identity import MacauIdentity
from ui.journal.personal.mobile import Mobile
from ui.journal.personal.name import Name
from ui.journal.personal.passport import Passport
from ui.journal.personal.permit import Permit
from ui.journal.personal.plate import Plate
from ui.journal.personal.qq import Qq
from ui.journal.personal.recogniser import Recogniser
from ui.journal.personal.resident_identity import ResidentIdentity
from ui.journal.personal.wechat import Wechat

# Forms that can be checked come first, then what only the words around it tell. A social credit code is on no list:
# it names an organisation, and by law anybody may look it up.
RECOGNISERS: tuple[Recogniser, ...] = (
    EmailAddress(),
    ResidentIdentity(),
    Permit(),
    Passport(),
    BankCard(),
    Account(),
    Qq(),
    Wechat(),
    Mobile(),
    AbroadPhone(),
    MacauIdentity(),
    Landline(),
    Plate(),
    HongKongIdentity(),
    InternetAddress(),
    Coordinates(),
    Birth(),
    Address(),
    Name(),
)
