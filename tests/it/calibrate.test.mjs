// rekam-reader calibrate: a reader measured at the terminal, and what it wrote down used by the station.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import test from 'node:test'
import { pixels } from './png.mjs'
import { build, tempFolder, until } from './stack.mjs'

const W = 300, H = 400, WHITE = 255
const dir = tempFolder(), bin = name => path.join(build, 'bin', name)
const socket = path.join(dir, 'finger.sock')

// The picture of a good finger of which only the rows from..to lie on the glass.
function finger(from, to) {
	const png = path.join(dir, 'finger.png')
	execFileSync(bin('fakefinger'), ['--png', png, '--seed', 'kalibrasi', '--finger', '2', '--impression', '1'])
	const image = pixels(fs.readFileSync(png)), out = Buffer.from(image.data)
	for (let y = 0; y < H; y++)
		if (y < from || y >= to)
			out.fill(WHITE, y * W, (y + 1) * W)
	return out
}

// The same picture as a reader gives it that is mounted sideways: the tip on that side.
function sideways(picture, side) {
	const out = Buffer.alloc(W * H)
	for (let y = 0; y < H; y++)
		for (let x = 0; x < W; x++)
			out[(side === 'left' ? W - 1 - x : x) * H + (side === 'left' ? y : H - 1 - y)] = picture[y * W + x]
	return out
}

// Runs it on the virtual reader and lays that picture on the glass as soon as it waits: { status, out, err }.
async function measured(mm, picture, lines = '', [w, h] = [W, H]) {
	const conf = path.join(dir, 'rekam.conf')
	fs.writeFileSync(conf, `[station]\nreader_socket=${dir}/reader.sock\n[reader]\ndriver=virtual_image\nvirtual_socket=${socket}\n${lines}`, { mode: 0o600 })
	fs.rmSync(socket, { force: true })	// of the one before, which just ended
	const child = spawn(bin('rekam-reader'), ['-c', conf, 'calibrate', String(mm)], { stdio: ['ignore', 'pipe', 'pipe'] })
	let out = '', err = ''
	child.stdout.on('data', d => { out += d })
	child.stderr.on('data', d => { err += d })
	const ended = new Promise(done => child.on('exit', status => done(status)))
	if (picture) {
		await until('the reader to wait', () => out.includes('Lay the tip') && fs.existsSync(socket))
		let glass
		await until('the glass', () => new Promise(done => {
			glass = net.connect(socket, () => done(true))
			glass.on('error', () => done(false))
		}))
		const head = Buffer.alloc(8)
		head.writeInt32LE(w, 0)
		head.writeInt32LE(h, 4)
		glass.write(Buffer.concat([head, picture]))
		const status = await ended
		glass.destroy()
		return { status, out, err }
	}
	return { status: await ended, out, err }
}

await test('calibration', async t => {
	t.after(() => fs.rmSync(dir, { recursive: true, force: true }))

	await t.test('the resolution comes from the width of the glass, and agrees with the ridges of a finger', async () => {
		const r = await measured(15.24, finger(0, 220))
		assert.equal(r.status, 0, r.out + r.err)
		assert.match(r.out, /image +300 x 400 pixels/)
		assert.match(r.out, /500 ppi on a glass of 15\.24 mm/)
		assert.match(r.out, /ridges +0\.\d\d mm apart: as on a finger/)
		assert.match(r.out, /the tip of the finger is on top/)
		assert.match(r.out, /\[reader\]\nppi=500\nturn=0\n$/)
	})

	await t.test('a picture that comes upside down is found', async () => {
		const r = await measured(15.24, finger(180, H))
		assert.equal(r.status, 0, r.out + r.err)
		assert.match(r.out, /ppi=500\nturn=180\n$/)
		const again = await measured(15.24, finger(180, H), 'turn=180\n')
		assert.match(again.out, /the tip of the finger is on top[^]*turn=180\n$/)
	})

	await t.test('a reader on which the finger lies sideways: the glass is measured across the finger', async () => {
		for (const [side, turn] of [['left', 90], ['right', 270]]) {
			const r = await measured(15.24, sideways(finger(0, 220), side), '', [H, W])
			assert.equal(r.status, 0, r.out + r.err)
			assert.match(r.out, /image +400 x 300 pixels/)
			assert.match(r.out, new RegExp(`on the ${side}[^]*ppi=500\\nturn=${turn}\\n$`))
			// with what it wrote down the reader delivers the picture upright
			const again = await measured(15.24, sideways(finger(0, 220), side), `turn=${turn}\n`, [H, W])
			assert.equal(again.status, 0, again.out + again.err)
			assert.match(again.out, new RegExp(`image +300 x 400 pixels[^]*the tip of the finger is on top[^]*ppi=500\\nturn=${turn}\\n$`))
		}
	})

	await t.test('what cannot be told is not told: a whole finger, a wrong ruler, a width that no glass has', async () => {
		const whole = await measured(15.24, finger(0, H))
		assert.equal(whole.status, 1)
		assert.match(whole.out, /way up +unclear/)
		assert.doesNotMatch(whole.out, /ppi=/)
		const ruler = await measured(30, finger(0, 220))
		assert.equal(ruler.status, 1)
		assert.match(ruler.out, /not as on a finger; measure the glass again/)
		const narrow = await measured(2, finger(0, 220))
		assert.equal(narrow.status, 1)
		assert.match(narrow.err, /between 5 and 60 mm/)
	})

	await t.test('a resolution that no reader has and a turn that is none are refused at the start, and said', () => {
		const conf = path.join(dir, 'wrong.conf')
		fs.writeFileSync(conf, `[station]\nreader_socket=${dir}/reader2.sock\n[reader]\ndriver=virtual_image\nvirtual_socket=${socket}\nppi=7\n`, { mode: 0o600 })
		const r = spawnSync(bin('rekam-reader'), ['-c', conf], { encoding: 'utf8', timeout: 20000 })
		assert.equal(r.status, 1)
		assert.match(r.stdout + r.stderr, /\[reader\] ppi is no resolution/)
		fs.writeFileSync(conf, fs.readFileSync(conf, 'utf8').replace('ppi=7', 'turn=45'))
		const turn = spawnSync(bin('rekam-reader'), ['-c', conf], { encoding: 'utf8', timeout: 20000 })
		assert.equal(turn.status, 1)
		assert.match(turn.stdout + turn.stderr, /\[reader\] turn is 0, 90, 180 or 270/)
	})
})
