/** A zstd frame of blocks that are stored, or one byte many times: Node 20 cannot make any. */
export function zstdFrame(bytes: Buffer): Buffer {
  const blocks: Buffer[] = [];
  // A window of 1 KiB shifted by 7, that is 128 KiB, which is also the largest block; the size of the content is left
  // out.
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3]);
  for (let start = 0; start < bytes.length || blocks.length === 0; start += BLOCK) {
    const block = bytes.subarray(start, start + BLOCK);
    blocks.push(head(block.length, 0, start + BLOCK >= bytes.length), block);
  }
  return Buffer.concat([header, ...blocks]);
}

/** The same of `count` times the same byte. */
export function zstdRun(byte: number, count: number): Buffer {
  const blocks: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 7 << 3])];
  for (let left = count; left > 0; left -= BLOCK) blocks.push(head(Math.min(left, BLOCK), 1, left <= BLOCK), Buffer.from([byte]));
  return Buffer.concat(blocks);
}

const BLOCK = 128 * 1024;

function head(size: number, type: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(3);
  bytes.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3);
  return bytes;
}
