"""What care software does in a day, with a client generated from the published description: signs in, lists its
clients, reads how an application stands, saves a document as PDF and as a picture. Whatever is not as the description
says ends it with an error."""

import os
import ssl
import sys
from http import HTTPStatus
from uuid import UUID

from engawa_client import AuthenticatedClient, Client
from engawa_client.api.clients import get_client, get_progress, list_clients
from engawa_client.api.documents import get_document, get_document_page, list_documents
from engawa_client.api.session import create_session, delete_session
from engawa_client.models import SignIn

NOBODY = UUID("00000000-0000-7000-8000-000000000000")


def device() -> ssl.SSLContext:
    """The certificate of the device, and whom it believes to be the insurer."""
    context = ssl.create_default_context(cafile=os.environ["ENGAWA_AUTHORITY"])
    context.load_cert_chain(os.environ["ENGAWA_DEVICE"])
    return context


def signed_in() -> AuthenticatedClient:
    origin, context = os.environ["ENGAWA_ORIGIN"], device()
    stranger = Client(base_url=origin, verify_ssl=context, raise_on_unexpected_status=True)
    given = SignIn(login_id=os.environ["ENGAWA_LOGIN_ID"], password=os.environ["ENGAWA_PASSWORD"])
    answer = create_session.sync_detailed(client=stranger, body=given)
    assert answer.status_code == HTTPStatus.OK, answer
    assert "set-cookie" not in answer.headers, "a program is given no cookie"
    session = answer.parsed
    assert session.token_type == "Bearer" and session.expires_in > 0, session
    return AuthenticatedClient(
        base_url=origin, verify_ssl=context, token=session.access_token, raise_on_unexpected_status=True
    )


def somebody_with_a_document(client: AuthenticatedClient):
    """The first client of whom a document is shown, with the document."""
    people = list_clients.sync(client=client)
    assert people.items, "the office has clients"
    for person in people.items:
        documents = list_documents.sync_detailed(person.person_id, client=client)
        if documents.status_code == HTTPStatus.OK and documents.parsed.documents:
            return person, documents.parsed.documents[0]
    raise AssertionError("no client has a document")


def main() -> None:
    client = signed_in()
    person, document = somebody_with_a_document(client)
    assert get_client.sync(person.person_id, client=client).name == person.name
    progress = get_progress.sync(person.person_id, client=client)
    assert progress.applications, progress
    pdf = get_document.sync_detailed(person.person_id, document.document_id, client=client)
    assert pdf.parsed.payload.read(5) == b"%PDF-", pdf.status_code
    page = get_document_page.sync_detailed(person.person_id, document.document_id, 1, client=client)
    assert page.parsed.payload.read(8) == b"\x89PNG\r\n\x1a\n", page.status_code
    nobody = get_client.sync_detailed(NOBODY, client=client)
    assert nobody.status_code == HTTPStatus.NOT_FOUND and nobody.parsed.type_, nobody
    assert delete_session.sync_detailed(client=client).status_code == HTTPStatus.NO_CONTENT
    print("signed in, listed, read, saved a PDF and a picture, signed out")


if __name__ == "__main__":
    sys.exit(main())
