// asvs_v16_2_5: after a whole day at the office no NIK, no name, no password and no token is found
// where nobody looks for it: logs, spools, the print ledger, state and core files, environments,
// command lines (they are job titles too).  Not searched are the places made for people's data:
// the database, the printer's tray (and the software printer's own memory) and encrypted backups;
// passwords and tokens are not even in the database.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { forms } from './client.mjs'
import { password, freshNik } from './office.mjs'
import { startStack } from './stack.mjs'
import { wholeDay } from './day.mjs'

const person = { nik: freshNik(), nama: 'MELATI KENANGA RAHASIA' }
const wrong = 'salah-ketik-rahasia-77'
let s, secrets, sampled = new Map(), timer

// As it may stand in a file: plain, in a URL, in a form, as hexadecimal or base64 text.
function forms_of(text) {
	const bytes = Buffer.from(text)
	return [text, encodeURIComponent(text), encodeURIComponent(text).replaceAll('%20', '+'), bytes.toString('hex'),
		bytes.toString('hex').toUpperCase(), bytes.toString('base64').replace(/.{0,3}=*$/, '')].filter((v, i, a) => v.length > 7 && a.indexOf(v) === i)
}

function* files(dir) {
	for (const e of fs.readdirSync(dir, { withFileTypes: true })) {
		const p = path.join(dir, e.name)
		if (e.isDirectory())
			yield* files(p)
		else if (e.isFile())
			yield p
	}
}

// [[what, where]] for each secret in each file that the filter lets through
function found(wanted, filter = () => true) {
	const hits = []
	for (const f of files(s.dir)) {
		if (!filter(path.relative(s.dir, f)))
			continue
		const bytes = fs.readFileSync(f)
		for (const [what, text] of wanted)
			if (forms_of(text).some(v => bytes.includes(v)))
				hits.push([what, path.relative(s.dir, f)])
	}
	return hits
}
const people = /^(db|paper|backup|cups\/eve)\//		// where people's data belong

// Command lines and environments of everything that belongs to the instance, again and again:
// filters and the printer's backend live for moments.
function sample() {
	for (const pid of fs.readdirSync('/proc').filter(d => /^\d+$/.test(d)))
		try {
			const line = fs.readFileSync(`/proc/${pid}/cmdline`, 'latin1')
			if (!line || Number(pid) === process.pid || sampled.get(line) === pid)
				continue
			const env = fs.readFileSync(`/proc/${pid}/environ`, 'latin1')
			if (line.includes(s.dir) || env.includes(s.dir) || /rekam|ledger|cups|ipp/i.test(line)) {
				sampled.set(line, pid)
				sampled.set(`environment of ${line.replaceAll('\0', ' ')}\0${env}`, pid)
			}
		} catch { /* it has ended meanwhile */ }
}

before(async () => {
	s = await startStack()
	timer = setInterval(sample, 40)
	const day = await wholeDay(s, { person, wrong })
	clearInterval(timer)
	sample()
	secrets = [['NIK', person.nik], ['name', person.nama], ['password', password], ['wrong password', wrong]]
	secrets.push(['second factor', day.factor.text], ['recovery code', day.factor.recovery[0]])
	for (const who of ['loket', 'perekam', 'camat', 'admin']) {
		const token = day[who].cookies.get('__Host-sesi')
		assert.ok(token?.length >= 40, 'a session token')
		const page = await day[who].get('/beranda')
		const csrf = forms(page.text).flatMap(f => f.fields).find(([n]) => n === 'csrf_token')?.[1]
		assert.ok(csrf?.length >= 20, 'a CSRF token')
		secrets.push([`session of ${who}`, token], [`CSRF token of ${who}`, csrf])
	}
	for (const l of fs.readFileSync(path.join(s.dir, 'secrets'), 'utf8').trim().split('\n'))
		secrets.push(l.split('='))
})
after(async () => {
	clearInterval(timer)
	await s?.stop()
})

test('asvs_v16_2_5: logs, spools, ledger and state files hold no secret', () => {
	// the demonstration's password is shown to whoever starts one; configurations hold the accounts'
	const own = { 'log/demo.txt': ['password'], 'log/welcome.log': ['password'], 'akun-demo.txt': ['password'] }
	const hits = found(secrets, f => !people.test(f) && !/^(secrets|rekam\.conf|conf\/[\w-]+\.conf)$/.test(f))
		.filter(([what, f]) => !own[f]?.includes(what))
	assert.deepEqual(hits, [])
})

test('asvs_v16_2_5: not even the database holds a password or a token', () => {
	const tokens = secrets.filter(([what]) => !['NIK', 'name'].includes(what))
	assert.deepEqual(found(tokens, f => /^(db|paper|backup)\//.test(f)), [])
})

test('asvs_v16_2_5: no command line and no environment held a secret', () => {
	assert.ok([...sampled.keys()].some(l => /ledger|ipp/.test(l.split('\0')[0])), 'the printer\'s backend was seen')
	const hits = []
	for (const line of sampled.keys())
		for (const [what, text] of secrets)
			if (forms_of(text).some(v => line.includes(v)))
				hits.push([what, line.slice(0, 200)])
	assert.deepEqual(hits, [])
})

test('asvs_v16_2_5: nobody dumped core', () => {
	assert.deepEqual([...files(s.dir)].filter(f => /^core(\.\d+)?$/.test(path.basename(f))), [])
})

test('canary: the search sees each secret in a log, also as part of an address', () => {
	const log = path.join(s.log, 'canary.log')
	for (const [what, text] of secrets)
		for (const v of forms_of(text)) {
			fs.writeFileSync(log, `one line with ${v} in it\n`)
			assert.ok(found([[what, text]], f => f === 'log/canary.log').length, `${what} ${v}`)
		}
	fs.rmSync(log)
})

test('canary: what was typed is in the database, where it belongs', () => {
	assert.ok(found([['name', person.nama]], f => f.startsWith('db/')).length > 0)
})
