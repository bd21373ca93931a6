// What papers look like: rekam-render draws the frozen bytes, in a process that a bad PDF may break.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import zlib from 'node:zlib'
import { pdf } from './pdf.mjs'
import { pixels } from './png.mjs'
import { sleep, startStack, until } from './stack.mjs'
import { act, intake, login, verifyAndNumber } from './office.mjs'

// One request to rekam-render itself (print/render.h); '' when it has nothing to say.
function ask(s, { what = 'P', page = 1, dpi = 50, bytes, size = bytes.length, magic = 'RKR1' }) {
	const head = Buffer.alloc(16)
	head.write(magic)
	head.write(what, 4)
	head.writeUInt16BE(page, 6)
	head.writeUInt16BE(dpi, 8)
	head.writeUInt32BE(size, 12)
	return new Promise((done, fail) => {
		const parts = [], c = net.connect(path.join(s.dir, 'run/render.sock'))
		c.on('data', d => parts.push(d)).on('close', () => done(Buffer.concat(parts))).on('error', e => e.code === 'EPIPE' || e.code === 'ECONNRESET' ? done(Buffer.concat(parts)) : fail(e))
		c.write(Buffer.concat([head, bytes]))
	})
}
const isPng = b => b.subarray(1, 4).toString() === 'PNG'

test('pictures of papers', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), kasi = await login(s, 'kasi'), admin = await login(s, 'admin')
	const signer = Object.fromEntries((await s.sql('SELECT id, role FROM signatory WHERE office_id = 1')).map(r => [r.role, r.id]))
	const id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await act(loket, id, 'penandatanganan', 'SUBMIT', { penanda_tangan: signer.CAMAT })
	const [doc] = await s.sql(`SELECT id, HEX(bytes) AS hex FROM document WHERE case_id = ${id} AND kind = 'REKOMENDASI'`)
	const [job] = await s.sql(`SELECT id FROM print_job WHERE document_id = ${doc.id}`)
	const get = (who, where) => who.request('GET', where)

	await t.test('the picture beside a print job is the frozen letter, pixel by pixel as poppler draws it', async () => {
		const page = await loket.get(`/cetak/${job.id}`)
		assert.match(page.text, new RegExp(`<img class="gambar-kertas" src="/cetak/${job.id}/gambar\\?halaman=1"`))
		const r = await get(loket, `/cetak/${job.id}/gambar?halaman=1`)
		assert.equal(r.status, 200)
		assert.equal(r.headers['content-type'], 'image/png')
		assert.match(r.headers['cache-control'], /no-store/)
		const file = path.join(s.dir, 'letter.pdf')
		fs.writeFileSync(file, Buffer.from(doc.hex, 'hex'))
		execFileSync('pdftoppm', ['-png', '-r', '80', '-singlefile', file, path.join(s.dir, 'letter')])
		const mine = pixels(r.bytes), theirs = pixels(fs.readFileSync(path.join(s.dir, 'letter.png')))
		assert.deepEqual([mine.width, mine.height], [theirs.width, theirs.height])
		assert.ok(mine.data.equals(theirs.data))
		assert.ok((await get(kasi, `/permohonan/${id}/surat/${doc.id}/gambar`)).bytes.equals(r.bytes))
	})

	await t.test('only for whom the letter is, only what is there', async () => {
		assert.equal((await get(admin, `/cetak/${job.id}/gambar`)).status, 403)
		assert.equal((await get(admin, `/permohonan/${id}/surat/${doc.id}/gambar`)).status, 403)
		for (const where of [`/cetak/${job.id}/gambar?halaman=2`, `/cetak/${job.id}/gambar?halaman=0`, `/cetak/${job.id}/gambar?halaman=x`, `/cetak/999/gambar`, `/permohonan/${id}/surat/999/gambar`, `/permohonan/999/surat/${doc.id}/gambar`])
			assert.equal((await get(loket, where)).status, 404, where)
		assert.ok(!/gambar-kertas/.test((await admin.get(`/cetak/${job.id}`)).text))
	})

	await t.test('bad requests and bad files get nothing, and the next one its picture', async () => {
		const good = pdf('uji')
		assert.ok(isPng(await ask(s, { bytes: good })))
		for (const change of [{ magic: 'RKR2' }, { what: 'X' }, { page: 0 }, { page: 2 }, { dpi: 10 }, { dpi: 201 }, { size: 0 }, { size: 64 << 20 },
			{ bytes: Buffer.from('no PDF at all') }, { bytes: good.subarray(0, 200) }, { bytes: Buffer.alloc(100000, '%PDF-1.4 <<') }])
			assert.equal((await ask(s, { bytes: good, ...change })).length, 0, JSON.stringify(change).slice(0, 80))
		assert.ok(isPng(await ask(s, { bytes: good })))
		assert.match((await ask(s, { bytes: good, what: 'T' })).toString(), /uji/)
		assert.match((await ask(s, { bytes: good, what: 'F' })).toString(), /^Pages: +1$/m)
	})

	await t.test('a page without an end is stopped by its limits; the others are drawn meanwhile', async () => {
		const endless = zlib.deflateSync(Buffer.from('90 w 0 0 m 595 842 l S\n'.repeat(3e6)))
		const [before, after] = pdf('x').toString('latin1').split(/<< \/Length \d+ >>\nstream\n[^]*?\nendstream/)
		const bytes = Buffer.concat([Buffer.from(before, 'latin1'), Buffer.from(`<< /Length ${endless.length} /Filter /FlateDecode >>\nstream\n`), endless, Buffer.from(`\nendstream${after}`, 'latin1')])
		const begun = Date.now(), slow = ask(s, { bytes, dpi: 100 })
		assert.ok(isPng(await ask(s, { bytes: pdf('y') })))
		assert.equal((await slow).length, 0)
		assert.ok(Date.now() - begun > 5000, 'it was the limit that ended it')
		await until('the log says so', () => /not read in time/.test(s.logText('render')))
		assert.ok(isPng(await ask(s, { bytes: pdf('z') })))
	})

	await t.test('who says nothing holds no others up', async () => {
		const idle = Array.from({ length: 3 }, () => net.connect(path.join(s.dir, 'run/render.sock')))
		assert.ok(isPng(await ask(s, { bytes: pdf('y') })))
		idle.forEach(c => c.destroy())
		const many = await Promise.all(Array.from({ length: 12 }, () => ask(s, { bytes: pdf('y') })))
		assert.ok(many.every(isPng))
	})

	await t.test('the service is away: said in words, and everything else works', async () => {
		const [pid] = s.pids('render')
		process.kill(pid, 'SIGSTOP')
		const socket = path.join(s.dir, 'run/render.sock'), aside = `${socket}.aside`
		fs.renameSync(socket, aside)
		const r = await get(loket, `/cetak/${job.id}/gambar`)
		assert.equal(r.status, 503)
		assert.match(r.text, /Layanan gambar surat tidak menjawab/)
		assert.equal((await loket.get(`/cetak/${job.id}`)).status, 200)
		fs.renameSync(aside, socket)
		process.kill(pid, 'SIGCONT')
		await until('it draws again', async () => (await get(loket, `/cetak/${job.id}/gambar`)).status === 200)
		process.kill(pid, 'SIGKILL')
		await sleep(100)
		await until('a new one draws', async () => (await get(loket, `/cetak/${job.id}/gambar`)).status === 200)
	})
})
