// Logging in: what a guesser may not do, and what he may not do to others.
import test from 'node:test'
import assert from 'node:assert/strict'
import http from 'node:http'
import { Client, forms } from './client.mjs'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build, isRoot, startStack, sleep, until } from './stack.mjs'
import { password } from './office.mjs'

// Clients of several addresses: the whole of 127/8 is this machine.
let address
const plain = http.request
http.request = (options, ...rest) => plain({ ...options, ...address && { localAddress: address } }, ...rest)

class From extends Client {
	constructor(s, from) {
		super(s.url)
		this.from = from
	}

	request(...all) {
		address = this.from
		try {
			return super.request(...all)
		} finally {
			address = undefined
		}
	}
}

let octet = 10
const fresh = s => new From(s, `127.0.0.${octet++}`)

async function attempt(c, user, word = 'salah', lanjut) {
	const page = await c.request('GET', '/masuk' + (lanjut === undefined ? '' : '?lanjut=' + lanjut))
	return c.send(page, '/masuk', { nama_pengguna: user, kata_sandi: word, ...lanjut === undefined ? {} : { lanjut: decodeURIComponent(lanjut) } })
}

const waitOf = answer => Number(/Tunggu (\d+) detik/.exec(answer.text)?.[1])
const inside = answer => answer.status === 303 && !/masuk/.test(answer.headers.location)
// As many failures in the past as a test needs, without a guess.
const failures = (s, user, from, n, secondsAgo = 0) => s.sql('INSERT INTO login_try (username, address, at) VALUES ' +
	Array.from({ length: n }, () => `('${user}', '${from}', UTC_TIMESTAMP(6) - INTERVAL ${secondsAgo} SECOND)`).join(', '))
const count = async (s, where) => Number((await s.sql(`SELECT COUNT(*) AS n FROM ${where}`))[0].n)

// A private instance has one worker for logins.  Four more of ours take its place, on one socket as
// systemd would hand it to them; gives what ends them.
async function fourWorkers(s) {
	const socket = path.join(s.dir, 'run/web-auth.sock')
	const script = `$^F = 9; umask 0; rename $ARGV[0], "$ARGV[0].away"; my $l = IO::Socket::UNIX->new(Local => shift @ARGV, Listen => 64)
		or die $!; $l->blocking(0); POSIX::dup2(fileno $l, 3) unless fileno $l == 3; my @kids;
		for (1 .. 4) { my $pid = fork; push @kids, $pid; if (!$pid) { exec @ARGV or die $! } }
		$SIG{TERM} = sub { kill 'TERM', @kids }; print "begun\\n"; close STDOUT; 1 while wait != -1`
	let command = ['perl', '-MIO::Socket::UNIX', '-MPOSIX', '-e', script, socket,
		path.join(build, 'bin/rekam-web'), '-c', path.join(s.dir, 'rekam.conf'), '-p', 'auth']
	if (isRoot && s.user !== 'root')
		command = ['setpriv', '--reuid', s.user, '--regid', s.user, '--init-groups', ...command]
	const log = fs.openSync(path.join(s.log, 'four-auth.log'), 'w')
	const child = spawn(command[0], command.slice(1), { cwd: s.dir, stdio: ['ignore', 'pipe', log] })
	let said = ''
	child.stdout.on('data', d => { said += d })
	await until('four workers have begun', () => said !== '' || child.exitCode !== null)
	assert.equal(child.exitCode, null, s.logText('four-auth'))
	return async () => {
		const gone = new Promise(done => child.once('exit', done))
		child.kill('SIGTERM')
		await gone
		fs.renameSync(socket + '.away', socket)
		fs.closeSync(log)
	}
}

test('log in', async t => {
	const s = await startStack()
	t.after(() => s.stop())
	const users = Object.fromEntries((await s.sql('SELECT id, username FROM user')).map(u => [u.username, u.id]))

	await t.test('a guesser keeps nobody out who sits elsewhere', async () => {
		const guesser = fresh(s), owner = fresh(s), elsewhere = fresh(s)
		for (let i = 0; i < 6; i++)
			assert.equal((await attempt(guesser, 'loket')).status, 422)
		const refused = await attempt(guesser, 'loket')
		assert.equal(refused.status, 429)
		assert.equal(waitOf(refused), Number(refused.headers['retry-after']))
		assert.ok(waitOf(refused) <= 2)
		// and as if from many addresses, until now
		for (let i = 100; i < 130; i++)
			await failures(s, 'loket', `127.0.1.${i}`, 5)
		assert.ok(inside(await attempt(owner, 'loket', password)), 'the owner is in at once')
		// who mistypes meanwhile waits some seconds, however often the others fail
		assert.equal((await attempt(elsewhere, 'loket')).status, 422)
		await failures(s, 'loket', '127.0.1.99', 20)
		const second = await attempt(elsewhere, 'loket', password)
		assert.equal(second.status, 429)
		assert.ok(waitOf(second) >= 1 && waitOf(second) <= 5, `${waitOf(second)} s`)
		await sleep(waitOf(second) * 1000)
		await failures(s, 'loket', '127.0.1.98', 20)
		assert.ok(inside(await attempt(elsewhere, 'loket', password)))
	})

	await t.test('the delay doubles from the sixth failure to 300 s, for a name that does not exist too', async () => {
		for (const user of ['kasi', 'tidakada']) {
			for (const [n, expected] of [[5, 0], [6, 2], [7, 4], [8, 8], [12, 128], [13, 256], [14, 300], [20, 300]]) {
				const c = fresh(s)
				await failures(s, user, c.from, n)
				const answer = await attempt(c, user)
				assert.equal(answer.status, expected ? 429 : 422, `${n} failures of ${user}`)
				if (expected)
					assert.ok(waitOf(answer) <= expected && waitOf(answer) >= expected - 1, `${n}: ${waitOf(answer)} s`)
				await s.sql('DELETE FROM login_try')
			}
		}
		// by address alone every fourth counts, and other addresses are free
		const c = fresh(s)
		for (let i = 0; i < 32; i++)
			await failures(s, 'nama' + i, c.from, 1)
		assert.ok(waitOf(await attempt(c, 'kasi', password)) >= 7)
		assert.ok(inside(await attempt(fresh(s), 'kasi', password)))
		await s.sql('DELETE FROM login_try')
		// after its time, and after a quarter of an hour, it is over
		const d = fresh(s)
		await failures(s, 'kasi', d.from, 7, 5)
		assert.ok(inside(await attempt(d, 'kasi', password)))
		const e = fresh(s)
		await failures(s, 'kasi', e.from, 30, 901)
		assert.equal((await attempt(e, 'kasi')).status, 422)
	})

	await t.test('guesses at the same time are counted like those one after the other', async () => {
		const end = await fourWorkers(s)
		const c = fresh(s)
		const page = await c.request('GET', '/masuk')
		const answers = await Promise.all(Array.from({ length: 16 }, () =>
			c.send(page, '/masuk', { nama_pengguna: 'camat', kata_sandi: 'salah' })))
		const checked = answers.filter(a => a.status === 422).length
		assert.ok(checked >= 1 && checked <= 6, `${checked} of 16 were checked: ${answers.map(a => a.status)}`)
		assert.ok(answers.every(a => [422, 429].includes(a.status)), `${answers.map(a => a.status)}`)
		assert.equal(await count(s, `login_try WHERE address = '${c.from}'`), checked)
		// the right word at the same time is no failure
		const right = fresh(s)
		const form = await right.request('GET', '/masuk')
		const all = await Promise.all([1, 2, 3, 4, 5].map(() =>
			right.send(form, '/masuk', { nama_pengguna: 'camat', kata_sandi: password })))
		assert.ok(all.every(inside), `${all.map(a => a.status)}`)
		assert.equal(await count(s, `login_try WHERE address = '${right.from}'`), 0)
		await end()
	})

	await t.test('an unknown name has the same bytes as a wrong password', async () => {
		const c = fresh(s)
		const bytes = (a, user) => a.text.replaceAll(user, 'X').replace(/(name="permintaan" value=")[0-9a-f]{32}/g, '$1')
		const [known, unknown] = [await attempt(c, 'sekcam'), await attempt(c, 'tiadaan')]
		assert.deepEqual([known.status, unknown.status], [422, 422])
		assert.equal(bytes(known, 'sekcam'), bytes(unknown, 'tiadaan'))
		const names = a => Object.keys(a.headers).sort().join(' ')
		assert.equal(names(known), names(unknown))
	})

	await t.test('a way that no reply can carry leads home', async () => {
		for (const [lanjut, expected] of [['/a%20b', '/beranda'], ['/a%09b', '/beranda'], ['/a%0d%0aSet-Cookie:x', '/beranda'],
			['/a%7fb', '/beranda'], ['//lain.example', '/beranda'], ['/%5Clain.example', '/beranda'],
			['/' + 'a'.repeat(2001), '/beranda'], ['/masuk', '/beranda'], ['/register?q=1', '/register?q=1']]) {
			const c = fresh(s)
			const answer = await attempt(c, 'loket', password, lanjut)
			assert.equal(answer.status, 303, `${lanjut.slice(0, 30)}: ${answer.status}`)
			assert.equal(answer.headers.location, expected)
			assert.equal((await c.get('/beranda')).status, 200, 'with a session')
			assert.equal((await c.get('/beranda')).url, '/beranda')
		}
	})

	await t.test('a failure leaves one trace per account and minute, without what was typed', async () => {
		// all of it in one minute of the clock
		if (Date.now() % 60000 > 45000)
			await sleep(60000 - Date.now() % 60000)
		await s.sql('DELETE FROM login_try')
		const [{ last }] = await s.sql('SELECT MAX(id) AS last FROM audit')
		const trace = (object, action = 'GAGAL_MASUK') =>
			s.sql(`SELECT * FROM audit WHERE id > ${last} AND object = '${object}' AND action = '${action}' ORDER BY id`)
		const c = fresh(s), d = fresh(s)
		for (const user of ['perekam', 'rahasia1', 'perekam', 'rahasia2'])
			assert.equal((await attempt(c, user)).status, 422)
		assert.equal((await attempt(d, 'perekam')).status, 422)
		assert.ok(inside(await attempt(c, 'perekam', password)))
		assert.equal(await count(s, `login_try WHERE username = 'perekam'`), 1, 'what another address did is not forgiven')
		assert.equal((await trace(`user/${users.perekam}`, 'MASUK')).length, 1)
		const known = await trace(`user/${users.perekam}`), unknown = await trace('user/?')
		assert.deepEqual([known.length, unknown.length], [1, 1])
		assert.deepEqual([known[0].address, known[0].actor_id], [c.from, null])
		assert.ok(known[0].office_id > 0)
		assert.equal(unknown[0].office_id, null)
		assert.equal(await count(s, `audit WHERE CONCAT(object, detail, address) LIKE '%rahasia%'`), 0)
		// a new minute, a new trace
		await s.sql('UPDATE login_try SET at = at - INTERVAL 1 MINUTE')
		await attempt(d, 'perekam')
		assert.equal((await trace(`user/${users.perekam}`)).length, 2)
	})

	await t.test('old rows go with a login, young ones stay', async () => {
		await s.sql('DELETE FROM login_try; DELETE FROM request_done')
		await failures(s, 'siapapun', '127.9.9.9', 510, 86400 + 60)
		await failures(s, 'siapapun', '127.9.9.9', 1, 86400 - 60)
		const done = (id, days) => s.sql(`INSERT INTO request_done VALUES ('${id.repeat(32)}', ${users.loket},
			UTC_TIMESTAMP(6) - INTERVAL ${days} DAY, '/beranda')`)
		await done('a', 8)
		await done('b', 6)
		assert.ok(inside(await attempt(fresh(s), 'loket', password)))
		assert.equal(await count(s, 'login_try'), 11, 'at most 500 at once')
		assert.deepEqual(await s.sql('SELECT LEFT(request_id, 1) AS id FROM request_done'), [{ id: 'b' }])
		assert.ok(inside(await attempt(fresh(s), 'loket', password)))
		assert.equal(await count(s, 'login_try'), 1)
		assert.equal(s.logText('web-auth').match(/old rows stay/), null)
	})

	await t.test('nginx gives an address its share of logins, other requests have no limit', async () => {
		const c = fresh(s)
		const page = await c.request('GET', '/masuk')
		const answers = await Promise.all(Array.from({ length: 60 }, () =>
			c.post('/masuk', { nama_pengguna: '', csrf_token: forms(page.text)[0].fields.find(([n]) => n === 'csrf_token')[1] })))
		const refused = answers.filter(a => a.status === 429)
		assert.ok(refused.length >= 20 && refused.length <= 39, `${refused.length} of 60`)
		assert.match(refused[0].text, /<title>Galat: Terlalu banyak percobaan masuk/)
		assert.ok(refused[0].headers['retry-after'] && refused[0].headers['content-security-policy'])
		assert.ok(answers.every(a => [422, 429].includes(a.status)))
		const pages = await Promise.all(Array.from({ length: 40 }, () => c.request('GET', '/masuk')))
		assert.ok(pages.every(p => p.status === 200))
		// ten people who share an address come in at once
		const office = `127.0.0.${octet++}`
		const all = await Promise.all(Array.from({ length: 10 }, () => attempt(new From(s, office), 'kasi', password)))
		assert.ok(all.every(inside), `${all.map(a => a.status)}`)
	})
})
