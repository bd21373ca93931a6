// What people order of a paper and of a printer: the fallback, a spoiled sheet, a marked copy, another
// printer, their own PC, a test page, the rules of routing.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, tempFolder, until } from './stack.mjs'
import { forms } from './client.mjs'
import { intake, login, messages, submitForSignature, verifyAndNumber } from './office.mjs'

let s, loket, admin, id, letter

const cups = (program, ...args) => execFileSync(program, args, { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' })
const jobs = document => s.sql(`SELECT * FROM print_job WHERE document_id = ${document} ORDER BY id`)
const last = async (document = letter) => (await jobs(document)).at(-1)
const reaches = (state, document = letter, ms = 30000) => until(`the last job is ${state}`, async () => {
	const j = await last(document)
	return j.state === state && j
}, ms)
const printerId = async queue => Number((await s.sql(`SELECT id FROM printer WHERE queue = '${queue}' AND office_id = 1`))[0].id)

async function order(c, page, where, values) {
	const p = await c.get(page)
	const fields = forms(p.text).find(f => Object.fromEntries(f.fields).permintaan)?.fields ?? []
	const kept = fields.filter(([k]) => ['csrf_token', 'permintaan', 'versi'].includes(k))
	return c.post(where, [...kept, ...Object.entries(values)])
}
const press = (job, values) => order(loket, `/cetak/${job}`, `/cetak/${job}`, values)

test.before(async () => {
	s = await startStack({ dir: tempFolder('printer') })
	const device = /^\S.*: (ledger:\S+)/m.exec(cups('lpstat', '-v', 'rekam'))[1]
	const ppd = path.join(s.dir, 'cups/etc/ppd/rekam.ppd')
	cups('lpadmin', '-p', 'kedua', '-E', '-v', device, '-P', ppd, '-o', 'printer-is-shared=false')
	await s.sql("INSERT INTO printer (office_id, queue, label) VALUES (1, 'kedua', 'Printer kedua')")
	loket = await login(s, 'loket')
	admin = await login(s, 'admin')
	id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	letter = Number((await s.sql(`SELECT id FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI'`))[0].id)
	await reaches('printed')
})
test.after(() => s?.stop())
test.afterEach(() => s?.printerMode('fast'))

test('a spoiled sheet is noted and replaced by one unmarked sheet of the same bytes', async () => {
	const old = await last()
	const bare = await press(old.id, { tindakan: 'LEMBAR_RUSAK', alasan: '' })
	assert.equal(bare.status, 422)
	assert.match(bare.text, /Alasan/)
	const a = await press(old.id, { tindakan: 'LEMBAR_RUSAK', alasan: 'Kertas terlipat di baki' })
	assert.equal(a.status, 303, messages(a))
	const now = await reaches('printed')
	assert.notEqual(now.id, old.id)
	assert.equal(Number(now.replaces), Number(old.id))
	assert.equal(Number(now.copies), 1)
	assert.match((await loket.get(`/cetak/${old.id}`)).text, /dicatat dimusnahkan.*Kertas terlipat di baki/)
	assert.equal((await press(old.id, { tindakan: 'LEMBAR_RUSAK', alasan: 'sekali lagi' })).status, 409)
})

test('the administrator makes rules; a stopped printer hands its jobs to the fallback, once', async () => {
	const first = await printerId('rekam'), second = await printerId('kedua')
	for (const [urutan, printer] of [['1', first], ['2', second]]) {
		const a = await order(admin, '/printer/rute', '/printer/rute', { tindakan: 'SIMPAN', pc: '', jenis: '', urutan, printer: String(printer), baki: '', kertas: '' })
		assert.equal(a.status, 303, messages(a))
	}
	const twice = await order(admin, '/printer/rute', '/printer/rute', { tindakan: 'SIMPAN', pc: '', jenis: '', urutan: '2', printer: String(first), baki: '', kertas: '' })
	assert.equal(twice.status, 409)
	assert.match((await admin.get('/printer/rute')).text, /Printer kedua/)
	await until('the second printer is seen', async () => (await s.sql(`SELECT state FROM printer WHERE id = ${second}`))[0].state === 'idle', 15000)
	cups('cupsdisable', 'rekam')
	const before = s.paper().length
	const a = await press((await last()).id, { tindakan: 'LEMBAR_RUSAK', alasan: 'Toner luntur' })
	assert.equal(a.status, 303, messages(a))
	const j = await reaches('printed')
	assert.equal(Number(j.printer_id), second)
	assert.equal(j.tried, String(first))
	cups('cupsenable', 'rekam')
	await s.paperCount(before + 1)
	assert.equal(s.paper().length, before + 1)
	assert.equal(Number((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'CETAK_DIALIHKAN' AND object = 'print_job/${j.id}'`))[0].n), 1)
})

test('a printer that went silent after it was given the job hands it on too', async () => {
	const first = await printerId('rekam'), second = await printerId('kedua'), before = s.paper().length
	const device = /^\S.*: (ledger:\S+)/m.exec(cups('lpstat', '-v', 'rekam'))[1]
	await until('the first printer is seen', async () => (await s.sql(`SELECT state FROM printer WHERE id = ${first}`))[0].state === 'idle', 15000)
	cups('lpadmin', '-p', 'rekam', '-v', 'ledger://localhost:9/ipp/print')
	assert.equal((await press((await last()).id, { tindakan: 'LEMBAR_RUSAK', alasan: 'Kertas basah' })).status, 303)
	const j = await reaches('printed', letter, 60000)
	assert.equal(Number(j.printer_id), second)
	cups('lpadmin', '-p', 'rekam', '-v', device)
	await s.paperCount(before + 1)
	assert.equal(s.paper().length, before + 1)
	await s.sql('DELETE FROM print_route')
})

test('what waits is moved, or called off, or printed at the PC and confirmed', async () => {
	const first = await printerId('rekam'), second = await printerId('kedua')
	const spoil = async () => { await press((await last()).id, { tindakan: 'LEMBAR_RUSAK', alasan: 'Rusak di baki' }); return last() }
	cups('cupsdisable', 'rekam')
	let j = await spoil()
	assert.equal(Number(j.printer_id), first)
	await until('CUPS has it', async () => (await last()).state === 'accepted')
	assert.equal((await press(j.id, { tindakan: 'BATALKAN' })).status, 303)
	j = await reaches('withdrawn')		// never begun: no paper, no doubt
	cups('cupsreject', 'rekam')
	cups('cupsenable', 'rekam')
	assert.equal((await press(j.id, { tindakan: 'CETAK_ULANG' })).status, 303)
	j = await until('it waits', async () => { const x = await last(); return x.state === 'queued' && x.reason === 'stopped' && x })
	assert.equal((await press(j.id, { tindakan: 'PINDAHKAN', printer: String(second) })).status, 303)
	j = await reaches('printed')
	assert.equal(Number(j.printer_id), second)
	j = await spoil()
	j = await until('it waits', async () => { const x = await last(); return x.state === 'queued' && x })
	const before = s.paper().length
	assert.equal((await press(j.id, { tindakan: 'CETAK_DARI_PC' })).status, 303)
	assert.deepEqual([(await last()).state, (await last()).reason], ['held', 'from-pc'])
	cups('cupsaccept', 'rekam')
	assert.match((await loket.get(`/cetak/${j.id}`)).text, /Dicetak dari PC dan belum dipastikan/)
	assert.equal((await press(j.id, { tindakan: 'SUDAH_TERCETAK' })).status, 303)
	assert.equal((await last()).state, 'printed')
	assert.equal(s.paper().length, before)
})

test('after hand-over only a marked copy is printed, and it says so on the paper', async () => {
	await s.sql(`UPDATE casefile SET status = 'SELESAI', open = 0 WHERE id = ${id}`)
	const j = await last()
	assert.equal((await press(j.id, { tindakan: 'LEMBAR_RUSAK', alasan: 'Rusak di jalan' })).status, 409)
	assert.equal((await press(j.id, { tindakan: 'CETAK_ULANG' })).status, 409)
	const odd = await press(j.id, { tindakan: 'SALINAN_DITANDAI', alasan: 'Hilang 中文' })
	assert.equal(odd.status, 422)
	for (const no of [1, 2]) {
		const a = await press(j.id, { tindakan: 'SALINAN_DITANDAI', alasan: 'Hilang di perjalanan ke Dinas' })
		assert.equal(a.status, 303, messages(a))
		const [copy] = await s.sql(`SELECT c.document_id, o.bytes AS old, d.bytes AS new FROM document_copy c JOIN document d ON d.id = c.document_id
			JOIN document o ON o.id = c.original_id WHERE c.original_id = ${letter} AND c.no = ${no}`)
		await reaches('printed', copy.document_id)
		const pdf = await loket.request('GET', `/permohonan/${id}/surat/${copy.document_id}`)
		assert.equal(pdf.status, 200)
		const file = s.paper().at(-1)
		const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
		assert.match(text, new RegExp(`CETAK ULANG KE-${no}`))
		assert.match(text, /Alasan: Hilang di perjalanan ke Dinas/)
		assert.match(text, /REKOMENDASI/)
		if (fs.existsSync('/usr/bin/qpdf'))
			execFileSync('qpdf', ['--check', file], { stdio: 'ignore' })
	}
})

test('a test page is a document and comes out of the printer that was asked', async () => {
	const second = await printerId('kedua'), before = s.paper().length
	const a = await order(admin, '/printer', `/printer/${second}/uji`, { tindakan: 'UJI_CETAK' })
	assert.equal(a.status, 303, messages(a))
	const [doc] = await s.sql("SELECT MAX(id) AS id FROM document WHERE kind = 'UJI_CETAK'")
	const j = await reaches('printed', doc.id)
	assert.equal(Number(j.printer_id), second)
	await s.paperCount(before + 1)
	assert.match(execFileSync('pdftotext', [s.paper().at(-1), '-'], { encoding: 'utf8' }), /Printer kedua/)
})

test('the history is filtered by day, printer, kind and state', async () => {
	const second = await printerId('kedua')
	const links = text => [...text.slice(text.indexOf('Riwayat cetakan')).matchAll(/href="\/cetak\/(\d+)"/g)].map(m => Number(m[1]))
	const ids = async where => (await s.sql(`SELECT j.id FROM print_job j JOIN document d ON d.id = j.document_id WHERE ${where} ORDER BY j.id DESC LIMIT 20`)).map(r => Number(r.id))
	assert.deepEqual(links((await loket.get(`/cetak?printer=${second}`)).text), await ids(`j.printer_id = ${second}`))
	assert.deepEqual(links((await loket.get('/cetak?jenis=CETAK_ULANG')).text), await ids("d.kind = 'CETAK_ULANG'"))
	assert.deepEqual(links((await loket.get('/cetak?keadaan=withdrawn')).text), await ids("j.state = 'withdrawn'"))
	assert.deepEqual(links((await loket.get('/cetak?hari=01-01-2020')).text), [])
	const some = await ids('1 = 1')
	assert.deepEqual(links((await loket.get(`/cetak?sebelum=${some[1]}&jenis=%3Cb%3E&printer=x`)).text), (await ids('1 = 1')).filter(i => i < some[1]))
})
