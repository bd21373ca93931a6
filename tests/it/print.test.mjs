// From the print queue's row to the paper in the tray, once: printd, cupsd, the ledger
// backend and a printer in software, killed and starved in turn.
import test from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pdf as onePage } from './pdf.mjs'
import { sleep, startStack, tempFolder, until } from './stack.mjs'

let s, office, serial = 0

const sha = b => crypto.createHash('sha256').update(b).digest()
const utc = ms => new Date(ms).toISOString().replace('T', ' ').replace('Z', '000')

const pdf = () => onePage(`uji cetak ${++serial}`)

async function insert(query) {
	const rows = await s.sql(`${query}; SELECT LAST_INSERT_ID() AS id`)
	return Number(rows[0].id)
}

// A frozen document and its job, as a page puts them in.
async function enqueue({ bytes = pdf(), copies = 1, stored = bytes, more = '' } = {}) {
	const document = await insert(`INSERT INTO document (office_id, kind, bytes, sha256, pages, frozen_at, created_at)
		VALUES (${office}, 'UJI_CETAK', X'${stored.toString('hex')}', X'${sha(bytes).toString('hex')}', 1, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))`)
	const id = await insert(`INSERT INTO print_job (office_id, document_id, printer_id, copies, title, created_at, next_at)
		VALUES (${office}, ${document}, (SELECT MIN(id) FROM printer), ${copies}, UUID(), UTC_TIMESTAMP(6), '2100-01-01')`)
	const title = `rekam-${id}-${sha(bytes).toString('hex').slice(0, 8)}`
	await s.sql(`UPDATE print_job SET title = '${title}', next_at = UTC_TIMESTAMP(6)${more} WHERE id = ${id}`)
	return { id, title, bytes, document }
}

const row = async j => (await s.sql(`SELECT * FROM print_job WHERE id = ${j.id}`))[0]
const reaches = (j, state, ms = 20000) => until(`job ${j.id} is ${state}`, async () => {
	const r = await row(j)
	return r.state === state && r
}, ms).catch(async e => { throw new Error(`${e.message}; it is ${JSON.stringify(await row(j))}`) })
const hint = () => s.pids('printd').forEach(p => process.kill(p, 'SIGUSR1'))

// How often these very bytes lie in the tray.
const papers = j => s.paper().filter(f => sha(fs.readFileSync(f)).equals(sha(j.bytes))).length
const ledger = j => fs.readFileSync(path.join(s.dir, 'cups/ledger/ledger'), 'utf8').split('\n').filter(l => l.includes(` ${j.title} `)).map(l => l[0]).join('')
const cups = (program, ...args) => execFileSync(program, args, { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' })
const device = () => /^\S.*: (ledger:\S+)/m.exec(cups('lpstat', '-v', 'rekam'))[1]

// The service's process dies by kill -9, if it lives just now.
const kill = name => s.pids(name).forEach(p => { try { process.kill(p, 'SIGKILL') } catch { /* it is being restarted */ } })
const cupsUp = () => until('CUPS is up and has its queue', () => {
	try {
		return cups('lpstat', '-p', 'rekam')
	} catch {
		return false
	}
}, 60000)

// Straight to CUPS, past printd.
function lp(title, bytes) {
	const file = path.join(s.dir, `lp-${++serial}.pdf`)
	fs.writeFileSync(file, bytes)
	return /request id is rekam-(\d+)/.exec(cups('lp', '-U', 'rekam', '-d', 'rekam', '-t', title, '-o', 'media=iso_a4_210x297mm', file))[1]
}
const done = id => cups('lpstat', '-W', 'completed', '-o', 'rekam').includes(`rekam-${id} `)
const backends = () => fs.readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => {
	try {
		return fs.readlinkSync(`/proc/${p}/exe`) === path.join(s.dir, 'cups/lib/backend/ledger')
	} catch {
		return false
	}
}).map(Number)

test.before(async () => {
	s = await startStack({ dir: tempFolder('print') })
	office = Number((await s.sql('SELECT MIN(office_id) AS id FROM printer'))[0].id)
})
test.after(() => s?.stop())
test.afterEach(() => s?.printerMode('fast'))

test('two copies come out as they were frozen, and everybody knows it', async () => {
	const j = await enqueue({ copies: 2 })
	hint()
	const r = await reaches(j, 'printed')
	assert.ok(r.accepted_at && r.ended_at && r.cups_job)
	assert.equal(r.reason, '')
	await until('both copies', () => papers(j) === 2)
	assert.equal(ledger(j), 'SPD')
	await until('the spool is empty', () => !fs.readdirSync(path.join(s.dir, 'cups/spool')).some(f => f.startsWith('d')), 5000)
	const p = (await s.sql('SELECT state, state_reason, state_at FROM printer'))[0]
	assert.equal(p.state, 'idle')
})

test('CUPS remembers no job that was printed: it would look through all of them for each new one', async () => {
	const j = await enqueue()
	hint()
	const r = await reaches(j, 'printed')
	await until('it is forgotten', () => !cups('lpstat', '-W', 'all', '-o', 'rekam').includes(`rekam-${r.cups_job} `), 5000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPD')
})

test('a hint is answered sooner than the next round would come', async () => {
	const took = { hinted: [], waited: [] }
	for (let i = 0; i < 14; i++) {
		const hinted = i % 2 === 0, j = await enqueue()
		if (hinted)
			hint()
		await reaches(j, 'printed')
		const [{ ms }] = await s.sql(`SELECT TIMESTAMPDIFF(MICROSECOND, created_at, accepted_at) / 1000 AS ms FROM print_job WHERE id = ${j.id}`)
		took[hinted ? 'hinted' : 'waited'].push(Number(ms))
	}
	const median = list => list.sort((a, b) => a - b)[list.length >> 1]
	assert.ok(median(took.hinted) < median(took.waited), `created to accepted by CUPS, ms: ${JSON.stringify(took)}`)
})

test('the same job submitted twice to CUPS is printed once', async () => {
	const bytes = pdf(), j = { title: `rekam-900001-${sha(bytes).toString('hex').slice(0, 8)}`, bytes }
	const ids = [lp(j.title, bytes), lp(j.title, bytes), lp(j.title, bytes)]
	await until('all three are completed', () => ids.every(done), 20000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPD')
})

test('bytes that are not those of the title are never printed', async () => {
	const before = s.paper().length, bytes = pdf()
	const prefix = sha(bytes).toString('hex').slice(0, 8)
	const empty = 'e3b0c442'
	for (const [title, b] of [['rekam-900002-00000000', bytes], [`rekam-900003-${prefix}`, Buffer.concat([bytes, bytes])],
		[`rekam-900004-${prefix}`, bytes.subarray(0, 60)], ['Laporan tahunan', bytes], [`rekam-900005-${empty}`, Buffer.from('%PDF')]])
		lp(title, b)
	await until('all are held', () => cups('lpstat', '-W', 'not-completed', '-o', 'rekam').trim().split('\n').length === 5)
	await sleep(500)
	assert.equal(s.paper().length, before)
	cups('cancel', '-a', '-x', 'rekam')
})

test('a document that changed in the database is held, with a reason for the clerk', async () => {
	const bytes = pdf()
	const j = await enqueue({ bytes, stored: Buffer.concat([bytes, Buffer.from(' ')]) })
	hint()
	const r = await reaches(j, 'held')
	assert.equal(r.reason, 'damaged')
	assert.equal(r.cups_job, null)
})

test('paper out: the job waits, says so, and goes on by itself', async () => {
	s.printerMode('empty')
	const j = await enqueue()
	hint()
	await until('it says paper out', async () => (await row(j)).reason === 'paper-out')
	assert.equal((await row(j)).state, 'accepted')
	await until('the printer says so too', async () => /media-empty/.test((await s.sql('SELECT id, state_reason FROM printer'))[0].state_reason), 12000)
	s.printerMode('fast')
	await reaches(j, 'printed')
	assert.equal(papers(j), 1)
})

test('a jam that waits is said and goes on; a jam that kills the job holds it', async () => {
	s.printerMode('jamwait')
	const a = await enqueue()
	hint()
	await until('it says jam', async () => (await row(a)).reason === 'jam')
	s.printerMode('fast')
	await reaches(a, 'printed')
	s.printerMode('jam')
	const b = await enqueue()
	hint()
	const r = await reaches(b, 'held')
	assert.equal(r.reason, 'aborted')
	assert.equal(papers(b), 0)
	assert.ok(!cups('lpstat', '-W', 'all', '-o', 'rekam').includes(`rekam-${r.cups_job} `), 'CUPS has forgotten it')
	s.printerMode('fast')
	const c = await enqueue()
	hint()
	await reaches(c, 'printed')		// the queue is not stopped by it
})

test('the backend is killed while the printer prints: one paper, no doubt left', async () => {
	s.printerMode('slow')
	const j = await enqueue()
	hint()
	await until('the printer has its number', () => ledger(j) === 'SP')
	backends().forEach(p => process.kill(p, 'SIGKILL'))
	s.printerMode('fast')
	await reaches(j, 'printed', 40000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPD')
})

test('a start without an end that the printer cannot explain is held for a person', async () => {
	const bytes = pdf()
	const j = await enqueue({ bytes, more: ", next_at = '2100-01-01'" })
	fs.appendFileSync(path.join(s.dir, 'cups/ledger/ledger'), `S ${j.title} 1:${sha(bytes).toString('hex')} 1\n`)
	await s.sql(`UPDATE print_job SET next_at = UTC_TIMESTAMP(6) WHERE id = ${j.id}`)
	hint()
	const r = await reaches(j, 'held')
	assert.equal(r.reason, 'unknown')
	assert.equal(papers(j), 0)
})

// At the printer itself, past CUPS and our backend: what a killed backend leaves there.
function atPrinter(operation, title, file) {
	const text = path.join(s.dir, 'left.test')
	fs.writeFileSync(text, `{ NAME "left"
 OPERATION ${operation}
 GROUP operation-attributes-tag
 ATTR charset attributes-charset utf-8
 ATTR naturalLanguage attributes-natural-language en
 ATTR uri printer-uri $uri
 ATTR name requesting-user-name rekam
 ATTR name job-name ${title}
${file ? ` ATTR mimeMediaType document-format application/pdf\n FILE ${file}` : ''}
}`)
	execFileSync('ipptool', ['-t', device().replace(/^ledger:/, 'ipp:'), text])
}
const startedBefore = (j, bytes) => fs.appendFileSync(path.join(s.dir, 'cups/ledger/ledger'), `S ${j.title} 1:${sha(bytes).toString('hex')} 1\n`)
const begin = async j => {
	await s.sql(`UPDATE print_job SET next_at = UTC_TIMESTAMP(6) WHERE id = ${j.id}`)
	hint()
}

test('the backend was killed between the printer\'s job and its document: withdrawn, sent anew, no doubt', async () => {
	const bytes = pdf(), j = await enqueue({ bytes, more: ", next_at = '2100-01-01'" })
	atPrinter('Create-Job', j.title)
	startedBefore(j, bytes)
	await begin(j)
	await reaches(j, 'printed', 30000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPNSPD')
})

test('the backend was killed before it noted the printer\'s number: the job is found by its title, not sent again', async () => {
	const bytes = pdf(), j = await enqueue({ bytes, more: ", next_at = '2100-01-01'" })
	const file = path.join(s.dir, 'left.pdf')
	fs.writeFileSync(file, bytes)
	atPrinter('Print-Job', j.title, file)
	await until('the printer has made its paper', () => papers(j) === 1)
	startedBefore(j, bytes)
	await begin(j)
	await reaches(j, 'printed', 30000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPD')
})

test('printd is killed while its job prints: the next one takes it over', async () => {
	s.printerMode('slow')
	const j = await enqueue()
	hint()
	const r = await reaches(j, 'accepted')
	const [old] = s.pids('printd')
	process.kill(old, 'SIGKILL')
	s.printerMode('fast')
	const end = await reaches(j, 'printed', 45000)
	assert.equal(end.cups_job, r.cups_job)
	assert.notEqual(s.pids('printd')[0], old)
	assert.equal(papers(j), 1)
})

test('printd died between sending and noting it: CUPS is asked, nothing is sent again', async () => {
	const bytes = pdf()
	const j = await enqueue({ bytes, more: ", next_at = '2100-01-01'" })
	const id = lp(j.title, bytes)
	await until('CUPS has printed it', () => done(id))
	await s.sql(`UPDATE print_job SET state = 'claimed', claimed_by = 'gone', claimed_at = '${utc(Date.now() - 60000)}' WHERE id = ${j.id}`)
	hint()
	const r = await reaches(j, 'printed')
	assert.equal(r.cups_job, id)
	assert.equal(papers(j), 1)
})

test('CUPS lost the job: it is sent again and the ledger keeps it from a second paper', async () => {
	const j = await enqueue()
	hint()
	await reaches(j, 'printed')
	await s.sql(`UPDATE print_job SET state = 'accepted', cups_job = 99999, ended_at = NULL, claimed_by = 'gone', claimed_at = '${utc(Date.now() - 60000)}' WHERE id = ${j.id}`)
	hint()
	const r = await reaches(j, 'printed')
	assert.equal(papers(j), 1)
	assert.equal(r.attempts, '1')
})

test('cupsd is killed in the middle of a job: one paper', async () => {
	s.printerMode('slow')
	const j = await enqueue()
	hint()
	await until('the printer has its number', () => ledger(j) === 'SP')
	kill('cupsd')
	s.printerMode('fast')
	const r = await until('it ends', async () => { const x = await row(j); return ['printed', 'held'].includes(x.state) && x }, 60000)
	assert.ok(papers(j) <= 1)
	assert.ok(r.state === 'printed' ? papers(j) === 1 : r.reason === 'unknown', JSON.stringify(r))
	await cupsUp()
})

test('jobs of a time without CUPS are printed when it is back', async () => {
	const jobs = []
	for (let i = 0; i < 3; i++) {
		kill('cupsd')
		jobs.push(await enqueue())
		hint()
	}
	for (const j of jobs) {
		await reaches(j, 'printed', 60000)
		assert.equal(papers(j), 1)
	}
	await cupsUp()
})

test('the printer is away: the job says so, and prints when it is back', async () => {
	const real = device()
	cups('lpadmin', '-p', 'rekam', '-v', 'ledger://localhost:9/ipp/print')
	const j = await enqueue()
	hint()
	await until('it says printer away', async () => (await row(j)).reason === 'printer-away', 20000)
	assert.equal((await row(j)).state, 'accepted')
	cups('lpadmin', '-p', 'rekam', '-v', real)
	await reaches(j, 'printed', 20000)
	assert.equal(papers(j), 1)
	assert.equal(ledger(j), 'SPD')
})

test('a queue that does not exist, and one that is paused', async () => {
	await s.sql("UPDATE printer SET queue = 'tidak-ada'")
	const a = await enqueue()
	hint()
	assert.equal((await reaches(a, 'held')).reason, 'no-queue')
	await s.sql("UPDATE printer SET queue = 'rekam'")
	cups('cupsdisable', 'rekam')
	const b = await enqueue()
	hint()
	await until('it says stopped', async () => (await row(b)).reason === 'stopped')
	cups('cupsenable', 'rekam')
	await reaches(b, 'printed')
	cups('cupsreject', 'rekam')
	const c = await enqueue()
	hint()
	await until('it waits', async () => { const r = await row(c); return r.state === 'queued' && r.reason === 'stopped' })
	cups('cupsaccept', 'rekam')
	await reaches(c, 'printed')
})

test('MariaDB is killed: printd lives, says it once, and goes on', async () => {
	const before = s.pids('printd')
	kill('mariadb')
	await sleep(500)
	const j = await until('the database is back', () => enqueue().catch(() => null), 30000)
	hint()
	await reaches(j, 'printed', 30000)
	assert.equal(papers(j), 1)
	assert.deepEqual(s.pids('printd'), before)
	assert.ok(s.logText('printd').split('queue away').length - 1 <= 3)
})

test('no log and no ledger names more than job numbers and hashes', () => {
	assert.ok(!/uji cetak/.test(s.logText('printd')))
	for (const l of fs.readFileSync(path.join(s.dir, 'cups/ledger/ledger'), 'utf8').trim().split('\n'))
		assert.match(l, /^[SPNDU] rekam-\d+-[0-9a-f]{8} \S+ \d+$/)
})
