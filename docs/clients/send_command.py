#!/usr/bin/env python3
"""Sends one command to Buyledger and prints its result.

usage: BUYLEDGER_TOKEN=... send_command.py TYPE TENANT FILE

Exit code: 0 when the command was accepted or submitted, 7 when it was refused, 8 when no result came in time.
"""

import json
import os
import sys
import time
import uuid

from confluent_kafka import Consumer, Producer, TopicPartition

KAFKA = os.environ.get("BUYLEDGER_KAFKA_BOOTSTRAP", "localhost:19092")
COMMANDS = "mediabuy.commands.v1"
RESULTS = "mediabuy.results.v1"
PATIENCE_S = 30


def open_results():
    """A consumer that stands at the present end of the results; the group id is never used but must be given."""
    consumer = Consumer(
        {
            "bootstrap.servers": KAFKA,
            "group.id": "none",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
        }
    )
    ends = []
    for number in consumer.list_topics(RESULTS, timeout=10).topics[RESULTS].partitions:
        _, end = consumer.get_watermark_offsets(TopicPartition(RESULTS, number), timeout=10)
        ends.append(TopicPartition(RESULTS, number, end))
    consumer.assign(ends)
    return consumer


def send(command_id, kind, tenant, payload):
    """The tenant's id is the key; every partition is right, Buyledger forwards what is not where it belongs."""
    producer = Producer({"bootstrap.servers": KAFKA})
    headers = {
        "ce_id": command_id,
        "ce_type": f"org.buyledger.{kind}.v1",
        "authorization": "Bearer " + os.environ.get("BUYLEDGER_TOKEN", ""),
    }
    producer.produce(COMMANDS, key=tenant, value=payload, headers=headers)
    if producer.flush(10) > 0:
        sys.exit(f"{KAFKA} does not take the command; is Kafka there?")


def await_result(consumer, command_id, tenant):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        record = consumer.poll(0.5)
        if record is None or record.error():
            continue
        headers = dict(record.headers() or [])
        if record.key() == tenant.encode() and headers.get("ce_causationid") == command_id.encode():
            return json.loads(record.value())
    return None


def main():
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    kind, tenant, file = sys.argv[1:]
    with open(file, "rb") as payload:
        command = payload.read()
    command_id = str(uuid.uuid4())
    consumer = open_results()
    send(command_id, kind, tenant, command)
    result = await_result(consumer, command_id, tenant)
    consumer.close()
    if result is None:
        print(f"no result of command {command_id} within {PATIENCE_S} s", file=sys.stderr)
        return 8
    print(json.dumps(result))
    return 7 if result["outcome"] == "rejected" else 0


sys.exit(main())
