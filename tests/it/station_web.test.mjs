// Recorded traffic of real readers through the whole house: reader, station, nginx, web, database.
import test from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { build, startStack, until } from './stack.mjs'
import { act, intake, login, program, scan, submitForSignature, verifyAndNumber } from './office.mjs'
import { pixels } from './png.mjs'
import { recording, recordings, replay } from './station_rig.mjs'

const missing = name => recording(name) ? false : `recording ${name} is not on this machine (REKAM_SHARED)`

const readerCmd = name => ['env', 'FP_DEVICE_EMULATION=1', 'ASAN_OPTIONS=verify_asan_link_order=0', ...replay(recording(name)),
	path.join(build, 'bin/rekam-reader'), '-c', '{dir}/rekam.conf'].join(' ')

// What is no finger passes too, so that the pixels can be compared.
async function takeEverything(s) {
	// the office takes any quality, and so does the station by itself
	await s.sql(`INSERT INTO biometric_policy (office_id, local, basis, dpia, needs, keep, keep_days, quality, attempts, photo, signature, at)
		SELECT office_id, local, basis, dpia, needs, keep, keep_days, '0 0 0 0 0 0 0 0 0 0', attempts, photo, signature, UTC_TIMESTAMP(6) FROM biometric_policy LIMIT 1`)
	const conf = path.join(s.dir, 'rekam.conf')
	fs.writeFileSync(conf, fs.readFileSync(conf, 'utf8').replace('[station]', '[station]\nquality_min=0'))
	const [pid] = s.pids('station')
	process.kill(pid, 'SIGTERM')
	await until('another station process', () => s.pids('station').some(p => p !== pid))
}

async function caseAtStep5(s, loket, perekam) {
	const id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	await act(loket, id, 'penandatanganan', 'SIGNED_INK')
	await act(perekam, id, 'perekaman', 'BEGIN')
	return id
}

// Through the whole house go these two, and every one that tests/it/station.test.mjs does not name.
const known = ['aes2501', 'egis0570', 'elan', 'goodixmoc', 'synaptics', 'vfs301', 'vfs5011', 'uru4000-4500', 'nb1010']
const readers = [['uru4000-4500', 'uru4000', 512], ['nb1010', 'nb1010', 385], ...recordings()
	.filter(n => !known.includes(n) && fs.existsSync(path.join(recording(n), 'capture.png'))).map(n => [n])]
for (const [name, driver, ppi] of readers)
	test(`${name} in step 5: stored sealed in the database, opened with the key of the safe, the recorded image`, { skip: missing(name) }, async t => {
		const s = await startStack({ reader: 'usb', readerCmd: readerCmd(name) })
		t.after(() => s.stop())
		await takeEverything(s)
		const loket = await login(s, 'loket'), perekam = await login(s, 'perekam')
		const id = await caseAtStep5(s, loket, perekam)
		const row = await until('the reader to be ready and the finger taken', async () => {
			const r = await scan(s, perekam, id, 2)
			return r.state === 'done' && r
		}, 30000)
		assert.equal(row.state, 'done')
		const [meta] = await s.sql(`SELECT driver, ppi, width, height, state FROM capture WHERE case_id = ${id} AND state = 'done'`)
		const want = pixels(fs.readFileSync(path.join(recording(name), 'capture.png')))
		assert.deepEqual(meta, { driver: driver ?? meta.driver, ppi: String(ppi ?? meta.ppi), width: String(want.width), height: String(want.height), state: 'done' })
		const [image] = await s.sql(`SELECT HEX(sealed) AS hex, epoch, HEX(sha256) = SHA2(sealed, 256) AS same FROM capture_image WHERE case_id = ${id} AND finger = 2`)
		assert.equal(image.same, '1')
		const rec = path.join(s.dir, 'record'), out = path.join(s.dir, 'image.png')
		fs.writeFileSync(rec, Buffer.from(image.hex, 'hex'))
		program('sealtool', 'open', path.join(s.dir, 'keys/station.pub'), path.join(s.dir, `safe/export-${image.epoch}.key`), rec, out)
		const got = pixels(fs.readFileSync(out)), green = want.channels < 3 ? 0 : 1
		assert.deepEqual([got.width, got.height], [want.width, want.height])
		for (let i = 0; i < got.width * got.height; i++)
			if (got.data[i] !== want.data[i * want.channels + green])
				assert.fail(`pixel ${i} differs`)
	})

test('synaptics in step 5: the page says that this reader gives no image, and the case is not lost', { skip: missing('synaptics') }, async t => {
	const s = await startStack({ reader: 'usb', readerCmd: readerCmd('synaptics') })
	t.after(() => s.stop())
	const loket = await login(s, 'loket'), perekam = await login(s, 'perekam')
	const id = await caseAtStep5(s, loket, perekam)
	const row = await until('the refusal', async () => {
		const r = await scan(s, perekam, id, 2)
		return r.reason === 'no_image' && r
	}, 30000)
	assert.equal(row.state, 'failed')
	const page = await perekam.get(`/permohonan/${id}/perekaman`)
	assert.equal(page.status, 200)
	assert.match(page.text, /tidak menghasilkan gambar/)
})
