// What care software does in a day, with types generated from the published description: signs in, lists its clients,
// reads how an application stands, saves a document as PDF and as a picture. What is not as the description says does
// not compile, or ends this program with an error.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import { Agent } from "undici";
import type { paths } from "./generated/engawa.d.ts";

const NOBODY = "00000000-0000-7000-8000-000000000000";

const setting = (name: string): string => {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
};

const device = new Agent({
  connect: {
    cert: readFileSync(setting("ENGAWA_DEVICE")),
    key: readFileSync(setting("ENGAWA_DEVICE")),
    ca: readFileSync(setting("ENGAWA_AUTHORITY")),
  },
});

/** `fetch` on the registered device. */
const onDevice = (request: Request): Promise<Response> =>
  fetch(request, { dispatcher: device } as unknown as RequestInit);

const engawa = createClient<paths>({ baseUrl: setting("ENGAWA_ORIGIN"), fetch: onDevice });

async function signIn(): Promise<void> {
  const { data, error, response } = await engawa.POST("/api/v1/session", {
    body: { loginId: setting("ENGAWA_LOGIN_ID"), password: setting("ENGAWA_PASSWORD") },
  });
  assert.ok(data, error?.title);
  assert.equal(response.headers.get("set-cookie"), null, "a program is given no cookie");
  assert.ok(data.accessToken && data.expiresIn > 0);
  const bearer = `Bearer ${data.accessToken}`;
  engawa.use({
    onRequest: ({ request }) => {
      request.headers.set("Authorization", bearer);
      return request;
    },
  });
}

/** The first client of whom a document is shown, with the document. */
async function somebodyWithADocument(): Promise<{ id: string; document: string }> {
  const { data: people } = await engawa.GET("/api/v1/clients");
  assert.ok(people && people.items.length > 0, "the office has clients");
  for (const { personId: id } of people.items) {
    const { data } = await engawa.GET("/api/v1/clients/{id}/documents", { params: { path: { id } } });
    const document = data?.documents[0]?.documentId;
    if (document) return { id, document };
  }
  throw new Error("no client has a document");
}

/** The first bytes of a file, as text. */
async function beginning(file: Blob | undefined, length: number): Promise<string> {
  assert.ok(file);
  return Buffer.from(await file.slice(0, length).arrayBuffer()).toString("latin1");
}

await signIn();
const { id, document } = await somebodyWithADocument();
const { data: progress } = await engawa.GET("/api/v1/clients/{id}/progress", { params: { path: { id } } });
assert.ok(progress && progress.applications.length > 0);
const pdf = await engawa.GET("/api/v1/clients/{id}/documents/{document}", {
  params: { path: { id, document } },
  parseAs: "blob",
});
assert.equal(await beginning(pdf.data, 5), "%PDF-");
const page = await engawa.GET("/api/v1/clients/{id}/documents/{document}/pages/{page}", {
  params: { path: { id, document, page: 1 } },
  parseAs: "blob",
});
assert.equal(await beginning(page.data, 4), "\x89PNG");
const { error, response } = await engawa.GET("/api/v1/clients/{id}", { params: { path: { id: NOBODY } } });
assert.equal(response.status, 404);
assert.ok(error?.type);
assert.equal((await engawa.DELETE("/api/v1/session")).response.status, 204);
await device.close();
console.log("signed in, listed, read, saved a PDF and a picture, signed out");
