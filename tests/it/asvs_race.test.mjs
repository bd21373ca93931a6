// Fifty at once: one winner, numbers without a gap, nothing done twice.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { openSite } from './crawl.mjs'
import { sheet } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
const AT_ONCE = 50
const tally = list => list.reduce((n, a) => ({ ...n, [a.status]: (n[a.status] ?? 0) + 1 }), {})

await test('at the same time', async t => {
	const c = await site.person('petugas')
	c.agent = false			// a connection each, opened before anybody sends
	const times = (n, fn) => Promise.all(Array.from({ length: n }, (_, i) => fn(i)))
	const village = (await site.q('SELECT MIN(id) AS id FROM village WHERE office_id = 1'))[0].id
	const card = nik => ({ ...sheet, nik, nama: 'SITI CONTOH RAHAYU', tgl_lahir: '15092009', pernah_rekam: 'TIDAK', wali: 'BUDI', desa: village, sesuai_kk: '1' })
	const rowOf = async id => (await site.q(`SELECT * FROM casefile WHERE id = ${id}`))[0]

	await asvs(t, 'asvs_v2_3_4', 'fifty cases get fifty consecutive numbers', async () => {
		const ids = []
		for (let i = 0; i < AT_ONCE; i++)
			ids.push(await site.putCase({ status: 'TERVERIFIKASI' }))
		await site.hidden(c)
		const answers = await times(AT_ONCE, async i => c.post(`/permohonan/${ids[i]}/penomoran`, { ...await site.hidden(c), versi: '1', tindakan: 'NUMBER' }))
		assert.deepEqual(tally(answers), { 303: AT_ONCE })
		const rows = await site.q(`SELECT agenda_no FROM casefile WHERE id IN (${ids}) ORDER BY agenda_no`)
		const first = Number(rows[0].agenda_no)
		assert.deepEqual(rows.map(r => Number(r.agenda_no)), Array.from({ length: AT_ONCE }, (_, i) => first + i))
		const [{ n }] = await site.q("SELECT n FROM counter WHERE office_id = 1 AND series = 'AGENDA'")
		assert.equal(Number(n), first + AT_ONCE - 1)
	})

	await asvs(t, 'asvs_v2_3_4 asvs_v15_4_2', 'fifty who do the same to one case: one has done it', async () => {
		for (const [status, page, tindakan, to] of [['TERVERIFIKASI', 'penomoran', 'NUMBER', 'TERAGENDA'],
			['BERKAS_DITERIMA', 'verifikasi', 'VERIFY_NUMBER', 'TERAGENDA'], ['TERAGENDA', 'penandatanganan', 'SUBMIT', 'MENUNGGU_TTD']]) {
			const id = await site.putCase({ status, electronic: true })
			const { nik } = await rowOf(id)
			const [{ n: counted }] = await site.q('SELECT COALESCE(SUM(n), 0) AS n FROM counter')
			const hidden = await times(AT_ONCE, () => site.hidden(c))
			const answers = await times(AT_ONCE, i => c.post(`/permohonan/${id}/${page}`, { ...card(nik), ...hidden[i], versi: '1', tindakan, penanda_tangan: '1' }))
			assert.deepEqual(tally(answers), { 303: 1, 409: AT_ONCE - 1 }, tindakan)
			const now = await rowOf(id)
			assert.equal(now.status, to)
			const moves = tindakan === 'VERIFY_NUMBER' ? 2 : 1
			assert.equal(Number(now.version), 1 + moves)
			assert.equal((await site.q(`SELECT id FROM case_event WHERE case_id = ${id}`)).length, moves)
			const [{ n }] = await site.q('SELECT SUM(n) AS n FROM counter')
			assert.equal(Number(n), Number(counted) + 1, 'one number was taken')
		}
	})

	await asvs(t, 'asvs_v15_4_2', 'two different acts on one case at once: one is refused, whatever it looked at before', async () => {
		for (let round = 0; round < 10; round++) {
			const id = await site.putCase({ status: 'BERKAS_DITERIMA' })
			const { nik } = await rowOf(id)
			const kasi = await site.person('kasi'), acts = []
			for (let i = 0; i < 5; i++) {
				acts.push([c, 'verifikasi', 'VERIFY', {}], [c, 'verifikasi', 'MISMATCH', {}], [kasi, 'verifikasi', 'REJECT', {}],
					[c, 'verifikasi', 'SIMPAN', { alamat: `DUSUN ${i}` }], [kasi, 'pembatalan', 'CANCEL', {}])
			}
			const sent = await Promise.all(acts.map(async ([who, page, tindakan, more]) =>
				[who, page, { ...card(nik), ...await site.hidden(who), versi: '1', tindakan, alasan: 'bersamaan', sebab: 'LAINNYA', ...more }]))
			const answers = await Promise.all(sent.map(([who, page, f]) => who.post(`/permohonan/${id}/${page}`, f)))
			assert.equal(answers.filter(a => a.status === 303).length, 1, JSON.stringify(tally(answers)))
			assert.ok(answers.every(a => [303, 409].includes(a.status)), JSON.stringify(tally(answers)))
			assert.equal(Number((await rowOf(id)).version), 2)
		}
	})

	await asvs(t, 'asvs_v2_3_4', 'one form sent fifty times is one case', async () => {
		const nik = '3503085509097777', hidden = await site.hidden(c)
		const papers = Object.fromEntries((await site.q('SELECT id FROM requirement WHERE sop_version_id = 1')).map(r => [`syarat_${r.id}`, '1']))
		const answers = await times(AT_ONCE, () => c.post('/permohonan/baru', { ...card(nik), ...hidden, ...papers, versi: '0', tindakan: 'ACCEPT' }))
		assert.deepEqual(tally(answers), { 303: AT_ONCE })
		assert.equal(new Set(answers.map(a => a.headers.location)).size, 1)
		assert.equal((await site.q(`SELECT id FROM casefile WHERE nik = '${nik}'`)).length, 1)
	})
})
site.close()
await s.stop()
