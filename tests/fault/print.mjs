// print.mjs - letters go to paper while printd, the backend and cupsd are killed all the time.
//
// Every letter must come out once, or be held for a person who looks into the tray.  Env: B;
// LETTERS (100), CUPSD (30 kills of it, spread over the letters), SEED, FLAGGED (0.05: the share that may be held),
// BACKEND (a file that takes the place of our backend: a mutant).  The kills keep step with the letters, so that a
// slow machine has as many of them a letter as a fast one.  Exit status 1: something is wrong, and it says what.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { startStack, sleep, tempFolder, until } from '../it/stack.mjs'
import { Letters, dice, figures, judge } from './letters.mjs'
import { giveUpUnsent } from './printer.mjs'

const want = Number(process.env.LETTERS ?? 100), cupsdKills = Number(process.env.CUPSD ?? 30)
const seed = Number(process.env.SEED ?? Date.now() % 1e9), share = Number(process.env.FLAGGED ?? 0.05)
const d = dice(seed), begun = Date.now()
console.log(`# seed ${seed}`)
const s = await startStack({ dir: tempFolder('fault'), env: { REKAM_BACKOFF_MS: '400' } })
const backend = path.join(s.dir, 'cups/lib/backend/ledger')
if (process.env.BACKEND) {
	fs.rmSync(backend)
	fs.copyFileSync(process.env.BACKEND, backend)
	fs.chmodSync(backend, 0o700)
}
const device = /ledger:(\S+)/.exec(execFileSync('lpstat', ['-v', 'rekam'], { env: { ...process.env, CUPS_SERVER: path.join(s.dir, 'run/cups.sock') }, encoding: 'utf8' }))[1]
const patience = giveUpUnsent(s.dir, `ipp:${device}`)
const kills = { printd: 0, backend: 0, cupsd: 0 }
let on = true

const strike = (name, pids) => pids.forEach(p => { try { process.kill(p, 'SIGKILL'); kills[name]++ } catch { /* it ended itself */ } })
// Our backend and what it started for this printer.
const backends = () => fs.readdirSync('/proc').filter(p => /^\d+$/.test(p)).filter(p => {
	try {
		return fs.readFileSync(`/proc/${p}/environ`, 'utf8').includes(`LEDGER_DIR=${s.dir}`)
	} catch {
		return false
	}
}).map(Number)
const letters = new Letters()

// most: kills a letter.
async function killer(name, lo, hi, most, pids) {
	while (on) {
		await sleep(d.between(lo, hi))
		if (on && kills[name] < most * letters.serial) strike(name, pids())
	}
}
const killers = [
	killer('printd', 100, 900, 1, () => s.pids('printd')),
	killer('backend', 100, 700, 1, backends),
	killer('cupsd', 500, 2500, cupsdKills / want, () => s.pids('cupsd')),
]

while (letters.serial < want || kills.cupsd < cupsdKills) {
	if (letters.serial >= want && await letters.open(s) === 0)
		for (let i = 0; i < 5; i++) await letters.put(s)	// kills without letters prove nothing
	else if (letters.serial < want && await letters.open(s) < 20)
		await letters.put(s)
	else
		await sleep(50)
}
on = false
await Promise.all(killers)
await letters.settled(s, 240000).catch(e => console.log(`# ${e.message}`))
const v = await letters.verdict(s), wrong = judge(v, share)
console.log(`# kills: printd ${kills.printd}, backend ${kills.backend}, cupsd ${kills.cupsd}; ${Math.round((Date.now() - begun) / 1000)} s`)
console.log(`# ${figures(v)}; jobs without a document given up by the printer: ${patience()}`)
wrong.forEach(w => console.log(`# ${w}`))
console.log(`${wrong.length ? 'not ok' : 'ok'} - every letter came out once or is held for a look (seed ${seed})`)
await s.stop()
process.exit(wrong.length ? 1 : 0)
