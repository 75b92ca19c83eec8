// SPDX-License-Identifier: Apache-2.0
// Copyright the Haulout contributors

// The official WebAssembly encoder behind the line protocol of haulout.bench.EncodeServer:
//
//   run N SIZE SEED TIMES   encodes; answers: blob ID, processor milliseconds of all calls, those of the clock for each
//   slivers                 answers SHA-256 over the payloads of the last run
//   engine                  answers what it is
//
// Encoder and buffers are kept as long as N and SIZE stay the same, as the official SDK's worker does.
"use strict";

const { createHash } = require("node:crypto");
const { createInterface } = require("node:readline");
const { BlobEncoder } = require("@mysten/walrus-wasm");

let shards = 0;
let blob = new Uint8Array(0);
let encoder;
let primaries;
let secondaries;

// Word i is the finaliser of MurmurHash3 of i + seed * 0x9E3779B9.
function fill(bytes, seed) {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >>> 2);
  const mix = (value) => {
    let h = value;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) >>> 0;
  };
  const start = Math.imul(seed, 0x9e3779b9);
  for (let i = 0; i < words.length; i++) {
    words[i] = mix((start + i) | 0);
  }
  let last = mix((start + words.length) | 0);
  for (let i = 4 * words.length; i < bytes.length; i++) {
    bytes[i] = last & 255;
    last >>>= 8;
  }
}

// Bytes before the payload of a serialised sliver: its length in groups of seven bits.
function headerBytes(payload) {
  let count = 1;
  for (let rest = payload >>> 7; rest !== 0; rest >>>= 7) {
    count++;
  }
  return count;
}

function payloads(n, size) {
  const faulty = Math.floor((n - 1) / 3);
  const rows = n - 2 * faulty;
  const columns = n - faulty;
  let symbol = Math.ceil(Math.max(size, 1) / (rows * columns));
  symbol += symbol & 1;
  return { primary: columns * symbol, secondary: rows * symbol };
}

function prepare(n, size) {
  if (shards === n && blob.length === size) {
    return;
  }
  shards = n;
  blob = new Uint8Array(size);
  encoder = new BlobEncoder(n);
  const { primary, secondary } = payloads(n, size);
  const buffers = (payload) =>
    Array.from({ length: n }, () => new Uint8Array(headerBytes(payload) + payload + 4));
  primaries = buffers(primary);
  secondaries = buffers(secondary);
}

function run(n, size, seed, times) {
  prepare(n, size);
  fill(blob, seed);
  const walls = [];
  let id;
  const cpu = process.cpuUsage();
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const [metadata] = encoder.encode(blob, primaries, secondaries);
    walls.push(performance.now() - start);
    id = Buffer.from(metadata.blob_id).toString("base64url");
  }
  const used = process.cpuUsage(cpu);
  return [id, (used.user + used.system) / 1000, ...walls].join(" ");
}

function digest() {
  const { primary, secondary } = payloads(shards, blob.length);
  const hash = createHash("sha256");
  for (const buffer of primaries) {
    hash.update(buffer.subarray(headerBytes(primary), headerBytes(primary) + primary));
  }
  for (const buffer of secondaries.toReversed()) {
    hash.update(buffer.subarray(headerBytes(secondary), headerBytes(secondary) + secondary));
  }
  return hash.digest("hex");
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const [word, ...numbers] = line.split(" ");
  switch (word) {
    case "run":
      console.log(run(...numbers.map(Number)));
      break;
    case "slivers":
      console.log(digest());
      break;
    case "engine":
      console.log(`walrus-wasm ${require("./package.json").dependencies["@mysten/walrus-wasm"]} on Node ${process.version}`);
      break;
    default:
      throw new Error(word);
  }
});
