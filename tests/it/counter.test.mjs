// What goes another way at the counter: data that differ, somebody who comes back another day, a paper
// that the Kasi does without, somebody who was recorded before.
import test from 'node:test'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { forms } from './client.mjs'
import { startStack } from './stack.mjs'
import { act, freshNik, intake, intakeForm, login, messages, press, statusOf, submitForSignature, verifyAndNumber, caseOf } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), perekam = await login(s, 'perekam'), operator = perekam
const day = plus => new Date(Date.now() + plus * 86400e3).toLocaleDateString('en-GB', { timeZone: 'Asia/Jakarta' }).replaceAll('/', '-')
const iso = plus => day(plus).split('-').reverse().join('-')
const caseRow = async id => (await s.sql(`SELECT *, DATE_FORMAT(again_on, '%Y-%m-%d') AS again FROM casefile WHERE id = ${id}`))[0]

// The Kasi's form, whether or not the page offers it.
async function waive(id, syarat) {
	const hidden = Object.fromEntries(forms((await kasi.get(`/permohonan/${id}`)).text).find(f => /cetak-ulang|pembatalan/.test(f.action)).fields)
	return kasi.post(`/permohonan/${id}/syarat`, { ...hidden, permintaan: randomBytes(16).toString('hex'), syarat, alasan: 'sekali lagi', tindakan: 'BEBASKAN' })
}

try {
	await test('data that differ are marked one by one', async t => {
		const id = await intake(loket)
		await t.test('a cause and a mark are needed, and nothing typed is lost', async () => {
			const none = await act(loket, id, 'verifikasi', 'MISMATCH', { alasan: 'Minta pembetulan di Dinas Dukcapil.' })
			assert.equal(none.status, 422)
			assert.match(none.text, /Sebab belum dipilih/)
			assert.match(none.text, /Minta pembetulan di Dinas Dukcapil\./)
			const unmarked = await act(loket, id, 'verifikasi', 'MISMATCH', { alasan: 'Beda.', sebab: 'DATA_BERBEDA', alamat: 'DUSUN BARU' })
			assert.equal(unmarked.status, 422)
			assert.match(unmarked.text, /Data yang berbeda belum ditandai/)
			assert.match(unmarked.text, /value="DUSUN BARU"/)
			assert.match(unmarked.text, /<option value="DATA_BERBEDA" selected/)
			const long = await act(loket, id, 'verifikasi', 'MISMATCH', { alasan: 'Beda.', sebab: 'DATA_BERBEDA', menurut_nama: 'X'.repeat(121) })
			assert.equal(long.status, 422)
			assert.match(long.text, /Nama Lengkap menurut KK\/SIAK/)
			assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA')
		})
		await t.test('what was marked stands on the page, in the history and in the table', async () => {
			const done = await act(loket, id, 'verifikasi', 'MISMATCH', { alasan: 'Minta pembetulan.', sebab: 'DATA_BERBEDA',
				nama: 'SITI CONTOH RAHAYU', menurut_nama: 'SITI CONTOH RAHAYU NINGSIH', beda_tgl_lahir: '1' })
			assert.match(done.url, /pesan=tidak-sesuai/, messages(done))
			const rows = await s.sql(`SELECT field, entered, found FROM case_difference WHERE case_id = ${id} ORDER BY field`)
			assert.deepEqual(rows, [{ field: 'nama', entered: 'SITI CONTOH RAHAYU', found: 'SITI CONTOH RAHAYU NINGSIH' },
				{ field: 'tgl_lahir', entered: '15-09-2009', found: '' }])
			const page = await loket.get(`/permohonan/${id}/verifikasi`)
			assert.match(page.text, /Data yang dinyatakan berbeda/)
			assert.match(page.text, /SITI CONTOH RAHAYU NINGSIH/)
			assert.match(page.text, /Data berbeda dengan KK\/SIAK\. Minta pembetulan\./)
			const [event] = await s.sql(`SELECT cause, reason FROM case_event WHERE case_id = ${id} ORDER BY id DESC LIMIT 1`)
			assert.deepEqual(event, { cause: 'DATA_BERBEDA', reason: 'Minta pembetulan.' })
			assert.match((await loket.get(`/permohonan/${id}/riwayat`)).text, /Data berbeda dengan KK\/SIAK\. Minta pembetulan\./)
		})
		await t.test('new evidence, then all is right in one act', async () => {
			await act(loket, id, 'verifikasi', 'NEW_EVIDENCE', { alasan: 'KK baru' })
			assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA')
			await verifyAndNumber(s, loket, id)
			assert.equal(await statusOf(s, id), 'TERAGENDA')
		})
	})

	await test('the Kasi turns somebody away for a cause that can be counted', async () => {
		const id = await intake(loket)
		const none = await act(kasi, id, 'verifikasi', 'REJECT', { alasan: 'Bukan pemilik KK.' })
		assert.equal(none.status, 422)
		const wrong = await act(kasi, id, 'verifikasi', 'REJECT', { alasan: 'x', sebab: 'SIAK_LURING' })
		assert.equal(wrong.status, 422, 'a cause of another place')
		await act(kasi, id, 'verifikasi', 'REJECT', { alasan: 'KK bukan miliknya.', sebab: 'BERKAS_PALSU' })
		assert.equal(await statusOf(s, id), 'DITOLAK')
		assert.match((await loket.get(`/permohonan/${id}`)).text, /Berkas tidak benar\. KK bukan miliknya\./)
	})

	await test('SIAK is offline: the applicant comes back another day', async t => {
		const id = await intake(loket)
		await t.test('at step 2 the sheet is kept and the case waits', async () => {
			for (const [bad, why] of [[{ sebab_tunda: '', kembali: day(3) }, /Sebab penundaan belum dipilih/], [{ sebab_tunda: 'SIAK_LURING', kembali: '' }, /Tanggal kembali belum diisi/],
				[{ sebab_tunda: 'SIAK_LURING', kembali: day(-1) }, /paling cepat hari ini/], [{ sebab_tunda: 'SIAK_LURING', kembali: day(91) }, /paling lambat 90 hari/],
				[{ sebab_tunda: 'ALAT_RUSAK', kembali: day(3) }, /Sebab penundaan belum dipilih/]]) {
				const no = await act(loket, id, 'verifikasi', 'TUNDA', { ...bad, alamat: 'DUSUN TUNDA' })
				assert.equal(no.status, 422)
				assert.match(no.text, why)
				assert.match(no.text, /value="DUSUN TUNDA"/)
			}
			const done = await act(loket, id, 'verifikasi', 'TUNDA', { sebab_tunda: 'SIAK_LURING', kembali: day(3), alamat: 'DUSUN TUNDA' })
			assert.match(done.url, /pesan=ditunda-kembali/, messages(done))
			assert.match(done.text, /Pemohon kembali [A-Z].*: Jaringan atau SIAK luring\./)
			const row = await caseRow(id)
			assert.deepEqual([row.status, row.again, row.again_cause, row.address], ['BERKAS_DITERIMA', iso(3), 'SIAK_LURING', 'DUSUN TUNDA'])
			assert.match((await loket.get('/antrean')).text, new RegExp(`permohonan/${id}"[^]*?pemohon kembali <span class="angka">${day(3)}`))
		})
		await t.test('the next act ends the waiting', async () => {
			await verifyAndNumber(s, loket, id)
			assert.equal((await caseRow(id)).again, null)
		})
		await t.test('at step 5 it is rescheduled before and after a failure', async () => {
			await submitForSignature(loket, id)
			await act(loket, id, 'penandatanganan', 'SIGNED_INK')
			assert.equal(await statusOf(s, id), 'DITANDATANGANI')
			const no = await act(operator, id, 'perekaman', 'POSTPONE', { sebab_tunda: 'SIAK_LURING', kembali: '', alasan: 'Jaringan mati' })
			assert.equal(no.status, 422)
			assert.match(no.text, /Tanggal kembali belum diisi/)
			const put = await act(operator, id, 'perekaman', 'POSTPONE', { sebab_tunda: 'SIAK_LURING', kembali: day(2), alasan: 'Jaringan mati' })
			assert.match(put.url, /pesan=dijadwalkan/, messages(put))
			let row = await caseRow(id)
			assert.deepEqual([row.status, row.again, row.again_cause], ['DIJADWALKAN_ULANG', iso(2), 'SIAK_LURING'])
			assert.match((await operator.get(`/permohonan/${id}/perekaman`)).text, /Jaringan atau SIAK luring\. Jaringan mati/)
			await act(operator, id, 'perekaman', 'COME_BACK')
			await act(operator, id, 'perekaman', 'FAIL', { alasan: 'Jari basah' })
			await act(operator, id, 'perekaman', 'RESCHEDULE', { sebab_tunda: 'JARI_LUKA', kembali: day(7), alasan: 'Tunggu sembuh' })
			row = await caseRow(id)
			assert.deepEqual([row.status, row.again, row.again_cause], ['DIJADWALKAN_ULANG', iso(7), 'JARI_LUKA'])
		})
	})

	await test('a paper that the Kasi does without', async t => {
		const { page, values } = await intakeForm(loket)
		const [need] = await s.sql("SELECT id FROM requirement WHERE code = 'PENGANTAR' AND sop_version_id = 1"), [form] = await s.sql("SELECT id FROM requirement WHERE code = 'KP1' AND sop_version_id = 1")
		const without = { ...values, [`syarat_${need.id}`]: undefined, pengantar_nomor: '', pengantar_tanggal: '' }
		const refused = await loket.submit(page, '/permohonan/baru', { ...without, tindakan: 'ACCEPT' })
		assert.equal(refused.status, 422)
		assert.match(refused.text, /Surat pengantar desa\/kelurahan\. .*Kasi dapat membebaskannya/)
		const id = caseOf(await loket.submit(page, '/permohonan/baru', { ...without, tindakan: 'SIMPAN' }))
		const nothing = caseOf(await loket.submit((await intakeForm(loket)).page, '/permohonan/baru', { ...without, nik: freshNik(), [`syarat_${form.id}`]: undefined, tindakan: 'SIMPAN' }))

		await t.test('only he may, only with a reason, only what may be waived', async () => {
			assert.doesNotMatch((await loket.get(`/permohonan/${id}`)).text, /Bebaskan persyaratan/)
			const home = (await kasi.get('/beranda')).text
			assert.match(home, new RegExp(`permohonan/${id}"[^]*?Hanya kurang: Surat pengantar`))
			assert.doesNotMatch(home, new RegExp(`permohonan/${nothing}"[^]*?Hanya kurang`), 'who lacks more is not his business yet')
			const blank = await press(kasi, await kasi.get(`/permohonan/${id}`), 'BEBASKAN', { alasan: ' ' })
			assert.equal(blank.status, 422)
			assert.match(blank.text, /Alasan belum diisi/)
			const other = await press(kasi, await kasi.get(`/permohonan/${nothing}`), 'BEBASKAN', { syarat: form.id, alasan: 'coba' })
			assert.equal(other.status, 409)
			assert.deepEqual(await s.sql('SELECT * FROM requirement_waiver'), [])
			const asClerk = await loket.post(`/permohonan/${id}/syarat`, { permintaan: '0'.repeat(32), versi: '1', syarat: need.id, alasan: 'saya', tindakan: 'BEBASKAN' })
			assert.equal(asClerk.status, 403)
		})
		await t.test('then the papers are complete', async () => {
			const done = await press(kasi, await kasi.get(`/permohonan/${id}`), 'BEBASKAN', { alasan: 'Kebijakan nasional 2018' })
			assert.match(done.url, /pesan=syarat-dibebaskan/, messages(done))
			assert.match(done.text, /dibebaskan oleh .*: Kebijakan nasional 2018/)
			assert.doesNotMatch((await kasi.get('/beranda')).text, new RegExp(`permohonan/${id}"[^]*?Hanya kurang`))
			assert.equal((await waive(id, need.id)).status, 409, 'not twice')
			const ok = await act(loket, id, 'penerimaan', 'ACCEPT')
			assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA', messages(ok))
			assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'BEBASKAN_SYARAT' AND object = 'casefile/${id}'`))[0].n, '1')
			assert.equal((await waive(id, form.id)).status, 409, 'not after the papers were taken in')
		})
	})

	await test('somebody who was recorded before is recorded again for a reason only', async () => {
		const { page, values } = await intakeForm(loket, { pernah_rekam: 'YA' })
		const asked = await loket.submit(page, '/permohonan/baru', { ...values, tindakan: 'ACCEPT', sesuai_kk: '1' })
		assert.equal(asked.status, 422)
		assert.match(asked.text, /Alasan perekaman ulang belum diisi/)
		assert.match(asked.text, /name="alasan_ulang"/)
		const ok = await press(loket, asked, 'ACCEPT', { sesuai_kk: '1', alasan_ulang: 'Perekaman 2024 gagal menurut Dinas Dukcapil' })
		const id = caseOf(ok)
		assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA', messages(ok))
		assert.equal((await caseRow(id)).repeat_reason, 'Perekaman 2024 gagal menurut Dinas Dukcapil')
		const sheet = await loket.get(`/permohonan/${id}/verifikasi`)
		assert.match(sheet.text, /Perekaman 2024 gagal menurut Dinas Dukcapil/, 'step 2 shows it and keeps it')
		await verifyAndNumber(s, loket, id, { sesuai_kk: '1' })
		assert.equal((await caseRow(id)).repeat_reason, 'Perekaman 2024 gagal menurut Dinas Dukcapil')
	})
	await test('what is typed and not sent is kept for its typist, on its page, for a day', async t => {
		const base = await loket.get('/permohonan/baru')
		const token = Object.fromEntries(forms(base.text).find(f => f.action === '/permohonan/baru').fields).csrf_token
		const keep = (c, alamat, fields = {}) => c.post('/isian', { csrf_token: c === loket ? token : undefined, alamat, ...fields })
		const kept = async () => s.sql('SELECT user_id, path, fields FROM kept_form')
		const typed = { nik: '3503085509094242', nama: 'SITI <SETENGAH> & JADI', tgl_lahir: '15-09-2009', pengantar_nomor: '45=1', tindakan: 'ACCEPT', permintaan: 'f'.repeat(32), versi: '3' }
		assert.equal((await keep(loket, '/permohonan/baru', typed)).status, 200)
		await t.test('without what belongs to one sending', async () => {
			const [row] = await kept()
			assert.equal(row.path, '/permohonan/baru')
			assert.doesNotMatch(row.fields, /csrf|tindakan|permintaan|versi|alamat/)
		})
		await t.test('it is offered, and taken as it was', async () => {
			const offered = await loket.get('/permohonan/baru')
			assert.match(offered.text, /Isian Anda dari .* belum dikirim\. <a href="\/permohonan\/baru\?isian=pakai">/)
			assert.doesNotMatch(offered.text, /SETENGAH/)
			const taken = await loket.get('/permohonan/baru?isian=pakai')
			assert.equal(taken.status, 200)
			assert.match(taken.text, /value="SITI &lt;SETENGAH&gt; &amp; JADI"/)
			assert.match(taken.text, /value="45=1"/)
			assert.doesNotMatch(taken.text, /Galat|ringkasan-galat/, 'not judged before it is sent')
			assert.doesNotMatch(taken.text, /belum dikirim/, 'not offered once more')
		})
		await t.test('nobody else sees it, nowhere else it is kept', async () => {
			const two = await login(s, 'loket')		// the same person elsewhere: his own work
			assert.match((await two.get('/permohonan/baru')).text, /isian=pakai/)
			assert.doesNotMatch((await kasi.get('/antrean')).text, /SETENGAH/)
			assert.equal((await perekam.get('/permohonan/baru')).status, 403)
			for (const bad of ['/pengaturan', '/permohonan/1/perekaman', '/permohonan/x/verifikasi', '//permohonan/baru', '/permohonan/baru?x', '', undefined])
				assert.equal((await keep(loket, bad, { nik: '1' })).status, 400, String(bad))
			assert.equal((await loket.post('/isian', { csrf_token: 'falsch', alamat: '/permohonan/baru' })).status, 403)
			assert.equal((await kept()).length, 1)
		})
		await t.test('a new case that takes up an old one still does so', async () => {
			const old = caseOf(await loket.submit((await intakeForm(loket)).page, '/permohonan/baru', { ...(await intakeForm(loket)).values, tindakan: 'SIMPAN' }))
			await press(loket, await loket.get(`/permohonan/${old}`), 'CANCEL', { alasan: 'pergi' })
			await keep(loket, '/permohonan/baru', { nama: 'MELANJUTKAN', dari: String(old) })
			const taken = await loket.get('/permohonan/baru?isian=pakai')
			assert.match(taken.text, new RegExp(`name="dari" value="${old}"`))
			assert.match(taken.text, /value="MELANJUTKAN"/)
		})
		await t.test('it can be thrown away', async () => {
			const page = await press(loket, await loket.get('/permohonan/baru'), 'BUANG')
			assert.equal(page.url, '/permohonan/baru')
			assert.doesNotMatch(page.text, /belum dikirim/)
			assert.deepEqual(await kept(), [])
		})
		await t.test('once sent it is gone; an old one is not offered and is swept', async () => {
			const { page, values } = await intakeForm(loket)
			const sent = await loket.submit(page, '/permohonan/baru', { ...values, tindakan: 'ACCEPT' })
			assert.equal(sent.status, 200, messages(sent))
			assert.deepEqual(await kept(), [])
			await keep(loket, '/permohonan/baru', { nik: '35' })
			await s.sql('UPDATE kept_form SET at = at - INTERVAL 25 HOUR')
			assert.doesNotMatch((await loket.get('/permohonan/baru')).text, /isian=pakai/)
			await keep(loket, `/permohonan/${caseOf(sent)}/verifikasi`, { alamat_x: 'x' })
			assert.deepEqual((await kept()).map(r => r.path), [`/permohonan/${caseOf(sent)}/verifikasi`])
			await s.sql('UPDATE kept_form SET at = at - INTERVAL 25 HOUR')
			await s.ctl('expire')
			assert.deepEqual(await kept(), [], 'swept every night')
		})
	})
} finally {
	await s.stop()
}
