// A private instance of rekam for a test: own folder, own port, everything real.
//
//	import { startStack } from './stack.mjs'
//	const s = await startStack()
//	const c = s.client()
//	const page = await c.get('/masuk')			// { status, headers, text, url }
//	const next = await c.submit(page, '/masuk', { nama: 'x' })	// the form on that page, follows 303
//	await s.sql('SELECT COUNT(*) AS n FROM casefile')	// [{ n: '0' }]
//	await s.stop()						// also removes the folder, unless KEEP=1
//
// Env: B = build folder (default build), KEEP=1 keeps the folder, VERBOSE=1 shows devrun's lines.
import { spawn, execFileSync, execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Client } from './client.mjs'

export const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
export const build = path.resolve(top, process.env.B ?? 'build')
// need('playwright-core'), need('axe-core'): installed by tools/mk/npm, never committed
export const need = createRequire(path.join(top, 'build/npm/'))
export const isRoot = process.getuid() === 0
const run = promisify(execFile)

export const sleep = ms => new Promise(done => setTimeout(done, ms))

// Waits until fn gives something true; the error names what was waited for.
export async function until(what, fn, ms = 10000) {
	const end = Date.now() + ms
	for (;;) {
		const got = await fn()
		if (got)
			return got
		if (Date.now() > end)
			throw new Error(`waited ${ms} ms for: ${what}`)
		await sleep(50)
	}
}

export function alive(pid) {
	try {
		// a zombie has ended
		return !/^State:\s+Z/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))
	} catch {
		return false
	}
}

// Pids of all processes that have this text in their command line.
export function processesWith(text) {
	const found = []
	for (const pid of fs.readdirSync('/proc').filter(d => /^\d+$/.test(d))) {
		try {
			const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
			if (line.includes(text) && Number(pid) !== process.pid && alive(Number(pid)))
				found.push({ pid: Number(pid), line })
		} catch { /* it has ended meanwhile */ }
	}
	return found
}

// A folder under the system's temporary folder that other accounts may pass.
export function tempFolder(word = 'test') {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), `rekam-${word}-`))
	fs.chmodSync(dir, 0o711)
	return dir
}

export class Stack {
	constructor(dir, child, output) {
		this.dir = dir
		this.child = child
		this.output = output		// () => everything devrun said
	}

	get log() { return path.join(this.dir, 'log') }
	// With startStack({ tls: true }): url is https, plain the plain site beside it.
	get ca() { return fs.readFileSync(path.join(this.dir, 'tls/ca.crt')) }
	client(options) { return new Client(this.url, this.url.startsWith('https') ? { tls: { ca: this.ca }, ...options } : options) }

	// Rows as objects of strings (NULL: null), as the database's root.
	async sql(query) {
		const { stdout } = await run('mariadb', ['--no-defaults', '-u', os.userInfo().username,
			'-S', path.join(this.dir, 'run/mariadb.sock'), '--batch', '--default-character-set=utf8mb4', 'rekam', '-e', query],
		{ maxBuffer: 64 << 20 })
		const lines = stdout.split('\n').filter(l => l !== '').map(l => l.split('\t'))
		const [names, ...rows] = lines.length ? lines : [[]]
		const value = v => v === 'NULL' ? null : v.replace(/\\([nt0\\])/g, (_, c) => ({ n: '\n', t: '\t', 0: '\0', '\\': '\\' })[c])
		return rows.map(r => Object.fromEntries(names.map((n, i) => [n, value(r[i])])))
	}

	// rekamctl as the account of the programs; gives its output
	async ctl(...args) {
		const { stdout } = await this.asProgram(path.join(build, 'bin/rekamctl'), '-c', path.join(this.dir, 'rekam.conf'), ...args)
		return stdout
	}

	asProgram(...command) {
		if (isRoot && this.user !== 'root')
			command = ['setpriv', '--reuid', this.user, '--regid', this.user, '--init-groups', ...command]
		return run(command[0], command.slice(1), { cwd: this.dir, maxBuffer: 64 << 20 })
	}

	// Pids of a service: pids('web-pages') of all its workers, pids('web-pages.1') of one.
	pids(name) {
		return fs.readFileSync(path.join(this.dir, 'services'), 'utf8').trim().split('\n')
			.map(l => l.split(' ')).filter(([n]) => n === name || n.startsWith(name + '.'))
			.map(([, pid]) => Number(pid)).filter(pid => pid > 0)
	}

	// Files in the printer's tray, oldest first.
	paper() {
		const tray = path.join(this.dir, 'paper')
		return fs.readdirSync(tray).filter(f => f.endsWith('.pdf')).sort().map(f => path.join(tray, f))
	}

	// Waits for n sheets in all.
	paperCount(n, ms = 30000) {
		return until(`${n} papers in the tray`, () => { const p = this.paper(); return p.length >= n && p }, ms)
	}

	// fast, slow, empty, jam, jamwait, low
	printerMode(mode) { fs.writeFileSync(path.join(this.dir, 'cups/mode'), mode + '\n') }

	// What the next touch on the virtual reader is like (tools/fakefinger/serve.h).
	finger(command) {
		return this.asProgram(path.join(build, 'bin/fakefinger'), '--control',
			path.join(this.dir, 'run/finger.sock.ctl'), '--say', command)
	}

	logText(name) {
		try {
			return fs.readFileSync(path.join(this.log, name + '.log'), 'utf8')
		} catch {
			return ''
		}
	}

	kill(signal = 'SIGKILL') { process.kill(this.pid, signal) }

	async end() {
		if (this.child.exitCode === null && this.child.signalCode === null) {
			this.child.ref()
			const gone = new Promise(done => this.child.once('exit', done))
			this.child.kill('SIGTERM')
			await gone
		}
		return this.child.exitCode
	}

	// Ends it; the folder goes too, unless KEEP=1 or a sanitizer has spoken.
	async stop() {
		const code = await this.end()
		const spoken = fs.readdirSync(this.log).filter(f =>
			/AddressSanitizer|LeakSanitizer|runtime error:/.test(this.logText(f.replace(/\.log$/, ''))))
		if (process.env.KEEP !== '1' && !spoken.length)
			fs.rmSync(this.dir, { recursive: true, force: true })
		if (spoken.length)
			throw new Error(`a sanitizer spoke in ${this.dir}/log: ${spoken.join(', ')}\n` +
				this.logText(spoken[0].replace(/\.log$/, '')).slice(0, 4000))
		return code
	}
}

// The text of a PDF, as pdftotext lays it out.
export function pdfText(file) {
	return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
}

// Starts devrun without waiting: { child, output() }.  as: { uid, gid } when root.
export function spawnDevrun(args, { env = {}, as } = {}) {
	let words = ['--build', build, '--with-parent', ...args]
	let program = path.join(build, 'bin/devrun')
	if (as) {
		words = ['--reuid', String(as.uid), '--regid', String(as.gid), '--clear-groups', program, ...words]
		program = 'setpriv'
	}
	const child = spawn(program, words, { cwd: top, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
	let text = ''
	for (const s of [child.stdout, child.stderr])
		s.on('data', d => {
			text += d
			if (process.env.VERBOSE === '1')
				process.stderr.write(d)
		})
	return { child, output: () => text }
}

// options: dir (default: a new temporary one), port (0: a free one), reader, readerCmd, printer, tls, env, as, receipts
export async function startStack(options = {}) {
	const dir = options.dir ?? tempFolder()
	const ready = path.join(os.tmpdir(), `rekam-ready-${process.pid}-${Math.random().toString(36).slice(2)}`)
	const args = ['--dir', dir, '--port', String(options.port ?? 0), '--ready-file', ready]
	if (options.reader) args.push('--reader', options.reader)
	if (options.readerCmd) args.push('--reader-cmd', options.readerCmd)
	if (options.tls) args.push('--tls')
	if (options.printer) args.push('--printer', options.printer)
	const { child, output } = spawnDevrun(args, options)
	const s = new Stack(dir, child, output)
	await until('the private instance is ready', () => {
		if (child.exitCode !== null || child.signalCode !== null)
			throw new Error(`devrun ended (${child.exitCode ?? child.signalCode}):\n${output()}`)
		return fs.existsSync(ready)
	}, 90000).catch(async e => {
		await s.end()
		throw new Error(`${e.message}\n${output()}`)
	})
	// A test that failed before stop() shall end too; the instance ends with it (--with-parent).
	for (const handle of [child, child.stdout, child.stderr])
		handle.unref()
	Object.assign(s, JSON.parse(fs.readFileSync(ready, 'utf8')))
	fs.rmSync(ready)
	// receipts that print by themselves have a test of their own (papers.test.mjs); others count letters
	if (!options.receipts)
		await s.sql('UPDATE office SET receipt = 0')
	return s
}
