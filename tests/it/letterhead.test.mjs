// The letterhead, from outside: what an administrator types and uploads is on the letters after it, and
// what is no picture never gets there.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pdfText, startStack } from './stack.mjs'
import { forms } from './client.mjs'
import { act, intake, login, messages, press, verifyAndNumber } from './office.mjs'
import { png } from './png.mjs'

test('the letterhead', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const admin = await login(s, 'admin'), loket = await login(s, 'loket')
	const save = async values => press(admin, await admin.get('/pengaturan/kop'), 'SIMPAN', values)
	const letter = async () => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		const [{ id: signer }] = await s.sql("SELECT id FROM signatory WHERE office_id = 1 AND role = 'CAMAT'")
		assert.match((await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer })).url, /diajukan/)
		const [doc] = await s.sql(`SELECT id FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI'`)
		return { id, doc: doc.id, bytes: (await loket.request('GET', `/permohonan/${id}/surat/${doc.id}`)).bytes }
	}
	const file = bytes => {
		const name = path.join(s.dir, 'look.pdf')
		fs.writeFileSync(name, bytes)
		return name
	}
	const images = bytes => execFileSync('pdfimages', ['-list', file(bytes)], { encoding: 'utf8' }).trim().split('\n').slice(2)
	// The form as a browser sends it; change: other bytes or fields.
	const upload = async (bytes, { token, name = 'logo', file: filename = 'lambang.png' } = {}) => {
		const page = await admin.get('/pengaturan/logo')
		const form = forms(page.text).find(f => f.buttons.some(([, v]) => v === 'UNGGAH'))
		const mark = '----rekamuji', parts = []
		for (const [n, v] of [...form.fields.filter(([n]) => n !== 'logo'), ['tindakan', 'UNGGAH']])
			parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${n === 'csrf_token' ? token ?? v : v}\r\n`))
		parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: image/png\r\n\r\n`), bytes, Buffer.from(`\r\n--${mark}--\r\n`))
		return admin.follow(await admin.request('POST', '/pengaturan/logo', { body: Buffer.concat(parts),
			headers: { 'Content-Type': `multipart/form-data; boundary=${mark}`, Origin: admin.base.origin, 'Sec-Fetch-Site': 'same-origin' } }))
	}
	let before

	await t.test('what cannot stand on a letter is said at its field, and what was typed stays', async () => {
		before = await letter()
		for (const [values, field, text] of [
			[{ nama_kantor: '' }, 'nama_kantor', /Nama kantor/], [{ pemerintah: 'x'.repeat(101) }, 'pemerintah', /Pemerintah daerah/],
			[{ kode_perangkat: '406 08' }, 'kode_perangkat', /hanya berisi huruf, angka/], [{ klasifikasi: 'a_b' }, 'klasifikasi', /hanya berisi/], [{ kode_perangkat: '///' }, 'kode_perangkat', /setiap bagiannya/], [{ kode_perangkat: '406//08' }, 'kode_perangkat', /setiap bagiannya/],
			[{ klasifikasi: '...' }, 'klasifikasi', /setiap bagiannya/], [{ nama_kantor: Array(20).fill('WWWW').join(' '), alamat_kantor: Array(30).fill('WWWWW').join(' ') }, 'nama_kantor', /Dengan nama kantor ini surat tidak muat/],
			[{ lembar: '6' }, 'lembar', /Lembar/], [{ kertas: 'A3' }, 'kertas', /Kertas/], [{ laman: '谢谢' }, 'laman', /Pakai huruf Latin/]]) {
			const r = await save(values)
			assert.equal(r.status, 422, messages(r))
			assert.match(r.text, text)
			assert.match(r.text, new RegExp(`id="${field}-galat"`))
		}
		const kept = await save({ lembar: '9', alamat_kantor: 'Jalan Yang Baru Diketik' })
		assert.match(kept.text, /value="Jalan Yang Baru Diketik"/)
		assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'KOP'"))[0].n, '0')
	})

	await t.test('letters made afterwards have it, those before are the same bytes', async () => {
		assert.match((await save({ alamat_kantor: 'Jalan Raya Prigi Nomor 2', kertas: 'om_folio_210x330mm', klasifikasi: '470' })).url, /pengaturan/)
		const specimen = await admin.request('GET', '/pengaturan/kop/contoh')
		assert.match(pdfText(file(specimen.bytes)), /Jalan Raya Prigi Nomor 2[\s\S]*CONTOH NAMA PEMOHON/)
		const after = await letter()
		assert.match(pdfText(file(after.bytes)), /Jalan Raya Prigi Nomor 2[\s\S]*NOMOR 470\//)
		assert.match(execFileSync('pdfinfo', [file(after.bytes)], { encoding: 'utf8' }), /Page size: +595\.\d+ x 935/)
		assert.deepEqual((await loket.request('GET', `/permohonan/${before.id}/surat/${before.doc}`)).bytes, before.bytes)
		const kop = async () => (await s.sql("SELECT detail FROM audit WHERE action = 'KOP' ORDER BY id")).map(r => r.detail)
		const three = await kop()
		assert.equal(three.length, 3, three.join())
		assert.match(three.join('\n'), /^alamat: .* -> Jalan Raya Prigi Nomor 2\nklasifikasi: 400\.12\.2\.1 -> 470\nkertas: /)
		// nothing changed: no trace; the longest that fit: each whole, one a field
		await save({})
		assert.equal((await kop()).length, 3)
		const long = 'Jalan '.repeat(33).trim()
		assert.match((await save({ alamat_kantor: long, laman: 'w'.repeat(60), surel: 'e'.repeat(60) })).url, /pengaturan/)
		assert.deepEqual((await kop()).slice(3).map(d => d.split(' -> ')[1]), [long, 'e'.repeat(60), 'w'.repeat(60)])
		await save({ alamat_kantor: 'Jalan Raya Prigi Nomor 2', laman: '', surel: '' })
	})

	await t.test('what is no whole picture is refused with words', async () => {
		const good = png(300, 360)
		// the head of a JPEG of four colours: nothing of it is drawn
		const cmyk = Buffer.concat([Buffer.from('ffd8ffc00014080100010004', 'hex'), Buffer.from('01110002110003110004110000', 'hex'), Buffer.alloc(40), Buffer.from('ffd9', 'hex')])
		const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
		for (const [bytes, text, how] of [[Buffer.alloc(0), /belum dipilih/], [good, /belum dipilih/, { name: 'lain' }], [svg, /bukan gambar/], [Buffer.from('GIF89a'), /bukan gambar/],
			[good.subarray(0, good.length - 40), /bukan gambar/], [png(60, 60), /terlalu kecil/], [png(3000, 40), /lebih dari 1\.200 piksel/], [cmyk, /CMYK/],
			[Buffer.concat([good, Buffer.alloc(530000)]), /512 KiB/]]) {
			const r = await upload(bytes, how)
			assert.equal(r.status, 422, messages(r))
			assert.match(r.text, text)
			assert.match(r.text, /id="logo-galat"/)
		}
		const large = await upload(Buffer.concat([good, Buffer.alloc(6_600_000)]))
		assert.equal(large.status, 413)
		assert.match(large.text, /6 MiB; surat bertanda tangan 2 MiB, lambang pada kop surat 512 KiB/)
		// a page that takes no file takes no multipart body either
		const elsewhere = await loket.request('POST', '/permohonan', { body: '--x\r\nContent-Disposition: form-data; name="cari"\r\n\r\nx\r\n--x--\r\n',
			headers: { 'Content-Type': 'multipart/form-data; boundary=x', Origin: loket.base.origin, 'Sec-Fetch-Site': 'same-origin' } })
		assert.equal(elsewhere.status, 415)
		assert.equal((await upload(good, { token: 'x' })).status, 403)
		assert.equal((await s.sql('SELECT COUNT(*) AS n FROM office_logo'))[0].n, '0')
		assert.equal((await admin.get('/pengaturan/logo/gambar')).status, 404)
	})

	await t.test('an emblem stands on every paper made afterwards; of the file only the picture is kept', async () => {
		assert.equal(images((await letter()).bytes).length, 0)
		const r = await upload(png(300, 360), { file: '../../../etc/passwd' })
		assert.match(r.url, /pesan=logo/, messages(r))
		const shown = await admin.request('GET', '/pengaturan/logo/gambar')
		assert.equal(shown.headers['content-type'], 'image/jpeg')
		assert.equal(shown.headers['x-content-type-options'], 'nosniff')
		assert.ok(!shown.bytes.includes('rahasia kamera') && !shown.bytes.includes('passwd'))
		const [line, ...more] = images((await letter()).bytes)
		assert.match(line, /image +300 +360 +rgb +3 +8 +jpeg/)
		assert.equal(more.length, 0)
		assert.equal(images((await admin.request('GET', '/pengaturan/kop/contoh')).bytes).length, 1)
		assert.equal(images((await loket.request('GET', '/formulir/pdf')).bytes).length, 1)
		// a JPEG too: the one that was made
		assert.match((await upload(shown.bytes)).url, /pesan=logo/)
		assert.equal((await upload(shown.bytes.subarray(0, shown.bytes.length / 2 | 0))).status, 422)
		const broken = Buffer.from(shown.bytes)
		broken.fill(0x5a, broken.length >> 1, broken.length - 2)
		assert.equal((await upload(broken)).status, 422)
		assert.deepEqual((await loket.request('GET', `/permohonan/${before.id}/surat/${before.doc}`)).bytes, before.bytes)
	})

	await t.test('an emblem with which a letter would not fit any more is refused, and the old one stays', async () => {
		const emblem = async () => (await s.sql('SELECT HEX(sha256) AS sha FROM office_logo'))[0]?.sha
		await press(admin, await admin.get('/pengaturan/logo'), 'HAPUS')
		// the longest address that still fits on A4 without an emblem: beside one it takes more lines
		let n = 0
		for (let words = 33; words > 0 && !n; words--)
			if (/pesan=/.test((await save({ kertas: 'iso_a4_210x297mm', nama_kantor: Array(16).fill('WWWW').join(' '), pemerintah: Array(4).fill('WWWW').join(' '), alamat_kantor: Array(words).fill('WWWWW').join(' ') })).url)) n = words
		assert.ok(n > 0 && n < 33, `${n} words are the limit`)
		const no = await upload(png(300, 360))
		assert.equal(no.status, 422, messages(no))
		assert.match(no.text, /Dengan lambang ini surat tidak muat pada satu lembar/)
		assert.equal(await emblem(), undefined)
		assert.match((await save({})).url, /pesan=/, 'and the letterhead can still be saved')
		await save({ pemerintah: 'PEMERINTAH KABUPATEN TRENGGALEK', nama_kantor: 'KECAMATAN WATULIMO', alamat_kantor: 'Jalan Raya Prigi Nomor 2' })
		assert.match((await upload(png(300, 360))).url, /pesan=logo/)
	})

	await t.test('it is taken away again; others may not', async () => {
		assert.match((await press(admin, await admin.get('/pengaturan/logo'), 'HAPUS')).url, /logo-hapus/)
		assert.equal(images((await letter()).bytes).length, 0)
		assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'LOGO'"))[0].n > 3, true)
		for (const where of ['/pengaturan/kop', '/pengaturan/kop/contoh', '/pengaturan/logo', '/pengaturan/logo/gambar'])
			assert.equal((await loket.request('GET', where)).status, 403, where)
	})
})
