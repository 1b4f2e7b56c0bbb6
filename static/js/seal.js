// SHA-256 and HMAC in plain script: over plain http a browser offers no crypto.subtle. FIPS 180-4, RFC 2104.
// In: text or bytes. Out: hexadecimal. Used for rescue files only, never for a password.

const primes = () => {
  const found = []
  for (let number = 2; found.length < 64; number += 1) if (found.every((prime) => number % prime)) found.push(number)
  return found
}
const fraction = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0
const CONSTANTS = primes().map((prime) => fraction(Math.cbrt(prime)))
const START = primes().slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))
const BLOCK = 64

const turn = (word, by) => (word >>> by) | (word << (32 - by))

const padded = (bytes) => {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n)
  return new DataView(whole.buffer)
}

const schedule = (view, start) => {
  const words = new Int32Array(64)
  for (let at = 0; at < 16; at += 1) words[at] = view.getInt32(start + at * 4)
  for (let at = 16; at < 64; at += 1) {
    const [a, b] = [words[at - 15], words[at - 2]]
    words[at] = words[at - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + words[at - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))
  }
  return words
}

const compress = (state, words) => {
  let [a, b, c, d, e, f, g, h] = state
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + CONSTANTS[at] + words[at]) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) | 0)
}

const sha256 = (bytes) => {
  const view = padded(bytes)
  let state = START
  for (let start = 0; start < view.byteLength; start += BLOCK) state = compress(state, schedule(view, start))
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, place) => digest.setInt32(place * 4, word))
  return new Uint8Array(digest.buffer)
}

const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]))
const inBytes = (text) => new TextEncoder().encode(text)
const inHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")

// HMAC-SHA-256 of a text; the key is text of at most one block.
export const sealed = (key, text) => {
  const block = new Uint8Array(BLOCK)
  block.set(inBytes(key))
  const inner = sha256(join(block.map((byte) => byte ^ 0x36), inBytes(text)))
  return inHex(sha256(join(block.map((byte) => byte ^ 0x5c), inner)))
}
