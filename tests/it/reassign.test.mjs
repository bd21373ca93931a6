// An official is away, and where letter numbers come from, from outside: the number stays, the sheet is
// another one, nothing is given twice.
import test from 'node:test'
import assert from 'node:assert/strict'
import { pdfText, startStack, until } from './stack.mjs'
import fs from 'node:fs'
import path from 'node:path'
import { act, approve, enrolTotp, freshCode, intake, login, messages, press, statusOf, verifyAndNumber } from './office.mjs'

test('moved letters and their numbers', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), admin = await login(s, 'admin')
	const signer = Object.fromEntries((await s.sql('SELECT id, role FROM signatory WHERE office_id = 1')).map(r => [r.role, r.id]))
	const numbered = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		return id
	}
	const submit = (id, who, values = {}) => act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: who, ...values })
	const letters = id => s.sql(`SELECT id, letter_no AS no, letter_number AS number, turn, void, signatory_id AS signer, bytes IS NOT NULL AS frozen FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' ORDER BY id`)
	const word = async (id, text) => {
		const [doc] = (await letters(id)).slice(-1)
		const file = path.join(s.dir, 'look.pdf')
		fs.writeFileSync(file, (await loket.request('GET', `/permohonan/${id}/surat/${doc.id}`)).bytes)
		assert.match(pdfText(file), text)
	}

	await t.test('one letter: same number, new sheet in the other\'s name, the old one is void and not printed any more', async () => {
		const id = await numbered()
		await submit(id, signer.CAMAT)
		const same = await act(loket, id, 'penandatanganan', 'REASSIGN', { penanda_tangan: signer.CAMAT, alasan: 'x' })
		assert.equal(same.status, 422)
		assert.match(same.text, /sudah atas nama pejabat itu/)
		const none = await act(loket, id, 'penandatanganan', 'REASSIGN', { penanda_tangan: signer.KASI, alasan: '' })
		assert.equal(none.status, 422)
		const done = await act(loket, id, 'penandatanganan', 'REASSIGN', { penanda_tangan: signer.KASI, alasan: 'Camat dinas luar' })
		assert.match(done.url, /pesan=dialihkan/, messages(done))
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		const [old, now] = await letters(id)
		assert.deepEqual([old.void, old.turn, now.void, now.turn, now.frozen], ['1', '0', '0', '1', '1'])
		assert.equal(now.number, old.number)
		assert.equal(now.signer, signer.KASI)
		await word(id, /a\.n\. CAMAT/)
		const [{ reason }] = await s.sql(`SELECT reason FROM case_event WHERE case_id = ${id} ORDER BY id DESC LIMIT 1`)
		assert.equal(reason, 'Camat dinas luar')
		await until('the new sheet is printed', async () => (await s.sql(`SELECT state FROM print_job WHERE document_id = ${now.id}`))[0]?.state === 'printed', 30000)
		const signed = await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		assert.match(signed.url, /ditandatangani/, messages(signed))
		assert.equal((await s.sql(`SELECT name FROM signature WHERE case_id = ${id}`)).length, 1)
	})

	await t.test('all letters of one official go at once; double click and stale letters do no harm', async () => {
		const ids = []
		for (let i = 0; i < 3; i++) ids.push(await numbered())
		for (const id of ids) await submit(id, signer.CAMAT)
		const page = await loket.get('/penandatanganan/alihkan')
		assert.match(page.text, /3 surat/)
		const values = { dari: signer.CAMAT, kepada: signer.SEKCAM, alasan: 'Camat cuti' }
		for (const [change, text] of [[{ alasan: '' }, /Alasan belum diisi/], [{ kepada: signer.CAMAT }, /Pilih pejabat yang lain/], [{ kepada: '999' }, /tidak berwenang/]]) {
			const no = await press(loket, page, 'ALIHKAN', { ...values, ...change })
			assert.equal(no.status, 422)
			assert.match(no.text, text)
		}
		const [a, b] = await Promise.all([press(loket, page, 'ALIHKAN', values), press(loket, page, 'ALIHKAN', values)])
		for (const r of [a, b]) assert.match(r.url, /dialihkan-banyak/, messages(r))
		for (const id of ids) {
			const all = await letters(id)
			assert.deepEqual(all.map(l => [l.void, l.turn, l.signer]), [['1', '0', signer.CAMAT], ['0', '1', signer.SEKCAM]])
			assert.equal(all[0].number, all[1].number)
		}
		assert.equal((await loket.get('/penandatanganan/alihkan')).text.match(/3 surat/)?.[0], '3 surat')
	})

	await t.test('in electronic mode the substitute signs, the first one cannot any more', async () => {
		await s.sql("UPDATE office SET sign_mode = 'ELEKTRONIK'")
		const camat = await login(s, 'camat'), sekcam = await login(s, 'sekcam')
		await enrolTotp(camat)
		await enrolTotp(sekcam)
		const id = await numbered()
		await submit(id, signer.CAMAT)
		const page = await camat.get(`/permohonan/${id}/persetujuan`)
		await act(loket, id, 'penandatanganan', 'REASSIGN', { penanda_tangan: signer.SEKCAM, alasan: 'Camat dinas luar' })
		const late = await press(camat, page, 'APPROVE', { kode_otp: await freshCode(camat) })
		assert.ok([403, 409].includes(late.status), String(late.status))
		assert.match((await approve(sekcam, id)).url, /disetujui/)
		await s.sql("UPDATE office SET sign_mode = 'TINTA'")
	})

	await t.test('typed numbers: asked for, never twice, and the own series passes over them afterwards', async () => {
		const set = async sumber => press(admin, await admin.get('/pengaturan/nomor'), 'SIMPAN', { sumber })
		assert.match((await set('KETIK')).url, /pengaturan/)
		const [{ n: last }] = await s.sql("SELECT n FROM counter WHERE series = 'SURAT'")
		const a = await numbered(), b = await numbered(), c = await numbered()
		assert.match((await loket.get(`/permohonan/${a}/penandatanganan`)).text, /name="nomor_surat"/)
		const without = await submit(a, signer.CAMAT)
		assert.equal(without.status, 422)
		assert.match(without.text, /belum diisi/)
		const next = Number(last) + 1
		assert.match((await submit(a, signer.CAMAT, { nomor_surat: next })).url, /diajukan/)
		const twice = await submit(b, signer.CAMAT, { nomor_surat: next })
		assert.equal(twice.status, 422)
		assert.match(twice.text, new RegExp(`nomor ${next} tahun \\d+ sudah dipakai`))
		assert.match(twice.text, new RegExp(`name="nomor_surat" value="${next}"`), 'what was typed stays')
		assert.equal(await statusOf(s, b), 'TERAGENDA')
		assert.match((await submit(b, signer.CAMAT, { nomor_surat: 4711 })).url, /diajukan/)
		assert.match((await letters(b))[0].number, /\/4711\//)
		const [d, f] = [await numbered(), await numbered()], both = await login(s, 'loket')
		const race = await Promise.all([act(loket, d, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer.CAMAT, nomor_surat: 4712 }),
			act(both, f, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer.CAMAT, nomor_surat: 4712 })])
		assert.deepEqual(race.map(r => r.status).sort(), [200, 422], race.map(messages).join('; '))
		await set('SENDIRI')
		assert.match((await submit(c, signer.CAMAT)).url, /diajukan/)
		assert.equal(Number((await letters(c))[0].no), next + 1)
	})

	await t.test('a reserved block is used from its first number to its last, then it is said', async () => {
		const year = new Date(Date.now() + 7 * 3600000).getUTCFullYear()
		const add = async values => press(admin, await admin.get('/pengaturan/nomor'), 'TAMBAH', { tahun: year, dasar: 'Kasubag Umum', ...values })
		for (const [values, text] of [[{ pertama: 9, terakhir: 8 }, /lebih kecil/], [{ pertama: 4700, terakhir: 4711 }, /1 surat sudah memakai/], [{ pertama: 'a', terakhir: 2 }, /Nomor pertama/]]) {
			const no = await add(values)
			assert.equal(no.status, 422)
			assert.match(no.text, text)
		}
		assert.match((await add({ pertama: 9001, terakhir: 9002 })).url, /pengaturan/)
		assert.match((await add({ pertama: 9002, terakhir: 9005 })).text, /sudah ada pada blok lain/)
		await press(admin, await admin.get('/pengaturan/nomor'), 'SIMPAN', { sumber: 'BLOK' })
		const ids = [await numbered(), await numbered(), await numbered()]
		await Promise.all(ids.slice(0, 2).map(id => submit(id, signer.CAMAT)))
		const nos = (await Promise.all(ids.slice(0, 2).map(id => letters(id)))).map(r => r[0].no).sort()
		assert.deepEqual(nos, ['9001', '9002'])
		const none = await submit(ids[2], signer.CAMAT)
		assert.equal(none.status, 422)
		assert.match(none.text, /sudah habis/)
		assert.equal(await statusOf(s, ids[2]), 'TERAGENDA')
		await add({ pertama: 9003, terakhir: 9003 })
		assert.match((await submit(ids[2], signer.CAMAT)).url, /diajukan/)
	})

	await t.test('a number of a year that is over goes to nobody else', async () => {
		await s.sql("UPDATE office SET number_source = 'SENDIRI'")
		const id = await numbered()
		await submit(id, signer.CAMAT)
		const [doc] = await letters(id)
		await s.sql(`SET @a = 1; DROP TRIGGER document_frozen; UPDATE document SET letter_year = letter_year - 1 WHERE id = ${doc.id}`)
		const no = await act(loket, id, 'penandatanganan', 'REASSIGN', { penanda_tangan: signer.KASI, alasan: 'Camat cuti' })
		assert.equal(no.status, 422)
		assert.match(no.text, /milik tahun/)
		assert.equal((await letters(id)).length, 1)
	})
})
