// The procedure from outside, over HTTP: the whole job, its numbers, and what it refuses.
import test from 'node:test'
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pdfText, startStack, until } from './stack.mjs'
import { forms } from './client.mjs'
import { act, approve, caseOf, enrolTotp, freshNik, handOver, intake, intakeForm, login, messages, program, record, scan, sheet,
	statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

// What must hold at any time (invariants of the SOP's table).
async function invariants(s) {
	const numbers = await s.sql('SELECT agenda_no FROM casefile WHERE agenda_no IS NOT NULL ORDER BY agenda_no')
	assert.deepEqual(numbers.map(r => Number(r.agenda_no)), numbers.map((_, i) => i + 1), 'agenda numbers are 1..n')
	const [counter] = await s.sql("SELECT COALESCE(MAX(n), 0) AS n FROM counter WHERE series = 'AGENDA'")
	assert.equal(Number(counter.n), numbers.length, 'the counter is the last number')
	const letters = await s.sql('SELECT letter_no FROM document WHERE letter_no IS NOT NULL ORDER BY letter_no')
	assert.deepEqual(letters.map(r => Number(r.letter_no)), letters.map((_, i) => i + 1), 'letter numbers are 1..n')
	const wrong = await s.sql(`SELECT id FROM casefile c WHERE
		(status IN ('TEREKAM', 'SELESAI') AND NOT EXISTS (SELECT 1 FROM case_event WHERE case_id = c.id AND to_status = 'DITANDATANGANI'))
		OR (status = 'SELESAI' AND NOT EXISTS (SELECT 1 FROM case_event WHERE case_id = c.id AND to_status = 'TEREKAM'))
		OR (agenda_no IS NULL AND EXISTS (SELECT 1 FROM document WHERE case_id = c.id AND kind = 'REKOMENDASI'))`)
	assert.deepEqual(wrong, [], 'signed before recorded before finished, numbered before a letter')
	const bytes = await s.sql('SELECT id FROM document WHERE bytes IS NOT NULL AND UNHEX(SHA2(bytes, 256)) <> sha256')
	assert.deepEqual(bytes, [], 'frozen bytes are what was hashed')
	const versions = await s.sql(`SELECT c.id FROM casefile c WHERE version <>
		(SELECT MAX(version) FROM case_event e WHERE e.case_id = c.id) AND NOT EXISTS
		(SELECT 1 FROM audit a WHERE a.object = CONCAT('casefile/', c.id) AND a.action LIKE 'SIMPAN%')`)
	assert.deepEqual(versions, [], 'every version has its event')
}

test('the office', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam'), camat = await login(s, 'camat')
	const admin = await login(s, 'admin')

	await t.test('takes one application from K.P1 to the tray, signed in ink', async () => {
		const id = await intake(loket)
		assert.equal(await verifyAndNumber(s, loket, id), 1)
		await submitForSignature(loket, id)
		const [sheet1] = await s.paperCount(2)	// two copies
		const text = pdfText(sheet1)
		assert.match(text, /NOMOR 400\.12\.2\.1\/1\/406\.08\/\d{4}/)
		assert.match(text, /SITI CONTOH RAHAYU/)
		assert.match(text, /nomor agenda 0001/)
		assert.equal((await act(loket, id, 'penandatanganan', 'SIGNED_INK')).status, 200)
		assert.equal(await statusOf(s, id), 'DITANDATANGANI')
		await record(s, perekam, id)
		await handOver(loket, id)
		assert.equal(await statusOf(s, id), 'SELESAI')
		assert.match(pdfText((await s.paperCount(3)).at(-1)), /TANDA TERIMA REKOMENDASI/)
		const page = await loket.get(`/permohonan/${id}`)
		assert.equal((page.text.match(/Selesai<\/span>/g) ?? []).length >= 6, true, 'six finished steps')
	})

	await t.test('prints, shows and keeps the very same bytes', async () => {
		const [doc] = await s.sql("SELECT id, case_id, HEX(sha256) AS h FROM document WHERE kind = 'REKOMENDASI'")
		const shown = await loket.get(`/permohonan/${doc.case_id}/surat/${doc.id}`)
		const loaded = await loket.get(`/permohonan/${doc.case_id}/surat/${doc.id}/unduh`)
		const sha = b => createHash('sha256').update(b).digest('hex').toUpperCase()
		assert.equal(shown.headers['content-type'], 'application/pdf')
		assert.equal(sha(shown.bytes), doc.h)
		assert.equal(sha(loaded.bytes), doc.h)
		assert.match(loaded.headers['content-disposition'], /^attachment/)
		assert.doesNotMatch(loaded.headers['content-disposition'], /3503|SITI/)
		assert.equal(sha(fs.readFileSync(s.paper()[0])), doc.h, 'the paper')
		assert.equal(sha(fs.readFileSync(s.paper()[1])), doc.h, 'its second copy')
	})

	await t.test('keeps ten sealed images that only the safe can open', async () => {
		const rows = await s.sql('SELECT finger, HEX(sealed) AS hex, epoch FROM capture_image ORDER BY finger')
		assert.deepEqual(rows.map(r => Number(r.finger)), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
		const work = fs.mkdtempSync(path.join(s.dir, 'sealed-'))
		for (const r of rows) {
			const record = Buffer.from(r.hex, 'hex')
			assert.equal(record.subarray(0, 12).toString(), 'rekam-bio-1\n')
			assert.equal(record.includes('\x89PNG'), false, 'nothing readable inside')
			fs.writeFileSync(path.join(work, r.finger), record)
		}
		program('sealtool', 'open', path.join(s.dir, 'keys/station.pub'), path.join(s.dir, `safe/export-${rows[0].epoch}.key`),
			path.join(work, '1'), path.join(work, 'image'))
		assert.ok(fs.statSync(path.join(work, 'image')).size > 10000, 'the safe key opens it')
	})

	await t.test('takes one application through electronic approval', async () => {
		const settings = await admin.submit(await admin.get('/pengaturan'), '/pengaturan', { cara_tanda_tangan: 'ELEKTRONIK', tindakan: 'SIMPAN' })
		assert.match(settings.url, /pesan=pengaturan/)
		await enrolTotp(camat)
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		const before = s.paper().length
		await submitForSignature(loket, id)
		assert.match((await camat.get('/meja-tanda-tangan')).text, new RegExp(`/permohonan/${id}/persetujuan`))
		// the clerk cannot sign for the Camat
		assert.equal((await loket.get(`/permohonan/${id}/persetujuan`)).status, 403)
		const done = await approve(camat, id)
		assert.match(done.url, /pesan=disetujui/, messages(done))
		assert.equal(await statusOf(s, id), 'DITANDATANGANI')
		assert.equal(s.paper().length, before, 'nothing is printed before step 5')
		const [doc] = await s.sql(`SELECT code, frozen_at FROM document WHERE case_id = ${id}`)
		assert.ok(doc.frozen_at && doc.code.length > 100, 'frozen with a verification code')
		await record(s, perekam, id)
		assert.match(pdfText((await s.paperCount(before + 2)).at(-1)), /Kode verifikasi/)
		await handOver(loket, id)
		assert.equal(await statusOf(s, id), 'SELESAI')
	})

	await t.test('lets the Camat send an electronic file back, and goes on with a new letter', async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		const empty = await act(camat, id, 'persetujuan', 'RETURN_SIGN')
		assert.equal(empty.status, 422)
		assert.match(empty.text, /Alasan belum diisi/)
		const back = await act(camat, id, 'persetujuan', 'RETURN_SIGN', { alasan: 'Alamat kurang lengkap' })
		assert.match(back.url, /dikembalikan-pejabat/, messages(back))
		const page = await loket.get(`/permohonan/${id}/penandatanganan`)
		assert.match(page.text, /Alamat kurang lengkap/)
		const again = await act(loket, id, 'penandatanganan', 'RESUBMIT')
		assert.match(again.url, /diajukan/, messages(again))
		assert.match((await approve(camat, id)).url, /disetujui/)
		const docs = await s.sql(`SELECT letter_no, void FROM document WHERE case_id = ${id} ORDER BY id`)
		assert.deepEqual(docs.map(d => d.void), ['1', '0'])
	})

	await t.test('gives gapless numbers to forty clerks at once', async () => {
		await admin.submit(await admin.get('/pengaturan'), '/pengaturan', { cara_tanda_tangan: 'TINTA', tindakan: 'SIMPAN' })
		const ids = []
		for (let i = 0; i < 40; i++)
			ids.push(await intake(loket))
		const pages = await Promise.all(ids.map(id => loket.get(`/permohonan/${id}/verifikasi`)))
		const answers = await Promise.all(pages.map(p => loket.submit(p, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER' })))
		assert.deepEqual(answers.filter(a => !/penandatanganan/.test(a.url)).map(messages), [])
		await invariants(s)
		const letters = await Promise.all(ids.slice(0, 12).map(async id => act(loket, id, 'penandatanganan', 'SUBMIT')))
		assert.deepEqual(letters.filter(a => !/diajukan/.test(a.url)).map(messages), [])
		await invariants(s)
	})

	await t.test('does a form that is sent twice once', async () => {
		const { page, values } = await intakeForm(loket)
		const send = () => loket.send(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
		const [a, b] = await Promise.all([send(), send()])
		assert.equal(a.status, 303, messages(a))
		assert.equal(b.status, 303, messages(b))
		assert.equal(a.headers.location, b.headers.location)
		assert.equal((await s.sql(`SELECT id FROM casefile WHERE nik = '${values.nik}'`)).length, 1)
		const id = Number(/\d+/.exec(a.headers.location)[0])
		const verify = await loket.get(`/permohonan/${id}/verifikasi`)
		const twice = await Promise.all([1, 2].map(() => loket.send(verify, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER' })))
		assert.deepEqual(twice.map(x => x.status), [303, 303])
		// and once more after the case has gone on (back button)
		await submitForSignature(loket, id)
		assert.equal((await loket.send(verify, '/verifikasi', { ...sheet, tindakan: 'VERIFY_NUMBER' })).status, 303)
		const events = await s.sql(`SELECT COUNT(*) AS n FROM case_event WHERE case_id = ${id} AND to_status = 'TERAGENDA'`)
		assert.equal(events[0].n, '1')
		await invariants(s)
	})

	await t.test('tells the second of two people what happened and keeps what he typed', async () => {
		const id = await intake(loket), other = await login(s, 'loket')
		const stale = await other.get(`/permohonan/${id}/verifikasi`)
		await verifyAndNumber(s, loket, id)
		const answer = await other.submit(stale, '/verifikasi', { ...sheet, alamat: 'DUSUN KETAWANG', tindakan: 'VERIFY_NUMBER' })
		assert.equal(answer.status, 409)
		assert.match(answer.text, /telah diubah oleh pengguna lain/)
		assert.match(answer.text, /DUSUN KETAWANG <[^>]*>– sekarang: DUSUN GARES/, 'what was typed, and what stands there')
		assert.doesNotMatch(answer.text, /– sekarang: Prigi/, 'what is equal is not pointed out')
		assert.match(answer.text, /Teragenda/, 'what happened')
		const [row] = await s.sql(`SELECT address FROM casefile WHERE id = ${id}`)
		assert.equal(row.address, 'DUSUN GARES')
	})

	await t.test('names the field and the remedy, keeps the typed text, stores nothing half', async () => {
		const { page, values } = await intakeForm(loket)
		const [before] = await s.sql('SELECT COUNT(*) AS n FROM casefile')
		const bad = [
			[{ nik: '350308550909123' }, /NIK harus terdiri atas 16 angka/],
			[{ nik: '35030855090912O1' }, /NIK harus terdiri atas 16 angka/],
			[{ nik: '3503083209091234' }, /Tanggal lahir pada NIK/],
			[{ tgl_lahir: '31022009' }, /Tanggal Lahir/],
			[{ tgl_lahir: '' }, /Tanggal Lahir belum diisi/],
			[{ nama: '' }, /Nama Lengkap belum diisi/],
			[{ nama: 'X'.repeat(61) }, /Nama Lengkap paling banyak 60/],
			[{ desa: '999999999999' }, /Desa tidak ada dalam daftar/],
			[{ pernah_rekam: 'MUNGKIN' }, /Riwayat perekaman/],
			[{ pengantar_tanggal: '01-01-2150' }, /tidak boleh setelah hari ini/],
			[{ tgl_lahir: '16092009' }, /Tanggal lahir tidak sesuai dengan NIK/],
			[Object.fromEntries([...page.text.matchAll(/name="(syarat_\d+)"/g)].map(m => [m[1], undefined])), /Berkas belum lengkap/]
		]
		for (const [change, message] of bad) {
			const answer = await loket.submit(await loket.get('/permohonan/baru'), '/permohonan/baru',
				{ tindakan: 'ACCEPT', ...values, alasan: '', ...change })
			assert.ok([400, 422].includes(answer.status), `${JSON.stringify(change)}: ${messages(answer)}`)
			assert.match(answer.text, message, JSON.stringify(change))
			if (answer.status === 422 && !('nama' in change))
				assert.match(answer.text, /SITI CONTOH RAHAYU/, 'the typed name is still there')
		}
		assert.deepEqual((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0], before)
		// the same form, corrected, is accepted
		const wrong = await loket.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values, tgl_lahir: '16092009' })
		const right = await loket.submit(wrong, '/permohonan/baru', { tindakan: 'ACCEPT', ...values, tgl_lahir: '16092009', sesuai_kk: '1' })
		assert.match(right.url, /verifikasi/, messages(right))
	})

	await t.test('has one open case for a person', async () => {
		const nik = freshNik(), first = await intake(loket, { nik })
		const { page, values } = await intakeForm(loket, { nik })
		const answer = await loket.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...values })
		assert.equal(answer.status, 422)
		assert.match(answer.text, /masih memiliki permohonan yang sedang diproses/)
		assert.match(answer.text, new RegExp(`/permohonan/${first}`))
	})

	await t.test('keeps a draft and takes incomplete papers back', async () => {
		const { page, values } = await intakeForm(loket)
		const none = Object.fromEntries(Object.entries(values).filter(([k]) => !k.startsWith('syarat_')))
		const draft = await loket.submit(page, '/permohonan/baru', { ...none, tindakan: 'SIMPAN' })
		assert.match(draft.url, /penerimaan\?pesan=draf/, messages(draft))
		const id = caseOf(draft)
		const back = await loket.submit(draft, '/penerimaan', { ...none, tindakan: 'RETURN_PAPERS', alasan: 'KK belum ada' })
		assert.match(back.url, /dikembalikan/, messages(back))
		assert.equal(await statusOf(s, id), 'BERKAS_DIKEMBALIKAN')
		const again = await loket.get(`/permohonan/${id}/penerimaan`)
		const ok = await loket.submit(again, '/penerimaan', { ...values, tindakan: 'ACCEPT' })
		assert.match(ok.url, /verifikasi/, messages(ok))
		assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA')
	})

	await t.test('lets nobody do what is not his', async () => {
		const id = await intake(loket)
		const [before] = await s.sql('SELECT COUNT(*) AS n FROM case_event')
		const dinas = await login(s, 'dinas'), pemeriksa = await login(s, 'pemeriksa')
		for (const [who, c, paths] of [
			['perekam', perekam, ['/permohonan/baru', `/permohonan/${id}/verifikasi`, '/pengaturan', '/meja-tanda-tangan']],
			['camat', camat, ['/permohonan/baru', `/permohonan/${id}/penerimaan`, '/stasiun']],
			['dinas', dinas, ['/antrean', '/register', `/permohonan/${id}`, '/cetak']],
			['admin', admin, ['/antrean', `/permohonan/${id}`, `/permohonan/${id}/perekaman`]],
			['pemeriksa', pemeriksa, ['/permohonan/baru', `/permohonan/${id}/verifikasi`, '/cetak']]])
			for (const p of paths) {
				assert.equal((await c.get(p)).status, 403, `${who} GET ${p}`)
				assert.ok([403, 405].includes((await c.post(p, { tindakan: 'ACCEPT' })).status), `${who} POST ${p}`)
			}
		assert.equal((await pemeriksa.get(`/permohonan/${id}`)).status, 200)
		const nobody = s.client()
		assert.equal((await nobody.request('GET', `/permohonan/${id}`)).status, 303)
		assert.equal((await nobody.post(`/permohonan/${id}/verifikasi`, { tindakan: 'VERIFY' })).status, 403)
		assert.deepEqual((await s.sql('SELECT COUNT(*) AS n FROM case_event'))[0], before)
		const [trace] = await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'DITOLAK'")
		assert.ok(Number(trace.n) > 20, 'every refusal is in the audit trail')
	})

	await t.test('takes a POST from its own pages only', async () => {
		const { page, values } = await intakeForm(loket)
		const form = forms(page.text).find(f => f.action === '/permohonan/baru')
		const all = { ...Object.fromEntries(form.fields), ...values, tindakan: 'ACCEPT' }
		const [before] = await s.sql('SELECT COUNT(*) AS n FROM casefile')
		const tries = [
			[{ ...all, csrf_token: undefined }, {}],
			[{ ...all, csrf_token: 'A'.repeat(43) }, {}],
			[{ ...all, csrf_token: forms((await perekam.get('/beranda')).text).find(f => f.method === 'POST').fields.find(([n]) => n === 'csrf_token')[1] }, {}],
			[all, { Origin: 'http://evil.example' }],
			[all, { 'Sec-Fetch-Site': 'cross-site' }]]
		for (const [fields, headers] of tries) {
			const clean = Object.entries(fields).filter(([, v]) => v !== undefined)
			assert.equal((await loket.post('/permohonan/baru', clean, { headers })).status, 403, JSON.stringify(headers))
		}
		assert.deepEqual((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0], before)
		assert.equal((await loket.post('/permohonan/baru', all)).status, 303)
	})

	await t.test('cancels with a reason, and the number stays in the book', async () => {
		const id = await intake(loket)
		const no = await verifyAndNumber(s, loket, id)
		const page = await camat.get(`/permohonan/${id}`)
		assert.equal((await loket.post(`/permohonan/${id}/pembatalan`, [])).status, 403, 'without token')
		const done = await camat.submit(page, '/pembatalan', { alasan: 'Pemohon mengundurkan diri', tindakan: 'CANCEL' })
		assert.match(done.url, /pesan=dibatalkan/, messages(done))
		const [row] = await s.sql(`SELECT status, agenda_no FROM casefile WHERE id = ${id}`)
		assert.deepEqual(row, { status: 'DIBATALKAN', agenda_no: String(no) })
		assert.match((await loket.get('/register')).text, /Dibatalkan/)
	})

	await t.test('records exceptions instead of fingers that are not there', async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		await act(perekam, id, 'perekaman', 'BEGIN')
		const early = await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })
		assert.equal(early.status, 422, 'fingers are missing')
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		const except = (jari, sebab) => act(perekam, id, 'perekaman', 'KECUALIKAN', { jari, sebab, keterangan: '' })
		assert.match((await except('KEDUA', 'ALAT_RUSAK')).text, /Sebab belum dipilih/, 'a temporary cause is no exception')
		assert.equal((await except('KIRI', 'AMPUTASI')).status, 200)
		for (const f of ['1', '3', '4', '5'])
			await except(f, 'SIDIK_JARI_AUS')
		assert.equal((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })).status, 422, 'the one finger is not verified')
		assert.equal(Number((await scan(s, perekam, id, 2, 'VERIFIKASI')).same_as), 2)
		const done = await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })
		assert.match(done.url, /penyerahan/, messages(done))
		const rows = await s.sql(`SELECT COUNT(*) AS n FROM finger_exception WHERE case_id = ${id}`)
		assert.equal(rows[0].n, '9')
	})

	await t.test('catches the same finger presented twice', async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		await act(perekam, id, 'perekaman', 'BEGIN')
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		await s.finger('finger 2')
		const row = await scan(s, perekam, id, 3)
		assert.equal(row.state, 'failed', JSON.stringify(row))
		assert.equal(row.reason, 'same_finger')
		assert.match((await perekam.get(`/permohonan/${id}/perekaman`)).text, /Jari ini sama dengan telunjuk kanan/)
	})

	await t.test('finds a case by name, number and NIK, and fills the register', async () => {
		const home = await loket.get('/beranda')
		const find = text => loket.submit(home, '/permohonan', { cari: text })
		assert.match((await find('siti contoh')).text, /SITI CONTOH RAHAYU/)
		assert.match((await find('1')).url, /^\/permohonan\/\d+/)
		const [{ nik }] = await s.sql('SELECT nik, id FROM casefile ORDER BY id LIMIT 1')
		const found = await find(nik)
		assert.match(found.text, /SITI CONTOH RAHAYU/)
		assert.doesNotMatch(found.url, /\d{16}/, 'no NIK in an address')
		assert.doesNotMatch((await find('%')).text, /SITI CONTOH/, 'a pattern is no pattern here')
		const first = await loket.get('/antrean')
		const next = /href="(\/antrean\?setelah=[^"]+)"/.exec(first.text)
		assert.ok(next, 'there is a second page')
		const second = await loket.get(next[1].replaceAll('&amp;', '&'))
		const cases = p => [...p.text.matchAll(/href="\/permohonan\/(\d+)"/g)].map(m => m[1])
		assert.deepEqual(cases(first).filter(id => cases(second).includes(id)), [], 'no case on two pages')
		assert.match((await loket.get('/register')).text, /0001/)
	})

	await t.test('shows every place without an error', async () => {
		for (const [c, paths] of [[loket, ['/beranda', '/antrean', '/antrean?langkah=2', '/register', '/cetak', '/bantuan', '/permohonan/1', '/permohonan/1/riwayat', '/permohonan/1/penyerahan']],
			[camat, ['/beranda', '/meja-tanda-tangan']], [admin, ['/beranda', '/pengaturan', '/stasiun']], [perekam, ['/beranda', '/stasiun']]])
			for (const p of paths)
				assert.equal((await c.get(p)).status, 200, p)
		assert.equal((await loket.get('/permohonan/999999')).status, 404)
		assert.equal((await loket.get('/tidak-ada')).status, 404)
		let left
		await until('all jobs are printed', async () => {
			left = await s.sql("SELECT id, state, reason, detail, attempts FROM print_job WHERE state NOT IN ('printed', 'withdrawn')")
			return left.length === 0
		}, 60000).catch(e => assert.deepEqual(left, [], e.message))
		await invariants(s)
	})

	await t.test('left no name, NIK or password in a log', () => {
		for (const f of fs.readdirSync(s.log).filter(f => /^(web|signd|printd|station|reader|access|nginx)/.test(f))) {
			const text = fs.readFileSync(path.join(s.log, f), 'utf8')
			assert.doesNotMatch(text, /350308550909\d{4}|SITI CONTOH|watulimo-demo/, f)
		}
	})
})
