// Every program of an instance, as the kernel sees it: no core dump, not to be traced, no new
// privileges, no other program (where it starts none), descriptors that nobody inherits; a
// configuration or key that others may read is refused in plain words.  ASVS 13.3.2, 13.4.x.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, build, isRoot, tempFolder, processesWith, top, until } from './stack.mjs'
import { wholeDay } from './day.mjs'

const SAN = process.env.SAN === '1'
const services = ['web-pages', 'web-auth', 'web-admin', 'web-station', 'web-upload', 'signd', 'printd', 'render', 'station', 'reader']
let s, running
before(async () => {
	s = await startStack()
	running = services.filter(n => s.pids(n).length > 0)
})
after(async () => { await s?.stop() })

const proc = (pid, file) => fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
const each = fn => {
	for (const name of running)
		for (const pid of s.pids(name))
			fn(name, pid)
}

test('the instance has all its programs', () => {
	for (const n of ['web-pages', 'web-auth', 'signd', 'printd', 'station', 'reader'])
		assert.ok(running.includes(n), n)
})

test('no program writes a core file', () => each((name, pid) =>
	assert.match(proc(pid, 'limits'), /^Max core file size\s+0\s+0\s/m, name)))

test('no program gains privileges', () => each((name, pid) =>
	assert.match(proc(pid, 'status'), /^NoNewPrivs:\s+1$/m, name)))

test('no program may be traced or read by its own user', { skip: SAN && 'LeakSanitizer traces its own process' }, () => each((name, pid) => {
	// what is not dumpable belongs to root in /proc
	const uid = Number(/^Uid:\s+(\d+)/m.exec(proc(pid, 'status'))[1])
	assert.equal(fs.statSync(`/proc/${pid}/environ`).uid, 0, name)
	if (isRoot && uid !== 0)
		for (const f of ['environ', 'maps']) {
			const r = spawnSync('setpriv', ['--reuid', String(uid), '--clear-groups', 'cat', `/proc/${pid}/${f}`])
			assert.notEqual(r.status, 0, `${name} ${f}`)
		}
}))

// rekam-render starts poppler's programs and has no database, no file and no network for it
test('no program can start another one', () => each((name, pid) =>
	name === 'render' || assert.match(proc(pid, 'status'), /^Seccomp:\s+2$/m, name)))

test('no descriptor is inherited by whatever they would start', () => each((name, pid) => {
	for (const fd of fs.readdirSync(`/proc/${pid}/fdinfo`).filter(n => Number(n) > 2)) {
		const flags = parseInt(/^flags:\s+([0-7]+)/m.exec(proc(pid, `fdinfo/${fd}`))[1], 8)
		assert.ok(flags & 0o2000000, `${name}: descriptor ${fd} ${fs.readlinkSync(`/proc/${pid}/fd/${fd}`)}`)
	}
}))

test('no secret stands in an environment or a command line', () => {
	const secrets = fs.readFileSync(path.join(s.dir, 'secrets'), 'utf8').trim().split('\n').map(l => l.split('=')[1])
	assert.ok(secrets.length >= 8)
	for (const { pid } of processesWith(s.dir))
		for (const f of ['environ', 'cmdline'])
			for (const secret of secrets)
				assert.ok(!proc(pid, f).includes(secret), `${f} of ${proc(pid, 'comm').trim()}`)
})

test('a configuration that others may read is refused by every program, with the reason', () => {
	const dir = tempFolder('open')
	try {
		const conf = path.join(dir, 'rekam.conf')
		fs.copyFileSync(path.join(s.dir, 'rekam.conf'), conf)
		for (const mode of [0o644, 0o604, 0o660]) {
			fs.chmodSync(conf, mode)
			for (const [name, ...words] of [['rekam-web', '-c', conf, '-p', 'pages'], ['rekam-signd', '-c', conf],
				['rekam-printd', '-c', conf], ['rekam-station', '-c', conf], ['rekam-reader', '-c', conf],
				['rekamctl', '-c', conf, 'schema']]) {
				const r = spawnSync(path.join(build, 'bin', name), words, { encoding: 'utf8', timeout: 20000 })
				assert.equal(r.status, 1, name)
				assert.match(r.stdout + r.stderr, /rekam\.conf: others may read this secret \(mode 6\d\d\); chmod 600/, name)
			}
		}
	} finally {
		fs.rmSync(dir, { recursive: true, force: true })
	}
})

test('a letter key that others may read is refused', () => {
	const dir = tempFolder('key')
	try {
		const text = fs.readFileSync(path.join(s.dir, 'rekam.conf'), 'utf8')
		const key = path.join(dir, 'letter.key')
		fs.copyFileSync(path.join(s.dir, 'keys/letter.key'), key)
		fs.chmodSync(key, 0o644)
		fs.writeFileSync(path.join(dir, 'rekam.conf'), text.replace(/^letter_key=.*$/m, `letter_key=${key}`), { mode: 0o600 })
		const r = spawnSync(path.join(build, 'bin/rekam-signd'), ['-c', path.join(dir, 'rekam.conf')], { encoding: 'utf8', timeout: 20000 })
		assert.equal(r.status, 1)
		assert.match(r.stdout + r.stderr, /letter\.key: others may read this secret/)
	} finally {
		fs.rmSync(dir, { recursive: true, force: true })
	}
})

test('what the instance keeps secret lies in files that only its user reads', () => {
	const open = execFileSync('find', [s.dir + '/secrets', s.dir + '/rekam.conf', s.dir + '/safe', s.dir + '/keys', '-type', 'f',
		'!', '-name', '*.pub', '!', '-name', '*.txt', '-perm', '/077'], { encoding: 'utf8' })
	assert.equal(open, '')
})

test('every program works with a configuration that holds its own account only', async () => {
	const conf = path.join(s.dir, 'conf')
	await s.ctl('config', 'split', '--own', '--into', conf)
	const old = running.flatMap(n => s.pids(n))
	for (const pid of old)
		process.kill(pid, 'SIGTERM')
	await until('all have begun anew', () => running.every(n => s.pids(n).length > 0 && s.pids(n).every(p => !old.includes(p))), 30000)
	const others = { 'web-pages': 'auth', 'web-auth': 'web', 'web-admin': 'auth', 'web-station': 'web', signd: 'web', printd: 'web' }
	for (const [name, other] of Object.entries(others)) {
		const text = fs.readFileSync(path.join(conf, name + '.conf'), 'utf8')
		assert.equal((text.match(/^\[account\./gm) ?? []).length, 1, name)
		assert.ok(!text.includes(`[account.${other}]`), name)
	}
	await wholeDay(s)
})

test('the table of config split knows every section that a program asks for', () => {
	// rooms of a program from the Makefile, sections from the sources, the table from conf_split.c
	const make = fs.readFileSync(path.join(top, 'Makefile'), 'utf8')
	const table = fs.readFileSync(path.join(top, 'fcgi/admin/conf_split.c'), 'utf8')
	const web = /#define WEB\s+"([^"]*)"/.exec(table)[1]
	const rows = [...table.matchAll(/^\t\{ "([\w-]+)",\s*"[\w-]+",\s*"(\w*)",\s*(WEB|"[^"]*")/gm)]
	assert.equal(rows.length, 11)
	for (const [, name, , words] of rows) {
		const has = (words === 'WEB' ? web : words.slice(1, -1)).split(' ')
		const main = ['backup', 'expire'].includes(name) ? null : name.replace(/-.*/, '')
		if (!main)
			continue
		const rooms = new RegExp(`^P_${main}\\s*=([^:]*):`, 'm').exec(make)[1].trim().split(/\s+/)
		const files = rooms.flatMap(r => fs.readdirSync(path.join(top, 'fcgi', r)).filter(f => f.endsWith('.c')).map(f => path.join(r, f)))
			// the station's client and its host are one room
			.filter(f => !(main === 'web' && /^station\/(?!client|seal|word|wire)/.test(f)))
		for (const f of [...files, `bin/${main}.c`])
			for (const [, object, section] of fs.readFileSync(path.join(top, 'fcgi', f), 'utf8').matchAll(/conf_(?:must|str|int)\(([^,()]*), "(\w+)",/g))
				if (/conf$/.test(object))	// not a status file
					assert.ok(has.includes(section), `${name}.conf lacks [${section}] for ${f}`)
	}
})
