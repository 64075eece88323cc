# syntax=docker/dockerfile:1
# The program with the browser application, on Debian 12. What it needs to run is named here and nowhere else; how it
# is set up is said in docker-compose.yml.

FROM rust:1.95.0-bookworm AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends pkg-config libssl-dev libpq-dev nodejs npm \
 && rm -rf /var/lib/apt/lists/* \
 && rustup component add rust-src
WORKDIR /build
COPY . .
# What cargo and npm have fetched and compiled is kept for the next build of the image, but is no part of it.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/root/.npm \
    --mount=type=cache,target=/build/target \
    cargo xtask web \
 && cargo build --release --locked --package engawa \
 && cargo xtask sbom --out /made/engawa.cdx.json \
 && install -D --strip target/release/engawa /made/engawa \
 && cp -r frontend/dist /made/web

FROM debian:12-slim
# The fonts are for papers, for the marks on page images, and for documents that do not carry theirs: a name must never
# come out as boxes. poppler draws the pages, in a fence that the program builds around it.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      ca-certificates libssl3 libpq5 poppler-utils poppler-data \
      fonts-morisawa-bizud-gothic fonts-noto-cjk fonts-liberation fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/engawa --shell /usr/sbin/nologin engawa \
 && install -d -o engawa -g engawa -m 0700 /var/lib/engawa
COPY --from=build /made/engawa /usr/local/bin/engawa
COPY --from=build /made/web /usr/share/engawa/web
# What the program is made of, for whoever must know.
COPY --from=build /made/engawa.cdx.json /usr/share/engawa/engawa.cdx.json
USER engawa
# The operator's listener is for the health check below: nobody outside the container can reach it.
ENV ENGAWA_DATA=/var/lib/engawa ENGAWA_OPERATOR=127.0.0.1:9443
VOLUME /var/lib/engawa
EXPOSE 8443
ENTRYPOINT ["engawa"]
CMD ["serve", "--listen", "0.0.0.0:8443", "--web", "/usr/share/engawa/web"]
# Ready is who can read the database and write the ledger, not who merely listens.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9443 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
