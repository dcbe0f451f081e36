from fastapi.testclient import TestClient


def test_smoke(client: TestClient, anybody: TestClient) -> None:
    r = anybody.get("/staff/withheld?x=1")
    assert r.status_code == 303
    assert r.headers["location"] == "/staff/login?next=/staff/withheld%3Fx%3D1"
    assert anybody.get("/staff/login").status_code == 200
    r = client.get("/staff")
    print(r.headers, r.text)
    assert r.status_code == 200
    assert client.get("/staff/static/staff.css").status_code == 200
    assert client.get("/staff/withheld").status_code == 200
    r = client.get("/staff/nix")
    print(r.text)
    assert r.status_code == 404
    assert client.get("/staff/export.csv").status_code == 200
    assert client.get("/staff?language=xx").status_code == 400
