// rekam-station and rekam-reader as they are, behind a real nginx: libfprint's virtual reader
// with a synthetic finger, and recorded traffic of real readers. Without web and database.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { pixels } from './png.mjs'
import { bin, recording, recordings, sleep, startRig, until } from './station_rig.mjs'

const missing = name => recording(name) ? false : `recording ${name} is not on this machine (REKAM_SHARED)`

describe('virtual reader', () => {
	let rig, kase
	before(async () => { rig = await startRig({ virtual: true }); await rig.ready() })
	after(() => rig?.stop())
	// every test an applicant of his own, and nobody waits at the reader
	const fresh = () => { rig.say('clear'); return kase = randomUUID() }

	test('health names station, reader, key and epoch', async () => {
		const h = await rig.health()
		assert.equal(h.station, 'STASIUN-UJI')
		assert.equal(h.state, 'idle')
		assert.deepEqual(h.reader, { present: true, driver: 'virtual_image', name: h.reader.name, ppi: 500, image: true, swipe: false })
		assert.equal(h.public_key, fs.readFileSync(path.join(rig.dir, 'keys/station.pub'), 'utf8').trim())
		assert.match(h.epoch, /^\d{4}-\d\d$/)
	})

	test('ten fingers of one person: live states, sealed records that open to the image', async () => {
		fresh()
		for (let f = 1; f <= 10; f++) {
			const r = await rig.capture(kase, f)
			assert.equal(r.state, 'done', `${f}: ${JSON.stringify(r)}`)
			assert.ok(r.quality >= 80, `quality ${r.quality}`)
			assert.deepEqual([r.width, r.height, r.ppi, r.driver], [300, 400, 500, 'virtual_image'])
			assert.ok(r.seen.includes('waiting'), r.seen.join())
			if (f > 2)
				continue
			const { head, record, png } = await rig.open(r.job)
			assert.equal(head.case, kase)
			assert.equal(head.job, r.job)
			assert.equal(head.finger, String(f))
			assert.equal(head.officer, '7')
			const p = pixels(fs.readFileSync(png))
			assert.deepEqual([p.width, p.height, p.channels], [300, 400, 1])
			// nothing of the image is readable in the record
			assert.equal(record.indexOf('IHDR'), -1)
			record[100] ^= 1
			fs.writeFileSync(path.join(rig.dir, 'bad'), record)
			assert.throws(() => rig.seal('head', path.join(rig.dir, 'keys/station.pub'), path.join(rig.dir, 'bad')))
			const preview = await rig.get(`/v1/captures/${r.job}/preview`)
			assert.equal(preview.type, 'image/png')
			const small = pixels(preview.body)
			assert.ok(small.width <= 160 && small.width > 100)
		}
		assert.equal((await rig.health()).failures, 0)
	})

	test('the same finger for another one is refused and named; the right one then passes', async () => {
		fresh()
		assert.equal((await rig.capture(kase, 2)).state, 'done')
		rig.say('finger 2')
		const r = await rig.capture(kase, 3)
		assert.deepEqual([r.state, r.reason, r.same_as], ['failed', 'same_finger', 2])
		assert.ok(r.score >= 60)
		assert.equal((await rig.get(`/v1/captures/${r.job}/blob`)).status, 404)
		assert.equal((await rig.capture(kase, 3)).state, 'done')
		// the same finger again under its own number is a new try, not a double
		assert.equal((await rig.capture(kase, 2)).state, 'done')
	})

	test('verification finds the finger again and makes no record', async () => {
		fresh()
		await rig.capture(kase, 4)
		const r = await rig.capture(kase, 4, { purpose: 'VERIFIKASI' })
		assert.deepEqual([r.state, r.same_as], ['done', 4])
		assert.ok(r.score >= 60)
		assert.equal((await rig.get(`/v1/captures/${r.job}/blob`)).status, 404)
	})

	test('what the reader asks for is a hint, and the next touch counts', async () => {
		fresh()
		rig.say('retry 2', 'retry 1')
		const r = await rig.capture(kase, 6)
		assert.equal(r.state, 'done')
		assert.ok(r.seen.includes('waiting:center'), r.seen.join(' '))
		assert.ok(r.seen.includes('waiting:too_short'), r.seen.join(' '))
	})

	test('dry, wet and partial are taken with their quality, faint is refused', async () => {
		// always the same person: how dry a dry finger looks differs from one to the next
		fresh()
		kase = '0b5e55ed-0000-4000-8000-000000000001'
		rig.say('dry', 'wet', 'faint')
		const dry = await rig.capture(kase, 1), wet = await rig.capture(kase, 2), faint = await rig.capture(kase, 3)
		assert.equal(dry.state, 'done')
		assert.equal(wet.state, 'done')
		assert.ok(dry.quality < 90 && wet.quality < 90)
		assert.deepEqual([faint.state, faint.reason], ['failed', 'poor'])
		assert.equal((await rig.get(`/v1/captures/${faint.job}/preview`)).status, 200)
	})

	test('half an image is refused', async () => {
		fresh()
		rig.say('cut')
		const r = await rig.capture(kase, 1)
		assert.deepEqual([r.state, r.reason], ['failed', 'bad_image'])
	})

	test('nobody comes: timeout after the seconds of the order', async () => {
		fresh()
		rig.say('silent')
		const from = Date.now()
		const r = await rig.capture(kase, 1, { timeout: 2 })
		assert.deepEqual([r.state, r.reason], ['failed', 'timeout'])
		assert.ok(Date.now() - from < 4000)
		assert.equal((await rig.capture(kase, 1)).state, 'done')
	})

	test('cancel is final at once and the reader is free again', async () => {
		fresh()
		rig.say('silent')
		const { job } = await rig.order(kase, 1)
		await until('waiting', async () => (await rig.get(`/v1/captures/${job}`)).json.state === 'waiting')
		assert.equal((await rig.post(`/v1/captures/${job}/cancel`)).status, 200)
		assert.equal((await rig.get(`/v1/captures/${job}`)).json.reason, 'cancelled')
		rig.say('clear')
		assert.equal((await rig.capture(kase, 1)).state, 'done')
	})

	test('a second order is busy, the same one again has no effect', async () => {
		fresh()
		rig.say('silent')
		const { job } = await rig.order(kase, 1)
		assert.equal((await rig.order(kase, 1, { job })).status, 202)
		const second = await rig.order(kase, 2)
		assert.equal(second.status, 409)
		assert.equal(second.json.error, 'busy')
		await rig.post(`/v1/captures/${job}/cancel`)
		const used = await rig.order(kase, 2, { job })
		assert.equal(used.status, 409)
		assert.equal(used.json.error, 'used')
	})

	test('a device error ends the capture with its reason', async () => {
		fresh()
		for (const [code, reason] of [[257, 'too_hot'], [5, 'protocol'], [4, 'busy']]) {
			rig.say(`error ${code}`)
			const r = await rig.capture(kase, 1)
			assert.deepEqual([r.state, r.reason], ['failed', reason])
		}
	})

	test('unplugged in a capture: told at once, and goes on when it is back', async () => {
		fresh()
		await rig.capture(kase, 1)
		rig.say('remove')
		const from = Date.now()
		const r = await rig.capture(kase, 2)
		assert.deepEqual([r.state, r.reason], ['failed', 'removed'])
		assert.ok(Date.now() - from < 5000)
		await rig.ready()
		// the gallery outlived the reader process
		rig.say('finger 1')
		assert.equal((await rig.capture(kase, 2)).reason, 'same_finger')
	})

	test('kill -9 of the reader in a capture: reader_away within 5 s, nothing else is lost', async () => {
		fresh()
		const first = await rig.capture(kase, 1)
		rig.say('silent')
		const { job } = await rig.order(kase, 2)
		await until('waiting', async () => (await rig.get(`/v1/captures/${job}`)).json.state === 'waiting')
		const before = (await rig.health()).failures
		process.kill(rig.readerPid(), 'SIGKILL')
		const from = Date.now()
		const r = await rig.watch(job)
		assert.deepEqual([r.state, r.reason], ['failed', 'reader_away'])
		assert.ok(Date.now() - from < 5000)
		assert.equal((await rig.health()).failures, before + 1)
		assert.equal((await rig.get(`/v1/captures/${first.job}/blob`)).status, 200)
		await rig.ready()
		assert.equal((await rig.capture(kase, 2)).state, 'done')
	})

	test('an image so small that libfprint may crash on it does not take the station down', async () => {
		fresh()
		rig.say('size 8 8')
		const r = await rig.capture(kase, 1, { timeout: 3 })
		assert.equal(r.state, 'failed')
		assert.ok(['reader_away', 'bad_image', 'timeout', 'general'].includes(r.reason), r.reason)
		await rig.ready()
		rig.say('clear')
		assert.equal((await rig.capture(kase, 1)).state, 'done')
	})

	test('end of the session: records, previews and the reader process are gone', async () => {
		fresh()
		const r = await rig.capture(kase, 1)
		const pid = rig.readerPid(), deaths = rig.deaths.length
		assert.equal((await rig.post(`/v1/sessions/${kase}/end`)).status, 200)
		assert.equal((await rig.get(`/v1/captures/${r.job}`)).status, 404)
		assert.equal((await rig.get(`/v1/captures/${r.job}/blob`)).status, 404)
		await until('the reader to end', () => rig.deaths.length > deaths)
		assert.deepEqual(rig.deaths.at(-1), { code: 0, signal: null })
		await rig.ready()
		assert.notEqual(rig.readerPid(), pid)
	})

	test('another case ends the session before it', async () => {
		const a = fresh()
		const r = await rig.capture(a, 1)
		fresh()
		const q = await rig.capture(kase, 1)
		assert.equal(q.state, 'done')
		assert.equal((await rig.get(`/v1/captures/${r.job}`)).status, 404)
	})

	test('neither keys nor pixels are in the log, and no image is on the disk', async () => {
		const key = fs.readFileSync(path.join(rig.dir, 'keys/station.key'), 'utf8').trim().split(' ')[1]
		assert.ok(!rig.log.includes(key))
		const files = execFileSync('find', [rig.run, path.join(rig.dir, 'nginx'), '-type', 'f'], { encoding: 'utf8' }).trim().split('\n')
		for (const f of files)
			assert.ok(fs.statSync(f).size < 4096 || f.endsWith('.log'), f)
	})
})

describe('recorded readers', () => {
	// name, vendor traffic, what its image is, native resolution
	const readers = [
		['uru4000-4500', 'uru4000', 512, false],	// USB capture; shows no finger
		['nb1010', 'nb1010', 385, false],		// ioctl; shows ridges
		['egis0570', 'egis0570', 700, true],
		['vfs5011', 'vfs5011', 0, true],
	]
	// whatever else was recorded: the same picture must come out, with what the health page says of the reader
	for (const name of recordings())
		if (!readers.some(r => r[0] === name) && fs.existsSync(path.join(recording(name), 'capture.png')))
			readers.push([name])
	for (const [name, driver, ppi, swipe] of readers)
		test(`${name}: the image in the sealed record is the recorded one, pixel by pixel`, { skip: missing(name) }, async () => {
			const rig = await startRig({ recording: name, conf: { quality_min: 0 } })
			try {
				await rig.ready()
				const h = await rig.health()
				const said = [h.reader.driver, h.reader.ppi, h.reader.image, h.reader.swipe]
				assert.deepEqual(said, driver === undefined ? [h.reader.driver, h.reader.ppi, true, h.reader.swipe] : [driver, ppi, true, swipe])
				const r = await rig.capture(randomUUID(), 2)
				assert.equal(r.state, 'done', `${JSON.stringify(r)}\n${rig.log}`)
				assert.deepEqual([r.driver, r.ppi], said.slice(0, 2))
				const { head, png } = await rig.open(r.job)
				assert.deepEqual([head.driver, head.ppi, head.swipe], [said[0], String(said[1]), said[3] ? '1' : '0'])
				const got = pixels(fs.readFileSync(png))
				const want = pixels(fs.readFileSync(path.join(recording(name), 'capture.png')))
				assert.deepEqual([got.width, got.height], [want.width, want.height])
				// upstream compares the green channel
				const green = want.channels < 3 ? 0 : 1
				for (let i = 0; i < got.width * got.height; i++)
					if (got.data[i] !== want.data[i * want.channels + green])
						assert.fail(`pixel ${i} differs`)
			} finally {
				await rig.stop()
			}
		})

	test('uru4000-4500: what is no finger is refused as poor by the usual limit', { skip: missing('uru4000-4500') }, async () => {
		const rig = await startRig({ recording: 'uru4000-4500' })
		try {
			await rig.ready()
			const r = await rig.capture(randomUUID(), 2)
			assert.deepEqual([r.state, r.reason, r.width, r.height], ['failed', 'poor', 384, 290])
		} finally {
			await rig.stop()
		}
	})

	test('a recorded reader that falls silent ends with timeout', { skip: missing('uru4000-4500') }, async () => {
		const rig = await startRig({ recording: 'uru4000-4500', conf: { quality_min: 0 } })
		try {
			await rig.ready()
			const kase = randomUUID()
			assert.equal((await rig.capture(kase, 2)).state, 'done')
			const from = Date.now()
			const r = await rig.capture(kase, 3, { timeout: 2 })
			assert.equal(r.state, 'failed')
			assert.ok(['timeout', 'reader_away', 'protocol'].includes(r.reason), r.reason)
			assert.ok(Date.now() - from < 8000)
		} finally {
			await rig.stop()
		}
	})

	const keepers = ['synaptics', 'goodixmoc']
	keepers.push(...recordings().filter(n => !keepers.includes(n) && !fs.existsSync(path.join(recording(n), 'capture.png'))))
	for (const name of keepers)
		test(`${name}: a reader that keeps its images is refused clearly`, { skip: missing(name) }, async () => {
			const rig = await startRig({ recording: name })
			try {
				await rig.ready()
				assert.equal((await rig.health()).reader.image, false)
				const r = await rig.capture(randomUUID(), 2)
				assert.deepEqual([r.state, r.reason], ['failed', 'no_image'])
			} finally {
				await rig.stop()
			}
		})
})

describe('without a reader', () => {
	test('no reader plugged in: health says away, an order is refused with 503', async () => {
		const rig = await startRig({ driver: 'no_such_driver' })
		try {
			await until('away', async () => (await rig.health()).state === 'away')
			const r = await rig.order(randomUUID(), 1)
			assert.equal(r.status, 503)
			assert.equal(r.json.error, 'reader_away')
		} finally {
			await rig.stop()
		}
	})

	test('no reader process at all: an order fails within 5 s, later ones at once', async () => {
		const rig = await startRig({ virtual: true, pause: 60000 })
		try {
			await rig.ready()
			process.kill(rig.readerPid(), 'SIGKILL')
			await until('the reader to be gone', () => rig.readerPid() === 0)
			const from = Date.now()
			const r = await rig.order(randomUUID(), 1)
			if (r.status === 202)
				assert.equal((await rig.watch(r.job)).reason, 'reader_away')
			assert.ok(Date.now() - from < 6000)
			await until('away', async () => (await rig.health()).state === 'away')
			assert.equal((await rig.order(randomUUID(), 1)).status, 503)
		} finally {
			await rig.stop()
		}
	})

	test('the programs say what is wrong with their configuration', async () => {
		for (const name of ['rekam-station', 'rekam-reader']) {
			assert.throws(() => execFileSync(bin(name), [], { stdio: 'pipe' }), e => e.status === 2 && /usage/.test(e.stderr))
			assert.throws(() => execFileSync(bin(name), ['-c', '/nonexistent'], { stdio: 'pipe' }), e => e.status === 1 && /nonexistent/.test(e.stderr))
		}
		await sleep(0)
	})
})
