// A letter that an official signs with the government's certificate service: it comes back as a signed PDF, is
// checked, looked at and taken, and then is the letter, byte for byte.
import test from 'node:test'
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { pdf as onePage } from './pdf.mjs'
import { certificate, sign } from './signed_pdf.mjs'
import { pdfText, startStack, until } from './stack.mjs'
import { act, handOver, intake, login, messages, press, statusOf, verifyAndNumber } from './office.mjs'
import { forms } from './client.mjs'

const sha = b => crypto.createHash('sha256').update(b).digest('hex')

test('letters signed with a certificate', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), admin = await login(s, 'admin'), perekam = await login(s, 'perekam'), kasi = await login(s, 'kasi')
	const dir = path.join(s.dir, 'pki')
	fs.mkdirSync(dir)
	const [camat] = await s.sql("SELECT id, name FROM signatory WHERE office_id = 1 AND role = 'CAMAT'")
	const root = certificate(dir, 'root', { cn: 'Induk Contoh', ca: true })
	const issuer = certificate(dir, 'issuer', { cn: 'Penerbit Contoh', ca: true, issuer: root })
	const signer = certificate(dir, 'camat', { cn: camat.name.replace(/,.*/, '').toUpperCase(), issuer })
	const stranger = certificate(dir, 'stranger', { cn: 'ORANG LAIN', issuer: certificate(dir, 'other', { cn: 'Penerbit Lain', ca: true }) })

	const submit = async (more = {}) => {
		const id = await intake(loket)
		await verifyAndNumber(s, loket, id)
		const done = await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: camat.id, ...more })
		assert.match(done.url, /pesan=diajukan/, messages(done))
		return id
	}
	const letter = async id => (await s.sql(`SELECT id, letter_number AS number, turn, void, sha256 IS NOT NULL AS frozen, LOWER(HEX(sha256)) AS sha FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI' ORDER BY id DESC LIMIT 1`))[0]
	const frozen = async id => (await loket.request('GET', `/permohonan/${id}/surat/${(await letter(id)).id}/unduh`)).bytes
	// A file through the page's own form.
	const send = async (c, where, name, bytes, tindakan) => {
		const page = await c.get(where)
		const form = forms(page.text).find(f => f.action === where)
		assert.ok(form, `no form on ${where} (${page.status})`)
		const mark = '----rekamuji', parts = []
		for (const [n, v] of [...form.fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n)), ['tindakan', tindakan]])
			parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`))
		parts.push(Buffer.from(`--${mark}\r\nContent-Disposition: form-data; name="${name}"; filename="${bytes ? 'x' : ''}"\r\nContent-Type: application/octet-stream\r\n\r\n`), bytes ?? Buffer.alloc(0), Buffer.from(`\r\n--${mark}--\r\n`))
		return c.follow(await c.request('POST', where, { body: Buffer.concat(parts),
			headers: { 'Content-Type': `multipart/form-data; boundary=${mark}`, Origin: c.base.origin, 'Sec-Fetch-Site': 'same-origin' } }))
	}
	const upload = (id, bytes) => send(loket, `/permohonan/${id}/surat-tte`, 'surat', bytes, 'UNGGAH')
	const take = async (id, values = {}) => press(loket, await loket.get(`/permohonan/${id}/surat-tte`), 'SIGNED_FILE', values)
	const trust = bytes => send(admin, '/pengaturan/sertifikat', 'sertifikat', bytes, 'TAMBAH')

	await t.test('without a trusted certificate nothing of it is offered', async () => {
		const id = await submit()
		assert.doesNotMatch((await loket.get(`/permohonan/${id}/penandatanganan`)).text, /BSrE/)
		assert.match((await loket.get(`/permohonan/${id}/surat-tte`)).text, /Belum ada sertifikat penerbit/)
	})

	await t.test('the administrator trusts an authority; what is none is refused in words', async () => {
		for (const [file, text] of [[null, /belum dipilih/], [Buffer.from('halo'), /bukan satu sertifikat/], [signer.pem, /bukan penerbit/], [Buffer.concat([root.der, Buffer.from('x')]), /bukan satu sertifikat/],
			[certificate(dir, 'past', { cn: 'Lama', ca: true, issuer: root, from: '20200101000000Z', to: '20210101000000Z' }).pem, /tidak berlaku/]]) {
			const no = await trust(file)
			assert.equal(no.status, 422)
			assert.match(no.text, text)
		}
		const done = await trust(root.der)
		assert.match(done.url, /pesan=sertifikat/, messages(done))
		assert.match(done.text, new RegExp(sha(root.der).toUpperCase().match(/../g).join(':')))
		assert.match((await trust(root.pem)).text, /sudah dipercaya/)
		assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'SERTIFIKAT'"))[0].n, '1')
		for (const c of [loket, kasi])
			assert.equal((await c.request('GET', '/pengaturan/sertifikat')).status, 403)
	})

	await t.test('our files are what others call signed: pdfsig agrees', async () => {
		const id = await submit({ tanpa_cetak: '1' })
		const file = path.join(dir, 'look.pdf')
		fs.writeFileSync(file, sign(await frozen(id), signer))
		const said = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
		assert.match(said, /Total document signed/)
		assert.match(said, /Signature is Valid/)
		execFileSync('qpdf', ['--check', file])
	})

	let id, signed
	await t.test('not printed first, signed, checked, shown, taken: the file is the letter', async () => {
		id = await submit({ tanpa_cetak: '1' })
		const before = await letter(id), bytes = await frozen(id)
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM print_job WHERE document_id = ${before.id}`))[0].n, '0')
		const step = await loket.get(`/permohonan/${id}/penandatanganan`)
		assert.match(step.text, /Ditandatangani secara elektronik \(BSrE\)/)
		signed = sign(bytes, signer)
		const shown = await upload(id, signed)
		assert.match(shown.url, /pesan=tte-diperiksa/, messages(shown))
		assert.match(shown.text, new RegExp(camat.name.replace(/,.*/, '').toUpperCase()))
		assert.match(shown.text, /Penerbit Contoh/)
		assert.match(shown.text, /tanpa perubahan satu byte pun/)
		assert.doesNotMatch(shown.text, /Yang perlu dicocokkan/)
		const picture = await loket.request('GET', `/permohonan/${id}/surat-tte/gambar`)
		assert.equal(picture.headers['content-type'], 'image/png')
		assert.equal(await statusOf(s, id), 'MENUNGGU_TTD')
		const done = await take(id)
		assert.match(done.url, /pesan=tte-dipakai/, messages(done))
		assert.equal(await statusOf(s, id), 'DITANDATANGANI')
		const now = await letter(id)
		assert.deepEqual([now.number, now.turn, now.void], [before.number, '1', '0'])
		assert.equal(now.sha, sha(signed))
		assert.equal((await s.sql(`SELECT void FROM document WHERE id = ${before.id}`))[0].void, '1')
		assert.ok((await frozen(id)).equals(signed), 'what is downloaded is the file')
		const [row] = await s.sql(`SELECT mode, factor, name FROM signature WHERE document_id = ${now.id}`)
		assert.deepEqual([row.mode, row.factor, row.name], ['ELEKTRONIK', 'SERTIFIKAT', camat.name])
		assert.match((await loket.get(`/permohonan/${id}`)).text, /Ditandatangani secara elektronik oleh .* dibuktikan dengan sertifikat elektronik/)
		await until('it is printed', async () => (await s.sql(`SELECT state FROM print_job WHERE document_id = ${now.id}`))[0]?.state === 'printed', 30000)
		assert.ok(s.paper().some(f => sha(fs.readFileSync(f)) === sha(signed)), 'the paper is the file')
		const [kept] = await s.sql(`SELECT bytes IS NULL AS gone, taken_id, signer, LENGTH(certificate) AS n FROM letter_import WHERE document_id = ${before.id}`)
		assert.deepEqual([kept.gone, kept.taken_id, kept.n], ['1', now.id, '32'])
	})

	await t.test('and the case goes on to its end with it', async () => {
		await act(perekam, id, 'perekaman', 'BEGIN')
		await s.sql(`INSERT INTO finger_exception (case_id, finger, reason, note, at, by_user) SELECT ${id}, seq, 'AMPUTASI', '', UTC_TIMESTAMP(6), 2 FROM seq_1_to_10`)
		await act(perekam, id, 'perekaman', 'FINISH', { hasil_resmi: 'MENYUSUL' })
		await handOver(loket, id)
		assert.equal(await statusOf(s, id), 'SELESAI')
	})

	await t.test('asvs_v5_2_2 bad files: each is refused in words, nothing is stored, the case waits', async () => {
		const x = await submit({ tanpa_cetak: '1' }), other = await submit({ tanpa_cetak: '1' })
		const bytes = await frozen(x), good = sign(bytes, signer)
		const flip = (b, at) => { const c = Buffer.from(b); c[at] ^= 1; return c }
		const expired = certificate(dir, 'expired', { cn: 'CAMAT LAMA', issuer, from: '20200101000000Z', to: '20210101000000Z' })
		const cases = [
			['no file', null, /belum dipilih/],
			['no PDF', Buffer.from('halo'), /bukan PDF/],
			['unsigned', bytes, /belum bertanda tangan/],
			['a bit of the letter', flip(good, bytes.length - 400), /berubah setelah ditandatangani/],
			['a byte behind', Buffer.concat([good, Buffer.from('\n')]), /berubah setelah ditandatangani/],
			['an update behind', Buffer.concat([good, Buffer.from('\n1 0 obj\n<< >>\nendobj\n%%EOF\n')]), /berubah setelah ditandatangani/],
			['the signature itself', flip(good, good.lastIndexOf('<3082') + 1200), /berubah|standar|tidak dipercaya|aman/],
			['a gap that hides something', sign(bytes, signer, { range: ([a, b, c]) => [a - 20, b, c] }), /standar/],
			['no /Contents before the gap', sign(bytes, signer, { contents: '/Isi ' }), /standar/],
			['content in the signature', sign(bytes, signer, { attached: true, room: 600000 }), /standar/],
			['no certificate in it', sign(bytes, signer, { bare: true }), /standar/],
			['an old kind', sign(bytes, signer, { subfilter: 'adbe.pkcs7.sha1' }), /standar/],
			['SHA-1', sign(bytes, signer, { digest: 'sha1' }), /tidak aman/],
			['a stranger', sign(bytes, stranger), /atas nama ORANG LAIN diterbitkan oleh Penerbit Lain, yang tidak dipercaya/],
			['self-signed', sign(bytes, certificate(dir, 'self', { cn: camat.name.replace(/,.*/, '') })), /tidak dipercaya/],
			['expired', sign(bytes, expired), /tidak berlaku hari ini/],
			['of a web server', sign(bytes, certificate(dir, 'web', { cn: 'WWW', issuer, extended: 'serverAuth' })), /bukan untuk menandatangani/],
			['only for encryption', sign(bytes, certificate(dir, 'enc', { cn: 'ENC', issuer, usage: 'keyEncipherment' })), /bukan untuk menandatangani/],
			['a weak key', sign(bytes, certificate(dir, 'weak', { cn: 'LEMAH', issuer, bits: 1024 })), /tidak aman/],
			['another letter', sign(await frozen(other), signer), /bukan surat Nomor/],
			['another paper', sign(onePage('undangan'), signer), /bukan surat Nomor/],
			['more than 2 MiB', Buffer.concat([good, Buffer.alloc(2100 << 10)]), /2 MiB/],
		]
		for (const [what, file, text] of cases) {
			const no = await upload(x, file)
			assert.ok([422, 413].includes(no.status), `${what}: ${no.status} ${messages(no)}`)
			assert.match(no.text, text, what)
		}
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM letter_import WHERE document_id = ${(await letter(x)).id}`))[0].n, '0')
		// a file of a letter that goes back is not kept
		const sent = await letter(other)
		await upload(other, sign(await frozen(other), signer))
		await act(loket, other, 'penandatanganan', 'RETURN_INK', { alasan: 'Ejaan' })
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM letter_import WHERE document_id = ${sent.id}`))[0].n, '0')
		assert.equal(await statusOf(s, x), 'MENUNGGU_TTD')
	})

	await t.test('two signatures: the last is over all; an older one that is broken is noticed', async () => {
		const x = await submit({ tanpa_cetak: '1' }), bytes = await frozen(x)
		const twice = sign(sign(bytes, signer), signer)
		const ok = await upload(x, twice)
		assert.match(ok.url, /pesan=tte-diperiksa/, messages(ok))
		assert.match(ok.text, /Jumlah tanda tangan<\/dt><dd>2</)
		assert.match((await upload(x, sign(sign(bytes, stranger), signer))).text ?? '', /ORANG LAIN|Halaman/)
	})

	await t.test('a PDF that was put together anew, or another name: only after somebody compared', async () => {
		const x = await submit({ tanpa_cetak: '1' }), bytes = await frozen(x)
		fs.writeFileSync(path.join(dir, 'a.pdf'), bytes)
		execFileSync('qpdf', ['--object-streams=disable', path.join(dir, 'a.pdf'), path.join(dir, 'b.pdf')])
		const deputy = certificate(dir, 'deputy', { cn: 'WAKIL CONTOH', issuer })
		const shown = await upload(x, sign(fs.readFileSync(path.join(dir, 'b.pdf')), deputy))
		assert.match(shown.url, /pesan=tte-diperiksa/, messages(shown))
		assert.match(shown.text, /Sertifikat atas nama WAKIL CONTOH, sedangkan surat atas nama/)
		assert.match(shown.text, /menyusun ulang PDF-nya/)
		const no = await take(x)
		assert.equal(no.status, 422)
		assert.match(no.text, /Belum dicocokkan/)
		assert.match((await press(loket, await loket.get(`/permohonan/${x}/surat-tte`), 'BUANG', {})).url, /pesan=tte-dibuang/)
		await upload(x, sign(fs.readFileSync(path.join(dir, 'b.pdf')), deputy))
		assert.match((await take(x, { sesuai: '1' })).url, /pesan=tte-dipakai/)
		assert.equal(await statusOf(s, x), 'DITANDATANGANI')
	})

	await t.test('another file meanwhile, a double click, trust withdrawn: nothing is taken that was not shown', async () => {
		const x = await submit({ tanpa_cetak: '1' }), bytes = await frozen(x)
		await upload(x, sign(bytes, signer))
		const old = await loket.get(`/permohonan/${x}/surat-tte`)
		await upload(x, sign(sign(bytes, signer), signer))
		const stale = await press(loket, old, 'SIGNED_FILE', {})
		assert.equal(stale.status, 409)
		assert.equal(await statusOf(s, x), 'MENUNGGU_TTD')
		const [{ id: row }] = await s.sql('SELECT id FROM trusted_certificate WHERE ended_at IS NULL')
		const page = await admin.get('/pengaturan/sertifikat')
		assert.match((await press(admin, page, 'AKHIRI', { nomor: row })).url, /pesan=sertifikat-akhir/)
		const no = await take(x)
		assert.equal(no.status, 422)
		assert.match(no.text, /tidak dipercaya/)
		await trust(issuer.pem)		// the issuer without its root is enough
		const now = await loket.get(`/permohonan/${x}/surat-tte`)
		const both = await Promise.all([press(loket, now, 'SIGNED_FILE', {}), press(loket, now, 'SIGNED_FILE', {})])
		assert.ok(both.every(r => r.status === 200), both.map(messages).join())
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM document WHERE case_id = ${x} AND kind = 'REKOMENDASI' AND void = 0`))[0].n, '1')
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM signature WHERE case_id = ${x}`))[0].n, '1')
	})

	await t.test('not printed and signed in ink after all: it is printed from the page', async () => {
		const x = await submit({ tanpa_cetak: '1' }), doc = await letter(x)
		const page = await loket.get(`/permohonan/${x}/penandatanganan`)
		const button = /formaction="([^"]*\/cetak)"/.exec(page.text)
		assert.ok(button, 'a button prints it')
		const form = forms(page.text).find(f => f.fields.some(([n]) => n === 'versi'))
		const fields = form.fields.filter(([n]) => ['csrf_token', 'permintaan', 'versi'].includes(n))
		const done = await Promise.all([loket.post(button[1], fields), loket.post(button[1], fields)])
		assert.ok(done.every(r => r.status === 303), done.map(r => r.status).join())
		await until('it is printed', async () => (await s.sql(`SELECT state FROM print_job WHERE document_id = ${doc.id}`))[0]?.state === 'printed', 30000)
		assert.equal((await s.sql(`SELECT COUNT(*) AS n FROM print_job WHERE document_id = ${doc.id}`))[0].n, '1')
		await act(loket, x, 'penandatanganan', 'SIGNED_INK')
		assert.equal(await statusOf(s, x), 'DITANDATANGANI')
	})
})
