// People and their sessions: how an account begins, what ends a session, what a lock keeps.
import test from 'node:test'
import assert from 'node:assert/strict'
import { forms } from './client.mjs'
import { startStack } from './stack.mjs'
import { intakeForm, login, messages, password } from './office.mjs'

const good = 'perahu biru melaut pagi'
const other = 'jala kering di pasir putih'
const one = async (s, query) => (await s.sql(query))[0]
const count = async (s, where) => Number((await one(s, `SELECT COUNT(*) AS n FROM ${where}`)).n)
const idOf = async (s, name) => Number((await one(s, `SELECT id FROM user WHERE username = '${name}'`)).id)

// Moves the only session of that person into the past.
const idle = (s, user, minutes) => s.sql(`UPDATE session SET seen_at = UTC_TIMESTAMP(6) - INTERVAL ${minutes} MINUTE
	WHERE user_id = (SELECT id FROM user WHERE username = '${user}')`)
const stale = (s, user) => s.sql(`UPDATE session SET fresh_at = UTC_TIMESTAMP(6) - INTERVAL 6 MINUTE
	WHERE user_id = (SELECT id FROM user WHERE username = '${user}')`)

async function attempt(s, user, word) {
	const c = s.client()
	const answer = await c.send(await c.get('/masuk'), '/masuk', { nama_pengguna: user, kata_sandi: word })
	return { c, answer, inside: answer.status === 303 && !/masuk/.test(answer.headers.location) }
}

async function newUser(admin, fields) {
	const page = await admin.get('/pengguna/baru')
	return admin.send(page, '/pengguna/baru', { tindakan: 'SIMPAN', nip: '', berakhir: '', surat_tugas: '', ...fields })
}
const codeIn = page => /[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}/.exec(page.text)?.[0]

async function activate(s, user, kode, word = good, again = word) {
	const c = s.client()
	return c.send(await c.get('/masuk/pertama'), '/masuk/pertama',
		{ nama_pengguna: user, kode, kata_sandi_baru: word, kata_sandi_ulang: again })
}

test('people and sessions', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const admin = await login(s, 'admin')
	const adminSession = await one(s, "SELECT HEX(token_hash) AS h FROM session s JOIN user u ON u.id = s.user_id WHERE username = 'admin'")

	await t.test('asvs_v6_4_1 a new account begins with a one-time code that only its owner turns into a password', async () => {
		const page = await newUser(admin, { nama_pengguna: 'rina.baru', nama: 'Rina Baru Contoh', peran_petugas: '1' })
		assert.equal(page.status, 200, messages(page))
		const kode = codeIn(page)
		assert.ok(kode, 'the page shows the code')
		assert.equal((await attempt(s, 'rina.baru', '')).inside, false)
		assert.equal((await attempt(s, 'rina.baru', kode)).inside, false)
		const wrong = await activate(s, 'rina.baru', kode.replace(/^./, c => c === '7' ? '8' : '7'))
		assert.equal(wrong.status, 422)
		assert.match(wrong.text, /kode aktivasi salah/)
		assert.equal((await activate(s, 'rina.baru', kode, 'pendek sekali')).status, 422)
		assert.equal((await activate(s, 'rina.baru', kode, good, other)).status, 422)
		// small letters and blanks are the same code
		assert.equal((await activate(s, 'rina.baru', kode.toLowerCase().replaceAll('-', ' '))).status, 303)
		assert.equal((await attempt(s, 'rina.baru', good)).inside, true)
		assert.equal((await activate(s, 'rina.baru', kode, other)).status, 422, 'the code works once')
		assert.equal(await count(s, "audit WHERE action IN ('PENGGUNA_BARU', 'AKTIVASI')"), 2)
		const text = JSON.stringify(await s.sql('SELECT * FROM user')) + s.logText('web-admin') + s.logText('web-auth')
		assert.ok(!text.includes(kode) && !text.includes(kode.replaceAll('-', '')), 'the code is stored nowhere')
	})

	await t.test('a code that is late opens nothing, a new one takes password and sessions away', async () => {
		const id = await idOf(s, 'rina.baru')
		const { c } = await attempt(s, 'rina.baru', good)
		const page = await admin.send(await admin.get(`/pengguna/${id}`), `/pengguna/${id}`, { tindakan: 'KODE' })
		const kode = codeIn(page)
		assert.ok(kode, messages(page))
		assert.equal((await attempt(s, 'rina.baru', good)).inside, false)
		assert.match((await c.get('/beranda')).url, /^\/masuk/)
		await s.sql(`UPDATE user SET code_ends_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE id = ${id}`)
		assert.equal((await activate(s, 'rina.baru', kode)).status, 422)
		await s.sql(`UPDATE user SET code_ends_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY WHERE id = ${id}`)
		assert.equal((await activate(s, 'rina.baru', kode, other)).status, 303)
	})

	await t.test('asvs_v7_4_2 asvs_v8_3_2 a disabled account and a changed role end every session at once', async () => {
		const id = await idOf(s, 'rina.baru')
		const { c } = await attempt(s, 'rina.baru', other)
		assert.equal((await c.get('/antrean')).status, 200)
		let page = await admin.get(`/pengguna/${id}`)
		assert.equal((await admin.send(page, `/pengguna/${id}`, { tindakan: 'SIMPAN', peran_petugas: undefined, peran_operator: '1' })).status, 303)
		assert.match((await c.get('/antrean')).url, /^\/masuk/)
		const again = (await attempt(s, 'rina.baru', other)).c
		assert.equal((await again.get('/permohonan/baru')).status, 403, 'the new role counts')
		page = await admin.get(`/pengguna/${id}`)
		const off = await admin.send(page, `/pengguna/${id}`, { tindakan: 'NONAKTIFKAN' })
		assert.match(off.headers.location, /pengguna-nonaktif/)
		assert.match((await again.get('/beranda')).url, /^\/masuk/)
		assert.equal((await attempt(s, 'rina.baru', other)).inside, false)
		// the same page once more: somebody was faster
		assert.equal((await admin.send(page, `/pengguna/${id}`, { tindakan: 'NONAKTIFKAN' })).status, 409)
		await admin.send(await admin.get(`/pengguna/${id}`), `/pengguna/${id}`, { tindakan: 'AKTIFKAN' })
		assert.equal((await attempt(s, 'rina.baru', other)).inside, true)
	})

	await t.test('an account that is over is closed the day after', async () => {
		const id = await idOf(s, 'rina.baru')
		const { c } = await attempt(s, 'rina.baru', other)
		await s.sql(`UPDATE user SET valid_to = DATE(UTC_TIMESTAMP() + INTERVAL 7 HOUR) WHERE id = ${id}`)
		assert.equal((await c.get('/beranda')).status, 200)
		assert.equal((await c.get('/beranda')).url, '/beranda')
		await s.sql(`UPDATE user SET valid_to = DATE(UTC_TIMESTAMP() + INTERVAL 7 HOUR) - INTERVAL 1 DAY WHERE id = ${id}`)
		assert.match((await c.get('/beranda')).url, /^\/masuk/)
		assert.equal((await attempt(s, 'rina.baru', other)).inside, false)
	})

	await t.test('what is not possible is said at its field', async () => {
		for (const [fields, why] of [
			[{ nama_pengguna: 'loket', nama: 'X', peran_petugas: '1' }, /sudah dipakai/],
			[{ nama_pengguna: 'Rina Baru', nama: 'X', peran_petugas: '1' }, /huruf kecil/],
			[{ nama_pengguna: 'tanpa.peran', nama: 'X' }, /paling sedikit satu peran/],
			[{ nama_pengguna: 'periksa', nama: 'X', peran_pemeriksa: '1' }, /surat tugas/],
			[{ nama_pengguna: 'periksa', nama: 'X', peran_pemeriksa: '1', berakhir: '31-12-2027' }, /surat tugas/],
		]) {
			const page = await newUser(admin, fields)
			assert.ok([409, 422].includes(page.status), messages(page))
			assert.match(page.text, why)
			assert.ok(page.text.includes(`value="${fields.nama}"`), 'what was typed is there')
		}
		const ok = await newUser(admin, { nama_pengguna: 'periksa', nama: 'Pemeriksa Contoh', peran_pemeriksa: '1', berakhir: '31122027', surat_tugas: '700/12/2026' })
		assert.ok(codeIn(ok), messages(ok))
		const me = await idOf(s, 'admin')
		for (const act of [{ tindakan: 'NONAKTIFKAN' }, { tindakan: 'SIMPAN', peran_admin: undefined, peran_petugas: '1' }]) {
			const last = await admin.send(await admin.get(`/pengguna/${me}`), `/pengguna/${me}`, act)
			assert.equal(last.status, 422)
			assert.match(last.text, /administrator terakhir/)
		}
		assert.equal((await admin.get('/pengguna/999999')).status, 404)
	})

	await t.test('asvs_v7_2_4 asvs_v7_4_1 a new token at each login; after leaving the old one is nothing', async () => {
		const first = (await attempt(s, 'loket', password)).c
		const a = first.cookies.get('__Host-sesi')
		const page = await first.get('/beranda')
		await first.send(page, '/keluar')
		first.cookies.set('__Host-sesi', a)
		assert.match((await first.get('/beranda')).url, /^\/masuk/)
		const b = (await attempt(s, 'loket', password)).c.cookies.get('__Host-sesi')
		assert.notEqual(a, b)
		assert.equal(Buffer.from(a, 'base64url').length, 32)
	})

	await t.test('asvs_v7_3_1 asvs_v7_3_2 idle means locked, twelve hours mean over', async () => {
		const c = await login(s, 'perekam')
		await idle(s, 'perekam', 14)
		assert.equal((await c.get('/antrean')).url, '/antrean')
		await idle(s, 'perekam', 16)
		const page = await c.get('/antrean')
		assert.equal(page.url, '/kunci?lanjut=/antrean')
		assert.doesNotMatch(page.text, /class="tempat"/, 'no page of the office behind it')
		const poll = await c.request('GET', '/permohonan/1/perekaman/status', { headers: { 'HX-Request': 'true' } })
		assert.equal(poll.status, 204)
		assert.equal(poll.headers['hx-trigger'], 'terkunci')
		const no = await c.send(page, '/kunci', { rahasia: 'bukan kata sandi ini' })
		assert.equal(no.status, 422)
		const back = await c.submit(page, '/kunci', { rahasia: password })
		assert.equal(back.url, '/antrean')
		await s.sql("UPDATE session SET ends_at = UTC_TIMESTAMP(6) WHERE user_id = (SELECT id FROM user WHERE username = 'perekam')")
		assert.match((await c.get('/antrean')).url, /^\/masuk/)
	})

	await t.test('what was typed before the lock goes on after it, without a script', async () => {
		const c = await login(s, 'loket')
		const { page, values } = await intakeForm(c, { nama: 'DIKUNCI CONTOH "ILHAM" <B>' })
		await idle(s, 'loket', 20)
		const lock = await c.send(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
		assert.equal(lock.status, 403)
		assert.match(lock.text, /Layar terkunci/)
		assert.equal(await count(s, "casefile WHERE name LIKE 'DIKUNCI%'"), 0)
		const wrong = await c.send({ ...lock, url: '/kunci' }, '/kunci', { rahasia: 'salah sekali kata sandi' })
		assert.equal(wrong.status, 422)
		const held = await c.send({ ...wrong, url: '/kunci' }, '/kunci', { rahasia: password })
		assert.equal(held.status, 200)
		assert.equal(await count(s, "casefile WHERE name LIKE 'DIKUNCI%'"), 0, 'nothing happens by unlocking alone')
		const done = await c.submit(held, '/permohonan/baru')
		assert.match(done.url, /\/verifikasi/, messages(done))
		assert.equal(await count(s, "casefile WHERE name = 'DIKUNCI CONTOH \"ILHAM\" <B>'"), 1)
		await c.submit(held, '/permohonan/baru')
		assert.equal(await count(s, "casefile WHERE name LIKE 'DIKUNCI%'"), 1, 'sent twice, done once')
	})

	await t.test('a foreign form is not held: without its token it is refused, locked or not', async () => {
		const c = await login(s, 'loket')
		await idle(s, 'loket', 20)
		const answer = await c.post('/permohonan/baru', { csrf_token: 'x', nama: 'PALSU' })
		assert.equal(answer.status, 403)
		assert.doesNotMatch(answer.text, /name="ke"/)
		const away = forms((await c.get('/kunci')).text).find(f => f.action === '/kunci')
		const to = await c.post('/kunci', [...away.fields.filter(([n]) => n !== 'rahasia'), ['rahasia', password], ['ke', '//evil.example/x'], ['isi.nama', 'x']])
		assert.equal(to.status, 303)
		assert.equal(to.headers.location, '/beranda', 'a form of another site is not carried on')
	})

	await t.test('secrets are not kept in the page that holds a form', async () => {
		const c = await login(s, 'loket')
		const page = await c.get('/akun/kata-sandi')
		await idle(s, 'loket', 20)
		const lock = await c.send(page, '/akun/kata-sandi', { kata_sandi: password, kata_sandi_baru: good, kata_sandi_ulang: good })
		assert.ok(!lock.text.includes(password) && !lock.text.includes(good))
	})

	await t.test('the PIN unlocks this session only; after five wrong ones the password is asked', async () => {
		const c = await login(s, 'kasi')
		await stale(s, 'kasi')
		const ask = await c.get('/akun/pin')
		assert.equal(ask.url, '/masuk-ulang?lanjut=/akun/pin')
		let page = await c.submit(ask, '/masuk-ulang', { rahasia: password })
		assert.equal(page.url, '/akun/pin')
		for (const pin of ['123456', '11111111', '4829', 'abcdef'])
			assert.equal((await c.send(page, '/akun/pin', { tindakan: 'SIMPAN', pin, pin_ulang: pin })).status, 422)
		assert.equal((await c.send(page, '/akun/pin', { tindakan: 'SIMPAN', pin: '482915', pin_ulang: '482916' })).status, 422)
		assert.equal((await c.send(page, '/akun/pin', { tindakan: 'SIMPAN', pin: '482915', pin_ulang: '482915' })).status, 303)
		await idle(s, 'kasi', 20)
		page = await c.get('/meja-tanda-tangan')
		assert.match(page.text, /PIN atau kata sandi/)
		assert.equal((await c.submit(page, '/kunci', { rahasia: '482915' })).url, '/meja-tanda-tangan')
		// a PIN is no password
		assert.equal((await attempt(s, 'kasi', '482915')).inside, false)
		await s.sql('DELETE FROM login_try')
		await idle(s, 'kasi', 20)
		page = await c.get('/beranda')
		const tries = await Promise.all(Array.from({ length: 8 }, (_, i) => c.send(page, '/kunci', { rahasia: '70000' + i })))
		assert.ok(tries.every(a => a.status === 422 || a.status === 429))
		assert.equal((await c.send(page, '/kunci', { rahasia: '482915' })).status, 422, 'now the right PIN is too late')
		await s.sql('DELETE FROM login_try')
		assert.equal((await c.submit(page, '/kunci', { rahasia: password })).url, '/beranda')
		await idle(s, 'kasi', 20)
		assert.equal((await c.submit(await c.get('/beranda'), '/kunci', { rahasia: '482915' })).url, '/beranda', 'the password makes it count again')
	})

	await t.test('asvs_v7_5_3 user administration asks for the password again, and goes on with what was typed', async () => {
		await stale(s, 'admin')
		const id = await idOf(s, 'periksa')
		const page = await admin.get(`/pengguna/${id}`)
		const hold = await admin.send(page, `/pengguna/${id}`, { tindakan: 'SIMPAN', nama: 'Pemeriksa Lain Contoh' })
		assert.equal(hold.status, 403)
		assert.match(hold.text, /Konfirmasi kata sandi/)
		assert.equal((await one(s, `SELECT name FROM user WHERE id = ${id}`)).name, 'Pemeriksa Contoh')
		assert.equal((await admin.send({ ...hold, url: '/masuk-ulang' }, '/masuk-ulang', { rahasia: 'bukan kata sandi saya' })).status, 422)
		const held = await admin.send({ ...hold, url: '/masuk-ulang' }, '/masuk-ulang', { rahasia: password })
		const done = await admin.submit(held, `/pengguna/${id}`)
		assert.match(done.url, /pengguna-disimpan/)
		assert.equal((await one(s, `SELECT name FROM user WHERE id = ${id}`)).name, 'Pemeriksa Lain Contoh')
	})

	await t.test('own sessions are listed and ended; nobody ends those of others', async () => {
		const a = await login(s, 'camat'), b = await login(s, 'camat'), c = await login(s, 'loket')
		const page = await a.get('/akun')
		const others = forms(page.text).filter(f => f.action === '/akun/sesi' && f.fields.some(([n]) => n === 'sesi'))
		assert.equal(others.length, 1, 'one other session')
		const foreign = (await one(s, "SELECT s.id FROM session s JOIN user u ON u.id = s.user_id WHERE username = 'loket' ORDER BY s.id DESC LIMIT 1")).id
		await a.post('/akun/sesi', [...others[0].fields.filter(([n]) => n !== 'sesi'), ['sesi', foreign]])
		assert.equal((await c.get('/beranda')).url, '/beranda')
		assert.equal((await a.post('/akun/sesi', others[0].fields)).status, 303)
		assert.match((await b.get('/beranda')).url, /^\/masuk/)
		assert.equal((await a.get('/beranda')).url, '/beranda')
	})

	await t.test('a new password ends the other sessions; BSSN wants a new one after six months and none of the last five', async () => {
		const here = (await attempt(s, 'sekcam', password)).c, there = (await attempt(s, 'sekcam', password)).c
		const change = async (c, now, next) => c.send(await c.get('/akun/kata-sandi'), '/akun/kata-sandi',
			{ kata_sandi: now, kata_sandi_baru: next, kata_sandi_ulang: next })
		assert.equal((await change(here, 'bukan yang benar', good)).status, 422)
		await s.sql('DELETE FROM login_try')
		assert.equal((await change(here, password, 'kecamatan watulimo')).status, 422, 'the place is no password')
		assert.equal((await change(here, password, good)).status, 303)
		assert.match((await there.get('/beranda')).url, /^\/masuk/)
		assert.equal((await here.get('/beranda')).url, '/beranda')
		const settings = await admin.get('/pengaturan')
		assert.equal((await admin.send(settings, '/pengaturan', { tindakan: 'SIMPAN', aturan_sandi: 'BSSN' })).status, 303)
		await s.sql("UPDATE user SET password_at = UTC_TIMESTAMP(6) - INTERVAL 200 DAY WHERE username = 'sekcam'")
		const due = await here.get('/beranda')
		assert.equal(due.url, '/akun/kata-sandi?sebab=kedaluwarsa')
		assert.match(due.text, /Masa berlaku kata sandi/)
		assert.equal((await here.get('/meja-tanda-tangan')).url, due.url, 'nothing else before it')
		const words = ['Perahu-Biru 7 Melaut', 'Jala-Kering 8 Pasir', 'Ikan-Asin 9 Jemur', 'Kuda-Lari 3 Pagi', 'Hujan-Seng 4 Atap', 'Angin-Laut 5 Teluk']
		let now = good
		for (const next of words.slice(0, 3)) {
			assert.equal((await change(here, now, next)).status, 303)
			now = next
		}
		assert.equal((await change(here, now, words[0])).status, 422, 'used before')
		assert.equal((await change(here, now, now)).status, 422, 'the present one')
		for (const next of words.slice(3)) {
			assert.equal((await change(here, now, next)).status, 303)
			now = next
		}
		assert.equal((await change(here, now, words[0])).status, 303, 'six changes ago')
		const kept = async () => Number((await s.sql("SELECT COUNT(*) AS n FROM password_old WHERE user_id = (SELECT id FROM user WHERE username = 'sekcam')"))[0].n)
		assert.equal(await kept(), 4, 'with the present one five; older hashes are gone')
		await admin.send(await admin.get('/pengaturan'), '/pengaturan', { tindakan: 'SIMPAN', aturan_sandi: 'NIST' })
		assert.equal((await change(here, words[0], 'tanpa aturan berapa kali')).status, 303)
		assert.equal(await kept(), 0, 'a rule that asks for none keeps none')
	})

	await t.test('the page of rights says what the tables say', async () => {
		const page = await admin.get('/pengguna/hak')
		assert.equal(page.status, 200)
		for (const text of ['/permohonan/{id}/penyerahan', 'Beri nomor agenda', 'Kedaluwarsa'])
			assert.ok(page.text.includes(text), text)
		assert.equal((await (await login(s, 'pemeriksa')).get('/pengguna/hak')).status, 200)
		assert.equal((await (await login(s, 'loket')).get('/pengguna/hak')).status, 403)
	})

	await t.test('a clock before the last commit gives no number and says so; the administrator says when it is right', async () => {
		const c = await login(s, 'loket')
		const { page, values } = await intakeForm(c)
		const next = await c.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
		const id = Number(/\/permohonan\/(\d+)/.exec(next.url)[1])
		const { verifyAndNumber, sheet, submitForSignature } = await import('./office.mjs')
		await s.sql('UPDATE clock_mark SET at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR')
		const verify = await c.get(`/permohonan/${id}/verifikasi`)
		assert.match(verify.text, /Jam server salah/)
		const refused = await c.send(verify, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER' })
		assert.equal(refused.status, 503)
		assert.match(refused.text, /Jam server salah/)
		assert.equal((await one(s, `SELECT agenda_no AS n FROM casefile WHERE id = ${id}`)).n, null)
		assert.match((await c.get('/jam')).text, /sebelum data terakhir/)
		const clock = await admin.get('/jam')
		assert.equal((await admin.send(clock, '/jam', { tindakan: 'TERIMA' })).status, 303)
		assert.equal(await verifyAndNumber(s, c, id) > 0, true)
		await s.sql('UPDATE clock_mark SET at = UTC_TIMESTAMP(6) - INTERVAL 46 DAY')
		const sign = await c.get(`/permohonan/${id}/penandatanganan`)
		assert.match(sign.text, /Jam server salah/)
		assert.match((await c.get('/jam')).text, /jauh di depan/)
		await s.sql('UPDATE clock_mark SET at = UTC_TIMESTAMP(6)')
		await submitForSignature(c, id)
	})

	await t.test('no session comes back to life when the clock is set back', async () => {
		const c = await login(s, 'loket')
		// it ended an hour ago by a clock that has moved on since; now the clock says it has not
		await s.sql("UPDATE session SET ends_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE user_id = (SELECT id FROM user WHERE username = 'loket')")
		assert.equal((await c.get('/beranda')).url, '/beranda')
		await s.sql('UPDATE clock_mark SET at = UTC_TIMESTAMP(6) + INTERVAL 2 HOUR')
		assert.match((await c.get('/beranda')).url, /^\/masuk/)
		assert.equal((await login(s, 'loket')) !== null, true, 'who logs in now is let in')
	})

	assert.ok(adminSession.h.length === 64)
})
