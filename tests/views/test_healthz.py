"""`/healthz`: the process lives."""


def test_it_answers_without_a_database(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok"
