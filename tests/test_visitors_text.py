from tests.torture.visitors_text import rows


def test_nothing_of_the_short_form_is_lost() -> None:
    for row in rows(short=True):
        assert row.times
        assert row.lost == 0, row
