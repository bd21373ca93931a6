// /sop: the owner's words as they stand, the findings beside them; and a new version from a day on.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { intake, login, messages } from './office.mjs'

const s = await startStack()
const admin = await login(s, 'admin'), loket = await login(s, 'loket')
const day = n => new Date(Date.now() + 7 * 3600e3 + n * 86400e3).toISOString().slice(0, 10).split('-').reverse().join('-')
const text = page => page.text.replace(/<[^>]*>/g, ' ').replaceAll('&amp;', '&').replace(/\s+/g, ' ')
const blank = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [[`nama_${i + 1}`, ''], [`catatan_${i + 1}`, '']]).flat())
const whole = { nomor: '000.8.3.4/SOP.03/406.08/2027', tanggal: day(0), berlaku: day(1), menit_1: '3', menit_2: '4', menit_3: '1', menit_4: '5', menit_5: '9', menit_6: '5',
	...blank, nama_1: 'Formulir K.P1', catatan_1: 'Ditandatangani pemohon', wajib_1: '1', nama_2: 'Kartu Keluarga asli diperlihatkan', wajib_2: '1', nama_3: 'Surat pengantar desa' }
const send = async (c, values) => c.submit(await c.get('/pengaturan/sop'), '/pengaturan/sop', { tindakan: 'SIMPAN', wajib_1: undefined, wajib_2: undefined, wajib_3: undefined, ...values })

try {
	await test('the sheet is quoted as it stands, its slips of the pen included', async () => {
		const page = text(await loket.get('/sop'))
		for (const words of ['Nomor 23 Tahun 2016 tentang Administrasi Kependudukan', 'Aparator Negara', 'Umum, minimal SLTA sederajat', 'Permohonan KTP siap di kirim ke Dispendukcapil',
			'Rekom KTP siap dikirim ke dispendukcapil', 'Memberi nomor agenda dan tanggal permohonan Perekaman', 'Jumlah waktu: 23 menit'])
			assert.ok(page.includes(words), words)
		for (let i = 1; i <= 17; i++)
			assert.ok(page.includes(` G${i} `), `finding G${i}`)
		assert.match(page, /G11 .*seharusnya Tahun 2006/)
		assert.match(page, /Tanggal Revisi \(kosong\) Tanggal Efektif \(kosong\) Disahkan Oleh CAMAT WATULIMO/)
		assert.doesNotMatch(page, /Pasal \d/, 'no article that nobody looked up')
	})

	await test('a new version', async t => {
		await t.test('bad input is named at its field, and stores nothing', async () => {
			for (const [bad, says] of [[{ nomor: '' }, /Nomor SOP belum diisi/], [{ berlaku: day(0) }, /berlaku paling awal besok/], [{ tanggal: day(3) }, /tidak boleh setelah tanggal mulai berlaku/],
				[{ menit_2: '481' }, /Menit langkah 2/], [{ menit_2: 'tiga' }, /Menit langkah 2/], [{ wajib_1: undefined, wajib_2: undefined }, /Sedikitnya satu berkas wajib/],
				[{ catatan_9: 'tanpa nama' }, /Nama berkas belum diisi/], [{ nama_1: 'x'.repeat(121) }, /Berkas ke-1/]]) {
				const r = await send(admin, { ...whole, ...bad })
				assert.equal(r.status, 422, JSON.stringify(bad) + messages(r))
				assert.match(r.text, says)
			}
			assert.equal((await s.sql('SELECT COUNT(*) AS n FROM sop_version'))[0].n, '1')
		})
		await t.test('waits for its day; until then everything is as before', async () => {
			const r = await send(admin, whole)
			assert.match(r.url, /pesan=sop-disimpan/, messages(r))
			assert.match(text(r), /SOP\.03\/406\.08\/2027 .*Akan berlaku/)
			assert.match(text(await loket.get('/sop')), /Jumlah waktu: 23 menit/)
			assert.match(text(await loket.get('/permohonan/baru')), /Surat pengantar desa\/kelurahan/)
			const twice = await send(admin, { ...whole, nomor: 'LAIN' })
			assert.equal(twice.status, 422)
			assert.match(twice.text, /Sudah ada versi yang mulai berlaku pada tanggal itu/)
		})
		await t.test('on its day new applications ask for its papers, and those before keep theirs', async () => {
			const before = await intake(loket)
			await s.sql("UPDATE sop_version SET effective_on = DATE(UTC_TIMESTAMP() + INTERVAL 7 HOUR) WHERE number LIKE '%2027'")
			const page = await loket.get('/permohonan/baru')
			assert.match(text(page), /Kartu Keluarga asli diperlihatkan/)
			assert.doesNotMatch(text(page), /Surat pengantar desa\/kelurahan/)
			assert.match(text(await loket.get('/sop')), /Jumlah waktu: 27 menit/)
			assert.match(text(await loket.get(`/permohonan/${before}`)), /Surat pengantar desa\/kelurahan/)
			const after = await intake(loket)
			assert.match(text(await loket.get(`/permohonan/${after}`)), /Kartu Keluarga asli diperlihatkan/)
			assert.match(text(await loket.get(`/permohonan/${after}`)), /dari standar waktu 27 menit/)
			const [{ id }] = await s.sql("SELECT id FROM sop_version WHERE number LIKE '%2025'")
			assert.match(text(await loket.get(`/sop?versi=${id}`)), /Jumlah waktu: 23 menit/)
			assert.equal((await loket.get('/sop?versi=999')).status, 404)
		})
		await t.test('is the administrator\'s alone', async () => {
			assert.equal((await loket.get('/pengaturan/sop')).status, 403)
			assert.doesNotMatch((await loket.get('/sop')).text, /\/pengaturan\/sop/)
			assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'PENGATURAN' AND detail LIKE 'versi SOP%'"))[0].n, '1')
		})
	})
} finally {
	await s.stop()
}
