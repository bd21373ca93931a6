// The papers beside the letter, as people get them in the browser: receipts that print by themselves,
// the return slip, K.P1 blank and filled, books, reports and minutes.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, tempFolder, until } from './stack.mjs'
import { act, caseOf, handOver, intake, intakeForm, login, messages, press, record, sheet, statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

let s, loket, perekam, admin, id
const documents = where => s.sql(`SELECT d.id, d.kind, d.pages, d.bytes IS NOT NULL AS frozen, (SELECT MAX(state) FROM print_job WHERE document_id = d.id) AS job
	FROM document d WHERE ${where} ORDER BY d.id`)
const kinds = async c => (await documents(`case_id = ${c}`)).map(d => d.kind)
function read(bytes) {
	const file = path.join(s.dir, 'paper.pdf')
	fs.writeFileSync(file, bytes)
	execFileSync('qpdf', ['--check', file])
	return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}
const paper = async (c, doc) => read((await c.request('GET', `/permohonan/${doc.case ?? id}/surat/${doc.id}`)).bytes)
const book = async (values, tindakan = 'LIHAT', c = loket) => c.submit(await c.get('/register/cetak'), '/register/cetak', { tindakan, ...values })
const today = () => { const d = new Date(Date.now() + 7 * 3600e3); return [d.getUTCDate(), d.getUTCMonth() + 1, d.getUTCFullYear()].map(n => String(n).padStart(2, '0')).join('-') }

test.before(async () => {
	s = await startStack({ dir: tempFolder('papers'), receipts: true })
	loket = await login(s, 'loket')
	perekam = await login(s, 'perekam')
	admin = await login(s, 'admin')
})
test.after(() => s?.stop())

test('the receipt is printed by itself after step 3, once, with the agenda number and its code as bars', async () => {
	id = await intake(loket)
	assert.deepEqual(await kinds(id), [], 'not before there is a number')
	const no = await verifyAndNumber(s, loket, id)
	assert.deepEqual(await kinds(id), ['TANDA_BUKTI'])
	await s.paperCount(1)
	const [doc] = await documents(`case_id = ${id}`)
	const text = await paper(loket, doc)
	assert.match(text, /TANDA BUKTI PENDAFTARAN PEREKAMAN KTP-el/)
	assert.match(text, /350308\*{6}\d{4}/)
	assert.match(text, new RegExp(`Nomor agenda\\s*: ${String(no).padStart(4, '0')}/`))
	const [{ uuid }] = await s.sql(`SELECT uuid FROM casefile WHERE id = ${id}`)
	const code = 'RK' + uuid.replaceAll('-', '').slice(0, 10).toUpperCase()
	assert.match(text, new RegExp(code))
	// an independent reader, at the resolution of a cheap printer
	execFileSync('pdftoppm', ['-r', '203', '-png', '-singlefile', path.join(s.dir, 'paper.pdf'), path.join(s.dir, 'receipt')])
	assert.match(execFileSync('zbarimg', ['-q', '--raw', path.join(s.dir, 'receipt.png')], { encoding: 'utf8' }), new RegExp(`^${code}$`, 'm'))
	const found = await loket.submit(await loket.get('/beranda'), '/permohonan', { cari: code.toLowerCase() })
	assert.match(found.url, new RegExp(`/permohonan/${id}$`), 'the scanned code opens the case')
	assert.match(text, /1\. .+\n.*2\. /)
	await until('it is printed', async () => (await documents(`id = ${doc.id}`))[0].job === 'printed')
	// the paper in the tray is the frozen one
	const [{ h }] = await s.sql(`SELECT LOWER(HEX(sha256)) AS h FROM document WHERE id = ${doc.id}`)
	assert.equal(execFileSync('sha256sum', [s.paper()[0]], { encoding: 'utf8' }).slice(0, 64), h)
})

test('a form that is sent twice makes one receipt', async () => {
	const { page, values } = await intakeForm(loket)
	const twice = await Promise.all([1, 2].map(() => loket.send(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })))
	assert.deepEqual(twice.map(a => a.status), [303, 303])
	const one = caseOf({ url: twice[0].headers.location })
	const form = await loket.get(`/permohonan/${one}/verifikasi`)
	const numbered = await Promise.all([1, 2].map(() => loket.send(form, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER' })))
	assert.deepEqual(numbered.map(a => a.status), [303, 303])
	assert.deepEqual(await kinds(one), ['TANDA_BUKTI'])
})

test('a name that no paper can show is refused with its field, and stays typed', async () => {
	const { page, values } = await intakeForm(loket, { nama: 'SITI 张 RAHAYU' })
	const before = (await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0].n
	const again = await loket.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
	assert.equal(again.status, 422)
	assert.match(again.text, /Nama Lengkap tidak dapat dicetak/)
	assert.match(again.text, /value="SITI 张 RAHAYU"/)
	assert.equal((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0].n, before)
})

test('papers that go back have their slip, at step 1 and at step 2', async () => {
	const { page, values } = await intakeForm(loket)
	const lack = Object.keys(values).find(n => n.startsWith('syarat_'))
	const back = await loket.submit(page, '/permohonan/baru', { ...values, [lack]: undefined, tindakan: 'RETURN_PAPERS', alasan: 'Surat pengantar belum dibawa.\nMohon kembali.' })
	const one = caseOf(back)
	assert.equal(await statusOf(s, one), 'BERKAS_DIKEMBALIKAN', messages(back))
	const [slip] = await documents(`case_id = ${one}`)
	assert.equal(slip.kind, 'PENGEMBALIAN')
	const text = await paper(loket, { case: one, id: slip.id })
	assert.match(text, /berkas belum lengkap, yaitu: /)
	assert.match(text, /Surat pengantar belum dibawa\. Mohon kembali\./)

	const two = await intake(loket)
	const no = await act(loket, two, 'verifikasi', 'MISMATCH', { alasan: 'Tanggal lahir berbeda dengan KK.', sebab: 'DATA_BERBEDA', menurut_tgl_lahir: '16-09-2009', beda_nik: '1', menurut_nik: '3503085609099902' })
	assert.equal(await statusOf(s, two), 'DATA_TIDAK_SESUAI', messages(no))
	const slips = await documents(`case_id = ${two} AND kind = 'PENGEMBALIAN'`)
	assert.equal(slips.length, 1)
	const why = await paper(loket, { case: two, id: slips[0].id })
	assert.match(why, /Tanggal lahir berbeda dengan KK/)
	assert.match(why, /Tanggal Lahir: 15-09-2009; menurut KK\/SIAK: 16-09-2009/)
	assert.match(why, /NIK: berbeda/)
	assert.doesNotMatch(why, /3503085609099902/, 'no NIK in full on a paper that is carried about')
})

test('the case page makes K.P1 filled in, and the receipt of recording when it is time', async () => {
	const page = await loket.get(`/permohonan/${id}`)
	assert.match(page.text, /value="KP1"/)
	assert.doesNotMatch(page.text, /value="BUKTI_PEREKAMAN"/)
	const made = await press(loket, page, 'KP1')
	assert.match(made.url, /pesan=kertas-dibuat/)
	const form = (await documents(`case_id = ${id} AND kind = 'KP1'`))[0]
	assert.match(await paper(loket, form), /SITI CONTOH RAHAYU/)
	assert.equal((await press(loket, await loket.get(`/permohonan/${id}`), 'BUKTI_PEREKAMAN')).status, 409, 'not before it was recorded')

	await submitForSignature(loket, id)
	assert.equal((await act(loket, id, 'penandatanganan', 'SIGNED_INK')).status, 200)
	await record(s, perekam, id)
	const after = await press(loket, await loket.get(`/permohonan/${id}`), 'BUKTI_PEREKAMAN')
	assert.match(after.url, /pesan=kertas-dibuat/, messages(after))
	const done = (await documents(`case_id = ${id} AND kind = 'BUKTI_PEREKAMAN'`))[0]
	assert.match(await paper(loket, done), /Telah melakukan perekaman biometrik pada tanggal/)
	await handOver(loket, id)
	assert.equal((await press(perekam, await perekam.get(`/permohonan/${id}`), 'KP1')).status, 403, 'others do not')
})

test('blank forms are seen by the office and printed by the dozen', async () => {
	const seen = await loket.request('GET', '/formulir/pdf')
	assert.equal(seen.headers['content-type'], 'application/pdf')
	const text = read(seen.bytes)
	assert.match(text, /FORMULIR PERMOHONAN REKOMENDASI PEREKAMAN BIOMETRIK KTP-el/)
	assert.doesNotMatch(text, /SITI/)
	const none = await loket.submit(await loket.get('/formulir'), '/formulir', { tindakan: 'CETAK', lembar: '51' })
	assert.equal(none.status, 422)
	const sent = await loket.submit(await loket.get('/formulir'), '/formulir', { tindakan: 'CETAK', lembar: '3' })
	assert.match(sent.url, /^\/cetak/)
	const [job] = await s.sql("SELECT copies FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.kind = 'KP1' AND d.case_id IS NULL")
	assert.equal(job.copies, '3')
})

test('register, outgoing letters, reports and minutes are made for days and for numbers', async t => {
	const [{ n }] = await s.sql(`SELECT agenda_no AS n FROM casefile WHERE id = ${id}`)
	await s.sql(`UPDATE casefile SET agenda_day = agenda_day - INTERVAL 1 DAY, name = 'SITI KEMARIN' WHERE id = ${id} AND DAYOFYEAR(agenda_day) > 1`)
	const other = await intake(loket, { nama: 'BUDI HARI INI' })
	const no = await verifyAndNumber(s, loket, other)
	await submitForSignature(loket, other)
	await act(loket, other, '', 'CANCEL', { alasan: 'Pemohon mengundurkan diri.' }).catch(() => {})
	await t.test('the register for numbers', async () => {
		const r = await book({ kertas: 'REGISTER', dari: '', sampai: '', nomor_dari: n, nomor_sampai: String(no) })
		assert.equal(r.headers['content-type'], 'application/pdf', messages(r))
		const text = read(r.bytes)
		assert.match(text, /SITI KEMARIN/)
		assert.match(text, /BUDI HARI/)
		assert.match(text, /Ditutup pada tanggal/)
		assert.equal([...text.matchAll(/Ditutup pada tanggal/g)].length, 1, 'today is not closed')
	})
	await t.test('the register for a day', async () => {
		const text = read((await book({ kertas: 'REGISTER', dari: today(), sampai: today() })).bytes)
		assert.match(text, /BUDI HARI/)
		assert.doesNotMatch(text, /SITI KEMARIN/)
	})
	await t.test('the book of outgoing letters', async () => {
		assert.match(read((await book({ kertas: 'SURAT_KELUAR', dari: today(), sampai: today() })).bytes), /400\.12\.2\.1\/\d+\/406\.08/)
	})
	await t.test('the reports count', async () => {
		const day = read((await book({ kertas: 'HARIAN', dari: today(), sampai: '' })).bytes)
		assert.match(day, /LAPORAN HARIAN/)
		assert.match(day, /JUMLAH +- +2 +2 +\d/)
		assert.doesNotMatch(day, /SITI|BUDI/)
		assert.match(read((await book({ kertas: 'BULANAN', dari: today(), sampai: '' })).bytes), /LAPORAN BULANAN/)
	})
	await t.test('minutes close the days that are over', async () => {
		const r = await book({ kertas: 'PENUTUPAN', dari: today(), sampai: today() })
		assert.equal(r.status, 422)
		assert.match(r.text, /Buku hanya dapat ditutup sampai dengan kemarin/)
		const [{ d }] = await s.sql(`SELECT DATE_FORMAT(agenda_day, '%d-%m-%Y') AS d FROM casefile WHERE id = ${id}`)
		if (d !== today())
			assert.match(read((await book({ kertas: 'PENUTUPAN', dari: d, sampai: d })).bytes), /Pada hari ini/)
	})
	await t.test('void letters: none, then one', async () => {
		const none = await book({ kertas: 'PEMUSNAHAN', dari: '01-01-' + today().slice(6), sampai: '01-01-' + today().slice(6) })
		assert.equal(none.status, 422)
		await s.sql(`UPDATE document SET void = 1 WHERE case_id = ${other} AND kind = 'REKOMENDASI'`)
		assert.match(read((await book({ kertas: 'PEMUSNAHAN', dari: today(), sampai: today() })).bytes), /PEMUSNAHAN LEMBAR SURAT/)
	})
	await t.test('what is printed is frozen and traced', async () => {
		const r = await book({ kertas: 'HARIAN', dari: today(), sampai: '' }, 'CETAK')
		assert.match(r.url, /^\/cetak/)
		const docs = await documents("kind = 'LAPORAN' AND case_id IS NULL")
		assert.equal(docs.length, 1)
		assert.equal(docs[0].frozen, '1')
		assert.equal(Number((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'BUAT_KERTAS' AND detail = 'HARIAN'"))[0].n), 1)
		assert.ok(Number((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'UNDUH_BUKU'"))[0].n) >= 6)
	})
	await t.test('an auditor sees and does not print', async () => {
		const c = await login(s, 'pemeriksa')
		assert.equal((await book({ kertas: 'HARIAN', dari: today() }, 'LIHAT', c)).headers['content-type'], 'application/pdf')
		assert.equal((await book({ kertas: 'HARIAN', dari: today() }, 'CETAK', c)).status, 403)
	})
})

test('bad ranges are answered at their field, with what was typed', async () => {
	for (const [values, text] of [
		[{ kertas: 'REGISTER', dari: '', sampai: '' }, /Dari tanggal belum diisi/],
		[{ kertas: 'REGISTER', dari: today(), sampai: '01-01-2020' }, /lebih awal/],
		[{ kertas: 'REGISTER', dari: '31-12-2025', sampai: today() }, /dalam satu tahun/],
		[{ kertas: 'REGISTER', dari: '01-01-2190', sampai: '' }, /setelah hari ini/],
		[{ kertas: 'REGISTER', nomor_dari: '9', nomor_sampai: '3' }, /lebih kecil/],
		[{ kertas: 'REGISTER', nomor_dari: '9', nomor_sampai: '' }, /Isi nomor awal dan nomor akhir/],
		[{ kertas: 'HARIAN', nomor_dari: '1', nomor_sampai: '3' }, /hanya untuk kedua buku/],
		[{ kertas: 'APA', dari: today() }, /Yang dicetak/],
		[{ kertas: 'REGISTER', dari: '99-99-9999' }, /Dari tanggal/]]) {
		const r = await book(values)
		assert.equal(r.status, 422, JSON.stringify(values))
		assert.match(r.text, text)
		if (values.nomor_dari) assert.match(r.text, new RegExp(`name="nomor_dari" value="${values.nomor_dari}"`))
	}
	const many = await book({ kertas: 'REGISTER', dari: '', nomor_dari: '1', nomor_sampai: '999999' })
	assert.equal(many.headers['content-type'], 'application/pdf', 'few rows fit')
})

test('the administrator turns the receipt off, or puts it on a roll', async () => {
	const set = async values => press(admin, await admin.get('/pengaturan/tanda-bukti'), 'SIMPAN', values)
	assert.match((await set({ cetak_sendiri: 'TIDAK' })).url, /pesan=pengaturan/)
	const quiet = await intake(loket)
	await verifyAndNumber(s, loket, quiet)
	assert.deepEqual(await kinds(quiet), [])
	await set({ cetak_sendiri: 'YA', kertas: 'om_roll_80x297mm' })
	const roll = await intake(loket)
	await verifyAndNumber(s, loket, roll)
	const [doc] = await documents(`case_id = ${roll}`)
	const bytes = (await loket.request('GET', `/permohonan/${roll}/surat/${doc.id}`)).bytes
	fs.writeFileSync(path.join(s.dir, 'roll.pdf'), bytes)
	assert.match(execFileSync('pdfinfo', [path.join(s.dir, 'roll.pdf')], { encoding: 'utf8' }), /Page size: +226\.77/)
	execFileSync('pdftoppm', ['-r', '203', '-png', '-singlefile', path.join(s.dir, 'roll.pdf'), path.join(s.dir, 'roll')])
	assert.match(execFileSync('zbarimg', ['-q', '--raw', path.join(s.dir, 'roll.png')], { encoding: 'utf8' }), /^RK[0-9A-F]{10}$/m)
	await set({ cetak_sendiri: 'YA', kertas: 'SURAT' })
	assert.equal((await set({ cetak_sendiri: 'MUNGKIN' })).status, 422)
})

test('without a printer the work goes on and the receipt is kept', async () => {
	await s.sql('UPDATE printer SET active = 0')
	const c = await intake(loket)
	await verifyAndNumber(s, loket, c)
	const docs = await documents(`case_id = ${c}`)
	assert.deepEqual(docs.map(d => [d.kind, d.frozen, d.job]), [['TANDA_BUKTI', '1', null]])
	const r = await loket.submit(await loket.get('/formulir'), '/formulir', { tindakan: 'CETAK', lembar: '2' })
	assert.equal(r.status, 409)
	assert.match(r.text, /belum ada printer yang aktif/)
	const b = await book({ kertas: 'HARIAN', dari: today() }, 'CETAK')
	assert.equal(b.status, 422)
	assert.match(b.text, /Belum ada printer yang aktif/)
	await s.sql('UPDATE printer SET active = 1')
})
