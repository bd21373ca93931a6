// The letter's sentences, from outside: what an administrator types is checked, previewed and used by the
// letters after it; what was submitted keeps its own.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { pdfText, startStack } from './stack.mjs'
import { forms } from './client.mjs'
import { act, approve, enrolTotp, intake, login, messages, press, verifyAndNumber } from './office.mjs'

test('the letter\'s sentences', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const admin = await login(s, 'admin'), loket = await login(s, 'loket'), camat = await login(s, 'camat')
	const where = '/pengaturan/naskah'
	const save = async values => press(admin, await admin.get(where), 'SIMPAN', values)
	const preview = async values => {
		const page = await admin.get(where)
		const form = forms(page.text).find(f => f.action === where)
		return admin.post(`${where}/contoh`, [...form.fields.filter(([n]) => !(n in values) && n !== 'tindakan'), ...Object.entries(values), ['tindakan', 'PRATINJAU']])
	}
	const words = bytes => {
		fs.writeFileSync(path.join(s.dir, 'look.pdf'), bytes)
		return pdfText(path.join(s.dir, 'look.pdf')).replace(/\s+/g, ' ')
	}
	const submitted = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		const [{ id: signer }] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'CAMAT'")
		assert.match((await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer })).url, /diajukan/)
		return id
	}
	const letter = async id => {
		const [doc] = await s.sql(`SELECT id FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' AND void = 0`)
		const r = await loket.request('GET', `/permohonan/${id}/surat/${doc.id}`)
		return { bytes: r.bytes, text: words(r.bytes) }
	}
	let first

	await t.test('what cannot stand in a letter is said at its sentence, and what was typed stays', async () => {
		first = await letter(await submitted())
		for (const [values, field, text] of [
			[{ grounds: 'berdasarkan {pengantar} nomor {nomor_agenda}' }, 'grounds', /\{tanggal_agenda\} harus ada/],
			[{ opening: 'Saya, {nama}:' }, 'opening', /tidak memiliki isian; hapus \{nama\}/],
			[{ age: 'berusia {umur} tahun {x' }, 'age', /Kurung kurawal hanya untuk isian/],
			[{ purpose: 'ke {kota}' }, 'purpose', /\{kota\} tidak dikenal di sini\. Yang tersedia: \{kabupaten\}/],
			[{ closing: '' }, 'closing', /Penutup/],
			[{ closing: 'x'.repeat(601) }, 'closing', /Penutup/],
			[{ closing: 'Terima kasih 谢谢' }, 'closing', /tidak dapat dicetak/],
			[{ first: 'kata '.repeat(110), purpose: 'kata '.repeat(110), age: 'kata '.repeat(110), closing: 'kata '.repeat(110) }, 'closing', /tidak muat pada satu lembar/]]) {
			const r = await save(values)
			assert.equal(r.status, 422, `${JSON.stringify(values).slice(0, 60)} ${messages(r)}`)
			assert.match(r.text, text)
			assert.match(r.text, new RegExp(`id="${field}-galat"`))
			const [name, typed] = Object.entries(values)[0]
			if (typed && typed.length < 100) assert.ok(forms(r.text).some(f => f.fields.some(([n, v]) => n === name && v === typed)), name)
			assert.equal((await preview(values)).status, 422)
		}
		assert.equal((await s.sql('SELECT COUNT(*) AS n FROM letter_wording'))[0].n, '0')
	})

	await t.test('the preview is a letter about nobody with the typed sentences, stored nowhere', async () => {
		const before = (await s.sql('SELECT COUNT(*) AS n FROM document'))[0].n
		for (const [contoh, text] of [['AGE', /telah berusia 17 \(tujuh belas\) tahun/], ['MARRIED', /telah kawin/], ['EARLY', /perekaman awal/]]) {
			const r = await preview({ contoh, opening: 'Yang bertanda tangan di bawah ini menerangkan:' })
			assert.equal(r.headers['content-type'], 'application/pdf')
			const said = words(r.bytes)
			assert.match(said, /menerangkan:/)
			assert.match(said, /CONTOH NAMA PEMOHON/)
			assert.match(said, text)
		}
		assert.equal((await s.sql('SELECT COUNT(*) AS n FROM document'))[0].n, before)
	})

	await t.test('letters submitted afterwards use it, those before keep theirs, also when they are signed later', async () => {
		await s.sql("UPDATE office SET sign_mode = 'ELEKTRONIK'")
		await enrolTotp(camat)
		const before = await submitted()
		assert.match((await save({ closing: 'Demikian untuk menjadikan periksa.', age: 'pemohon berusia {umur} tahun' })).url, /pengaturan/)
		assert.match((await admin.get(where)).text, /Versi 1 berlaku/)
		const after = await submitted()
		assert.match((await camat.get(`/permohonan/${after}/persetujuan`)).text, /Versi naskah<\/dt>\s*<dd>1 [0-9a-f]{16}/)
		assert.match((await save({ closing: 'Versi kedua.' })).url, /pengaturan/)
		for (const id of [before, after]) assert.match((await approve(camat, id)).url, /disetujui/)
		assert.match((await letter(before)).text, /Demikian rekomendasi ini dibuat/)
		const now = (await letter(after)).text
		assert.match(now, /Demikian untuk menjadikan periksa\./)
		assert.match(now, /2\. pemohon berusia 1\d \([a-z ]+\) tahun\./)
		assert.doesNotMatch(now, /Versi kedua/)
		const [{ id: one }] = await s.sql('SELECT MIN(id) AS id FROM casefile')
		assert.deepEqual((await letter(one)).bytes, first.bytes, 'the letter of yesterday is the same bytes')
	})

	await t.test('back to the built-in sentences; others may not', async () => {
		const page = await admin.get(`${where}?bawaan=1`)
		assert.match(page.text, /Demikian rekomendasi ini dibuat/)
		assert.match((await press(admin, page, 'SIMPAN')).url, /pengaturan/)
		assert.equal((await s.sql('SELECT MAX(version) AS n FROM letter_wording'))[0].n, '3')
		assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'NASKAH'"))[0].n, '3')
		assert.equal((await loket.request('GET', where)).status, 403)
	})
})
