// Several letters approved at once, from outside: one page, one code, each letter its own change.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { act, approve, enrolTotp, freshCode, intake, login, messages, press, statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

test('several letters at once', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), camat = await login(s, 'camat')
	await s.sql("UPDATE office SET sign_mode = 'ELEKTRONIK'")
	const factor = await enrolTotp(camat)
	const ready = async n => {
		const ids = []
		for (let i = 0; i < n; i++) {
			const id = await intake(loket)
			await verifyAndNumber(s, loket, id)
			await submitForSignature(loket, id)
			ids.push(id)
		}
		return ids
	}
	const desk = () => camat.get('/meja-tanda-tangan')
	const look = async ids => press(camat, await desk(), 'PERIKSA', { 'berkas[]': ids.map(String) })
	// all fields of the review page, as a browser sends them
	const filled = page => ['berkas[]', 'versi[]', 'sidik[]'].reduce((o, n) => ({ ...o,
		[n]: [...page.text.matchAll(new RegExp(`name="${n.replace('[]', '\\[\\]')}" value="([^"]*)"`, 'g'))].map(m => m[1]) }), {})
	const say = async (page, values) => press(camat, page, 'SETUJUI', { ...filled(page), ...values })
	const letters = ids => s.sql(`SELECT case_id, code, HEX(approved_set) AS st, frozen_at FROM document WHERE kind = 'REKOMENDASI' AND void = 0 AND case_id IN (${ids}) ORDER BY case_id`)
	const uses = async () => Number((await s.sql('SELECT COUNT(*) AS n FROM code_use'))[0].n)

	await t.test('asvs_v7_5_3 one page shows every text, one code signs them all, each letter has its own verification code', async () => {
		const ids = await ready(3), before = await uses()
		assert.match((await desk()).text, /name="berkas\[\]" value="\d+"/)
		const page = await look(ids)
		assert.equal(page.status, 200, messages(page))
		assert.equal(filled(page)['sidik[]'].length, 3)
		for (const id of ids)
			assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE object = 'casefile/${id}' AND action = 'LIHAT' AND actor_id = (SELECT id FROM user WHERE username = 'camat')`))[0].n, '1')
		const done = await say(page, { kode_otp: await freshCode(camat) })
		assert.match(done.url, /pesan=disetujui-banyak/, messages(done))
		for (const id of ids) assert.equal(await statusOf(s, id), 'DITANDATANGANI')
		const rows = await letters(ids)
		assert.equal(new Set(rows.map(r => r.code)).size, 3)
		assert.equal(new Set(rows.map(r => r.st)).size, 1)
		assert.equal(await uses() - before, 1, 'one code, used once')
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM signature WHERE case_id IN (${ids}) AND factor = 'TOTP'`))[0].n, '3')
		// the same form once more: one effect
		const again = await say(page, { kode_otp: '000000' })
		assert.match(again.url, /pesan=disetujui-banyak/)
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM case_event WHERE case_id IN (${ids}) AND to_status = 'DITANDATANGANI'`))[0].n, '3')
	})

	await t.test('a wrong code signs none, and the right one then all; what was shown stays', async () => {
		const ids = await ready(2), page = await look(ids)
		for (const [kode_otp, text] of [['', /belum diisi/], ['12', /enam angka/], ['000000', /Kode OTP salah/]]) {
			const no = await say(page, { kode_otp })
			assert.equal(no.status, 422)
			assert.match(no.text, text)
			assert.deepEqual(filled(no)['berkas[]'], ids.map(String))
		}
		assert.deepEqual((await letters(ids)).map(r => [r.code, r.st]), [['', null], ['', null]])
		const done = await say(page, { kode_otp: factor.recovery[0] })
		assert.match(done.url, /disetujui-banyak/, messages(done))
		// the code of one set is no code for another letter
		const [late] = await ready(1)
		const used = await act(camat, late, 'persetujuan', 'APPROVE', { kode_otp: factor.recovery[0] })
		assert.equal(used.status, 422)
		assert.match(used.text, /sudah dipakai/)
	})

	await t.test('what changed after the page was shown stops the whole; nothing is signed unseen', async () => {
		const ids = await ready(2), page = await look(ids)
		assert.match((await act(camat, ids[1], 'persetujuan', 'RETURN_SIGN', { alasan: 'Nama keliru' })).url, /dikembalikan/)
		const no = await say(page, { kode_otp: await freshCode(camat) })
		assert.equal(no.status, 409)
		assert.match(no.text, /belum ada yang ditandatangani/)
		assert.equal(await statusOf(s, ids[0]), 'MENUNGGU_TTD')
		const [{ id: other }] = await ready(1).then(x => [{ id: x[0] }])
		const two = await look([ids[0], other])
		const lie = await press(camat, two, 'SETUJUI', { ...filled(two), 'sidik[]': ['0'.repeat(64), '0'.repeat(64)], kode_otp: factor.recovery[1] })
		assert.equal(lie.status, 409)
		assert.equal(await statusOf(s, other), 'MENUNGGU_TTD')
	})

	await t.test('others\' letters, unknown ones and more than twenty are left out and said', async () => {
		const [{ id: kasi }] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'KASI'")
		const foreign = await intake(loket)
		await verifyAndNumber(s, loket, foreign)
		await act(loket, foreign, 'penandatanganan', 'SUBMIT', { penanda_tangan: kasi })
		const page = await look([foreign, 999999])
		assert.match(page.text, /2 berkas yang dipilih tidak ditampilkan/)
		assert.match(page.text, /Tidak ada surat yang dapat disetujui/)
		assert.equal((await look([])).status, 200)
		const r = await loket.request('POST', '/meja-tanda-tangan/bersama', { body: '' })
		assert.equal(r.status, 403)
	})

	await t.test('asvs_v7_5_3 a member taken out of a set at the table makes signd refuse', async () => {
		const ids = await ready(2)
		await s.sql(`UPDATE document SET approved_by = (SELECT id FROM user WHERE username = 'camat'), approved_at = UTC_TIMESTAMP(6), approved_set = UNHEX(SHA2('x', 256)) WHERE case_id IN (${ids})`)
		const net = await import('node:net'), path = await import('node:path')
		const [{ id }] = await s.sql(`SELECT id FROM document WHERE case_id = ${ids[0]}`)
		const answer = await new Promise((done, fail) => {
			let text = ''
			const c = net.connect(path.join(s.dir, 'run/signd.sock'), () => c.write(`SIGN ${id} ${factor.recovery[2].replaceAll('-', '')}\n`))
			c.on('data', d => { text += d })
			c.on('end', () => done(text))
			c.on('error', fail)
		})
		assert.match(answer, /^NO set /)
		assert.match((await approve(camat, ids[0])).url, /disetujui/)
	})
})
