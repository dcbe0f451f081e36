from fastapi import FastAPI, Response
from fastapi.testclient import TestClient

from ui.headers import HEADERS, FixedHeaders


def test_what_a_response_says_itself_stays_and_the_rest_is_added() -> None:
    app = FastAPI()
    app.add_middleware(FixedHeaders)

    @app.get("/own")
    def own() -> Response:
        return Response("x", headers={"Content-Security-Policy": "default-src 'none'"})

    @app.get("/other")
    def other() -> Response:
        return Response("x")

    client = TestClient(app)
    assert client.get("/own").headers.get_list("content-security-policy") == ["default-src 'none'"]
    assert client.get("/own").headers["referrer-policy"] == "no-referrer"
    for name, value in HEADERS.items():
        assert client.get("/other").headers.get_list(name) == [value]
