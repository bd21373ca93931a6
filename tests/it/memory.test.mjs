// What stays in the memory of the programs, read as root: no password after its request, keys in
// locked pages only, that are in no core dump.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { isRoot, startStack } from './stack.mjs'
import { login, password } from './office.mjs'

const skip = process.env.SAN === '1' ? 'the sanitizers keep what was freed' : !isRoot && 'only root reads the memory of others'
const wrong = 'kata-sandi-salah-ketik-9'
let s
before(async () => {
	if (!skip)
		s = await startStack()
})
after(async () => { await s?.stop() })

// Mappings that may be written, with the kernel's words about them: [{ begin, end, what, flags }]
function mappings(pid) {
	const found = []
	for (const l of fs.readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
		const m = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)$/.exec(l)
		if (m)
			found.push({ begin: parseInt(m[1], 16), end: parseInt(m[2], 16), perm: m[3], what: m[4], rss: 0 })
		else if (/^Rss:/.test(l))
			found.at(-1).rss = parseInt(l.slice(4))
		else if (/^VmFlags:/.test(l))
			found.at(-1).flags = l.slice(8).trim().split(' ')
	}
	// what a file says is no secret; a key may lie in a page that is only read
	return found.filter(m => m.rss > 0 && /^r.-p/.test(m.perm) && !m.what.startsWith('/') && !m.what.startsWith('[v'))
}

// Where the bytes lie: [{ what, flags, ... }]
function places(pid, ...wanted) {
	const fd = fs.openSync(`/proc/${pid}/mem`, 'r'), hits = []
	for (const m of mappings(pid)) {
		const part = Buffer.alloc(1 << 20)
		for (let at = m.begin; at < m.end; at += part.length - 64) {	// parts overlap
			let n
			try {
				n = fs.readSync(fd, part, 0, Math.min(part.length, m.end - at), at)
			} catch {
				continue		// a guard page
			}
			for (const w of wanted)
				if (part.subarray(0, n).includes(w))
					hits.push({ ...m, around: at })
		}
	}
	fs.closeSync(fd)
	return hits
}

test('canary: what a program does keep is found', { skip }, () => {
	// its own name stands on its stack
	assert.ok(places(s.pids('web-auth')[0], Buffer.from('rekam-web')).length > 0)
})

test('no worker keeps a password that was typed', { skip }, async () => {
	for (let i = 0; i < 4; i++) {
		await login(s, 'loket')
		const c = s.client()
		await c.submit(await c.get('/masuk'), '/masuk', { nama_pengguna: `nobody${i}`, kata_sandi: wrong })
	}
	for (const name of ['web-auth', 'web-pages'])
		for (const pid of s.pids(name)) {
			const words = [password, wrong].flatMap(w => [w, encodeURIComponent(w)]).map(w => Buffer.from(w))
			assert.deepEqual(places(pid, ...words).map(h => h.what || 'a mapping without a name'), [], `${name} ${pid}`)
		}
})

const seed = file => Buffer.from(/([0-9a-f]{64})\s*$/.exec(fs.readFileSync(path.join(s.dir, 'keys', file), 'utf8'))[1], 'hex')
for (const [name, file] of [['signd', 'letter.key'], ['station', 'station.key']])
	test(`${name}: its key lies in locked memory only, that is never dumped`, { skip }, () => {
		const key = seed(file)
		const [pid] = s.pids(name)
		const hits = places(pid, key)
		assert.ok(hits.length > 0, 'the key is there')
		for (const h of hits) {
			assert.ok(h.flags.includes('lo'), `locked: ${h.what} ${h.flags}`)
			assert.ok(h.flags.includes('dd'), `not dumped: ${h.flags}`)
		}
		// nor as the text of the file
		assert.deepEqual(places(pid, Buffer.from(key.toString('hex'))).map(h => h.what), [])
	})
