// Steps 1 and 2 beyond the happy path: NIKs that need leave, people who come again, search by memory.
import test from 'node:test'
import assert from 'node:assert/strict'
import { startStack } from './stack.mjs'
import { act, freshNik, intake, intakeForm, login, messages, press, statusOf, verifyAndNumber } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi')

async function send(tindakan, extra) {
	const { page, values } = await intakeForm(loket, extra)
	return loket.submit(page, '/permohonan/baru', { tindakan, ...values })
}
const find = async (cari, extra = {}) => loket.submit(await loket.get('/permohonan'), '/permohonan', { tindakan: 'CARI', cari, ...extra })
const found = page => [...page.text.matchAll(/<th scope="row"[^>]*><a href="\/permohonan\/(\d+)">([^<]*)/g)].map(m => m[2].replaceAll('&#39;', "'"))

try {
	await test('a NIK whose digits break a rule needs the leave of the Kasi', async t => {
		const nik = '3503080009089901'		// day 00
		const refused = await send('ACCEPT', { nik, nama: 'WAGIMAN CONTOH', tgl_lahir: '15092008' })
		assert.equal(refused.status, 422)
		assert.match(refused.text, /angka ke-7 dan ke-8\) tidak valid/)
		assert.match(refused.text, /simpan sebagai draf/)
		assert.match(refused.text, /value="WAGIMAN CONTOH"/, 'nothing typed is lost')
		const draft = await send('SIMPAN', { nik, nama: 'WAGIMAN CONTOH', tgl_lahir: '15092008' })
		assert.match(draft.url, /\/permohonan\/\d+\/penerimaan\?pesan=draf-izin/, messages(draft))
		assert.match(draft.text, /Kasi mengizinkannya/)
		const id = Number(/permohonan\/(\d+)/.exec(draft.url)[1])

		await t.test('the clerk cannot give it', async () => {
			assert.doesNotMatch((await loket.get(`/permohonan/${id}`)).text, /Izinkan NIK ini/)
			const r = await press(loket, await loket.get(`/permohonan/${id}/penerimaan`), 'ACCEPT', { sesuai_kk: '1' })
			assert.equal(r.status, 422, messages(r))
			const hand = await loket.post(`/permohonan/${id}/nik`, { ...await hidden(loket, id), alasan: 'saya izinkan sendiri', tindakan: 'IZIN_NIK' })
			assert.equal(hand.status, 403)
		})
		await t.test('the Kasi finds it on the first page, and must say why', async () => {
			const home = await kasi.get('/beranda')
			assert.match(home.text, /Menunggu izin Anda/)
			assert.match(home.text, new RegExp(`href="/permohonan/${id}"`))
			const none = await press(kasi, await kasi.get(`/permohonan/${id}`), 'IZIN_NIK', { alasan: '' })
			assert.equal(none.status, 422)
			assert.match(none.text, /Alasan belum diisi/)
			const given = await press(kasi, await kasi.get(`/permohonan/${id}`), 'IZIN_NIK', { alasan: 'KK dan SIAK sama, NIK lama' })
			assert.match(given.url, /pesan=nik-diizinkan/, messages(given))
			assert.match(given.text, /Diizinkan oleh .*KK dan SIAK sama/)
			assert.doesNotMatch((await kasi.get('/beranda')).text, /Menunggu izin Anda/)
			const [row] = await s.sql(`SELECT finding, reason, case_id FROM nik_override WHERE nik = '${nik}'`)
			assert.deepEqual(row, { finding: 'NIK_DAY', reason: 'KK dan SIAK sama, NIK lama', case_id: String(id) })
			assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'IZIN_NIK' AND object = 'casefile/${id}'`))[0].n, '1')
		})
		await t.test('then the clerk goes on, and the odd NIK is still to be looked at', async () => {
			const page = await loket.get(`/permohonan/${id}/penerimaan`)
			const asked = await press(loket, page, 'ACCEPT')
			assert.equal(asked.status, 422)
			assert.match(asked.text, /NIK ini diizinkan oleh/)
			const done = await press(loket, await loket.get(`/permohonan/${id}/penerimaan`), 'ACCEPT', { sesuai_kk: '1' })
			assert.equal(done.status, 200, messages(done))
			assert.equal(await statusOf(s, id), 'BERKAS_DITERIMA')
		})
		await t.test('leave for one NIK is none for another', async () => {
			const r = await send('ACCEPT', { nik: '3503080009089902', tgl_lahir: '15092008' })
			assert.equal(r.status, 422)
			assert.match(r.text, /tidak valid/)
		})
	})

	await test('an unknown region is a question, a retired and a foreign one are not', async () => {
		const tail = n => `550909${n}`
		const strange = await send('ACCEPT', { nik: '990101' + tail(7001) })
		assert.equal(strange.status, 422)
		assert.match(strange.text, /Kode provinsi pada NIK/)
		assert.match(strange.text, /name="sesuai_kk"/)
		const ticked = await send('ACCEPT', { nik: '990101' + tail(7001), sesuai_kk: '1' })
		assert.match(ticked.url, /verifikasi/, messages(ticked))
		for (const region of ['920101', '317101', '110101']) {
			const r = await send('ACCEPT', { nik: region + tail(7002) })
			assert.match(r.url, /verifikasi/, `${region}: ${messages(r)}`)
		}
	})

	await test('help while typing says what the NIK says, and who was here before', async () => {
		const page = await loket.get('/permohonan/baru')
		const csrf = /name="csrf_token" value="([^"]*)"/.exec(page.text)[1]
		const ask = async fields => (await loket.post('/permohonan/baru/periksa', { csrf_token: csrf, ...fields })).text
		assert.match(await ask({ nik: '3503 0855 0909 9902' }), /KABUPATEN TRENGGALEK, JAWA TIMUR/)
		assert.match(await ask({ nik: '3503085509099902' }), /15-09-2009/)
		assert.match(await ask({ nik: '3503085509099902', tgl_lahir: '16-09-2009' }), /tidak sesuai dengan NIK/)
		assert.match(await ask({ nik: '350308550909990' }), /16 angka/)
		assert.match(await ask({ nik: '', tgl_lahir: '01012012' }), /hanya bila sudah atau pernah kawin/)
		const nik = freshNik(), id = await intake(loket, { nik })
		assert.match(await ask({ nik }), new RegExp(`Buka permohonan itu`))
		assert.match(await ask({ nik }), new RegExp(`/permohonan/${id}`))
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'CEK_NIK' AND object = 'casefile/${id}'`))[0].n, '2')
		assert.equal((await kasi.post('/permohonan/baru/periksa', { csrf_token: 'x', nik })).status, 403)
	})

	await test('who withdrew comes again: a new case with the old data, both know of each other', async t => {
		const nik = freshNik(), old = await intake(loket, { nik, nama: 'PAIJEM CONTOH' })
		await verifyAndNumber(s, loket, old)
		assert.doesNotMatch((await loket.get(`/permohonan/${old}`)).text, /Buat permohonan baru/)
		await press(kasi, await kasi.get(`/permohonan/${old}`), 'CANCEL', { alasan: 'pemohon pulang' })
		assert.equal(await statusOf(s, old), 'DIBATALKAN')
		const closed = await loket.get(`/permohonan/${old}`)
		assert.match(closed.text, new RegExp(`href="/permohonan/baru\\?dari=${old}"`))
		const page = await loket.get(`/permohonan/baru?dari=${old}`)
		assert.match(page.text, /value="PAIJEM CONTOH"/)
		assert.match(page.text, new RegExp(nik))
		assert.match(page.text, /name="pengantar_nomor" value=""/, 'papers are handed in anew')
		const ticks = Object.fromEntries([...page.text.matchAll(/name="(syarat_\d+)"/g)].map(m => [m[1], '1']))
		const next = await loket.submit(page, '/permohonan/baru', { tindakan: 'ACCEPT', ...ticks })
		assert.match(next.url, /verifikasi/, messages(next))
		const id = Number(/permohonan\/(\d+)/.exec(next.url)[1])
		assert.match(next.text, /value="DUSUN GARES"/, 'the sheet is filled as before')
		assert.match((await loket.get(`/permohonan/${id}`)).text, new RegExp(`Melanjutkan <a href="/permohonan/${old}"`))
		assert.match((await loket.get(`/permohonan/${old}`)).text, new RegExp(`Dilanjutkan dengan <a href="/permohonan/${id}"`))
		const [row] = await s.sql(`SELECT follows_id, agenda_no FROM casefile WHERE id = ${id}`)
		assert.deepEqual(row, { follows_id: String(old), agenda_no: null }, 'the old number stays with the old case')
		await t.test('a case that is open cannot be followed', async () => {
			const other = await intake(loket)
			const r = await loket.get(`/permohonan/baru?dari=${other}`)
			assert.equal(r.status, 200)
			assert.doesNotMatch(r.text, /name="dari"/)
		})
	})

	await test('search as people remember', async t => {
		const people = ['SITI NURHALIZAH CONTOH', 'SOEHARTONO MISALNO', 'ACHMAD FAUZI TELADAN', "NUR'AINI UMPAMA", 'RAHAYU', 'SITI AMINAH MISALWATI']
		const ids = {}
		for (const nama of people)
			ids[nama] = await intake(loket, { nama })
		await t.test('parts of a name, in any order, small letters too', async () => {
			assert.deepEqual(found(await find('nurhaliz')), ['SITI NURHALIZAH CONTOH'])
			assert.deepEqual(found(await find('aminah siti')), ['SITI AMINAH MISALWATI'])
			assert.deepEqual(found(await find('misalwati aminah siti')), ['SITI AMINAH MISALWATI'])
			assert.deepEqual(found(await find('nuraini')), ["NUR'AINI UMPAMA"])
		})
		await t.test('other spellings and slips, when nobody is called so', async () => {
			for (const [typed, name] of [['suhartono', 'SOEHARTONO MISALNO'], ['ahmad pauzi', 'ACHMAD FAUZI TELADAN'], ['nurhalisa', 'SITI NURHALIZAH CONTOH'], ['nurahlizah', 'SITI NURHALIZAH CONTOH']]) {
				const page = await find(typed)
				assert.ok(found(page).includes(name), `${typed}: ${found(page)}`)
				assert.match(page.text, /nama yang mirip atau berbeda ejaan/)
			}
			assert.deepEqual(found(await find('wktrombl')), [])
		})
		await t.test('who is called so comes alone, the similar ones on request', async () => {
			await intake(loket, { nama: 'RAHAJU LAIN' })
			const page = await find('rahayu')
			assert.ok(!found(page).includes('RAHAJU LAIN'))
			assert.match(page.text, /Cari juga nama yang mirip/)
			assert.ok(found(await find('rahayu', { mirip: '1' })).includes('RAHAJU LAIN'))
		})
		await t.test('a corrected name is found by the new one alone', async () => {
			const id = ids.RAHAYU
			await verifyAndNumber(s, loket, id, { nama: 'WAHYUNINGSIH' })
			assert.deepEqual(found(await find('wahyuning')), ['WAHYUNINGSIH'])
			assert.ok(!found(await find('rahayu')).includes('RAHAYU'))
		})
		await t.test('numbers: NIK and KK from their first digits, agenda number, birth date', async () => {
			const [c] = await s.sql(`SELECT nik, kk, agenda_no, agenda_year FROM casefile WHERE id = ${ids.RAHAYU}`)
			assert.deepEqual(found(await find(c.nik)), ['WAHYUNINGSIH'])
			assert.ok(found(await find(c.kk.slice(0, 14))).includes('WAHYUNINGSIH'))
			assert.match((await find(`${c.agenda_no}/${c.agenda_year}`)).url, new RegExp(`/permohonan/${ids.RAHAYU}`))
			assert.ok(found(await find('15-9-2009')).includes('WAHYUNINGSIH'))
			assert.deepEqual(found(await find('3503')).length > 0, true)
		})
		await t.test('village, status and days beside it; a filter can be kept', async () => {
			const page = await loket.get('/permohonan')
			const prigi = /<option value="(\d+)"[^>]*>Prigi</.exec(page.text)[1], other = /<option value="(\d+)"[^>]*>Karanggandu</.exec(page.text)[1]
			assert.ok(found(await find('siti', { desa: prigi })).length > 0)
			assert.deepEqual(found(await find('siti', { desa: other })), [])
			assert.deepEqual(found(await find('', { status: 'TERAGENDA' })).sort(), ['WAHYUNINGSIH'])
			assert.deepEqual(found(await find('siti amin', { periode: 'TANGGAL', dari: '01-01-2020', sampai: '31-12-2020' })), [])
			const bad = await find('siti', { periode: 'TANGGAL', dari: '02-01-2020', sampai: '01-01-2020' })
			assert.equal(bad.status, 422)
			const kept = await loket.submit(page, '/permohonan', { tindakan: 'SIMPAN_SARINGAN', nama_saringan: 'Teragenda', status: 'TERAGENDA', periode: 'TAHUN' })
			assert.match(kept.url, /saringan-disimpan/, messages(kept))
			const href = /href="(\/permohonan\?saringan=\d+)"/.exec(kept.text)[1]
			assert.deepEqual(found(await loket.get(href)), ['WAHYUNINGSIH'])
			assert.doesNotMatch((await kasi.get('/permohonan')).text, /saringan=/, 'each has his own')
			const id = /saringan=(\d+)/.exec(href)[1]
			await press(loket, await loket.get('/permohonan'), `HAPUS_SARINGAN-${id}`)
			assert.doesNotMatch((await loket.get('/permohonan')).text, /saringan=/)
		})
		await t.test('days that were typed count without the choice beside them, and an error keeps what was chosen', async () => {
			const prigi = /<option value="(\d+)"[^>]*>Prigi</.exec((await loket.get('/permohonan')).text)[1]
			assert.deepEqual(found(await find('siti amin', { dari: '01-01-2020', sampai: '31-12-2020' })), [])
			const bad = await find('siti', { dari: '99-99-2020', desa: prigi })
			assert.equal(bad.status, 422)
			assert.match(bad.text, new RegExp(`<option value="${prigi}" selected>`))
		})
		await t.test('a third word is looked for behind a hundred others, and too many beginnings are said', async () => {
			const id = await intake(loket, { nama: 'KEMBARSEKALI SAMABENAR UJUNG' })
			await s.sql(`INSERT INTO casefile (uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at, nik, name, birth_day, village_id)
				SELECT UUID(), 1, 1, 'TINTA', 'SELESAI', 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), LPAD(seq, 16, '2'), CONCAT('KEMBARSEKALI SAMABENAR LAIN'), '1990-01-01', 1 FROM seq_1_to_230;
				INSERT INTO casefile (uuid, office_id, sop_version_id, sign_mode, status, open, created_at, status_at, nik, name, birth_day, village_id)
				SELECT UUID(), 1, 1, 'TINTA', 'SELESAI', 0, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), LPAD(seq, 16, '3'), CONCAT('WULAN', CHAR(64 + seq)), '1990-01-01', 1 FROM seq_1_to_14`)
			await s.ctl('migrate')
			const far = await find('ujung samabenar kembarsekali')
			assert.deepEqual(found(far), ['KEMBARSEKALI SAMABENAR UJUNG'], `case ${id}`)
			assert.doesNotMatch(far.text, /Ketik lebih banyak huruf/)
			assert.match((await find('wulan')).text, /Ketik lebih banyak huruf/)
			assert.doesNotMatch((await find('wulanb')).text, /Ketik lebih banyak huruf/)
			// three and four letters know all names that begin so, however many words that are
			for (const few of ['wul', 'wula']) {
				const all = await find(few)
				assert.doesNotMatch(all.text, /Ketik lebih banyak huruf/)
				assert.deepEqual(found(all).filter(n => n.startsWith('WULAN')).length, 14)
			}
		})
		await t.test('page after page, nobody twice and nobody left out', async () => {
			for (let i = 0; i < 27; i++)
				await intake(loket, { nama: `BERULANG NOMOR ${'ABCDEFGHIJKLMNOPQRSTUVWXYZZ'[i]}${i}` })
			const first = await find('berulang')
			const next = /name="sebelum" value="(\d+)"/.exec(first.text)[1]
			const second = await find('berulang', { sebelum: next })
			assert.equal(found(first).length, 25)
			assert.equal(new Set([...found(first), ...found(second)]).size, 27)
			assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'CARI' AND object = 'permohonan'"))[0].n > 10, true)
		})
		await t.test('names that were stored before there was an index are indexed by migrate', async () => {
			await s.sql(`DELETE FROM case_word WHERE case_id = ${ids['SITI AMINAH MISALWATI']}`)
			assert.deepEqual(found(await find('misalwati')), [])
			assert.match(await s.ctl('migrate'), /names of 1 cases indexed/)
			assert.deepEqual(found(await find('misalwati')), ['SITI AMINAH MISALWATI'])
		})
	})
} finally {
	await s.stop()
}

async function hidden(c, id) {
	const page = await c.get(`/permohonan/${id}/penerimaan`)
	return Object.fromEntries(['csrf_token', 'permintaan', 'versi'].map(n => [n, new RegExp(`name="${n}" value="([^"]*)"`).exec(page.text)?.[1] ?? '']))
}
