// How long the letter takes: median of a render with embedded fonts, logo and QR, and the same letter
// by reportlab in the same run, turn about.  Goals: at most 5 ms; at least 2.5 times as fast; both in
// processor time, so that a busy machine measures the letter and not its other work.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const B = process.env.B ?? 'build', turns = 5, out = fs.mkdtempSync(path.join(os.tmpdir(), 'rekam-letter-'))
try {
	execFileSync('/usr/bin/python3', ['-c', 'import reportlab'], { stdio: 'ignore' })
} catch {
	console.log('letter: python3-reportlab is missing (tools/setup bench)')
	process.exit(1)
}
execFileSync('make', ['-s', `B=${B}`, `${B}/bench/letter`], { stdio: ['ignore', 'ignore', 'inherit'] })
const numbers = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' }).split(' ').map(Number)
const middle = (list, i) => list.map(x => x[i]).sort((a, b) => a - b)[list.length >> 1]
const ms = us => (us / 1000).toFixed(2)
let missed = false
for (const logo of ['logo.png', 'logo.jpg']) {
	const ours = [], theirs = []
	for (let i = 0; i < turns; i++) {
		ours.push(numbers(`${B}/bench/letter`, '200', path.join(out, 'ours.pdf'), logo))
		theirs.push(numbers('/usr/bin/python3', 'tests/bench/letter.py', '20', path.join(out, 'theirs.pdf'), `tests/data/${logo}`))
	}
	// both are letters with that text, or nothing was measured
	for (const f of ['ours.pdf', 'theirs.pdf']) {
		const text = execFileSync('pdftotext', [path.join(out, f), '-'], { encoding: 'utf8' })
		if (!text.includes('SITI CONTOH RAHAYU') || !text.includes('NIP 19810629'))
			throw new Error(`${f} is not the letter`)
	}
	const a = middle(ours, 1), b = middle(theirs, 1), ok = a <= 5000 && b / a >= 2.5
	missed ||= !ok
	const size = f => fs.statSync(path.join(out, f)).size
	console.log(`letter with ${logo}: ${ms(a)} ms of processor, ${ms(middle(ours, 0))} ms by the clock (${size('ours.pdf')} bytes); ` +
		`reportlab ${ms(b)} ms, ${ms(middle(theirs, 0))} ms (${size('theirs.pdf')} bytes): ${(b / a).toFixed(1)} times as fast${ok ? '' : ' - GOAL MISSED'}`)
}
fs.rmSync(out, { recursive: true })
process.exit(missed ? 1 : 0)
