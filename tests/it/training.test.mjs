// Kantor Latihan: the whole procedure on made-up people, and nothing of it in the office.
import test from 'node:test'
import assert from 'node:assert/strict'
import { forms } from './client.mjs'
import { startStack } from './stack.mjs'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { act, caseOf, handOver, intake, intakeForm, login, messages, press, statusOf, submitForSignature, verifyAndNumber } from './office.mjs'

const s = await startStack()
const n = async q => Number((await s.sql(`SELECT COUNT(*) AS n FROM ${q}`))[0].n)
const day = new Date().toLocaleDateString('en-GB', { timeZone: 'Asia/Jakarta' }).replaceAll('/', '-')
const enter = async (c, peran = 'SEMUA') => press(c, await c.get('/latihan'), 'MULAI', { peran })

try {
	const [real] = await s.sql('SELECT id FROM office WHERE training_of IS NULL'), [office] = await s.sql('SELECT id, name FROM office WHERE training_of IS NOT NULL')

	await test('every office has one, and only one, to train in', async () => {
		assert.equal(await n(`office WHERE training_of = ${real.id}`), 1)
		assert.match(office.name, /^KANTOR LATIHAN KECAMATAN/)
		assert.equal(await n(`printer WHERE office_id = ${office.id}`), 0)
		assert.equal(await n(`station WHERE office_id = ${office.id}`), 0)
	})

	await test('a clerk practises the whole procedure', async t => {
		const loket = await login(s, 'loket')
		const own = await intake(loket)
		await verifyAndNumber(s, loket, own)
		const jobs = await n('print_job'), numbered = (await s.sql('SELECT * FROM counter ORDER BY series, year')).length
		const bad = await press(loket, await loket.get('/latihan'), 'MULAI', { peran: 'ADMIN' })
		assert.equal(bad.status, 422)
		const inside = await enter(loket)
		assert.match(inside.url, /\/latihan\?pesan=latihan-mulai/, messages(inside))
		let id

		await t.test('every page says so, and shows nothing of the office', async () => {
			const home = await loket.get('/antrean')
			assert.match(home.text, /<b>KANTOR LATIHAN<\/b>/)
			assert.match(home.text, /<title>Latihan: /)
			assert.doesNotMatch(home.text, new RegExp(`permohonan/${own}"`))
			assert.equal((await loket.get(`/permohonan/${own}`)).status, 404)
			assert.doesNotMatch((await loket.get('/register')).text, /SITI CONTOH RAHAYU/)
		})
		await t.test('a made-up person is taken from his card to the end', async () => {
			const people = (await loket.get('/latihan')).text
			const card = people.match(/<h3>SITI CONTOH RAHAYU<\/h3>([^]*?)<\/article>/)[1]
			const nik = card.match(/<dt>NIK<\/dt><dd class="angka">([\d ]+)/)[1].replaceAll(' ', ''), born = card.match(/<span class="angka">([\d-]+)/)[1]
			const { page, values } = await intakeForm(loket, { nik, tgl_lahir: born, nama: 'SITI CONTOH RAHAYU' })
			const taken = await loket.submit(page, '/permohonan/baru', { ...values, tindakan: 'ACCEPT' })
			id = caseOf(taken)
			assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA', messages(taken))
			assert.equal(await verifyAndNumber(s, loket, id), 1, 'its numbers begin at one')
			await submitForSignature(loket, id)
			await act(loket, id, 'penandatanganan', 'SIGNED_INK')
			await act(loket, id, 'perekaman', 'BEGIN')
			const none = await loket.get(`/permohonan/${id}/perekaman`)
			assert.match(none.text, /Stasiun tidak terhubung/)
			await press(loket, none, 'KECUALIKAN', { jari: 'KEDUA', sebab: 'AMPUTASI', keterangan: '' })
			const done = await act(loket, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })
			assert.equal(await statusOf(s, id), 'TEREKAM', messages(done))
			await handOver(loket, id)
			assert.equal(await statusOf(s, id), 'SELESAI')
		})
		await t.test('its papers say LATIHAN, and none of them goes to a printer', async () => {
			const papers = await s.sql(`SELECT id, kind FROM document WHERE case_id = ${id}`)
			assert.ok(papers.length >= 2, JSON.stringify(papers))
			for (const p of papers) {
				const file = path.join(s.dir, 'latihan.pdf')
				fs.writeFileSync(file, (await loket.request('GET', `/permohonan/${id}/surat/${p.id}`)).bytes)
				execFileSync('qpdf', ['--check', file])
				assert.match(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }), /LATIHAN/, p.kind)
				if (process.env.KEEP) fs.copyFileSync(file, path.join(process.env.KEEP, `${p.kind}.pdf`))
			}
			assert.equal(await n('print_job'), jobs)
			assert.equal(await n(`document WHERE office_id = ${office.id}`), papers.length)
		})
		await t.test('the roles are those that are practised, and never more than casework', async () => {
			assert.equal((await loket.get('/pengguna')).status, 403)
			assert.equal((await loket.get('/pengaturan')).status, 403)
			await enter(loket, 'OPERATOR')
			assert.equal((await loket.get('/permohonan/baru')).status, 403)
			await enter(loket, 'KASI')
			for (const closed of ['/pengguna/hak', '/audit', '/audit/ekspor', '/pelindungan-data', '/subjek-data', '/terdampak', '/insiden', '/insiden/tujuan', '/retensi', '/jam', '/printer', '/stasiun'])
				assert.equal((await loket.get(closed)).status, 403, closed)
			const home = (await loket.get('/beranda')).text.match(/<nav class="tempat"[^]*?<\/nav>/)[0]
			assert.match(home, /href="\/antrean"/)
			assert.doesNotMatch(home, /Jejak Audit|Pelindungan Data|Stasiun/)
		})
		await t.test('out again, nothing of it is there', async () => {
			const out = await press(loket, await loket.get('/latihan'), 'SELESAI')
			assert.match(out.url, /\/beranda\?pesan=latihan-selesai/)
			assert.doesNotMatch(out.text, /<b>KANTOR LATIHAN<\/b>/)
			assert.equal((await loket.get(`/permohonan/${id}`)).status, 404)
			const found = await loket.submit(await loket.get('/permohonan'), '/permohonan', { tindakan: 'CARI', cari: 'SITI CONTOH RAHAYU' })
			assert.doesNotMatch(found.text, new RegExp(`permohonan/${id}"`))
			const next = await intake(loket)
			assert.equal(await verifyAndNumber(s, loket, next), 2, 'the office counts on by itself')
			assert.equal((await s.sql(`SELECT * FROM counter WHERE office_id = ${real.id}`)).length, numbered)
			assert.equal(await n(`audit WHERE action IN ('LATIHAN_MULAI', 'LATIHAN_SELESAI')`), 4)
		})
	})

	await test('a letter of the training office proves nothing', async () => {
		const [letter] = await s.sql(`SELECT letter_number FROM document WHERE office_id = ${office.id} AND kind = 'REKOMENDASI'`)
		assert.match(letter.letter_number, /^400\.12\.2\.1\/1\//)
		const anybody = s.client(), page = await anybody.get('/verifikasi-surat')
		const form = forms(page.text).find(f => f.fields.some(([k]) => k === 'nomor_surat'))
		const asked = await anybody.post(form.action, [...form.fields.filter(([k]) => !/^(nomor|tanggal)_surat$/.test(k)), ['nomor_surat', letter.letter_number], ['tanggal_surat', day]])
		assert.equal(asked.status, 200)
		assert.match(asked.text, /<h2 id="hasil">[^<]*(tidak (dikenal|ditemukan|tercatat|terdaftar))/i)
	})

	await test('another session of the same person stays in the office', async () => {
		const one = await login(s, 'kasi'), two = await login(s, 'kasi')
		await enter(one, 'PETUGAS')
		assert.match((await one.get('/beranda')).text, /<b>KANTOR LATIHAN<\/b>/)
		assert.doesNotMatch((await two.get('/beranda')).text, /<b>KANTOR LATIHAN<\/b>/)
		assert.equal((await two.get('/permohonan/baru')).status, 403, 'practising changes no rights')
	})

	await test('each role has its card', async () => {
		const c = await login(s, 'perekam'), page = await c.get('/bantuan/kartu')
		for (const role of ['Petugas Loket', 'Petugas Perekaman', 'Kasi, Sekcam, dan Camat', 'Petugas Dinas Dukcapil', 'Administrator'])
			assert.match(page.text, new RegExp(`<section class="lembar[^>]*><h2[^>]*>${role}</h2>`))
	})
} finally {
	await s.stop()
}
