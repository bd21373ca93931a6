// What goes wrong around a print job: its printer's row or queue goes away, a second printd works
// beside the first, and what CUPS keeps of a letter after it is printed.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pdf as onePage } from './pdf.mjs'
import { alive, build, isRoot, sleep, startStack, tempFolder, until } from './stack.mjs'
import { intake, login, verifyAndNumber, submitForSignature } from './office.mjs'

let s, device, serial = 0

const sha = b => crypto.createHash('sha256').update(b).digest('hex')
const cups = (program, ...args) => execFileSync(program, args, { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' })
const ppd = 'fcgi/print/rekam.ppd'
const makeQueue = name => cups('lpadmin', '-p', name, '-E', '-v', device, '-P', ppd, '-o', 'printer-is-shared=false')
async function insert(query) {
	return Number((await s.sql(`${query}; SELECT LAST_INSERT_ID() AS id`))[0].id)
}
async function enqueue(queue = 'rekam', due = 'UTC_TIMESTAMP(6)') {
	const bytes = onePage(`gangguan cetak ${++serial}`)
	const document = await insert(`INSERT INTO document (office_id, kind, bytes, sha256, pages, frozen_at, created_at)
		VALUES (1, 'UJI_CETAK', X'${bytes.toString('hex')}', X'${sha(bytes)}', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`)
	const id = await insert(`INSERT INTO print_job (office_id, document_id, printer_id, title, created_at, next_at)
		VALUES (1, ${document}, (SELECT id FROM printer WHERE queue = '${queue}' AND office_id = 1), UUID(), UTC_TIMESTAMP(6), '2100-01-01')`)
	const title = `rekam-${id}-${sha(bytes).slice(0, 8)}`
	await s.sql(`UPDATE print_job SET title = '${title}', next_at = ${due} WHERE id = ${id}`)
	return { id, title, bytes }
}
const row = async j => (await s.sql(`SELECT * FROM print_job WHERE id = ${j.id}`))[0]
const reaches = (j, states, ms = 40000) => until(`job ${j.id} is ${states}`, async () => {
	const r = await row(j)
	return [states].flat().includes(r.state) && r
}, ms).catch(async e => { throw new Error(`${e.message}; it is ${JSON.stringify(await row(j))}`) })
const papers = j => s.paper().filter(f => sha(fs.readFileSync(f)) === sha(j.bytes)).length

test.before(async () => {
	s = await startStack({ dir: tempFolder('printfault') })
	device = /^\S.*: (ledger:\S+)/m.exec(cups('lpstat', '-v', 'rekam'))[1]
})
test.after(() => s?.stop())
test.afterEach(() => s?.printerMode('fast'))

test('the queue is deleted at CUPS while its job prints: held for a person, at most one paper', async () => {
	makeQueue('sementara')
	await s.sql("INSERT INTO printer (office_id, queue, label) VALUES (1, 'sementara', 'Printer sementara')")
	s.printerMode('slow')
	const j = await enqueue('sementara')
	const ledger = path.join(s.dir, 'cups/ledger/ledger')
	await until('the backend has begun', () => fs.existsSync(ledger) && fs.readFileSync(ledger, 'utf8').includes(` ${j.title} `), 20000)
	cups('lpadmin', '-x', 'sementara')
	const r = await reaches(j, ['held', 'printed'])
	assert.equal(r.state, 'held', 'nobody knows whether it came out')
	assert.notEqual(r.reason, '')
	await sleep(9000)	// as long as the slow printer needs
	assert.ok(papers(j) <= 1, `${papers(j)} papers`)
	const other = await enqueue()
	s.printerMode('fast')
	await reaches(other, 'printed')
	assert.equal(papers(other), 1, 'the other queue goes on')
})

test('a job for a queue that is not there waits or is held with a reason, and is not lost', async () => {
	const j = await enqueue('sementara')
	const r = await until('it has a reason', async () => { const x = await row(j); return x.reason !== '' && x }, 20000)
	assert.ok(['queued', 'held'].includes(r.state), r.state)
	assert.equal(r.reason, 'no-queue')
	assert.equal(papers(j), 0)
})

test('the printer\'s row is switched off while its job prints: the job ends as it would have', async () => {
	s.printerMode('slow')
	const j = await enqueue()
	await reaches(j, 'accepted')
	await s.sql("UPDATE printer SET active = 0 WHERE queue = 'rekam'")
	await reaches(j, 'printed')
	assert.equal(papers(j), 1)
	await s.sql("UPDATE printer SET active = 1 WHERE queue = 'rekam'")
})

test('the printer\'s row cannot be deleted under its jobs', async () => {
	await assert.rejects(s.sql("DELETE FROM printer WHERE queue = 'rekam'"), /foreign key constraint/)
})

test('two printd at once: every paper once, also when one of them dies', async () => {
	let command = [path.join(build, 'bin/rekam-printd'), '-c', path.join(s.dir, 'conf/printd.conf')]
	if (isRoot && s.user !== 'root')
		command = ['setpriv', '--reuid', s.user, '--regid', s.user, '--init-groups', ...command]
	const second = spawn(command[0], command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] })
	let said = ''
	second.stderr.on('data', d => { said += d })
	try {
		await until('the second printd is ready', () => /ready/.test(said), 10000)
		const me = /name=(\S+)/.exec(said)[1]
		// all at one moment, and a hint to the second one first: both have work
		const batch = async n => {
			const jobs = []
			for (let i = 0; i < n; i++)
				jobs.push(await enqueue('rekam', "'2100-01-01'"))
			await s.sql(`UPDATE print_job SET next_at = UTC_TIMESTAMP(6) WHERE id IN (${jobs.map(j => j.id)})`)
			for (const pid of [second.pid, ...s.pids('printd')])
				process.kill(pid, 'SIGUSR1')
			return jobs
		}
		const jobs = await batch(16)
		for (const j of jobs)
			await reaches(j, 'printed', 60000)
		assert.deepEqual(jobs.map(papers), jobs.map(() => 1))
		const more = await batch(12)
		const its = () => s.sql(`SELECT id FROM print_job WHERE claimed_by = '${me}' AND state IN ('claimed', 'accepted')`)
		await until('the second one holds a job', async () => (await its()).length > 0)
		second.kill('SIGKILL')
		assert.ok((await its()).length > 0, 'it died with work in hand')
		for (const j of more)
			await reaches(j, 'printed', 60000)	// the lease of the dead one ends
		assert.deepEqual(more.map(papers), more.map(() => 1))
	} finally {
		if (alive(second.pid))
			second.kill('SIGKILL')
	}
})

// The bytes of a file; none when it went away between the listing and the look: cupsd writes and renames its own.
function look(p) {
	try {
		return fs.readFileSync(p)
	} catch (e) {
		if (e.code === 'ENOENT')
			return Buffer.alloc(0)
		throw e
	}
}

// Every file below a folder, as bytes.
function* files(folder) {
	for (const f of fs.readdirSync(folder, { withFileTypes: true })) {
		const p = path.join(folder, f.name)
		if (f.isDirectory())
			yield* files(p)
		else if (f.isFile())
			yield [p, look(p)]
	}
}

test('5 s after a letter is printed neither its bytes nor its person are left at CUPS', async () => {
	const loket = await login(s, 'loket')
	const id = await intake(loket)
	await verifyAndNumber(s, loket, id)
	await submitForSignature(loket, id)
	const job = () => s.sql(`SELECT j.*, HEX(d.bytes) AS bytes FROM print_job j JOIN document d ON d.id = j.document_id WHERE d.case_id = ${id} AND d.kind = 'REKOMENDASI'`)
	const letter = await until('the letter is printed', async () => { const [j] = await job(); return j?.state === 'printed' && j }, 40000)
	const [person] = await s.sql(`SELECT * FROM casefile WHERE id = ${id}`)
	const bytes = Buffer.from(letter.bytes, 'hex')
	assert.ok(person.nik.length === 16 && person.name.length > 3 && bytes.length > 1000, 'there is something to look for')
	assert.match(letter.title, /^rekam-\d+-[0-9a-f]{8}$/, 'the title says nothing of anybody')
	await sleep(5000)
	const traces = [bytes.subarray(0, 512), bytes.subarray(bytes.length >> 1, (bytes.length >> 1) + 512), bytes.subarray(-512),
		Buffer.from(person.nik), Buffer.from(person.name)]
	let seen = 0, history = false
	for (const folder of ['spool', 'cache', 'state', 'log', 'ledger'])
		for (const [p, b] of files(path.join(s.dir, 'cups', folder))) {
			seen++
			history = history || b.includes(letter.title)
			traces.forEach((t, i) => assert.ok(!b.includes(t), `${p} holds trace ${i}`))
			assert.doesNotMatch(path.basename(p), /^d\d+-\d+$/, 'no document in the spool')
		}
	assert.ok(seen > 3 && history, 'the folders are those in which CUPS writes of this job')
})

test('and a server that keeps its files would be found: the look itself can see', async () => {
	const spool = path.join(s.dir, 'cups/spool')
	s.printerMode('slow')
	const j = await enqueue()
	await reaches(j, 'accepted')
	const there = () => [...files(spool)].some(([, b]) => b.includes(j.bytes.subarray(0, 400)))
	assert.ok(there(), 'while it prints, the document is there')
	await reaches(j, 'printed')
	await until('it is gone', () => !there(), 5000)
})
