// The end of sealed images: what the office's decision lets go, before a witness, with printed minutes and a trace in
// every case; then the export key of the month, so that no backup can be opened either.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { rekamctl } from './ctl.mjs'
import { act, handOver, login, messages, press, recordingBegun, scan, sendPart } from './office.mjs'
import { pdfText, startStack } from './stack.mjs'

const s = await startStack()
const here = '/retensi/pemusnahan', conf = () => path.join(s.dir, 'rekam.conf')
const keys = rekamctl(conf, 'keys'), record = rekamctl(conf, 'record')
const one = async (sql, key = 'n') => (await s.sql(sql))[0]?.[key]
const decide = (keep, days) => s.sql(`INSERT INTO biometric_policy (office_id, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, at)
	VALUES (1, 1, 'Keputusan Camat Nomor 9 Tahun 2026', 'DPIA-9', 'RESMI', '${keep}', ${days}, '40 40 40 40 30 40 40 40 40 30', 3, 1, 1, UTC_TIMESTAMP(6))`)
let loket, perekam, kasi, admin

// A case with one finger and a photo that is recorded, or handed over too.
async function recorded(finished) {
	const id = await recordingBegun(s, loket, perekam)
	assert.equal((await scan(s, perekam, id, 2)).state, 'done')
	await sendPart(perekam, id, 'pasfoto', fs.readFileSync('tests/data/logo.jpg'), { cara: 'BERKAS' })
	assert.match((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })).url, /penyerahan/)
	if (finished)
		await handOver(loket, id)
	return id
}
const kept = async id => Number(await one(`SELECT (SELECT COUNT(*) FROM capture_image WHERE case_id = ${id} AND LENGTH(sealed) > 0)
	+ (SELECT COUNT(*) FROM biometric_part WHERE case_id = ${id} AND LENGTH(sealed) > 0) AS n`))
async function minutes() {
	const file = path.join(s.dir, 'minutes.pdf')
	fs.writeFileSync(file, Buffer.from(await one("SELECT HEX(bytes) AS n FROM document WHERE kind = 'BERITA_ACARA' ORDER BY id DESC LIMIT 1"), 'hex'))
	return pdfText(file).replace(/\s+/g, ' ')
}

await test('destruction', async t => {
	t.after(() => s.stop())
	;[loket, perekam, kasi, admin] = await Promise.all(['loket', 'perekam', 'kasi', 'admin'].map(u => login(s, u)))
	await decide('HARI', 30)
	const open = await recorded(false), finished = await recorded(true)

	await t.test('nothing goes before its time: not while the decision says days, not what is still on its way', async () => {
		await decide('HARI', 30)
		const page = await kasi.get(here)
		assert.match(page.text, /30 hari sejak direkam/)
		assert.match(page.text, /Tidak ada gambar yang melewati masa simpan/)
		assert.equal((await kasi.post(here, [...page.hidden ?? [], ['tindakan', 'MUSNAHKAN'], ['daftar', '0'.repeat(32)], ['saksi', 'Orang Lain']])).status, 403, 'no token')
		await decide('SELESAI', 90)
		const now = await kasi.get(here)
		assert.match(now.text, /sampai permohonan selesai/)
		assert.equal([...now.text.matchAll(/data-judul="Terakhir direkam"/g)].length, 1)
		assert.match(now.text, new RegExp(`/permohonan/${finished}"`))
		assert.doesNotMatch(now.text, /CONTOH RAHAYU/, 'no names')
		assert.match((await kasi.get('/pelindungan-data')).text, /1 permohonan melewati masa simpan/)
	})

	await t.test('until sent: finished cases up to the day that went to the Dinas', async () => {
		await decide('KIRIM', 90)
		assert.match((await kasi.get(here)).text, /Tidak ada gambar yang melewati/)
		const today = new Date(Date.now() + 7 * 3600000).toISOString().slice(0, 10)
		assert.match((await kasi.get(`${here}?terkirim=${today}`)).text, new RegExp(`/permohonan/${finished}"`))
		assert.match((await kasi.get(`${here}?terkirim=2020-01-01`)).text, /Tidak ada gambar yang melewati/)
		await decide('SELESAI', 90)
	})

	await t.test('a witness is needed, the list must be the one that was seen, and only the Kasi up may', async () => {
		const page = await kasi.get(here)
		const no = await press(kasi, page, 'MUSNAHKAN', { saksi: '' })
		assert.equal(no.status, 422)
		assert.match(no.text, /Nama saksi belum diisi/)
		await s.sql(`UPDATE casefile SET status = 'DIBATALKAN', open = 0 WHERE id = ${open}`)
		const changed = await press(kasi, page, 'MUSNAHKAN', { saksi: 'Orang Lain' })
		assert.equal(changed.status, 422)
		assert.match(changed.text, /Daftarnya berubah/)
		assert.match(changed.text, /value="Orang Lain"/, 'what was typed is kept')
		await s.sql(`UPDATE casefile SET status = 'TEREKAM', open = 1 WHERE id = ${open}`)
		// as many, but another one: what nobody looked at does not go
		await s.sql(`UPDATE casefile SET status = 'DIBATALKAN', open = 0 WHERE id = ${open}; UPDATE casefile SET status = 'TEREKAM' WHERE id = ${finished}`)
		assert.match((await press(kasi, page, 'MUSNAHKAN', { saksi: 'Orang Lain' })).text, /Daftarnya berubah/)
		await s.sql(`UPDATE casefile SET status = 'TEREKAM', open = 1 WHERE id = ${open}; UPDATE casefile SET status = 'SELESAI' WHERE id = ${finished}`)
		const self = await press(kasi, page, 'MUSNAHKAN', { saksi: ` ${(await one("SELECT name AS n FROM user WHERE username = 'kasi'")).toLowerCase()} ` })
		assert.equal(self.status, 422)
		assert.match(self.text, /Saksi adalah orang lain/)
		assert.equal(await kept(finished), 2)
		assert.equal(await kept(open), 2)
	})

	await t.test('without a printer for its minutes nothing is destroyed', async () => {
		await s.sql('CREATE TABLE printer_kept AS SELECT id, active FROM printer; UPDATE printer SET active = 0')
		const no = await press(kasi, await kasi.get(here), 'MUSNAHKAN', { saksi: 'Sri Saksi Contoh' })
		await s.sql('UPDATE printer p JOIN printer_kept k ON k.id = p.id SET p.active = k.active; DROP TABLE printer_kept')
		assert.equal(no.status, 422)
		assert.match(no.text, /Belum ada printer yang aktif[^<]*Tidak ada yang dimusnahkan/)
		assert.equal(await kept(finished), 2)
		assert.equal(await one('SELECT COUNT(*) AS n FROM destruction'), '0')
	})

	await t.test('destroyed: gone from the table, the export and the extract; named in printed minutes and in the trace', async () => {
		const page = await kasi.get(here), jobs = Number(await one('SELECT COUNT(*) AS n FROM print_job'))
		const done = await press(kasi, page, 'MUSNAHKAN', { saksi: 'Sri Saksi Contoh' })
		assert.match(done.url, /pesan=rekaman-dimusnahkan/, messages(done))
		assert.match(done.text, /1 permohonan, 2 gambar/)
		assert.equal(await kept(finished), 0)
		assert.equal(await kept(open), 2, 'the other case keeps its own')
		assert.equal(Number(await one('SELECT COUNT(*) AS n FROM print_job')), jobs + 1)
		assert.match(record.ctl('list', String(finished)).out, /^(?!.*JARI)(?!.*FOTO)[^]*$/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'MUSNAHKAN_REKAMAN' AND object = 'casefile/${finished}'`), '1')
		assert.match((await perekam.get(`/permohonan/${finished}/pasfoto`)).text, /gambarnya telah dimusnahkan/)
		const job = /href="(\/cetak\/\d+)">Berita acara/.exec(done.text)[1]
		assert.match((await kasi.get(job)).text, /Berita Acara/)
		const paper = await minutes()
		for (const said of [/PEMUSNAHAN REKAMAN BIOMETRIK/, /Keputusan Camat Nomor 9 Tahun 2026/, /Sri Saksi Contoh/, /satu\) permohonan|1 \(satu\) permohonan/, /2 \(dua\) gambar/])
			assert.match(paper, said)
		assert.doesNotMatch(paper, /CONTOH RAHAYU/)
		// the same form once more is the same act
		const again = await press(kasi, page, 'MUSNAHKAN', { saksi: 'Sri Saksi Contoh' })
		assert.equal(again.status, 200)
		assert.equal(await one("SELECT COUNT(*) AS n FROM destruction WHERE what = 'GAMBAR'"), '1')
	})

	await t.test('the key of a month: not before it is over, not while an image is kept; then shredded, withdrawn and noted once', async () => {
		const safe = path.join(s.dir, 'safe'), pub = path.join(s.dir, 'keys/export.pub'), old = path.join(safe, 'export-2026-01.key')
		const month = await one(`SELECT epoch AS n FROM capture_image WHERE case_id = ${open}`)
		keys.refused(/is no month/, 'destroy', '2026')
		keys.refused(/is not over yet/, 'destroy', month)
		// as if everything had been recorded in January
		await s.sql("UPDATE capture_image SET epoch = '2026-01'; UPDATE biometric_part SET epoch = '2026-01' WHERE epoch <> ''")
		fs.copyFileSync(path.join(safe, `export-${month}.key`), old)
		const owner = fs.statSync(pub), before = fs.readFileSync(pub, 'utf8')
		fs.writeFileSync(pub, `2026-01 ${before.split('\n')[0].split(' ')[1]}\n${before}`)
		keys.refused(/2 images of 2026-01 are still kept/, 'destroy', '2026-01')
		assert.doesNotMatch((await kasi.get(here)).text, /Boleh dimusnahkan/)

		await s.sql(`UPDATE casefile SET status = 'DIBATALKAN', open = 0 WHERE id = ${open}`)
		await press(kasi, await kasi.get(here), 'MUSNAHKAN', { saksi: 'Sri Saksi Contoh' })
		assert.equal(await kept(open), 0)
		const page = await kasi.get(here)
		assert.match(page.text, /Januari 2026[^]*Boleh dimusnahkan/)
		keys.refused(/not there; plug in the medium/, 'destroy', '2026-01', '--safe', s.dir)
		// a list that ran out: the old key is the one that stations use
		const list = fs.readFileSync(pub, 'utf8')
		fs.writeFileSync(pub, list.split('\n')[0] + '\n')
		keys.refused(/stations seal with the key of 2026-01 now/, 'destroy', '2026-01')
		assert.match((await admin.get('/stasiun/1')).text, /Kunci ekspor bulan ini: belum baik <span class="redup">2026-01/, 'its self-test says so')
		fs.writeFileSync(pub, list)
		assert.match(keys.done('destroy', '2026-01'), /destroyed .*export-2026-01\.key/)
		assert.deepEqual((await s.sql("SELECT LEFT(detail, LOCATE(':', detail)) AS d FROM audit WHERE action = 'MUSNAHKAN_KUNCI' ORDER BY id")).map(r => r.d), ['mulai:', 'selesai:'])
		assert.ok(!fs.existsSync(old))
		assert.equal(fs.readFileSync(pub, 'utf8'), before)
		fs.chownSync(pub, owner.uid, owner.gid)
		assert.equal((await press(kasi, page, 'KUNCI', { bulan: '2026-01', cara: 'dibakar', saksi_kunci: 'Sri' })).status, 422)
		const noted = await press(kasi, page, 'KUNCI', { bulan: '2026-01', cara: 'Kedua media USB dihancurkan', saksi_kunci: 'Sri Saksi Contoh' })
		assert.match(noted.url, /pesan=kunci-dimusnahkan/, messages(noted))
		assert.match(noted.text, /Kunci ekspor Januari 2026/)
		assert.match(await minutes(), /KUNCI EKSPOR[^]*Januari 2026[^]*Kedua media USB dihancurkan/)
		await press(kasi, page, 'KUNCI', { bulan: '2026-01', cara: 'Kedua media USB dihancurkan', saksi_kunci: 'Sri Saksi Contoh' })
		assert.equal(await one("SELECT COUNT(*) AS n FROM destruction WHERE what = 'KUNCI'"), '1')
	})
})
