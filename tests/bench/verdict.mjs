// From the finger's lift to the verdict on the officer's page, in a real browser on the whole office: the page's goal is
// 300 ms.  And what an image costs once it was judged: PNG, seal, row in the database.
// The lift is what fakefinger writes down; the verdict is the moment the page shows it (one clock).  Env: PEOPLE (3), IMAGES (300).
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { close, open, person } from '../ui/browser.mjs'
import { act, intake, login, submitForSignature, verifyAndNumber } from '../it/office.mjs'
import { until } from '../it/stack.mjs'

const people = Number(process.env.PEOPLE ?? 3), images = Number(process.env.IMAGES ?? 300), GOAL_MS = 300
const B = process.env.B ?? 'build'
let missed = 0
const goal = (ok, text) => { if (!ok) missed++; console.log(`${ok ? 'met   ' : 'MISSED'} ${text}`) }
const s = await open()
const lifts = () => [...fs.readFileSync(path.join(s.log, 'fakefinger.log'), 'utf8').matchAll(/lifted at (\d+)/g)].map(m => Number(m[1]))

// The moment at which the officer sees that the running capture has ended; the page may be another one by then.
function watch() {
	const look = () => {
		const box = document.getElementById('rekam')
		if (box === null)
			return
		if (box.hasAttribute('hx-get')) {
			sessionStorage.setItem('running', '1')
			sessionStorage.removeItem('verdict')
		} else if (sessionStorage.getItem('running') === '1') {
			sessionStorage.setItem('running', '0')
			sessionStorage.setItem('verdict', String(Date.now()))
		}
	}
	new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
}

try {
	const { page } = await person('perekam'), loket = await login(s, 'loket'), perekam = await login(s, 'perekam')
	await page.addInitScript(watch)
	await s.finger('delay 300')
	const took = []
	let id
	for (let p = 0; p < people; p++) {
		id = await intake(loket, { nik: `350308550909${9100 + p}` })
		await verifyAndNumber(s, loket, id)
		await submitForSignature(loket, id)
		await act(loket, id, 'penandatanganan', 'SIGNED_INK')
		await act(perekam, id, 'perekaman', 'BEGIN')
		await page.goto(`${s.url}/permohonan/${id}/perekaman`)
		for (let strokes = 0; strokes < 40 && await page.locator('#pindai').count() > 0; strokes++) {
			const before = lifts().length
			await Promise.all([page.waitForNavigation(), page.keyboard.press('F4')])
			if (await page.locator('#rekam[hx-get]').count() === 0)
				continue		// a hand was confirmed
			await until('the verdict', async () => await page.locator('#rekam[hx-get]').count() === 0, 20000)
			const seen = Number(await page.evaluate(() => sessionStorage.getItem('verdict'))), at = lifts()
			if (seen > 0 && at.length === before + 1)	// not where the reader asked for a second touch
				took.push(seen - at[before])
		}
	}
	took.sort((a, b) => a - b)
	const at = q => took[Math.min(took.length - 1, Math.floor(took.length * q))]
	console.log(`  lifted to verdict, ${took.length} captures: median ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms`)
	goal(took.length >= 10 * people && at(0.9) <= GOAL_MS, `finger lifted to verdict on the page: p90 ${at(0.9)} ms of ${GOAL_MS} ms`)

	execFileSync('make', ['-s', `B=${B}`, `${B}/bench/seal`], { stdio: ['ignore', 'ignore', 'inherit'] })
	const [{ capture }] = await s.sql(`SELECT MAX(id) AS capture FROM capture WHERE case_id = ${id}`)
	console.log(`  an image: ${execFileSync(`${B}/bench/seal`, [path.join(s.dir, 'rekam.conf'), path.join(s.dir, 'keys/station.key'), path.join(s.dir, 'keys/export.pub'),
		id, capture, images].map(String), { encoding: 'utf8' }).trim().replace(/(\w+) (\d+) (\w+) (\d+) (\w+) (\d+) bytes/, '$1 $2 µs, $3 $4 µs, $5 $6 µs, bytes')} (mean of ${images})`)
} finally {
	await close()
}
process.exit(missed ? 1 : 0)
