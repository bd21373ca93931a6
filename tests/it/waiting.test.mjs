// What waits: people with tickets, and cases that nobody moves.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack, until } from './stack.mjs'
import { intake, intakeForm, login, messages, press, statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi')
const deed = async (c, tindakan, values = {}) => press(c, await c.get('/antrean/tiket'), tindakan, values)
const plain = page => page.text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

try {
	await test('tickets of the day', async t => {
		await t.test('are numbered from 1, whatever the kind', async () => {
			for (const kind of ['BIASA', 'BIASA', 'LANSIA', 'BIASA', 'DISABILITAS'])
				assert.match((await deed(loket, `BERI-${kind}`)).url, /pesan=tiket-diberikan/)
			const text = plain(await loket.get('/antrean/tiket'))
			for (const name of ['A 001', 'A 002', 'P 003', 'A 004', 'P 005'])
				assert.ok(text.includes(name), name)
			assert.equal((await deed(loket, 'BERI-RAJA')).status, 400)
			assert.equal((await deed(kasi, 'BERI-BIASA')).status, 403)
		})
		await t.test('the old and the disabled are called first, then by number', async () => {
			const order = []
			for (let i = 0; i < 5; i++) {
				await deed(loket, 'PANGGIL', { loket: '2' })
				order.push((await s.sql("SELECT no FROM ticket WHERE state = 'DIPANGGIL' ORDER BY called_at DESC LIMIT 1"))[0].no)
			}
			assert.deepEqual(order, ['3', '5', '1', '2', '4'])
			assert.match((await deed(loket, 'PANGGIL', { loket: '2' })).url, /pesan=tiket-habis/)
			assert.equal((await deed(loket, 'PANGGIL', { loket: '' })).status, 422)
		})
		await t.test('the display shows tickets and counters, and nobody\'s name', async () => {
			const nobody = s.client()
			const page = await nobody.get('/layar')
			assert.equal(page.status, 200)
			assert.match(plain(page), /A 004 Loket 2/)
			assert.match(page.text, /hx-trigger="every 3s"/)
			assert.doesNotMatch(page.text, /SITI|Rina|csrf/)
			const [{ id }] = await s.sql("SELECT id FROM ticket WHERE no = 4")
			assert.match((await deed(loket, `TIDAK_HADIR-${id}`)).url, /tiket-selesai/)
			assert.doesNotMatch(plain(await nobody.get('/layar')), /A 004/)
		})
		await t.test('serving one leads to a new application, calling again keeps the number', async () => {
			const [{ id }] = await s.sql("SELECT id FROM ticket WHERE no = 2")
			assert.match((await deed(loket, `ULANG-${id}`, { loket: '3' })).url, /tiket-dipanggil/)
			assert.match(plain(await s.client().get('/layar')), /A 002 Loket 3/)
			assert.match((await deed(loket, `DILAYANI-${id}`)).url, /^\/permohonan\/baru/)
			assert.match(plain(await loket.get('/antrean/tiket')), /0 menunggu · 1 dilayani · 1 tidak hadir/)
		})
		await t.test('ten counters at once: no number twice, nobody called twice', async () => {
			const clerks = await Promise.all(Array.from({ length: 5 }, () => login(s, 'loket')))
			await Promise.all(clerks.flatMap(c => [deed(c, 'BERI-BIASA'), deed(c, 'BERI-LANSIA')]))
			const nos = (await s.sql('SELECT no FROM ticket ORDER BY no')).map(r => Number(r.no))
			assert.deepEqual(nos, nos.map((_, i) => i + 1))
			assert.equal(nos.length, 15)
			await Promise.all(clerks.map((c, i) => deed(c, 'PANGGIL', { loket: `m${i}` })))
			const called = await s.sql("SELECT counter FROM ticket WHERE counter LIKE 'm%'")
			assert.equal(new Set(called.map(r => r.counter)).size, 5, 'each counter has its own')
		})
	})

	await test('an applicant looks where his application stands', async t => {
		const admin = await login(s, 'admin'), nobody = s.client()
		const id = await intake(loket, { nama: 'SITI RAHASIA CONTOH' })
		const [{ uuid, nik }] = await s.sql(`SELECT uuid, nik FROM casefile WHERE id = ${id}`)
		const kode = 'RK' + uuid.replaceAll('-', '').slice(0, 10).toUpperCase()
		const ask = async (values) => nobody.submit(await nobody.get('/cek'), '/cek', { tindakan: 'CEK', ...values })
		await t.test('nowhere, unless the office allows it', async () => {
			assert.equal((await nobody.get('/cek')).status, 404)
			const page = await admin.get('/pengaturan')
			assert.match((await press(admin, page, 'SIMPAN', { cek_pemohon: 'YA' })).url, /pesan=pengaturan/)
			assert.equal((await nobody.get('/cek')).status, 200)
		})
		await t.test('with code and birth date, and without a name', async () => {
			const page = await ask({ kode, tgl_lahir: '15092009' })
			assert.match(plain(page), /Berkas diterima/)
			assert.match(plain(page), /Tunggu panggilan petugas loket/)
			for (const secret of ['RAHASIA', nik, nik.slice(0, 6)]) assert.ok(!page.text.includes(secret), secret)
			assert.doesNotMatch(page.url, /RK|2009/)
			const no = await verifyAndNumber(s, loket, id)
			assert.match(plain(await ask({ kode: kode.toLowerCase().replace(/(....)/g, '$1 '), tgl_lahir: '15-9-2009' })), new RegExp(`Nomor agenda ${String(no).padStart(4, '0')}/`))
		})
		await t.test('a wrong date and a wrong code say the same', async () => {
			const date = plain(await ask({ kode, tgl_lahir: '16092009' })), code = plain(await ask({ kode: 'RK0000000000', tgl_lahir: '15092009' }))
			assert.match(date, /Tidak ada permohonan dengan kode dan tanggal lahir itu/)
			assert.match(code, /Tidak ada permohonan dengan kode dan tanggal lahir itu/)
			for (const [bad, says] of [[{ kode: '%', tgl_lahir: '15092009' }, /dimulai dengan RK/], [{ kode: 'RK____________', tgl_lahir: '15092009' }, /dimulai dengan RK/], [{ kode, tgl_lahir: '' }, /Tanggal lahir belum diisi/]]) {
				const r = await ask(bad)
				assert.equal(r.status, 422)
				assert.match(r.text, says)
			}
		})
		await t.test('not faster than a hand types', async () => {
			const page = await nobody.get('/cek')
			const csrf = /name="csrf_token" value="([^"]*)"/.exec(page.text)[1]
			const answers = await Promise.all(Array.from({ length: 40 }, () => nobody.post('/cek', { csrf_token: csrf, permintaan: 'a'.repeat(32), versi: '0', tindakan: 'CEK', kode, tgl_lahir: '16092009' })))
			assert.ok(answers.some(a => a.status === 429), 'nginx holds it back')
		})
	})

	await test('cases that nobody moves', async t => {
		const age = (id, days) => s.sql(`UPDATE casefile SET status_at = UTC_TIMESTAMP(6) - INTERVAL ${days} DAY WHERE id = ${id}`)
		const old = await intake(loket, { nama: 'LAMA MENUNGGU' }), letter = await intake(loket, { nama: 'SURAT LAMA' }), young = await intake(loket, { nama: 'BARU SAJA' })
		await verifyAndNumber(s, loket, letter)
		await submitForSignature(loket, letter)
		const { page, values } = await intakeForm(loket, { nama: 'DRAF LAMA' })
		const draft = Number(/permohonan\/(\d+)/.exec((await loket.submit(page, '/permohonan/baru', { tindakan: 'SIMPAN', ...values })).url)[1])
		const recorded = await intake(loket, { nama: 'SUDAH DIREKAM' })
		await s.sql(`UPDATE casefile SET recorded_at = UTC_TIMESTAMP(6) WHERE id = ${recorded}`)
		for (const id of [old, letter, recorded]) await age(id, 91)
		await age(draft, 2)
		await age(young, 80)
		await t.test('are warned of on the first page and on their own', async () => {
			const home = await loket.get('/beranda')
			assert.match(plain(home), /Akan kedaluwarsa/)
			assert.match(plain(home), /LAMA MENUNGGU .*malam ini/)
			assert.match(plain(home), /BARU SAJA .*dalam (9|10) hari/)
			assert.doesNotMatch(plain(home).split('Akan kedaluwarsa')[1], /SUDAH DIREKAM/)
			assert.match(plain(await loket.get(`/permohonan/${young}`)), /kedaluwarsa dalam (9|10) hari/)
		})
		await t.test('are closed by the nightly run, with event and trace, and the letter is void', async () => {
			assert.match(await s.ctl('expire'), /^3 cases expired/)
			for (const id of [old, letter, draft])
				assert.equal(await statusOf(s, id), 'KEDALUWARSA')
			assert.equal(await statusOf(s, young), 'BERKAS_DITERIMA')
			assert.equal(await statusOf(s, recorded), 'BERKAS_DITERIMA', 'who is recorded never expires')
			const [e] = await s.sql(`SELECT actor_id, reason, from_status FROM case_event WHERE case_id = ${letter} ORDER BY id DESC LIMIT 1`)
			assert.deepEqual(e, { actor_id: null, reason: 'tanpa tindakan selama 90 hari', from_status: 'MENUNGGU_TTD' })
			assert.equal((await s.sql(`SELECT void FROM document WHERE case_id = ${letter} AND kind = 'REKOMENDASI'`))[0].void, '1')
			assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'EXPIRE' AND object = 'casefile/${letter}' AND actor_id IS NULL`))[0].n, '1')
			assert.match(plain(await kasi.get(`/permohonan/${letter}/riwayat`)), /tanpa tindakan selama 90 hari/)
			assert.match(await s.ctl('expire'), /^0 cases expired/)
		})
		await t.test('nobody can do that by hand, and the way back is a new application', async () => {
			const r = await press(kasi, await kasi.get(`/permohonan/${young}`), 'EXPIRE', { alasan: 'x' })
			assert.equal(await statusOf(s, young), 'BERKAS_DITERIMA', messages(r))
			assert.match((await loket.get(`/permohonan/${old}`)).text, new RegExp(`/permohonan/baru\\?dari=${old}`))
		})
		await t.test('the office chooses how long', async () => {
			const admin = await login(s, 'admin')
			await until('settings', async () => (await admin.get('/pengaturan')).status === 200)
			assert.match(await s.ctl('office', 'set', 'expiry_days', '60'), /60/)
			assert.match(await s.ctl('expire'), /^1 cases expired/)
			assert.equal(await statusOf(s, young), 'KEDALUWARSA')
		})
	})
} finally {
	await s.stop()
}
