# --- everything that building needs, and nothing of it in the image that runs
FROM node:24-bookworm AS build
WORKDIR /app
# better-sqlite3 compiles itself where its prebuilt binary cannot be downloaded.
RUN command -v python3 make g++ >/dev/null \
  || (apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*)
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
COPY scripts ./scripts
COPY fixtures ./fixtures
RUN npm run build && npm prune --omit=dev
# Packages bring their tests, pages and types, and better-sqlite3 the sources and objects it was compiled from.
RUN find node_modules -type d \( -name test -o -name tests -o -name benchmark -o -name benchmarks -o -name bench \
      -o -name example -o -name examples -o -name docs -o -name .github \) -prune -exec rm -rf {} + \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \
      -o -name '*.test.js' -o -name '*.test.ts' -o -name '*.test-d.ts' \) -delete \
  && cd node_modules/better-sqlite3 && rm -rf src deps binding.gyp \
  && mv build/Release/better_sqlite3.node . && rm -rf build && mkdir -p build/Release && mv better_sqlite3.node build/Release/

# --- what runs
FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="bk-esb-emulator" \
      org.opencontainers.image.description="A local emulator of the BlueKing ESB for CMDB data" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    BK_ESB_HOST=0.0.0.0 \
    BK_ESB_PORT=8000 \
    # In memory, and so on a read-only root, too. The health check reads it.
    BK_ESB_ADDRESS_FILE=/dev/shm/bk-esb-emulator.address
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY fixtures ./fixtures
COPY docker/healthcheck.js ./docker/
# A place for --db. The user below may write to it, and any user of the group 0, as OpenShift starts containers with.
RUN mkdir /data && chown node:0 /data && chmod 775 /data
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["node", "docker/healthcheck.js"]
ENTRYPOINT ["node", "dist/cli.js"]
