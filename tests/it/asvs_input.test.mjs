// What a form or an address may hold: out-of-domain values, injections, fields twice, letters that
// would forge a log line, and what an answer tells about the inside.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, top } from './stack.mjs'
import { asvs } from './asvs.mjs'
import { openSite, requestId, routes } from './crawl.mjs'
import { unescape } from './client.mjs'
import { sheet } from './office.mjs'

const s = await startStack()
const site = await openSite(s)
const inside = /mysql|mariadb|\bSQL\b|SELECT .{1,80} FROM|syntax error|\.c:\d+|fcgi\/|\/(home|root|tmp|usr|run)\/|backtrace|stack|core dump|0x[0-9a-f]{6}|errno|\bERR_[A-Z]/i

await test('what comes in', async t => {
	site.own = await site.objects(1)
	const village = (await site.q('SELECT MIN(id) AS id FROM village WHERE office_id = 1'))[0].id
	const papers = Object.fromEntries((await site.q('SELECT id FROM requirement WHERE sop_version_id = 1')).map(r => [`syarat_${r.id}`, '1']))
	let serial = 100
	const intake = () => ({ nik: `3503085509098${serial++}`, nama: 'SITI CONTOH RAHAYU', tgl_lahir: '15092009', desa: village, pernah_rekam: 'TIDAK',
		pengantar_nomor: '45/2026', pengantar_tanggal: '20-11-2026', wali: 'BUDI CONTOH', no_hp: '081234567890', sesuai_kk: '1', alasan: 'x', ...papers })
	// Every step page: where, who, the state it is for, its button, all its fields with good values.
	const pages = [
		['/permohonan/baru', 'petugas', null, 'ACCEPT', intake],
		['penerimaan', 'petugas', 'DRAF', 'ACCEPT', intake],
		['verifikasi', 'petugas', 'BERKAS_DITERIMA', 'VERIFY', () => ({ ...sheet, ...intake(), pengantar_nomor: undefined, pengantar_tanggal: undefined })],
		['penandatanganan', 'petugas', 'TERAGENDA', 'SUBMIT', () => ({ penanda_tangan: '1', alasan: 'x' })],
		['pembatalan', 'kasi', 'TERAGENDA', 'CANCEL', () => ({ alasan: 'x' })],
		['perekaman', 'operator', 'DITANDATANGANI', 'BEGIN', () => ({ hasil_resmi: 'MENYUSUL', alasan: 'x', jari: 'KANAN', sebab: 'AMPUTASI', keterangan: 'x' })],
		['penyerahan', 'petugas', 'TEREKAM', 'HAND_OVER', () => ({ penerima: 'SITI', hubungan: 'PEMOHON' })],
		['/permohonan', 'petugas', null, 'CARI', () => ({ cari: 'SITI', desa: '1', status: 'DRAF', periode: 'BULAN', dari: '01-11-2026', sampai: '30-11-2026', nama_saringan: 'x' })],
		['/pengaturan', 'admin', null, 'SIMPAN', () => ({ cara_tanda_tangan: 'TINTA', aturan_sandi: 'NIST', menit_kunci: '15', orang_sama: 'ALASAN', rekam_dahulu: 'TIDAK', cek_pemohon: 'TIDAK', gambar_berkas: 'TIDAK', hari_draf: '1', hari_kedaluwarsa: '90', hari_peringatan: '14' })]]
	async function letter(id) {
		const c = await site.person('petugas')
		await site.q(`UPDATE casefile SET status = 'TERAGENDA' WHERE id = ${id}`)
		await c.post(`/permohonan/${id}/penandatanganan`, { ...await site.hidden(c), versi: '1', tindakan: 'SUBMIT', penanda_tangan: '1' })
		await site.q(`UPDATE casefile SET status = 'TEREKAM', version = 1 WHERE id = ${id}`)
	}
	async function open([where, role, status, tindakan, fields]) {
		const c = await site.person(role)
		const id = status && await site.putCase({ status, electronic: true })
		if (where === 'penyerahan')		// there is a letter to hand over
			await letter(id)
		const to = id ? `/permohonan/${id}/${where}` : where
		return { c, id, to, good: () => ({ ...fields(), tindakan }),
			send: async values => c.post(to, Object.entries({ ...await site.hidden(c), versi: '1', ...values }).filter(([, v]) => v !== undefined)) }
	}

	await asvs(t, 'asvs_v2_2_1 asvs_v2_2_2', 'a value outside its domain is refused by the server and stores nothing', async () => {
		const text = max => ['x'.repeat(max + 1), 'a\u0007b', 'a\u0000b', 'a\u202Eb', 'a\u001bb']
		const bad = {
			nik: ['', '350308550909123', '35030855090912345', '35030855090912O1', '3503083209091234', '3503081513091234', '3503080009091234', '٣٥٠٣٠٨٥٥٠٩٠٩١٢٣٤', '3503085509091234 5', '-350308550909123'],
			nama: ['', ' ', ...text(60)],
			tgl_lahir: ['', '31022009', '15-13-2009', '00002009', '15092109', '15091850', '2009', '150920099', 'kemarin', '15/09/09x'],
			desa: ['', '0', '-1', '999999', '1e3', '99999999999999999999', '1 OR 1=1', 'Prigi'],
			pernah_rekam: ['', 'MUNGKIN', 'tidak', 'YA\u0000'],
			pengantar_nomor: text(60), pengantar_tanggal: ['31022026', '01-01-2150', 'x'], wali: text(60),
			no_hp: ['12345678', '1234567890123456', '0812-abc-567', '+62x'],
			alasan: ['x'.repeat(401), 'a\u0007b'],
			no_kk: ['', '123', '35030820011599031', 'x'.repeat(16)], alamat: ['', ...text(120)],
			rt: ['', '1234', 'a'], rw: ['', '1234', 'a'], jenis_kelamin: ['', 'LAKI', 'X'], tempat_lahir: ['', ...text(60)], agama: ['', 'LAIN', 'X'],
			pekerjaan: ['', ...text(60)], gol_darah: ['', 'C', 'AB++'], status_perkawinan: ['', 'KAWIN LARI'], kewarganegaraan: ['', 'XXX'],
			penanda_tangan: ['0', '-1', '99999', 'camat', '99999999999999999999'], hasil_resmi: ['GAGAL', 'x'],
			jari: ['x'.repeat(6)], sebab: ['x'.repeat(25)], keterangan: ['x'.repeat(201), 'a\u0007b'],
			penerima: ['', ...text(60)], hubungan: ['', 'TETANGGA'], cara_tanda_tangan: ['', 'STEMPEL', 'TINTA '], aturan_sandi: ['', 'OWASP'], menit_kunci: ['', '0', '61', '-1', '1.5', '15 menit'], orang_sama: ['', 'BEBAS'], rekam_dahulu: ['', 'MUNGKIN'], cek_pemohon: ['', 'MUNGKIN'], gambar_berkas: ['', 'MUNGKIN'], hari_draf: ['', '0', '91', '-1', 'x'], hari_kedaluwarsa: ['', '6', '731', '1.5'], hari_peringatan: ['', '91', '-1', 'x'], versi: ['', '0', '-1', '2', '1x', '99999999999999999999'],
			tindakan: ['', 'ACCEPTX', 'accept', 'APPROVE ', 'SELESAI', 'EXPIRE', 'x'.repeat(300)] }
		let n = 0
		const wrong = []
		for (const page of pages.filter(p => p[0] !== '/permohonan')) {
			const p = await open(page), whole = { ...p.good(), versi: '1' }
			for (const name of Object.keys(whole).filter(k => bad[k] && whole[k] !== undefined)) {
				for (const value of bad[name]) {
					if ((name === 'versi' && !p.id) || (value === '' && name === 'alasan' && page[3] !== 'CANCEL'))
						continue
					const before = await site.state()
					const a = await p.send({ ...p.good(), [name]: value })
					n++
					if (a.status === 303 || a.status >= 500 || a.status === 200)
						wrong.push(`${page[0]} ${name}=${JSON.stringify(value.slice(0, 40))}: ${a.status}`)
					const after = await site.state()
					if (after !== before)
						wrong.push(`${page[0]} ${name}=${JSON.stringify(value.slice(0, 40))} stored something in ${site.differ(before, after)} (${a.status})`)
				}
			}
			// the same with good values is taken: the refusals above were for the value
			const a = await p.send(p.good())
			if (a.status !== 303)
				wrong.push(`${page[0]} with good values: ${a.status} ${a.text.match(/<li>.*?<\/li>/)?.[0]}`)
		}
		assert.deepEqual(wrong, [])
		console.log(`# ${n} values`)
	})

	await asvs(t, 'asvs_v15_3_7', 'a field or parameter twice, or in the wrong place, is refused', async () => {
		const wrong = []
		for (const page of pages) {
			const p = await open(page)
			const good = Object.entries({ ...await site.hidden(p.c), versi: '1', ...p.good() }).filter(([, v]) => v !== undefined)
			const before = await site.state()
			for (const [name, value] of good)
				for (const twin of [value, value + '2', ''])
					if ((await p.c.post(p.to, [...good, [name, twin]])).status !== 400)
						wrong.push(`${page[0]} ${name} twice`)
			// what belongs into the form is not taken from the address
			const named = good.filter(([n]) => n !== 'tindakan')
			if (page[3]) {
				const a = await p.c.post(`${p.to}?tindakan=${page[3]}`, named)
				if (a.status === 303)
					wrong.push(`${page[0]} took its button from the address`)
			}
			const a = await p.c.post(`${p.to}?csrf_token=${p.c.csrf}`, good.filter(([n]) => n !== 'csrf_token'))
			if (a.status !== 403)
				wrong.push(`${page[0]} took the token from the address: ${a.status}`)
			if (await site.state() !== before)
				wrong.push(`${page[0]} stored something`)
		}
		const c = await site.person('petugas')
		for (const q of ['langkah=1&langkah=2', 'tahun=2025&tahun=2026', 'a=1&a=1', 'setelah=1-1&setelah=', 'a&a'])
			assert.equal((await c.request('GET', `/antrean?${q}`)).status, 400, q)
		assert.deepEqual(wrong, [])
	})

	await asvs(t, 'asvs_v1_2_4', 'no field, parameter or address reaches the database as a statement', async () => {
		// in the source: one place sends statements, all of them prepared from generated text
		const sources = fs.readdirSync(path.join(top, 'fcgi'), { recursive: true }).filter(f => /\.[ch]$/.test(f))
		for (const f of sources) {
			const text = fs.readFileSync(path.join(top, 'fcgi', f), 'utf8')
			if (!/^store\/db(_stmt)?\.c$/.test(f))
				assert.doesNotMatch(text, /\bmysql_(real_)?query\b|\bmysql_stmt_prepare\b/, f)
			assert.doesNotMatch(text, /(snprintf|arena_printf|out_printf)\([^;]*"\s*(SELECT|INSERT|UPDATE|DELETE) /, f)
		}
		const payloads = ["'", '"', '\\', "' OR '1'='1", "') OR 1=1 -- ", "1' AND SLEEP(4) AND '1'='1", '1 AND SLEEP(4)', "';SELECT SLEEP(4)-- ", "x' UNION SELECT NULL,password_hash FROM user-- ",
			"%' AND 1=1 AND '%'='", '1/**/OR/**/1=1', "'||(SELECT SLEEP(4))||'", "\u02bc OR 1=1", '${1+1}']
		let n = 0
		const wrong = []
		const judge = (a, ms, what) => {
			n++
			// what was typed comes back on the page; that is no statement of ours
			const text = payloads.toSorted((x, y) => y.length - x.length).reduce((x, p) => x.replaceAll(p.trim().toUpperCase(), ''), unescape(a.text).toUpperCase())
			if (ms > 3500 || a.status >= 500 || inside.test(text))
				wrong.push(`${what}: ${a.status} in ${ms} ms ${inside.exec(a.text)?.[0] ?? ''}`)
		}
		const timed = async (what, fn) => {
			const begun = Date.now()
			judge(await fn(), Date.now() - begun, what)
		}
		for (const page of pages) {
			const p = await open(page)
			for (const name of [...Object.keys(p.good()), 'versi', 'permintaan', 'csrf_token'])
				for (const evil of payloads)
					await timed(`${page[0]} ${name}=${evil}`, () => p.send({ ...p.good(), [name]: evil, ...name === 'versi' ? {} : { versi: '77' } }))
		}
		const c = await site.person('petugas'), nobody = s.client()
		for (const r of routes.filter(x => x.method === 'GET'))
			for (const evil of payloads) {
				const who = r.may.includes('petugas') || r.public ? c : await site.person(r.may[0])
				if (r.pattern.includes('{'))
					await timed(`${r.pattern} ${evil}`, () => who.request('GET', r.pattern.replace(/\{(id|word)\}/g, encodeURIComponent(evil))))
				await timed(`${r.pattern}?${evil}`, () => who.request('GET', site.path(r, site.own) + '?' +
					['langkah', 'setelah', 'tahun', 'sebelum', 'lanjut', 'sebab', 'pesan', 'cari', 'halaman'].map(k => `${k}=${encodeURIComponent(evil)}`).join('&')))
			}
		for (const evil of payloads)
			for (const cookie of ['__Host-sesi', '__Host-pra']) {
				nobody.cookies.set(cookie, encodeURIComponent(evil))
				await timed(`${cookie} ${evil}`, () => nobody.request('GET', '/beranda'))
			}
		// a search finds what was typed, not what a statement would make of it
		for (const cari of ["' OR '1'='1", '%', '_', '%%%%', '____', "SITI' OR 'x'='x"])
			assert.doesNotMatch((await c.post('/permohonan', { ...await site.hidden(c), cari })).text, /SITI CONTOH/, cari)
		assert.deepEqual(wrong, [])
		console.log(`# ${n} injections`)
	})

	await asvs(t, 'asvs_v16_4_1', 'nothing typed can begin a log line of its own or end one', async () => {
		const forge = ['\r\nat=2026-01-01T00:00:00Z id=forged status=200', '\nforged', '\rforged', '\u001b[2Jforged', '\u0085forged', '\u2028forged', '" status=200 id=forged "', ' forged=1 actor=1']
		for (const page of pages) {
			const p = await open(page)
			for (const name of Object.keys(p.good()))
				for (const evil of forge)
					await p.send({ ...p.good(), [name]: `a${evil}`, permintaan: requestId(), versi: '77' })
		}
		const c = await site.person('petugas')
		for (const evil of forge)
			for (const where of [`/antrean?langkah=${encodeURIComponent(evil)}`, `/${encodeURIComponent('x' + evil)}`, `/permohonan/${encodeURIComponent(evil)}`])
				await c.request('GET', where, { headers: { 'User-Agent': 'x" id=forged "y', Referer: 'http://x/" forged=1' } })
		const nobody = s.client()
		const page = await nobody.get('/masuk')
		for (const evil of forge)
			await nobody.send(page, '/masuk', { nama_pengguna: `x${evil}`, kata_sandi: 'forged' })
		let n = 0
		for (const f of fs.readdirSync(s.log).filter(x => /^(web-|access|station|signd|printd)/.test(x)))
			for (const line of fs.readFileSync(path.join(s.log, f), 'latin1').split('\n').filter(x => x !== '')) {
				n++
				assert.match(line, f === 'access.log' ? /^at=\S+ id=[0-9a-f]{32} from=\S+ method=\S+ path="[^"]*" status=\d{3} / : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ rekam-[a-z]+\[\d+\] /, f)
				assert.doesNotMatch(line, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/, f)
				assert.doesNotMatch(line.replace(/path="[^"]*"/, ''), /\bid=forged|forged=1/, f)
			}
		console.log(`# ${n} lines`)
	})

	await asvs(t, 'asvs_v16_5_1', 'an answer tells nothing of the inside, not even when the inside is broken', async () => {
		const c = await site.person('petugas')
		const look = (a, status, what) => {
			assert.equal(a.status, status, what)
			assert.doesNotMatch(a.text, inside, what)
			assert.doesNotMatch(a.text, /doesn.t exist|\bTable\b|sop_step|case_event|step_time|request_done|casefile_|document_/, what)
			assert.match(a.text, /<html lang="id"/, what)
		}
		for (const [table, where] of [['sop_step', '/antrean'], ['case_event', `/permohonan/${site.own.permohonan}`], ['document', `/permohonan/${site.own.permohonan}`]]) {
			await s.sql(`RENAME TABLE ${table} TO ${table}_away`)
			try {
				look(await c.get(where), 500, `${where} without ${table}`)
			} finally {
				await s.sql(`RENAME TABLE ${table}_away TO ${table}`)
			}
			assert.equal((await c.get(where)).status, 200)
		}
		look(await c.get('/tidak/ada'), 404, '404')
		look(await c.post('/beranda', {}), 405, '405')
		look(await c.post('/permohonan/baru', { x: '1' }), 403, '403')
		look(await c.request('GET', '/a%00'), 400, '400')
		look(await c.request('POST', '/permohonan/baru', { body: 'x'.repeat(70000), headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }), 413, '413')
	})
})
site.close()
await s.stop()
