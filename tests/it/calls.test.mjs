// What the programs ask the kernel for, seen by strace from their first to their last call over a
// whole day at the office, against what their units let them ask for (SystemCallFilter): whatever
// was seen is allowed.  And what none of them ever does: start another program, change its user.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, tempFolder, top, until } from './stack.mjs'
import { wholeDay } from './day.mjs'

const there = name => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
const skip = process.env.SAN === '1' ? 'the sanitizers make calls of their own' : !there('strace') && 'strace is not here'
const units = path.join(top, 'tools/systemd')
const services = ['web-pages', 'web-auth', 'web-admin', 'web-station', 'web-upload', 'signd', 'printd', 'render', 'station', 'reader']

// ---- what a unit allows: the prefix drop-ins, the unit, its own drop-in

const groups = new Map()
function group(name) {
	if (!groups.has(name))
		groups.set(name, execFileSync('systemd-analyze', ['syscall-filter', '--no-pager', name], { encoding: 'utf8' })
			.split('\n').slice(1).map(l => l.trim()).filter(l => l && !l.startsWith('#')).flatMap(expand))
	return groups.get(name)
}
const expand = word => word.startsWith('@') ? group(word) : [word]

function allowed(service) {
	const template = service.startsWith('web-') ? '@' : ''
	const files = ['rekam-.service.d/10-sandbox.conf', template && 'rekam-web-.service.d/20-pool.conf',
		`rekam-${service}${template}.service`, `rekam-${service}${template}.service.d/50-rights.conf`]
		.filter(Boolean).map(f => path.join(units, f)).filter(f => fs.existsSync(f))
	const set = new Set(group('@default'))
	for (const f of files)
		for (const [, no, words] of fs.readFileSync(f, 'utf8').matchAll(/^SystemCallFilter=(~?)(.*)$/gm))
			for (const w of words.split(/\s+/).filter(Boolean).flatMap(expand))
				no ? set.delete(w) : set.add(w)
	return set
}

// ---- what strace saw: Map service -> Map call -> a line with it, behind the execve that began it

function seen(dir) {
	const all = new Map(), threads = new Map()	// threads: tid -> service
	const read = (file, name) => {
		for (const line of fs.readFileSync(path.join(dir, file), 'latin1').split('\n')) {
			const call = /^([a-z0-9_]+)\(/.exec(line)?.[1]
			if (!call)
				continue
			const begin = call === 'execve' && name === undefined && / = 0$/.test(line) &&
				/^execve\("[^"]*\/rekam-(\w+)", \[(.*?)\]/.exec(line)
			if (begin) {
				name = begin[1] === 'web' ? 'web-' + /"-p", "(\w+)"/.exec(begin[2])?.[1] : begin[1]
				if (!all.has(name))
					all.set(name, new Map())
			} else if (name !== undefined) {
				if (!all.get(name).has(call))
					all.get(name).set(call, line)
				const tid = /^clone3?\(.* = (\d+)/.exec(line)?.[1]
				if (tid)
					threads.set(`t.${tid}`, name)
			}
		}
	}
	for (const f of fs.readdirSync(dir))
		read(f)
	for (const [f, name] of threads)	// grows while it is walked: threads of threads
		if (fs.existsSync(path.join(dir, f)))
			read(f, name)
	return all
}
const outside = (calls, may) => [...calls.keys()].filter(c => !may.has(c))

let s, dir, strace, calls
before(async () => {
	if (skip)
		return
	s = await startStack()
	dir = tempFolder('calls')
	const parent = Number(/^PPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${s.pids('signd')[0]}/status`, 'utf8'))[1])
	strace = spawn('strace', ['-ff', '-qq', '-s', '48', '-o', path.join(dir, 't'), '-p', String(parent)], { stdio: ['ignore', 'ignore', 'pipe'] })
	let said = ''
	strace.stderr.on('data', d => { said += d })
	const tracer = () => Number(/^TracerPid:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${parent}/status`, 'utf8'))[1])
	await until('strace is attached', () => {
		assert.equal(strace.exitCode, null, `strace: ${said}`)
		return tracer() > 0
	})
	// whoever begins anew now is seen from its first call
	const old = services.flatMap(n => s.pids(n))
	for (const pid of old)
		process.kill(pid, 'SIGKILL')
	await until('all have begun anew', () => services.every(n => s.pids(n).length > 0 && s.pids(n).every(p => !old.includes(p))))
	await wholeDay(s)
	await s.end()
	calls = seen(dir)
})
after(async () => {
	strace?.kill()
	await s?.stop()
	if (dir)
		fs.rmSync(dir, { recursive: true, force: true })
})

test('every program was seen', { skip }, () => {
	assert.deepEqual(services.filter(n => !(calls.get(n)?.size > 15)), [])
	// the work itself, not only the start
	for (const [n, call] of [['web-pages', 'accept'], ['web-auth', 'accept'], ['signd', 'accept4'], ['printd', 'connect'], ['station', 'accept'], ['reader', 'accept4']])
		assert.ok(calls.get(n).has(call), `${n} was at work`)
})

for (const name of services)
	test(`rekam-${name}: every system call that was seen is in its unit's filter`, { skip: skip || (!there('systemd-analyze') && 'systemd is not here') }, () => {
		const may = allowed(name)
		assert.deepEqual(outside(calls.get(name), may).map(c => calls.get(name).get(c)), [])
		assert.ok(may.size < 320, `the filter is narrow: ${may.size}`)
	})

test('canary: a filter without one call that is needed is noticed', { skip: skip || (!there('systemd-analyze') && 'systemd is not here') }, () => {
	const may = allowed('signd')
	may.delete('openat')
	assert.deepEqual(outside(calls.get('signd'), may), ['openat'])
})

test('asvs_v1_2_5: no program that serves requests starts another one', { skip }, () => {
	for (const n of services.filter(x => x !== 'render'))
		for (const c of ['execve', 'execveat', 'fork', 'vfork'])
			assert.ok(!calls.get(n).has(c), `${n}: ${calls.get(n).get(c)}`)
	// rekam-render is there to start poppler, by its full name and without a shell
	assert.match(calls.get('render').get('execve'), /^execve\("\/usr\/bin\/pdf(toppm|totext|info)", /)
	for (const n of ['web-pages', 'web-auth', 'web-admin', 'signd', 'printd', 'station'])
		for (const c of ['clone', 'clone3'])
			assert.ok(!calls.get(n).has(c), `${n}: ${calls.get(n).get(c)}`)
})

test('canary: an execve in the record is noticed', { skip }, () => {
	const d = tempFolder('canary')
	fs.writeFileSync(path.join(d, 't.1'), 'execve("/x/rekam-web", ["rekam-web", "-c", "f", "-p", "pages"], 0x1) = 0\n' +
		'execve("/bin/sh", ["sh", "-c", "id"], 0x1) = 0\n')
	const all = seen(d)
	fs.rmSync(d, { recursive: true })
	assert.ok(all.get('web-pages').has('execve'))
})

test('no program changes its user, its groups or its capabilities', { skip }, () => {
	for (const n of services)
		for (const c of ['setuid', 'setgid', 'setreuid', 'setregid', 'setresuid', 'setresgid', 'setfsuid', 'setfsgid', 'setgroups', 'capset', 'chroot', 'mount', 'unshare', 'setns', 'ptrace'])
			assert.ok(!calls.get(n).has(c), `${n}: ${calls.get(n).get(c)}`)
})
