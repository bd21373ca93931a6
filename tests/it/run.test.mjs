// make run: starts, says what is wrong, restarts what dies, leaves nothing behind.
import test from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { intake, login, submitForSignature, verifyAndNumber } from './office.mjs'
import { alive, build, isRoot, processesWith, spawnDevrun, startStack, tempFolder, until } from './stack.mjs'

const ended = child => new Promise(done => child.exitCode !== null ? done(child.exitCode) : child.once('exit', done))
const hasWeb = fs.existsSync(path.join(build, 'bin/rekam-web'))

test('an instance', async t => {
	const s = await startStack({ dir: tempFolder('run') })

	await t.test('answers over nginx with the security headers', async () => {
		const page = await s.client().get('/')
		assert.ok(hasWeb ? page.status < 500 : page.status === 502, `status ${page.status}`)
		assert.match(page.headers['content-security-policy'], /^default-src 'none'/)
		assert.equal(page.headers['x-content-type-options'], 'nosniff')
		assert.equal(page.headers['referrer-policy'], 'same-origin')
		assert.equal(page.headers.server, 'nginx')
	})
	await t.test('serves static files for ever, under a path with their hash', async () => {
		const version = /"([0-9a-f]{12})"/.exec(fs.readFileSync(path.join(build, 'gen/assets.h'), 'utf8'))[1]
		const css = await s.client().get(`/static/${version}/pico.min.css`)
		assert.equal(css.status, 200)
		assert.match(css.headers['cache-control'], /immutable/)
		assert.match(css.headers['content-security-policy'], /default-src 'none'/)
		assert.equal((await s.client().get('/static/000000000000/pico.min.css')).status, 404)
	})
	await t.test('refuses other methods and too much data with a page of its own', async () => {
		const c = s.client()
		const put = await c.request('PUT', '/')
		assert.equal(put.status, 405)
		assert.match(put.text, /<html lang="id">/)
		assert.match(put.headers['content-security-policy'], /default-src 'none'/)
		const big = await c.post('/', { a: 'x'.repeat(70000) })
		assert.equal(big.status, 413)
		assert.match(big.text, /Tidak ada yang disimpan/)
	})
	await t.test('answers the station over a Unix socket only', () => {
		assert.ok(fs.statSync(path.join(s.dir, 'run/station-http.sock')).isSocket())
	})
	await t.test('has a durable database without a network port', async () => {
		const rows = await s.sql("SHOW VARIABLES WHERE Variable_name IN ('innodb_flush_log_at_trx_commit','sync_binlog','binlog_format','skip_networking')")
		const v = Object.fromEntries(rows.map(r => [r.Variable_name, r.Value]))
		assert.deepEqual(v, { innodb_flush_log_at_trx_commit: '1', sync_binlog: '1', binlog_format: 'ROW', skip_networking: 'ON' })
	})
	await t.test('keeps its secrets from other accounts', () => {
		for (const f of ['rekam.conf', 'secrets'])
			assert.equal(fs.statSync(path.join(s.dir, f)).mode & 0o077, 0, f)
		for (const d of ['db', 'keys', 'safe', 'backup'])
			assert.equal(fs.statSync(path.join(s.dir, d)).mode & 0o077, 0, d)
	})
	await t.test('refuses a second instance in its folder', async () => {
		const second = spawnDevrun(['--dir', s.dir, '--port', '0'])
		assert.equal(await ended(second.child), 1)
		assert.match(second.output(), /folder .* is in use by a running instance \(process \d+\)/)
	})
	await t.test('refuses a port that is taken, and says what to do', async () => {
		const dir = tempFolder('port')
		const second = spawnDevrun(['--dir', dir, '--port', String(s.port)])
		assert.equal(await ended(second.child), 1)
		assert.match(second.output(), new RegExp(`port ${s.port} is taken.*\\n.*PORT=${s.port + 1}`))
		fs.rmSync(dir, { recursive: true })
	})
	await t.test('runs beside another instance', async () => {
		const other = await startStack({ dir: tempFolder('run2') })
		assert.notEqual(other.port, s.port)
		assert.notEqual((await other.client().get('/robots.txt')).status, 502)
		assert.equal(await other.stop(), 0)
		assert.equal((await s.client().get('/robots.txt')).status, 200)
	})
	await t.test('lends its queue to an instance that uses a real one (PRINTER=)', async () => {
		const env = { CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }
		const other = await startStack({ dir: tempFolder('queue'), printer: 'rekam', env })
		assert.deepEqual(other.pids('cupsd'), [])
		assert.match(fs.readFileSync(path.join(other.dir, 'rekam.conf'), 'utf8'), new RegExp(`socket=${env.CUPS_SERVER}\nqueue=rekam`))
		await other.stop()
		const dir = tempFolder('queue')
		const bad = spawnDevrun(['--dir', dir, '--port', '0', '--printer', 'nix'], { env })
		assert.equal(await ended(bad.child), 1)
		assert.match(bad.output(), /PRINTER=nix: no such queue/)
		fs.rmSync(dir, { recursive: true })
	})
	await t.test('restarts a database that was killed', async () => {
		await s.sql('CREATE TABLE test_kept (n INT)')
		await s.sql('INSERT INTO test_kept VALUES (7)')
		const [old] = s.pids('mariadb')
		process.kill(old, 'SIGKILL')
		await until('a new mariadbd', () => s.pids('mariadb').some(p => p !== old))
		await until('the row that was committed', () => s.sql('SELECT n FROM test_kept').then(r => r[0].n === '7', () => false))
	})
	await t.test('restarts nginx, which goes on on the same port', async () => {
		const [old] = s.pids('nginx')
		process.kill(old, 'SIGKILL')
		await until('a new nginx', () => s.pids('nginx').some(p => p !== old))
		await until('an answer', () => s.client().get('/robots.txt').then(r => r.status === 200, () => false))
	})
	await t.test('restarts a worker that was killed, and pages go on', { skip: !hasWeb && 'rekam-web is not built' }, async () => {
		const [old] = s.pids('web-pages')
		process.kill(old, 'SIGKILL')
		for (let i = 0; i < 20; i++)
			assert.ok((await s.client().get('/')).status < 500)
		await until('four workers again', () => !s.pids('web-pages').includes(old) && s.pids('web-pages').length === 4)
	})
	await t.test('replaces its workers without a failed page', { skip: !hasWeb && 'rekam-web is not built' }, async () => {
		const old = s.pids('web-pages')
		let on = true, bad = 0, n = 0
		const load = Promise.all([1, 2, 3].map(async () => {
			while (on) { n++; if ((await s.client().get('/')).status >= 500) bad++ }
		}))
		process.kill(s.pid, 'SIGUSR1')
		await until('four new workers', () => s.pids('web-pages').length === 4 && !s.pids('web-pages').some(p => old.includes(p) && alive(p)), 30000)
		on = false
		await load
		assert.equal(bad, 0, `${bad} of ${n} pages failed`)
	})
	await t.test('ends in order at SIGTERM and leaves no process', async () => {
		const dir = s.dir
		assert.equal(await s.end(), 0)
		assert.deepEqual(processesWith(dir), [])
		assert.match(s.output(), /nginx +ends[\s\S]*cupsd +ends[\s\S]*printer +ends[\s\S]*dbus +ends[\s\S]*mariadb +ends/)
	})
	await t.test('keeps its data and passwords for the next start', async () => {
		const secret = fs.readFileSync(path.join(s.dir, 'secrets'), 'utf8')
		const again = await startStack({ dir: s.dir })
		assert.equal((await again.sql('SELECT n FROM test_kept'))[0].n, '7')
		assert.equal(fs.readFileSync(path.join(s.dir, 'secrets'), 'utf8'), secret)
		await again.stop()
	})
})

for (const who of ['guardian', 'supervisor'])
	test(`kill -9 of the ${who} leaves no orphan`, async () => {
		const s = await startStack({ dir: tempFolder('kill') })
		process.kill(who === 'guardian' ? s.pid : s.supervisor, 'SIGKILL')
		await until('no process of the instance', () => processesWith(s.dir).length === 0, 30000)
			.catch(e => { throw new Error(e.message + '\n' + processesWith(s.dir).map(p => p.line).join('\n')) })
		fs.rmSync(s.dir, { recursive: true })
	})

test('kill -9 of both leaves no orphan', async () => {
	const s = await startStack({ dir: tempFolder('kill') })
	process.kill(s.pid, 'SIGKILL')
	process.kill(s.supervisor, 'SIGKILL')
	await until('no process of the instance', () => processesWith(s.dir).length === 0, 30000)
		.catch(e => { throw new Error(e.message + '\n' + processesWith(s.dir).map(p => p.line).join('\n')) })
	fs.rmSync(s.dir, { recursive: true })
})

// A letter in the tray proves pages, database, printing and their rights in one go.
async function works(s) {
	const c = await login(s, 'loket')
	const id = await intake(c)
	await verifyAndNumber(s, c, id)
	await submitForSignature(c, id)
	await s.paperCount(2)
}

// may nobody read the programs? (a checkout below a closed folder keeps others out)
const closed = () => spawnSync('setpriv', ['--reuid', '65534', '--regid', '65534', '--clear-groups',
	'test', '-x', path.join(build, 'bin/devrun')]).status !== 0
test('an ordinary user runs an instance', { skip: !isRoot ? 'this is one already'
	: closed() && 'this checkout lies in a folder that others may not enter' }, async () => {
	const dir = tempFolder('user')
	const as = { uid: 65534, gid: 65534 }
	fs.chownSync(dir, as.uid, as.gid)
	fs.chmodSync(dir, 0o700)
	const s = await startStack({ dir, as })
	assert.equal(s.user, 'nobody')
	await works(s)
	assert.ok(s.pids('cupsd').every(alive))
	assert.equal(await s.stop(), 0)
})

test('root runs an instance in a folder that nobody else may enter', { skip: !isRoot && 'needs root' }, async () => {
	const dir = tempFolder('closed')
	fs.chmodSync(dir, 0o700)
	const s = await startStack({ dir: path.join(dir, 'run') })
	assert.equal(s.user, 'root')
	await works(s)
	assert.equal(await s.stop(), 0)
	fs.rmSync(dir, { recursive: true })
})

test('a wrong option is explained', async () => {
	for (const [args, text] of [[['--port', 'abc'], /no port number/], [['--reader', 'x'], /virtual or usb/],
		[['--dir', '/tmp/' + 'x'.repeat(120)], /too long/]]) {
		const d = spawnDevrun(args)
		assert.notEqual(await ended(d.child), 0)
		assert.match(d.output(), text)
	}
	fs.rmSync('/tmp/' + 'x'.repeat(120), { recursive: true, force: true })
})
