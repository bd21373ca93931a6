// rekamctl user, office, role, session and config, from a terminal against a running office: what
// they say, what they refuse in plain words, whose sessions end at once, and the trace of each.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build, isRoot, startStack, tempFolder } from './stack.mjs'
import { login, messages } from './office.mjs'

let s
before(async () => { s = await startStack() })
after(async () => { await s?.stop() })

// { status, out, err } of rekamctl as the programs' account; input: what is typed.
function ctl(words, input = '') {
	let command = [path.join(build, 'bin/rekamctl'), '-c', path.join(s.dir, 'rekam.conf'), ...words]
	if (isRoot && s.user !== 'root')
		command = ['setpriv', '--reuid', s.user, '--regid', s.user, '--init-groups', ...command]
	const r = spawnSync(command[0], command.slice(1), { input, encoding: 'utf8', timeout: 60000 })
	return { status: r.status, out: r.stdout, err: r.stderr }
}
function done(...words) {
	const r = ctl(words)
	assert.equal(r.status, 0, `${words.join(' ')}: ${r.err}`)
	return r.out
}
function refused(pattern, ...words) {
	const r = ctl(words)
	assert.equal(r.status, 1, `${words.join(' ')}: ${r.out}`)
	assert.match(r.err, pattern)
	assert.equal(r.err.trim().split('\n').length, 1, 'one line says why')
}
const one = async query => (await s.sql(query))[0]
const traces = async (user, action) => Number((await one(`SELECT COUNT(*) AS n FROM audit WHERE action = '${action}'
	AND address LIKE 'rekamctl%' AND object = CONCAT('user/', (SELECT id FROM user WHERE username = '${user}'))`)).n)
async function enter(user, word) {
	const c = s.client()
	const a = await c.send(await c.get('/masuk'), '/masuk', { nama_pengguna: user, kata_sandi: word })
	return a.status === 303 && !/masuk/.test(a.headers.location) ? c : null
}
const inside = async c => (await c.get('/beranda')).url === '/beranda'
const good = 'perahu biru melaut pagi', other = 'jala kering di pasir putih'
let code

test('user add: a one-time code, with which its owner sets the first password', async () => {
	const r = ctl(['user', 'add', 'tri', 'petugas,operator', 'Tri Contoh', '199001012015011001'])
	assert.equal(r.status, 0, r.err)
	const [name, kode] = r.out.split('\n')
	assert.equal(name, 'tri')
	assert.match(kode, /^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}$/)
	assert.match(r.err, /hand it over in person/)
	code = kode
	const row = await one("SELECT password_hash, password_at, roles FROM user WHERE username = 'tri'")
	assert.deepEqual(row, { password_hash: '', password_at: null, roles: '3' })
	assert.equal(await enter('tri', kode), null)
	const c = s.client()
	const page = await c.send(await c.get('/masuk/pertama'), '/masuk/pertama',
		{ nama_pengguna: 'tri', kode, kata_sandi_baru: good, kata_sandi_ulang: good })
	assert.equal(page.status, 303, messages(page))
	assert.ok(await enter('tri', good))
	assert.equal(await traces('tri', 'PENGGUNA_BARU'), 1)
})

test('user add --password: for the first administrator; the policy judges what is typed', async () => {
	const r = ctl(['user', 'add', 'kepala', 'admin', 'Kepala Contoh', '--password'], good + '\n')
	assert.equal(r.status, 0, r.err)
	assert.equal(r.out, 'kepala\n', 'no code then')
	assert.ok(await enter('kepala', good))
	assert.equal(await traces('kepala', 'KATA_SANDI'), 1)
	for (const [word, why] of [['pendek', /terlalu pendek/], ['password12345678', /\w/], ['1234567890123456', /\w/], ['', /no password was given/]]) {
		const p = ctl(['user', 'passwd', 'kepala'], word && word + '\n')
		assert.equal(p.status, 1, word)
		assert.match(p.err, why)
	}
	assert.ok(await enter('kepala', good), 'the old one holds')
})

test('user list and show: who there is, in the words of the pages', () => {
	const list = done('user', 'list')
	assert.match(list, /^tri +aktif +Tri Contoh +petugas,operator$/m)
	assert.match(list, /^pemeriksa +aktif .* pemeriksa$/m)
	const show = done('user', 'show', 'tri')
	for (const line of [/^user +tri$/m, /^name +Tri Contoh$/m, /^NIP +199001012015011001$/m, /^status +aktif$/m,
		/^roles +petugas,operator$/m, /^until +no end$/m, /^sessions +\d+$/m])
		assert.match(show, line)
	assert.ok(!show.includes('argon2') && !show.includes(code))
})

test('roles, password, code and disabling end every session at once, and leave their trace', async () => {
	for (const [words, input, action] of [
		[['user', 'roles', 'tri', 'petugas'], '', 'PERAN'],
		[['user', 'passwd', 'tri'], other + '\n', 'KATA_SANDI'],
		[['user', 'disable', 'tri'], '', 'NONAKTIFKAN'],
	]) {
		const c = await enter('tri', good)
		assert.ok(c && await inside(c))
		const r = ctl(words, input)
		assert.equal(r.status, 0, r.err)
		assert.equal(await inside(c), false, words.join(' '))
		assert.ok(await traces('tri', action) >= 1, action)
		if (words[1] === 'passwd') {
			assert.equal(await enter('tri', good), null)
			assert.equal(ctl(['user', 'passwd', 'tri'], good + '\n').status, 0)
		}
		await s.sql('DELETE FROM login_try')
	}
	assert.equal(await enter('tri', good), null)
	done('user', 'enable', 'tri')
	await s.sql('DELETE FROM login_try')
	const c = await enter('tri', good)
	assert.ok(c)
	const [, kode] = done('user', 'code', 'tri').split('\n')
	assert.notEqual(kode, code)
	assert.equal(await inside(c), false)
	assert.equal(await enter('tri', good), null, 'the password is gone')
	assert.match(done('user', 'show', 'tri'), /^status +menunggu aktivasi$/m)
	assert.equal(await traces('tri', 'KODE_BARU'), 1)
})

test('rename and until; a pemeriksa needs an end and a surat tugas', async () => {
	done('user', 'rename', 'tri', 'Tri Contoh Lestari', '199001012015011002')
	done('user', 'until', 'tri', '31-12-2030')
	assert.match(done('user', 'show', 'tri'), /Tri Contoh Lestari[^]*until +31-12-2030/)
	done('user', 'until', 'tri', 'never')
	assert.match(done('user', 'show', 'tri'), /until +no end/)
	refused(/surat tugas/, 'user', 'add', 'periksa', 'pemeriksa', 'Periksa Contoh')
	refused(/surat tugas/, 'user', 'add', 'periksa', 'pemeriksa', 'Periksa Contoh', '--until', '31-12-2030')
	refused(/surat tugas/, 'user', 'roles', 'tri', 'pemeriksa')
	done('user', 'add', 'periksa', 'pemeriksa', 'Periksa Contoh', '--until', '31-12-2030', '--assignment', '700/1/2026')
	refused(/surat tugas/, 'user', 'until', 'periksa', 'never')
	assert.match(done('user', 'show', 'periksa'), /assignment 700\/1\/2026/)
	// a last day that is past ends the sessions too
	const c = await login(s, 'dinas')
	done('user', 'until', 'dinas', '01-01-2026')
	assert.equal(await inside(c), false)
	done('user', 'until', 'dinas', 'never')
})

test('wrong words are said in plain words and change nothing', async () => {
	const before = JSON.stringify(await s.sql('SELECT * FROM user'))
	refused(/Nama pengguna itu sudah dipakai/, 'user', 'add', 'tri', 'petugas', 'Tri')
	refused(/there is no role 'raja' \(rekamctl role list\)/, 'user', 'add', 'ada', 'raja', 'Ada')
	refused(/no role is given/, 'user', 'add', 'ada', '', 'Ada')
	refused(/2 sampai 40/, 'user', 'add', 'Ada Lagi', 'petugas', 'Ada')
	refused(/full name is missing/, 'user', 'add', 'ada', 'petugas', ' ')
	refused(/control character/, 'user', 'add', 'ada', 'petugas', 'Ada\nLagi')
	refused(/at most 100 characters/, 'user', 'add', 'ada', 'petugas', 'x'.repeat(101))
	refused(/'31-02-2030' is no date/, 'user', 'until', 'tri', '31-02-2030')
	refused(/tri has no second factor/, 'user', 'totp-reset', 'tri')
	for (const verb of [['show'], ['code'], ['totp-reset'], ['disable'], ['roles', 'petugas'], ['until', 'never'], ['rename', 'X']])
		refused(/there is no user nobody in KECAMATAN/, 'user', verb[0], 'nobody', ...verb.slice(1))
	done('user', 'disable', 'kepala')
	refused(/administrator terakhir/, 'user', 'disable', 'admin')
	refused(/administrator terakhir/, 'user', 'roles', 'admin', 'petugas')
	done('user', 'enable', 'kepala')
	for (const words of [['user'], ['user', 'add', 'x'], ['user', 'list', 'x'], ['user', 'add', 'x', 'petugas', 'X', '--nothing'],
		['office'], ['office', 'set', 'name'], ['session', 'end'], ['role'], ['config'], ['config', 'split', '--x']]) {
		const r = ctl(words)
		assert.equal(r.status, 2, words.join(' '))
		assert.match(r.err, /^usage: rekamctl/)
		assert.match(r.err, new RegExp(`rekamctl help ${words[0]}`))
	}
	assert.equal(JSON.stringify(await s.sql('SELECT * FROM user')).replace(/"version":"\d+"/g, ''), before.replace(/"version":"\d+"/g, ''))
})

test('office: list, show, set with the old and the new value in the trace', async () => {
	assert.match(done('office', 'list'), /^350308 KECAMATAN WATULIMO +\d+ active accounts$/m)
	const show = done('office', 'show')
	const keys = show.trim().split('\n').map(l => l.split(' ')[0])
	for (const k of ['region_code', 'address', 'sign_mode', 'password_policy', 'idle_minutes', 'same_person', 'letter_copies'])
		assert.ok(keys.includes(k), k)
	const columns = (await s.sql("SELECT column_name AS c FROM information_schema.columns WHERE table_schema = 'rekam' AND table_name = 'office'")).map(r => r.c)
	assert.deepEqual(columns.filter(c => !['id', 'training_of'].includes(c) && !keys.includes(c)), [], 'every column can be seen')
	for (const [key, value] of [['idle_minutes', '10'], ['same_person', 'BLOKIR'], ['password_policy', 'BSSN'],
		['sign_mode', 'ELEKTRONIK'], ['address', 'Jalan Raya Watulimo Nomor 1'], ['letter_copies', '1'], ['phone', ''], ['receipt', '0'], ['receipt_paper', 'om_roll_80x297mm'], ['receipt_paper', ''], ['scans', '1'], ['agenda_format', 'KTP-{nomor:4}/{tahun}']]) {
		done('office', 'set', key, value)
		assert.equal((await one(`SELECT CONCAT(${key}, '.') AS v FROM office`)).v, value + '.')
		assert.match((await one("SELECT detail FROM audit WHERE action = 'PENGATURAN' ORDER BY id DESC LIMIT 1")).detail,
			new RegExp(`^${key}: .* menjadi ${value.replace(/[{}]/g, '\\$&')}$`))
	}
	refused(/idle_minutes is a number from 1 to 60/, 'office', 'set', 'idle_minutes', '61')
	refused(/idle_minutes is a number/, 'office', 'set', 'idle_minutes', '5x')
	refused(/sign_mode is one of: TINTA ELEKTRONIK/, 'office', 'set', 'sign_mode', 'TINT')
	refused(/sign_mode is one of/, 'office', 'set', 'sign_mode', '')
	refused(/receipt_paper is one of: .*, or ''/, 'office', 'set', 'receipt_paper', 'A5')
	refused(/address is a text of 1 to 200/, 'office', 'set', 'address', '')
	refused(/agenda_format has \{nomor\} and \{tahun\}/, 'office', 'set', 'agenda_format', '{nomor}')
	refused(/letter_format has/, 'office', 'set', 'letter_format', '{nomor}/{tahun}/{nomor}')
	refused(/address is a text/, 'office', 'set', 'address', 'a\u001bb')
	refused(/never changed/, 'office', 'set', 'region_code', '350309')
	refused(/there is no setting 'colour'/, 'office', 'set', 'colour', 'red')
	done('office', 'set', 'sign_mode', 'TINTA')
	done('office', 'set', 'password_policy', 'NIST')
})

test('role: the list with how many hold each, and the matrix asked of the rules', () => {
	const list = done('role', 'list')
	assert.equal(list.trim().split('\n').length, 8)
	assert.match(list, /^petugas +Petugas Loket +\d+$/m)
	const [head, ...rows] = done('role', 'matrix').trim().split('\n').map(l => l.trim().split(/\s+/))
	const col = role => head.indexOf(role)
	const may = (from, verb) => rows.find(r => r[0] === from && r.at(-1) === verb)
	assert.equal(may('DRAF', 'ACCEPT')[col('petugas')], 'x')
	assert.equal(may('DRAF', 'ACCEPT')[col('camat')], '.')
	assert.equal(may('MENUNGGU_TTD', 'APPROVE')[col('camat')], 'x')
	assert.equal(may('MENUNGGU_TTD', 'APPROVE')[col('petugas')], '.')
	assert.ok(rows.every(r => r[col('admin')] === '.' && r[col('pemeriksa')] === '.'), 'these change no case')
	assert.ok(rows.length > 40)
})

test('session: list, end one, all of one person, all of the office', async () => {
	const a = await login(s, 'loket'), b = await login(s, 'loket'), c = await login(s, 'kasi')
	const lines = done('session', 'list').trim().split('\n')
	const mine = lines.filter(l => / loket /.test(l))
	assert.ok(mine.length >= 2)
	assert.match(mine[0], /^\d+ +loket +since .* WIB, seen .* WIB, 127\.0\.0\.1, /)
	for (const x of [a, b, c])
		assert.ok(!lines.join().includes(x.cookies.get('__Host-sesi')))
	const newest = Math.max(...mine.map(l => Number(l.split(' ')[0])))
	done('session', 'end', String(newest))
	assert.deepEqual([await inside(a), await inside(b)], [true, false])
	assert.equal(await traces('loket', 'SESI_DIAKHIRI'), 1)
	refused(/there is no session/, 'session', 'end', String(newest))
	refused(/no number of a session/, 'session', 'end', 'abc')
	done('session', 'end-user', 'loket')
	assert.equal(await inside(a), false)
	assert.equal(await inside(c), true)
	refused(/there is no user nobody/, 'session', 'end-user', 'nobody')
	assert.ok(Number(done('session', 'end-all')) >= 1)
	assert.equal(await inside(c), false)
	assert.equal((await one('SELECT COUNT(*) AS n FROM session')).n, '0')
})

test('the trace says who sat at the terminal', async () => {
	const rows = await s.sql("SELECT DISTINCT address, actor_id FROM audit WHERE address LIKE 'rekamctl %'")
	assert.deepEqual(rows.map(r => r.actor_id), [null])
	assert.match(rows[0].address, /^rekamctl \S+$/)
})

test('help: a page for each command, on standard output', () => {
	for (const word of ['user', 'office', 'role', 'session', 'config', 'migrate', 'backup']) {
		const r = spawnSync(path.join(build, 'bin/rekamctl'), ['help', word], { encoding: 'utf8' })
		assert.equal(r.status, 0)
		assert.match(r.stdout, new RegExp(`^NAME\n    rekamctl ${word} - `))
		assert.match(r.stdout, /^WORDS$[^]*^EXIT$/m)
		assert.ok(r.stdout.split('\n').every(l => l.length <= 110), 'fits a terminal')
	}
	const no = spawnSync(path.join(build, 'bin/rekamctl'), ['help', 'nothing'], { encoding: 'utf8' })
	assert.equal(no.status, 2)
	assert.match(no.stderr, /there is no command 'nothing'/)
})

test('config split: each program gets its own account and nobody else\'s', () => {
	const dir = tempFolder('split')
	fs.chmodSync(dir, 0o777)
	try {
		const secrets = Object.fromEntries(fs.readFileSync(path.join(s.dir, 'secrets'), 'utf8').trim().split('\n').map(l => l.split('=')))
		done('config', 'split', '--own', '--into', dir)
		const want = { 'web-pages': 'web', 'web-auth': 'auth', 'web-admin': 'admin', 'web-station': 'station', 'web-upload': 'web',
			signd: 'signd', printd: 'printd', station: null, reader: null, backup: 'backup', expire: 'web' }
		assert.deepEqual(fs.readdirSync(dir).sort(), Object.keys(want).map(n => n + '.conf').sort())
		for (const [name, account] of Object.entries(want)) {
			const file = path.join(dir, name + '.conf')
			const text = fs.readFileSync(file, 'utf8')
			assert.equal(fs.statSync(file).mode & 0o777, 0o600)
			for (const [key, secret] of Object.entries(secrets)) {
				const may = key === `PASSWORD_${account}` || (key === 'WEB_SECRET' && name.startsWith('web-'))
				assert.equal(text.includes(secret), may, `${name}: ${key}`)
			}
		}
		// where nobody else may enter the folder, the programs are root's
		if (s.user !== 'root')
			refused(/only root can give/, 'config', 'split', '--into', dir)
	} finally {
		fs.rmSync(dir, { recursive: true, force: true })
	}
})

test('config split as root: files and keys belong to root and the program\'s group', { skip: !isRoot && 'not root' }, () => {
	const dir = tempFolder('split')
	try {
		const installed = /^rekam-signd:x:(\d+)/m.exec(fs.readFileSync('/etc/group', 'utf8'))
		const r = spawnSync(path.join(build, 'bin/rekamctl'), ['-c', path.join(s.dir, 'rekam.conf'), 'config', 'split', '--into', dir], { encoding: 'utf8' })
		if (!installed) {
			assert.equal(r.status, 1)
			assert.match(r.stderr, /there is no group rekam-web-pages: systemd-sysusers makes it/)
			return
		}
		assert.equal(r.status, 0, r.stderr)
		const file = fs.statSync(path.join(dir, 'signd.conf'))
		assert.deepEqual([file.uid, file.gid, file.mode & 0o777], [0, Number(installed[1]), 0o640])
	} finally {
		fs.rmSync(dir, { recursive: true, force: true })
	}
})

test('nothing of it spoke of a password', () => {
	for (const f of fs.readdirSync(s.log))
		for (const word of [good, other])
			assert.ok(!fs.readFileSync(path.join(s.log, f), 'utf8').includes(word), f)
})
