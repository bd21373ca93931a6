// The chained traces on a live instance: nothing personal is shown without a row, every row hangs
// in its chain (checked by a second implementation), whatever is tampered with is found and nothing
// else is, and rekam-signd anchors no history that was rolled back.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { execFile, execFileSync } from 'node:child_process'
import { build, startStack, until } from './stack.mjs'
import { anchors, columns, publicKey, walk } from './chain.mjs'
import { forms } from './client.mjs'
import { intake, login, submitForSignature, verifyAndNumber, sendScan } from './office.mjs'

const s = await startStack()
const conf = path.join(s.dir, 'rekam.conf'), log = path.join(s.dir, 'anchor/anchors.txt')
const one = async query => Object.values((await s.sql(query))[0])[0]
const count = async where => Number(await one(`SELECT COUNT(*) FROM audit WHERE ${where}`))

function ctl(...args) {
	return new Promise(done => execFile(path.join(build, 'bin/rekamctl'), ['-c', conf, ...args], { maxBuffer: 16 << 20 },
		(error, out, err) => done({ code: error ? error.code ?? 99 : 0, out, err })))
}
const verify = (...more) => ctl('audit', 'verify', ...more)
async function whole(...more) {
	const r = await verify(...more)
	assert.equal(r.code, 0, r.out + r.err)
	assert.match(r.out, /^utuh: \d+ baris dalam \d+ untai, jangkar terakhir \d+ /m)
}

async function allRows() {
	return s.sql(`SELECT ${columns}, HEX(prev) AS prev, HEX(hash) AS hash FROM audit ORDER BY strand, seq`)
}

// Whom a page shows: the trace it must leave.  Everything else shows nobody.
const shows = {
	'/beranda': ['loket', 'LIHAT', 'beranda'],
	'/antrean': ['pemeriksa', 'LIHAT', 'antrean'],
	'/permohonan': ['pemeriksa', 'LIHAT', 'permohonan'],
	'/register': ['pemeriksa', 'LIHAT', 'register/YEAR'],
	'/register/surat-keluar': ['pemeriksa', 'LIHAT', 'register/YEAR'],
	'/meja-tanda-tangan': ['camat', 'LIHAT', 'meja-tanda-tangan'],
	'/penandatanganan/alihkan': ['loket', 'LIHAT', 'alihkan'],
	'/cetak': ['loket', 'LIHAT', 'cetak'],
	'/cetak/{id}': ['loket', 'LIHAT', 'casefile/ID'],
	'/cetak/{id}/gambar': ['loket', 'LIHAT_SURAT', 'document/PAPER'],
	'/permohonan/{id}/surat/{id}/gambar': ['kasi', 'LIHAT_SURAT', 'document/PAPER'],
	'/audit': ['pemeriksa', 'LIHAT', 'audit'],
	'/audit/ekspor': ['pemeriksa', 'EKSPOR_AUDIT', 'audit'],
	'/pengguna': ['admin', 'LIHAT', 'pengguna'],
	'/pengguna/{id}': ['admin', 'LIHAT', 'user/1'],
	'/permohonan/{id}': ['kasi', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/riwayat': ['sekcam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/penerimaan': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/verifikasi': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/penomoran': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/penandatanganan': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/persetujuan': ['camat', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/gambar-berkas': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/gambar-berkas/{id}': ['kasi', 'LIHAT_GAMBAR', 'casefile/ID'],
	'/permohonan/{id}/surat-tte': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/surat-tte/gambar': ['loket', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/perekaman': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/perekaman/status': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/perekaman/pratinjau/{word}': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/perekaman/pemohon': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/pasfoto': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/foto-pengecualian': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/tanda-tangan': ['perekam', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/hasil-resmi': ['kasi', 'LIHAT', 'casefile/ID'],
	'/mutu-sidik-jari': ['kasi', 'LIHAT', 'mutu-sidik-jari'],
	'/permohonan/{id}/penyerahan': ['pemeriksa', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/pengganti': ['kasi', 'LIHAT', 'casefile/ID'],
	'/permohonan/{id}/surat/{id}': ['loket', 'LIHAT_SURAT', 'document/PAPER'],
	'/permohonan/{id}/surat/{id}/unduh': ['loket', 'UNDUH_SURAT', 'document/PAPER'],
	'/subjek-data/permintaan': ['kasi', 'LIHAT', 'permintaan/daftar'],
	'/subjek-data/permintaan/{id}': ['kasi', 'LIHAT', 'permintaan/1'],
	'/insiden/{id}/terdampak/{id}': ['kasi', 'LIHAT_TERDAMPAK', 'insiden/1'],
	'/insiden/{id}/surat-subjek': ['kasi', 'LIHAT_TERDAMPAK', 'insiden/1'],
}
const nobody = ['/register/cetak', '/cek', '/sop', '/pengaturan/sop', '/antrean/tiket', '/layar', '/register/nomor', '/register/tutup', '/register/slip/{id}', '/register/slip/{id}/lembar', '/formulir', '/formulir/pdf', '/pengaturan/tanda-bukti', '/pengaturan/pejabat', '/pengaturan/nomor', '/pengaturan/naskah', '/pengaturan/kop', '/pengaturan/kop/contoh', '/pengaturan/logo', '/pengaturan/logo/gambar', '/pengaturan/sertifikat', '/', '/masuk', '/verifikasi-surat', '/verifikasi-surat/kunci', '/masuk/pertama', '/kunci', '/kunci/hidup', '/masuk-ulang', '/akun', '/akun/kata-sandi', '/akun/pin',
	'/masuk/kode', '/latihan', '/bantuan/kartu', '/akun/kode-otp', '/pengguna/hak', '/pengguna/baru', '/jam', '/bantuan', '/pengaturan', '/permohonan/baru',
	'/cetak/{id}/keadaan', '/printer', '/printer/rute', '/stasiun', '/stasiun/{id}', '/pengaturan/perekaman', '/uji-sertifikat', '/jaringan', '/pelindungan-data', '/subjek-data',
	'/subjek-data/permintaan/baru', '/terdampak', '/insiden', '/insiden/baru', '/insiden/tujuan', '/insiden/{id}',
	'/insiden/{id}/surat/{word}', '/dpia', '/inventaris', '/retensi', '/retensi/pemusnahan']

let id, paper
await test('nobody is shown without a trace', async t => {
	const clerk = await login(s, 'loket')
	id = await intake(clerk)
	await verifyAndNumber(s, clerk, id)
	await submitForSignature(clerk, id)
	paper = await one(`SELECT id FROM document WHERE case_id = ${id} AND bytes IS NOT NULL LIMIT 1`)
	await s.sql(`INSERT INTO subject_request (id, office_id, year, no, kind, nik, name, asked_by, asked_as, proof, received_at, created_at, created_by)
		VALUES (1, 1, 2026, 1, 'AKSES', '3503085509091111', 'SITI CONTOH RAHAYU', 'SITI', 'SENDIRI', 'KTP', UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1);
		INSERT INTO incident (id, office_id, year, no, kind, title, classes, discovered_at, created_at, created_by)
		VALUES (1, 1, 2026, 1, 'LAINNYA', 'KEJADIAN CONTOH', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), 1);
		INSERT INTO incident_scope (id, incident_id, from_at, to_at, lists, persons, sha256, at, actor_id)
		VALUES (1, 1, UTC_TIMESTAMP(6) - INTERVAL 1 DAY, UTC_TIMESTAMP(6), 0, 0, REPEAT('x', 32), UTC_TIMESTAMP(6), 1)`)
	await s.sql('UPDATE office SET scans = 1')
	assert.match((await sendScan(clerk, id, fs.readFileSync('tests/data/logo.jpg'))).url, /gambar-simpan/)
	const scan = await one('SELECT MAX(id) FROM scan')
	const routes = execFileSync(path.join(build, 'bin/rekam-web'), ['--routes'], { encoding: 'utf8' }).split('\n')
		.map(l => l.split(' ')).filter(([, method]) => method === 'GET').map(([, , pattern]) => pattern)
	await t.test('every GET route is in the table of this test', () => {
		const others = routes.filter(r => !(r in shows) && !nobody.includes(r))
		assert.deepEqual(others, [], 'say in shows or nobody whom these pages show')
		assert.deepEqual(Object.keys(shows).filter(r => !routes.includes(r)), [])
	})
	for (const [pattern, [who, action, object]] of Object.entries(shows))
		await t.test(`${pattern} leaves a row`, async () => {
			const last = await one('SELECT COALESCE(MAX(id), 0) FROM audit')
			const c = await login(s, who)
			const where = pattern.replace('{id}', /^\/(pengguna|subjek-data|insiden)/.test(pattern) ? '1' : id).replace('{id}', pattern.startsWith('/insiden') ? '1' : pattern.includes('gambar-berkas') ? scan : paper).replace('{word}', 'abc-1')
			const what = object.replace('ID', id).replace('PAPER', paper).replace('YEAR', new Date(Date.now() + 7 * 3600e3).getUTCFullYear())
			const page = await c.request('GET', where)
			const mine = `action = '${action}' AND object = '${what}' AND session <> '' AND id > ${last}
				AND actor_id = (SELECT id FROM user WHERE username = '${who}')`
			assert.ok(page.status < 400 || page.status === 404, `${where}: ${page.status}`)
			assert.equal(await count(mine), 1, `${where} as ${who}: no ${action} ${what}`)
			if (action.startsWith('LIHAT')) {
				await c.request('GET', where)
				assert.equal(await count(mine), 1, 'a second look within ten minutes is the same')
			}
		})
	await t.test('a header does not hide a look', async () => {
		const c = await login(s, 'sekcam')
		await c.request('GET', `/permohonan/${id}/riwayat`, { headers: { 'HX-Request': 'true' } })
		assert.ok(await count(`action = 'LIHAT' AND object = 'casefile/${id}' AND session = (SELECT session FROM audit ORDER BY id DESC LIMIT 1)`) > 0)
	})
	await t.test('what was refused, and by whom, stands at the case', async () => {
		const c = await login(s, 'perekam')
		assert.equal((await c.request('GET', `/permohonan/${id}/persetujuan`)).status, 403)
		const [row] = await s.sql(`SELECT a.*, u.username FROM audit a JOIN user u ON u.id = a.actor_id WHERE action = 'DITOLAK' ORDER BY id DESC LIMIT 1`)
		assert.deepEqual([row.object, row.username, row.roles], [`casefile/${id}`, 'perekam', '2'])
		const text = (await clerk.get(`/permohonan/${id}/riwayat`)).text
		assert.match(text, /Tindakan ditolak/)
		assert.match(text, /Dimas Contoh Saputra/)
	})
	await t.test('the way of a paper to the printer', async () => {
		const job = await one(`SELECT MIN(j.id) FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id}`)
		await until('printed', () => count(`object = 'print_job/${job}' AND action = 'TERCETAK'`), 30000)
		assert.equal(await count(`object = 'print_job/${job}' AND action = 'CETAK_DIKIRIM'`), 1)
		assert.match((await clerk.get(`/permohonan/${id}/riwayat`)).text, /Tercetak/)
	})
	await t.test('what rekamctl did', async () => {
		assert.ok(await count(`action = 'MIGRASI' AND address LIKE 'rekamctl %'`) > 0)
		assert.ok(await count(`action = 'KUNCI_BARU'`) > 0)
	})
})

await test('what the programs write down has its words: no auditor reads MASUK_KODE', () => {
	const sources = fs.readdirSync('fcgi', { recursive: true }).filter(f => f.endsWith('.c')).map(f => fs.readFileSync(path.join('fcgi', f), 'utf8')).join('\n')
	const calls = [...sources.matchAll(/\b(?:audit_write|audit_look|change_note|change_touch)\([^;]*/g)].map(m => m[0])
	const written = new Set(calls.flatMap(c => [...c.matchAll(/"([A-Z][A-Z_]{3,})"/g)].map(m => m[1]).filter(w => w !== 'XLSX')))	// a format beside one
	const words = fs.readFileSync('fcgi/sop/trace_word.c', 'utf8'), moves = fs.readFileSync('fcgi/sop/sop.h', 'utf8')
	assert.ok(written.size > 60, `${written.size} actions were found`)
	assert.deepEqual([...written].filter(w => !words.includes(`{ "${w}",`) && !new RegExp(`\\b${w}\\b`).test(moves)), [])
})

await test('the page of the auditor', async t => {
	const c = await login(s, 'pemeriksa')
	await t.test('says where the chain stands', async () => {
		assert.equal((await ctl('audit', 'anchor')).code, 0)
		const page = await c.get('/audit')
		assert.equal(page.status, 200)
		assert.match(page.text, /Rantai utuh/)
		assert.match(page.text, /[0-9A-F]{4}(-[0-9A-F]{4}){3}/)
	})
	await t.test('finds by person, action and refusal', async () => {
		const user = await one(`SELECT id FROM user WHERE username = 'perekam'`)
		const denied = (await c.get(`/audit?ditolak=1&petugas=${user}`)).text
		assert.match(denied, /Tindakan ditolak/)
		assert.doesNotMatch(denied, /<td data-judul="Tindakan">Masuk</)
		assert.match((await c.get(`/audit?tindakan=MASUK&petugas=${user}`)).text, /<td data-judul="Tindakan">Masuk</)
		assert.match((await c.get('/audit?dari=01-01-2020&sampai=02-01-2020')).text, /Tidak ada jejak pada rentang ini/)
	})
	await t.test('a NIK finds the case and stands in no address', async () => {
		const nik = await one(`SELECT nik FROM casefile WHERE id = ${id}`)
		const form = forms((await c.get('/audit')).text).find(f => f.method === 'POST' && f.action === '/audit')
		const found = await c.follow(await c.post('/audit', [...form.fields.filter(([n]) => n !== 'cari'), ['cari', nik]]))
		assert.match(found.url, new RegExp(`permohonan=${id}$`))
		assert.ok(!found.url.includes(nik))
		assert.match(found.text, /Tercetak/)
		assert.equal((await c.get('/audit?permohonan=999999')).status, 404)
	})
	await t.test('goes on page by page without a double', async () => {
		const seen = new Set()
		let next = '/audit', pages = 0
		while (next && pages < 12) {
			const text = (await c.get(next)).text
			for (const m of text.matchAll(/<tr[^>]*>\s*<td class="angka" data-judul="Waktu">.*?<\/tr>/gs)) seen.add(m[0] + pages)
			next = /href="([^"]*setelah=[^"]*)" rel="next"/.exec(text)?.[1].replaceAll('&amp;', '&')
			pages++
		}
		assert.ok(pages > 1, 'more than one page')
	})
	await t.test('exports what it shows, and that is a trace', async () => {
		const csv = await c.get('/audit/ekspor')
		assert.equal(csv.status, 200)
		assert.match(csv.headers['content-type'], /^text\/csv; charset=utf-8/)
		assert.match(csv.text, /^\ufeff?"waktu","siapa"/)
		assert.ok(csv.text.split('\r\n').length > 20)
		assert.ok(await count("action = 'EKSPOR_AUDIT'") > 0)
	})
	await t.test('is closed to the counter', async () => {
		const clerk = await login(s, 'loket')
		for (const where of ['/audit', '/audit/ekspor'])
			assert.equal((await clerk.request('GET', where)).status, 403)
	})
	await t.test('the register carries the code to be signed on paper', async () => {
		assert.match((await c.get('/register')).text, /Jangkar jejak audit[\s\S]*[0-9A-F]{4}(-[0-9A-F]{4}){3}/)
	})
})

await test('the chain', async t => {
	await t.test('a second implementation comes to the same hashes and anchors', async () => {
		const rows = await allRows()
		const byStrand = Map.groupBy ? Map.groupBy(rows, r => r.strand) : rows.reduce((m, r) => m.set(r.strand, [...m.get(r.strand) ?? [], r]), new Map())
		assert.ok(byStrand.size > 3)
		const heads = Object.fromEntries((await s.sql('SELECT strand, seq, HEX(hash) AS hash FROM audit_head')).map(h => [h.strand, h]))
		for (const [strand, of] of byStrand) {
			assert.equal(walk(of).toString('hex').toUpperCase(), heads[strand].hash)
			assert.equal(of.length, Number(heads[strand].seq))
		}
		const list = anchors(fs.readFileSync(log, 'utf8'), publicKey(fs.readFileSync(path.join(s.dir, 'keys/anchor.pub'), 'utf8')))
		assert.ok(list.length >= 1)
		for (const [i, a] of list.entries()) {
			assert.ok(a.good)
			assert.equal(a.prev, i === 0 ? '0'.repeat(64) : list[i - 1].digest)
			for (const h of a.heads.filter(x => x.seq > 0))
				assert.equal(rows.find(r => r.strand === h.strand && Number(r.seq) === h.seq).hash.toLowerCase(), h.hash)
		}
		assert.equal(await one('SELECT code FROM audit_anchor ORDER BY no DESC LIMIT 1'), list.at(-1).code)
	})
	await t.test('an untouched history is whole', () => whole())
	await t.test('the manifest of a backup carries the anchor', async () => {
		const r = await ctl('backup')
		assert.equal(r.code, 0, r.err)
		const manifest = JSON.parse(fs.readFileSync(r.out.trim().replace(/age$/, 'manifest'), 'utf8').split('\n')[0])
		assert.equal(manifest.anchor.code, await one('SELECT code FROM audit_anchor ORDER BY no DESC LIMIT 1'))
		assert.match(manifest.anchor.body, /^rekam-anchor-1\nno \d+\n/)
		assert.ok(await count("action = 'CADANGAN'") > 0)
	})
})

// ---- tampering, as the database's root with the triggers dropped

const root = `SET sql_log_bin = 0; SET GLOBAL innodb_flush_log_at_trx_commit = 0;`
const off = ['audit_next', 'audit_head_next', 'audit_head_no_delete', 'audit_no_update', 'audit_no_delete', 'audit_anchor_no_update', 'audit_anchor_no_delete']
	.map(n => `DROP TRIGGER IF EXISTS ${n};`).join(' ')
let seed = Number(process.env.SEED ?? 20261125)
const random = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n }

await test('asvs_v16_4_2 tampering', async t => {
	const TIMES = Number(process.env.TAMPER ?? (process.env.SAN === '1' ? 20 : 100))	// the sanitizers make each several times slower
	// enough history: a few hundred rows by several writers, anchored in the middle and at the end
	await Promise.all(Array.from({ length: 6 }, async () => {
		const c = await login(s, 'loket')
		for (let i = 0; i < 12; i++)
			await c.submit(await c.get('/antrean'), '/permohonan', { cari: 'ZZZ' })
	}))
	assert.equal((await ctl('audit', 'anchor')).code, 0)
	const c = await login(s, 'loket')
	for (let i = 0; i < 10; i++)
		await c.submit(await c.get('/antrean'), '/permohonan', { cari: 'ZZZ' })
	assert.equal((await ctl('audit', 'anchor')).code, 0)
	for (const name of ['web-pages', 'web-auth', 'web-station', 'web-admin', 'printd', 'signd'])
		for (const pid of s.pids(name)) process.kill(pid, 'SIGSTOP')	// nobody writes while we cheat
	await s.sql(root + off + `CREATE TABLE keep_audit LIKE audit; INSERT INTO keep_audit SELECT * FROM audit;
		CREATE TABLE keep_head LIKE audit_head; INSERT INTO keep_head SELECT * FROM audit_head;
		CREATE TABLE keep_anchor LIKE audit_anchor; INSERT INTO keep_anchor SELECT * FROM audit_anchor`)
	const restore = root + `DELETE FROM audit; INSERT INTO audit SELECT * FROM keep_audit; DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM keep_head;
		DELETE FROM audit_anchor; INSERT INTO audit_anchor SELECT * FROM keep_anchor;`
	const rows = await allRows()
	const strands = [...new Set(rows.map(r => r.strand))].filter(x => rows.filter(r => r.strand === x).length > 3)
	const any = () => rows[random(rows.length)]
	const at = r => `strand = ${r.strand} AND seq = ${r.seq}`
	const last = strand => Math.max(...rows.filter(r => r.strand === strand).map(r => Number(r.seq)))
	const fields = [`detail = CONCAT(detail, ' ')`, `actor_id = COALESCE(actor_id, 0) + 1`, `action = 'LIHAT_'`, `object = 'casefile/99999'`, `at = at + INTERVAL 1 MICROSECOND`,
		`address = '10.9.9.9'`, `session = 'ffffffffffffffff'`, `roles = roles + 1`, `request_id = REVERSE(CONCAT(request_id, 'x'))`, `mono_us = mono_us + 1`, `boot = 'ffffffff'`,
		`office_id = COALESCE(office_id, 0) + 1`, `prev = REPEAT('p', 32)`, `hash = REPEAT('h', 32)`]
	const kinds = {
		change: () => `UPDATE audit SET ${fields[random(fields.length)].replace(/REVERSE\(CONCAT\(request_id, 'x'\)\)/, "MD5(request_id)")} WHERE ${at(any())}`,
		deletion: () => `DELETE FROM audit WHERE ${at(any())}`,
		insertion: () => {
			const r = any(), where = random(2)
			const seq = where ? last(r.strand) + 1 : -1 - random(1000)
			return `INSERT INTO audit (strand, seq, at, roles, session, boot, mono_us, office_id, actor_id, address, action, object, detail, request_id, prev, hash)
				SELECT strand, ${seq}, at, roles, session, boot, mono_us, office_id, actor_id, address, action, object, detail, request_id, ${where ? 'hash' : 'prev'}, REPEAT('h', 32) FROM keep_audit WHERE ${at(r)}`
		},
		swap: () => {
			const strand = strands[random(strands.length)], n = last(strand), a = 1 + random(n), b = 1 + (a + random(n - 1)) % n
			return a === b ? `UPDATE audit SET detail = 'x' WHERE strand = ${strand} AND seq = ${a}` :
				`UPDATE audit SET seq = -1 WHERE strand = ${strand} AND seq = ${a}; UPDATE audit SET seq = ${a} WHERE strand = ${strand} AND seq = ${b}; UPDATE audit SET seq = ${b} WHERE strand = ${strand} AND seq = -1`
		},
		'cut tail': () => {
			const strand = strands[random(strands.length)], n = last(strand), keep = random(n)
			// with the head set back, so that only an anchor knows
			return `DELETE FROM audit WHERE strand = ${strand} AND seq > ${keep}; UPDATE audit_head SET seq = ${keep},
				hash = COALESCE((SELECT hash FROM keep_audit WHERE strand = ${strand} AND seq = ${keep}), UNHEX(REPEAT('00', 32))) WHERE strand = ${strand}`
		},
		'roll-back': () => {
			// an older database as a whole: rows, heads and anchors up to a moment; the log outside is newer
			const r = rows.filter(x => x.strand !== '0')[random(rows.filter(x => x.strand !== '0').length)]
			return `DELETE FROM audit WHERE id >= (SELECT id FROM keep_audit WHERE ${at(r)}); DELETE FROM audit_anchor WHERE at >= '${r.at}';
				UPDATE audit_head h SET seq = (SELECT COALESCE(MAX(seq), 0) FROM audit a WHERE a.strand = h.strand);
				UPDATE audit_head h SET hash = COALESCE((SELECT hash FROM audit a WHERE a.strand = h.strand AND a.seq = h.seq), UNHEX(REPEAT('00', 32)))`
		},
		'foreign anchor': () => `UPDATE audit_anchor SET signature = ${random(2) ? 'RANDOM_BYTES(64)' : "CONCAT(SUBSTR(signature, 1, 63), CHAR(ASCII(SUBSTR(signature, 64)) ^ 1))"} ORDER BY RAND(${random(99)}) LIMIT 1`,
	}
	await t.test('restored as it was it is whole', async () => {
		await s.sql(restore)
		await whole()
	})
	for (const [kind, make] of Object.entries(kinds))
		await t.test(`${TIMES} of ${TIMES}: ${kind}`, async () => {
			for (let i = 0; i < TIMES; i++) {
				const how = make()
				await s.sql(restore + how)
				const r = await verify()
				assert.equal(r.code, 3, `${kind} ${i}: ${how}\n${r.out}${r.err}`)
				assert.match(r.out, /^TEMUAN: .*(untai|jangkar)/m)
				assert.match(r.out, /^TIDAK UTUH: .* temuan$/m)
			}
		})
	await t.test('a rolled-back database is found by a copy of the log kept elsewhere, too', async () => {
		const copy = path.join(s.dir, 'usb.txt')
		fs.copyFileSync(log, copy)
		await s.sql(restore + kinds['roll-back']())
		assert.equal((await verify('--anchors', copy)).code, 3)
		await s.sql(restore)
		await whole('--anchors', copy, '--public', path.join(s.dir, 'safe/anchor.pub'))
	})
	await t.test('another key says that no anchor is of this server', async () => {
		const r = await verify('--public', path.join(s.dir, 'keys/backup.pub'))
		assert.equal(r.code, 3)
		assert.match(r.out, /tanda tangan tidak sah/)
	})
	await t.test('a log that was cut or changed is found', async () => {
		const text = fs.readFileSync(log, 'utf8')
		try {
			for (const other of [text.slice(0, -20), text.replace(/rows (\d)/, 'rows 9$1'), text.slice(0, text.indexOf('\n\n') + 2)]) {
				fs.writeFileSync(log, other)
				assert.equal((await verify()).code, 3)
			}
		} finally {
			fs.writeFileSync(log, text)
		}
		await whole()
	})
	await t.test('rekam-signd anchors no history that went back, and says so loudly', async () => {
		for (const pid of s.pids('signd')) process.kill(pid, 'SIGCONT')
		await s.sql(restore + kinds['cut tail']())
		const r = await ctl('audit', 'anchor')
		assert.equal(r.code, 3, r.out + r.err)
		assert.match(r.err, /rekam-signd refuses/)
		assert.match(s.logText('signd'), /TRACES ARE NOT AS ANCHORED/)
		await s.sql(restore)
		assert.equal((await ctl('audit', 'anchor')).code, 0, 'and goes on when it is as it was')
	})
	await s.sql(root + 'DROP TABLE keep_audit; DROP TABLE keep_head; DROP TABLE keep_anchor')
	for (const name of ['web-pages', 'web-auth', 'web-station', 'web-admin', 'printd'])
		for (const pid of s.pids(name)) process.kill(pid, 'SIGCONT')
	await s.ctl('migrate')	// the triggers again
	await t.test('afterwards the office works on, in whole chains', async () => {
		const clerk = await login(s, 'loket')
		await intake(clerk)
		await whole()
	})
})
await s.stop()
