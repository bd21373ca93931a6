// A letter is checked by anybody: what the page says to each kind of code, what it never says, that
// an old key still counts, and how much one address may ask.
import test from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { alive, sleep, startStack, top, until } from './stack.mjs'
import { approve, enrolTotp, freshNik, intake, login, messages, press, submitForSignature, verifyAndNumber } from './office.mjs'
import { forms } from './client.mjs'

const s = await startStack()
const where = '/verifikasi-surat', keys = path.join(s.dir, 'keys')
const day = d => { const [y, m, n] = d.split('-'); return `${n}-${m}-${y}` }
const verdict = page => /<h2 id="hasil">([^<]*)</.exec(page.text)?.[1]
const bodyOf = page => page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

// One address may check one letter a second: each visitor of this test has an address of his own.
let seat = 2
async function visitor() {
	const c = s.client({ from: `127.0.1.${seat++}` })
	c.page = await c.get(where)
	assert.equal(c.page.status, 200)
	return c
}
const check = (c, code) => c.send(c.page, where, { kode_verifikasi: code, tindakan: 'KODE' })
async function checkNumber(c, number, date) {
	const fields = forms(c.page.text).find(f => f.fields.some(([n]) => n === 'nomor_surat')).fields
		.filter(([n]) => !['nomor_surat', 'tanggal_surat'].includes(n))
	return c.post(where, [...fields, ['nomor_surat', number], ['tanggal_surat', date]])
}
async function answers(code, said, c) {
	const page = await check(c ?? await visitor(), code)
	assert.equal(page.status, 200, messages(page))
	assert.equal(verdict(page), said)
	return page
}
async function noCode(code) {
	const page = await check(await visitor(), code)
	assert.equal(page.status, 422)
	assert.match(page.text, /id="kode_verifikasi-galat"/)
	assert.match(page.text, /Ini bukan kode verifikasi surat yang utuh/)
	assert.equal(verdict(page), undefined)
	return page
}

// Signs any bytes as a letter code; the format is written down in sign/letter_code.h.
function keyOf(seedHex) {
	return crypto.createPrivateKey({ format: 'der', type: 'pkcs8', key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seedHex, 'hex')]) })
}
const sign = (seedHex, head) => Buffer.concat([head, crypto.sign(null, Buffer.concat([Buffer.from('rekam-letter-1'), head]), keyOf(seedHex))]).toString('base64url')
const secret = () => fs.readFileSync(path.join(keys, 'letter.key'), 'utf8').trim().split(' ')[1]
const head = code => { const b = Buffer.from(code, 'base64url'); return Buffer.from(b.subarray(0, b.length - 64)) }

test('a letter is checked by anybody', async t => {
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), camat = await login(s, 'camat'), admin = await login(s, 'admin')
	await admin.submit(await admin.get('/pengaturan'), '/pengaturan', { cara_tanda_tangan: 'ELEKTRONIK', tindakan: 'SIMPAN' })
	await enrolTotp(camat)
	const nik = freshNik()
	async function signed(extra) {
		const id = await intake(loket, extra)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		assert.match((await approve(camat, id)).url, /disetujui/)
		const [d] = await s.sql(`SELECT id, code, letter_number, letter_day FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' AND void = 0`)
		return { ...d, case: id }
	}
	const letter = await signed({ nik, nama: 'SITI CONTOH RAHAYU' })

	await t.test('the page is for everybody and says what it will show', async () => {
		const c = await visitor()
		assert.match(bodyOf(c.page), /Siapa pun boleh memeriksa/)
		assert.match((await s.client().get('/masuk')).text, /href="\/verifikasi-surat"/)
	})

	await t.test('genuine: number, day, office, signer, and the applicant as initials', async () => {
		const page = await answers(letter.code, 'Asli dan berlaku'), text = bodyOf(page)
		assert.ok(text.includes(letter.letter_number))
		assert.match(text, /KECAMATAN WATULIMO/)
		assert.match(text, /S\*\*\* C\*\*\* R\*\*\* \(disamarkan\)/)
		assert.match(text, /Bagus Contoh Prasetya, S\.STP\., M\.Si\., Camat Watulimo/)
		assert.match(text, /Ditandatangani \d{1,2} \w+ \d{4}, \d\d\.\d\d WIB/)
		assert.match(page.text, /<title>Asli dan berlaku – Keaslian Surat/)
		assert.match(page.headers['cache-control'], /no-store/)
	})

	await t.test('a visitor is told no name, no NIK and no way into the case', async () => {
		const said = []
		for (const ask of [c => check(c, letter.code), c => checkNumber(c, letter.letter_number, day(letter.letter_day))]) {
			const page = await ask(await visitor())
			said.push(page.status)
			for (const word of ['SITI', 'CONTOH RAHAYU', 'RAHAYU', nik, '350308', '/permohonan/', '19700101', 'GARES'])
				assert.ok(!page.bytes.includes(word), `${word} stands in the answer`)
		}
		assert.deepEqual(said, [200, 200])
	})

	await t.test('staff of the office come to the case, an administrator does not', async () => {
		for (const [c, may] of [[loket, true], [admin, false]]) {
			c.page = await c.get(where)
			const page = await answers(letter.code, 'Asli dan berlaku', c)
			assert.equal(page.text.includes(`href="/permohonan/${letter.case}"`), may)
		}
	})

	await t.test('line breaks and blanks of a scanner do not count', async () => {
		const broken = letter.code.replace(/(.{40})/g, '$1\r\n') + '\r\n \t'
		await answers(broken, 'Asli dan berlaku')
	})

	await t.test('what is no code is said at the field, and what was typed stays', async () => {
		for (const word of ['x', letter.code.slice(0, 60), letter.code + 'A', letter.code + '=', 'https://contoh.invalid/?k=1', "<b>'\"&", 'A'.repeat(399)])
			assert.ok((forms((await noCode(word)).text)[0].fields.find(([n]) => n === 'kode_verifikasi')[1]) === word)
		const empty = await check(await visitor(), '  ')
		assert.equal(empty.status, 422)
		assert.match(empty.text, /Kode verifikasi belum diisi/)
		const long = await check(await visitor(), 'A'.repeat(5000))
		assert.equal(long.status, 422)
		assert.match(long.text, /paling banyak 400 huruf/)
	})

	await t.test('altered: a flipped bit anywhere is never genuine', async () => {
		// all bits of a code: tests/unit/test_sign.c; here ten, and each kind of answer
		const b = Buffer.from(letter.code, 'base64url')
		const c = await visitor(), said = {}
		for (let i = 0; i < 10; i++) {
			const bad = Buffer.from(b), bit = Math.floor((i + 0.5) * b.length * 8 / 10)
			bad[bit >> 3] ^= 1 << (bit & 7)
			const page = await check(c, bad.toString('base64url'))
			const word = page.status === 422 ? '422' : verdict(page)
			said[word] = (said[word] ?? 0) + 1
			assert.ok(!page.text.includes('(disamarkan)'))
		}
		assert.deepEqual(Object.keys(said).filter(w => !['422', 'Kode tidak asli', 'Kunci tidak dikenal'].includes(w)), [])
		assert.ok(said['Kode tidak asli'] >= 5, JSON.stringify(said))
		const signature = Buffer.from(b)
		signature[b.length - 1] ^= 1
		await answers(signature.toString('base64url'), 'Kode tidak asli')
	})

	await t.test('another key is not known, also when it calls itself ours', async () => {
		const other = crypto.randomBytes(32).toString('hex'), claims = head(letter.code), honest = head(letter.code)
		await answers(sign(other, claims), 'Kode tidak asli')
		honest.fill(0x5a, 1, 5)
		await answers(sign(other, honest), 'Kunci tidak dikenal')
	})

	await t.test('a right signature over a letter that is not in the book', async () => {
		const h = head(letter.code), at = 6 + h[5]
		h.writeUInt32BE(4711, at)
		assert.match(bodyOf(await answers(sign(secret(), h), 'Tanda tangan benar, tetapi surat tidak ada pada buku kantor ini')), /nomor urut 4711/)
		const otherCase = head(letter.code)
		otherCase[at + 10] ^= 1
		await answers(sign(secret(), otherCase), 'Tanda tangan benar, tetapi surat tidak ada pada buku kantor ini')
	})

	await t.test('a right signature over another text than the letter in the book is not genuine', async () => {
		const h = head(letter.code), at = 6 + h[5] + 18
		h[at + 15] ^= 1
		await answers(sign(secret(), h), 'Kode tidak asli')
	})

	await t.test('by number and date: only both together, never the applicant', async () => {
		const right = day(letter.letter_day)
		for (const [number, date, said] of [
			[letter.letter_number, right, 'Tercatat pada buku kantor'],
			[` ${letter.letter_number.replace('/', ' / ')} `, right, 'Tercatat pada buku kantor'],
			[letter.letter_number, '01-01-2026', 'Tidak tercatat pada buku kantor'],
			[letter.letter_number.replace('400', '401'), right, 'Tidak tercatat pada buku kantor'],
			['400.12.2.1/1/2026', right, 'Tidak tercatat pada buku kantor'], ['400.12.2.1/x/406.08/2026', right, 'Tidak tercatat pada buku kantor'],
			['400.12.2.1/4711/406.08/2026', right, 'Tidak tercatat pada buku kantor']]) {
			const page = await checkNumber(await visitor(), number, date)
			assert.equal(page.status, 200, messages(page))
			assert.equal(verdict(page), said, number)
			assert.ok(!page.text.includes('(disamarkan)'))
		}
		for (const number of ['123', '2026', '400.12.2.1/1/406.08', '/', '///', '400.12.2.1/1/406.08/99999999999']) {
			const page = await checkNumber(await visitor(), number, right)
			assert.equal(page.status, 422, number)
			assert.match(page.text, /id="nomor_surat-galat"/)
			assert.ok(page.text.includes(`value="${number}"`))
			assert.match(page.text, /<details class="jalan-lain" open>/)
		}
		const page = await checkNumber(await visitor(), letter.letter_number, '31-02-2026')
		assert.equal(page.status, 422)
		assert.match(page.text, /id="tanggal_surat-galat"/)
	})

	await t.test('a cancelled letter is void, and nothing personal is said any more', async () => {
		const l = await signed()
		await answers(l.code, 'Asli dan berlaku')
		const kasi = await login(s, 'kasi')
		const done = await press(kasi, await kasi.get(`/permohonan/${l.case}`), 'CANCEL', { alasan: 'Pemohon mengundurkan diri' })
		assert.match(done.url, /pesan=/, messages(done))
		const page = await answers(l.code, 'Dicabut')
		assert.match(bodyOf(page), /tidak berlaku lagi/)
		assert.match(page.text, /Tidak berlaku sejak<\/dt><dd>[^<]*\d{4}/)
		assert.ok(!/\(disamarkan\)|Penanda tangan/.test(page.text))
		assert.equal(verdict(await checkNumber(await visitor(), l.letter_number, day(l.letter_day))), 'Dicabut')
	})

	await t.test('a letter that another one replaced says which', async () => {
		// as it is stored when a surat pengganti was signed (tests/it/replace.test.mjs)
		const other = await signed()
		await s.sql(`UPDATE document SET replaced_by = ${other.id}, void = 1 WHERE id = ${letter.id}`)
		const page = await answers(letter.code, 'Digantikan')
		assert.match(bodyOf(page), new RegExp(`Digantikan oleh ${other.letter_number.replaceAll('.', '\\.')}`))
		assert.ok(!/\(disamarkan\)|Penanda tangan/.test(page.text))
		await s.sql(`UPDATE document SET replaced_by = NULL, void = 0 WHERE id = ${letter.id}`)
		await answers(letter.code, 'Asli dan berlaku')
		// one that waits for its signature is none yet
		await s.sql(`UPDATE document SET pending = 1 WHERE id = ${other.id}`)
		assert.doesNotMatch((await answers(other.code, 'Tanda tangan benar, tetapi surat tidak ada pada buku kantor ini')).text, /Asli dan berlaku/)
	})

	await t.test('a look at a letter leaves a trace, the log has neither code nor name', async () => {
		const rows = await s.sql(`SELECT actor_id, object, detail, address FROM audit WHERE action = 'PERIKSA_SURAT' AND object = 'document/${letter.id}'`)
		assert.ok(rows.some(r => r.actor_id === null && /^127\.0\.1\./.test(r.address) && r.detail === 'asli'), JSON.stringify(rows))
		assert.ok(rows.some(r => r.actor_id !== null), 'of a member of staff too')
		assert.ok(rows.length < 8, `one in ten minutes, not one for each check: ${rows.length}`)
		const logs = fs.readdirSync(s.log).map(f => fs.readFileSync(path.join(s.log, f), 'latin1')).join('\n')
		assert.match(logs, /letter checked.*result=asli/)
		for (const word of [letter.code, letter.code.slice(0, 60), nik])
			assert.ok(!logs.includes(word))
		const camatPage = await login(s, 'kasi')
		assert.match((await camatPage.get('/audit')).text, /Memeriksa keaslian surat/)
	})

	await t.test('the form of another site is refused', async () => {
		const c = await visitor()
		const page = await c.post(where, { kode_verifikasi: letter.code, csrf_token: 'x' })
		assert.equal(page.status, 403)
		const foreign = await c.post(where, [...forms(c.page.text)[0].fields.filter(([n]) => n !== 'kode_verifikasi'), ['kode_verifikasi', letter.code]], { headers: { Origin: 'https://contoh.invalid', 'Sec-Fetch-Site': 'cross-site' } })
		assert.equal(foreign.status, 403)
	})

	await t.test('the account behind the page sees of letters the view alone', async () => {
		const grants = (await s.sql('SHOW GRANTS FOR rekam_auth@localhost')).map(r => Object.values(r)[0]).join('\n')
		assert.match(grants, /GRANT SELECT ON `rekam`.`letter_public`/)
		assert.doesNotMatch(grants, /ON `rekam`.`(document|signature)`/)
		assert.doesNotMatch(grants, /`name`[^\n]*ON `rekam`.`casefile`/)
		const [row] = await s.sql(`SELECT * FROM letter_public WHERE id = ${letter.id}`)
		assert.ok(!Object.values(row).some(v => v !== null && (v.includes('SITI') || v.includes(nik))))
	})

	await t.test('the secret key is for signd alone, the list of public keys for everybody', async () => {
		assert.equal(fs.statSync(path.join(keys, 'letter.key')).mode & 0o777, 0o600)
		assert.equal(fs.readFileSync(path.join(keys, 'letter-keys.pub'), 'utf8'), fs.readFileSync(path.join(keys, 'letter.pub'), 'utf8'))
		const pub = fs.readFileSync(path.join(keys, 'letter.pub'), 'utf8').trim()
		const page = (await s.client().get(`${where}/kunci`)).text
		assert.ok(page.includes(pub))
		assert.ok(page.includes(Buffer.from(letter.code, 'base64url').subarray(1, 5).toString('hex')), 'its name in the codes')
		assert.ok(!page.includes(secret()))
	})

	await t.test('off line, with the lines of the README and no program of ours', () => {
		const lines = fs.readFileSync(path.join(top, 'fcgi/sign/README.md'), 'utf8').split('\n').filter(l => l.startsWith('    ')).map(l => l.slice(4))
		assert.equal(lines.length, 6)
		const KEY = fs.readFileSync(path.join(keys, 'letter.pub'), 'utf8').trim()
		const work = fs.mkdtempSync(path.join(s.dir, 'readme-'))
		const run = CODE => spawnSync('sh', ['-ec', lines.join('\n')], { cwd: work, env: { ...process.env, CODE, KEY }, encoding: 'utf8' })
		const good = run(letter.code)
		assert.match(good.stdout, /Signature Verified Successfully/, good.stderr)
		const b = Buffer.from(letter.code, 'base64url')
		b[20] ^= 1
		const bad = run(b.toString('base64url'))
		assert.match(bad.stdout, /Signature Verification Failure/, bad.stderr)
		assert.notEqual(bad.status, 0)
	})

	await t.test('after the key was replaced old letters are still genuine, and new ones are', async () => {
		const old = fs.readFileSync(path.join(keys, 'letter.pub'), 'utf8').trim()
		fs.rmSync(path.join(keys, 'letter.key'))
		await s.ctl('keys', 'init')
		const now = fs.readFileSync(path.join(keys, 'letter.pub'), 'utf8').trim()
		assert.notEqual(now, old)
		assert.equal(fs.readFileSync(path.join(keys, 'letter-keys.pub'), 'utf8'), `${old}\n${now}\n`)
		const [pid] = s.pids('signd')
		process.kill(pid, 'SIGTERM')
		await until('signd ended', () => !alive(pid))
		await until('signd is back', () => s.pids('signd').some(p => p !== pid && alive(p)), 15000)
		await sleep(500)
		const l = await signed()
		await answers(letter.code, 'Asli dan berlaku')
		await answers(l.code, 'Asli dan berlaku')
		const page = (await s.client().get(`${where}/kunci`)).text
		assert.ok(page.indexOf(now) < page.indexOf(old), 'the key of today comes first')
		assert.match(page, /Kunci lama/)
		// the same once more changes nothing
		await s.ctl('keys', 'init')
		assert.equal(fs.readFileSync(path.join(keys, 'letter-keys.pub'), 'utf8'), `${old}\n${now}\n`)
	})

	await t.test('one address that asks too much is told so on a page, others go on', async () => {
		const c = await visitor()
		const all = await Promise.all(Array.from({ length: 40 }, () => check(c, letter.code)))
		const refused = all.filter(p => p.status === 429)
		assert.ok(refused.length >= 10, `${refused.length} of 40 were refused`)
		assert.deepEqual(all.filter(p => ![200, 429].includes(p.status)).map(p => p.status), [])
		assert.match(refused[0].text, /Terlalu banyak pemeriksaan surat/)
		assert.ok(Number(refused[0].headers['retry-after']) > 0)
		await answers(letter.code, 'Asli dan berlaku')
		assert.equal((await c.get('/masuk')).status, 200, 'other pages are not meant')
	})
})
