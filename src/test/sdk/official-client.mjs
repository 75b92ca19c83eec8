// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

// Drives the official client against the nodes of a descriptor:
//
//   node official-client.mjs DESCRIPTOR
//
// The descriptor is JSON, one of two kinds. That of a practice network has the addresses where blobs are registered and
// certified. The other one is {"shards", "ledger", "nodes": [{"nodeId", "address", "publicKey", "shards"}]}:
// registrations and certificates are lines that are added to the file "ledger", which the nodes follow. What the client
// would read from a chain is answered from the descriptor. Prints a line for each step; "away?" asks the caller to take
// some nodes away and waits for a line that says how many. Ends with exit code 0 when everything was as it should be.

import { strict as assert } from "node:assert";
import { appendFileSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { bcs } from "@mysten/sui/bcs";
import { deriveDynamicFieldID } from "@mysten/sui/utils";
import { WalrusClient, WalrusFile } from "@mysten/walrus";

// The layouts of objects of the ledger, which the client has and does not export.
const layouts = new URL("./node_modules/@mysten/walrus/dist/", import.meta.url);
const { StakingInnerV1 } = await import(new URL("contracts/walrus/staking_inner.mjs", layouts));
const { Staking } = await import(new URL("contracts/walrus/staking.mjs", layouts));
const { StakingPool } = await import(new URL("contracts/walrus/staking_pool.mjs", layouts));
const { System } = await import(new URL("contracts/walrus/system.mjs", layouts));
const { SystemStateInnerV1 } = await import(new URL("contracts/walrus/system_state_inner.mjs", layouts));
const { Field } = await import(new URL("utils/bcs.mjs", layouts));

const descriptor = JSON.parse(readFileSync(process.argv[2], "utf8"));
const practice = descriptor.register && descriptor.certify;
const network = practice
  ? {
      shards: descriptor.nShards,
      nodes: descriptor.nodes.map((node) => ({ ...node, address: new URL(node.url).host })),
    }
  : descriptor;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const address = (number) => "0x" + number.toString(16).padStart(64, "0");
const SYSTEM = address(0xa1);
const STAKING = address(0xa2);
const PACKAGE = address(0xa3);
const OBJECT = address(0xb1);
const EPOCH = practice ? descriptor.epoch : 1;

function ledgerObjects() {
  const objects = new Map();
  const put = (id, type, content) =>
    objects.set(id, { objectId: id, type: `${PACKAGE}::${type}`, content: content.toBytes() });
  const version = { version: 1n, package_id: PACKAGE, new_package_id: null };
  put(SYSTEM, "system::System", System.serialize({ id: SYSTEM, ...version }));
  put(STAKING, "staking::Staking", Staking.serialize({ id: STAKING, ...version }));
  const key = (hex) => ({ bytes: [...Buffer.from(hex, "hex")] });
  const field = { id: address(0) };
  const table = { id: address(0), size: 0n };
  const none = [{ contents: [] }];
  const committee = [{ contents: network.nodes.map((node) => ({ key: node.nodeId, value: node.shards })) }];
  const putField = (parent, layout, value) => {
    const id = deriveDynamicFieldID(parent, "u64", bcs.u64().serialize(1n).toBytes());
    put(id, "field::Field", Field(bcs.u64(), layout).serialize({ id, name: 1n, value }));
  };
  putField(SYSTEM, SystemStateInnerV1, {
    committee: {
      members: network.nodes.map((node) => ({
        public_key: key(node.publicKey),
        weight: node.shards.length,
        node_id: node.nodeId,
      })),
      n_shards: network.shards,
      epoch: EPOCH,
      total_aggregated_key: key(network.nodes[0].publicKey),
    },
    total_capacity_size: 1n << 40n,
    used_capacity_size: 0n,
    storage_price_per_unit_size: 1n,
    write_price_per_unit_size: 1n,
    future_accounting: { current_index: 0, length: 0, ring_buffer: [] },
    event_blob_certification_state: { latest_certified_blob: null, aggregate_weight_per_blob: { contents: [] } },
    deny_list_sizes: field,
  });
  putField(STAKING, StakingInnerV1, {
    n_shards: network.shards,
    epoch_duration: 1n,
    first_epoch_start: 0n,
    pools: table,
    epoch: EPOCH,
    active_set: field,
    next_committee: null,
    committee,
    previous_committee: none,
    next_epoch_params: null,
    epoch_state: { EpochChangeDone: 0n },
    next_epoch_public_keys: field,
  });
  for (const node of network.nodes) {
    put(node.nodeId, "staking_pool::StakingPool", StakingPool.serialize({
      id: node.nodeId,
      state: { Active: null },
      voting_params: { storage_price: 1n, write_price: 1n, node_capacity: 1n },
      node_info: {
        name: node.address,
        node_id: node.nodeId,
        network_address: node.address,
        public_key: key(node.publicKey),
        next_epoch_public_key: null,
        network_public_key: [],
        metadata: field,
      },
      activation_epoch: EPOCH,
      latest_epoch: EPOCH,
      wal_balance: 1n,
      num_shares: 1n,
      pending_shares_withdraw: none,
      pre_active_withdrawals: none,
      pending_commission_rate: none,
      commission_rate: 0,
      exchange_rates: table,
      pending_stake: none,
      rewards_pool: { value: 0n },
      commission: { value: 0n },
      commission_receiver: { Address: address(0) },
      governance_authorized: { Address: address(0) },
      extra_fields: table,
    }));
  }
  return objects;
}

function memory() {
  const values = new Map();
  return {
    read(keys, load) {
      const name = keys.join(" ");
      if (!values.has(name)) {
        values.set(name, load());
      }
      return values.get(name);
    },
    clear: () => values.clear(),
  };
}

function connect() {
  const objects = ledgerObjects();
  return new WalrusClient({
    packageConfig: { systemObjectId: SYSTEM, stakingPoolId: STAKING },
    storageNodeUrlScheme: "http",
    suiClient: {
      network: "testnet",
      cache: { scope: memory },
      core: {
        getObjects: async ({ objectIds }) => ({
          objects: objectIds.map((id) => objects.get(id) ?? new Error(`no object ${id}`)),
        }),
      },
    },
  });
}

const note = (event, blobId, more) =>
  appendFileSync(network.ledger, JSON.stringify({ event, epoch: EPOCH, blobId, endEpoch: 9, ...more }) + "\n");

async function post(url, body) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
  const json = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(json));
  return json;
}

async function register({ blobId, rootHash }, size, deletable, attributes) {
  if (practice) {
    const hash = Buffer.from(rootHash).toString("hex");
    const { owner } = descriptor;
    const wish = { blobId, rootHash: hash, size, encodingType: 1, deletable, epochs: 3, owner, attributes };
    return (await post(descriptor.register.url, wish)).objectId;
  }
  note("BlobRegistered", blobId, { size, deletable, objectId: OBJECT });
  return OBJECT;
}

async function certify(blobId, objectId, deletable, certificate) {
  if (!practice) {
    note("BlobCertified", blobId, { deletable, objectId });
    return;
  }
  await post(descriptor.certify.url.replace("{objectId}", objectId), {
    objectId,
    blobId,
    signers: certificate.signers,
    message: Buffer.from(certificate.serializedMessage).toString("base64"),
    signature: Buffer.from(certificate.signature).toString("base64"),
  });
}

async function write(client, bytes, deletable, attributes = {}) {
  const encoded = await client.encodeBlob(bytes);
  const { blobId } = encoded;
  const objectId = await register(encoded, bytes.length, deletable, attributes);
  const confirmations = await client.writeEncodedBlobToNodes({ ...encoded, objectId, deletable });
  const accepted = confirmations.filter((confirmation) => confirmation !== null).length;
  // verifies each signature and aggregates them
  const certificate = await client.certificateFromConfirmations({
    confirmations,
    blobId,
    blobObjectId: objectId,
    deletable,
  });
  assert.ok(certificate.signers.length > 2 * Math.floor((network.nodes.length - 1) / 3));
  await certify(blobId, objectId, deletable, certificate);
  return { blobId, accepted };
}

// With fewer than eleven members this version of the client gives up when the first node that it asks for metadata does
// not have them.
async function read(client, blobId) {
  for (;;) {
    try {
      return await client.readBlob({ blobId });
    } catch (error) {
      if (!(error instanceof RangeError) || network.nodes.length > 10) {
        throw error;
      }
    }
  }
}

async function statusOf(client, blobId, isThere) {
  for (;;) {
    const status = await client.getVerifiedBlobStatus({ blobId }).catch((error) => error);
    if (!(status instanceof Error) && isThere(status)) {
      return status;
    }
    // because each node hears of an event in its own time
    assert.ok(!(status instanceof Error) || /Verified/.test(status.name + status.constructor.name), String(status));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function sample(length) {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 7 + length) & 255);
}

const client = connect();
const everyone = network.nodes.length;
const written = new Map();
for (const length of [1, 100, 100_000, 1_000_000]) {
  const { blobId, accepted } = await write(client, sample(length), false);
  assert.equal(accepted, everyone);
  written.set(blobId, sample(length));
  console.log(`written ${length} bytes, ${accepted} confirmations`);
}
const again = await write(client, sample(100_000), false);
assert.equal(again.accepted, everyone);
console.log("written again");
for (const [blobId, bytes] of written) {
  assert.deepEqual(await read(client, blobId), bytes);
  const status = await statusOf(client, blobId, (found) => found.initialCertifiedEpoch === EPOCH);
  assert.equal(status.type, "permanent");
}
await Promise.all([...written].map(async ([blobId, bytes]) => assert.deepEqual(await read(client, blobId), bytes)));
console.log("read, status permanent");

const passing = await write(client, sample(5_000), true);
assert.equal(passing.accepted, everyone);
const found = await statusOf(client, passing.blobId, (status) => status.type === "deletable");
assert.equal(found.deletableCounts.count_deletable_total, 1);
assert.deepEqual(await read(client, passing.blobId), sample(5_000));
if (!practice) {
  note("BlobDeleted", passing.blobId, { objectId: OBJECT, wasCertified: true });
  await statusOf(client, passing.blobId, (status) => status.type === "nonexistent");
}
console.log("deletable written, read" + (practice ? "" : ", deleted"));

const contents = { "one.txt": sample(300), "two.bin": sample(40_000), "three.txt": sample(7) };
const quilt = await client.encodeQuilt({
  blobs: Object.entries(contents).map(([identifier, bytes]) => ({ contents: bytes, identifier, tags: { of: "test" } })),
});
const stored = await write(client, quilt.quilt, false, { _walrusBlobType: "quilt" });
written.set(stored.blobId, quilt.quilt);
const files = await (await client.getBlob({ blobId: stored.blobId })).files();
assert.equal(files.length, 3);
for (const file of files) {
  assert.deepEqual(await file.bytes(), contents[await file.getIdentifier()]);
}
assert.ok(WalrusFile);
console.log("quilt written, its files read");

const stranger = await client.encodeBlob(sample(77));
await assert.rejects(client.getSecondarySliver({ blobId: stranger.blobId, index: 0 }), { constructor: { name: "NotFoundError" } }).catch(
  async () => {
    const error = await client.getSecondarySliver({ blobId: stranger.blobId, index: 0 }).catch((refused) => refused);
    assert.equal(error.constructor.name, "NotFoundError");
  },
);
const refused = await client
  .writeEncodedBlobToNodes({ ...stranger, objectId: OBJECT, deletable: false })
  .then((confirmations) => client.certificateFromConfirmations({ confirmations, blobId: stranger.blobId, blobObjectId: OBJECT, deletable: false }))
  .catch((error) => error);
assert.equal(refused.constructor.name, "NotEnoughBlobConfirmationsError");
if (everyone > 10) {
  const missing = await client.readBlob({ blobId: stranger.blobId }).catch((error) => error);
  assert.equal(missing.constructor.name, "BlobNotCertifiedError");
}
assert.equal((await statusOf(client, stranger.blobId, () => true)).type, "nonexistent");
console.log("errors as they should be");

console.log("away?");
const away = Number((await lines.next()).value);
assert.ok(away > 0);
for (const [blobId, bytes] of written) {
  assert.deepEqual(await read(client, blobId), bytes);
}
const fewer = await write(client, sample(20_000), false);
assert.equal(fewer.accepted, everyone - away);
assert.deepEqual(await read(client, fewer.blobId), sample(20_000));
console.log(`read and written with ${away} of ${everyone} nodes away`);
process.exit(0);
