// Goal: agenda numbers are given at half of the rate at which the database can commit durably, measured beside
// it in the same run.  The ceiling: eight writers, each a transaction that takes the next number of one
// counter row and commits it (every number waits for the one before: that is what gapless means).
// Beside it, in turns: step 3's whole transaction (the move, event, clock, chained trace, number, the case's row,
// the answer for a repeat), and the same through nginx and the pages.  Env: NUMBERS (800), CLERKS (8).
import { execFileSync, spawn } from 'node:child_process'
import http from 'node:http'
import path from 'node:path'
import { startStack } from '../it/stack.mjs'
import { openSite } from '../it/crawl.mjs'
import crypto from 'node:crypto'

const numbers = Number(process.env.NUMBERS ?? 800), clerks = Number(process.env.CLERKS ?? 8)
const s = await startStack()
let missed = 0
const goal = (ok, text) => { if (!ok) missed++; console.log(`${ok ? 'met   ' : 'MISSED'} ${text}`) }
const seconds = async work => { const begin = process.hrtime.bigint(); await work(); return Number(process.hrtime.bigint() - begin) / 1e9 }

const B = process.env.B ?? 'build'
execFileSync('make', ['-s', `B=${B}`, `${B}/bench/number`], { stdio: ['ignore', 'ignore', 'inherit'] })

function writer(...args) {
	const c = spawn(`${B}/bench/number`, [path.join(s.dir, 'rekam.conf'), ...args.map(String)], { stdio: ['ignore', 'ignore', 'inherit'] })
	return new Promise((done, failed) => c.on('exit', code => code === 0 ? done() : failed(new Error(`number: ${code}`))))
}
const all = what => Promise.all(Array.from({ length: clerks }, (_, i) => what(i)))

try {
	const [how] = await s.sql("SELECT @@innodb_flush_log_at_trx_commit AS redo, @@sync_binlog AS binlog, @@log_bin AS bin")
	console.log(`  innodb_flush_log_at_trx_commit ${how.redo}, log_bin ${how.bin}, sync_binlog ${how.binlog}`)
	if (how.redo !== '1')
		throw new Error('the database does not commit durably')
	await s.sql(`CREATE TABLE bench_counter (id INT PRIMARY KEY, n INT); INSERT INTO bench_counter VALUES (1, 0);
		GRANT SELECT, UPDATE ON bench_counter TO 'rekam_web'@'localhost'`)
	const each = numbers / clerks
	const ceiling = async () => numbers / await seconds(() => all(() => writer('ceiling', each)))

	const site = await openSite(s)
	const c = await site.person('petugas'), hidden = await site.hidden(c)
	// how: what gives numbers to these cases, in rising order of their ids
	const give = async how => {
		const ids = []
		for (let i = 0; i < numbers; i++)
			ids.push(await site.putCase({ status: 'TERVERIFIKASI' }))
		const before = (await site.q("SELECT COALESCE(MAX(n), 0) AS n FROM counter WHERE office_id = 1 AND series = 'AGENDA'"))[0].n
		const took = await seconds(() => how(ids))
		const [{ n, distinct, last }] = await site.q(`SELECT COUNT(*) AS n, COUNT(DISTINCT agenda_no) AS 'distinct', MAX(agenda_no) AS last FROM casefile WHERE id IN (${ids.join()})`)
		if (Number(n) !== numbers || Number(distinct) !== numbers || Number(last) !== Number(before) + numbers) throw new Error('the numbers are not whole')
		return numbers / took
	}
	const transactions = ids => all(i => writer('number', ids[i * each], ids[(i + 1) * each - 1]))
	const pages = async ids => {
		let at = 0
		await all(async () => {
			while (at < ids.length) {
				const id = ids[at++]
				const a = await c.post(`/permohonan/${id}/penomoran`, { ...hidden, permintaan: crypto.randomBytes(16).toString('hex'), versi: '1', tindakan: 'NUMBER' })
				if (a.status !== 303) throw new Error(`${a.status} for case ${id}`)
			}
		})
	}
	c.agent = new http.Agent({ keepAlive: true, maxSockets: clerks })
	const rates = { ceiling: [], program: [], pages: [] }
	for (let round = 0; round < 3; round++) {
		rates.ceiling.push(await ceiling())
		rates.program.push(await give(transactions))
		rates.pages.push(await give(pages))
		console.log(`  round ${round + 1}: ${rates.ceiling[round].toFixed(0)} durable commits a second, ${rates.program[round].toFixed(0)} numbers, ${rates.pages[round].toFixed(0)} through the pages`)
	}
	const middle = a => a.toSorted((x, y) => x - y)[1]
	const share = middle(rates.program) / middle(rates.ceiling)
	goal(share >= 0.5, `agenda numbers: ${middle(rates.program).toFixed(0)} a second, ${(100 * share).toFixed(0)} % of the ceiling of ${middle(rates.ceiling).toFixed(0)}, of 50 %; ${(100 * middle(rates.pages) / middle(rates.ceiling)).toFixed(0)} % through the pages`)
} finally {
	await s.stop()
}
process.exit(missed ? 1 : 0)
