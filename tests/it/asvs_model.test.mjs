// The procedure as a model: every (state x action x role) goes through HTTP, and a case changes
// exactly when THE TABLE has that row (tables.c prints it; nothing is typed here but the guards).
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { openSite, requestId, roles, tables } from './crawl.mjs'
import { enrolTotp, sheet } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
const states = tables.states.map(x => x.word)
const beforeRecorded = states.filter((w, i) => tables.states[i].open && w !== 'TEREKAM')
const withLetter = ['MENUNGGU_TTD', 'DITANDATANGANI', 'TTD_DIKEMBALIKAN', 'SEDANG_DIREKAM', 'TEREKAM', 'PEREKAMAN_GAGAL', 'DIJADWALKAN_ULANG', 'SELESAI']
const kasi = ['kasi', 'sekcam', 'camat']

// Two moves are asked for here only by who must not get them: RECORDED comes with SIGNED_INK and APPROVE (tests/it/early)
// and is no button, SIGNED_FILE needs a file that somebody signed (tests/it/import).
// The rows of the table, with the two that start in several states written out (sop.h).
const rows = tables.moves.filter(m => !['RECORDED', 'SIGNED_FILE'].includes(m.word)).flatMap(m => m.from ? [m] : beforeRecorded.map(from => ({ ...m, from })))
// A page's button that makes two moves, and the words that mean the same on one page.
const both = { word: 'VERIFY_NUMBER', from: 'BERKAS_DITERIMA', to: 'TERAGENDA', path: 'verifikasi', guard: 'NONE', who: ['petugas'] }
const alias = { ACCEPT_AGAIN: 'ACCEPT' }
const actions = [...new Set([...rows.map(m => m.word), both.word, 'RECORDED', 'SIGNED_FILE'])]

function pagesOf(action) {
	if (['APPROVE', 'RETURN_SIGN'].includes(action)) return ['persetujuan']
	if (action === 'CANCEL') return ['pembatalan']
	if (action === 'EXPIRE') return ['penerimaan', 'verifikasi', 'penomoran', 'penandatanganan', 'persetujuan', 'perekaman', 'penyerahan', 'pembatalan']
	if (action === 'SIGNED_FILE') return ['surat-tte']
	if (action === 'RECORDED') return ['penandatanganan', 'perekaman']
	return [(rows.find(m => m.word === action) ?? both).path]
}

const numbered = state => !beforeRecorded.slice(0, 5).includes(state)
// The row that this triple stands on, or none.
const rowFor = (state, action, role) => [...rows, both].find(m => m.from === state &&
	(m.word === action || alias[m.word] === action || alias[action] === m.word) &&
	(m.word === 'CANCEL' && numbered(state) ? kasi : m.who).includes(role))

// In ink a letter is printed at once, which takes time: only where the row needs it.  (An electronic
// case does not finish step 5 without its approved letter, and here nobody approved.)
const electronic = action => action !== 'FINISH' && !rows.some(m => m.word === action && /INK/.test(m.guard))
// Whether the letter is signed already when that button is there: the way of recording before the signature is another one.
const signedStates = ['DITANDATANGANI', 'SEDANG_DIREKAM', 'TEREKAM', 'PEREKAMAN_GAGAL', 'DIJADWALKAN_ULANG', 'SELESAI']
const before = action => rows.some(m => m.word === action && /FIRST|NOT_SIGNED/.test(m.guard))
const howFor = action => ({ electronic: electronic(action), signed: !before(action) })
const tomorrow = new Date(Date.now() + 86400e3).toLocaleDateString('en-GB', { timeZone: 'Asia/Jakarta' }).replaceAll('/', '-')
const signatory = { camat: 1, sekcam: 2, kasi: 3 }
const fields = {}
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b)

// A case in that state.  What only the program can make (the letter) it makes; the rest is put.
async function make(state, { electronic = false, role = 'camat', complete = true, fingers = true, nonumber, signed = true, recorded = false } = {}) {
	const letter = withLetter.includes(state)
	const id = await site.putCase({ status: letter ? 'TERAGENDA' : state, electronic, complete,
		...(nonumber === undefined ? {} : { numbered: !nonumber }) })
	if (letter) {
		const c = await site.person('petugas')
		const a = await c.post(`/permohonan/${id}/penandatanganan`, { ...await site.hidden(c), versi: '1', tindakan: 'SUBMIT', penanda_tangan: String(signatory[role] ?? 1) })
		assert.equal(a.status, 303, `SUBMIT: ${a.status} ${a.text.match(/<h1[^>]*>(.*?)<\/h1>/)?.[1]}`)
		if (state !== 'MENUNGGU_TTD')
			await site.setStatus(id, state)
	}
	await site.q(`UPDATE casefile SET signed_at = ${signed && signedStates.includes(state) ? 'UTC_TIMESTAMP(6)' : 'NULL'},
		recorded_at = ${recorded ? 'UTC_TIMESTAMP(6)' : 'NULL'} WHERE id = ${id}`)
	if (fingers)
		await site.q(`INSERT INTO finger_exception (case_id, finger, reason, note, at, by_user)
			SELECT ${id}, seq, 'AMPUTASI', '', UTC_TIMESTAMP(6), 2 FROM seq_1_to_10`)
	fields[id] = await content(id)
	return id
}

// All fields of all step pages at once; each page takes its own.
async function content(id) {
	const [row] = await site.q(`SELECT nik FROM casefile WHERE id = ${id}`)
	const papers = await site.q('SELECT id FROM requirement WHERE sop_version_id = 1')
	const [doc] = await site.q(`SELECT LOWER(HEX(text_hash)) AS h FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' AND void = 0`)
	return { ...sheet, no_kk: sheet.no_kk, nik: row.nik, nama: 'SITI CONTOH RAHAYU', tgl_lahir: '15092009', pernah_rekam: 'TIDAK', wali: 'BUDI CONTOH',
		desa: (await site.q('SELECT MIN(id) AS id FROM village WHERE office_id = 1'))[0].id,
		pengantar_nomor: '45/2026', pengantar_tanggal: '20-11-2026', sesuai_kk: '1', alasan: 'alasan uji', sebab: 'LAINNYA', sebab_tunda: 'SIAK_LURING', kembali: tomorrow, penanda_tangan: '1',
		hasil_resmi: 'MENYUSUL', penerima: 'SITI CONTOH RAHAYU', hubungan: 'PEMOHON', ...doc?.h ? { sidik_naskah: doc.h } : {},
		...Object.fromEntries(papers.map(p => [`syarat_${p.id}`, '1'])) }
}

async function send(role, id, action, version, change = {}) {
	const c = await site.person(role)
	let last
	for (const page of pagesOf(action)) {
		const all = Object.entries({ ...fields[id], ...await site.hidden(c), permintaan: requestId(), versi: String(version), tindakan: action,
			...action === 'REASSIGN' ? { penanda_tangan: '2' } : {}, ...change })
		last = await c.post(`/permohonan/${id}/${page}`, all.filter(([, v]) => v !== undefined))
		assert.ok(last.status < 500, `${role} ${action} ${page}: ${last.status}`)
	}
	return last
}

// Who approves proves himself; recovery codes, since one from the application comes every half minute.
const codes = {}
async function code(role, action) {
	if (action !== 'APPROVE')
		return {}
	codes[role] ??= (await enrolTotp(await site.person(role))).recovery
	return { kode_otp: codes[role].pop() ?? assert.fail(`no code is left for ${role}`) }
}

await test('the procedure is its table', async t => {
	await site.q('UPDATE office SET record_first = 1')	// an office that allows everything
	await asvs(t, 'asvs_v2_3_1', 'of all (state x action x role) exactly the listed ones change a case', async () => {
		const wrong = []
		const stay = {}
		let triples = 0, changed = 0
		for (const state of states)
			for (const action of actions) {
				// who has no row, on one case that must stay as it is
				const strangers = roles.filter(r => !rowFor(state, action, r))
				const how = howFor(action), kept = `${state} ${how.electronic} ${how.signed}`
				const id = stay[kept] ??= await make(state, how)
				const begun = await site.caseRow(id)
				const stands = async case_id => same(await site.caseRow(case_id), begun)
				triples += strangers.length
				await Promise.all(strangers.map(role => send(role, id, action, begun.version)))
				if (!await stands(id)) {	// who was it?
					delete stay[kept]
					for (const role of strangers) {
						const again = await make(state, how)
						const a = await send(role, again, action, begun.version)
						if (!await stands(again))
							wrong.push(`${role} made ${state} -> ${(await site.caseRow(again)).status} by ${action} (${a.status}), which is no row`)
					}
				}
				for (const role of roles.filter(r => rowFor(state, action, r))) {
					triples++
					const row = rowFor(state, action, role)
					const own = await make(state, { ...howFor(action), role })
					const was = await site.caseRow(own)
					const a = await send(role, own, action, was.version, await code(role, action))
					const now = await site.caseRow(own)
					if (now.status !== row.to || now.events <= was.events)
						wrong.push(`${role} ${action} on ${state}: ${now.status} instead of ${row.to} (${a.status})`)
					else
						changed++
				}
			}
		assert.deepEqual(wrong, [])
		assert.equal(triples, states.length * actions.length * roles.length)
		console.log(`# triples: ${triples} of ${states.length * actions.length * roles.length}, ${changed} of them change a case`)
	})

	await asvs(t, 'asvs_v2_3_1', 'a row whose guard says no changes nothing', async () => {
		let n = 0
		const wrong = []
		for (const m of rows.filter(x => x.who.length && x.guard !== 'NONE')) {
			const role = m.word === 'CANCEL' && numbered(m.from) ? 'camat' : m.who[0]
			const bad = []
			if (/REASON|^FIRST/.test(m.guard)) bad.push([{}, { alasan: '' }], [{}, { alasan: undefined }], [{}, { alasan: ' \t ' }])
			if (m.guard === 'COMPLETE') bad.push([{ complete: false }, Object.fromEntries((await site.q('SELECT id FROM requirement')).map(r => [`syarat_${r.id}`, undefined]))])
			if (/INK/.test(m.guard)) bad.push([{ electronic: true }, {}])
			if (m.guard === 'ELECTRONIC') bad.push([{ electronic: false }, {}])
			if (m.guard === 'NUMBERED') bad.push([{ nonumber: true }, {}])
			if (/^FINGERS/.test(m.guard)) bad.push([{ fingers: false }, {}])
			if (/^(FINGERS|SIGNED|SIGNED_REASON)$/.test(m.guard)) bad.push([{ signed: false }, {}])
			if (/^(FINGERS_FIRST|NOT_SIGNED.*)$/.test(m.guard)) bad.push([{ signed: true }, {}])
			if (m.guard === 'FIRST') bad.push([{ recorded: true }, {}], [{ off: true }, {}])
			if (['CANCEL', 'REJECT', 'REJECT_DATA', 'REJECT_SIGN', 'GIVE_UP'].includes(m.word)) bad.push([{ recorded: true }, {}])
			for (const [how, change] of bad) {
				if (how.nonumber && withLetter.includes(m.from)) {
					const id = await make(m.from, { electronic: true })
					await site.q(`UPDATE casefile SET agenda_no = NULL, agenda_year = NULL WHERE id = ${id}`)
					how.id = id
				}
				const id = how.id ?? await make(m.from, { ...howFor(m.word), role, ...how })
				await site.q(`UPDATE office SET record_first = ${how.off ? 0 : 1}`)
				const was = await site.caseRow(id)
				const a = await send(role, id, m.word, was.version, { ...await code(role, m.word), ...change })
				const now = await site.caseRow(id)
				n++
				if (now.status !== was.status || now.version !== was.version || a.status === 303)
					wrong.push(`${role} ${m.word} on ${m.from} without ${m.guard}: ${now.status}, ${a.status}`)
			}
		}
		assert.deepEqual(wrong, [])
		console.log(`# guards: ${n} refusals`)
	})

	await asvs(t, 'asvs_v2_3_1', 'the counter does not cancel what has its number, the Kasi does', async () => {
		for (const [number, role, gone] of [[false, 'petugas', true], [true, 'petugas', false], [true, 'kasi', true]]) {
			const id = await site.putCase({ status: 'BERKAS_DITERIMA', numbered: number })
			fields[id] = await content(id)
			await send(role, id, 'CANCEL', 1)
			assert.equal((await site.caseRow(id)).status === 'DIBATALKAN', gone, `${role}, ${number ? 'with' : 'without'} a number`)
		}
	})
})
site.close()
await s.stop()
