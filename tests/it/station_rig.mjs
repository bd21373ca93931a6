// The station alone: rekam-station behind a real nginx on a Unix socket, rekam-reader
// restarted by us when it ends, and fakefinger or a recorded reader. No database, no web.
//
//	const rig = await startRig({ driver: 'virtual_image' })
//	const rig = await startRig({ recording: 'uru4000-4500', conf: { quality_min: 0 } })
//	await rig.post('/v1/captures', {...})	// { status, type, body: Buffer, json }
//	const end = await rig.capture(case, finger)	// orders and waits for done or failed
//	rig.say('retry 2')	// to fakefinger
//	await rig.stop()
import { spawn, execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const build = path.resolve(top, process.env.B ?? 'build')
export const bin = name => path.join(build, 'bin', name)
export const shared = process.env.REKAM_SHARED ?? path.resolve(top, '../shared')
export const sleep = ms => new Promise(done => setTimeout(done, ms))

export async function until(what, fn, ms = 10000) {
	const end = Date.now() + ms
	for (;;) {
		const got = await fn()
		if (got)
			return got
		if (Date.now() > end)
			throw new Error(`waited ${ms} ms for: ${what}`)
		await sleep(25)
	}
}

// The folder of a recording, or null when this machine does not have it.
export function recording(name) {
	const dir = path.join(shared, 'data/readers', name)
	return fs.existsSync(path.join(dir, 'device')) ? dir : null
}

// The names of all that are on this machine.
export function recordings() {
	const all = path.join(shared, 'data/readers')
	return fs.existsSync(all) ? fs.readdirSync(all).filter(recording) : []
}

// umockdev-run with the recording, before the command line of the reader.
export function replay(dir) {
	const first = file => fs.readFileSync(path.join(dir, file), 'latin1').split('\n')[0]
	const how = ['-d', path.join(dir, 'device')]
	const pcap = ['capture.pcapng', 'custom.pcapng'].find(f => fs.existsSync(path.join(dir, f)))
	if (pcap)
		how.push('-p', `/sys${first('device').replace(/^P: /, '')}=${path.join(dir, pcap)}`)
	else
		how.push('-i', `${first('capture.ioctl').replace(/^@DEV /, '')}=${path.join(dir, 'capture.ioctl')}`)
	return ['umockdev-run', ...how, '--']
}

class Rig {
	constructor(dir) {
		this.dir = dir
		this.run = path.join(dir, 'run')
		this.children = {}
		this.deaths = []		// of the reader: { code, signal }
		this.log = ''
		this.stopping = false
	}

	start(name, argv, env = {}, again = false) {
		// fd 3 closed: the programs bind their sockets themselves
		const child = spawn(argv[0], argv.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], detached: true,
			env: { ...process.env, ...env } })
		for (const s of [child.stdout, child.stderr])
			s.on('data', d => { this.log += d; if (process.env.VERBOSE) process.stderr.write(d) })
		child.on('exit', (code, signal) => {
			delete this.children[name]
			// a leak that ASan finds at the end is an exit status too
			if (name === 'station' && code !== 0)
				this.stationEnd = `rekam-station ended with ${code ?? signal}\n${this.log.slice(-4000)}`
			if (this.stopping)
				return
			if (name === 'reader')
				this.deaths.push({ code, signal })
			if (again)
				setTimeout(() => this.stopping || this.start(name, argv, env, again), this.pause ?? 100).unref()
		})
		this.children[name] = child
		return child
	}

	// The reader itself, not the umockdev-run around it.
	readerPid() {
		const found = fs.readdirSync('/proc').filter(d => /^\d+$/.test(d)).filter(pid => {
			try {
				const argv = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
				return argv[0] === bin('rekam-reader') && argv[2] === path.join(this.dir, 'rekam.conf')
			} catch {
				return false
			}
		})
		return Number(found[0] ?? 0)
	}

	request(method, url, body) {
		return new Promise((done, fail) => {
			const data = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
			const req = http.request({ socketPath: path.join(this.run, 'station-http.sock'), method, path: url,
				headers: data === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(data) } }, res => {
				const parts = []
				res.on('data', d => parts.push(d))
				res.on('end', () => {
					const buf = Buffer.concat(parts)
					const type = res.headers['content-type']
					done({ status: res.statusCode, type, body: buf, json: type === 'application/json' ? JSON.parse(buf) : null })
				})
			})
			req.on('error', fail)
			req.end(data)
		})
	}
	get(url) { return this.request('GET', url) }
	post(url, body) { return this.request('POST', url, body) }

	order(kase, finger, more = {}) {
		const job = more.job ?? randomUUID()
		return this.post('/v1/captures', { job, case: kase, finger, officer: '7', purpose: 'REKAM', timeout: 20, ...more })
			.then(r => ({ ...r, job }))
	}

	// Every state it goes through, and the last one.
	async watch(job, ms = 30000) {
		const seen = []
		const last = await until(`job ${job} to end, seen ${seen}`, async () => {
			const r = (await this.get(`/v1/captures/${job}`)).json
			const word = r.state + (r.reason ? `:${r.reason}` : '')
			if (seen.at(-1) !== word)
				seen.push(word)
			return ['done', 'failed'].includes(r.state) && r
		}, ms)
		return { ...last, seen }
	}

	async capture(kase, finger, more = {}) {
		const r = await this.order(kase, finger, more)
		if (r.status !== 202)
			throw new Error(`order: ${r.status} ${r.body}`)
		return this.watch(r.job)
	}

	health() { return this.get('/v1/health').then(r => r.json) }
	ready(ms = 10000) { return until('a reader', async () => (await this.health()).reader.present, ms) }

	say(...commands) {
		for (const c of commands)
			execFileSync(bin('fakefinger'), ['--control', path.join(this.run, 'finger.sock.ctl'), '--say', c])
	}

	seal(...args) { return execFileSync(bin('sealtool'), args, { encoding: 'utf8' }) }

	// The image inside a record, opened with the key of the safe.
	async open(job, name = 'record') {
		const r = await this.get(`/v1/captures/${job}/blob`)
		if (r.status !== 200)
			throw new Error(`blob: ${r.status}`)
		const rec = path.join(this.dir, name), out = path.join(this.dir, `${name}.png`)
		fs.writeFileSync(rec, r.body)
		const pub = path.join(this.dir, 'keys/station.pub')
		const head = Object.fromEntries(this.seal('head', pub, rec).trim().split('\n').map(l => l.split('=')))
		this.seal('open', pub, path.join(this.dir, `safe/export-${head.epoch}.key`), rec, out)
		return { head, record: r.body, png: out }
	}

	async stop() {
		this.stopping = true
		for (const c of Object.values(this.children))
			try { process.kill(-c.pid, 'SIGTERM') } catch { /* ended */ }
		try {
			await until('all to end', () => Object.keys(this.children).length === 0, 5000)
		} finally {
			for (const c of Object.values(this.children))
				try { process.kill(-c.pid, 'SIGKILL') } catch { /* ended */ }
			if (!process.env.KEEP)
				fs.rmSync(this.dir, { recursive: true, force: true })
		}
		if (this.stationEnd)
			throw new Error(this.stationEnd)
	}
}

export async function startRig({ driver = 'usb', recording: name, virtual = false, conf = {}, pause } = {}) {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rekam-station-'))
	const rig = new Rig(dir)
	rig.pause = pause
	for (const d of ['run', 'keys', 'safe', 'nginx'])
		fs.mkdirSync(path.join(dir, d), { mode: 0o700 })
	rig.seal('keys', path.join(dir, 'keys'), path.join(dir, 'safe'))
	fs.writeFileSync(path.join(dir, 'rekam.conf'), `[station]
code=STASIUN-UJI
socket=${rig.run}/station.sock
sign_key=${dir}/keys/station.key
export_public=${dir}/keys/export.pub
epoch=auto
reader_socket=${rig.run}/reader.sock
${Object.entries(conf).map(([k, v]) => `${k}=${v}`).join('\n')}
[reader]
driver=${virtual ? 'virtual_image' : driver}
${virtual ? `virtual_socket=${rig.run}/finger.sock` : ''}
`, { mode: 0o600 })
	const site = fs.readFileSync(path.join(top, 'nginx/station.conf'), 'utf8')
		.replaceAll('@RUN@', rig.run).replaceAll('@CONF@', path.join(top, 'nginx'))
	fs.writeFileSync(path.join(dir, 'nginx.conf'), `daemon off; pid ${dir}/nginx.pid; error_log ${dir}/nginx/error.log;
${process.getuid() === 0 ? 'user root;' : ''}
events { worker_connections 64; }
http {
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(t => `${t}_temp_path ${dir}/nginx/${t};`).join('\n')}
${site}
}
`)
	const c = path.join(dir, 'rekam.conf')
	if (virtual)
		rig.start('fakefinger', [bin('fakefinger'), '--serve', `${rig.run}/finger.sock`, '--delay', '150'])
	const wrap = name ? replay(recording(name)) : []
	// recorded readers need the emulation switch; umockdev's library comes before that of ASan
	const env = name ? { FP_DEVICE_EMULATION: '1', ASAN_OPTIONS: `${process.env.ASAN_OPTIONS ?? ''}:verify_asan_link_order=0` } : {}
	rig.start('reader', [...wrap, bin('rekam-reader'), '-c', c], env, true)
	rig.start('station', [bin('rekam-station'), '-c', c])
	rig.start('nginx', ['nginx', '-e', `${dir}/nginx/error.log`, '-p', `${dir}/nginx`, '-c', `${dir}/nginx.conf`])
	try {
		await until('the station to answer', async () => {
			try { return (await rig.health()).station } catch { return false }
		})
	} catch (e) {
		e.message += `\n${rig.log}`
		await rig.stop().catch(() => {})
		throw e
	}
	return rig
}
