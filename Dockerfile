# The bot for one territory. Data in /data, health and metrics on port 8080; see compose.yaml and the README.

FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python3 -m venv /opt/jardins
WORKDIR /source
COPY requirements requirements
RUN /opt/jardins/bin/python -m pip install --no-deps --require-hashes -r requirements/run.lock
# What builds the package stays out of the image that runs.
RUN python3 -m venv /opt/build \
 && /opt/build/bin/python -m pip install --no-deps --require-hashes -r requirements/build.lock
COPY pyproject.toml README.md LICENSE ./
COPY locales locales
COPY bot bot
RUN /opt/build/bin/python -m pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/jardins/bin/python -m pip install --no-deps --no-index /wheels/*.whl \
 && /opt/jardins/bin/python -m compileall -q /opt/jardins/lib \
 && /opt/jardins/bin/python -m pip uninstall -y pip

FROM python:3.12-slim-bookworm
# A number, so that an orchestrator can see it is not root.
RUN mkdir /data && chown 1000:1000 /data
COPY --from=build /opt/jardins /opt/jardins
ENV PATH=/opt/jardins/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    JARDINS_DATA_DIR=/data \
    JARDINS_HTTP=0.0.0.0:8080 \
    JARDINS_LOG="info json"
WORKDIR /data
USER 1000:1000
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python3", "-c", "import os; from urllib.request import urlopen; urlopen('http://127.0.0.1:' + os.environ['JARDINS_HTTP'].rpartition(':')[2] + '/healthz', timeout=4)"]
ENTRYPOINT ["python3", "-m", "bot"]
CMD ["run"]
