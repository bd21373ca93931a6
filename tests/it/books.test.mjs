// The books as a clerk takes them along: tables that spreadsheets open rightly, the outgoing letters on
// screen, and the end of the day.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, until } from './stack.mjs'
import { act, intake, login, messages, press, submitForSignature, verifyAndNumber } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), perekam = await login(s, 'perekam')
const year = new Date(Date.now() + 7 * 3600e3).getUTCFullYear()
const ask = async (kertas, tindakan, extra = {}) => loket.submit(await loket.get('/register/cetak'), '/register/cetak', { kertas, dari: '', sampai: '', nomor_dari: '1', nomor_sampai: '999', tahun: String(year), tindakan, ...extra })

// A spreadsheet's own reader: rows of { value, type } of the first sheet.
function sheet(bytes) {
	const file = path.join(s.dir, 'book.xlsx')
	fs.writeFileSync(file, bytes)
	return JSON.parse(execFileSync('/usr/bin/python3', ['-c', `
import json, openpyxl, sys
b = openpyxl.load_workbook(sys.argv[1])
w = b.worksheets[0]
print(json.dumps({"title": w.title, "rows": [[{"value": None if c.value is None else str(c.value), "type": c.data_type} for c in r] for r in w.iter_rows()]}))`, file], { encoding: 'utf8' }))
}

// RFC 4180, a second implementation.
function csv(text) {
	const rows = [[]]
	for (const m of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n|$)/g)) {
		rows.at(-1).push(m[1].replaceAll('""', '"'))
		if (m[2] === '\r\n') rows.push([])
	}
	return rows.filter(r => r.length)
}

try {
	const ids = []
	for (const extra of [{ nama: 'SITI NUR ʼAINI', nik: '9403085509091234', sesuai_kk: '1' }, { nama: 'ÉVA "KUTIP" ØSTBY' }, { nama: '=1+1 RUMUS' }])
		ids.push(await intake(loket, extra))
	for (const id of ids)
		await verifyAndNumber(s, loket, id, { sesuai_kk: '1' })
	await submitForSignature(loket, ids[0])
	await act(loket, ids[0], 'penandatanganan', 'SIGNED_INK')

	await test('the register as XLSX: sixteen digits stay sixteen digits, days are days, nothing is a formula', async () => {
		const r = await ask('REGISTER', 'XLSX')
		assert.equal(r.status, 200, messages(r))
		assert.match(r.headers['content-type'], /spreadsheetml\.sheet/)
		assert.match(r.headers['content-disposition'], new RegExp(`buku-register-${year}\\.xlsx`))
		const { title, rows } = sheet(r.bytes)
		assert.equal(title, `Buku Register ${year}`)
		assert.equal(rows.length, 4)
		const head = rows[0].map(c => c.value), at = (row, name) => rows[row][head.indexOf(name)]
		assert.deepEqual(at(1, 'NIK'), { value: '9403085509091234', type: 's' })
		assert.deepEqual(at(1, 'Nama Lengkap'), { value: 'SITI NUR ʼAINI', type: 's' })
		assert.deepEqual(at(2, 'Nama Lengkap'), { value: 'ÉVA "KUTIP" ØSTBY', type: 's' })
		assert.deepEqual(at(3, 'Nama Lengkap'), { value: '=1+1 RUMUS', type: 's' }, 'a text, not a formula')
		assert.deepEqual(at(1, 'Tanggal Lahir'), { value: '2009-09-15 00:00:00', type: 'd' })
		assert.deepEqual(at(1, 'RT'), { value: '012', type: 's' })
		assert.match(at(1, 'Nomor Rekomendasi').value, /^400\.12\.2\.1\/1\//)
		assert.equal(at(1, 'Penanda Tangan').value, 'Bagus Contoh Prasetya, S.STP., M.Si.')
	})

	await test('the register as CSV: UTF-8 with its mark, NIK in groups, quotes doubled, formulas defused', async () => {
		const r = await ask('REGISTER', 'CSV')
		assert.match(r.headers['content-type'], /text\/csv/)
		assert.equal(r.bytes.subarray(0, 3).toString('hex'), 'efbbbf')
		const rows = csv(r.text.replace(/^\ufeff/, '')), head = rows[0]
		assert.equal(rows.length, 4)
		assert.ok(rows.every(x => x.length === head.length))
		assert.equal(rows[1][head.indexOf('NIK')], '940308 550909 1234')
		assert.equal(rows[2][head.indexOf('Nama Lengkap')], 'ÉVA "KUTIP" ØSTBY')
		assert.equal(rows[3][head.indexOf('Nama Lengkap')], "'=1+1 RUMUS")
	})

	await test('outgoing letters: on screen and as a table', async () => {
		const page = await loket.get('/register/surat-keluar')
		assert.match(page.text, /400\.12\.2\.1\/1\//)
		assert.match(page.text, /Rekomendasi perekaman KTP-el a\.n\. SITI NUR/)
		assert.match((await kasi.get(`/register/surat-keluar?tahun=2020`)).text, /Belum ada surat keluar pada tahun 2020/)
		const { rows } = sheet((await ask('SURAT_KELUAR', 'XLSX')).bytes)
		assert.deepEqual(rows[1][0], { value: '1', type: 'n' })
		assert.equal(csv((await ask('SURAT_KELUAR', 'CSV')).text).length, 2)
	})

	await test('what is no table is refused in words, and every download leaves a trace', async () => {
		const r = await ask('HARIAN', 'XLSX', { nomor_dari: '', nomor_sampai: '', dari: '01-01-' + year })
		assert.equal(r.status, 422)
		assert.match(r.text, /Hanya Buku Register dan Buku Agenda Surat Keluar/)
		assert.deepEqual((await s.sql("SELECT detail FROM audit WHERE action = 'UNDUH_BUKU' ORDER BY id")).map(x => x.detail),
			['REGISTER XLSX, 3 baris', 'REGISTER CSV, 3 baris', 'SURAT_KELUAR XLSX, 1 baris', 'SURAT_KELUAR CSV, 1 baris'])
	})

	await test('the end of the day', async t => {
		await t.test('says what is open and whether the server may be switched off', async () => {
			await until('the letter is printed', async () => (await s.sql("SELECT COUNT(*) AS n FROM print_job WHERE state IN ('queued', 'claimed', 'accepted')"))[0].n === '0')
			const quiet = await loket.get('/register/tutup')
			assert.match(quiet.text, /Boleh dimatikan/)
			assert.match(quiet.text, new RegExp(`0001/${year} s\\.d\\. 0003/${year}`))
			assert.match(quiet.text, /2 permohonan menunggu petugas loket/)
			await act(perekam, ids[0], 'perekaman', 'BEGIN')
			const busy = await kasi.get('/register/tutup')
			assert.match(busy.text, /Jangan dimatikan dahulu/)
			assert.match(busy.text, /1 pemohon sedang direkam/)
			await act(perekam, ids[0], 'perekaman', 'ROLL_BACK')
			await s.sql("UPDATE counter SET n = n + 1 WHERE series = 'AGENDA'")
			assert.match((await loket.get('/register/tutup')).text, /Jangan dimatikan dahulu/, 'a number is missing')
			await s.sql("UPDATE counter SET n = n - 1 WHERE series = 'AGENDA'")
		})
		await t.test('prints the register and the report of the day, once for one form', async () => {
			const before = Number((await s.sql("SELECT COUNT(*) AS n FROM document WHERE kind IN ('REGISTER', 'LAPORAN')"))[0].n)
			const page = await loket.get('/register/tutup')
			const done = await press(loket, page, 'CETAK')
			assert.match(done.url, /pesan=hari-ditutup/, messages(done))
			assert.match(done.text, /Register dan laporan hari ini sudah dicetak/)
			await press(loket, page, 'CETAK')
			assert.equal(Number((await s.sql("SELECT COUNT(*) AS n FROM document WHERE kind IN ('REGISTER', 'LAPORAN')"))[0].n), before + 2)
			const other = await login(s, 'pemeriksa')
			const seen = await other.get('/register/tutup')
			assert.doesNotMatch(seen.text, /value="CETAK"/)
			const csrf = /name="csrf_token" value="([^"]*)"/.exec(seen.text)[1]
			assert.equal((await other.post('/register/tutup', { csrf_token: csrf, permintaan: 'a'.repeat(32), versi: '0', tindakan: 'CETAK' })).status, 403)
		})
	})
} finally {
	await s.stop()
}
