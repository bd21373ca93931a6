// What a real printer does by itself and ippeveprinter does not: a job whose document never came, because its
// sender was killed after Create-Job, is given up after multiple-operation-time-out (RFC 8011 5.4.31).  Without
// it the software printer, which takes one job at a time, stays busy for ever.
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

const head = `ATTR charset attributes-charset utf-8
 ATTR naturalLanguage attributes-natural-language en
 ATTR uri printer-uri $uri
 ATTR name requesting-user-name rekam`
const list = `{ NAME "list"
 OPERATION Get-Jobs
 GROUP operation-attributes-tag
 ${head}
 ATTR keyword requested-attributes job-id,job-state,job-state-reasons
}`
const cancel = id => `{ NAME "cancel"
 OPERATION Cancel-Job
 GROUP operation-attributes-tag
 ${head}
 ATTR integer job-id ${id}
}`

// uri: ipp://localhost:PORT/ipp/print.  Ends with stop(), which says how many jobs were given up.
export function giveUpUnsent(dir, uri, seconds = 15) {
	const seen = new Map(), file = path.join(dir, 'printer.test')
	let given = 0, busy = false
	const ipptool = (words, text) => new Promise(done => {
		fs.writeFileSync(file, text)
		execFile('ipptool', [...words, uri, file], { encoding: 'utf8', timeout: 10000 }, (e, out) => done(out ?? ''))
	})
	const look = async () => {
		if (busy) return
		busy = true
		const out = await ipptool(['-tv'], list), now = Date.now()
		for (const [, job] of out.matchAll(/job-id \(integer\) = (\d+)\s+job-state \(enum\) = pending-held\s+job-state-reasons \(keyword\) = job-data-insufficient/g)) {
			if (!seen.has(job)) seen.set(job, now)
			else if (now - seen.get(job) > seconds * 1000) {
				seen.delete(job)
				given++
				await ipptool(['-t'], cancel(job))
			}
		}
		busy = false
	}
	const timer = setInterval(look, 5000)
	return () => { clearInterval(timer); return given }
}
