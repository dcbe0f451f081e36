"""All recognisers, in the order in which they look: what one has found no later one sees."""

from rag.personal.abroad_phone import AbroadPhone
from rag.personal.account import Account
from rag.personal.address import Address
from rag.personal.bank_card import BankCard
from rag.personal.birth import Birth
from rag.personal.coordinates import Coordinates
from rag.personal.email_address import EmailAddress
from rag.personal.hong_kong_identity import HongKongIdentity
from rag.personal.internet_address import InternetAddress
from rag.personal.landline import Landline
from rag.personal.macau_identity import MacauIdentity
from rag.personal.mobile import Mobile
from rag.personal.name import Name
from rag.personal.passport import Passport
from rag.personal.permit import Permit
from rag.personal.plate import Plate
from rag.personal.qq import Qq
from rag.personal.recogniser import Recogniser
from rag.personal.resident_identity import ResidentIdentity
from rag.personal.wechat import Wechat

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
