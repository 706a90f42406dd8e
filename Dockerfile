# One image for the three services and for the buyledger command. docs/docker.md tells how to use it.
FROM eclipse-temurin:25-jre

# state/ is there and its owner's, so that a new volume on it is too.
RUN groupadd --gid 10001 buyledger \
    && useradd --uid 10001 --gid 10001 --home-dir /var/lib/buyledger --shell /usr/sbin/nologin buyledger \
    && install -d -o 10001 -g 10001 -m 700 /var/lib/buyledger /var/lib/buyledger/state

# Made by Maven. If it is not found, run: ./buyledger build
COPY --chmod=755 docker/target/lib /opt/buyledger/lib
COPY --chmod=755 docker/start docker/ready /opt/buyledger/bin/

ENV BUYLEDGER_HTTP_HOST=0.0.0.0 \
    BUYLEDGER_OPERATIONS_HOST=0.0.0.0 \
    BUYLEDGER_STATE_DIR=/var/lib/buyledger/state
EXPOSE 8080 8081

WORKDIR /var/lib/buyledger
USER 10001:10001
HEALTHCHECK --interval=5s --timeout=5s --start-period=180s --retries=10 CMD ["/opt/buyledger/bin/ready"]
ENTRYPOINT ["/opt/buyledger/bin/start"]
CMD ["--help"]
