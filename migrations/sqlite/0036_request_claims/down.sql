DROP TABLE request_claims;
