// rekamctl backup and restore on a live instance: equal checksums, and what is damaged, cut,
// foreign, killed in the middle or without room never passes for a backup.
import test from 'node:test'
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { build, isRoot, processesWith, sleep, startStack, until } from './stack.mjs'

const s = await startStack()
const folder = path.join(s.dir, 'backup')
const identity = path.join(s.dir, 'safe/recovery.key')
let n = 0

// It has to read the data folder, so it runs as the account that started the instance.
function ctl(args, env = {}) {
	return new Promise(done => execFile(path.join(build, 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), ...args],
		{ env: { ...process.env, ...env }, maxBuffer: 16 << 20 },
		(error, out, err) => done({ code: error ? error.code ?? 99 : 0, out, err })))
}
const restore = (from, more = [], key = identity) =>
	ctl(['restore', '--from', from, '--identity', key, '--into', path.join(s.dir, `scratch-${++n}`), ...more])
// What the programs of the office wrote while the backup was taken is replayed, so the comparison is exact.
const exactly = (from, more = []) => restore(from, ['--binlog', path.join(s.dir, 'db'), ...more])
const sets = suffix => fs.readdirSync(folder).filter(f => f.endsWith(suffix)).sort()
const status = () => fs.readFileSync(path.join(folder, 'terakhir.ini'), 'utf8')

// A folder of stand-ins for the programs of the pipeline, to be put in front of PATH.
function standIn(name, script) {
	const dir = path.join(s.dir, 'bin-' + name)
	fs.mkdirSync(dir, { recursive: true })
	fs.writeFileSync(path.join(dir, name), '#!/bin/sh\n' + script, { mode: 0o755 })
	return { PATH: `${dir}:${process.env.PATH}` }
}

// A changed copy of a set, beside it.
function changedCopy(from, change) {
	const dir = fs.mkdtempSync(path.join(s.dir, 'copy-'))
	const to = path.join(dir, path.basename(from))
	const bytes = fs.readFileSync(from)
	const manifest = from.replace(/age$/, 'manifest')
	const m = change(bytes, fs.readFileSync(manifest, 'utf8'))
	fs.writeFileSync(to, m.bytes ?? bytes)
	fs.writeFileSync(to.replace(/age$/, 'manifest'), m.manifest ?? fs.readFileSync(manifest))
	return to
}

await test('backup and restore', async t => {
	let first
	await s.sql(`INSERT INTO counter (office_id, series, year, n) VALUES (1, 'AGENDA', 2026, 41), (1, 'SURAT', 2026, 12)`)
	await s.sql(`INSERT INTO login_try (username, address, at) SELECT MD5(seq), '::1', NOW(6) FROM seq_1_to_5000`)
	await s.sql(`INSERT INTO document (office_id, kind, bytes, sha256, created_at) SELECT 1, 'UJI_CETAK', REPEAT(RANDOM_BYTES(1000), 300), RANDOM_BYTES(32), NOW(6) FROM seq_1_to_20`)

	await t.test('a backup is one encrypted file and a signed manifest', async () => {
		const r = await ctl(['backup'])
		assert.equal(r.code, 0, r.err)
		first = r.out.trim()
		assert.equal(fs.readFileSync(first).subarray(0, 21).toString(), 'age-encryption.org/v1')
		assert.deepEqual([sets('.age').length, sets('.manifest').length, sets('.part').length], [1, 1, 0])
		assert.equal(fs.statSync(first).mode & 0o077, 0)
		assert.match(status(), /^\[terakhir\]\nok=1\n/)
		assert.match(status(), /\[berhasil\]\nat=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\nus=\d{16}\nfile=rekam-/)
	})
	await t.test('it restores into a scratch server with equal checksums of all tables', async () => {
		const r = await exactly(first)
		assert.equal(r.code, 0, r.out + r.err)
		const tables = (await s.sql(`SELECT COUNT(*) AS n FROM information_schema.tables WHERE table_schema = 'rekam' AND table_type = 'BASE TABLE'`))[0].n
		assert.equal(r.out.match(/checksum +\d+ +equal$/gm).length, Number(tables))
		assert.match(r.out, /login_try +5\d\d\d rows/)
		assert.match(r.out, /document +20 rows/)
		assert.match(r.out, /last number of AGENDA 2026 \(office 1\): 41 +equal/)
		assert.match(r.out, /restored: everything as the manifest says/)
		assert.equal(processesWith(path.join(s.dir, 'scratch-1')).length, 0)
	})
	await t.test('no password stands on a command line, no key in the backup folder', () => {
		const secret = /password=(\S+)/.exec(fs.readFileSync(path.join(s.dir, 'rekam.conf'), 'utf8').split('[account.backup]')[1])[1]
		for (const f of fs.readdirSync(folder))
			assert.ok(!fs.readFileSync(path.join(folder, f)).includes(secret), f)
	})
	await t.test('a changed byte is refused, wherever it is', async () => {
		const size = fs.statSync(first).size
		for (const at of [0, 100, 250, size >> 1, size - 1]) {
			const r = await restore(changedCopy(first, bytes => { bytes[at] ^= 1; return { bytes } }))
			assert.equal(r.code, 4, `byte ${at}: ${r.err}`)
			assert.match(r.err, /its bytes were changed; nothing was restored/)
		}
	})
	await t.test('a cut or lengthened file is refused', async () => {
		const cut = await restore(changedCopy(first, bytes => ({ bytes: bytes.subarray(0, bytes.length - 1000) })))
		assert.equal(cut.code, 4)
		assert.match(cut.err, /cut short/)
		const long = await restore(changedCopy(first, bytes => ({ bytes: Buffer.concat([bytes, bytes]) })))
		assert.equal(long.code, 4)
		assert.match(long.err, /too long/)
	})
	await t.test('a manifest that was changed, or signed by another server, is refused', async () => {
		const changed = await restore(changedCopy(first, (b, m) => ({ manifest: m.replace('"rows":8', '"rows":9') })))
		assert.equal(changed.code, 4)
		assert.match(changed.err, /changed, or signed by another server/)
		const foreign = path.join(s.dir, 'foreign.pub')
		fs.writeFileSync(foreign, 'ab'.repeat(32) + '\n')
		assert.equal((await restore(first, ['--public', foreign])).code, 4)
		assert.equal((await exactly(first, ['--public', path.join(s.dir, 'safe/backup.pub')])).code, 0)
	})
	await t.test('a manifest that promises something else, properly signed, is found out', async () => {
		const seed = /key-1 ([0-9a-f]{64})/.exec(fs.readFileSync(path.join(s.dir, 'keys/backup.key'), 'utf8'))[1]
		const key = crypto.createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.from('302e020100300506032b657004220420' + seed, 'hex') })
		for (const [from, to, message] of [
			[/"name":"user","rows":(\d+)/, '"name":"user","rows":7', /user .*DIFFERENT ROWS/],
			[/("name":"audit".*?"checksum":)\d+/, '$11', /audit .*DIFFERENT CONTENT/],
			[/("series":"AGENDA","year":2026,"n":)41/, '$142', /AGENDA 2026 .*DIFFERENT/],
			[/,\{"name":"audit"[^}]*\}/, '', /audit .*NOT IN THE MANIFEST/],
		]) {
			const r = await exactly(changedCopy(first, (b, m) => {
				const [json, sig] = m.split('\n')
				const false_ = json.replace(from, to)
				assert.notEqual(false_, json)
				const signature = crypto.sign(null, Buffer.from('rekam-backup-1' + false_), key).toString('hex')
				return { manifest: `${false_}\n${sig.split(' ').slice(0, 2).join(' ')} ${signature}\n` }
			}))
			assert.equal(r.code, 3, r.out + r.err)
			assert.match(r.out, message)
		}
	})
	await t.test('a table that nobody added to the list stops the backup', async () => {
		await s.sql('CREATE TABLE new_thing (id INT PRIMARY KEY)')
		await sleep(1000)
		const r = await ctl(['backup'])
		await s.sql('DROP TABLE new_thing')
		assert.equal(r.code, 1)
		assert.match(r.err, /lacks table new_thing/)
		assert.equal(sets('.manifest').length, 1)
	})
	await t.test('the wrong key is named as such', async () => {
		const other = path.join(s.dir, 'other.key')
		execFileSync('age-keygen', ['-o', other], { stdio: 'ignore' })
		const r = await restore(first, [], other)
		assert.equal(r.code, 5, r.err)
		assert.match(r.err, /does not open this backup/)
		const none = await restore(first, [], path.join(s.dir, 'none.key'))
		assert.equal(none.code, 1)
		assert.match(none.err, /No such file/)
	})
	await t.test('a folder that is not empty is left alone', async () => {
		const r = await ctl(['restore', '--from', first, '--identity', identity, '--into', folder])
		assert.equal(r.code, 1)
		assert.match(r.err, /is not empty/)
	})
	await t.test('while the office works on, the binary log makes the comparison exact', async () => {
		let on = true, writes = 0
		const writer = (async () => {
			while (on) {
				await s.sql(`INSERT INTO login_try (username, address, at) VALUES (MD5(${++writes}), '::1', NOW(6)); UPDATE counter SET n = n + 1 WHERE series = 'AGENDA'`)
			}
		})()
		const slow = standIn('zstd', 'cat >"$0.in"; sleep 1; exec /usr/bin/zstd "$@" <"$0.in"\n')
		const r = await ctl(['backup'], slow)
		on = false
		await writer
		assert.equal(r.code, 0, r.err)
		const partly = await restore(r.out.trim())
		assert.equal(partly.code, 6, partly.out + partly.err)
		assert.match(partly.out, /cannot be compared exactly/)
		const exact = await exactly(r.out.trim())
		assert.equal(exact.code, 0, exact.out + exact.err)
		assert.match(exact.out, /binary log: replayed/)
		assert.match(exact.out, /audit +\d+ rows .* equal/)
	})
	await t.test('a program of the pipeline that fails leaves no backup', async () => {
		const before = fs.readdirSync(folder).filter(f => f.startsWith('rekam-')).sort()
		const faults = [
			[standIn('age', 'head -c 100000; exit 1\n'), /age failed \(1\)/],
			[standIn('zstd', 'head -c 100000; kill -9 $$\n'), /zstd failed \(137\)/],
			[standIn('mariadb-backup', 'echo half; exit 3\n'), /mariadb-backup failed \(3\)/],
		]
		for (const [env, message] of faults) {
			const r = await ctl(['backup'], env)
			assert.equal(r.code, 1)
			assert.match(r.err, message)
			assert.match(status(), /ok=0\n[^]*error=.*failed[^]*\[berhasil\]\nat=/)
		}
		assert.deepEqual(fs.readdirSync(folder).filter(f => f.startsWith('rekam-')).sort(), before)
	})
	await t.test('kill -9 in the middle leaves the old backup whole and no half one', async () => {
		const before = sets('.age')
		const env = standIn('age', 'head -c 50000; sleep 30\n')
		const child = spawn(path.join(build, 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), 'backup'],
			{ env: { ...process.env, ...env }, stdio: 'ignore' })
		await until('half a file', () => sets('.part').some(f => fs.statSync(path.join(folder, f)).size > 0))
		const second = await ctl(['backup'])
		assert.equal(second.code, 1)
		assert.match(second.err, /another backup is running/)
		child.kill('SIGKILL')
		await until('its programs ended too', () => processesWith(s.dir + '/bin-age').length === 0)
		assert.deepEqual(sets('.age'), before)
		assert.equal(sets('.manifest').length, before.length)
		await sleep(1000)		// another second, another name
		const r = await ctl(['backup'])
		assert.equal(r.code, 0, r.err)
		assert.equal(sets('.part').length, 0)
		assert.equal((await exactly(first)).code, 0)
	})
	await t.test('without room it says so and leaves nothing half', { skip: isRoot ? false : 'needs root for a small file system' }, async t => {
		const small = path.join(s.dir, 'small')
		const smallConf = path.join(s.dir, 'small.conf')
		const conf = fs.readFileSync(path.join(s.dir, 'rekam.conf'), 'utf8')
		fs.writeFileSync(smallConf, conf.replace(/^folder=.*$/m, `folder=${small}`), { mode: 0o600 })
		fs.mkdirSync(small)
		const backup = env => new Promise(done => execFile(path.join(build, 'bin/rekamctl'), ['-c', smallConf, 'backup'],
			{ env: { ...process.env, ...env } }, (error, out, err) => done({ code: error?.code ?? 0, err })))
		for (const [size, env, message] of [
			['1m', {}, /less than \d+ MB free/],
			['80m', standIn('zstd', 'cat >/dev/null; head -c 100000000 /dev/urandom\n'), /No space left on device/],
		]) {
			try {
				execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', small], { stdio: 'ignore' })
			} catch {
				return t.skip('no right to mount a small file system')
			}
			try {
				const r = await backup(env)
				assert.equal(r.code, 1)
				assert.match(r.err, message)
				assert.equal(fs.readdirSync(small).filter(f => f.startsWith('rekam-')).length, 0)
				assert.match(fs.readFileSync(path.join(small, 'terakhir.ini'), 'utf8'), /^ok=0$/m)
			} finally {
				execFileSync('umount', [small])
			}
		}
	})
	await t.test('only the newest sets are kept', async () => {
		const conf = fs.readFileSync(path.join(s.dir, 'rekam.conf'), 'utf8')
		fs.writeFileSync(path.join(s.dir, 'rekam.conf'), conf.replace(/^keep=.*$/m, 'keep=2'))
		await sleep(1000)
		const r = await ctl(['backup'])
		assert.equal(r.code, 0, r.err)
		assert.deepEqual([sets('.age').length, sets('.manifest').length], [2, 2])
		assert.ok(fs.existsSync(r.out.trim()))
		assert.ok(!fs.existsSync(first))
	})
	await t.test('keys are made once, and never again when the safe is empty', async () => {
		const files = ['keys/letter.key', 'keys/backup.key', 'keys/recovery.pub', 'safe/recovery.key']
		const read = () => files.map(f => fs.readFileSync(path.join(s.dir, f), 'utf8'))
		const before = read()
		assert.equal((await ctl(['keys', 'init'])).code, 0)
		assert.deepEqual(read(), before)
		fs.renameSync(identity, identity + '.in-the-safe')
		const r = await ctl(['keys', 'init'])
		assert.equal(r.code, 0, r.err)
		assert.ok(!fs.existsSync(identity))
		assert.match(fs.readFileSync(path.join(s.dir, 'safe/BACA-SAYA.txt'), 'utf8'), /brankas Camat/)
	})
})
await s.stop()
