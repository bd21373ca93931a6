// Step 5 as its people meet it: the office's decision, hands, quality, the wrong finger, what a crash leaves, photo,
// signature, the official enrolment, several stations.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { forms } from './client.mjs'
import { readIso, readNist } from './finger_file.mjs'
import { act, login, messages, press, program, recordingBegun, scan, sendPart, statusOf } from './office.mjs'
import { pixels, png } from './png.mjs'
import { build, sleep, startStack, until } from './stack.mjs'

const s = await startStack()
const where = id => `/permohonan/${id}/perekaman`
let loket, perekam, kasi, admin

const begun = () => recordingBegun(s, loket, perekam)
const decide = (more = {}) => {
	const row = { local: 1, needs: "'LOKAL'", quality: "'40 40 40 40 30 40 40 40 40 30'", attempts: 3, photo: 1, signature: 1, ...more }
	return s.sql(`INSERT INTO biometric_policy (office_id, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, at)
		VALUES (1, ${row.local}, 'Dasar hukum contoh', 'DPIA-1', ${row.needs}, 'KIRIM', 90, ${row.quality}, ${row.attempts}, ${row.photo}, ${row.signature}, UTC_TIMESTAMP(6))`)
}
const text = async id => (await perekam.get(where(id))).text
const one = async (sql, key = 'n') => (await s.sql(sql))[0]?.[key]

await test('recording', async t => {
	t.after(() => s.stop())
	;[loket, perekam, kasi, admin] = await Promise.all(['loket', 'perekam', 'kasi', 'admin'].map(u => login(s, u)))

	await t.test('an office that has not decided captures nothing, and is not held up by it', async () => {
		await s.sql('CREATE TABLE policy_kept AS SELECT * FROM biometric_policy; DELETE FROM biometric_policy')
		const id = await begun()
		const page = await perekam.get(where(id))
		assert.match(page.text, /belum memutuskan perekaman lokal/)
		assert.doesNotMatch(page.text, /value="PINDAI"|value="TANGAN"/)
		const refused = await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })
		assert.equal(refused.status, 422)
		assert.match(refused.text, /mensyaratkan hasil perekaman resmi/)
		assert.match((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })).url, /penyerahan/)
		assert.equal(await statusOf(s, id), 'TEREKAM')
		await s.sql('INSERT INTO biometric_policy SELECT * FROM policy_kept; DROP TABLE policy_kept')
	})

	await t.test('the decision needs its legal basis and the number of the assessment; each one stays on record', async () => {
		const here = '/pengaturan/perekaman', page = await admin.get(here)
		const before = await one('SELECT COUNT(*) AS n FROM biometric_policy')
		const values = { tindakan: 'SIMPAN', perekaman_lokal: 'YA', dasar_hukum: '', dpia: '' }
		const no = await admin.submit(page, here, values)
		assert.equal(no.status, 422)
		assert.match(no.text, /Dasar hukum belum diisi/)
		assert.match(no.text, /Nomor penilaian dampak belum diisi/)
		assert.match((await admin.submit(page, here, { ...values, perekaman_lokal: 'TIDAK', syarat_terekam: 'LOKAL' })).text, /hanya hasil resmi yang dapat disyaratkan/)
		assert.equal((await admin.submit(page, here, { ...values, mutu_2: '101' })).status, 422)
		const yes = await admin.submit(page, here, { ...values, dasar_hukum: 'Keputusan Camat Nomor 1 Tahun 2026', dpia: 'DPIA-01/2026', mutu_2: '55' })
		assert.match(yes.url, /pesan=pengaturan/, messages(yes))
		const rows = await s.sql('SELECT basis, quality, by_user FROM biometric_policy ORDER BY id DESC LIMIT 1')
		assert.equal(rows[0].basis, 'Keputusan Camat Nomor 1 Tahun 2026')
		assert.equal(rows[0].quality, '40 55 40 40 30 40 40 40 40 30')
		assert.equal(Number(await one('SELECT COUNT(*) AS n FROM biometric_policy')), Number(before) + 1)
		await decide()
	})

	await t.test('each hand is confirmed before its first finger', async () => {
		const id = await begun()
		assert.match(await text(id), /TANGAN KANAN/)
		assert.match(await text(id), /Tangan kanan sudah benar/)
		await act(perekam, id, 'perekaman', 'TANGAN', { tangan: 'KANAN', jari: '2' })
		assert.match(await text(id), /Siap memindai telunjuk kanan/)
		const left = (await perekam.get(`${where(id)}?jari=7`)).text
		assert.match(left, /Tangan kiri sudah benar/)
		assert.equal((await act(perekam, id, 'perekaman', 'TANGAN', { tangan: 'KAKI', jari: '2' })).status, 409)
		// put off and begun again: the hands are shown anew
		await act(perekam, id, 'perekaman', 'ROLL_BACK')
		await act(perekam, id, 'perekaman', 'BEGIN')
		assert.match(await text(id), /Tangan kanan sudah benar/)
	})

	await t.test('below the quality: why, how often, then taken with a reason; the Kasi agrees or has it taken again', async () => {
		const id = await begun()
		await act(perekam, id, 'perekaman', 'TANGAN', { tangan: 'KANAN', jari: '2' })
		for (let i = 1; i <= 3; i++) {
			await s.finger('faint')
			const row = await scan(s, perekam, id, 2)
			assert.deepEqual([row.state, row.reason], ['failed', 'poor'], JSON.stringify(row))
			const page = await text(id)
			assert.match(page, new RegExp(`Percobaan ${i} dari 3`))
			assert.match(page, /Sidik jari samar\. Bersihkan alat, lalu tekan sedikit lebih kuat\./)
			assert.equal(/value="TERIMA"/.test(page), i === 3)
			if (i === 1)		// no button, and who posts it anyway is told
				assert.match((await act(perekam, id, 'perekaman', 'TERIMA', { jari: '2', alasan_mutu: 'terlalu cepat' })).text, /Jumlah percobaan kantor belum tercapai/)
		}
		assert.equal((await act(perekam, id, 'perekaman', 'TERIMA', { jari: '2', alasan_mutu: '' })).status, 422)
		assert.equal((await act(perekam, id, 'perekaman', 'TERIMA', { jari: '3', alasan_mutu: 'tidak ada gambarnya' })).status, 409)
		await act(perekam, id, 'perekaman', 'TERIMA', { jari: '2', alasan_mutu: 'Jari nelayan, aus' })
		assert.equal((await act(perekam, id, 'perekaman', 'TERIMA', { jari: '2', alasan_mutu: 'klik kedua' })).status, 200, 'twice is once')
		const [row] = await s.sql(`SELECT c.forced_why, c.forced_by, c.state, LENGTH(i.sealed) AS bytes FROM capture_image i JOIN capture c ON c.id = i.capture_id WHERE i.case_id = ${id} AND i.finger = 2`)
		assert.deepEqual([row.forced_why, row.state], ['Jari nelayan, aus', 'done'])
		assert.match(await text(id), /Siap memindai jari tengah kanan/)
		assert.match((await kasi.get('/beranda')).text, /Telunjuk kanan diterima dengan mutu/)
		const list = await kasi.get('/mutu-sidik-jari')
		assert.match(list.text, /Jari nelayan, aus/)
		assert.equal((await perekam.request('GET', '/mutu-sidik-jari')).status, 403)
		const form = forms(list.text).find(f => f.action?.endsWith(`/${id}/mutu`))
		assert.ok(form, 'a form for this print')
		const say = (tindakan, catatan) => kasi.post(`/permohonan/${id}/mutu`, [...form.fields.filter(([k]) => k !== 'catatan'), ['catatan', catatan], ['tindakan', tindakan]])
		assert.equal((await say('ULANG', '')).status, 422)
		assert.equal((await say('ULANG', 'Bersihkan alat dahulu')).status, 303)
		assert.match(await text(id), /Siap memindai telunjuk kanan/, 'the finger is open again')
		// the form once more, for another print of the same page, is another act: it is refused, not taken for the first
		assert.equal((await kasi.post(`/permohonan/${id}/mutu`, [...form.fields.filter(([k]) => !['catatan', 'rekaman'].includes(k)), ['rekaman', '999999'], ['catatan', 'x'], ['tindakan', 'SETUJU']])).status, 409)
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		// a print that was taken below the quality in a case that is recorded cannot be had again, and that is said
		await s.sql(`UPDATE capture k JOIN capture_image i ON i.capture_id = k.id SET k.forced_by = 1, k.forced_why = 'aus' WHERE i.case_id = ${id}; UPDATE casefile SET status = 'TEREKAM' WHERE id = ${id}`)
		const late = await press(kasi, await kasi.get('/mutu-sidik-jari'), 'ULANG', { catatan: 'Ulangi' })
		assert.equal(late.status, 409)
		assert.match(late.text, /tidak dapat diulang lagi/)
		await s.sql(`UPDATE capture SET forced_by = NULL, forced_why = '' WHERE case_id = ${id}; UPDATE casefile SET status = 'SEDANG_DIREKAM' WHERE id = ${id}`)
		assert.equal(await one(`SELECT CONCAT('<', forced_why, '>') AS forced_why FROM capture_image i JOIN capture c ON c.id = i.capture_id WHERE i.case_id = ${id} AND i.finger = 2`, 'forced_why'), '<>')
		assert.match(await text(id), /Siap memindai jari tengah kanan/)
	})

	await t.test('a crash of reader and station costs no finger, and the same finger twice is still caught', async () => {
		const id = await begun()
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		assert.equal((await scan(s, perekam, id, 3)).state, 'done')
		assert.equal(await one(`SELECT COUNT(*) AS n FROM capture_template WHERE case_id = ${id}`), '2')
		for (const name of ['station', 'reader'])
			for (const pid of s.pids(name))
				process.kill(pid, 'SIGKILL')
		await until('a station with its reader', async () => /Siap|Sedang/.test((await perekam.get('/stasiun')).text))
		await s.finger('finger 2')
		const row = await until('the finger is judged', async () => {
			const r = await scan(s, perekam, id, 4)
			return r.state === 'failed' && r.reason === 'same_finger' ? r : r.refused || r.reason === 'reader_away' ? (await s.finger('finger 2'), null) : assert.fail(JSON.stringify(r))
		}, 30000)
		assert.equal(Number(row.same_as), 2)
		assert.match(await text(id), /Jari ini sama dengan telunjuk kanan/)
		// the verification of a finger that was taken before the crash
		for (const f of [1, 4, 5, 6, 7, 8, 9, 10])
			await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: String(f), sebab: 'SIDIK_JARI_AUS', keterangan: '' })
		assert.match(await text(id), /Verifikasi telunjuk kanan/)
		assert.equal((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })).status, 422, 'not before the verification')
		await s.finger('finger 3')
		const wrong = await scan(s, perekam, id, 2, 'VERIFIKASI')
		assert.equal(Number(wrong.same_as), 3)
		assert.match(await text(id), /Yang diletakkan jari tengah kanan, bukan telunjuk kanan/)
		assert.equal(Number((await scan(s, perekam, id, 2, 'VERIFIKASI')).same_as), 2)
		// taken anew it is verified anew
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		assert.match(await text(id), /Verifikasi telunjuk kanan: belum/)
		assert.equal(Number((await scan(s, perekam, id, 2, 'VERIFIKASI')).same_as), 2)
		assert.match((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })).url, /penyerahan/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM capture_template WHERE case_id = ${id}`), '0', 'templates are gone with TEREKAM')
		assert.equal(await one(`SELECT COUNT(*) AS n FROM capture_image WHERE case_id = ${id}`), '2')
	})

	await t.test('asvs_v2_3_1 a case is recorded after its closing verification alone: by the finger the person has, or left out with a reason', async () => {
		const id = await begun()
		assert.equal((await scan(s, perekam, id, 9)).state, 'done')
		await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: 'KANAN', sebab: 'AMPUTASI', keterangan: '' })
		for (const f of [6, 7, 8, 10])
			await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: String(f), sebab: 'SIDIK_JARI_AUS', keterangan: '' })
		const page = await text(id)
		assert.match(page, /Verifikasi jari manis kiri/)
		assert.match(page, /Verifikasi tangan kanan: tidak ada jari/)
		assert.equal((await act(perekam, id, 'perekaman', 'LEWATI', { uji: 'UJI_KIRI', alasan_uji: '' })).status, 422)
		assert.equal((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })).status, 422)
		await act(perekam, id, 'perekaman', 'LEWATI', { uji: 'UJI_KIRI', alasan_uji: 'Lima kali dicoba, jari aus' })
		assert.match(await text(id), /Verifikasi jari manis kiri: dilewati/)
		assert.match((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })).url, /penyerahan/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'LEWATI_VERIFIKASI' AND object = 'casefile/${id}'`), '1')
	})

	await t.test('photo and signature are sealed by the station and opened by the safe alone; or why there is none', async () => {
		const id = await begun()
		const jpeg = fs.readFileSync('tests/data/logo.jpg'), png = fs.readFileSync('tests/data/logo.png')
		for (const [bytes, says, extra] of [[null, /Gambar belum ada/, { cara: 'KAMERA' }], [Buffer.from('bukan gambar'), /bukan gambar JPEG atau PNG yang utuh/, { cara: 'BERKAS' }],
			[jpeg.subarray(0, 900), /bukan gambar JPEG atau PNG yang utuh/, { cara: 'BERKAS' }], [jpeg, /Cara mengambil belum dipilih|pilihan/i, { cara: 'LUKISAN' }]]) {
			const no = await sendPart(perekam, id, 'pasfoto', bytes, extra)
			assert.equal(no.status, 422)
			assert.match(no.text, says)
		}
		const yes = await sendPart(perekam, id, 'pasfoto', jpeg, { cara: 'KAMERA' })
		assert.match(yes.url, /perekaman\?pesan=gambar-tersegel/, messages(yes))
		assert.match((await sendPart(perekam, id, 'tanda-tangan', png, { cara: 'SAKSI' })).text, /Nama saksi belum diisi/)
		await sendPart(perekam, id, 'tanda-tangan', png, { cara: 'SAKSI', saksi: 'SUTRISNO CONTOH' })
		const rows = await s.sql(`SELECT kind, how, note, HEX(sealed) AS hex, epoch, width, HEX(sha256) = SHA2(sealed, 256) AS same FROM biometric_part WHERE case_id = ${id} ORDER BY kind`)
		assert.deepEqual(rows.map(r => [r.kind, r.how, r.note, r.same]), [['FOTO', 'KAMERA', '', '1'], ['TANDA_TANGAN', 'SAKSI', 'SUTRISNO CONTOH', '1']])
		const rec = path.join(s.dir, 'part'), out = path.join(s.dir, 'part.jpg')
		for (const r of rows) {
			const sealed = Buffer.from(r.hex, 'hex')
			assert.equal(sealed.indexOf('JFIF'), -1)
			fs.writeFileSync(rec, sealed)
			program('sealtool', 'open', path.join(s.dir, 'keys/station.pub'), path.join(s.dir, `safe/export-${r.epoch}.key`), rec, out)
			assert.equal(fs.readFileSync(out).readUInt16BE(0), 0xffd8)
			sealed[20] ^= 1		// the case in the header
			fs.writeFileSync(rec, sealed)
			assert.throws(() => program('sealtool', 'open', path.join(s.dir, 'keys/station.pub'), path.join(s.dir, `safe/export-${r.epoch}.key`), rec, out))
		}
		const page = await text(id)
		assert.match(page, /Pasfoto<\/a><\/span>\s*<span class="status selesai">Tersimpan/)
		assert.equal((await sendPart(perekam, id, 'pasfoto', null, { tindakan: 'KECUALIKAN', sebab: '' })).status, 422)
		await sendPart(perekam, id, 'pasfoto', null, { tindakan: 'KECUALIKAN', sebab: 'ODGJ', keterangan: '' })
		assert.equal(await one(`SELECT CONCAT(how, ' ', reason, ' ', sealed IS NULL) AS x FROM biometric_part WHERE case_id = ${id} AND kind = 'FOTO'`, 'x'), 'KECUALI ODGJ 1')
		// the page of the camera, and no other, may use it
		assert.match((await perekam.get(`/permohonan/${id}/pasfoto`)).headers['permissions-policy'], /camera=\(self\)/)
		assert.match((await perekam.get(`/permohonan/${id}/tanda-tangan`)).headers['permissions-policy'], /camera=\(\)/)
		assert.equal((await loket.request('GET', `/permohonan/${id}/pasfoto`)).status, 403)
	})

	await t.test('what a station seals with a destroyed key is not kept, and it is said', async () => {
		const id = await begun()
		await s.sql(`INSERT INTO destruction (office_id, what, epoch, cases, images, how, witness, document_id, at, by_user)
			SELECT 1, 'KUNCI', DATE_FORMAT(UTC_TIMESTAMP() + INTERVAL 7 HOUR, '%Y-%m'), 0, 0, 'dibakar', 'Saksi', MIN(d.id), UTC_TIMESTAMP(6), MIN(u.id) FROM document d, user u`)
		const row = await scan(s, perekam, id, 2)
		assert.deepEqual([row.state, row.reason], ['failed', 'key_gone'])
		assert.match(await text(id), /kunci ekspor yang telah dimusnahkan; gambarnya tidak disimpan/)
		const photo = await sendPart(perekam, id, 'pasfoto', fs.readFileSync('tests/data/logo.jpg'), { cara: 'KAMERA' })
		assert.equal(photo.status, 422)
		assert.match(photo.text, /kunci ekspor yang telah dimusnahkan/)
		assert.equal(await one(`SELECT (SELECT COUNT(*) FROM capture_image WHERE case_id = ${id}) + (SELECT COUNT(*) FROM biometric_part WHERE case_id = ${id}) AS n`), '0')
		await s.sql("DELETE FROM destruction WHERE what = 'KUNCI'")
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
	})

	await t.test('an old page cannot erase a photo; a face never goes into a file on its way', async () => {
		const id = await begun(), before = await perekam.get(`/permohonan/${id}/pasfoto`)
		const face = png(420, 560, true)
		assert.ok(face.length > 300000)
		const versi = forms(before.text).flatMap(f => f.fields).find(([k]) => k === 'versi')[1]
		assert.match((await sendPart(perekam, id, 'pasfoto', face, { cara: 'BERKAS' })).url, /gambar-tersegel/)
		const stale = await sendPart(perekam, id, 'pasfoto', null, { tindakan: 'KECUALIKAN', sebab: 'ODGJ', keterangan: '', versi })
		assert.equal(stale.status, 409)
		assert.equal(await one(`SELECT how AS n FROM biometric_part WHERE case_id = ${id}`), 'BERKAS')
		for (const log of fs.readdirSync(s.log).filter(f => /nginx.*error/.test(f)))
			assert.doesNotMatch(fs.readFileSync(path.join(s.log, log), 'utf8'), /client request body is buffered to a temporary file/)
	})

	await t.test('put off at once: the finger that lay at the station is stored all the same, and a finished case takes nothing more', async () => {
		const id = await begun(), where = `/permohonan/${id}/perekaman`
		const order = async jari => {
			const page = await perekam.get(where)
			const hidden = forms(page.text).find(f => f.fields.some(([n]) => n === 'jari')).fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n))
			assert.equal((await perekam.post(where, [...hidden, ['jari', String(jari)], ['tindakan', 'PINDAI']])).status, 303)
		}
		const kept = () => one(`SELECT COUNT(*) AS n FROM capture_image WHERE case_id = ${id}`)
		await order(2)
		await sleep(2500)		// nobody asks; the station has it
		assert.equal(await kept(), '0')
		assert.match((await act(perekam, id, 'perekaman', 'ROLL_BACK')).url, /pesan=ditunda/)
		assert.equal(await kept(), '1')
		// a Kasi who looks on is not who recorded
		await act(perekam, id, 'perekaman', 'BEGIN')
		await order(3)
		await sleep(2500)
		const kasi = await login(s, 'kasi')
		await kasi.get(where)
		assert.equal(await kept(), '1')
		await s.sql(`UPDATE casefile SET status = 'TEREKAM' WHERE id = ${id}`)
		await perekam.get(where)
		await s.sql(`UPDATE casefile SET status = 'SEDANG_DIREKAM' WHERE id = ${id}`)
		assert.deepEqual((await s.sql(`SELECT DISTINCT u.username FROM audit a JOIN user u ON u.id = a.actor_id WHERE a.action = 'REKAM_JARI' AND a.object = 'casefile/${id}'`)).map(r => r.username), ['perekam'])
	})

	await t.test('the exception photo: off until the office wants it, only where a finger is excepted, sealed and exported like the others', async () => {
		const id = await begun(), jpeg = fs.readFileSync('tests/data/logo.jpg'), here = '/pengaturan/perekaman'
		const count = () => one(`SELECT COUNT(*) AS n FROM biometric_part WHERE case_id = ${id} AND kind = 'FOTO_KECUALI'`)
		const refused = async () => {
			const no = await sendPart(perekam, id, 'foto-pengecualian', jpeg, { cara: 'KAMERA' })
			assert.equal(no.status, 422)
			assert.match(no.text, /hanya diambil bila kantor memutuskannya dan ada jari yang dikecualikan/)
			assert.equal(await count(), '0')
		}
		await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: '3', sebab: 'AMPUTASI', keterangan: '' })
		assert.doesNotMatch(await text(id), /Foto pengecualian/)
		await refused()
		const admin = await login(s, 'admin')
		await admin.submit(await admin.get(here), here, { tindakan: 'SIMPAN', foto_pengecualian: 'YA' })
		assert.equal(await one("SELECT COUNT(*) AS n FROM audit WHERE action = 'PENGATURAN' AND detail LIKE '%foto-pengecualian=YA%'"), '1')
		const whole = await begun()
		assert.doesNotMatch(await text(whole), /Foto pengecualian/, 'nothing is excepted there')
		assert.match(await text(id), /Foto pengecualian<\/a><\/span>\s*<span class="status tunggu">Belum/)
		const page = await perekam.get(`/permohonan/${id}/foto-pengecualian`)
		assert.match(page.headers['permissions-policy'], /camera=\(self\)/)
		assert.match(page.text, /kedua tangannya, telapak menghadap kamera/)
		assert.doesNotMatch(page.text, /KECUALIKAN/, 'it is a proof, and needs no reason for not being there')
		assert.equal((await sendPart(perekam, id, 'foto-pengecualian', null, { tindakan: 'KECUALIKAN', sebab: 'ODGJ', keterangan: '' })).status, 422)
		assert.match((await sendPart(perekam, id, 'foto-pengecualian', jpeg, { cara: 'KAMERA' })).url, /gambar-tersegel/)
		assert.equal(await count(), '1')
		assert.match(await text(id), /Foto pengecualian<\/a><\/span>\s*<span class="status selesai">Tersimpan/)
		const out = path.join(s.dir, 'export-exception'), ctl = (...w) => spawnSync(path.join(build, 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), 'record', ...w], { encoding: 'utf8' })
		assert.equal(ctl('copy', String(id), '--into', out).status, 0)
		const opened = ctl('open', out, '--keys', path.join(s.dir, 'safe'), '--into', `${out}-terbuka`)
		assert.equal(opened.status, 0, opened.stderr)
		assert.equal(fs.readFileSync(path.join(`${out}-terbuka`, 'foto-pengecualian.jpg')).readUInt16BE(0), 0xffd8)
		assert.equal((await loket.request('GET', `/permohonan/${id}/foto-pengecualian`)).status, 403)
		// the decision taken back: what is there stays until it is destroyed, nothing is added
		await admin.submit(await admin.get(here), here, { tindakan: 'SIMPAN', foto_pengecualian: 'TIDAK' })
		assert.equal((await sendPart(perekam, id, 'foto-pengecualian', jpeg, { cara: 'KAMERA' })).status, 422)
	})

	await t.test('the export: copied with a trace, opened by the key of the safe, read back by another reader pixel by pixel', async () => {
		const id = await begun(), out = path.join(s.dir, 'export')
		for (const f of [2, 9])
			assert.equal((await scan(s, perekam, id, f)).state, 'done')
		await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: '3', sebab: 'AMPUTASI', keterangan: '' })
		await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: '4', sebab: 'SIDIK_JARI_AUS', keterangan: '' })
		await sendPart(perekam, id, 'pasfoto', fs.readFileSync('tests/data/logo.jpg'), { cara: 'BERKAS' })
		const conf = path.join(s.dir, 'rekam.conf')
		const ctl = (...w) => spawnSync(path.join(build, 'bin/rekamctl'), ['-c', conf, 'record', ...w], { encoding: 'utf8' })
		assert.match(ctl('list', String(id)).stdout, /JARI telunjuk kanan[^]*JARI jari manis kiri/)
		assert.equal(ctl('list', '999999').status, 1)
		const copied = ctl('copy', String(id), '--into', out)
		assert.equal(copied.status, 0, copied.stderr)
		assert.match(copied.stdout, /3 sealed records/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'EKSPOR_REKAMAN' AND object = 'casefile/${id}'`), '1')
		const opened = ctl('open', out, '--keys', path.join(s.dir, 'safe'), '--into', `${out}-terbuka`)
		assert.equal(opened.status, 0, opened.stderr)
		const file = name => fs.readFileSync(path.join(`${out}-terbuka`, name))
		for (const f of [2, 9]) {
			const r = readIso(file(`finger-0${f}.fir`)), png = file(`finger-0${f}.png`)
			assert.deepEqual([r.magic, r.whole, r.representations, r.positions, r.certified], ['FIR\x00020\x00', true, 1, 1, 0])
			assert.deepEqual([r.position, r.scale, r.rates, r.depth, r.compression, r.impression, r.width, r.height], [f, 1, [500, 500, 500, 500], 8, 6, 0, 300, 400])
			assert.deepEqual(r.qualities.map(q => [q.vendor, q.algorithm]), [[0, 0]], 'a score of our own, never called otherwise')
			assert.ok(Math.abs(Date.UTC(r.time[0], r.time[1] - 1, ...r.time.slice(2)) - Date.now()) < 600000)
			const a = pixels(r.image), b = pixels(png)
			assert.deepEqual([a.width, a.height, a.channels], [300, 400, 1])
			assert.ok(Buffer.from(a.data).equals(Buffer.from(b.data)))
		}
		const [first, ...fingers] = readNist(file('sidik-jari.an2'))
		assert.equal(first['1.002'], '0500')
		assert.equal(first['1.003'].split('\x1e')[0], '1\x1f4')
		assert.deepEqual(fingers.map(x => [x['14.002'], x['14.013'], x['14.018'] ?? '']), [['01', '2', ''], ['02', '9', ''], ['03', '3', '3\x1fXX'], ['04', '4', '4\x1fUP']])
		assert.deepEqual(['14.003', '14.006', '14.007', '14.008', '14.009', '14.011', '14.012'].map(k => fingers[0][k]), ['0', '300', '400', '1', '500', 'PNG', '8'])
		assert.ok(fingers[0]['14.999'].equals(file('finger-02.png')))
		assert.equal(file('foto.jpg').readUInt16BE(0), 0xffd8)

		// a record of another case, a changed one, a lost key: named, the rest is opened
		fs.copyFileSync(path.join(out, 'finger-09.rekam'), path.join(out, 'finger-02.rekam'))
		const part = ctl('open', out, '--keys', path.join(s.dir, 'safe'), '--into', `${out}-2`)
		assert.equal(part.status, 1)
		assert.match(part.stderr, /finger-02\.rekam: it is a record of another case or finger/)
		assert.ok(fs.existsSync(path.join(`${out}-2`, 'finger-09.fir')))
		const none = ctl('open', out, '--keys', out, '--into', `${out}-3`)
		assert.equal(none.status, 1)
		assert.match(none.stderr, /export-\d{4}-\d\d\.key/)
	})

	await t.test('without a station a photo is not kept in the open: it says so, and the exception still goes', async () => {
		const id = await begun()
		await s.sql('UPDATE station SET rest_since = UTC_TIMESTAMP(6)')
		const no = await sendPart(perekam, id, 'pasfoto', fs.readFileSync('tests/data/logo.jpg'), { cara: 'KAMERA' })
		assert.match(no.text, /Stasiun belum dipilih atau belum ada/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM biometric_part WHERE case_id = ${id}`), '0')
		await s.sql('UPDATE station SET rest_since = NULL')
	})

	await t.test('the official enrolment, the iris and what SIAK says are noted with day and officer; the newest counts', async () => {
		const id = await begun(), here = `/permohonan/${id}/hasil-resmi`
		const note = async v => perekam.submit(await perekam.get(here), here, { tindakan: 'SIMPAN', ...v })
		assert.equal((await note({ bagian: 'IRIS', hasil: '' })).status, 422)
		assert.match((await note({ bagian: 'IRIS', hasil: 'KECUALI', sebab: '' })).text, /Sebab belum dipilih/)
		assert.match((await note({ bagian: 'RESMI', hasil: 'BERHASIL', tanggal: '31122099' })).text, /belum tiba/)
		await note({ bagian: 'IRIS', hasil: 'KECUALI', sebab: 'TUNANETRA' })
		await note({ bagian: 'RESMI', hasil: 'MENYUSUL' })
		const last = await note({ bagian: 'RESMI', hasil: 'BERHASIL', status_siak: 'PRINT_READY_RECORD', petugas: 'Lestari Contoh Utami' })
		assert.match(last.text, /PRINT_READY_RECORD \(Siap cetak\)/)
		assert.match(await text(id), /Berhasil, PRINT_READY_RECORD/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM enrolment WHERE case_id = ${id}`), '3')
		// the step's own end does not cover what was read in SIAK
		await act(perekam, id, 'perekaman', 'KECUALIKAN', { jari: 'KEDUA', sebab: 'AMPUTASI', keterangan: '' })
		assert.match((await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'BERHASIL' })).url, /penyerahan/)
		assert.equal(await one(`SELECT COUNT(*) AS n FROM enrolment WHERE case_id = ${id}`), '3')
		assert.equal((await kasi.get(here)).status, 200)
		assert.equal((await loket.request('GET', here)).status, 403)
	})

	await t.test("the applicant's own window shows what to do, and neither name nor number", async () => {
		const id = await begun(), page = await perekam.get(`${where(id)}/pemohon`)
		assert.equal(page.status, 200)
		assert.match(page.text, /Tunggu petunjuk petugas/)
		assert.doesNotMatch(page.text, /SITI|\d{16}|0\d{3}\/20/)
	})

	await t.test('two stations: one is chosen; one that rests or is revoked takes nothing', async () => {
		await s.sql("INSERT INTO station (office_id, code, label, url, sign_key) SELECT 1, 'STASIUN-2', 'Stasiun kedua', CONCAT(url, '-tidak-ada'), sign_key FROM station WHERE id = 1")
		const two = await one("SELECT id FROM station WHERE code = 'STASIUN-2'", 'id')
		const id = await begun()
		assert.match(await text(id), /Stasiun belum dipilih/)
		const none = await scan(s, perekam, id, 2)
		assert.equal(none.refused, 503)
		await act(perekam, id, 'perekaman', 'STASIUN', { stasiun: two })
		const away = await scan(s, perekam, id, 2)
		assert.equal(away.refused, 503)
		assert.match(away.text, /Stasiun atau alat pemindai tidak menjawab/)
		assert.match((await perekam.get('/stasiun')).text, /Tidak menjawab sejak/)
		await act(perekam, id, 'perekaman', 'STASIUN', { stasiun: '1' })
		assert.equal((await scan(s, perekam, id, 2)).state, 'done')
		assert.equal((await act(perekam, id, 'perekaman', 'STASIUN', { stasiun: '99' })).status, 503)
		// its own page: tests, out of use, back
		const mine = await perekam.get('/stasiun/1')
		assert.match(mine.text, /Uji diri/)
		assert.doesNotMatch(mine.text, /belum baik/)
		assert.equal((await perekam.submit(await perekam.get('/stasiun/1'), '/stasiun/1', { tindakan: 'ISTIRAHAT', alasan: '' })).status, 422)
		assert.match((await perekam.submit(await perekam.get('/stasiun/1'), '/stasiun/1', { tindakan: 'ISTIRAHAT', alasan: 'Kaca retak' })).text, /Kaca retak/)
		// the other one is now the only one in use
		assert.equal((await scan(s, perekam, id, 3)).refused, 503)
		await perekam.submit(await perekam.get('/stasiun/1'), '/stasiun/1', { tindakan: 'PAKAI' })
		await s.sql(`UPDATE station SET active = 0, revoked_at = UTC_TIMESTAMP(6) WHERE id = ${two}`)
		assert.equal((await scan(s, perekam, id, 3)).state, 'done')
	})

	await t.test('a station that signs with another key is shown as such, and nothing of it is stored', async () => {
		const id = await begun()
		await s.sql("UPDATE station SET sign_key = REPEAT('k', 32) WHERE id = 1")
		assert.match((await perekam.get('/stasiun')).text, /Kunci tidak cocok/)
		const row = await scan(s, perekam, id, 2)
		assert.deepEqual([row.state, row.reason], ['failed', 'bad_image'])
		assert.equal(await one(`SELECT COUNT(*) AS n FROM capture_image WHERE case_id = ${id}`), '0')
		const pub = fs.readFileSync(path.join(s.dir, 'keys/station.pub'), 'utf8').trim()
		await s.sql(`UPDATE station SET sign_key = UNHEX('${pub}') WHERE id = 1`)
	})
})
