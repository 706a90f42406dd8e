#!/usr/bin/env node
// Sends one command to Buyledger and prints its result.
//
// usage: BUYLEDGER_TOKEN=... send_command.mjs TYPE TENANT FILE
//
// Exit code: 0 when the command was accepted or submitted, 7 when it was refused, 8 when no result came in time.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Kafka, Partitioners, logLevel } from 'kafkajs';

const COMMANDS = 'mediabuy.commands.v1';
const RESULTS = 'mediabuy.results.v1';
const PATIENCE_MS = 30_000;

const [kind, tenant, file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: BUYLEDGER_TOKEN=... send_command.mjs TYPE TENANT FILE');
  process.exit(2);
}
const payload = readFileSync(file);
const commandId = randomUUID();
const kafka = new Kafka({
  brokers: (process.env.BUYLEDGER_KAFKA_BOOTSTRAP ?? 'localhost:19092').split(','),
  logLevel: logLevel.ERROR,
});
const admin = kafka.admin();
// kafkajs reads in a group only; this one is of this run alone and deleted at its end.
const groupId = `send-command-${commandId}`;
const consumer = kafka.consumer({ groupId });
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await Promise.all([admin.connect(), consumer.connect(), producer.connect()]);

// Read from the present end of the results, which is before the command's.
const ends = await admin.fetchTopicOffsets(RESULTS);
await consumer.subscribe({ topics: [RESULTS] });
const answered = new Promise((resolve) => {
  consumer.run({
    autoCommit: false,
    eachMessage: async ({ message }) => {
      if (message.key?.toString() === tenant && message.headers.ce_causationid?.toString() === commandId) {
        resolve(JSON.parse(message.value));
      }
    },
  });
});
for (const { partition, offset } of ends) {
  consumer.seek({ topic: RESULTS, partition, offset });
}

// The tenant's id is the key; every partition is right, Buyledger forwards what is not where it belongs.
await producer.send({
  topic: COMMANDS,
  messages: [
    {
      key: tenant,
      value: payload,
      headers: {
        ce_id: commandId,
        ce_type: `org.buyledger.${kind}.v1`,
        authorization: `Bearer ${process.env.BUYLEDGER_TOKEN ?? ''}`,
      },
    },
  ],
});
const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS).unref());
const result = await Promise.race([answered, late]);

await Promise.all([producer.disconnect(), consumer.disconnect()]);
await admin.deleteGroups([groupId]);
await admin.disconnect();
if (result === undefined) {
  console.error(`no result of command ${commandId} within ${PATIENCE_MS / 1000} s`);
  process.exit(8);
}
console.log(JSON.stringify(result));
process.exit(result.outcome === 'rejected' ? 7 : 0);
