import pytest

from ui.address import HANDED_OVER, client_address, is_handed_over


def scope(peer: tuple[str, int] | None, *headers: tuple[bytes, bytes]) -> dict[str, object]:
    return {"type": "http", "peer": peer, "client": ("198.51.100.99", 1), "headers": list(headers)}


def forwarded(*values: str) -> list[tuple[bytes, bytes]]:
    return [(b"x-forwarded-for", value.encode()) for value in values]


@pytest.mark.parametrize(
    ("peer", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
    ],
)
def test_an_address_is_counted_by_itself_and_of_ipv6_its_network(peer: str, client: str) -> None:
    assert client_address(scope((peer, 5)), n_proxies=0) == client


def test_what_a_client_writes_of_itself_is_not_believed_without_a_proxy() -> None:
    assert client_address(scope(("192.0.2.7", 5), *forwarded("203.0.113.1")), n_proxies=0) == "192.0.2.7"


@pytest.mark.parametrize(
    ("values", "n_proxies", "client"),
    [
        (["203.0.113.1"], 1, "203.0.113.1"),
        (["6.6.6.6, 203.0.113.1"], 1, "203.0.113.1"),  # the first was written by the client
        (["6.6.6.6", "203.0.113.1"], 1, "203.0.113.1"),
        (["6.6.6.6, 203.0.113.1, 192.0.2.8"], 2, "203.0.113.1"),
        (["203.0.113.1:4711"], 1, "203.0.113.1"),
        (["[2001:db8:1:2::9]:4711"], 1, "2001:db8:1:2::/64"),
        (["203.0.113.1"], 2, "192.0.2.7"),  # past one of the proxies: the peer is what is known
        (["nonsense"], 1, "192.0.2.7"),
        ([], 1, "192.0.2.7"),
    ],
)
def test_of_several_addresses_the_one_that_the_first_trusted_proxy_saw(
    values: list[str], n_proxies: int, client: str
) -> None:
    assert client_address(scope(("192.0.2.7", 5), *forwarded(*values)), n_proxies=n_proxies) == client


def test_another_worker_is_believed_and_nobody_else() -> None:
    told = (HANDED_OVER, b"203.0.113.1")
    assert client_address(scope(None, told), n_proxies=0) == "203.0.113.1"
    assert client_address(scope(("192.0.2.7", 5), told), n_proxies=0) == "192.0.2.7"


def test_who_is_not_known_has_no_name() -> None:
    assert client_address({"type": "http", "client": None, "headers": []}, n_proxies=0) == ""


def test_only_what_comes_from_nowhere_and_says_so_was_handed_over() -> None:
    told = (HANDED_OVER, b"203.0.113.1")
    assert is_handed_over(scope(None, told))
    assert not is_handed_over(scope(("192.0.2.7", 5), told))
    assert not is_handed_over(scope(None))
