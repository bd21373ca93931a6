// Printing once more, as impatient people ask for it: however often a button is pressed, one paper
// is ordered, and nobody changes what was frozen or traced.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build, startStack, tempFolder, until } from './stack.mjs'
import { forms } from './client.mjs'
import { intake, login, messages, submitForSignature, verifyAndNumber } from './office.mjs'

let s, loket, id, letter

const jobs = document => s.sql(`SELECT id, state FROM print_job WHERE document_id = ${document} ORDER BY id`)
const last = async () => (await jobs(letter)).at(-1)
const reaches = (state, ms = 30000) => until(`the last job is ${state}`, async () => {
	const j = await last()
	return j.state === state && j
}, ms)

// The hidden fields of the page's form with that id, which its buttons send.
function hidden(page, name) {
	const head = page.text.indexOf(`<form id="${name}"`)
	assert.ok(head >= 0, `the form ${name} on ${page.url}`)
	const [form] = forms(page.text.slice(head))
	assert.match(Object.fromEntries(form.fields).permintaan ?? '', /^[0-9a-f]{32}$/)
	return form.fields
}

// Notes the last sheet as spoiled, which orders one new one: always that page's, or a fresh one each time.
const sheet = async () => `/cetak/${(await last()).id}`
async function clicks(n, page, where) {
	where ??= await sheet()
	const fields = []
	for (let i = 0; i < n; i++)
		fields.push(hidden(page ?? await loket.get(where), 'cetak'))
	return Promise.all(fields.map(f => loket.post(where, [...f, ['tindakan', 'LEMBAR_RUSAK'], ['alasan', 'Kertas terlipat']])))
}
async function seven(page, where) {
	const all = []
	for (let i = 0; i < 3; i++)
		all.push(...await clicks(1, page, where))
	return [...all, ...await clicks(4, page, where)]
}

test.before(async () => {
	s = await startStack({ dir: tempFolder('reprint') })
	loket = await login(s, 'loket')
	id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	letter = Number((await s.sql(`SELECT id FROM document WHERE case_id = ${id}`))[0].id)
	await reaches('printed')
})
test.after(() => s?.stop())
test.afterEach(() => s?.printerMode('fast'))

test('a paper that came out is not just repeated: its button leads to the page that asks why', async () => {
	const where = await sheet()
	for (const page of [`/permohonan/${id}`, `/permohonan/${id}/penandatanganan`])
		assert.match((await loket.get(page)).text, new RegExp(`<a[^>]* href="${where}"[^>]*>Cetak ulang`), page)
	const queue = await loket.get('/cetak')
	assert.ok(!new RegExp(`formaction="${where}"[^>]*CETAK_ULANG`).test(queue.text))
	const before = (await jobs(letter)).length, fields = hidden(queue, 'cetak')
	const a = await loket.post(where, [...fields, ['tindakan', 'CETAK_ULANG']])
	assert.equal(a.status, 409)
	const b = await loket.post(`/permohonan/${id}/surat/${letter}/cetak`, hidden(await loket.get(`/permohonan/${id}`), 'cetak-ulang'))
	assert.equal(b.status, 409)
	assert.match(b.text, /diganti atau disalin dengan alasan/)
	const c = await loket.post(where, [...hidden(await loket.get(where), 'cetak'), ['tindakan', 'LEMBAR_RUSAK'], ['alasan', '']])
	assert.equal(c.status, 422)
	assert.equal((await jobs(letter)).length, before)
})

test('seven clicks on one page are one new job, and all have the same answer', async () => {
	const before = (await jobs(letter)).length, papers = s.paper().length
	const where = await sheet(), page = await loket.get(where)
	for (const a of await seven(page, where)) {
		assert.equal(a.status, 303, messages(a))
		assert.match(a.headers.location, /pesan=lembar-rusak/)
	}
	await reaches('printed')
	// also when the paper is out already
	assert.equal((await clicks(1, page, where))[0].status, 303)
	assert.equal((await jobs(letter)).length, before + 1)
	assert.equal((await s.paperCount(papers + 1)).length, papers + 1)
	assert.equal(Number((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'LEMBAR_RUSAK'"))[0].n), 1)
})

test('seven clicks on seven pages are one new job; the others are told why', async () => {
	s.printerMode('empty')
	const before = (await jobs(letter)).length, where = await sheet()
	const first = await clicks(4, undefined, where)
	const all = [...first, ...await clicks(1, undefined, where), ...await clicks(1, undefined, where), ...await clicks(1, undefined, where)]
	assert.deepEqual(all.map(a => a.status).sort(), [303, 409, 409, 409, 409, 409, 409])
	for (const a of all.filter(a => a.status === 409))
		assert.match(a.text, /Keadaan cetakan sudah berubah/)
	assert.equal((await jobs(letter)).length, before + 1)
})

test('in the print queue a paper that waits is not ordered a second time', async () => {
	s.printerMode('fast')
	await reaches('printed')
	s.printerMode('empty')
	assert.equal((await clicks(1))[0].status, 303)
	await reaches('accepted')
	const now = await loket.get('/cetak')
	for (const j of await jobs(letter)) {
		assert.ok(!new RegExp(`formaction="/cetak/${j.id}"[^>]*CETAK_ULANG`).test(now.text), `no button at job ${j.id}`)
		for (const what of ['CETAK_ULANG', 'LEMBAR_RUSAK']) {
			const page = await loket.get(`/cetak/${j.id}`)
			const a = await loket.post(`/cetak/${j.id}`, [...hidden(page, 'cetak'), ['tindakan', what], ['alasan', 'Kertas terlipat']])
			assert.equal(a.status, 409, `${what} ${j.id}`)
			assert.match(a.text, /surat yang sama masih menunggu di antrean/)
		}
	}
	s.printerMode('fast')
	await reaches('printed')
})

test('two rows of one page are two orders', async () => {
	for (const n of [1, 2])
		await s.sql(`INSERT INTO document (office_id, kind, bytes, sha256, pages, frozen_at, created_at)
			SELECT office_id, 'UJI_CETAK', '${n}', UNHEX(SHA2('${n}', 256)), 1, NOW(6), NOW(6) FROM printer;
			INSERT INTO print_job (office_id, document_id, printer_id, title, created_at, next_at)
			SELECT office_id, LAST_INSERT_ID(), id, UUID(), NOW(6), '2100-01-01' FROM printer`)
	const two = (await s.sql("SELECT id FROM print_job WHERE next_at > '2099-01-01' ORDER BY id")).map(r => r.id)
	const fields = hidden(await loket.get('/cetak'), 'cetak')
	for (const j of two) {
		const a = await loket.post(`/cetak/${j}`, [...fields, ['tindakan', 'BATALKAN']])
		assert.equal(a.status, 303)
		assert.equal((await s.sql(`SELECT state FROM print_job WHERE id = ${j}`))[0].state, 'withdrawn')
	}
	// a second "Batalkan" of the same page has the first one's answer, another page's is too late
	assert.equal((await loket.post(`/cetak/${two[0]}`, [...fields, ['tindakan', 'BATALKAN']])).status, 303)
	const late = hidden(await loket.get('/cetak'), 'cetak')
	assert.equal((await loket.post(`/cetak/${two[0]}`, [...late, ['tindakan', 'BATALKAN']])).status, 409)
})

test('without an active printer nothing changes and the page says so', async () => {
	const before = (await jobs(letter)).length
	await s.sql('UPDATE printer SET active = 0')
	try {
		const [a] = await clicks(1)
		assert.equal(a.status, 409, messages(a))
		assert.match(a.text, /Belum ada printer yang aktif/)
		assert.equal(Number((await s.sql(`SELECT COUNT(*) AS n FROM print_job WHERE id = ${(await last()).id} AND spoiled_at IS NOT NULL`))[0].n), 0)
	} finally {
		await s.sql('UPDATE printer SET active = 1')
	}
	assert.equal((await jobs(letter)).length, before)
})

test('not even the root of the database rewrites a paper or a trace', async () => {
	for (const query of [`UPDATE document SET bytes = 'x' WHERE id = ${letter}`, `UPDATE document SET letter_no = 99 WHERE id = ${letter}`,
		`UPDATE document SET letter_number = LOWER(letter_number), canonical = '' WHERE id = ${letter}`, `DELETE FROM document WHERE id = ${letter}`,
		"UPDATE audit SET detail = 'x'", 'DELETE FROM audit', "UPDATE case_event SET reason = 'x'", 'DELETE FROM case_event'])
		await assert.rejects(s.sql(query), /45000/, query)
})

test('a backup carries the triggers along', async () => {
	const ctl = (...args) => execFileSync(path.join(build, 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), ...args],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
	const into = path.join(s.dir, 'scratch')
	const out = ctl('restore', '--from', ctl('backup').trim(), '--identity', path.join(s.dir, 'safe/recovery.key'),
		'--into', into, '--binlog', path.join(s.dir, 'db'))
	assert.match(out, /restored: everything as the manifest says/)
	const live = (await s.sql("SELECT trigger_name AS name FROM information_schema.triggers WHERE trigger_schema = 'rekam'")).map(r => r.name + '.TRN')
	assert.deepEqual(fs.readdirSync(path.join(into, 'db/rekam')).filter(f => f.endsWith('.TRN')).sort(), live.sort())
	for (const name of ['audit_no_update', 'case_event_no_delete', 'document_frozen', 'signature_no_update', 'incident_no_delete'])
		assert.ok(live.includes(name + '.TRN'), name)
})
