// rekamctl printer, from a terminal: a queue as it must be, a test page through the whole way, settings of
// CUPS that deviate, and what is refused in plain words.
import test, { before, after } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { build, isRoot, startStack, tempFolder, until } from './stack.mjs'
import { intake, login, press } from './office.mjs'

let s, beside, device
before(async () => {
	s = await startStack()
	// another instance's printer stands for one in the next room
	beside = await startStack({ dir: tempFolder('printer') })
	const cups = execFileSync('lpstat', ['-v', 'rekam'], { env: { ...process.env, CUPS_SERVER: path.join(beside.dir, 'run/cups.sock') }, encoding: 'utf8' })
	device = /ledger:(\S+)/.exec(cups)[1]
})
after(async () => { await s?.stop(); await beside?.stop() })

function ctl(...words) {
	let command = [path.join(build, 'bin/rekamctl'), '-c', path.join(s.dir, 'rekam.conf'), 'printer', ...words]
	if (isRoot && s.user !== 'root')
		command = ['setpriv', '--reuid', s.user, '--regid', s.user, '--init-groups', ...command]
	const r = spawnSync(command[0], command.slice(1), { encoding: 'utf8', timeout: 90000 })
	return { status: r.status, out: r.stdout, err: r.stderr }
}
function done(...words) {
	const r = ctl(...words)
	assert.equal(r.status, 0, `${words.join(' ')}: ${r.err} ${r.out}`)
	return r.out
}
function refused(pattern, ...words) {
	const r = ctl(...words)
	assert.equal(r.status, 1, `${words.join(' ')}: ${r.out}`)
	assert.match(r.err, pattern)
	assert.equal(r.err.trim().split('\n').length, 1, r.err)
}
const sha = b => crypto.createHash('sha256').update(b).digest('hex')

test('what is no printer is refused in words, and nothing is left behind', async () => {
	refused(/not an address of a printer/, 'add', 'loket', 'printer di loket')
	refused(/name is 1 to 60/, 'add', 'loket satu', 'ipp://localhost:1/ipp/print')
	refused(/nothing answers at|no IPP printer answers/, 'add', 'loket', 'ipp://localhost:9/ipp/print')
	refused(/only ipp: and ipps:/, 'add', 'loket', 'socket://localhost:9100')
	refused(/there is no file/, 'add', 'loket', 'socket://localhost:9100', '--driver', '/nonexistent.ppd')
	refused(/PWG name/, 'add', 'loket', `ipp:${device}`, '--media', 'A4')
	refused(/has no printer loket/, 'test', 'loket')
	refused(/has no printer loket/, 'remove', 'loket')
	assert.equal(ctl('add', 'loket').status, 2)
	assert.equal(ctl('tambah').status, 2)
	assert.equal((await s.sql('SELECT COUNT(*) AS n FROM printer'))[0].n, '1')
})

test('a printer is added, tried and listed; its paper is the frozen bytes', async () => {
	const said = done('add', 'ruang-2', `ipp:${device}`, '--label', 'Printer ruang dua')
	assert.match(said, /answers: /)
	assert.match(said, /ruang-2 is set up: ledger:/)
	assert.match(done('list'), /ruang-2 +Printer ruang dua +in use, 0 waiting, idle, proves its paper, ledger:/)
	const before = beside.paper().length
	assert.match(done('test', 'ruang-2'), /Tercetak/)
	await until('the sheet lies in the other tray', async () => beside.paper().length > before, 10000)
	const [doc] = await s.sql("SELECT d.sha256, HEX(d.sha256) AS h FROM document d JOIN print_job j ON j.document_id = d.id JOIN printer p ON p.id = j.printer_id WHERE p.queue = 'ruang-2'")
	assert.ok(beside.paper().some(f => sha(fs.readFileSync(f)).toUpperCase() === doc.h), 'the very bytes')
	assert.equal((await s.sql("SELECT COUNT(*) AS n FROM audit WHERE action = 'PRINTER' AND address LIKE 'rekamctl%'"))[0].n, '1')
	const loket = await login(s, 'loket')
	assert.match((await loket.get('/printer')).text, /Printer ruang dua/)
})

test('adding it again changes it, also unasked', async () => {
	assert.match(done('add', 'ruang-2', `ipp:${device}`, '--label', 'Printer Kasi', '--media', 'om_folio_210x330mm', '--offline'), /set up/)
	assert.deepEqual(await s.sql("SELECT label, media, active FROM printer WHERE queue = 'ruang-2'"), [{ label: 'Printer Kasi', media: 'om_folio_210x330mm', active: '1' }])
})

test('it is not removed while a sheet waits for it; afterwards its history stays and its routes go', async () => {
	const [{ id }] = await s.sql("SELECT id FROM printer WHERE queue = 'ruang-2'")
	await s.sql(`INSERT INTO print_route (office_id, place, printer_id) VALUES (1, 1, ${id})`)
	const [job] = await s.sql(`SELECT id FROM print_job WHERE printer_id = ${id}`)
	await s.sql(`UPDATE print_job SET state = 'held', reason = 'unknown' WHERE id = ${job.id}`)
	refused(/1 sheets wait for ruang-2/, 'remove', 'ruang-2')
	await s.sql(`UPDATE print_job SET state = 'printed' WHERE id = ${job.id}`)
	assert.match(done('remove', 'ruang-2'), /is removed/)
	assert.deepEqual(await s.sql(`SELECT active FROM printer WHERE id = ${id}`), [{ active: '0' }])
	assert.equal((await s.sql('SELECT COUNT(*) AS n FROM print_route'))[0].n, '0')
	assert.match(done('list'), /ruang-2 .* removed/)
	assert.throws(() => execFileSync('lpstat', ['-p', 'ruang-2'], { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, stdio: 'pipe' }))
	refused(/was removed/, 'test', 'ruang-2')
	// and letters go on to the printer that is left
	const loket = await login(s, 'loket')
	await intake(loket)
})

test('every setting of CUPS that deviates is named, with what to write', () => {
	const etc = path.join(s.dir, 'etc-uji'), from = path.join(s.dir, 'cups/etc')
	fs.mkdirSync(etc)
	const copy = (change = {}) => {
		for (const f of ['cupsd.conf', 'cups-files.conf'])
			fs.writeFileSync(path.join(etc, f), (change[f] ?? (x => x))(fs.readFileSync(path.join(from, f), 'utf8')), { mode: 0o644 })
		fs.chmodSync(etc, 0o755)
	}
	copy()
	assert.match(done('check', '--etc', etc), /^good +cups-files\.conf +SyncOnClose Yes$/m)
	for (const [file, key, value] of [['cups-files.conf', 'SyncOnClose', 'No'], ['cupsd.conf', 'DirtyCleanInterval', '30'], ['cupsd.conf', 'PreserveJobFiles', 'Yes'],
		['cupsd.conf', 'PreserveJobHistory', 'No'], ['cupsd.conf', 'MaxJobs', '500'], ['cupsd.conf', 'Browsing', 'On'], ['cupsd.conf', 'WebInterface', 'Yes']]) {
		copy({ [file]: text => text.replace(new RegExp(`^${key} .*$`, 'm'), `${key}   ${value}  `) })
		const r = ctl('check', '--etc', etc)
		assert.equal(r.status, 1, key)
		assert.match(r.out, new RegExp(`^WRONG ${file.replace('.', '\\.')} +${key} ${value}$`, 'm'))
		assert.match(r.out, new RegExp(`write: ${key} `))
		assert.match(r.err, /1 of 7 settings/)
	}
	copy({ 'cups-files.conf': text => text.replace(/^SyncOnClose.*\n/m, '') })
	assert.match(ctl('check', '--etc', etc).out, /^WRONG cups-files\.conf +SyncOnClose No \(CUPS' own value\)$/m)
	refused(/cannot read/, 'check', '--etc', path.join(s.dir, 'nowhere'))
})

test('five seconds after a letter is printed the spool holds nothing of it', async () => {
	const loket = await login(s, 'loket')
	const page = await loket.get('/formulir')
	await press(loket, page, 'CETAK', { lembar: '1' })
	await until('it is printed', async () => (await s.sql("SELECT COUNT(*) AS n FROM print_job WHERE state <> 'printed'"))[0].n === '0', 30000)
	const spool = path.join(s.dir, 'cups/spool')
	const documents = () => fs.readdirSync(spool).filter(f => /^d\d/.test(f))
	await until('the documents are gone', async () => documents().length === 0, 5000)
	for (const f of fs.readdirSync(spool).filter(f => /^c\d/.test(f))) {
		const control = fs.readFileSync(path.join(spool, f)).toString('latin1')
		assert.match(control, /rekam-\d+-[0-9a-f]{8}/)
		assert.doesNotMatch(control, /CONTOH|\d{16}/, 'the job names nobody')
	}
})
