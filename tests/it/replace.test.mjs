// Surat pengganti, from outside: a finished case gets another letter that revokes the first; until it is
// signed the first one is in force.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { violations } from './schema.mjs'
import { pdfText, startStack, top } from './stack.mjs'
import { act, enrolTotp, freshCode, handOver, intake, login, messages, press, statusOf, verifyAndNumber } from './office.mjs'

const schema = JSON.parse(fs.readFileSync(path.join(top, 'fcgi/duty/extract.schema.json'), 'utf8'))

test('surat pengganti', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam'), camat = await login(s, 'camat')
	const signer = Object.fromEntries((await s.sql('SELECT id, role FROM signatory WHERE office_id = 1')).map(r => [r.role, r.id]))
	const letters = id => s.sql(`SELECT id, letter_number AS number, void, pending, replaced_by, revokes_id FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' ORDER BY id`)
	const states = async id => (await s.sql(`SELECT state FROM replacement WHERE case_id = ${id} ORDER BY id`)).map(r => r.state)
	const say = (id, tindakan, values, c = loket) => act(c, id, 'pengganti', tindakan, values)
	const begin = { alasan: 'Nama keliru satu huruf', surat_lama: 'DITARIK', penanda_tangan: signer.CAMAT }
	const text = async (id, document) => {
		const file = path.join(s.dir, 'look.pdf')
		const r = await loket.request('GET', `/permohonan/${id}/surat/${document}`)
		assert.equal(r.status, 200, r.text.slice(0, 200))
		fs.writeFileSync(file, r.bytes)
		return pdfText(file).replace(/\s+/g, ' ')
	}
	const finished = async sign => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer.CAMAT })
		await sign(id)
		// by exceptions: this is about letters
		await act(perekam, id, 'perekaman', 'BEGIN')
		await s.sql(`INSERT INTO finger_exception (case_id, finger, reason, note, at, by_user) SELECT ${id}, seq, 'AMPUTASI', '', UTC_TIMESTAMP(6), 2 FROM seq_1_to_10`)
		await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })
		await handOver(loket, id)
		assert.equal(await statusOf(s, id), 'SELESAI')
		return id
	}
	let id

	await t.test('only a finished case has one, and what is missing is said at its field', async () => {
		const open = await intake(loket)
		assert.match((await loket.get(`/permohonan/${open}/pengganti`)).url, new RegExp(`/permohonan/${open}$`))
		id = await finished(x => act(loket, x, 'penandatanganan', 'SIGNED_INK'))
		assert.match((await loket.get(`/permohonan/${id}`)).text, /Surat pengganti<\/a>/)
		for (const [change, field] of [[{ alasan: '' }, 'alasan'], [{ surat_lama: '' }, 'surat_lama'], [{ penanda_tangan: '' }, 'penanda_tangan']]) {
			const no = await say(id, 'BUAT', { ...begin, ...change })
			assert.equal(no.status, 422)
			assert.match(no.text, new RegExp(`id="${field}-galat"`))
		}
		assert.equal((await letters(id)).length, 1)
		const other = await perekam.post(`/permohonan/${id}/pengganti`, {})
		assert.equal(other.status, 403)
	})

	await t.test('in ink: printed at once, in force when the clerk says it is signed, the old one revoked', async () => {
		const [{ status_at: since }] = await s.sql(`SELECT status_at FROM casefile WHERE id = ${id}`)
		const page = await loket.get(`/permohonan/${id}/pengganti`)
		const [a, b] = await Promise.all([press(loket, page, 'BUAT', begin), press(loket, page, 'BUAT', begin)])
		for (const r of [a, b]) assert.match(r.url, /pengganti-dibuat/, messages(r))
		let [old, now] = await letters(id)
		assert.equal((await letters(id)).length, 2, 'a double click makes one')
		assert.deepEqual([old.void, old.pending, now.void, now.pending, now.revokes_id], ['0', '0', '0', '1', old.id])
		assert.notEqual(now.number, old.number)
		const letter = await text(id, now.id)
		assert.match(letter, /17 \(tujuh belas\) tahun; dan 3\. rekomendasi ini mencabut dan menggantikan Rekomendasi Nomor .* yang dinyatakan tidak berlaku\./)
		assert.ok(letter.replaceAll(' ', '').includes(`RekomendasiNomor${old.number}tanggal`))
		assert.match((await loket.get(`/register`)).text, new RegExp(old.number.replaceAll('.', '\\.')), 'the register still shows the one in force')
		const second = await say(id, 'BUAT', begin)
		assert.equal(second.status, 409)
		const done = await say(id, 'TANDA')
		assert.match(done.url, /pengganti-berlaku/, messages(done))
		;[old, now] = await letters(id)
		assert.deepEqual([old.void, old.replaced_by, now.void, now.pending], ['1', now.id, '0', '0'])
		const shown = (await loket.get(`/permohonan/${id}`)).text
		assert.match(shown, /Dicabut/)
		assert.match(shown, new RegExp(`Digantikan Rekomendasi Nomor <span class="angka">${now.number.replaceAll('.', '\\.')}`))
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM signature WHERE case_id = ${id}`))[0].n, '2')
		assert.equal((await s.sql(`SELECT status_at FROM casefile WHERE id = ${id}`))[0].status_at, since, 'finished since when it was finished')
		assert.equal((await say(id, 'SERAHKAN', { penerima: '' })).status, 422)
		assert.match((await say(id, 'SERAHKAN', { penerima: 'SITI CONTOH RAHAYU' })).url, /pengganti-diserahkan/)
		assert.deepEqual(await states(id), ['DISERAHKAN'])
		for (const action of ['PENGGANTI_DIBUAT', 'PENGGANTI_BERLAKU', 'PENGGANTI_DISERAHKAN'])
			assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = '${action}' AND object = 'casefile/${id}'`))[0].n, '1', action)
	})

	await t.test('given up: the old one stays in force, the number is used and said to be cancelled', async () => {
		assert.match((await say(id, 'BUAT', begin)).url, /pengganti-dibuat/)
		assert.equal((await say(id, 'BATAL', { alasan_batal: '' })).status, 422)
		assert.match((await say(id, 'BATAL', { alasan_batal: 'Surat lama ditemukan' })).url, /pengganti-batal/)
		const all = await letters(id)
		assert.deepEqual(all.map(l => [l.void, l.pending]), [['1', '0'], ['0', '0'], ['1', '1']])
		assert.deepEqual(await states(id), ['DISERAHKAN', 'BATAL'])
		// the person's own extract tells of both
		const [{ nik }] = await s.sql(`SELECT nik FROM casefile WHERE id = ${id}`), scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rekam-orang-'))
		fs.chmodSync(scratch, 0o777)
		await s.ctl('subject', nik, '--out', path.join(scratch, 'orang.json'))
		const x = JSON.parse(fs.readFileSync(path.join(scratch, 'orang.json'), 'utf8'))
		fs.rmSync(scratch, { recursive: true })
		assert.deepEqual(violations(schema, x), [])
		const [mine] = x.permohonan.filter(p => p.penggantian.length)
		assert.deepEqual(mine.penggantian.map(r => [r.keadaan, r.alasan_batal, r.diterima_oleh]), [['BATAL', 'Surat lama ditemukan', null], ['DISERAHKAN', null, 'SITI CONTOH RAHAYU']])
	})

	await t.test('electronic: it waits on the signer\'s table, is signed with his code, and the old one is revoked', async () => {
		await s.sql("UPDATE office SET sign_mode = 'ELEKTRONIK'")
		await enrolTotp(camat)
		const mine = await finished(async x => assert.match((await act(camat, x, 'persetujuan', 'APPROVE', { kode_otp: await freshCode(camat) })).url, /disetujui/))
		assert.match((await say(mine, 'BUAT', begin)).url, /pengganti-dibuat/)
		const desk = await camat.get('/meja-tanda-tangan')
		assert.match(desk.text, /<h2>Surat pengganti<\/h2>/)
		const page = await camat.get(`/permohonan/${mine}/persetujuan`)
		assert.match(page.text, /Mencabut rekomendasi/)
		const done = await press(camat, page, 'APPROVE', { kode_otp: await freshCode(camat) })
		assert.match(done.url, /disetujui/, messages(done))
		const [old, now] = await letters(mine)
		assert.deepEqual([old.void, old.replaced_by, now.void, now.pending], ['1', now.id, '0', '0'])
		assert.equal(await statusOf(s, mine), 'SELESAI')
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM print_job WHERE document_id = ${now.id}`))[0].n, '1')
		// refused by the signer: as given up
		assert.match((await say(mine, 'BUAT', begin)).url, /pengganti-dibuat/)
		assert.match((await act(camat, mine, 'persetujuan', 'RETURN_SIGN', { alasan: 'Tidak perlu' })).url, /dikembalikan/)
		assert.deepEqual(await states(mine), ['DITANDATANGANI', 'BATAL'])
	})

	await t.test('wrong data are corrected first, with a reason; the new letter has them and says that the person is recorded', async () => {
		await s.sql("UPDATE office SET sign_mode = 'TINTA'")
		const x = await finished(y => act(loket, y, 'penandatanganan', 'SIGNED_INK'))
		const [old] = await letters(x)
		const before = await text(x, old.id)
		const page = await loket.get(`/permohonan/${x}/verifikasi`)
		assert.match(page.text, /<h1>Perbaikan Data<\/h1>/)
		assert.match((await loket.get(`/permohonan/${x}/pengganti`)).text, new RegExp(`href="/permohonan/${x}/verifikasi"`))
		const fix = { nama: 'SITI CONTOH RAHAYUNINGTYAS', sesuai_kk: '1' }
		for (const [values, field] of [[{ ...fix, alasan: '' }, 'alasan'], [{ ...fix, alasan: 'x', tempat_lahir: '' }, 'tempat_lahir'], [{ ...fix, alasan: 'x', nama: '谢谢' }, 'nama']]) {
			const no = await press(loket, page, 'PERBAIKI', values)
			assert.equal(no.status, 422, messages(no))
			assert.match(no.text, new RegExp(`id="${field}-galat"`))
		}
		for (const c of [perekam, camat])
			assert.ok((await press(c, page, 'PERBAIKI', { ...fix, alasan: 'x' })).status >= 400)
		const done = await press(loket, await loket.get(`/permohonan/${x}/verifikasi`), 'PERBAIKI', { ...fix, alasan: 'Nama kurang tiga huruf, dicocokkan dengan KK' })
		assert.match(done.url, /pengganti.*pesan=diperbaiki/, messages(done))
		assert.equal(await statusOf(s, x), 'SELESAI')
		assert.match((await s.sql(`SELECT detail FROM audit WHERE action = 'PERBAIKI_DATA' AND object = 'casefile/${x}'`))[0].detail, /kurang tiga huruf/)
		assert.equal(await text(x, old.id), before, 'the letter that was made stays')
		const made = await say(x, 'BUAT', begin)
		assert.match(made.url, /pengganti/, messages(made))
		const [, fresh] = await letters(x)
		const now = await text(x, fresh.id)
		assert.match(now, /RAHAYUNINGTYAS/)
		assert.match(now, /yang telah melakukan perekaman biometrik .* pada hari (Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu), \d+ \w+ \d{4}, untuk diproses/)
		assert.doesNotMatch(now, /untuk melakukan perekaman/)
		// while it waits its data stand still
		const late = await press(loket, await loket.get(`/permohonan/${x}/verifikasi`), 'PERBAIKI', { ...fix, nama: 'SITI LAIN', alasan: 'coba' })
		assert.equal(late.status, 409)
		assert.match(late.text, /masih menunggu tanda tangan/)
	})
})
