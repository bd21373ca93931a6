// Recording before the signature, from outside: off, then allowed by the office, then by the Kasi for one
// case; nothing is handed over that is not signed, and the deviation is counted.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { pdfText, startStack, until } from './stack.mjs'
import { act, approve, enrolTotp, freshCode, handOver, intake, login, messages, press, scan, statusOf, verifyAndNumber } from './office.mjs'

test('recording before the signature', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), perekam = await login(s, 'perekam'), admin = await login(s, 'admin'), camat = await login(s, 'camat')
	const signer = Object.fromEntries((await s.sql('SELECT id, role FROM signatory WHERE office_id = 1')).map(r => [r.role, r.id]))
	const waiting = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer.CAMAT })
		return id
	}
	const allow = (id, alasan = 'Camat dinas luar, pemohon datang dari jauh') => act(kasi, id, 'penandatanganan', 'RECORD_FIRST', { alasan })
	const settings = async values => {
		const page = await admin.get('/pengaturan')
		return press(admin, page, 'SIMPAN', values)
	}
	const restOfFingers = id => s.sql(`INSERT IGNORE INTO finger_exception (case_id, finger, reason, note, at, by_user)
		SELECT ${id}, seq, 'AMPUTASI', '', UTC_TIMESTAMP(6), 2 FROM seq_1_to_10 WHERE seq NOT IN (SELECT finger FROM capture WHERE case_id = ${id} AND state = 'done')`)
	const button = /Izinkan perekaman mendahului tanda tangan/

	await t.test('is off: no button, and who posts it anyway is refused', async () => {
		const id = await waiting()
		const page = await kasi.get(`/permohonan/${id}/penandatanganan`)
		assert.equal(page.status, 200)
		assert.doesNotMatch(page.text, button)
		const no = await press(kasi, page, 'RECORD_FIRST', { alasan: 'ingin cepat' })
		assert.notEqual(no.status, 200)
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
	})

	await t.test('the administrator allows it in the settings, and that leaves a trace', async () => {
		const done = await settings({ rekam_dahulu: 'YA' })
		assert.match(done.url, /pesan=pengaturan/, messages(done))
		assert.equal((await s.sql('SELECT record_first FROM office'))[0].record_first, '1')
		assert.match((await s.sql("SELECT detail FROM audit WHERE action = 'PENGATURAN' ORDER BY id DESC LIMIT 1"))[0].detail, /rekam-dahulu=YA/)
	})

	await t.test('the Kasi allows one case with a reason; the clerk cannot', async () => {
		const id = await waiting()
		assert.doesNotMatch((await loket.get(`/permohonan/${id}/penandatanganan`)).text, button)
		await press(loket, await loket.get(`/permohonan/${id}/penandatanganan`), 'RECORD_FIRST', { alasan: 'x' })
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		assert.match((await kasi.get(`/permohonan/${id}`)).text, /Perekaman mendahului tanda tangan<\/a>/)
		const bare = await allow(id, '')
		assert.equal(bare.status, 422)
		assert.match(bare.text, /Alasan belum diisi/)
		const done = await allow(id)
		assert.match(done.url, /pesan=rekam-dahulu/, messages(done))
		assert.equal(await statusOf(s, id), 'SEDANG_DIREKAM')
		assert.match(done.text, /Penyimpangan SOP: perekaman mendahului tanda tangan, diizinkan .*Camat dinas luar/)
		assert.equal((await s.sql(`SELECT detail FROM audit WHERE action = 'DEVIASI' AND object = 'casefile/${id}'`)).length, 1)
		// put off: the order of the SOP is back
		const off = await act(perekam, id, 'perekaman', 'ROLL_BACK_FIRST')
		assert.match(off.url, /pesan=ditunda/, messages(off))
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		// failed: the same, with a reason
		await allow(id)
		assert.equal((await act(perekam, id, 'perekaman', 'FAIL_FIRST', { alasan: '' })).status, 422)
		await act(perekam, id, 'perekaman', 'FAIL_FIRST', { alasan: 'Alat rusak' })
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
	})

	await t.test('in ink: recorded, then signed, then at once ready for hand-over; it cannot be called off', async () => {
		const id = await waiting()
		await allow(id)
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		const early = await act(perekam, id, 'perekaman', 'FINISH_FIRST', { hasil_resmi: 'BERHASIL' })
		assert.equal(await statusOf(s, id), 'SEDANG_DIREKAM', 'nine fingers are open: ' + messages(early))
		await restOfFingers(id)
		assert.equal(Number((await scan(s, perekam, id, 2, 'VERIFIKASI')).same_as), 2)
		assert.equal((await act(perekam, id, 'perekaman', 'FINISH_FIRST', { hasil_resmi: '' })).status, 422)
		const done = await act(perekam, id, 'perekaman', 'FINISH_FIRST', { hasil_resmi: 'BERHASIL' })
		assert.match(done.url, /penyerahan|pesan=terekam-dahulu/, messages(done))
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		// nobody hands over, cancels or records again what is recorded and not signed
		assert.match((await loket.get(`/permohonan/${id}/penyerahan`)).url, new RegExp(`/permohonan/${id}$`))
		assert.doesNotMatch((await kasi.get(`/permohonan/${id}/penandatanganan`)).text, button)
		assert.doesNotMatch((await kasi.get(`/permohonan/${id}`)).text, /value="CANCEL"/)
		const page = await loket.get(`/permohonan/${id}/penandatanganan`)
		assert.match(page.text, /Biometrik sudah direkam/)
		const signed = await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		assert.match(signed.url, /ditandatangani/, messages(signed))
		assert.equal(await statusOf(s, id), 'TEREKAM')
		const moves = (await s.sql(`SELECT to_status FROM case_event WHERE case_id = ${id} ORDER BY id`)).map(r => r.to_status)
		assert.deepEqual(moves.slice(-5), ['MENUNGGU_TTD', 'SEDANG_DIREKAM', 'MENUNGGU_TTD', 'DITANDATANGANI', 'TEREKAM'])
		await handOver(loket, id)
		assert.equal(await statusOf(s, id), 'SELESAI')
	})

	await t.test('returned by the official after the recording: a new letter, no new recording', async () => {
		const id = await waiting()
		await allow(id)
		await restOfFingers(id)
		await act(perekam, id, 'perekaman', 'FINISH_FIRST', { hasil_resmi: 'BERHASIL' })
		await act(loket, id, 'penandatanganan', 'RETURN_INK', { alasan: 'Nama kurang satu huruf' })
		assert.equal(await statusOf(s, id), 'TTD_DIKEMBALIKAN')
		assert.doesNotMatch((await kasi.get(`/permohonan/${id}/penandatanganan`)).text, /value="REJECT_SIGN"/)
		await act(loket, id, 'penandatanganan', 'RESUBMIT', { penanda_tangan: signer.CAMAT })
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		assert.equal(await statusOf(s, id), 'TEREKAM')
	})

	await t.test('electronically: the approval makes the letter, prints it, and the case is ready', async () => {
		await enrolTotp(camat)
		await settings({ cara_tanda_tangan: 'ELEKTRONIK', rekam_dahulu: 'YA' })
		const id = await waiting()
		await allow(id)
		assert.doesNotMatch((await camat.get('/meja-tanda-tangan')).text, new RegExp(`/permohonan/${id}/`), 'not on the desk while it is recorded')
		await restOfFingers(id)
		await act(perekam, id, 'perekaman', 'FINISH_FIRST', { hasil_resmi: 'MENYUSUL' })
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id} AND d.kind = 'REKOMENDASI'`))[0].n, '0')
		const yes = await approve(camat, id)
		assert.match(yes.url, /pesan=disetujui/, messages(yes))
		assert.equal(await statusOf(s, id), 'TEREKAM')
		await until('the letter is printed', async () => (await s.sql(`SELECT j.state FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id} AND d.kind = 'REKOMENDASI'`))[0]?.state === 'printed', 30000)
		await handOver(loket, id)
	})

	await t.test('the day\'s report counts the cases that deviated', async () => {
		const [{ n }] = await s.sql("SELECT COUNT(DISTINCT case_id) AS n FROM case_event WHERE from_status = 'MENUNGGU_TTD' AND to_status = 'SEDANG_DIREKAM'")
		const d = new Date(Date.now() + 7 * 3600e3), dari = [d.getUTCDate(), d.getUTCMonth() + 1, d.getUTCFullYear()].map(n => String(n).padStart(2, '0')).join('-')
		const book = await loket.submit(await loket.get('/register/cetak'), '/register/cetak', { tindakan: 'LIHAT', kertas: 'HARIAN', dari, sampai: '' })
		assert.equal(book.headers['content-type'], 'application/pdf', messages(book))
		const file = path.join(s.dir, 'report.pdf')
		fs.writeFileSync(file, book.bytes)
		assert.match(pdfText(file).replace(/\s+/g, ' '), new RegExp(`Penyimpangan SOP: perekaman mendahului tanda tangan ${n}\\b`))
	})
})
