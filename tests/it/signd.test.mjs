// rekam-signd on a live instance: signs what was approved and nothing else.  The letter code is
// read and verified here by a second implementation, from the text of sign/letter_code.h.
import test from 'node:test'
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { alive, sleep, startStack, until } from './stack.mjs'
import { enrolTotp, login } from './office.mjs'

const s = await startStack()
const hex = t => Buffer.from(t).toString('hex')

function ask(line) {
	return new Promise((done, failed) => {
		let text = ''
		const c = net.connect(path.join(s.dir, 'run/signd.sock'), () => c.write(line))
		c.setTimeout(5000, () => c.destroy(new Error('signd does not answer')))
		c.on('data', d => { text += d })
		c.on('end', () => done(text))
		c.on('error', e => text !== '' ? done(text) : failed(e))
	})
}

// version | key id | agency | number, year, date | case | text | serial | signature
function readCode(text) {
	const b = Buffer.from(text, 'base64url')
	const n = b[5], at = 6 + n
	const pub = Buffer.from(fs.readFileSync(path.join(s.dir, 'keys/letter.pub'), 'utf8').trim(), 'hex')
	const key = crypto.createPublicKey({ format: 'der', type: 'spki', key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), pub]) })
	assert.equal(b.length, 42 + n + 64)
	return {
		version: b[0], keyId: b.subarray(1, 5).toString('hex'), agency: b.subarray(6, at).toString(),
		no: b.readUInt32BE(at), year: b.readUInt16BE(at + 4),
		day: `${b.readUInt16BE(at + 6)}-${b[at + 8]}-${b[at + 9]}`,
		caseId: b.subarray(at + 10, at + 18).toString('hex'), text: b.subarray(at + 18, at + 34).toString('hex'),
		serial: b.readUInt16BE(at + 34), bytes: b,
		good: crypto.verify(null, Buffer.concat([Buffer.from('rekam-letter-1'), b.subarray(0, 42 + n)]), key, b.subarray(42 + n)),
	}
}

const signer = (await s.sql(`SELECT s.id, s.user_id FROM signatory s JOIN user u ON u.id = s.user_id WHERE s.role = 'CAMAT' LIMIT 1`))[0]
const clerk = (await s.sql(`SELECT id FROM user WHERE roles = 1 LIMIT 1`))[0]
let seq = 0
// the signer's codes: one for each document that is signed here, and one that is never used up
const codes = (await enrolTotp(await login(s, 'camat'))).recovery.map(c => c.replaceAll('-', ''))
const code = codes.pop()

// A case that waits for an electronic signature, and its approved letter; change: what is wrong.
async function letter(change = {}) {
	const no = ++seq
	const text = `nomor: 400.12.2.1/${no}/406.08/2026\nnama: ORANG CONTOH\n`
	const c = { status: 'MENUNGGU_TTD', mode: 'ELEKTRONIK', ...change }
	const d = {
		kind: "'REKOMENDASI'", hash: `0x${crypto.createHash('sha256').update(text).digest('hex')}`,
		by: signer.user_id, at: 'UTC_TIMESTAMP(6)', no: String(no), isVoid: '0', bytes: 'NULL', ...change,
	}
	const uuid = crypto.randomUUID()
	await s.sql(`INSERT INTO casefile (uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at, nik, name, birth_day, village_id, signatory_id)
		SELECT '${uuid}', 1, MIN(id), '${c.mode}', '${c.status}', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), '3503081509${String(100000 + no)}', 'ORANG CONTOH', '2008-09-15', (SELECT MIN(id) FROM village), ${signer.id} FROM sop_version`)
	await s.sql(`INSERT INTO document (office_id, case_id, kind, letter_year, letter_no, letter_number, letter_day, signatory_id, canonical, text_hash, approved_by, approved_at, bytes, void, created_at)
		SELECT 1, id, ${d.kind}, 2026, ${d.no}, 'x', '2026-11-23', ${signer.id}, 0x${hex(text)}, ${d.hash}, ${d.by}, ${d.at}, ${d.bytes}, ${d.isVoid}, UTC_TIMESTAMP(6) FROM casefile WHERE uuid = '${uuid}'`)
	const [row] = await s.sql(`SELECT d.id FROM document d JOIN casefile c ON c.id = d.case_id WHERE c.uuid = '${uuid}'`)
	return { id: row.id, uuid, text, no }
}

await test('rekam-signd', async t => {
	await t.test('signs an approved letter; the code can be checked off line', async () => {
		const l = await letter()
		const mine = codes.pop(), answer = await ask(`SIGN ${l.id} ${mine}\n`)
		assert.match(answer, /^OK [A-Za-z0-9_-]{150} PEMULIHAN\n$/)
		const code = readCode(answer.slice(3).split(' ')[0])
		assert.ok(code.good)
		assert.deepEqual([code.version, code.agency, code.no, code.year, code.day, code.serial], [1, '406.08', l.no, 2026, '2026-11-23', 1])
		assert.equal(code.caseId, l.uuid.replaceAll('-', '').slice(0, 16))
		assert.equal(code.text, crypto.createHash('sha256').update(l.text).digest('hex').slice(0, 32))
		assert.ok(!code.bytes.includes('ORANG'))
		assert.equal(await ask(`SIGN ${l.id} ${mine}\n`), answer, 'the same letter has the same code')
	})
	for (const [sentence, change, word] of [
		['nobody has approved', { by: 'NULL', at: 'NULL' }, 'approval'],
		['a clerk approved', { by: clerk.id }, 'signer'],
		['is in ink mode', { mode: 'TINTA' }, 'mode'],
		['does not wait any more', { status: 'DITANDATANGANI' }, 'status'],
		['was not submitted yet', { status: 'TERAGENDA' }, 'status'],
		['has another text than the approved one', { hash: `0x${'00'.repeat(32)}` }, 'text'],
		['has no hash', { hash: 'NULL' }, 'text'],
		['has no number', { no: 'NULL' }, 'number'],
		['was cancelled', { isVoid: '1' }, 'void'],
		['is finished already', { bytes: "'%PDF'" }, 'frozen'],
		['is a receipt', { kind: "'TANDA_TERIMA'" }, 'kind'],
	])
		await t.test(`refuses what ${sentence}`, async () => {
			const l = await letter(change)
			assert.match(await ask(`SIGN ${l.id} ${code}\n`), new RegExp(`^NO ${word} `))
		})
	await t.test('refuses when the signer was switched off, or his days are over', async () => {
		const l = await letter()
		await s.sql(`UPDATE user SET active = 0 WHERE id = ${signer.user_id}`)
		assert.match(await ask(`SIGN ${l.id} ${code}\n`), /^NO signer /)
		await s.sql(`UPDATE user SET active = 1 WHERE id = ${signer.user_id}; UPDATE signatory SET valid_to = '2020-12-31' WHERE id = ${signer.id}`)
		assert.match(await ask(`SIGN ${l.id} ${code}\n`), /^NO signer /)
		await s.sql(`UPDATE signatory SET valid_to = NULL WHERE id = ${signer.id}`)
		assert.match(await ask(`SIGN ${l.id} ${codes.pop()}\n`), /^OK /)
	})
	await t.test('refuses unknown documents and lines that are none', async () => {
		assert.match(await ask(`SIGN 999999 ${code}\n`), /^NO unknown /)
		for (const line of ['SIGN 1\n', 'SIGN 0 123456\n', 'SIGN 1;DROP 123456\n', 'sign 1 123456\n', 'SIGN 1 123456\r\n', 'SIGN 1 12-456\n', '\n', 'SIGN 99999999999999999999 123456\n', 'x'.repeat(4000)])
			assert.match(await ask(line), /^NO request /)
	})
	await t.test('cannot change anything: its account reads, and adds codes that were used or wrong', async () => {
		const grants = await s.sql(`SHOW GRANTS FOR rekam_signd@localhost`)
		for (const g of grants.map(r => Object.values(r)[0]))
			assert.match(g, /^GRANT (USAGE|SELECT( \([^)]*\))?) ON |^GRANT SELECT, INSERT ON `rekam`.`(code_(use|try)|audit_anchor)` TO /)
	})
	await t.test('answers many at once', async () => {
		const l = await letter()
		const mine = codes.pop()
		const answers = await Promise.all(Array.from({ length: 12 }, () => ask(`SIGN ${l.id} ${mine}\n`)))
		assert.equal(new Set(answers).size, 1)
		assert.match(answers[0], /^OK /)
	})
	await t.test('keeps its memory to itself', () => {
		const [pid] = s.pids('signd')
		const status = fs.readFileSync(`/proc/${pid}/limits`, 'utf8')
		assert.match(status, /Max core file size +0 +0/)
	})
	await t.test('says so while the database is away, and goes on when it is back', async () => {
		const l = await letter(), mine = codes.pop()
		const [db] = s.pids('mariadb'), [pid] = s.pids('signd')
		process.kill(db, 'SIGSTOP')
		process.kill(db, 'SIGKILL')
		await until('the database is gone', () => !alive(db))
		assert.match(await ask(`SIGN ${l.id} ${mine}\n`), /^NO away |^OK /)
		await until('it signs again', async () => /^OK /.test(await ask(`SIGN ${l.id} ${mine}\n`)), 30000)
		assert.deepEqual(s.pids('signd'), [pid], 'the same process')
	})
	await t.test('ends when told to, and is started again', async () => {
		const [pid] = s.pids('signd')
		process.kill(pid, 'SIGTERM')
		await until('it ended', () => !alive(pid))
		const l = await letter(), mine = codes.pop()
		await until('a new one signs', async () => {
			try { return /^OK /.test(await ask(`SIGN ${l.id} ${mine}\n`)) } catch { await sleep(100); return false }
		}, 15000)
	})
})
await s.stop()
