// What people must not get by sending the pages' forms in ways the pages do not offer.
import test from 'node:test'
import assert from 'node:assert/strict'
import { sleep, startStack, until } from './stack.mjs'
import { forms } from './client.mjs'
import { act, enrolTotp, caseOf, freshNik, intake, intakeForm, login, messages, press, scan, sheet, statusOf,
	submitForSignature, verifyAndNumber } from './office.mjs'

test('the office, abused', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam'), camat = await login(s, 'camat')
	const signed = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		return id
	}
	const count = async (table, where) => Number((await s.sql(`SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`))[0].n)

	await t.test('another button of the same page is another act, not a repeat', async () => {
		const id = await intake(loket)
		const page = await loket.get(`/permohonan/${id}/verifikasi`)
		const kept = await press(loket, page, 'SIMPAN', sheet)
		assert.match(kept.url, /pesan=disimpan/, messages(kept))
		// the page is stale now: its other button must not claim that a number was given
		const answer = await press(loket, page, 'VERIFY_NUMBER', sheet)
		assert.equal(answer.status, 409, messages(answer))
		assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA')
		// and an id that served one case does not serve another
		const other = await intake(loket)
		const permintaan = forms(page.text).find(f => f.action.includes('verifikasi')).fields.find(([n]) => n === 'permintaan')[1]
		const done = await press(loket, await loket.get(`/permohonan/${other}/verifikasi`), 'VERIFY_NUMBER', { ...sheet, permintaan })
		assert.match(done.url, /bernomor/, messages(done))
		assert.equal(await statusOf(s, other), 'TERAGENDA')
	})

	await t.test('a form without a version, or with a strange one, changes nothing', async () => {
		const id = await intake(loket)
		for (const versi of ['', '0', 'abc', '99999999999', '-1']) {
			const answer = await press(loket, await loket.get(`/permohonan/${id}/verifikasi`), 'SIMPAN', { ...sheet, alamat: 'DUSUN LAIN', versi })
			assert.equal(answer.status, 409, `versi=${versi}: ${messages(answer)}`)
		}
		assert.equal(await count('casefile', `id = ${id} AND address = ''`), 1)
	})

	await t.test('a letter cannot be made in the name of somebody out of office', async () => {
		await s.sql("INSERT INTO signatory (office_id, role, form, name, nip, rank, title, valid_from, valid_to) VALUES (1, 'CAMAT', 'LANGSUNG', 'Mantan Contoh', '1', '-', 'Camat Watulimo', '2001-01-01', '2010-01-01')")
		const [{ id: old }] = await s.sql("SELECT id, name FROM signatory WHERE name = 'Mantan Contoh'")
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		for (const who of [old, '999999']) {
			const answer = await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: who })
			assert.equal(answer.status, 422, messages(answer))
			assert.match(answer.text, /tidak berwenang menandatangani/)
		}
		assert.equal(await count('document', `case_id = ${id}`), 0)
		const [before] = await s.sql("SELECT n, year FROM counter WHERE series = 'SURAT'").then(r => r.length ? r : [{ n: '0' }])
		await submitForSignature(loket, id)
		assert.equal(await count('document', `case_id = ${id} AND letter_no = ${Number(before.n) + 1}`), 1, 'no number was lost')
	})

	await t.test('what cannot be printed is said before a number is given', async () => {
		const id = await intake(loket)
		const before = await count('casefile', 'agenda_no IS NOT NULL')
		for (const [field, text] of [['nama', 'SITI \u8bd5 RAHAYU'], ['alamat', 'DUSUN \u2603'], ['tempat_lahir', 'RENE\u0301E']]) {
			const answer = await act(loket, id, 'verifikasi', 'VERIFY_NUMBER', { ...sheet, [field]: text })
			assert.equal(answer.status, 422, messages(answer))
			assert.match(answer.text, /tidak dapat dicetak pada surat/)
			assert.match(answer.text, new RegExp(`id="${field}-galat"`))
		}
		assert.equal(await count('casefile', 'agenda_no IS NOT NULL'), before)
	})

	await t.test('without an active printer step 4 says so and takes no number', async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		await s.sql('UPDATE printer SET active = 0')
		const answer = await act(loket, id, 'penandatanganan', 'SUBMIT')
		await s.sql('UPDATE printer SET active = 1')
		assert.equal(answer.status, 422, messages(answer))
		assert.match(answer.text, /belum ada printer yang aktif/)
		assert.equal(await statusOf(s, id), 'TERAGENDA')
		await submitForSignature(loket, id)
	})

	await t.test('two clicks on Pindai take one image, and none is left behind', async () => {
		const id = await signed()
		await act(perekam, id, 'perekaman', 'BEGIN')
		const page = await perekam.get(`/permohonan/${id}/perekaman`)
		const form = forms(page.text).find(f => f.fields.some(([n]) => n === 'jari'))
		const click = jari => perekam.post(`/permohonan/${id}/perekaman`,
			[...form.fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n)), ['jari', jari], ['tindakan', 'PINDAI']])
		const answers = (await Promise.all([click('2'), click('2'), click('2')])).map(a => a.status).sort()
		assert.deepEqual(answers, [303, 409, 409])
		await until('the image is stored', async () => {
			await perekam.get(`/permohonan/${id}/perekaman`)
			return await count('capture_image', `case_id = ${id}`) === 1
		}, 30000)
		// ordered and never asked for: the next order collects it first
		assert.equal((await click('3')).status, 303)
		await sleep(6000)
		assert.equal((await click('4')).status, 303)
		assert.equal(await count('capture_image', `case_id = ${id}`), 2)
		assert.equal(await count('capture', `case_id = ${id} AND state = 'ordered'`), 1)
	})

	await t.test('finishing and taking an exception back at once leaves no case with nine fingers', async () => {
		for (let round = 0; round < 6; round++) {
			const id = await signed()
			await act(perekam, id, 'perekaman', 'BEGIN')
			await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: 'KEDUA', sebab: 'AMPUTASI' })
			const page = await perekam.get(`/permohonan/${id}/perekaman`)
			await Promise.all([
				press(perekam, page, 'FINISH', { hasil_resmi: 'MENYUSUL' }),
				perekam.post(`/permohonan/${id}/perekaman`, [...forms(page.text).find(f => f.action.includes('perekaman')).fields
					.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n)), ['jari', '5'], ['tindakan', 'CABUT_PENGECUALIAN']])])
			const done = await statusOf(s, id) === 'TEREKAM'
			assert.equal(await count('finger_exception', `case_id = ${id}`), done ? 10 : 9)
		}
		const id = await signed()
		await act(perekam, id, 'perekaman', 'BEGIN')
		for (const jari of ['XX', '11', '0'])
			assert.equal((await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari, sebab: 'AMPUTASI' })).status, 422)
		assert.equal(await count('audit', `object = 'casefile/${id}' AND action = 'KECUALIKAN_JARI'`), 0)
	})

	await t.test('approve and return pressed at once: one of them, and no approval stays on a returned letter', async () => {
		const admin = await login(s, 'admin')
		await press(admin, await admin.get('/pengaturan'), 'SIMPAN', { cara_tanda_tangan: 'ELEKTRONIK' })
		const { recovery } = await enrolTotp(camat)
		for (let round = 0; round < 5; round++) {
			const id = await intake(loket)
			await verifyAndNumber(s, loket, id)
			await submitForSignature(loket, id)
			const page = await camat.get(`/permohonan/${id}/persetujuan`)
			await Promise.all([press(camat, page, 'APPROVE', { kode_otp: recovery[round] }), press(camat, page, 'RETURN_SIGN', { alasan: 'ragu' })])
			const status = await statusOf(s, id)
			assert.ok(['DITANDATANGANI', 'TTD_DIKEMBALIKAN'].includes(status), status)
			assert.equal(await count('document', `case_id = ${id} AND void = 0 AND frozen_at IS NOT NULL`), status === 'DITANDATANGANI' ? 1 : 0)
			// the other button afterwards claims nothing
			const late = await press(camat, page, status === 'DITANDATANGANI' ? 'RETURN_SIGN' : 'APPROVE', { alasan: 'ragu', kode_otp: recovery[9] })
			assert.equal(late.status, 409, messages(late))
		}
		await press(admin, await admin.get('/pengaturan'), 'SIMPAN', { cara_tanda_tangan: 'TINTA' })
	})

	await t.test('every look and every refusal leaves a trace', async () => {
		const id = await intake(loket)
		const pemeriksa = await login(s, 'pemeriksa'), kasi = await login(s, 'kasi')
		const look = async (c, user, path, object) => {
			await c.get(path)
			assert.ok(await count('audit', `action = 'LIHAT' AND object = '${object}' AND actor_id = (SELECT id FROM user WHERE username = '${user}')`), `${user} ${path}`)
		}
		await look(kasi, 'kasi', `/permohonan/${id}/verifikasi`, `casefile/${id}`)
		await look(pemeriksa, 'pemeriksa', `/permohonan/${id}/riwayat`, `casefile/${id}`)
		await look(pemeriksa, 'pemeriksa', '/register', `register/${new Date(Date.now() + 7 * 3600e3).getUTCFullYear()}`)
		const denied = () => count('audit', "action = 'DITOLAK'")
		const before = await denied()
		assert.equal((await pemeriksa.get(`/permohonan/${id}/perekaman/pratinjau/12345678-1234-1234-1234-123456789abc`)).status, 403)
		assert.equal(await denied(), before + 1)
		// strangers cannot fill the trail
		const nobody = s.client()
		for (let i = 0; i < 5; i++)
			assert.equal((await nobody.post('/keluar', { x: '1' })).status, 403)
		assert.equal(await denied(), before + 1)
	})

	await t.test('remarks of the checklist obey the rules of every text', async () => {
		const { page, values } = await intakeForm(loket, { nik: freshNik() })
		const note = /name="(catatan_\d+)"/.exec(page.text)[1]
		for (const bad of ['x\u0007y', 'x'.repeat(121)]) {
			const answer = await press(loket, page, 'ACCEPT', { ...values, [note]: bad })
			assert.equal(answer.status, 422, messages(answer))
			assert.match(answer.text, /Keterangan/)
		}
		const good = await press(loket, page, 'ACCEPT', { ...values, [note]: 'asli diperlihatkan' })
		assert.match(good.url, /verifikasi/, messages(good))
		assert.equal(await count('case_requirement', `case_id = ${caseOf(good)} AND note = 'asli diperlihatkan'`), 1)
	})
})
