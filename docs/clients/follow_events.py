#!/usr/bin/env python3
"""Follows the events of a tenant, with Python's standard library alone. Prints one line of JSON for each event.

    BUYLEDGER_TOKEN=... follow_events.py [URL] [FILE] [COUNT]

URL is the feed's, with filters if you like (default: http://localhost:8080/v1/events). FILE keeps the position of the last
event that was printed, so that the next run goes on after it. It ends after COUNT events, else never.
"""
import http.client
import json
import os
import pathlib
import sys
import time
import urllib.error
import urllib.request


def blocks(lines):
    """The server-sent events of a body: for each the id, or None, and the data, or ''."""
    event_id, data = None, []
    for raw in lines:
        line = raw.decode("utf-8").rstrip("\r\n")
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line == "":
            yield event_id, "\n".join(data)
            event_id, data = None, []
        elif name == "id":
            event_id = value
        elif name == "data":
            data.append(value)


def main(url="http://localhost:8080/v1/events", file=None, count=None):
    left = int(count) if count else None
    place = pathlib.Path(file) if file else None
    last = place.read_text().strip() if place and place.exists() else ""
    while left != 0:
        headers = {"Authorization": "Bearer " + os.environ["BUYLEDGER_TOKEN"], "Accept": "text/event-stream"}
        if last:
            headers["Last-Event-ID"] = last
        try:
            # A heartbeat comes every 15 seconds; after a minute without one the connection is dead.
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as body:
                for event_id, data in blocks(body):
                    if data:
                        print(json.dumps(json.loads(data)), flush=True)
                    if event_id:
                        last = event_id
                        if place:
                            place.write_text(last)
                    if data and left is not None:
                        left -= 1
                        if left == 0:
                            return
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                sys.exit(f"{refused.code}: {refused.read().decode()}")
        except (OSError, http.client.HTTPException) as broken:
            print(f"{broken}; going on after {last or 'the beginning'}", file=sys.stderr)
        time.sleep(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
