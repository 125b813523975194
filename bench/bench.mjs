// Times the same case as Wasm, as workerd would run it. Started by `cargo xtask bench policy`.
import { readFile } from 'node:fs/promises'
import { brotliCompressSync } from 'node:zlib'

const module = await readFile(process.argv[2])
const { instance } = await WebAssembly.instantiate(module, {})
const { prepare, decide } = instance.exports
if (prepare() !== 199) throw new Error('the case is not as described')
decide(200)
const times = []
for (let run = 0; run < 101; run++) {
  const start = performance.now()
  decide(20)
  times.push((performance.now() - start) / 20)
}
times.sort((a, b) => a - b)
console.log(`all of it, as Wasm in Node.js ${process.version}           ${(times[50] * 1000).toFixed(1)} µs   (promised: under 1000)`)

const size = (bytes) => `${bytes.length} bytes, ${brotliCompressSync(bytes).length} by brotli`
console.log(`all detectors, signals and the policy alone, as Wasm in the Worker: ${size(module)}`)
const person = await readFile(process.argv[3]).catch(() => null)
console.log(`asking for a person in the chat, one language: ${person ? size(person) : 'not built; say `cargo xtask build`'}`)
