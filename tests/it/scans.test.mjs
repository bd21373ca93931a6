// Pictures of the applicants' papers: only where the office keeps them, made anew, upright, enciphered,
// and every look at one leaves a trace.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { startStack } from './stack.mjs'
import { freshNik, intake, login, messages, press, sendScan } from './office.mjs'

const s = await startStack()
const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), perekam = await login(s, 'perekam')
const jpeg = fs.readFileSync('tests/data/logo.jpg')
const size = b => { for (let i = 2; i < b.length;) { const m = b.readUInt16BE(i), n = b.readUInt16BE(i + 2); if ([0xffc0, 0xffc1, 0xffc2].includes(m)) return [b.readUInt16BE(i + 7), b.readUInt16BE(i + 5)]; i += 2 + n } }

// The same picture as a telephone would write it: lying on its side, with a place in its EXIF.
function telephone(orientation) {
	const tiff = Buffer.alloc(8 + 2 + 12 + 4)
	tiff.write('MM\0*', 0, 'latin1')
	tiff.writeUInt32BE(8, 4)
	tiff.writeUInt16BE(1, 8)
	tiff.writeUInt16BE(0x112, 10)
	tiff.writeUInt16BE(3, 12)
	tiff.writeUInt32BE(1, 14)
	tiff.writeUInt16BE(orientation, 18)
	const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS-WATULIMO-TELEPON')])
	const head = Buffer.alloc(4)
	head.writeUInt16BE(0xffe1, 0)
	head.writeUInt16BE(body.length + 2, 2)
	return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

const where = id => `/permohonan/${id}/gambar-berkas`
const upload = sendScan
const pictures = async id => s.sql(`SELECT id, width, height, LENGTH(bytes) AS n, HEX(bytes) AS hex, removed_at FROM scan WHERE case_id = ${id} ORDER BY id`)

try {
	const id = await intake(loket)

	await test('an office that has not asked for it keeps none', async () => {
		const page = await loket.get(where(id))
		assert.match(page.text, /tidak menyimpan gambar berkas/)
		assert.doesNotMatch(page.text, /value="UNGGAH"/)
		const no = await upload(loket, id, jpeg)
		assert.equal(no.status, 422)
		assert.match(no.text, /belum menyimpan gambar berkas/)
		assert.deepEqual(await pictures(id), [])
	})

	await test('switched on in the settings', async () => {
		const admin = await login(s, 'admin')
		const done = await press(admin, await admin.get('/pengaturan'), 'SIMPAN', { gambar_berkas: 'YA' })
		assert.match(done.url, /pesan=pengaturan/, messages(done))
		assert.match((await s.sql("SELECT detail FROM audit WHERE action = 'PENGATURAN' ORDER BY id DESC LIMIT 1"))[0].detail, /gambar=YA/)
	})

	await test('a photograph is made upright and new, and enciphered', async t => {
		const [w, h] = size(jpeg)
		for (const [turn, across] of [[1, false], [6, true], [8, true], [3, false]]) {
			const done = await upload(loket, id, telephone(turn))
			assert.match(done.url, /pesan=gambar-simpan/, messages(done))
			const row = (await pictures(id)).at(-1)
			assert.deepEqual([Number(row.width), Number(row.height)], across ? [h, w] : [w, h], `orientation ${turn}`)
			assert.doesNotMatch(row.hex, /^FFD8|4A464946|45786966/, 'no JPEG and no EXIF in the table')
			const seen = await loket.request('GET', `${where(id)}/${row.id}`)
			assert.equal(seen.status, 200)
			assert.deepEqual(size(seen.bytes), across ? [h, w] : [w, h])
			assert.doesNotMatch(seen.bytes.toString('latin1'), /Exif|GPS-WATULIMO/)
		}
		await t.test('a PNG becomes a JPEG', async () => {
			assert.match((await upload(loket, id, fs.readFileSync('tests/data/logo.png'))).url, /pesan=gambar-simpan/)
			assert.equal((await loket.request('GET', `${where(id)}/${(await pictures(id)).at(-1).id}`)).bytes.readUInt16BE(0), 0xffd8)
		})
		await t.test('the row of one case opens in no other', async () => {
			const other = await intake(loket, { nik: freshNik() }), first = (await pictures(id))[0]
			await s.sql(`INSERT INTO scan (case_id, requirement_id, width, height, key_id, bytes, at, actor_id)
				SELECT ${other}, requirement_id, width, height, key_id, bytes, at, actor_id FROM scan WHERE id = ${first.id}`)
			assert.equal((await loket.request('GET', `${where(other)}/${first.id}`)).status, 404)
			assert.equal((await loket.request('GET', `${where(other)}/${(await pictures(other))[0].id}`)).status, 500)
		})
	})

	await test('what is no picture is refused in words, and nothing is stored', async () => {
		const n = (await pictures(id)).length
		for (const [bytes, why] of [[null, /Berkas belum dipilih/], [Buffer.from('%PDF-1.7\n' + 'x'.repeat(200)), /bukan gambar JPEG atau PNG yang utuh/],
			[jpeg.subarray(0, jpeg.length / 2 | 0), /bukan gambar JPEG atau PNG yang utuh/], [Buffer.concat([jpeg.subarray(0, 40), Buffer.alloc(400, 0xff)]), /bukan gambar/]]) {
			const no = await upload(loket, id, bytes)
			assert.equal(no.status, 422, messages(no))
			assert.match(no.text, why)
		}
		const wrong = await upload(loket, id, jpeg, { syarat: 99999 })
		assert.equal(wrong.status, 422)
		assert.match(wrong.text, /Persyaratan belum dipilih/)
		const large = await upload(loket, id, Buffer.alloc((6 << 20) + 200000, 1))
		assert.ok([413, 422].includes(large.status), String(large.status))
		assert.match(large.text, /6 MiB/)
		assert.equal((await pictures(id)).length, n)
	})

	await test('who may see, who may not, and the trace of it', async () => {
		const one = (await pictures(id))[0].id, seen = async () => Number((await s.sql(`SELECT COUNT(*) AS n FROM audit WHERE action = 'LIHAT_GAMBAR' AND object = 'casefile/${id}'`))[0].n)
		const before = await seen()
		assert.equal((await kasi.request('GET', `${where(id)}/${one}`)).status, 200)
		assert.equal(await seen(), before + 1)
		assert.equal((await perekam.request('GET', `${where(id)}/${one}`)).status, 403)
		assert.equal((await perekam.get(where(id))).status, 403)
		assert.doesNotMatch((await kasi.get(where(id))).text, /value="(UNGGAH|HAPUS)"/)
		assert.equal((await upload(kasi, id, jpeg)).status, 403)
		assert.doesNotMatch((await perekam.get(`/permohonan/${id}`)).text, /gambar-berkas/)
	})

	await test('what is removed is gone, and that stays known', async () => {
		const first = (await pictures(id))[0]
		const done = await press(loket, await loket.get(where(id)), 'HAPUS', { gambar: first.id })
		assert.match(done.url ?? '', /pesan=gambar-hapus/, messages(done))
		const row = (await pictures(id))[0]
		assert.equal(row.n, '0')
		assert.notEqual(row.removed_at, null)
		assert.match(done.text, /Dihapus oleh/)
		assert.equal((await loket.request('GET', `${where(id)}/${first.id}`)).status, 404)
	})

	await test('ten are enough', async () => {
		while ((await pictures(id)).filter(p => p.removed_at === null).length < 10)
			assert.match((await upload(loket, id, jpeg)).url, /gambar-simpan/)
		const no = await upload(loket, id, jpeg)
		assert.equal(no.status, 422)
		assert.match(no.text, /Sudah ada sepuluh gambar/)
	})

	await test('the key is a secret of one program', async () => {
		const key = path.join(s.dir, 'keys/scan.key')
		assert.equal(fs.statSync(key).mode & 0o777, 0o600)
		assert.match(fs.readFileSync(key, 'utf8'), /^rekam-scan-key-1 [0-9a-f]{64}\n$/)
	})
} finally {
	await s.stop()
}
