// The second factor from outside: enrolled through the pages, needed for every electronic signature,
// good for one act, taken away, asked at login.  Codes are made here by a second implementation.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startStack, until } from './stack.mjs'
import { act, approve, enrolTotp, freshCode, intake, login, messages, password, press, statusOf, stepNow,
	submitForSignature, totp, verifyAndNumber } from './office.mjs'

test('the second factor', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), camat = await login(s, 'camat'), admin = await login(s, 'admin')
	const count = async (table, where) => Number((await s.sql(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))[0].n)
	const ready = async (c = loket) => {
		const id = await intake(c)
		await verifyAndNumber(s, c, id)
		await submitForSignature(c, id)
		return id
	}
	const settings = values => admin.get('/pengaturan').then(page => press(admin, page, 'SIMPAN', values))
	const secrets = [], codes = []
	let factor
	assert.match((await settings({ cara_tanda_tangan: 'ELEKTRONIK' })).url, /pesan=/)

	await t.test('asvs_v7_5_3 without one nobody signs, and the page says where to get it', async () => {
		const id = await ready()
		const page = await camat.get(`/permohonan/${id}/persetujuan`)
		assert.match(page.text, /href="\/akun\/kode-otp"/)
		const no = await act(camat, id, 'persetujuan', 'APPROVE')
		assert.equal(no.status, 422)
		assert.match(no.text, /Kode OTP belum diisi/)
		const made_up = await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: '123456' })
		assert.equal(made_up.status, 422, messages(made_up))
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		assert.equal(await count('document', `case_id = ${id} AND (approved_by IS NOT NULL OR code <> '')`), 0)
	})

	await t.test('is enrolled through the pages: secret once, first code, ten recovery codes', async () => {
		const first = await press(camat, await camat.get('/akun/kode-otp'), 'MULAI')
		assert.match(first.text, /<svg class="qr" viewBox="0 0 \d+ \d+" role="img"/)
		assert.doesNotMatch(first.text, /style=|onclick/)
		const wrong = await press(camat, first, 'AKTIFKAN', { kode_otp: '12 34' })
		assert.equal(wrong.status, 422)
		assert.ok(!wrong.text.includes('otp-rahasia'), 'the secret is shown once')
		assert.equal(await count('second_factor', 'confirmed_at IS NOT NULL'), 0)
		factor = await enrolTotp(camat)
		secrets.push(factor.text, factor.secret.toString('hex'), ...factor.recovery, ...factor.recovery.map(c => c.replaceAll('-', '')))
		const page = await camat.get('/akun/kode-otp')
		assert.match(page.text, /10 dari 10/)
		assert.doesNotMatch(page.text, new RegExp(factor.text.slice(0, 8)))
		assert.equal((await s.sql('SELECT LENGTH(sealed) AS n FROM second_factor WHERE live_user IS NOT NULL'))[0].n, '90')
		for (const action of ['KODE_OTP_MULAI', 'KODE_OTP_AKTIF'])
			assert.ok(await count('audit', `action = '${action}'`) >= 1, action)
	})

	await t.test('the QR code carries the same secret', async () => {
		const sekcam = await login(s, 'sekcam')
		const page = await press(sekcam, await sekcam.get('/akun/kode-otp'), 'MULAI')
		const [, size, dark] = /<svg class="qr" viewBox="0 0 (\d+) \d+".*?<path fill="#000" d="([^"]*)"/s.exec(page.text)
		const n = Number(size), k = 6, row = () => Buffer.alloc(n * k, 255)
		const image = Array.from({ length: n * k }, row)
		for (const [, x, y, w] of dark.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
			for (let dy = 0; dy < k; dy++)
				image[Number(y) * k + dy].fill(0, Number(x) * k, (Number(x) + Number(w)) * k)
		const file = path.join(s.dir, 'qr.pgm')
		fs.writeFileSync(file, Buffer.concat([Buffer.from(`P5\n${n * k} ${n * k}\n255\n`), ...image]))
		const uri = new URL(execFileSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).trim())
		fs.rmSync(file)
		const text = /otp-rahasia"><code[^>]*>([A-Z2-7 ]+)</.exec(page.text)[1].replaceAll(' ', '')
		assert.equal(uri.protocol + uri.host, 'otpauth:totp')
		assert.deepEqual(Object.fromEntries(uri.searchParams), { secret: text, issuer: 'rekam KECAMATAN WATULIMO', algorithm: 'SHA1', digits: '6', period: '30' })
		assert.match(decodeURIComponent(uri.pathname), /:sekcam$/)
		secrets.push(text)
	})

	await t.test('asvs_v6_5_1 a code signs one letter: another document with it is refused, blanks do not matter', async () => {
		const [a, b] = [await ready(), await ready()]
		const code = await freshCode(camat)
		codes.push(code)
		const done = await act(camat, a, 'persetujuan', 'APPROVE', { kode_otp: ` ${code.slice(0, 3)} ${code.slice(3)}` })
		assert.match(done.url, /pesan=disetujui/, messages(done))
		const [doc] = await s.sql(`SELECT id, text_hash FROM document WHERE case_id = ${a}`)
		const [g] = await s.sql(`SELECT mode, factor, actor_name, name FROM signature WHERE document_id = ${doc.id}`)
		assert.deepEqual([g.mode, g.factor, g.actor_name], ['ELEKTRONIK', 'TOTP', g.name])
		const again = await act(camat, b, 'persetujuan', 'APPROVE', { kode_otp: code, alasan: 'tetap di sini' })
		assert.equal(again.status, 422)
		assert.match(again.text, /sudah dipakai/)
		assert.match(again.text, /tetap di sini/, 'what was typed stays')
		assert.doesNotMatch(again.text, new RegExp(`value="${code}"`), 'but not the code')
		assert.equal(await statusOf(s, b), 'MENUNGGU_TTD')
		assert.equal(await count('document', `case_id = ${b} AND approved_by IS NOT NULL`), 0, 'the yes is taken back')
		assert.match((await approve(camat, b)).url, /disetujui/)
	})

	await t.test("another person's code, a wrong one and one of last week sign nothing", async () => {
		const id = await ready()
		const kasi = await login(s, 'kasi')
		const other = await enrolTotp(kasi)
		secrets.push(other.text, ...other.recovery)
		for (const kode_otp of [totp(other.secret), other.recovery[0], '000000', totp(factor.secret, stepNow() - 20160), totp(factor.secret, stepNow() + 5)]) {
			const answer = await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp })
			assert.equal(answer.status, 422, messages(answer))
			assert.match(answer.text, /Kode OTP salah/)
		}
		// five wrong ones: now also the right one waits, and says how long; others do not
		const late = await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[8] })
		assert.equal(late.status, 429)
		assert.match(late.text, /Tunggu \d+ detik/)
		assert.ok(Number(late.headers['retry-after']) > 0)
		assert.equal((await press(kasi, await kasi.get('/akun/kode-otp'), 'HAPUS', { kode_otp: other.recovery[1] })).url, '/akun/kode-otp?pesan=kode-otp-hapus')
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		assert.ok(await count('audit', "action = 'KODE_DITOLAK'") >= 6)
		await s.sql('DELETE FROM code_try')
		assert.match((await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[8] })).url, /disetujui/)
		assert.equal((await s.sql(`SELECT factor FROM signature WHERE case_id = ${id}`))[0].factor, 'PEMULIHAN')
	})

	await t.test('signd away after the yes: the same code works for the same letter, and for no other', async () => {
		const [a, b] = [await ready(), await ready()]
		const kode_otp = factor.recovery[0]
		for (const pid of s.pids('signd')) process.kill(pid, 'SIGSTOP')
		const away = await act(camat, a, 'persetujuan', 'APPROVE', { kode_otp })
		for (const pid of s.pids('signd')) process.kill(pid, 'SIGCONT')
		assert.equal(away.status, 503)
		assert.doesNotMatch(away.text, new RegExp(kode_otp))
		await until('signd has used the code', () => count('code_use', "token LIKE 'pemulihan/%' AND at > NOW() - INTERVAL 1 MINUTE"))
		assert.match((await act(camat, b, 'persetujuan', 'APPROVE', { kode_otp })).text, /sudah dipakai/)
		assert.match((await act(camat, a, 'persetujuan', 'APPROVE', { kode_otp })).url, /disetujui/)
		assert.match((await act(camat, b, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[1] })).url, /disetujui/)
	})

	await t.test('asvs_v6_5_1 a recovery code works once; new ones end the old ones', async () => {
		const id = await ready()
		assert.match((await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[1] })).text, /sudah dipakai/)
		const old = factor.recovery[5]
		const page = await press(camat, await camat.get('/akun/kode-otp'), 'KODE_BARU')
		factor.recovery = [...page.text.matchAll(/<li><code[^>]*>([0-9A-Z-]{29})</g)].map(m => m[1])
		assert.equal(factor.recovery.length, 10)
		secrets.push(...factor.recovery, ...factor.recovery.map(c => c.replaceAll('-', '')))
		assert.match((await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: old })).text, /Kode OTP salah/)
		assert.match((await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[0].toLowerCase() })).url, /disetujui/)
		assert.match((await camat.get('/akun/kode-otp')).text, /9 dari 10/)
	})

	await t.test('what was signed stays as it was: renaming changes no letter, no page, no row', async () => {
		const id = await ready()
		await act(camat, id, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[1] })
		const rows = () => s.sql(`SELECT *, HEX(text_hash) AS h FROM signature WHERE case_id = ${id}`)
		const [before] = await rows()
		assert.equal(crypto.createHash('sha256').update(before.canonical).digest('hex').toUpperCase(), before.h)
		const line = /<p class="surat-ttd">([^<]*)</.exec((await loket.get(`/permohonan/${id}`)).text)[1]
		assert.match(line, /Ditandatangani secara elektronik oleh .*Camat Watulimo.* pada .* dibuktikan dengan kode pemulihan/)
		await s.sql("UPDATE user SET name = 'Nama Lain' WHERE username = 'camat'; UPDATE signatory SET name = 'Nama Lain', title = 'Jabatan Lain' WHERE role = 'CAMAT'")
		assert.deepEqual(await rows(), [before])
		assert.match((await loket.get(`/permohonan/${id}`)).text, new RegExp(line.replace(/[.()]/g, '\\$&')))
		for (const sql of ['UPDATE signature SET name = 1', 'DELETE FROM signature', 'UPDATE code_use SET user_id = 1', 'DELETE FROM code_use'])
			await assert.rejects(s.sql(sql), /nothing is (changed|deleted)/)
		await s.sql(`UPDATE user SET name = '${before.actor_name}' WHERE username = 'camat'; UPDATE signatory SET name = '${before.name}', title = '${before.title}' WHERE role = 'CAMAT'`)
	})

	await t.test('asvs_v2_3_5 who verified does not sign: blocked, or with a reason that is kept', async () => {
		// one person for both: the Kasi stands in at the counter
		await s.sql(`UPDATE user SET roles = roles | 1 WHERE username = 'kasi'`)
		const kasi = await login(s, 'kasi'), mine = await enrolTotp(kasi)
		const [sign] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'KASI'")
		const submit = async id => act(kasi, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: sign.id })
		const id = await intake(kasi)
		await verifyAndNumber(s, kasi, id)
		assert.match((await submit(id)).url, /diajukan/)
		const page = await kasi.get(`/permohonan/${id}/persetujuan`)
		assert.match(page.text, /diverifikasi oleh .*yang juga menandatanganinya/, 'said before anything is pressed')
		const spent = () => count('code_use', "token LIKE 'pemulihan/%' AND user_id = (SELECT id FROM user WHERE username = 'kasi')")
		const before = await spent()
		const without = await act(kasi, id, 'persetujuan', 'APPROVE', { kode_otp: mine.recovery[0] })
		assert.equal(without.status, 422)
		assert.match(without.text, /Tuliskan mengapa/)
		assert.equal(await spent(), before, 'the code is not spent')
		const done = await act(kasi, id, 'persetujuan', 'APPROVE', { kode_otp: mine.recovery[0], alasan_sama: 'Camat dan Sekcam dinas luar' })
		assert.match(done.url, /disetujui/, messages(done))
		assert.equal((await s.sql(`SELECT reason FROM case_event WHERE case_id = ${id} AND to_status = 'DITANDATANGANI'`))[0].reason, 'Camat dan Sekcam dinas luar')
		assert.equal(await count('audit', `object = 'casefile/${id}' AND action = 'DEVIASI' AND detail LIKE '%dinas luar'`), 1)
		// the same where the office blocks: not submitted to him, not approved, not signed by signd
		const late = await intake(kasi)
		await verifyAndNumber(s, kasi, late)
		assert.match((await submit(late)).url, /diajukan/)
		await s.sql("UPDATE office SET same_person = 'BLOKIR'")
		assert.match((await kasi.get(`/permohonan/${late}/persetujuan`)).text, /Pejabat lain yang harus menandatangani/)
		const blocked = await act(kasi, late, 'persetujuan', 'APPROVE', { kode_otp: mine.recovery[1], alasan_sama: 'alasan' })
		assert.equal(blocked.status, 422)
		assert.equal(await statusOf(s, late), 'MENUNGGU_TTD')
		const third = await intake(kasi)
		await verifyAndNumber(s, kasi, third)
		const refused = await submit(third)
		assert.equal(refused.status, 422, messages(refused))
		assert.match(refused.text, /yang memverifikasi tidak boleh menandatangani/)
		assert.equal(await statusOf(s, third), 'TERAGENDA')
		// two persons: as always
		const two = await intake(loket)
		await verifyAndNumber(s, loket, two)
		assert.match((await submit(two)).url, /diajukan/)
		assert.match((await act(kasi, two, 'persetujuan', 'APPROVE', { kode_otp: mine.recovery[1] })).url, /disetujui/)
		secrets.push(mine.text, ...mine.recovery)
	})

	await t.test('asvs_v2_3_5 in ink the one whose name stands under the letter counts, not who records it', async () => {
		await s.sql("UPDATE office SET same_person = 'ALASAN', sign_mode = 'TINTA'")
		const kasi = await login(s, 'kasi')
		const [sign] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'KASI'")
		const id = await intake(kasi)
		await verifyAndNumber(s, kasi, id)
		await act(kasi, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: sign.id })
		assert.match((await loket.get(`/permohonan/${id}/penandatanganan`)).text, /yang juga menandatanganinya/)
		assert.equal((await act(loket, id, 'penandatanganan', 'SIGNED_INK')).status, 422)
		const done = await act(loket, id, 'penandatanganan', 'SIGNED_INK', { alasan_sama: 'Hanya Kasi di kantor' })
		assert.equal(await statusOf(s, id), 'DITANDATANGANI', messages(done))
		const [g] = await s.sql(`SELECT mode, factor, name, actor_name FROM signature WHERE case_id = ${id}`)
		assert.deepEqual([g.mode, g.factor], ['TINTA', 'TINTA'])
		assert.notEqual(g.name, g.actor_name)
		assert.equal(await count('audit', `object = 'casefile/${id}' AND action = 'DEVIASI'`), 1)
		// the clerk who verified records that the Camat signed: two persons
		const two = await intake(loket)
		await verifyAndNumber(s, loket, two)
		await submitForSignature(loket, two)
		await act(loket, two, 'penandatanganan', 'SIGNED_INK')
		assert.equal(await statusOf(s, two), 'DITANDATANGANI')
		assert.match((await loket.get(`/permohonan/${two}`)).text, /Ditandatangani dengan tinta oleh .*, dicatat oleh /)
	})

	await t.test('asvs_v6_3_3 asked at login too, by choice: the session opens nothing before the code', async () => {
		assert.match((await press(camat, await camat.get('/akun/kode-otp'), 'MASUK_YA')).url, /kode-masuk-ya/)
		const half = async () => {
			const c = s.client()
			const page = await c.submit(await c.get('/masuk?lanjut=%2Fregister'), '/masuk', { nama_pengguna: 'camat', kata_sandi: password })
			assert.match(page.url, /^\/masuk\/kode/)
			return { c, page }
		}
		const { c, page } = await half()
		for (const where of ['/beranda', '/antrean', '/akun', '/akun/kode-otp', '/meja-tanda-tangan'])
			assert.match((await c.get(where)).url, /^\/masuk\/kode/, where)
		const before = new Map(c.cookies)
		const wrong = await c.submit(page, '/masuk/kode', { kode_otp: '000000' })
		const used = await c.submit(page, '/masuk/kode', { kode_otp: factor.recovery[1] })
		const bad = await c.submit(page, '/masuk/kode', { kode_otp: 'apa' })
		const plain = p => p.text.replace(/value="[0-9a-zA-Z_-]{20,}"/g, '')
		assert.deepEqual([wrong.status, used.status, bad.status], [422, 422, 422])
		assert.equal(plain(wrong), plain(used), 'wrong and used: the same bytes')
		assert.equal(plain(wrong), plain(bad))
		const ok = await c.send(page, '/masuk/kode', { kode_otp: factor.recovery[2] })
		assert.equal(ok.status, 303, messages(ok))
		assert.equal(ok.headers.location, '/register')
		assert.equal((await c.get('/beranda')).url, '/beranda')
		// the token is another one: the old cookie opens nothing, the same POST again neither
		const thief = s.client()
		thief.cookies = before
		assert.match((await thief.get('/beranda')).url, /^\/masuk/)
		const replay = await thief.send(page, '/masuk/kode', { kode_otp: factor.recovery[2] })
		assert.equal(replay.status, 403)
		// and a second half session cannot spend the same code
		const other = await half()
		assert.equal((await other.c.submit(other.page, '/masuk/kode', { kode_otp: factor.recovery[2] })).status, 422)
		for (const action of ['MASUK_KODE', 'GAGAL_KODE'])
			assert.ok(await count('audit', `action = '${action}'`) >= 1, action)
	})

	await t.test('five wrong codes end the session; the password is asked again', async () => {
		await s.sql('DELETE FROM code_try')
		const c = s.client()
		const page = await c.submit(await c.get('/masuk'), '/masuk', { nama_pengguna: 'camat', kata_sandi: password })
		let last
		for (let i = 0; i < 5; i++)
			last = await c.submit(page, '/masuk/kode', { kode_otp: '00000' + i })
		assert.match(last.url, /^\/masuk\?sebab=kode/)
		assert.match(last.text, /salah terlalu sering/)
		assert.match((await c.get('/beranda')).url, /^\/masuk\?/)
		const again = s.client()
		const second = await again.submit(await again.get('/masuk'), '/masuk', { nama_pengguna: 'camat', kata_sandi: password })
		const wait = await again.submit(second, '/masuk/kode', { kode_otp: factor.recovery[3] })
		assert.equal(wait.status, 429)
		// nobody else waits
		assert.equal((await login(s, 'sekcam')).constructor, loket.constructor)
		await s.sql('DELETE FROM code_try')
	})

	await t.test('who lost the telephone: an administrator takes it away, the person sees it and begins anew', async () => {
		assert.equal((await s.ctl('user', 'totp-reset', 'camat')).trim(), 'camat')
		await assert.rejects(s.ctl('user', 'totp-reset', 'camat'), /no second factor/)
		assert.match((await camat.get('/beranda')).url, /^\/masuk/, 'every session ended')
		const c = await login(s, 'camat')
		assert.match((await c.get('/akun/kode-otp')).text, /dihapus oleh Administrator Sistem pada/)
		assert.equal(await count('second_factor', "removed_at IS NOT NULL AND sealed <> ''"), 0, 'no secret is left of it')
		assert.equal(await count('audit', "action = 'KODE_OTP_HAPUS' AND detail = 'administrator' AND address LIKE 'rekamctl%'"), 1)
		const anew = await enrolTotp(c)
		secrets.push(anew.text, ...anew.recovery)
		// the same through the page of users
		const [u] = await s.sql("SELECT id FROM user WHERE username = 'camat'")
		const done = await press(admin, await admin.get(`/pengguna/${u.id}`), 'HAPUS_OTP')
		assert.match(done.url, /otp-pengguna-hapus/, messages(done))
		assert.match((await c.get('/beranda')).url, /^\/masuk/)
		const d = await login(s, 'camat')
		assert.match((await d.get('/akun/kode-otp')).text, /dihapus oleh Administrator Contoh pada/)
	})

	await t.test('no secret and no code lies in the database, in a log or in a file', async () => {
		const dump = execFileSync('mariadb-dump', ['--no-defaults', '-u', os.userInfo().username, '-S', path.join(s.dir, 'run/mariadb.sock'), '--hex-blob', 'rekam'], { maxBuffer: 256 << 20, encoding: 'latin1' })
		const logs = fs.readdirSync(s.log).map(f => fs.readFileSync(path.join(s.log, f), 'latin1'))
		assert.ok(dump.includes('KODE_OTP_AKTIF') && logs.join('').includes('code refused'), 'the right places are looked at')
		for (const secret of secrets)
			for (const where of [dump, ...logs])
				assert.ok(!where.toLowerCase().includes(secret.toLowerCase()), `${secret} is written down`)
		for (const code of codes)
			for (const log of logs)
				assert.doesNotMatch(log, new RegExp(`\\b${code}\\b`), 'a code in a log')
		assert.equal(fs.statSync(path.join(s.dir, 'keys/factor.key')).mode & 0o777, 0o600)
	})
})
