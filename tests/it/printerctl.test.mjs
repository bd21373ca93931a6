// rekamctl printer: a queue is made with the ledger in front of it, proved by a test page that comes
// out as it was frozen, and removed; what is refused is refused in plain words; cupsd's settings are
// checked one by one.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { rekamctl } from './ctl.mjs'
import { build, startStack, tempFolder, until } from './stack.mjs'

let s, uri

const cups = (program, ...args) => execFileSync(program, args, { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' })
// As whoever runs the test: that is who may change queues.
const { ctl, done, refused, words } = rekamctl(() => path.join(s.dir, 'rekam.conf'), 'printer')
const one = async query => (await s.sql(query))[0]
const row = queue => one(`SELECT * FROM printer WHERE queue = '${queue}'`)
const sha = file => crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex')
const traces = async like => Number((await one(`SELECT COUNT(*) AS n FROM audit WHERE action = 'PENGATURAN'
	AND address LIKE 'rekamctl%' AND detail LIKE '${like}'`)).n)
const closedPort = () => new Promise(ok => {
	const server = net.createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => ok(port)) })
})

test.before(async () => {
	s = await startStack({ dir: tempFolder('printerctl') })
	uri = /^\S.*: ledger(:\S+)/m.exec(cups('lpstat', '-v', 'rekam'))[1].replace(/^/, 'ipp')
})
test.after(() => s?.stop())
test.afterEach(() => s?.printerMode('fast'))

test('add: the ledger stands in front of the printer, with the settings it needs', async () => {
	const out = done('add', 'loket', uri, '--label', 'Printer loket dua', '--media', 'iso_a4_210x297mm')
	assert.match(out, /loket added[^]*device ledger:\/\/[^]*the printer gets the frozen bytes/)
	assert.match(cups('lpstat', '-v', 'loket'), /ledger:\/\/localhost:/)
	const options = cups('lpoptions', '-p', 'loket')
	assert.match(options, /job-sheets=none,none/)
	assert.match(options, /printer-is-shared=false/)
	assert.match(fs.readFileSync(path.join(s.dir, 'cups/etc/printers.conf'), 'utf8'), /<(Default)?Printer loket>[^<]*ErrorPolicy retry-job/)
	assert.equal(fs.readFileSync(path.join(s.dir, 'cups/etc/ppd/loket.ppd'), 'utf8'), fs.readFileSync('fcgi/print/rekam.ppd', 'utf8'))
	const r = await row('loket')
	assert.deepEqual([r.label, r.media, r.active], ['Printer loket dua', 'iso_a4_210x297mm', '1'])
	assert.equal(await traces('loket dipasang%'), 1)
	assert.match(done('list'), /loket {2}Printer loket dua\n.*\n {4}device ledger:.*\n {4}ledger yes\n {4}proves paper: yes, of the frozen bytes/)
})

test('test: the page goes through the print queue and comes out as it was frozen', async () => {
	const before = s.paper().length
	const out = done('test', 'loket')
	assert.match(out, /Tercetak\n$/)
	const d = await one(`SELECT HEX(d.sha256) AS sha, j.state, p.queue FROM document d JOIN print_job j ON j.document_id = d.id
		JOIN printer p ON p.id = j.printer_id WHERE d.kind = 'UJI_CETAK' ORDER BY d.id DESC LIMIT 1`)
	assert.deepEqual([d.state, d.queue], ['printed', 'loket'])
	assert.equal(s.paper().length, before + 1)
	assert.equal(sha(s.paper().at(-1)), d.sha.toLowerCase())
	assert.match(execFileSync('pdftotext', [s.paper().at(-1), '-'], { encoding: 'utf8' }), /Printer loket dua/)
	assert.equal((await one("SELECT COUNT(*) AS n FROM audit WHERE action = 'UJI_CETAK' AND address LIKE 'rekamctl%' AND detail = 'loket'")).n, '1')
})

test('add again: what stood wrong is right again, the label stays, no second row', async () => {
	cups('lpadmin', '-p', 'loket', '-v', uri, '-o', 'printer-error-policy=stop-printer', '-o', 'printer-is-shared=true', '-o', 'job-sheets-default=standard,none')
	const list = done('list')
	for (const wrong of [/! no ledger/, /! error policy/, /! banner/, /! shared/])
		assert.match(list, wrong)
	assert.match(list, /proves paper: no/)
	assert.match(done('add', 'loket', uri.replace('ipp:', 'ledger:')), /loket set anew/)
	const mended = /^loket [^]*?(?=^\S|$(?![^]))/m.exec(done('list'))[0]
	assert.doesNotMatch(mended, /!/)
	assert.equal((await s.sql("SELECT label FROM printer WHERE queue = 'loket'")).length, 1)
	assert.equal((await row('loket')).label, 'Printer loket dua')
})

test('a wrong address, name, paper or unknown queue is refused in one line, and nothing is made', async () => {
	const port = await closedPort()
	refused(/does not answer at localhost port \d+: is it switched on/, 'add', 'mati', `ipp://localhost:${port}/ipp/print`)
	refused(/has no printer at/, 'add', 'mati', uri.replace(/\/ipp\/print$/, '/lain'))
	refused(/usb: printers are reached by ipp/, 'add', 'mati', 'usb://HP/LaserJet')
	refused(/socket: printers/, 'add', 'mati', 'socket://10.0.0.1:9100')
	refused(/no address of a printer/, 'add', 'mati', 'printer loket')
	refused(/no user and no options/, 'add', 'mati', uri + '?waitjob=false')
	refused(/no user and no options/, 'add', 'mati', 'ipp://a:b@localhost/ipp/print')
	refused(/a queue's name/, 'add', 'a b/c', uri)
	refused(/--media is a PWG name/, 'add', 'mati', uri, '--media', 'A4')
	refused(/--label is a text/, 'add', 'mati', uri, '--label', ' ')
	refused(/\/tidak\/ada\.ppd: No such file/, 'add', 'mati', uri, '--ppd', '/tidak/ada.ppd')
	for (const verb of ['test', 'remove'])
		refused(/no printer 'mati'/, verb, 'mati')
	assert.equal(ctl('add', 'mati', uri, '--pdf', '--everywhere').status, 2)
	assert.equal(ctl('add', 'mati').status, 2)
	assert.equal(ctl('test', 'loket', '--wait', '0').status, 2)
	assert.equal(await row('mati'), undefined)
	assert.doesNotMatch(cups('lpstat', '-v'), /mati/)
})

test('--pdf makes the queue while the printer is silent, and says so', async () => {
	const r = ctl('add', 'sunyi', `ipp://localhost:${await closedPort()}/ipp/print`, '--pdf')
	assert.equal(r.status, 0, r.err)
	assert.match(r.err, /does not answer/)
	assert.equal((await row('sunyi')).active, '1')
})

test('remove: refused while its job is on the way or held; then queue and routes go, history stays', async () => {
	const { id } = await row('sunyi')
	await s.sql(`INSERT INTO print_route (office_id, desk, kind, place, printer_id) VALUES (1, '', 'UJI_CETAK', 1, ${id})`)
	refused(/not printed after 3 seconds/, 'test', 'sunyi', '--wait', '3')
	const job = await one(`SELECT id, state FROM print_job WHERE printer_id = ${id}`)
	refused(new RegExp(`1 jobs that are not ended \\(${job.id} `), 'remove', 'sunyi')
	await s.sql(`UPDATE print_job SET state = 'held', claimed_by = '' WHERE id = ${job.id}`)
	refused(new RegExp(`\\(${job.id} held\\)`), 'remove', 'sunyi')
	assert.match(cups('lpstat', '-v'), /sunyi/)
	await s.sql(`UPDATE print_job SET state = 'withdrawn' WHERE id = ${job.id}`)
	assert.match(done('remove', 'sunyi'), /sunyi removed, 1 routes/)
	assert.doesNotMatch(cups('lpstat', '-v'), /sunyi/)
	assert.equal((await row('sunyi')).active, '0')
	assert.equal((await one(`SELECT COUNT(*) AS n FROM print_route WHERE printer_id = ${id}`)).n, '0')
	assert.equal((await one(`SELECT COUNT(*) AS n FROM print_job WHERE printer_id = ${id}`)).n, '1')
	assert.equal(await traces('sunyi dilepas%'), 1)
	refused(/no printer 'sunyi'/, 'remove', 'sunyi')
	assert.match(done('list'), /sunyi .*\(removed\)/)
})

test('a test page that is held ends with 1 and says why in the words of /cetak', async () => {
	s.printerMode('jam')
	const r = ctl('test', 'loket')
	assert.equal(r.status, 1, r.out)
	assert.match(r.out, /Tertahan\. /)
	assert.match(r.err, /not printed: see \/cetak\/\d+/)
})

test('a printer without PDF gets a queue in which CUPS converts, and its paper is proved too', async () => {
	const port = await closedPort(), spool = path.join(s.dir, 'raster')
	fs.mkdirSync(spool)
	const eve = spawn('ippeveprinter', ['-p', String(port), '-d', spool, '-r', 'off', '-n', 'localhost', '-c', '/bin/true',
		'-f', 'image/pwg-raster,image/urf', 'Raster'], { stdio: 'ignore', env: { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${s.dir}/run/dbus.sock` } })
	try {
		const there = `ipp://localhost:${port}/ipp/print`
		let r
		await until('it answers', () => (r = ctl('add', 'gambar', there)).status === 0 || !/does not answer/.test(r.err), 15000)
		assert.equal(r.status, 0, r.err)
		assert.match(r.out, /IPP Everywhere/)
		refused(/does not take PDF/, 'add', 'gambar', there, '--pdf')
		assert.doesNotMatch(cups('lpstat', '-v'), /percobaan/)
		assert.match(done('list'), /proves paper: yes, of what CUPS made/)
		assert.match(done('test', 'gambar'), /Tercetak\n$/)
		done('remove', 'gambar')
	} finally {
		eve.kill()
	}
})

// A second cupsd, as of another computer: its own folders, a port instead of a socket.
async function otherServer() {
	const dir = path.join(s.dir, 'cups2'), port = await closedPort()
	const edit = text => text.replaceAll(path.join(s.dir, 'cups/'), `${dir}/`).replace(/^Listen .*$/m, `Listen 127.0.0.1:${port}`)
		.replace(/^ServerBin .*$/m, `ServerBin ${path.join(s.dir, 'cups/lib')}`)
	for (const d of ['etc/ppd', 'state', 'cache', 'spool/tmp', 'log', 'ledger'])
		fs.mkdirSync(path.join(dir, d), { recursive: true })
	for (const f of ['cupsd.conf', 'cups-files.conf'])
		fs.writeFileSync(path.join(dir, 'etc', f), edit(fs.readFileSync(path.join(s.dir, 'cups/etc', f), 'utf8')))
	execFileSync('chmod', ['-R', 'a+rwX', path.join(dir, 'spool'), path.join(dir, 'cache'), path.join(dir, 'state'), path.join(dir, 'log'), path.join(dir, 'ledger')])
	const start = () => spawn('cupsd', ['-f', '-c', path.join(dir, 'etc/cupsd.conf'), '-s', path.join(dir, 'etc/cups-files.conf')], { stdio: 'ignore',
		env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } })
	let child = start()
	const at = `127.0.0.1:${port}`
	const up = () => until('the other cupsd is up', () => spawnSync('lpstat', ['-h', at, '-r'], { encoding: 'utf8' }).stdout.includes('is running'), 20000)
	await up()
	execFileSync('lpadmin', ['-h', at, '-p', 'jauh', '-E', '-v', uri.replace(/^ipp/, 'ledger'), '-P', 'fcgi/print/rekam.ppd', '-o', 'printer-is-shared=false', '-o', 'printer-error-policy=retry-job'])
	return { at, ledger: path.join(dir, 'ledger/ledger'), stop: () => new Promise(ok => { child.once('exit', ok); child.kill('SIGKILL') }), again: async () => { child = start(); await up() } }
}

test('a queue of another CUPS server: taken as it is, printed once there, waited for when that server is away', async () => {
	const other = await otherServer()
	try {
		refused(/cannot connect|no such|Not Found|not found/i, 'add', 'jauh', `cups://127.0.0.1:${await closedPort()}`)
		refused(/not exist|no such|not found/i, 'add', 'entah', `cups://${other.at}`)
		refused(/is made at/, 'add', 'jauh', `cups://${other.at}`, '--pdf')
		assert.match(done('add', 'jauh', `cups://${other.at}`, '--label', 'Printer ruang sebelah'), /kept by the CUPS server of/)
		assert.equal((await row('jauh')).server, other.at)
		const before = s.paper().length
		assert.match(done('test', 'jauh'), /Tercetak/)
		assert.equal(s.paper().length, before + 1)
		assert.match(fs.readFileSync(other.ledger, 'utf8'), /^D rekam-/m, 'its own ledger knows it')
		assert.match(done('list'), /jauh {2}Printer ruang sebelah\n[^]*at the CUPS server of 127\.0\.0\.1/)
		await other.stop()
		const away = spawn(...words(['test', 'jauh', '--wait', '60']), { stdio: ['ignore', 'pipe', 'pipe'] })
		await until('the job waits for that server', async () => {
			const [j] = await s.sql(`SELECT state, reason FROM print_job WHERE printer_id = ${(await row('jauh')).id} ORDER BY id DESC LIMIT 1`)
			return j.state === 'queued' && j.reason === 'cups-away'
		}, 20000)
		assert.match(done('test', 'loket'), /Tercetak/, 'the server of this computer prints meanwhile')
		await other.again()
		assert.equal(await new Promise(ok => away.once('exit', ok)), 0)
		assert.equal(s.paper().length, before + 3)
		assert.match(done('remove', 'jauh'), /jauh removed/)
		assert.match(execFileSync('lpstat', ['-h', other.at, '-p', 'jauh'], { encoding: 'utf8' }), /jauh/, 'the queue itself stays there')
	} finally {
		await other.stop()
	}
})

test('check: nothing to say of a good server; each wrong setting is named with what it should be', () => {
	const good = path.join(s.dir, 'cups/etc'), bad = path.join(s.dir, 'check')
	assert.doesNotMatch(done('check'), /BAD/)
	fs.mkdirSync(bad)
	const conf = fs.readFileSync(path.join(good, 'cupsd.conf'), 'utf8'), files = fs.readFileSync(path.join(good, 'cups-files.conf'), 'utf8')
	const wrong = [
		['PreserveJobFiles', /PreserveJobFiles No/, 'PreserveJobFiles Yes'], ['PreserveJobFiles', /PreserveJobFiles No/, '#'],
		['PreserveJobHistory', /PreserveJobHistory Yes/, 'PreserveJobHistory No'], ['MaxJobs', /MaxJobs 0/, 'MaxJobs 500'],
		['DirtyCleanInterval', /DirtyCleanInterval 0/, ''], ['ErrorPolicy', /ErrorPolicy .*/, 'ErrorPolicy stop-printer'],
		['JobRetryInterval', /JobRetryInterval .*/, 'JobRetryInterval 300'],
		['Browsing', /Browsing Off/, 'Browsing On'], ['WebInterface', /WebInterface No/, 'WebInterface Yes'],
		['JobPrivateAccess', /JobPrivateAccess all/, ''], ['JobPrivateValues', /JobPrivateValues none/, 'JobPrivateValues default'],
		['JobPrivateAccess', /<Policy default>/, '<Policy lain>'],
		['Listen', /^/, 'Listen 0.0.0.0:631\n'], ['Port', /^/, 'Port 631\n'],
		['SyncOnClose', /SyncOnClose Yes/, 'SyncOnClose No'], ['SyncOnClose', /SyncOnClose Yes/, ''],
		['LEDGER_DIR', /SetEnv LEDGER_DIR.*/, ''], ['LEDGER_DIR', /SetEnv LEDGER_DIR.*/, 'SetEnv LEDGER_DIR /tidak/ada'],
	]
	for (const [name, from, to] of wrong) {
		assert.ok(from.test(conf) || from.test(files), name)
		const inConf = from.test(conf)
		fs.writeFileSync(path.join(bad, 'cupsd.conf'), inConf ? conf.replace(from, to) : conf)
		fs.writeFileSync(path.join(bad, 'cups-files.conf'), inConf ? files : files.replace(from, to))
		const r = ctl('check', '--conf', bad)
		assert.equal(r.status, 1, `${name} ${to}`)
		assert.match(r.out, new RegExp(`^BAD .*${name}.*, should be: .+ \\(.+\\)$`, 'm'), `${name} ${to}: ${r.out}`)
	}
	refused(/cannot be read/, 'check', '--conf', '/tidak/ada')
	cups('lpadmin', '-p', 'loket', '-o', 'printer-error-policy=stop-printer')
	const r = ctl('check')
	assert.equal(r.status, 1)
	assert.match(r.out, /^BAD queue loket: error policy/m)
	done('add', 'loket', uri)
	assert.equal(ctl('check', '--cups', path.join(s.dir, 'run/none.sock')).status, 1)
})

test('without the ledger backend nothing is made', () => {
	const backend = path.join(s.dir, 'cups/lib/backend/ledger')
	fs.renameSync(backend, backend + '.away')
	try {
		refused(/no backend ledger at .*rekam-ledger/, 'add', 'loket', uri)
		assert.match(ctl('check').out, /^BAD backend/m)
	} finally {
		fs.renameSync(backend + '.away', backend)
	}
})

test('the manual has the command', () => {
	const r = spawnSync(path.join(build, 'bin/rekamctl'), ['help', 'printer'], { encoding: 'utf8' })
	assert.equal(r.status, 0)
	for (const verb of ['add', 'list', 'test', 'remove', 'check'])
		assert.match(r.stdout, new RegExp(`printer ${verb}`))
})
