// Who may open what: every route of the table x eight roles and nobody x the own office's object,
// another office's, and one that does not exist.  Expected values come from the table itself.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { openSite, roleBit, roles, routes } from './crawl.mjs'
import { forms } from './client.mjs'

const s = await startStack()
const site = await openSite(s, { offices: 2 })
const withObject = r => r.pattern.includes('{')
const ask = async (c, r, objects, also = {}) => {
	const where = site.path(r, objects)
	if (r.method === 'GET')
		return c.request('GET', where)
	const hidden = await site.hidden(c)
	await site.restore()			// a lock or an old proof would answer instead
	const a = await c.post(where, { ...hidden, versi: '0', ...also })
	await site.restore()
	return a
}
// The same bytes for an object of others and for none at all: what differs by nature is taken out.
const bare = a => a.text.replace(/[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}|csrf_token" value="[^"]*"|99999999|\/\d+|\d\d\.\d\d(\.\d\d)? WIB|\d+ detik/g, '')

await test('who may open what', async t => {
	site.own = await site.objects(1)
	site.others = await site.objects(2)
	await site.q(`UPDATE casefile SET name = 'ORANG KANTOR LAIN' WHERE id = ${site.others.permohonan}`)
	let asked = 0, expected = 0

	await asvs(t, 'asvs_v8_2_1 asvs_v8_3_1 asvs_v16_3_2', 'each role opens the routes of its rows and no other, and every refusal is in the trail', async () => {
		const wrong = []
		for (const role of roles) {
			const rows = routes.filter(r => !(r.pattern === '/keluar'))
			expected += rows.length
			for (const r of rows) {
				const c = await site.person(role)
				const may = r.public || r.may.includes(role)
				const mark = await site.mark()
				const a = await ask(c, r, site.own)
				asked++
				const trace = await site.since(mark, "action = 'DITOLAK'")
				const byRole = trace.some(x => /^peran /.test(x.detail))
				const what = `${role} ${r.method} ${r.pattern}: ${a.status}`
				if (!may && (a.status !== 403 || !byRole))
					wrong.push(`${what}, not refused for the role; trail: ${trace.map(x => x.detail)}`)
				if (may && (byRole || a.status >= 500 || (a.status === 404 && !r.pattern.includes('{word}'))))
					wrong.push(`${what}, although his row allows it`)
				if (a.status === 403 && !trace.length)
					wrong.push(`${what} left no trace`)
			}
		}
		assert.deepEqual(wrong, [])
		assert.equal(asked, expected)
		console.log(`# role x route: ${asked} of ${expected}`)
	})

	await asvs(t, 'asvs_v8_2_1', 'nobody who is not logged in gets further than the public rows', async () => {
		for (const r of routes.filter(x => !x.public)) {
			const stranger = s.client()
			const page = await stranger.request('GET', '/masuk')
			stranger.csrf = forms(page.text)[0].fields.find(([n]) => n === 'csrf_token')[1]
			const a = await ask(stranger, r, site.own)
			if (r.method === 'GET')
				assert.match(`${a.status} ${a.headers.location}`, /^303 \/masuk/, r.pattern)
			else
				assert.equal(a.status, 403, r.pattern)
			assert.doesNotMatch(a.text, /SITI CONTOH/, r.pattern)
		}
	})

	await asvs(t, 'asvs_v8_2_2', "another office's object is as unknown as none at all", async () => {
		let n = 0
		const rows = routes.filter(withObject), wrong = []
		const actions = ['', 'CETAK_ULANG', 'ACCEPT', 'VERIFY', 'SUBMIT', 'APPROVE', 'BEGIN', 'HAND_OVER', 'CANCEL', 'SIMPAN', 'KODE', 'SESI', 'NONAKTIFKAN']
		for (const r of rows)
			for (const role of roles.filter(x => r.may.includes(x))) {
				const c = await site.person(role)
				for (const tindakan of r.method === 'GET' ? [''] : actions) {
					const also = { tindakan, alasan: 'tanpa hak', versi: '1' }
					const before = await site.state()
					const foreign = await ask(c, r, site.others, also)
					assert.equal(await site.state(), before, `${role} ${r.method} ${r.pattern} ${tindakan} changed the other office`)
					const none = await ask(c, r, site.nothing, also)
					n++
					const what = `${role} ${r.method} ${r.pattern} ${tindakan}: ${foreign.status} and ${none.status}`
					if (foreign.status < 400 || foreign.status !== none.status || foreign.status >= 500)
						wrong.push(what)
					else if (bare(foreign) !== bare(none)) {
						// the frame of a page tells of printers and waiting work: what is twice so is a difference
						const again = bare(await ask(c, r, site.others, also)).split('\n'), other = bare(await ask(c, r, site.nothing, also)).split('\n')
						const line = again.findIndex((l, i) => l !== other[i])
						if (line !== -1)
							wrong.push(`${what}, other words: ${again[line]} | ${other[line]}`)
					}
				}
			}
		assert.deepEqual(wrong, [])
		console.log(`# role x route x object of others and of nobody: ${n} pairs over ${rows.length} routes`)
	})

	await asvs(t, 'asvs_v8_2_2', 'no list shows what belongs to another office', async () => {
		for (const r of routes.filter(x => x.method === 'GET' && !withObject(x)))
			for (const role of roles.filter(x => r.public || r.may.includes(x))) {
				const a = await (await site.person(role)).get(r.pattern)
				assert.doesNotMatch(a.text, /ORANG KANTOR LAIN|Kantorlain|KECAMATAN LAIN/, `${role} ${r.pattern}`)
			}
		// nor does a search, by name, number or NIK
		const [other] = await site.q(`SELECT nik, agenda_no FROM casefile WHERE id = ${site.others.permohonan}`)
		const c = await site.person('petugas')
		for (const cari of ['ORANG KANTOR', other.nik, other.agenda_no])
			assert.doesNotMatch((await c.follow(await c.post('/permohonan', { ...await site.hidden(c), cari }))).text, /ORANG KANTOR LAIN|Desalain/)
	})

	await asvs(t, 'asvs_v8_2_3 asvs_v15_3_3', 'in lists and for readers a NIK is masked; papers and forms show it to those who handle them', async () => {
		const [{ nik }] = await site.q(`SELECT nik FROM casefile WHERE id = ${site.own.permohonan}`)
		const whole = new RegExp(`${nik}|${nik.slice(0, 6)} ${nik.slice(6, 12)} ${nik.slice(12)}`)
		for (const [role, where] of [['petugas', '/antrean'], ['operator', '/antrean'], ['kasi', '/antrean'], ['sekcam', '/antrean'], ['camat', '/antrean'],
			['pemeriksa', '/antrean'], ['camat', '/meja-tanda-tangan'], ['petugas', '/cetak'], ['admin', '/cetak'], ['petugas', '/beranda'],
			['camat', '/beranda'], ['dinas', '/beranda'], ['admin', '/beranda'], ['pemeriksa', '/beranda']]) {
			const a = await (await site.person(role)).get(where)
			assert.equal(a.status, 200, `${role} ${where}`)
			assert.doesNotMatch(a.text, whole, `${role} ${where} shows the whole NIK`)
		}
		assert.match((await (await site.person('petugas')).get(`/permohonan/${site.own.permohonan}`)).text, whole)
		// a field that no form offers is not taken from it
		const id = await site.putCase({ status: 'BERKAS_DITERIMA' })
		const c = await site.person('petugas')
		const before = await site.state()
		const a = await c.post(`/permohonan/${id}/verifikasi`, { ...await site.hidden(c), versi: '1', tindakan: 'SIMPAN', nik, nama: 'X', status: 'SELESAI', office_id: '2' })
		assert.ok([303, 422].includes(a.status), `${a.status}`)
		const [row] = await site.q(`SELECT status, office_id FROM casefile WHERE id = ${id}`)
		assert.deepEqual(row, { status: 'BERKAS_DITERIMA', office_id: '1' })
		if (a.status === 422)
			assert.equal(await site.state(), before)
	})

	await asvs(t, 'asvs_v8_3_2', 'a changed role counts with the next request', async () => {
		const c = await site.person('dinas', 1, { fresh: true })
		// as often as there are processes that might remember
		const all = async status => { for (let i = 0; i < 8; i++) assert.equal((await c.request('GET', '/antrean')).status, status) }
		await all(403)
		await site.q(`UPDATE user SET roles = ${roleBit('petugas')} WHERE username = '${site.userOf('dinas')}'`)
		await all(200)
		await site.q(`UPDATE user SET roles = ${roleBit('dinas')} WHERE username = '${site.userOf('dinas')}'`)
		await all(403)
	})
})
site.close()
await s.stop()
