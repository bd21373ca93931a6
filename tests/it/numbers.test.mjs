// Agenda numbers from end to end: paper slips for a day without the program, the proof that no number
// is missing, what the books say of them.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { pdfText, startStack } from './stack.mjs'
import { freshNik, intake, login, messages, press, statusOf, verifyAndNumber } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), camat = await login(s, 'camat')
const year = new Date(Date.now() + 7 * 3600e3).getUTCFullYear()
const today = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10).split('-').reverse().join('-')
const reserve = (jumlah, keterangan = 'persediaan listrik padam') => loket.get('/register/nomor').then(p => press(loket, p, 'SEDIAKAN', { jumlah: String(jumlah), keterangan }))
const proof = async c => (await c.get('/register/nomor')).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

function line(page, no, values) {
	const village = /<option value="(\d+)"[^>]*>Prigi</.exec(page.text)[1]
	const all = { tanggal: today, jam: '00.01', nik: freshNik(), nama: `SLIP CONTOH`, tgl_lahir: '15-09-2009', desa: village, pernah_rekam: 'TIDAK', wali: '', lengkap: '1', ...values }
	return Object.fromEntries(Object.entries(all).map(([k, v]) => [`${k}_${no}`, v]))
}

try {
	await test('numbers for paper slips', async t => {
		const before = await intake(loket)
		assert.equal(await verifyAndNumber(s, loket, before), 1)
		await t.test('are taken from the series, and a banner says how many are out', async () => {
			const bad = await reserve(0)
			assert.equal(bad.status, 422)
			assert.equal((await reserve(201)).status, 422)
			const page = await reserve(5)
			assert.match(page.url, /pesan=slip-disediakan/, messages(page))
			assert.match(page.text, /0002–0006/)
			assert.match((await loket.get('/beranda')).text, /5 slip belum dimasukkan/)
			const next = await intake(loket)
			assert.equal(await verifyAndNumber(s, loket, next), 7, 'the program goes on behind them')
			assert.match(await proof(kasi), /Lengkap: setiap nomor dari 1 sampai 7 ada pemiliknya/)
		})
		const [{ id: slip }] = await s.sql('SELECT id FROM agenda_slip')
		const where = `/register/slip/${slip}`
		await t.test('they are printed as slips to write on, only those that nobody has', async () => {
			const sheet = async () => {
				const r = await loket.request('GET', `${where}/lembar`)
				assert.equal(r.status, 200)
				const file = path.join(s.dir, 'slip.pdf')
				fs.writeFileSync(file, r.bytes)
				return [...pdfText(file).matchAll(/Nomor agenda (\d{4})/g)].map(m => m[1])
			}
			assert.match((await loket.get('/register/nomor')).text, new RegExp(`href="${where}/lembar"`))
			assert.deepEqual(await sheet(), ['0002', '0003', '0004', '0005', '0006'])
			assert.equal((await loket.request('GET', '/register/slip/99999/lembar')).status, 404)
		})
		let first
		await t.test('a line with a mistake keeps them all, and says which', async () => {
			const page = await loket.get(where)
			assert.equal([...page.text.matchAll(/<legend>Slip (\d+)/g)].length, 5)
			const twin = freshNik()
			const r = await press(loket, page, 'SIMPAN', { ...line(page, 2, { jam: '25.00' }), ...line(page, 3, { nik: twin }), ...line(page, 4, { nik: twin }) })
			assert.equal(r.status, 422)
			assert.match(r.text, /Slip 0002: Jam tidak dikenal/)
			assert.match(r.text, /Slip 0004: NIK ini juga ada pada slip 0003/)
			assert.match(r.text, /value="SLIP CONTOH"/)
			assert.equal((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0].n, '2', 'nothing is stored half')
			for (const [bad, says] of [[{ tanggal: '01-01-2020' }, /Slip 0002: Slip ini untuk tahun/], [{ jam: '23.59' }, /Slip 0002: Tanggal dan jam slip tidak boleh setelah sekarang/],
				[{ tgl_lahir: '15-09-2014', wali: '' }, /Slip 0002: Nama Orang Tua\/Wali belum diisi/], [{ lengkap: '' }, /Slip 0002: Centang bila berkas lengkap/],
				[{ nik: '123' }, /Slip 0002: NIK/], [{ nik: (await s.sql('SELECT nik FROM casefile LIMIT 1'))[0].nik }, /Slip 0002: NIK ini masih memiliki permohonan/]]) {
				const answer = await press(loket, await loket.get(where), 'SIMPAN', line(page, 2, bad))
				assert.equal(answer.status, 422, JSON.stringify(bad) + messages(answer))
				assert.match(answer.text, says)
			}
		})
		await t.test('a line into which only the hour was typed is not taken for an empty one', async () => {
			const r = await press(loket, await loket.get(where), 'SIMPAN', { jam_5: '8.15' })
			assert.equal(r.status, 422)
			assert.match(r.text, /Slip 0005: NIK/)
			assert.match(r.text, /value="8\.15"/)
			assert.match((await press(loket, await loket.get(where), 'SIMPAN', {})).url, /pesan=slip-kosong/)
		})
		await t.test('a slip becomes a case with its number, its day and its time', async () => {
			await s.sql(`UPDATE agenda_slip SET made_at = made_at - INTERVAL 2 DAY`)
			const [{ n: had }] = await s.sql('SELECT COUNT(*) AS n FROM casefile')
			const day = new Date(Date.now() + 7 * 3600e3 - 86400e3).toISOString().slice(0, 10)
			const page = await loket.get(where), values = { ...line(page, 2, { nama: 'PAIRAN SLIP', tanggal: day.split('-').reverse().join('-'), jam: '9.10' }), ...line(page, 4, { nama: 'WARSI SLIP' }) }
			const r = await press(loket, page, 'SIMPAN', values)
			assert.match(r.url, /pesan=slip-dimasukkan/, messages(r))
			assert.equal(Number((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0].n), Number(had) + 2)
			const [row] = await s.sql(`SELECT id, status, agenda_year, DATE_FORMAT(agenda_day, '%Y-%m-%d') AS day, DATE_FORMAT(created_at, '%Y-%m-%dT%H:%i:%sZ') AS at FROM casefile WHERE agenda_no = 2`)
			first = Number(row.id)
			assert.deepEqual([row.status, row.agenda_year, row.day], ['BERKAS_DITERIMA', String(year), day])
			assert.equal(row.at, `${day}T02:10:00Z`)
			const [time] = await s.sql(`SELECT ended_at - begun_at AS d FROM step_time WHERE case_id = ${first} AND step = 1`)
			assert.equal(Number(time.d), 0, 'the time of the slip, not of the keyboard')
			assert.match((await loket.get('/beranda')).text, /3 slip belum dimasukkan/)
			assert.match((await kasi.get(`/permohonan/${first}/riwayat`)).text, /Slip kertas nomor 2 dimasukkan/)
			// the same form once more: one effect
			const again = await loket.post(where, { ...Object.fromEntries(['csrf_token', 'permintaan', 'versi'].map(n => [n, new RegExp(`name="${n}" value="([^"]*)"`).exec(page.text.slice(page.text.indexOf('id="utama"')))[1]])), ...values, tindakan: 'SIMPAN' })
			assert.equal(again.status, 303)
			assert.equal(Number((await s.sql('SELECT COUNT(*) AS n FROM casefile'))[0].n), Number(had) + 2)
		})
		await t.test('verification keeps the number', async () => {
			assert.equal(await verifyAndNumber(s, loket, first), 2)
			assert.equal(await statusOf(s, first), 'TERAGENDA')
		})
		await t.test('two clerks with the same slip: one of them is told', async () => {
			const other = await login(s, 'loket')
			const a = await loket.get(where), b = await other.get(where)
			assert.match((await press(loket, a, 'SIMPAN', line(a, 3, { nama: 'YANG PERTAMA' }))).url, /slip-dimasukkan/)
			const late = await press(other, b, 'SIMPAN', line(b, 3, { nama: 'YANG KEDUA' }))
			assert.equal((await s.sql("SELECT COUNT(*) AS n FROM casefile WHERE name = 'YANG KEDUA'"))[0].n, '0', messages(late))
		})
		await t.test('what is left is declared void by the Kasi alone, with a reason', async () => {
			assert.match(await proof(loket), /Pada slip, belum dimasukkan 2/)
			const page = await loket.get(where)
			assert.doesNotMatch(page.text, /value="TIDAK_TERPAKAI"/)
			const token = Object.fromEntries(['csrf_token', 'permintaan', 'versi'].map(n => [n, new RegExp(`name="${n}" value="([^"]*)"`).exec(page.text.slice(page.text.indexOf('id="utama"')))[1]]))
			assert.equal((await loket.post(where, { ...token, alasan: 'x', tindakan: 'TIDAK_TERPAKAI' })).status, 403)
			const none = await press(kasi, await kasi.get(where), 'TIDAK_TERPAKAI', { alasan: '' })
			assert.equal(none.status, 422)
			const done = await press(kasi, await kasi.get(where), 'TIDAK_TERPAKAI', { alasan: 'listrik menyala kembali' })
			assert.match(done.url, /pesan=slip-tidak-terpakai/, messages(done))
			assert.deepEqual((await s.sql('SELECT no FROM agenda_void ORDER BY no')).map(r => r.no), ['5', '6'])
			assert.doesNotMatch((await loket.get('/beranda')).text, /slip belum dimasukkan/)
			const text = await proof(camat)
			assert.match(text, /Lengkap: setiap nomor dari 1 sampai 7/)
			assert.match(text, /Dinyatakan tidak terpakai 2/)
			assert.match(text, /listrik menyala kembali/)
		})
		await t.test('nobody changes that again, the database least of all', async () => {
			await assert.rejects(s.sql("UPDATE agenda_void SET reason = 'x'"), /nothing is changed/)
			await assert.rejects(s.sql('DELETE FROM agenda_void'), /nothing is deleted/)
		})
		await t.test('the printed register shows the void numbers in their place', async () => {
			const page = await loket.get('/register/cetak')
			const r = await loket.submit(page, '/register/cetak', { kertas: 'REGISTER', dari: '', sampai: '', nomor_dari: '1', nomor_sampai: '7', tahun: String(year), tindakan: 'LIHAT' })
			assert.equal(r.status, 200, messages(r))
			const file = path.join(s.dir, 'register.pdf')
			fs.writeFileSync(file, r.bytes)
			const text = pdfText(file)
			assert.equal([...text.matchAll(/TIDAK\s+TERPAKAI/g)].length, 2, text)
			assert.match(text, /PAIRAN SLIP/)
		})
	})

	await test('the proof finds what is wrong', async () => {
		await s.sql(`UPDATE counter SET n = n + 3 WHERE series = 'AGENDA' AND year = ${year}`)
		assert.match(await proof(kasi), /Nomor yang tidak ada pemiliknya: 8–10/)
		await s.sql(`UPDATE counter SET n = n - 4 WHERE series = 'AGENDA' AND year = ${year}`)
		assert.match(await proof(kasi), /1 nomor melebihi nomor terakhir yang diberikan/)
		await s.sql(`UPDATE counter SET n = n + 1 WHERE series = 'AGENDA' AND year = ${year}`)
		assert.match(await proof(kasi), /Lengkap/)
	})

	await test('slips and the program draw from one series at once, and nothing is lost or doubled', async () => {
		const clerks = await Promise.all(Array.from({ length: 4 }, () => login(s, 'loket')))
		const cases = await Promise.all(clerks.flatMap(c => [intake(c), intake(c), intake(c)]))
		await Promise.all([...cases.map((id, i) => verifyAndNumber(s, clerks[i % 4], id)), ...Array.from({ length: 6 }, () => reserve(3, 'bersamaan'))])
		assert.match(await proof(kasi), /Lengkap: setiap nomor dari 1 sampai 37 ada pemiliknya/)
		const ranges = await s.sql('SELECT first_no AS a, last_no AS b FROM agenda_slip ORDER BY first_no')
		for (let i = 1; i < ranges.length; i++)
			assert.ok(Number(ranges[i].a) > Number(ranges[i - 1].b), JSON.stringify(ranges))
	})

	await test('slips in the middle of a long range are reached, ten at a time', async () => {
		await reserve(25, 'blok panjang')
		const [{ id, first_no }] = await s.sql("SELECT id, first_no FROM agenda_slip WHERE note = 'blok panjang'")
		const first = Number(first_no), page = await loket.get(`/register/slip/${id}`)
		const next = /href="(\/register\/slip\/\d+\?dari=\d+)"/.exec(page.text)[1]
		assert.match(next, new RegExp(`dari=${first + 10}$`))
		const second = await loket.get(next)
		const done = await press(loket, second, 'SIMPAN', line(second, first + 12, { nama: 'DI TENGAH BLOK' }))
		assert.match(done.url, /pesan=slip-dimasukkan/, messages(done))
		assert.equal((await s.sql(`SELECT agenda_no FROM casefile WHERE name = 'DI TENGAH BLOK'`))[0].agenda_no, String(first + 12))
		assert.equal((await press(kasi, await kasi.get(`/register/slip/${id}`), 'TIDAK_TERPAKAI', { alasan: 'uji' })).status, 200)
		assert.match(await proof(kasi), /Lengkap: setiap nomor dari 1 sampai 62/)
	})
} finally {
	await s.stop()
}
