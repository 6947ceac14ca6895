/** Bodies of strangers are read up to a bound, never into memory whole. */

/**
 * The body's bytes exactly as they arrived, at most one more than `maxBytes`: the caller sees by that one byte that the
 * body was too large.
 */
export async function readBodyStart(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Uint8Array> {
  const most = maxBytes + 1
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length >= most) break
  }
  return Buffer.concat(chunks).subarray(0, most)
}
