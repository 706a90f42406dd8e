"""Checks the hash chain of every tenant: reads lines of `kcat -J` from standard input, and prints each tenant's last sequence
and hash, or the first event that is not as it should be. docs/message-formats.md says how a hash is made."""
import hashlib, json, sys

last = {}
for line in sys.stdin:
    record = json.loads(line)
    place = f"partition {record['partition']} offset {record['offset']}"
    headers = record.get("headers", [])
    h = dict(zip(headers[::2], headers[1::2]))
    if "ce_hash" not in h:
        sys.exit(f"{place} was not written by command-service")
    tenant = record["key"]
    sequence, previous = last.get(tenant, (0, "0" * 64))
    text = "".join(part + "\n" for part in (
        h["ce_prevhash"], tenant, h["ce_sequence"], h["ce_id"], h["ce_type"], h["ce_subject"], h["ce_revision"],
        h["ce_time"], h["ce_actor"], h["ce_causationid"], h.get("ce_correlationid", "")))
    digest = hashlib.sha256(text.encode() + record["payload"].encode()).hexdigest()
    if (int(h["ce_sequence"]), h["ce_prevhash"], h["ce_hash"]) != (sequence + 1, previous, digest):
        sys.exit(f"broken at {tenant} {h['ce_sequence']}, {place}")
    last[tenant] = (sequence + 1, digest)
for tenant, (sequence, digest) in sorted(last.items()):
    print(tenant, sequence, digest)
