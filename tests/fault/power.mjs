// power.mjs - the power of the whole server goes (database, spool and ledger on one disk), again and
// again, while letters are printed; the printer stands beside it and keeps its own power.
//
// Nothing acknowledged may be lost, nothing printed twice unseen, nothing blank.  Env: B; CUTS (10), each
// after about 20 letters, SEED, FLAGGED (0.05), BACKEND (a mutant in the place of our backend).  Exit status 1: something is wrong; 77: no
// such disk can be made here.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, sleep, tempFolder } from '../it/stack.mjs'
import { Letters, dice, figures, judge } from './letters.mjs'
import { giveUpUnsent } from './printer.mjs'
import { Rig } from './rig.mjs'

const why = await Rig.missing()
if (why) {
	console.log(`ok - power cuts # SKIP ${why}`)
	process.exit(77)
}
const cuts = Number(process.env.CUTS ?? 10), seed = Number(process.env.SEED ?? Date.now() % 1e9)
const share = Number(process.env.FLAGGED ?? 0.05), d = dice(seed), begun = Date.now()
console.log(`# seed ${seed}`)
const cups = (s, program, ...args) => execFileSync(program, args, { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' })
const beside = await startStack({ dir: tempFolder('printer') })
const device = /(ledger:\S+)/.exec(cups(beside, 'lpstat', '-v', 'rekam'))[1]
const patience = giveUpUnsent(beside.dir, device.replace(/^ledger/, 'ipp'))
const rig = new Rig()
const letters = new Letters()
let s

// The server comes up from what the disk kept.
async function start() {
	await rig.up()
	s = await startStack({ dir: path.join(rig.mount, 'instance'), env: { REKAM_BACKOFF_MS: '1000' } })
	if (process.env.BACKEND) {
		const backend = path.join(s.dir, 'cups/lib/backend/ledger')
		fs.rmSync(backend)
		fs.copyFileSync(process.env.BACKEND, backend)
		fs.chmodSync(backend, 0o700)
	}
	cups(s, 'lpadmin', '-p', 'rekam', '-v', device)
	execFileSync('sync', ['-f', rig.mount])	// setting up is over before the first cut
}

let wrong
try {
	for (let i = 0; i < cuts; i++) {
		await start()
		const last = letters.serial + Math.round(d.between(10, 30))
		while (letters.serial < last)
			if (await letters.open(s) < 8) await letters.put(s).catch(() => {})
			else await sleep(50)
		await sleep(d.between(0, 400))
		await rig.cut(s.dir)
	}
	await start()
	await letters.settled(s, 180000).catch(e => console.log(`# ${e.message}`))
	await sleep(500)
	const v = await letters.verdict(s, beside.paper())
	wrong = judge(v, share)
	console.log(`# ${cuts} power cuts; ${Math.round((Date.now() - begun) / 1000)} s`)
	console.log(`# ${figures(v)}; jobs without a document given up by the printer: ${patience()}`)
	await s.end()
} finally {
	rig.gone()
	await beside.stop()
}
wrong.forEach(w => console.log(`# ${w}`))
console.log(`${wrong.length ? 'not ok' : 'ok'} - after power cuts every letter came out once or is held for a look (seed ${seed})`)
process.exit(wrong.length ? 1 : 0)
