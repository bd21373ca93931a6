// Every part that fails leaves the case as it was: no move without its trace, no letter without
// its number, nothing half.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack, until } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { openSite } from './crawl.mjs'
import { approve, enrolTotp, messages, sheet } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
const signal = (name, sig) => { for (const pid of s.pids(name)) process.kill(pid, sig) }
// One act of each kind: page, button, the state it is for, where it leads.
const acts = [['penerimaan', 'petugas', 'DRAF', 'ACCEPT', 'BERKAS_DITERIMA'], ['verifikasi', 'petugas', 'BERKAS_DITERIMA', 'VERIFY_NUMBER', 'TERAGENDA'],
	['penomoran', 'petugas', 'TERVERIFIKASI', 'NUMBER', 'TERAGENDA'], ['penandatanganan', 'petugas', 'TERAGENDA', 'SUBMIT', 'MENUNGGU_TTD'],
	['pembatalan', 'kasi', 'TERAGENDA', 'CANCEL', 'DIBATALKAN'], ['perekaman', 'operator', 'DITANDATANGANI', 'BEGIN', 'SEDANG_DIREKAM']]

await test('what fails, fails closed', async t => {
	const village = (await site.q('SELECT MIN(id) AS id FROM village WHERE office_id = 1'))[0].id
	const papers = Object.fromEntries((await site.q('SELECT id FROM requirement WHERE sop_version_id = 1')).map(r => [`syarat_${r.id}`, '1']))
	async function prepared([page, role, status, tindakan, to]) {
		const c = await site.person(role), id = await site.putCase({ status, electronic: true })
		const [{ nik }] = await site.q(`SELECT nik FROM casefile WHERE id = ${id}`)
		const fields = { ...sheet, nik, nama: 'SITI CONTOH RAHAYU', tgl_lahir: '15092009', desa: village, pernah_rekam: 'TIDAK', wali: 'BUDI', sesuai_kk: '1', alasan: 'x',
			penanda_tangan: '1', ...papers, ...await site.hidden(c), versi: '1', tindakan }
		return { what: tindakan, to, id, send: () => c.post(`/permohonan/${id}/${page}`, fields) }
	}
	const all = async () => { const list = []; for (const a of acts) list.push(await prepared(a)); return list }
	const statusOf = async id => (await site.q(`SELECT status FROM casefile WHERE id = ${id}`))[0].status

	await asvs(t, 'asvs_v16_5_3', 'without a trace nothing happens, whichever table cannot take its row', async () => {
		for (const table of ['audit', 'case_event', 'request_done']) {
			const list = await all()
			await site.q(`RENAME TABLE ${table} TO ${table}_away`)
			try {
				const before = await site.state()
				for (const a of list) {
					const answer = await a.send()
					assert.ok(answer.status >= 500, `${a.what} without ${table}: ${answer.status}`)
				}
				assert.equal(await site.state(), before, `something was stored without ${table}`)
			} finally {
				await site.q(`RENAME TABLE ${table}_away TO ${table}`)
			}
			// the same forms afterwards: carried out, once
			for (const a of list) {
				const answer = await a.send()
				assert.equal(answer.status, 303, `${a.what} after ${table} came back: ${messages(answer)}`)
				assert.equal(await statusOf(a.id), a.to)
			}
		}
	})

	await asvs(t, 'asvs_v16_5_3', 'a database that takes nothing, waits or is killed: no change, and the page says so', async () => {
		let list = await all()
		const before = await site.state()
		await site.q('SET GLOBAL read_only = 1')
		for (const a of list) {
			const answer = await a.send()
			assert.ok(answer.status >= 500 && answer.status <= 503, `${a.what}, read only: ${answer.status}`)
		}
		await site.q('SET GLOBAL read_only = 0')
		assert.equal(await site.state(), before)
		for (const a of list)
			assert.equal((await a.send()).status, 303, a.what)
		list = await all()
		signal('mariadb', 'SIGKILL')
		for (const a of list.slice(0, 3)) {
			const answer = await a.send()
			assert.ok([303, 502, 503].includes(answer.status), `${answer.status}`)
			a.said = answer.status
		}
		await until('the database is back', () => s.sql('SELECT 1').then(() => true, () => false), 20000)
		for (const a of list) {
			const answer = await until('the form goes through', async () => { const x = await a.send(); return x.status === 303 && x }, 20000)
			assert.equal(answer.status, 303)
			const [row] = await s.sql(`SELECT status, version FROM casefile WHERE id = ${a.id}`)
			assert.equal(row.status, a.to)
			assert.ok(Number(row.version) <= 3, 'once')
		}
	})

	await asvs(t, 'asvs_v16_5_3', 'signing away: no letter is signed; printer away: the letter waits and is not lost', async () => {
		const again = await openSite(s)		// the connection of before went with the killed database
		const id = await again.putCase({ status: 'TERAGENDA', electronic: true })
		const loket = await site.person('petugas')
		const submit = await loket.post(`/permohonan/${id}/penandatanganan`, { ...await site.hidden(loket), versi: '1', tindakan: 'SUBMIT', penanda_tangan: '1' })
		assert.equal(submit.status, 303)
		signal('cupsd', 'SIGSTOP')
		try {
			const ink = await again.putCase({ status: 'TERAGENDA' })
			assert.equal((await loket.post(`/permohonan/${ink}/penandatanganan`, { ...await site.hidden(loket), versi: '1', tindakan: 'SUBMIT', penanda_tangan: '1' })).status, 303)
			const jobs = await again.q(`SELECT j.state FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${ink}`)
			assert.ok(jobs.length === 1 && !['printed', 'withdrawn'].includes(jobs[0].state), JSON.stringify(jobs))
		} finally {
			signal('cupsd', 'SIGCONT')
		}
		const camat = await site.person('camat')
		await enrolTotp(camat)
		signal('signd', 'SIGSTOP')
		try {
			const answer = await approve(camat, id)
			assert.ok(answer.status >= 400, `${answer.status}`)
			const [doc] = await again.q(`SELECT code, frozen_at FROM document WHERE case_id = ${id}`)
			assert.ok(doc.code === '' && doc.frozen_at === null, 'no code, no page')
			assert.equal((await again.q(`SELECT status FROM casefile WHERE id = ${id}`))[0].status, 'MENUNGGU_TTD')
		} finally {
			signal('signd', 'SIGCONT')
		}
		again.close()
	})
})
site.close()
await s.stop()
