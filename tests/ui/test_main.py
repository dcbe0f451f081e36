import socket

import pytest

from ui.__main__ import main


def test_a_taken_port_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert f"127.0.0.1 port {port}" in error
    assert "--port" in error


def test_an_unknown_setting_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_UI_COLOUR", "red")
    assert main([]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "LUOHU_UI_COLOUR" in error
    assert "journal_days" in error


def test_a_port_out_of_range_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--port", "70000"])
    assert stopped.value.code == 2
    assert "70000" in capsys.readouterr().err
