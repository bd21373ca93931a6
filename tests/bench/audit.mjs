// How long "rekamctl audit verify" takes for ROWS (1,000,000) traces, and what a trace costs.
// Prints figures; asserts only that nothing is found in an untouched table.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { startStack } from '../it/stack.mjs'
import { rowHash } from '../it/chain.mjs'

const rows = Number(process.env.ROWS ?? 1000000), strands = 24
const s = await startStack()
const file = path.join(s.dir, 'tmp/audit.tsv')
const out = fs.createWriteStream(file)
const heads = Array.from({ length: strands }, () => ({ seq: 0, hash: Buffer.alloc(32) }))
const begun = Date.UTC(2026, 0, 1) * 1000

await s.sql(`DROP TRIGGER audit_next; DROP TRIGGER audit_head_next; DROP TRIGGER audit_no_delete; DELETE FROM audit`)
for (let i = 0; i < rows; i++) {
	const k = i % strands, h = heads[k]
	const us = begun + i * 7000000 + 123456
	const at = new Date(us / 1000).toISOString().slice(0, 19).replace('T', ' ') + '.' + String(us % 1000000).padStart(6, '0')
	const r = { strand: 101 + k, seq: ++h.seq, at, mono_us: us - begun, boot: '0f3a9c12', office_id: 1, actor_id: 1 + i % 9, roles: 1,
		session: '00112233aabbccdd', address: '10.0.0.7', request_id: '0123456789abcdef0123456789abcdef', action: 'LIHAT',
		object: `casefile/${i % 12000}`, detail: i % 5 ? '' : 'peran /permohonan/12/penerimaan' }
	const prev = h.hash
	h.hash = rowHash(prev, r)
	if (!out.write([...Object.values(r), prev.toString('hex'), h.hash.toString('hex')].join('\t') + '\n'))
		await new Promise(done => out.once('drain', done))
}
await new Promise(done => out.end(done))
fs.chmodSync(file, 0o644)
await s.sql(`SET sql_log_bin = 0; LOAD DATA INFILE '${file}' INTO TABLE audit CHARACTER SET utf8mb4
	(strand, seq, at, mono_us, boot, office_id, actor_id, roles, session, address, request_id, action, object, detail, @p, @h)
	SET prev = UNHEX(@p), hash = UNHEX(@h)`)
fs.rmSync(file)
for (const [k, h] of heads.entries())
	await s.sql(`UPDATE audit_head SET seq = ${h.seq}, hash = UNHEX('${h.hash.toString('hex')}') WHERE strand = ${101 + k}`)
// what the start of this instance had traced and anchored is gone with it
await s.sql(`UPDATE audit_head SET seq = 0, hash = UNHEX(REPEAT('00', 32)) WHERE strand NOT BETWEEN 101 AND 124; DROP TRIGGER audit_anchor_no_delete; DELETE FROM audit_anchor`)
fs.rmSync(path.join(s.dir, 'anchor/anchors.txt'), { force: true })
await s.ctl('migrate')	// the triggers again
const verify = () => {
	const t = process.hrtime.bigint()
	const said = execFileSync(path.join(process.env.B ?? 'build', 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), 'audit', 'verify'], { encoding: 'utf8' })
	return [Number(process.hrtime.bigint() - t) / 1e9, said]
}
for (let i = 0; i < Number(process.env.TIMES ?? 2); i++) {
	const [seconds, said] = verify()
	assert.match(said, /^utuh: /m)
	console.log(`audit verify, ${rows} rows: ${seconds.toFixed(2)} s`)
}
await s.stop()
